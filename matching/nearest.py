"""The best of each row and of each column of a similarity matrix that comes in blocks of rows."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Block = tuple[NDArray[np.int64], NDArray[np.float32]]
"""Row numbers, ascending from block to block, and their scores [rows, columns]."""

_SPARE = 16
"""Groups of columns for each wanted one: so many that the best columns seldom share a group."""

_BUFFER = 1 << 21
"""Scores that wait to be put among the best of their columns: sorting many at once is cheaper."""


@dataclass(frozen=True, slots=True)
class Nearest:
    """The others nearest to each item, best first, ties by row number: what shares nothing is not near.

    :param other: row numbers [n, top]; −1 behind the last.
    :param score: similarities [n, top]; 0 behind the last.
    """

    other: NDArray[np.int32]
    score: NDArray[np.float32]

    @classmethod
    def none(cls, rows: int, top: int) -> "Nearest":
        """Lists without an entry."""
        return cls(np.full((rows, top), -1, dtype=np.int32), np.zeros((rows, top), dtype=np.float32))

    def entries(self) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Row and place (from 0) of every entry."""
        row, place = np.nonzero(self.other >= 0)
        return row.astype(np.int64), place.astype(np.int64)

    def __len__(self) -> int:
        """How many items have a list."""
        return len(self.other)


def top_k(
    scores: NDArray[np.float32], k: int
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
    """Row, column and rank (from 1) of the best k positive scores of each row, ties by column.

    At least k scores of a row reach its k-th best group maximum, so nothing below that has to be looked at:
    one pass of maxima takes the place of partitioning whole rows.
    """
    rows, columns = scores.shape
    k = min(k, columns)
    groups = _SPARE * k
    size = columns // groups
    heads = scores[:, : size * groups].reshape(rows, size, groups).max(axis=1) if size > 1 else scores
    least = np.maximum(np.partition(heads, -k, axis=1)[:, -k, None], np.finfo(np.float32).tiny)
    row, column = np.divmod(np.flatnonzero(scores >= least), columns)
    order = np.lexsort((column, -scores[row, column], row))
    row, column = row[order], column[order]
    rank = np.arange(len(row)) - np.searchsorted(row, np.arange(rows))[row] + 1
    kept = rank <= k
    return row[kept], column[kept], rank[kept]


def nearest(blocks: Iterable[Block], rows: int, top: int) -> Nearest:
    """The best columns of each row; rows that no block names have none."""
    found = Nearest.none(rows, top)
    for numbers, block in blocks:
        _put(found, numbers, block, top_k(block, top))
    return found


def nearest_both_ways(blocks: Iterable[Block], shape: tuple[int, int], top: int) -> tuple[Nearest, Nearest]:
    """The best columns of each row and the best rows of each column: one product serves both directions."""
    of_rows, columns = Nearest.none(shape[0], top), _Columns(shape[1], top)
    for numbers, block in blocks:
        _put(of_rows, numbers, block, top_k(block, top))
        columns.add(numbers, block)
    return of_rows, columns.best()


def _put(
    lists: Nearest,
    numbers: NDArray[np.int64],
    block: NDArray[np.float32],
    best: tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]],
) -> None:
    row, column, rank = best
    lists.other[numbers[row], rank - 1] = column
    lists.score[numbers[row], rank - 1] = block[row, column]


class _Columns:
    """The best rows of each column so far. A score below the least of a full list needs no second look."""

    def __init__(self, columns: int, top: int) -> None:
        self._best = Nearest.none(columns, top)
        self._waiting: list[tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.float32]]] = []
        self._count = 0
        self._begun = False

    def add(self, numbers: NDArray[np.int64], block: NDArray[np.float32]) -> None:
        """Take in some rows; they stand behind all rows before."""
        if self._begun:
            row, column = np.divmod(np.flatnonzero(block > self._best.score[:, -1]), block.shape[1])
        else:  # everything would be better than nothing
            column, row, _ = top_k(np.ascontiguousarray(block.T), self._best.other.shape[1])
        self._waiting.append((column, numbers[row], block[row, column]))
        self._count += len(row)
        if self._count > _BUFFER or not self._begun:
            self._settle()
        self._begun = True

    def best(self) -> Nearest:
        """The lists, all rows being in."""
        self._settle()
        return self._best

    def _settle(self) -> None:
        if self._count:
            columns, rows, scores = zip(*self._waiting, strict=True)
            add(self._best, np.concatenate(columns), np.concatenate(rows), np.concatenate(scores))
            self._waiting, self._count = [], 0


def add(
    lists: Nearest, row: NDArray[np.int64], other: NDArray[np.int64], score: NDArray[np.float32]
) -> NDArray[np.int64]:
    """Put entries among those of their rows and keep the best; of ties, those that were there first.

    :return: the rows that were named, ascending.
    """
    named = np.unique(row)
    old, place = np.nonzero(lists.other[named] >= 0)
    old = named[old]
    row = np.concatenate([old, row])
    other = np.concatenate([lists.other[old, place], other])
    score = np.concatenate([lists.score[old, place], score])
    # Positive floats are ordered as their bits are: row and score make one integer, sorted once.
    order = np.argsort(row << 32 | (0x7FFFFFFF - score.view(np.int32).astype(np.int64)), kind="stable")
    row, other, score = row[order], other[order], score[order]
    rank = np.arange(len(row)) - np.searchsorted(row, row)
    kept = rank < lists.other.shape[1]
    lists.other[named], lists.score[named] = -1, 0
    lists.other[row[kept], rank[kept]] = other[kept]
    lists.score[row[kept], rank[kept]] = score[kept]
    return named
