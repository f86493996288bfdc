"""Texts as sparse tf·idf vectors: character 1–2-grams and words, over background document frequencies.

Weights are (1 + ln tf) · idf with unit length (Salton and Buckley 1988), so a dot product is a cosine that
depends on the two texts alone: the same pair scores the same in a list of three rows and of a million.
"""

import hashlib
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from embeddings.background import Background
from embeddings.words import normalise, words

_BREAK = re.compile(r"[\W_]+")
_SHIFT = 21  # a code point has 21 bits, so a pair of them is one integer above every single one


@dataclass(frozen=True)
class Vectors:
    """Sparse rows before they share columns: row i holds `key` and `weight` from `start[i]` to `start[i + 1]`."""

    start: NDArray[np.int64]
    key: NDArray[np.int64]
    weight: NDArray[np.float32]

    def __len__(self) -> int:
        """How many rows."""
        return len(self.start) - 1

    @cached_property
    def vocabulary(self) -> NDArray[np.int64]:
        """Every token of the rows, sorted: the columns of `own`."""
        return np.unique(self.key)

    @cached_property
    def own(self) -> csr_array:
        """Matrix over their own vocabulary."""
        return self.matrix(self.vocabulary)

    @cached_property
    def turned(self) -> csr_array:
        """`own` with rows and columns changed, for products with many rows."""
        return self.own.T.tocsr()

    def matrix(self, vocabulary: NDArray[np.int64]) -> csr_array:
        """Matrix [rows, len(vocabulary)]; other tokens are left out, but counted in the length."""
        place = np.searchsorted(vocabulary, self.key)
        place[place == len(vocabulary)] = 0
        inside = vocabulary[place] == self.key if len(vocabulary) else np.zeros(len(self.key), dtype=bool)
        kept = np.concatenate([[0], np.cumsum(inside)])
        shape = (len(self), len(vocabulary))
        return csr_array((self.weight[inside], place[inside], kept[self.start]), shape=shape)

    def take(self, rows: NDArray[np.int64]) -> "Vectors":
        """Some rows, in the given order."""
        lengths = self.start[rows + 1] - self.start[rows]
        start = np.concatenate([[0], np.cumsum(lengths)])
        place = np.repeat(self.start[rows] - start[:-1], lengths) + np.arange(start[-1])
        return Vectors(start, self.key[place], self.weight[place])


class LexicalSpace:
    """Turns texts into sparse vectors."""

    def __init__(self, background: Background) -> None:
        self._background = background
        keys, frequencies = _gram_table(background)
        self._keys, self._idf = keys, _idf(background, frequencies)
        self._rarest = _idf(background, np.array([background.unseen]))[0]

    def characters(self, texts: Sequence[str], *, rare: bool = False) -> Vectors:
        """Vectors of character 1- and 2-grams; with `rare` the 2-grams alone, for fast candidate search."""
        row, key = _grams(texts)
        if rare:
            pairs = key >> _SHIFT > 0
            row, key = row[pairs], key[pairs]
        return _weighted(len(texts), row, key, self._gram_idf)

    def words(self, texts: Sequence[str]) -> Vectors:
        """Vectors of words."""
        tokens = [words(text) for text in texts]
        distinct = sorted({token for found in tokens for token in found})
        keys = {token: _word_key(token) for token in distinct}
        row = np.repeat(np.arange(len(texts)), [len(found) for found in tokens])
        key = np.array([keys[token] for found in tokens for token in found], dtype=np.int64)
        order = np.argsort(table := np.array([keys[token] for token in distinct], dtype=np.int64))
        idf = self._background.word_idfs(distinct)[order]
        table = table[order]
        return _weighted(len(texts), row, key, lambda k: idf[np.searchsorted(table, k)])

    def _gram_idf(self, keys: NDArray[np.int64]) -> NDArray[np.float32]:
        place = np.minimum(np.searchsorted(self._keys, keys), len(self._keys) - 1)
        return np.where(self._keys[place] == keys, self._idf[place], self._rarest).astype(np.float32)


def _gram_table(background: Background) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Keys and document frequencies of the background's 1- and 2-grams, sorted by key."""
    grams = [(t, f) for t, f in background.frequencies.items() if len(t) <= 2 and not t.startswith(" ")]
    keys = np.array([_gram_key(t) for t, _ in grams], dtype=np.int64)
    order = np.argsort(keys)
    return keys[order], np.array([f for _, f in grams], dtype=np.int64)[order]


def _idf(background: Background, frequencies: NDArray[np.int64]) -> NDArray[np.float32]:
    return (np.log((1 + background.documents) / (1 + frequencies)) + 1).astype(np.float32)


def _gram_key(gram: str) -> int:
    return ord(gram) if len(gram) == 1 else ord(gram[0]) << _SHIFT | ord(gram[1])


def _word_key(word: str) -> int:
    return int.from_bytes(hashlib.blake2b(word.encode(), digest_size=7).digest())


def _grams(texts: Sequence[str]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Text number and key of every character 1- and 2-gram; none reaches across a blank or punctuation."""
    clean = [_BREAK.sub(" ", normalise(text)) + " " for text in texts]
    code = np.frombuffer("".join(clean).encode("utf-32-le"), dtype=np.uint32).astype(np.int64)
    row = np.repeat(np.arange(len(texts)), [len(text) for text in clean])
    letter = code != ord(" ")
    pair = letter[:-1] & letter[1:]
    pairs = (code[:-1] << _SHIFT | code[1:])[pair]
    return np.concatenate([row[letter], row[:-1][pair]]), np.concatenate([code[letter], pairs])


def _weighted(
    rows: int,
    row: NDArray[np.int64],
    key: NDArray[np.int64],
    idf: Callable[[NDArray[np.int64]], NDArray[np.float32]],
) -> Vectors:
    order = np.lexsort((key, row))
    row, key = row[order], key[order]
    first = np.ones(len(key), dtype=bool)
    first[1:] = (row[1:] != row[:-1]) | (key[1:] != key[:-1])
    starts = np.flatnonzero(first)
    times = np.diff(np.append(starts, len(key)))
    row, key = row[starts], key[starts]
    weight = (1 + np.log(times, dtype=np.float64)) * idf(key)
    length = np.sqrt(np.bincount(row, weight * weight, minlength=rows))
    start = np.searchsorted(row, np.arange(rows + 1))
    return Vectors(start, key, (weight / length[row]).astype(np.float32))
