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
    """Vectors of `len(self)` items; row i of every part is item i.

    :param dense: vectors of title and full text side by side, [n, 2 · dimension], of length 1 together:
        a dot product is the mean of both cosines.
    """

    dense: NDArray[np.float32]
    characters_title: Vectors
    characters_full: Vectors
    words_full: Vectors

    @classmethod
    def build(cls, texts: Sequence[ItemText], side: Side, encode: Encode, space: LexicalSpace) -> "SideIndex":
        """Encode and weigh the texts of one side."""
        titles, full = [t.title for t in texts], [t.full for t in texts]
        return cls(
            side_by_side(encode(titles, side), encode(full, side)),
            space.characters(titles),
            space.characters(full),
            space.words(full),
        )

    def __len__(self) -> int:
        """How many items."""
        return len(self.dense)

    @property
    def rare_full(self) -> Vectors:
        """What lexical candidates are searched by."""
        return self.characters_full.pairs

    @property
    def halves(self) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
        """Dense vectors of titles and of full texts, of length √½."""
        dimension = self.dense.shape[1] // 2
        return self.dense[:, :dimension], self.dense[:, dimension:]

    @property
    def dense_full(self) -> NDArray[np.float32]:
        """Dense vectors of full texts, of length 1."""
        full: NDArray[np.float32] = self.halves[1] * np.float32(np.sqrt(2))
        return full

    @cached_property
    def mean(self) -> NDArray[np.float32]:
        """Mean of both dense vectors of each item, [n, dimension]: half the work for a query without a body."""
        title, full = self.halves
        summed: NDArray[np.float32] = title + full
        summed *= np.float32(np.sqrt(0.5))
        return summed


def side_by_side(titles: NDArray[np.float32], full: NDArray[np.float32]) -> NDArray[np.float32]:
    """Join both dense vectors of each item, as `SideIndex` holds them."""
    dense = np.empty((len(titles), 2 * titles.shape[1]), dtype=np.float32)
    np.multiply(titles, np.float32(np.sqrt(0.5)), out=dense[:, : titles.shape[1]])
    np.multiply(full, np.float32(np.sqrt(0.5)), out=dense[:, titles.shape[1] :])
    return dense


def cosines(
    demand: SideIndex, supply: SideIndex, i: NDArray[np.int64], j: NDArray[np.int64]
) -> NDArray[np.float32]:
    """Cosines of the pairs (i[k], j[k]), shape [len(i), len(COSINES)]; they depend on the pair alone."""
    found = np.empty((len(i), len(COSINES)), dtype=np.float32)
    lexical = (
        (demand.characters_title, supply.characters_title),
        (demand.characters_full, supply.characters_full),
        (demand.words_full, supply.words_full),
    )
    for start in range(0, len(i), _CHUNK):
        part = slice(start, start + _CHUNK)
        a, b = i[part], j[part]
        for column, (left, right) in enumerate(zip(demand.halves, supply.halves, strict=True)):
            found[part, column] = 2 * np.einsum("nd,nd->n", left[a], right[b])
        for column, (mine, theirs) in enumerate(lexical, start=2):
            found[part, column] = _cosines(mine, theirs, a, b)
    return found


def _cosines(
    left: Vectors, right: Vectors, a: NDArray[np.int64], b: NDArray[np.int64]
) -> NDArray[np.float32]:
    """Dot products of rows a of `left` with rows b of `right`; only the rows that occur are brought together."""
    rows, place = np.unique(a, return_inverse=True)
    pairs = left.take(rows).matrix(right.vocabulary)[place].multiply(right.own[b])
    total: NDArray[np.float32] = pairs.sum(axis=1)
    return total
