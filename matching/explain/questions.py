"""What to ask each side next: templates of the criteria, filled with what the items state."""

from collections.abc import Iterator, Sequence
from typing import Any

from graph.model import Maturity, Mode, Money, Period
from matching.explain.criteria import Criterion, criteria, items
from matching.explain.explanation import Coverage, Question
from matching.features import Pair
from matching.features.indicators import IndicatorRow, IndicatorStatus
from matching.score import Score


def questions(
    pair: Pair, score: Score, rows: Sequence[IndicatorRow], coverage: Coverage
) -> tuple[Question, ...]:
    """What contradicts first, then what is not met, then what is not known; the first of a side is its next."""
    conflicting = [name for name, said in score.evaluations.items() if said.contradiction]
    doubtful = [
        name for name, said in score.evaluations.items() if said.value <= 0.5 and name not in conflicting
    ]
    order = sorted(criteria(), key=lambda name: (name not in conflicting, name not in doubtful))
    asked: list[Question] = []
    for name in order:
        criterion = criteria()[name]
        if name == "indicators" and rows:
            asked += _of_indicators(criterion, rows)
        elif name in (*conflicting, *doubtful):
            asked += _unmet(criterion, pair)
    gaps = {gap.name: gap.missing for gap in coverage.unknown if not (gap.name == "indicators" and rows)}
    asked += [
        Question(side, name, text)
        for name, missing in gaps.items()
        for side in missing
        if (text := criteria()[name].sides[side].ask)
    ]
    return tuple(dict.fromkeys(asked))


def _of_indicators(criterion: Criterion, rows: Sequence[IndicatorRow]) -> Iterator[Question]:
    asked = ((criterion.unmet, IndicatorStatus.MISSED), (criterion.unstated, IndicatorStatus.UNSTATED))
    for templates, status in asked:
        for row in (row for row in rows if row.status is status):
            for side, template in templates.items():
                text = template.format(wanted=row.wanted, offered=row.offered)
                yield Question(side, criterion.name, text)


def _unmet(criterion: Criterion, pair: Pair) -> Iterator[Question]:
    said = {
        name: next(filter(None, map(_wording, criterion.values(side, item))), None)
        for name, (side, item) in zip(("wanted", "offered"), items(pair), strict=True)
        if side in criterion.sides
    }
    for side, template in criterion.unmet.items():
        if all(said.get(name) for name in ("wanted", "offered") if f"{{{name}}}" in template):
            yield Question(side, criterion.name, template.format(**said))


def _wording(value: Any) -> str | None:  # noqa: ANN401 -- any field value
    """A value in the words of the list."""
    match value:
        case Money() | Period() | Maturity():
            return value.raw
        case tuple():
            return "、".join(part.display_name if isinstance(part, Mode) else str(part) for part in value)
        case _:
            return str(value) if value else None
