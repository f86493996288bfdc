"""Lists of nearest others kept up as items come, change and go, without searching everything again.

A list is longer than what is wanted of it, and knows how near anything outside it can be. So it stands losing
some entries (Yi et al. 2003, maintenance of materialized top-k views) and is searched again only when it gets short.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from matching.nearest import Block, Nearest, add, nearest, nearest_both_ways

Rows = NDArray[np.int64]
Search = Callable[[Rows | None], Iterable[Block]]
"""Similarities of some rows of one side, all where None, with the whole other side."""

_SPARE = 14
"""Entries of a list beyond those wanted."""


@dataclass(frozen=True, slots=True)
class Lists:
    """The nearest others of one side's items by one source, kept up in place.

    :param beyond: nothing outside an item's list is nearer than this [n].
    """

    nearest: Nearest
    beyond: NDArray[np.float32]

    @classmethod
    def none(cls, rows: int, wanted: int) -> "Lists":
        """Empty lists beside an empty side."""
        return cls(Nearest.none(rows, wanted + _SPARE), np.zeros(rows, dtype=np.float32))

    def extended(self, more: int) -> "Lists":
        """With `more` empty lists at the end."""
        other, score = self.nearest.other, self.nearest.score
        none = Nearest.none(more, other.shape[1])
        longer = Nearest(np.concatenate([other, none.other]), np.concatenate([score, none.score]))
        return Lists(longer, np.concatenate([self.beyond, np.zeros(more, dtype=np.float32)]))

    def forget(self, gone: NDArray[np.bool_]) -> Rows:
        """Take out the others marked in `gone`; give the rows that had one."""
        near = self.nearest
        leaving = gone[near.other] & (near.other >= 0)
        rows = np.flatnonzero(leaving.any(axis=1))
        # What stays moves up: a stable sort by whether it leaves keeps the order.
        order = np.argsort(leaving[rows] | (near.other[rows] < 0), axis=1, kind="stable")
        near.other[rows] = np.take_along_axis(np.where(leaving[rows], -1, near.other[rows]), order, axis=1)
        near.score[rows] = np.take_along_axis(np.where(leaving[rows], 0, near.score[rows]), order, axis=1)
        return rows

    def clear(self, rows: Rows) -> None:
        """Empty some lists."""
        self.nearest.other[rows], self.nearest.score[rows], self.beyond[rows] = -1, 0, 0

    def put(self, rows: Rows, found: Nearest) -> None:
        """Take lists found by a search of everything."""
        self.nearest.other[rows], self.nearest.score[rows] = found.other[rows], found.score[rows]
        self.beyond[rows] = found.score[rows, -1]

    def enter(self, rows: Rows, others: Rows, scores: NDArray[np.float32]) -> Rows:
        """Put others that came anew into the lists where they are near enough; give the rows that took one."""
        near = (scores > self.beyond[rows]) & (scores > 0)
        named = add(self.nearest, rows[near], others[near], scores[near])
        self.beyond[named] = np.maximum(self.beyond[named], self.nearest.score[named, -1])
        return named

    def short(self, alive: NDArray[np.bool_], wanted: int) -> Rows:
        """Rows that may lack one of the `wanted` nearest."""
        return np.flatnonzero(alive & (self.nearest.other[:, wanted - 1] < 0) & (self.beyond > 0))


@dataclass(frozen=True, slots=True)
class Moved:
    """What changed on one side: marks of the rows that are new or changed, and of those that went [n]."""

    fresh: NDArray[np.bool_]
    gone: NDArray[np.bool_]

    @property
    def rows(self) -> Rows:
        """Rows that are new or changed."""
        return np.flatnonzero(self.fresh)


def keep_up(
    lists: tuple[Lists, Lists], moved: tuple[Moved, Moved], search: tuple[Search, Search], *, wanted: int
) -> tuple[Rows, Rows]:
    """Bring the lists of both sides up to date; give the rows of each side whose list changed.

    :param search: similarities of rows of the one side with all of the other, and the other way round; rows that
        went are like nothing.
    """
    if all(side.fresh.all() for side in moved):
        return _all_anew(lists, search[0])
    touched: list[list[Rows]] = [[], []]
    for side, other in ((0, 1), (1, 0)):
        touched[side].append(lists[side].forget(moved[other].fresh | moved[other].gone))
        lists[side].clear(np.flatnonzero(moved[side].fresh | moved[side].gone))
    for side, other in ((0, 1), (1, 0)):
        _search(lists[side], moved[side].rows, search[side], lists[other], (moved[other], touched[other]))
        touched[side].append(moved[side].rows)
    for side in (0, 1):
        alive = ~moved[side].gone
        short = lists[side].short(alive, wanted)
        if len(short):
            lists[side].put(
                short, nearest(search[side](short), len(alive), lists[side].nearest.other.shape[1])
            )
    first, second = (np.unique(np.concatenate(rows)) for rows in touched)
    return first, second


def _all_anew(lists: tuple[Lists, Lists], search: Search) -> tuple[Rows, Rows]:
    shape = len(lists[0].nearest), len(lists[1].nearest)
    rows = np.arange(shape[0]), np.arange(shape[1])
    if min(shape):
        found = nearest_both_ways(search(None), shape, lists[0].nearest.other.shape[1])
        for side in (0, 1):
            lists[side].put(rows[side], found[side])
    return rows


def _search(mine: Lists, rows: Rows, search: Search, theirs: Lists, others: tuple[Moved, list[Rows]]) -> None:
    """Find the nearest of new rows, and let the new rows into the lists of the others that are not new themselves."""
    if not len(rows) or not len(theirs.nearest):
        return
    moved, touched = others
    top = mine.nearest.other.shape[1]
    closed = np.where(moved.fresh | moved.gone, np.inf, np.maximum(theirs.beyond, np.finfo(np.float32).tiny))
    entering: list[tuple[Rows, Rows, NDArray[np.float32]]] = []

    def watched() -> Iterable[Block]:
        for numbers, block in search(rows):
            row, column = np.divmod(np.flatnonzero(block > closed), block.shape[1])
            entering.append((column, numbers[row], block[row, column]))
            yield numbers, block

    mine.put(rows, nearest(watched(), len(mine.nearest), top))
    columns, numbers, scores = zip(*entering, strict=True)
    touched.append(theirs.enter(np.concatenate(columns), np.concatenate(numbers), np.concatenate(scores)))
