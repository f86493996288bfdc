"""Which pairs are worth scoring: exact dense and lexical neighbours, and neighbours in the graph."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from matching.index import SideIndex

_SCORES = 1 << 24
"""Scores held at once: 64 MB, however long the lists."""

_SPARE = 16
"""Groups of columns for each wanted one: so many that the best columns seldom share a group."""


class Source(StrEnum):
    """Where a candidate came from."""

    DENSE = "dense"
    LEXICAL = "lexical"
    GRAPH = "graph"


@dataclass(frozen=True, slots=True)
class Candidates:
    """Pairs of row numbers, sorted and distinct; `rank[source]` is the rank there, 0 where not found."""

    query: NDArray[np.int64]
    other: NDArray[np.int64]
    rank: dict[Source, NDArray[np.int64]]

    def __len__(self) -> int:
        """How many pairs."""
        return len(self.query)


def candidates(
    queries: SideIndex,
    others: SideIndex,
    *,
    wanted: NDArray[np.int64],
    among: NDArray[np.int64],
    top: int,
    neighbours: tuple[NDArray[np.int64], NDArray[np.int64]] | None = None,
) -> Candidates:
    """Find for each row of `wanted` its nearest rows of `among`, `top` by each source.

    :param neighbours: pairs (query row, other row) that the graph links, best first for each query.
    """
    if not len(wanted) or not len(among):
        return merged([])
    found = [
        (Source.DENSE, *_dense(queries, others, wanted, among, top)),
        (Source.LEXICAL, *_lexical(queries, others, wanted, among, top)),
    ]
    if neighbours is not None:
        found.append((Source.GRAPH, *_ranked(*neighbours, wanted, among)))
    return merged(found)


def merged(
    found: list[tuple[Source, NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]],
) -> Candidates:
    """Join (source, query, other, rank) lists into distinct pairs."""
    if not found:
        none = np.zeros(0, dtype=np.int64)
        return Candidates(none, none, dict.fromkeys(Source, none))
    key = np.concatenate([q << 32 | o for _, q, o, _ in found])
    pairs, place = np.unique(key, return_inverse=True)
    ranks = {source: np.zeros(len(pairs), dtype=np.int64) for source in Source}
    start = 0
    for source, query, _, rank in found:
        ranks[source][place[start : start + len(query)]] = rank
        start += len(query)
    return Candidates(pairs >> 32, pairs & 0xFFFFFFFF, ranks)


def _dense(
    queries: SideIndex, others: SideIndex, wanted: NDArray[np.int64], among: NDArray[np.int64], top: int
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
    base = others.dense.T if len(among) == len(others) else others.dense[among].T
    blocks = list(_blocks(wanted, len(among)))
    # One room for all blocks: fresh memory for each would cost a tenth of the time.
    room = np.empty((len(blocks[0]), len(among)), dtype=np.float32)
    scores = ((rows, np.matmul(queries.dense[rows], base, out=room[: len(rows)])) for rows in blocks)
    return _best(scores, among, top)


def _lexical(
    queries: SideIndex, others: SideIndex, wanted: NDArray[np.int64], among: NDArray[np.int64], top: int
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
    rare = others.rare_full
    base = rare.turned if len(among) == len(others) else rare.take(among).matrix(rare.vocabulary).T.tocsr()
    blocks = _blocks(wanted, len(among))
    scores = (
        (rows, (queries.rare_full.take(rows).matrix(rare.vocabulary) @ base).toarray()) for rows in blocks
    )
    return _best(scores, among, top)


def _best(
    scores: Iterator[tuple[NDArray[np.int64], NDArray[np.float32]]], among: NDArray[np.int64], top: int
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
    """Best `top` of each block row, ties by row number; what shares nothing is no candidate."""
    query, other, rank = [], [], []
    for rows, block in scores:
        row, column, place = top_k(block, top)
        query.append(rows[row])
        other.append(among[column])
        rank.append(place)
    return np.concatenate(query), np.concatenate(other), np.concatenate(rank)


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


def _ranked(
    query: NDArray[np.int64], other: NDArray[np.int64], wanted: NDArray[np.int64], among: NDArray[np.int64]
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
    kept = np.isin(query, wanted) & np.isin(other, among)
    query, other = query[kept], other[kept]
    starts = np.flatnonzero(np.diff(query, prepend=-1))
    rank = np.arange(len(query)) - np.repeat(starts, np.diff(np.append(starts, len(query)))) + 1
    return query, other, rank


def _blocks(rows: NDArray[np.int64], columns: int) -> Iterator[NDArray[np.int64]]:
    size = max(1, _SCORES // columns)
    for start in range(0, len(rows), size):
        yield rows[start : start + size]
