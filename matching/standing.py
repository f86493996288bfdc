"""What matching remembers from run to run: both sides with their vectors and lists, and every scored pair.

It is derived: it can be made again from the graph. `matching.memory` keeps it on disk.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from matching.candidates import CANDIDATES, Source, dense_blocks, lexical_blocks
from matching.index import SideIndex
from matching.lexical import Vectors, joined
from matching.ranking import Marks, Pairs, Rows, key
from matching.upkeep import Lists, Moved, keep_up

LISTED = (Source.DENSE, Source.LEXICAL)
"""Sources that keep lists."""


@dataclass(frozen=True, slots=True)
class Standing:
    """The items of one side by row; a row stays its item's, and stands empty when the item goes.

    :param ids: [n], as text.
    :param hashes: of all that the item's scores depend on [n].
    :param gone: marks of rows whose item went.
    :param alumni: marks of alumni projects, which stand on both sides.
    :param dense: as in `SideIndex`; `rare` likewise, its `rare_full`.
    """

    ids: NDArray[np.str_]
    hashes: NDArray[np.uint64]
    gone: Marks
    alumni: Marks
    dense: NDArray[np.float32]
    rare: Vectors
    lists: Mapping[Source, Lists]

    @classmethod
    def none(cls, like: SideIndex) -> "Standing":
        """No item; vectors as wide as those of `like`."""
        no = np.zeros(0, dtype=bool)
        return cls(
            np.zeros(0, dtype="U1"),
            np.zeros(0, dtype=np.uint64),
            no,
            no,
            like.dense[:0],
            like.rare_full.take(np.zeros(0, dtype=np.int64)),
            {source: Lists.none(0, CANDIDATES) for source in LISTED},
        )

    def __len__(self) -> int:
        """How many rows."""
        return len(self.ids)

    def rows(self) -> dict[str, int]:
        """Row by id."""
        return {id_: row for row, id_ in enumerate(self.ids.tolist())}

    def order(self) -> Rows:
        """Place of each row's id in the order of ids."""
        place = np.empty(len(self), dtype=np.int64)
        place[np.argsort(self.ids, kind="stable")] = np.arange(len(self))
        return place

    def changed(self, fresh: "Fresh", gone: Rows) -> tuple["Standing", Moved]:
        """With new and changed items, and without those of some rows."""
        known = self.rows()
        new = [place for place, id_ in enumerate(fresh.ids) if id_ not in known]
        ids = np.concatenate([self.ids, np.array([fresh.ids[place] for place in new], dtype=np.str_)])
        row = np.array([known.get(i, -1) for i in fresh.ids], dtype=np.int64)
        row[new] = np.arange(len(self), len(ids))
        more = len(new)
        none = np.zeros(more, dtype=bool)
        said = replace(
            self,
            ids=ids,
            hashes=np.concatenate([self.hashes, np.zeros(more, dtype=np.uint64)]),
            gone=np.concatenate([self.gone, none]),
            alumni=np.concatenate([self.alumni, none]),
            dense=np.concatenate([self.dense, np.zeros((more, self.dense.shape[1]), dtype=np.float32)]),
            rare=_replaced(self.rare, fresh.index.rare_full, row, gone, len(ids)),
            lists={source: lists.extended(more) for source, lists in self.lists.items()},
        )
        said.hashes[row], said.gone[row], said.alumni[row] = fresh.hashes, False, fresh.alumni
        said.dense[row], said.dense[gone], said.gone[gone] = fresh.index.dense, 0, True
        marks = np.zeros(len(ids), dtype=bool)
        marks[row] = True
        return said, Moved(marks, said.gone)


@dataclass(frozen=True, slots=True)
class Fresh:
    """Items that are new or changed, in the order of their ids: what `Standing` holds of them."""

    ids: Sequence[str]
    hashes: NDArray[np.uint64]
    alumni: Marks
    index: SideIndex


def _replaced(old: Vectors, new: Vectors, row: Rows, gone: Rows, rows: int) -> Vectors:
    """Rows of `old` with those of `new` put at `row` and the `gone` ones emptied."""
    empty = Vectors(np.zeros(2, dtype=np.int64), new.place[:0], new.weight[:0], new.vocabulary)
    source = np.arange(rows, dtype=np.int64)
    source[gone] = len(old) + len(new)
    source[row] = len(old) + np.arange(len(new))
    return joined([old, new, empty]).take(source)


@dataclass(frozen=True, slots=True)
class State:
    """Demands, supplies, and every pair of them that was worth scoring."""

    demand: Standing
    supply: Standing
    pairs: Pairs

    @property
    def sides(self) -> tuple[Standing, Standing]:
        """Both sides."""
        return self.demand, self.supply


def near(sides: tuple[Standing, Standing], moved: tuple[Moved, Moved]) -> Rows:
    """Bring the lists of both sides up to date; give the keys of pairs that may have become candidates by it."""
    demand, supply = sides
    keys: list[Rows] = []
    for source in LISTED:
        lists = demand.lists[source], supply.lists[source]
        if source is Source.DENSE:
            search = (
                lambda rows: dense_blocks(demand.dense, supply.dense, rows),
                lambda rows: dense_blocks(supply.dense, demand.dense, rows),
            )
        else:
            search = (
                lambda rows: lexical_blocks(demand.rare, supply.rare, rows),
                lambda rows: lexical_blocks(supply.rare, demand.rare, rows),
            )
        touched = keep_up(lists, moved, search, wanted=CANDIDATES)
        for side, rows in enumerate(touched):
            other = lists[side].nearest.other[rows, :CANDIDATES]
            place, column = np.nonzero(other >= 0)
            ends = rows[place], other[place, column]
            keys.append(key(*(ends if side == 0 else ends[::-1])))
    return np.unique(np.concatenate(keys))


def sources(state: State, demand: int, supply: int) -> dict[Source, int]:
    """At which place a pair stands in the lists, the better one of both directions."""
    found: dict[Source, int] = {}
    for source in LISTED:
        lists = (
            state.demand.lists[source].nearest.other[demand],
            state.supply.lists[source].nearest.other[supply],
        )
        places = [np.flatnonzero(lists[0] == supply), np.flatnonzero(lists[1] == demand)]
        if best := [int(place[0]) + 1 for place in places if len(place) and place[0] < CANDIDATES]:
            found[source] = min(best)
    return found
