"""Which pairs are worth scoring: exact dense and lexical neighbours, and neighbours in the graph."""

from collections.abc import Iterator
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from matching.index import SideIndex
from matching.lexical import Vectors
from matching.nearest import Block, top_k

CANDIDATES = 50
"""Candidates an item gets from each source."""

_SCORES = 1 << 25
"""Scores held at once: 128 MB, however long the lists."""


class Source(StrEnum):
    """Where a candidate came from."""

    DENSE = "dense"
    LEXICAL = "lexical"
    GRAPH = "graph"


def dense_blocks(
    queries: NDArray[np.float32], others: NDArray[np.float32], rows: NDArray[np.int64] | None = None
) -> Iterator[Block]:
    """Dot products of `rows` of `queries`, all where None, with all `others`; a block holds until the next."""
    parts = list(_parts(len(queries), len(others), rows))
    # One room for all blocks: fresh memory for each would cost a tenth of the time.
    room = np.empty((max((len(part) for part in parts), default=0), len(others)), dtype=np.float32)
    for part in parts:
        yield part, np.matmul(queries[part], others.T, out=room[: len(part)])


def lexical_blocks(
    queries: Vectors, others: Vectors, rows: NDArray[np.int64] | None = None
) -> Iterator[Block]:
    """The same of sparse rows, by the postings of their tokens."""
    for part in _parts(len(queries), len(others), rows):
        yield part, (queries.take(part).matrix(others.vocabulary) @ others.turned).toarray()


def _parts(queries: int, others: int, rows: NDArray[np.int64] | None) -> Iterator[NDArray[np.int64]]:
    rows = np.arange(queries, dtype=np.int64) if rows is None else rows
    size = max(1, _SCORES // max(1, others))
    for start in range(0, len(rows), size):
        yield rows[start : start + size]


def found_for(query: SideIndex, others: SideIndex, top: int) -> NDArray[np.int64]:
    """Rows of `others` nearest to the only row of `query`, `top` by each source, ascending."""
    if not len(others):
        return np.zeros(0, dtype=np.int64)
    title, full = query.halves
    # Without a body both halves are the same, and one product with their mean says as much.
    dense = others.mean @ title[0] if np.array_equal(title, full) else others.dense @ query.dense[0]
    near = [top_k(scores[None, :], top)[1] for scores in (dense, _lexical(query.rare_full, others.rare_full))]
    return np.unique(np.concatenate(near))


def _lexical(query: Vectors, others: Vectors) -> NDArray[np.float32]:
    """Cosines of one sparse row with all others: only the postings of its own tokens are read."""
    postings, scores = others.turned, np.zeros(len(others), dtype=np.float32)
    row = query.matrix(others.vocabulary)
    for column, weight in zip(row.indices.tolist(), row.data.tolist(), strict=True):
        part = slice(postings.indptr[column], postings.indptr[column + 1])
        scores[postings.indices[part]] += weight * postings.data[part]
    return scores
