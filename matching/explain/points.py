"""The three lists: what speaks for a pair, what is still open, what contradicts it."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from graph.model import Side
from matching.explain.criteria import RELEVANCE, RELEVANCE_TITLE, criteria, items
from matching.explain.explanation import Coverage, Gap, Point
from matching.explain.reasons import RELATED, relevance_sentence
from matching.features import TITLES, Evaluation, Pair
from matching.features.indicators import IndicatorRow, IndicatorStatus
from matching.score import Score

_INDICATORS = "indicators"


class Lists(NamedTuple):
    """已识别对应点, 尚待验证, 硬冲突."""

    points: tuple[Point, ...]
    open_points: tuple[Point, ...]
    conflicts: tuple[Point, ...]


def lists(pair: Pair, score: Score, rows: Sequence[IndicatorRow], coverage: Coverage) -> Lists:
    """Sort all that is said of a pair into the three lists; indicators are told one by one."""
    found = Lists((), (), ())
    related = Point(RELEVANCE, RELEVANCE_TITLE, relevance_sentence(score))
    found = _add(found, int(score.relevance < RELATED), related)
    for name, said in score.evaluations.items():
        if name != _INDICATORS or not rows:
            found = _add(found, _place(name, said), Point(name, TITLES[name], said.sentence))
    contradicted = _INDICATORS in score.evaluations and score.evaluations[_INDICATORS].contradiction
    for place, point in _of_indicators(rows, contradicted=contradicted):
        found = _add(found, place, point)
    for gap in coverage.unknown:
        if gap.name != _INDICATORS or not rows:
            found = _add(found, 1, Point(gap.name, gap.title, _silence(gap, pair)))
    return found


def _add(found: Lists, place: int, point: Point) -> Lists:
    parts = list(found)
    parts[place] = (*parts[place], point)
    return Lists(*parts)


def _place(name: str, said: Evaluation) -> int:
    if said.contradiction or said.gate:
        return 2
    # Shared terms are shown and not weighed: few of them speak against nothing.
    return 0 if said.value > 0.5 or name == "terms" else 1


def _of_indicators(rows: Sequence[IndicatorRow], *, contradicted: bool) -> Iterator[tuple[int, Point]]:
    places = {
        IndicatorStatus.MET: 0,
        IndicatorStatus.MISSED: 2 if contradicted else 1,
        IndicatorStatus.UNSTATED: 1,
    }
    for row in rows:
        converted = f"，即 {row.converted}" if row.converted else ""
        offered = f"（成果：{row.offered}{converted}）" if row.offered else ""
        text = f"{row.status.display_name}：{row.wanted}{offered}"
        yield places[row.status], Point(_INDICATORS, TITLES[_INDICATORS], text)


def _silence(gap: Gap, pair: Pair) -> str:
    """Who has not stated it; or that what is stated does not tell."""
    sides = criteria()[gap.name].sides
    kinds = {side: item.kind.display_name for side, item in items(pair)}
    if not gap.missing:
        (side, stated), *others = sides.items()
        if others:
            return f"双方写明的{gap.title}无法直接比较"
        return f"{kinds[side]}写明的{stated.called}还不足以判断"
    return "；".join(f"{kinds[side]}未写明{sides[side].called}" for side in Side if side in gap.missing)
