"""Judged pairs of needs and achievements, and every ranking of all achievements for all needs."""

import csv
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import bm25s
import numpy as np
from numpy.typing import NDArray
from sklearn.feature_extraction.text import TfidfVectorizer

from embeddings.background import Background
from embeddings.encoder import Encoder
from embeddings.words import normalise, words
from graph.model import Side
from matching.index import SideIndex, similarities
from matching.lexical import LexicalSpace
from matching.texts import ItemText

Numbers = NDArray[np.float64]
"""Scores [needs, achievements], or figures per need."""


@dataclass(frozen=True)
class JudgedLists:
    """Both lists, and the judged pairs as row numbers of need and achievement with a level from 1 to 4."""

    needs: Sequence[ItemText]
    achievements: Sequence[ItemText]
    need: NDArray[np.int64]
    achievement: NDArray[np.int64]
    levels: NDArray[np.int64]

    @classmethod
    def read(cls, folder: Path) -> "JudgedLists":
        """Read `needs.jsonl`, `achievements.jsonl` and `judgements.csv`."""
        needs = _texts(folder / "needs.jsonl", "need_id")
        achievements = _texts(folder / "achievements.jsonl", "achievement_id")
        with (folder / "judgements.csv").open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
        need_row = {id_: row for row, id_ in enumerate(needs)}
        achievement_row = {id_: row for row, id_ in enumerate(achievements)}
        return cls(
            list(needs.values()),
            list(achievements.values()),
            np.array([need_row[row["need_id"]] for row in rows]),
            np.array([achievement_row[row["achievement_id"]] for row in rows]),
            np.array([int(row["level"]) for row in rows]),
        )

    def of_pairs(self, scores: Numbers) -> Numbers:
        """Scores of the judged pairs alone, in their order."""
        return scores[self.need, self.achievement]


def _texts(path: Path, key: str) -> dict[str, ItemText]:
    with path.open(encoding="utf-8") as file:
        rows = [json.loads(line) for line in file]
    return {row[key]: ItemText(row["title"], row.get("content") or "") for row in rows}


def bm25(lists: JudgedLists) -> Numbers:
    """BM25 (bm25s, its defaults) over our words, title and content."""
    index = bm25s.BM25()
    index.index([words(text.full) for text in lists.achievements], show_progress=False)
    return np.array([index.get_scores(words(f"{n.title}\n{n.body}")) for n in lists.needs], dtype=np.float64)


def words_tfidf(lists: JudgedLists) -> Numbers:
    """Cosine of sublinear tf·idf over our words, frequencies of the two lists."""
    return _tfidf(lists, TfidfVectorizer(analyzer=words, sublinear_tf=True))


def characters_tfidf(lists: JudgedLists) -> Numbers:
    """Cosine of sublinear tf·idf over character 1–2-grams, frequencies of the two lists."""
    return _tfidf(
        lists, TfidfVectorizer(preprocessor=normalise, analyzer="char", ngram_range=(1, 2), sublinear_tf=True)
    )


def _tfidf(lists: JudgedLists, vectorizer: TfidfVectorizer) -> Numbers:
    needs, achievements = [n.full for n in lists.needs], [a.full for a in lists.achievements]
    vectorizer.fit(needs + achievements)
    found: Numbers = (vectorizer.transform(needs) @ vectorizer.transform(achievements).T).toarray()
    return found


def pair_similarities(lists: JudgedLists, encoder: Encoder) -> Numbers:
    """Similarities of every need with every achievement, [needs, achievements, len(SIMILARITIES)]."""
    space = LexicalSpace(Background.load())

    def encode(texts: Sequence[str], side: Side) -> NDArray[np.float32]:
        return encoder.encode_demand(texts) if side is Side.DEMAND else encoder.encode_supply(texts)

    demand = SideIndex.build(lists.needs, Side.DEMAND, encode, space)
    supply = SideIndex.build(lists.achievements, Side.SUPPLY, encode, space)
    i, j = np.indices((len(demand), len(supply))).reshape(2, -1)
    return similarities(demand, supply, i, j).astype(np.float64).reshape(len(demand), len(supply), -1)


PEERS: Mapping[str, Callable[[JudgedLists], Numbers]] = {
    "bm25": bm25,
    "words_tfidf": words_tfidf,
    "characters_tfidf": characters_tfidf,
}
"""Rankings by other people's methods."""
