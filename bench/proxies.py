"""Tests of an encoder without judgements: titles and keywords must find the abstract they belong to."""

from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from embeddings import corpora
from embeddings.encoder import Encoder
from embeddings.words import normalise

POOL = 5000
_SHARE = 10
_LONGEST = 300


def kept(key: str) -> bool:
    """Whether a record may be trained on: nine in ten, by the hash of its key."""
    return bool(blake2b(key.encode(), digest_size=4).digest()[0] % _SHARE)


@dataclass(frozen=True, slots=True)
class HeldOut:
    """Short texts and the row of `pool`, abstracts, that each belongs to."""

    titles: tuple[list[str], NDArray[np.int64]]
    keywords: tuple[list[str], NDArray[np.int64]]
    pool: list[str]

    @classmethod
    def read(cls, data: Path, size: int = POOL) -> "HeldOut":
        """Take the records that are not trained on, and others to fill the pool."""
        titles: dict[str, str] = {}
        keywords: dict[str, str] = {}
        others: dict[str, None] = {}
        for name in corpora.ABSTRACTS:
            for record in corpora.read_records(data, name):
                abstract = normalise(record.get("abstract") or "")[:_LONGEST]
                if not abstract:
                    continue
                if kept(corpora.record_key(record)):
                    others[abstract] = None
                elif record.get("title"):
                    titles[normalise(record["title"])] = abstract
                elif record.get("keywords"):
                    keywords[normalise(" ".join(record["keywords"]))] = abstract
        asked = list(dict.fromkeys([*titles.values(), *keywords.values()]))
        row = {abstract: place for place, abstract in enumerate(asked)}
        pool = [*asked, *(other for other in others if other not in row)][: max(size, len(asked))]
        return cls(_rows(titles, row), _rows(keywords, row), pool)

    def reciprocal_ranks(self, encoder: Encoder) -> tuple[float, float]:
        """Mean reciprocal rank of the right abstract, by title and by keywords."""
        pool = encoder.encode_supply(self.pool)
        return _mean_reciprocal_rank(encoder, self.titles, pool), _mean_reciprocal_rank(
            encoder, self.keywords, pool
        )


def _rows(asked: dict[str, str], row: dict[str, int]) -> tuple[list[str], NDArray[np.int64]]:
    return list(asked), np.array([row[abstract] for abstract in asked.values()], dtype=np.int64)


def _mean_reciprocal_rank(
    encoder: Encoder, asked: tuple[list[str], NDArray[np.int64]], pool: NDArray[np.float32]
) -> float:
    texts, right = asked
    scores = encoder.encode_demand(texts) @ pool.T
    better = (scores > scores[np.arange(len(texts)), right][:, None]).sum(axis=1)
    return float((1 / (1 + better)).mean())
