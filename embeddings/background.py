"""Document frequencies of Chinese technical text, shipped so that a list of three rows ranks sensibly."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from embeddings.words import WORDS_VERSION

_FILE = Path(__file__).parent / "models" / "background.npz"


@dataclass(frozen=True, slots=True)
class Background:
    """How many of `documents` texts contain each token: words and character 1- and 2-grams in one table.

    A word of one or two characters and the same 2-gram would share an entry, so words carry a leading blank
    in the table; use `word_idf` and `idf`.
    """

    documents: int
    frequencies: dict[str, int]
    unseen: int = 1
    version: str = WORDS_VERSION

    @classmethod
    def load(cls, path: Path | None = None) -> "Background":
        """Return the shipped table (read once per process), or the one in `path`."""
        return _read(path or _FILE)

    def save(self, path: Path) -> None:
        """Write the table, compressed; the same table gives the same bytes."""
        tokens = sorted(self.frequencies)
        np.savez_compressed(
            path,
            documents=np.int64(self.documents),
            unseen=np.int64(self.unseen),
            version=np.array(self.version),
            tokens=np.frombuffer("\n".join(tokens).encode(), dtype=np.uint8),
            frequencies=np.array([self.frequencies[token] for token in tokens], dtype=np.uint32),
        )

    def idf(self, ngram: str) -> float:
        """Return ln((1 + N) / (1 + df)) + 1 of a character n-gram; unseen ones count as the rarest kept."""
        return math.log((1 + self.documents) / (1 + self.frequencies.get(ngram, self.unseen))) + 1.0

    def word_idf(self, word: str) -> float:
        """Return the same for a word."""
        return self.idf(" " + word)

    def idfs(self, ngrams: Sequence[str]) -> NDArray[np.float32]:
        """Return `idf` of many n-grams, shape [n]."""
        found = (self.frequencies.get(ngram, self.unseen) for ngram in ngrams)
        counts = np.fromiter(found, dtype=np.float64, count=len(ngrams))
        return (np.log((1 + self.documents) / (1 + counts)) + 1.0).astype(np.float32)

    def word_idfs(self, words: Iterable[str]) -> NDArray[np.float32]:
        """Return `word_idf` of many words, shape [n]."""
        return self.idfs([" " + word for word in words])


@cache
def _read(path: Path) -> Background:
    with np.load(path) as table:
        version = str(table["version"])
        if version != WORDS_VERSION:
            raise ValueError(
                f"背景词频表 {path} 按 {version} 分词，本程序用 {WORDS_VERSION}：请重新安装或重新训练"
            )
        tokens = table["tokens"].tobytes().decode().split("\n")
        counts = table["frequencies"].tolist()
        return Background(
            int(table["documents"]), dict(zip(tokens, counts, strict=True)), int(table["unseen"]), version
        )
