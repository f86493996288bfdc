"""Which item of the graph a row is about: by its own id, by what it was joined to before, by what it names."""

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, field
from typing import Protocol

from rapidfuzz.fuzz import ratio

from graph.model.ids import code_key, natural_key
from graph.model.listings import Candidate, Known
from ingest.intake.assembly import own_code
from ingest.records import Row
from ingest.resolve import organization_name, row_id, title_key

_ALIKE = 60.0
"""Titles of one item may be reworded; below this (percent of letters in common) they name two things."""


class Lookup(Protocol):
    """What is asked of the graph; `graph.lists.Lists` is one."""

    def known(self, ids: Sequence[str]) -> Mapping[str, Known]: ...  # noqa: D102
    def joined(self, natural_ids: Sequence[str]) -> Mapping[str, str]: ...  # noqa: D102
    def survivors(self) -> Mapping[str, str]: ...  # noqa: D102
    def by_title_key(self, keys: Sequence[str]) -> Mapping[str, Sequence[Candidate]]: ...  # noqa: D102


@dataclass(slots=True)
class Identities:
    """Tells the items of a list's rows; remembers what it said, so that two rows are never joined to one item.

    :param natural: ids of all rows of the list by themselves: no other row is joined to one of these.
    :param decided: items of rows that an interrupted run has written already, by the id of the row.
    """

    lookup: Lookup
    natural: Set[str]
    decided: dict[str, str] = field(default_factory=dict)
    _taken: set[str] = field(init=False)
    _survivors: Mapping[str, str] = field(init=False)

    def __post_init__(self) -> None:
        self._taken = set(self.decided.values())
        self._survivors = self.lookup.survivors()

    def decide(self, natural_id: str, item: str) -> None:
        """Hold to what was decided before."""
        self.decided[natural_id] = item
        self._taken.add(item)

    def of(self, rows: Sequence[Row]) -> tuple[dict[str, str], dict[str, Known]]:
        """Items by the rows' own ids, and what the graph holds of these items."""
        open_ = [row for row in rows if row.id not in self.decided]
        known = dict(self.lookup.known([self.decided.get(row.id, row.id) for row in rows]))
        apart = {row.id: row_id(row.item, None) for row in open_ if _is_another(row, known.get(row.id))}
        strange = [row for row in open_ if row.id not in known or row.id in apart]
        joined = dict(self.lookup.joined([row.id for row in strange if row.id not in apart]))
        keys = {row.id: key for row in strange if row.id not in joined and (key := title_key(row.item))}
        joined = self._taken_in([row for row in strange if row.id not in joined], keys, apart) | joined
        named = self.lookup.by_title_key(list(dict.fromkeys(keys.values())))
        for row in open_:
            item = joined.get(row.id) or self._named(row, named.get(keys.get(row.id, ""), ()))
            self.decide(row.id, item or apart.get(row.id, row.id))
        items = {row.id: self.decided[row.id] for row in rows}
        own = {row.id for row in strange if row.id not in apart}
        missing = sorted({item for item in items.values() if item not in known} - own)
        return items, known | dict(self.lookup.known(missing))

    def _taken_in(
        self, rows: Sequence[Row], keys: Mapping[str, str], apart: Mapping[str, str]
    ) -> dict[str, str]:
        """What stands for items that were taken into others; one with a code is not known by its title."""
        own = {row.id: apart.get(row.id, row.id) for row in rows} | {
            row.id: keys[row.id]
            for row in rows
            if row.id in keys and not own_code(row.item.kind, row.id, row.item.code)
        }
        found = self._survivors
        return {
            row: item
            for row, key in own.items()
            if (item := found.get(apart.get(row, row)) or found.get(key)) is not None
        }

    def _named(self, row: Row, candidates: Sequence[Candidate]) -> str | None:
        """The one item that has the row's title and organisation, unless their list codes tell them apart."""
        if len(candidates) != 1:
            return None
        found = candidates[0]
        code = own_code(row.item.kind, row.id, row.item.code)
        if found.id in self._taken or found.id in self.natural:
            return None
        return None if code and found.codes and code_key(code) not in found.codes else found.id


def _is_another(row: Row, known: Known | None) -> bool:
    """Tell a row that has only its list code in common with the item known by it: offices number alike."""
    if known is None or not known.organization or not own_code(row.item.kind, row.id, row.item.code):
        return False
    mine, theirs = row.item.organization, known.organization
    if mine is None or natural_key(organization_name(mine).name) == natural_key(
        organization_name(theirs).name
    ):
        return False
    return ratio(natural_key(row.item.title), natural_key(known.title)) < _ALIKE
