"""A text as a weighted bag of overlapping character n-grams: what the bundled model reads.

Shared by the numpy runtime (`embeddings.static`) and the sentence-transformers module
(`embeddings.ngram_module`), so both see the same ids and the same weights.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from embeddings.words import character_ngrams

NGRAM_FILE = "ngrams.txt"


@dataclass(frozen=True, slots=True)
class NgramVocabulary:
    """The n-grams a model knows, in row order."""

    ngrams: tuple[str, ...]
    index: dict[str, int] = field(init=False, repr=False, compare=False)
    sizes: tuple[int, ...] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "index", {ngram: row for row, ngram in enumerate(self.ngrams)})
        object.__setattr__(self, "sizes", tuple(sorted({len(ngram) for ngram in self.ngrams})))
        if len(self.index) != len(self.ngrams):
            raise ValueError("字符片段表里有重复的行，模型文件已损坏，请重新安装")

    @classmethod
    def load(cls, folder: Path) -> "NgramVocabulary":
        """Read `ngrams.txt`, one n-gram per line."""
        return cls(tuple((folder / NGRAM_FILE).read_text(encoding="utf-8").splitlines()))

    def save(self, folder: Path) -> None:
        """Write `ngrams.txt`."""
        (folder / NGRAM_FILE).write_text("\n".join(self.ngrams) + "\n", encoding="utf-8", newline="\n")

    def bag(self, text: str) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
        """Return the rows of the known n-grams, ascending, and their sublinear counts 1 + ln(tf)."""
        counts: Counter[int] = Counter()
        index = self.index
        for ngram in character_ngrams(text, self.sizes):
            row = index.get(ngram)
            if row is not None:
                counts[row] += 1
        rows = np.fromiter(sorted(counts), dtype=np.int64, count=len(counts))
        tf = np.fromiter((counts[int(row)] for row in rows), dtype=np.float64, count=len(counts))
        return rows, (1.0 + np.log(tf)).astype(np.float32)

    def bags(self, texts: Sequence[str]) -> tuple[NDArray[np.int64], NDArray[np.float32], NDArray[np.int64]]:
        """Return the bags of all texts one after another, and where each begins [n]."""
        parts = [self.bag(text) for text in texts]
        lengths = [len(rows) for rows, _ in parts]
        offsets = np.concatenate(([0], np.cumsum(lengths)[:-1])).astype(np.int64)[: len(texts)]
        rows = np.concatenate([rows for rows, _ in parts] or [np.empty(0, np.int64)])
        weights = np.concatenate([weights for _, weights in parts] or [np.empty(0, np.float32)])
        return rows, weights, offsets
