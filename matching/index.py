"""One side of the market ready to be compared: dense vectors and sparse ones of titles and full texts."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from embeddings.encoder import Encoder
from graph.model import Side
from matching.lexical import LexicalSpace, Vectors
from matching.texts import ItemText

Encode = Callable[[Sequence[str], Side], NDArray[np.float32]]
"""Texts of one side to vectors [n, dimension] of unit length, through a cache or straight from an encoder."""


def straight(encoder: Encoder) -> Encode:
    """Encode without a cache."""

    def encode(texts: Sequence[str], side: Side) -> NDArray[np.float32]:
        return encoder.encode_demand(texts) if side is Side.DEMAND else encoder.encode_supply(texts)

    return encode


COSINES = ("dense_title", "dense_full", "characters_title", "characters_full", "words_full")
"""Columns of `cosines`."""

_CHUNK = 65536
"""Pairs compared at once: bounds the memory of the gathered rows."""


@dataclass(frozen=True)
class SideIndex:
    """Vectors of `len(self)` items; row i of every part is item i."""

    dense_title: NDArray[np.float32]
    dense_full: NDArray[np.float32]
    characters_title: Vectors
    characters_full: Vectors
    words_full: Vectors
    rare_full: Vectors

    @classmethod
    def build(cls, texts: Sequence[ItemText], side: Side, encode: Encode, space: LexicalSpace) -> "SideIndex":
        """Encode and weigh the texts of one side."""
        titles, full = [t.title for t in texts], [t.full for t in texts]
        return cls(
            encode(titles, side),
            encode(full, side),
            space.characters(titles),
            space.characters(full),
            space.words(full),
            space.characters(full, rare=True),
        )

    def __len__(self) -> int:
        """How many items."""
        return len(self.dense_title)

    @cached_property
    def dense(self) -> NDArray[np.float32]:
        """Title and full text side by side, [n, 2 · dimension]: a dot product is the mean of both cosines."""
        return np.hstack([self.dense_title, self.dense_full]) / np.float32(np.sqrt(2))


def cosines(
    demand: SideIndex, supply: SideIndex, i: NDArray[np.int64], j: NDArray[np.int64]
) -> NDArray[np.float32]:
    """Cosines of the pairs (i[k], j[k]), shape [len(i), len(COSINES)]; they depend on the pair alone."""
    found = np.empty((len(i), len(COSINES)), dtype=np.float32)
    sparse = (
        (demand.characters_title, supply.characters_title),
        (demand.characters_full, supply.characters_full),
        (demand.words_full, supply.words_full),
    )
    for start in range(0, len(i), _CHUNK):
        part = slice(start, start + _CHUNK)
        a, b = i[part], j[part]
        found[part, 0] = np.einsum("nd,nd->n", demand.dense_title[a], supply.dense_title[b])
        found[part, 1] = np.einsum("nd,nd->n", demand.dense_full[a], supply.dense_full[b])
        for column, (left, right) in enumerate(sparse, start=2):
            found[part, column] = _cosines(left, right, a, b)
    return found


def _cosines(
    left: Vectors, right: Vectors, a: NDArray[np.int64], b: NDArray[np.int64]
) -> NDArray[np.float32]:
    """Dot products of rows a of `left` with rows b of `right`; only the rows that occur are brought together."""
    rows, place = np.unique(a, return_inverse=True)
    pairs = left.take(rows).matrix(right.vocabulary)[place].multiply(right.own[b])
    total: NDArray[np.float32] = pairs.sum(axis=1)
    return total
