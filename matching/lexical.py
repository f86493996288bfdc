"""Texts as sparse tf·idf vectors: character 1–2-grams and words, over background document frequencies.

Weights are (1 + ln tf) · idf with unit length (Salton and Buckley 1988), so a dot product is a cosine that
depends on the two texts alone: the same pair scores the same in a list of three rows and of a million.
"""

import hashlib
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from embeddings.background import Background
from embeddings.words import normalise, words

_BREAK = re.compile(r"[\W_]+")
_SHIFT = 21  # a code point has 21 bits, so a pair of them is one integer above every single one
_ROW_BITS = 12
"""Bits for a row number beside a token in one integer; a token has 48 or less."""
_CHUNK = 1 << _ROW_BITS
"""Texts cut at once: bounds the memory of their tokens before they are counted."""


@dataclass(frozen=True)
class Vectors:
    """Sparse rows: row i holds columns `place` and `weight` from `start[i]` to `start[i + 1]`.

    :param vocabulary: the token of each column, sorted; some may stand in no row.
    """

    start: NDArray[np.int64]
    place: NDArray[np.int32]
    weight: NDArray[np.float32]
    vocabulary: NDArray[np.int64]

    def __len__(self) -> int:
        """How many rows."""
        return len(self.start) - 1

    @cached_property
    def own(self) -> csr_array:
        """Matrix over their own vocabulary."""
        return csr_array((self.weight, self.place, self.start), shape=(len(self), len(self.vocabulary)))

    @cached_property
    def turned(self) -> csr_array:
        """`own` with rows and columns changed: the postings of each token."""
        return self.own.T.tocsr()

    def matrix(self, vocabulary: NDArray[np.int64]) -> csr_array:
        """Matrix [rows, len(vocabulary)]; other tokens are left out, but counted in the length."""
        if vocabulary is self.vocabulary:
            return self.own
        column, known = _columns(self.vocabulary, vocabulary)
        inside = known[self.place]
        kept = np.concatenate([[0], np.cumsum(inside)])
        shape = (len(self), len(vocabulary))
        return csr_array((self.weight[inside], column[self.place[inside]], kept[self.start]), shape=shape)

    def take(self, rows: NDArray[np.int64]) -> "Vectors":
        """Some rows, in the given order."""
        lengths = self.start[rows + 1] - self.start[rows]
        start = np.concatenate([[0], np.cumsum(lengths)])
        place = np.repeat(self.start[rows] - start[:-1], lengths) + np.arange(start[-1])
        return Vectors(start, self.place[place], self.weight[place], self.vocabulary)

    def tokens(self, row: int) -> NDArray[np.int64]:
        """Tokens of a row."""
        return self.vocabulary[self.place[self.start[row] : self.start[row + 1]]]

    @cached_property
    def pairs(self) -> "Vectors":
        """The character 2-grams alone, brought to unit length again: few in common, so fast to search."""
        column = np.cumsum(wanted := self.vocabulary >> _SHIFT > 0) - 1
        inside = wanted[self.place]
        start = np.concatenate([[0], np.cumsum(inside)])[self.start]
        weight = _unit(self.weight[inside], start)
        return Vectors(start, column[self.place[inside]].astype(np.int32), weight, self.vocabulary[wanted])


def joined(parts: Sequence[Vectors]) -> Vectors:
    """The rows of several, one below the other, over the vocabulary of all."""
    if len(parts) == 1:
        return parts[0]
    vocabulary = np.unique(np.concatenate([part.vocabulary for part in parts]))
    starts = np.cumsum([0, *(part.start[-1] for part in parts)])
    return Vectors(
        np.concatenate([[0], *(part.start[1:] + first for part, first in zip(parts, starts, strict=False))]),
        np.concatenate([_columns(part.vocabulary, vocabulary)[0][part.place] for part in parts]),
        np.concatenate([part.weight for part in parts]),
        vocabulary,
    )


def _columns(
    tokens: NDArray[np.int64], vocabulary: NDArray[np.int64]
) -> tuple[NDArray[np.int32], NDArray[np.bool_]]:
    """Column of each token, and whether it has one."""
    if not len(vocabulary):
        return np.zeros(len(tokens), dtype=np.int32), np.zeros(len(tokens), dtype=bool)
    column = np.minimum(np.searchsorted(vocabulary, tokens), len(vocabulary) - 1)
    return column.astype(np.int32), vocabulary[column] == tokens


class LexicalSpace:
    """Turns texts into sparse vectors."""

    def __init__(self, background: Background) -> None:
        self._background = background
        keys, frequencies = _gram_table(background)
        self._keys, self._idf = keys, _idf(background, frequencies)
        self._rarest = _idf(background, np.array([background.unseen]))[0]
        self._word_keys: dict[str, int] = {}
        self._words: dict[int, str] = {}

    def characters(self, texts: Sequence[str]) -> Vectors:
        """Vectors of character 1- and 2-grams."""
        return joined([_weighted(len(part), *_grams(part), self._gram_idf) for part in _chunks(texts)])

    def words(self, texts: Sequence[str]) -> Vectors:
        """Vectors of words; `named` tells them."""
        return joined([self._word_chunk(part) for part in _chunks(texts)])

    def named(self, tokens: NDArray[np.int64]) -> frozenset[str]:
        """The words that `words` gave as tokens."""
        return frozenset(self._words[token] for token in tokens.tolist())

    def _word_chunk(self, texts: Sequence[str]) -> Vectors:
        found = [words(text) for text in texts]
        row = np.repeat(np.arange(len(texts)), [len(of_text) for of_text in found])
        key = np.array([self._key(word) for of_text in found for word in of_text], dtype=np.int64)
        return _weighted(len(texts), row, key, self._word_idf)

    def _key(self, word: str) -> int:
        key = self._word_keys.get(word)
        if key is None:
            key = int.from_bytes(hashlib.blake2b(word.encode(), digest_size=6).digest())
            self._words[key], self._word_keys[word] = word, key
        return key

    def _word_idf(self, keys: NDArray[np.int64]) -> NDArray[np.float32]:
        return self._background.word_idfs([self._words[key] for key in keys.tolist()])

    def _gram_idf(self, keys: NDArray[np.int64]) -> NDArray[np.float32]:
        place, known = _columns(keys, self._keys)
        return np.where(known, self._idf[place], self._rarest).astype(np.float32)


def _chunks(texts: Sequence[str]) -> Iterator[Sequence[str]]:
    """Parts of a list, at least one."""
    for start in range(0, max(1, len(texts)), _CHUNK):
        yield texts[start : start + _CHUNK]


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
    """Count tokens and weigh them. One sort of token and row in one integer does both; scipy turns the result."""
    both, times = np.unique(key << _ROW_BITS | row, return_counts=True)
    token = both >> _ROW_BITS
    first = np.flatnonzero(np.diff(token, prepend=-1))
    vocabulary, often = token[first], np.diff(np.append(first, len(token)))
    weight = ((1 + np.log(times)) * np.repeat(idf(vocabulary), often)).astype(np.float32)
    columns = csr_array(
        (weight, both & ((1 << _ROW_BITS) - 1), np.append(first, len(token))), shape=(len(vocabulary), rows)
    )
    turned = columns.T.tocsr()
    start = turned.indptr.astype(np.int64)
    return Vectors(start, turned.indices.astype(np.int32), _unit(turned.data, start), vocabulary)


def _unit(weight: NDArray[np.float32], start: NDArray[np.int64]) -> NDArray[np.float32]:
    """Each row brought to length 1."""
    row = np.repeat(np.arange(len(start) - 1), np.diff(start))
    length = np.sqrt(np.bincount(row, weight.astype(np.float64) ** 2, minlength=len(start) - 1))
    return (weight / length[row]).astype(np.float32)
