"""Pairs of stored items scored, block by block of demands, so that only a block is held at once."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from graph.model import Item, Kind, Side
from matching.market import Entry, Market, Matcher
from matching.ranking import Rows
from matching.score import Score

Progress = Callable[[int, int], None]
"""Told how many pairs are scored, of how many."""

_BATCH = 1_000
"""Items asked for at once."""

_DEMANDS = 500
"""Demands of a block."""

_REMEMBERED = 50_000
"""Scores held from finding them to writing them; more are worked out a second time instead."""


class Stored(Protocol):
    """An item as a store gives it."""

    @property
    def id(self) -> str: ...  # noqa: D102
    @property
    def item(self) -> Item: ...  # noqa: D102


class Items(Protocol):
    """Where items come from."""

    def items(self, kind: Kind) -> Iterator[Stored]: ...  # noqa: D102
    def items_by_id(self, ids: Sequence[str]) -> Mapping[str, Stored]: ...  # noqa: D102


class Reader:
    """Reads items once each; asked for more than half of all there are, it reads them all."""

    def __init__(self, store: Items, total: int) -> None:
        self._store, self._total = store, total
        self._items: dict[str, Item] = {}

    def entries(self, ids: Sequence[str]) -> list[Entry]:
        """Items by id, in order; all must be in the store."""
        if len(self._lacking(ids)) > max(_BATCH, self._total // 2):
            kinds = [kind for kind in Kind if kind.sides]
            self._items = {stored.id: stored.item for kind in kinds for stored in self._store.items(kind)}
        lacking = self._lacking(ids)
        for start in range(0, len(lacking), _BATCH):
            found = self._store.items_by_id(lacking[start : start + _BATCH])
            self._items |= {id_: stored.item for id_, stored in found.items()}
        return [Entry(id_, self._items[id_]) for id_ in ids]

    def _lacking(self, ids: Sequence[str]) -> list[str]:
        return [id_ for id_ in ids if id_ not in self._items]


class Scorer:
    """Scores pairs by key (`matching.ranking.key`), which must be sorted.

    :param ids: of demands and of supplies by row.
    """

    def __init__(self, reader: Reader, matcher: Matcher, ids: tuple[Sequence[str], Sequence[str]]) -> None:
        self._reader, self._matcher, self._ids = reader, matcher, ids
        self._known: dict[int, Score] = {}

    def scores(self, keys: Rows, progress: Progress | None = None) -> NDArray[np.float64]:
        """Both sides' scores of pairs, 0 where something rules the match out; [n, 2]."""
        found = np.zeros((len(keys), 2))
        for place, (pair, said) in enumerate(self._scored(keys)):
            if not said.excluded:
                found[place] = said.for_demand, said.for_supply
            if len(keys) <= _REMEMBERED:
                self._known[pair] = said
            if progress and ((place + 1) % 1000 == 0 or place + 1 == len(keys)):
                progress(place + 1, len(keys))
        return found

    def full(self, keys: Rows) -> Iterator[Score]:
        """All that is said of some pairs, in order."""
        fresh = np.array([key not in self._known for key in keys.tolist()], dtype=bool)
        unknown = self._scored(keys[fresh])
        for key in keys.tolist():
            yield self._known[key] if key in self._known else next(unknown)[1]

    def _scored(self, keys: Rows) -> Iterator[tuple[int, Score]]:
        if not len(keys):
            return
        demands, supplies = keys >> 32, keys & 0xFFFFFFFF
        known, j = np.unique(supplies, return_inverse=True)
        supply = self._market(known, Side.SUPPLY)
        for part in _blocks(demands):
            rows, i = np.unique(demands[part], return_inverse=True)
            demand = self._market(rows, Side.DEMAND)
            said = self._matcher.scores(demand, supply, i, j[part])
            yield from zip(keys[part].tolist(), said, strict=True)

    def _market(self, rows: Rows, side: Side) -> Market:
        ids = self._ids[side is Side.SUPPLY]
        return self._matcher.market(self._reader.entries([ids[row] for row in rows.tolist()]), side)


def _blocks(demands: Rows) -> Iterator[slice]:
    """Parts of a sorted list, each with all of some demands."""
    starts = np.append(np.flatnonzero(np.diff(demands, prepend=-1))[::_DEMANDS], len(demands)).tolist()
    for start, end in pairwise(starts):
        yield slice(start, end)
