"""Judged tables taken in: rows that hold go into the graph, of the others it is told what to do."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from brokerage.judged_tables import Row
from brokerage.judging import Opinion, check, find, judge_all, kept_note
from graph.model import Side
from graph.model.errors import DuijieError
from graph.model.judgements import Judgement, standing
from graph.store import Store, StoredItem


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of the rows of a table.

    :param known: how many said what the graph knew already.
    :param problems: one sentence for each row that was left out.
    """

    judgements: tuple[Judgement, ...]
    known: int
    problems: tuple[str, ...]


def take_in(store: Store, rows: Sequence[Row], *, by: str, now: datetime | None = None) -> Taken:
    """Keep what the rows of a judged table say.

    :param by: who judged rows that do not tell.
    """
    names = _Names(store, rows)
    opinions, problems = [], []
    for row in rows:
        try:
            opinions.append(_opinion(row, names, by))
        except DuijieError as error:
            said = str(error)
            problems.append(said if said.startswith(row.place) else f"{row.place}：{said}")
    new = _unknown(opinions, store.judgements.all())
    return Taken(tuple(judge_all(store, new, now=now)), len(opinions) - len(new), tuple(problems))


def _unknown(opinions: Sequence[Opinion], known: Sequence[Judgement]) -> list[Opinion]:
    """Opinions that were not there at their time, or, where they tell no time, differ from what their person holds."""
    times = {(j.demand, j.supply, j.by, j.at) for j in known}
    held = {(j.demand, j.supply, j.by): (j.verdict, j.reason, j.note) for j in standing(known)}
    new = []
    for o in opinions:
        pair = (o.demand.id, o.supply.id, o.by)
        same = held.get(pair) == (o.verdict, o.reason, kept_note(o.note))
        if not (same if o.at is None else (*pair, o.at) in times):
            new.append(o)
    return new


class _Names:
    """Items by what rows call them, those with list codes found all at once."""

    def __init__(self, store: Store, rows: Sequence[Row]) -> None:
        self._store = store
        self._by_code = store.by_codes(sorted(set(_keys(rows))))
        self._found: dict[tuple[str, Side], StoredItem] = {}

    def find(self, key: str, side: Side) -> StoredItem:
        if (key, side) not in self._found:
            coded = [item for item in self._by_code.get(key, []) if side in item.kind.sides]
            self._found[key, side] = coded[0] if len(coded) == 1 else find(self._store, key, side)
        return self._found[key, side]


def _keys(rows: Sequence[Row]) -> Iterator[str]:
    for row in rows:
        yield from (row.cells[name] for name in ("need_id", "achievement_id") if name in row.cells)


def _opinion(row: Row, names: _Names, by: str) -> Opinion:
    sides = {}
    for column, side in (("need_id", Side.DEMAND), ("achievement_id", Side.SUPPLY)):
        key = row.key(column)
        try:
            sides[side] = names.find(key, side)
        except DuijieError as error:
            raise row.wrong(column, str(error)) from None
    opinion = Opinion(
        demand=sides[Side.DEMAND],
        supply=sides[Side.SUPPLY],
        verdict=row.verdict(),
        by=row.cells.get("by", by),
        reason=row.reason(),
        note=row.cells.get("note"),
        at=row.at(),
    )
    check(opinion)
    return opinion
