"""How near the words of two texts come to each other: each title word meets the nearest word of the other text.

A sum of word vectors blurs what a text speaks of; the nearest word keeps it (late interaction: Khattab and
Zaharia 2020). Words weigh idf², as they do in a cosine of tf·idf. 电解液 meets 电解质 though they are not the same word.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from threading import Lock

import numpy as np
from numpy.typing import NDArray

from embeddings.background import Background
from embeddings.encoder import Encoder
from embeddings.words import words

ALIGNMENTS = ("supply_words", "demand_words")
"""Columns of `aligned`: how well the demand meets the words of the supply's title, and the other way round."""

_MOST = 64
"""Words of a text that count, the rarest first: what a long text says beyond them is common."""

_STEPS = 4000.0
"""Vectors are whole numbers of this length. Sums of their products stay below 2^24, where float32 is exact (and with
whole weights below 2^53), so a pair compares the same to the last digit whatever it is compared beside."""
_SHARES = 1024.0
"""Weights are whole multiples of one part in so many."""

Rows = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class AlignedText:
    """The words of an item as rows of a table: of its title, and of all its text."""

    title: Rows
    full: Rows


class WordTable:
    """Vectors and weights of the words met so far; grows as texts come, and may be asked by several threads.

    :param encoder: a static encoder, for it reads every single word.
    """

    def __init__(self, encoder: Encoder, background: Background) -> None:
        self._encoder, self._background = encoder, background
        self._row: dict[str, int] = {}
        self._vectors = np.empty((0, encoder.dimension), dtype=np.float32)
        self._weights = np.empty(0, dtype=np.float64)
        self._growing = Lock()

    def text(self, title: str, full: Iterable[str]) -> AlignedText:
        """Find the rows of an item's words.

        :param full: the words of all its text.
        """
        return AlignedText(self._rows(words(title)), self._rows(full))

    def _rows(self, found: Iterable[str]) -> Rows:
        distinct = sorted(set(found))
        with self._growing:
            new = [word for word in distinct if word not in self._row]
            if new:
                self._add(new)
            rows = np.array([self._row[word] for word in distinct], dtype=np.int64)
            if len(rows) > _MOST:
                rows = rows[np.argsort(-self._weights[rows], kind="stable")[:_MOST]]
        return rows

    def _add(self, new: Sequence[str]) -> None:
        start = len(self._row)
        room = len(self._vectors)
        if start + len(new) > room:
            more = max(1024, room, len(new))
            self._vectors = np.concatenate(
                [self._vectors, np.zeros((more, self._encoder.dimension), np.float32)]
            )
            self._weights = np.concatenate([self._weights, np.zeros(more, np.float64)])
        self._vectors[start : start + len(new)] = np.rint(_STEPS * self._encoder.encode_supply(new))
        self._weights[start : start + len(new)] = np.rint(_SHARES * self._background.word_idfs(new) ** 2)
        self._row |= {word: start + place for place, word in enumerate(new)}

    def against(
        self, one: AlignedText, others: Sequence[AlignedText]
    ) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
        """Compare one text with many: how well it meets the title words of each, and each meets those of its own.

        Each value is a weighted mean of cosines, 0 where there is no word.
        """
        vectors, weights = self._vectors, self._weights
        titles, title_start = _joined([other.title for other in others])
        full, full_start = _joined([other.full for other in others])
        met = np.zeros(len(others), dtype=np.float32)
        meets = np.zeros(len(others), dtype=np.float32)
        if len(one.full) and len(titles):
            distinct, place = np.unique(titles, return_inverse=True)
            nearest = (vectors[distinct] @ vectors[one.full].T).max(axis=1)[place]
            owner = np.repeat(np.arange(len(others)), np.diff(title_start))
            total = np.bincount(owner, weights[titles], len(others))
            sums = np.bincount(owner, weights[titles] * nearest, len(others))
            met = np.divide(sums, total * _STEPS**2, out=np.zeros(len(others)), where=total > 0).astype(
                np.float32
            )
        if len(one.title) and len(full):
            distinct, place = np.unique(full, return_inverse=True)
            near = (vectors[distinct] @ vectors[one.title].T)[place]
            some = np.flatnonzero(np.diff(full_start))
            best = np.maximum.reduceat(near, full_start[some], axis=0)
            own = weights[one.title]
            meets[some] = (best * own).sum(axis=1) / (own.sum() * _STEPS**2)
        return met, meets


def aligned(
    table: WordTable,
    sides: tuple[Mapping[int, AlignedText], Mapping[int, AlignedText]],
    i: Rows,
    j: Rows,
) -> NDArray[np.float32]:
    """Compare the pairs (i[k], j[k]); shape [len(i), len(ALIGNMENTS)].

    :param sides: words of demands and supplies by row number.
    """
    found = np.empty((len(i), len(ALIGNMENTS)), dtype=np.float32)
    turned = len(np.unique(i)) > len(np.unique(j))
    one, many, fixed, others = (j, i, sides[1], sides[0]) if turned else (i, j, sides[0], sides[1])
    order = np.argsort(one, kind="stable")
    for part in np.split(order, np.flatnonzero(np.diff(one[order])) + 1):
        if len(part):
            met, meets = table.against(fixed[int(one[part[0]])], [others[row] for row in many[part].tolist()])
            found[part, 0], found[part, 1] = (meets, met) if turned else (met, meets)
    return found


def _joined(parts: Sequence[Rows]) -> tuple[Rows, Rows]:
    """All parts one after another, and where each begins; one more start than parts."""
    start = np.concatenate([[0], np.cumsum([len(part) for part in parts])]).astype(np.int64)
    return np.concatenate(parts) if parts else np.empty(0, np.int64), start
