"""Judged pairs of needs and achievements, and every ranking of all achievements for all needs."""

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
from matching.features import Context
from matching.index import straight
from matching.judged import Lists
from matching.market import Market, Matcher
from matching.texts import ItemText, item_text
from matching.weights import Weights

Numbers = NDArray[np.float64]
"""Scores [needs, achievements], or figures per need."""


@dataclass(frozen=True)
class JudgedLists:
    """Both lists as texts, and the judged pairs as row numbers of need and achievement with a level from 1 to 4."""

    lists: Lists
    needs: Sequence[ItemText]
    achievements: Sequence[ItemText]

    @classmethod
    def read(cls, folder: Path) -> "JudgedLists":
        """Read `needs.jsonl`, `achievements.jsonl` and `judgements.csv`."""
        lists = Lists.read(folder)
        needs, achievements = ([item_text(e.item) for e in side] for side in (lists.demand, lists.supply))
        return cls(lists, needs, achievements)

    @property
    def need(self) -> NDArray[np.int64]:
        """Row of the need of each judged pair."""
        return self.lists.i

    @property
    def achievement(self) -> NDArray[np.int64]:
        """Row of the achievement of each judged pair."""
        return self.lists.j

    @property
    def levels(self) -> NDArray[np.int64]:
        """Level of each judged pair."""
        return self.lists.levels

    def of_pairs(self, scores: Numbers) -> Numbers:
        """Scores of the judged pairs alone, in their order."""
        return scores[self.need, self.achievement]


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


def compared_by(encoder: Encoder) -> Matcher:
    """The product's matcher over an encoder, knowing nothing beside the texts."""
    return Matcher(straight(encoder), Background.load(), Weights.load(), Context(""), encoder=encoder.name)


def markets(lists: JudgedLists, matcher: Matcher) -> tuple[Market, Market]:
    """Both sides ready to be compared."""
    return matcher.market(lists.lists.demand, Side.DEMAND), matcher.market(lists.lists.supply, Side.SUPPLY)


def vectors(lists: JudgedLists, encoder: Encoder) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """What precedents are learned over: a vector of each need and of each achievement."""
    of_need, of_achievement = (
        np.array([side.vector(row) for row in range(len(side))])
        for side in markets(lists, compared_by(encoder))
    )
    return of_need, of_achievement


def pair_similarities(lists: JudgedLists, encoder: Encoder) -> Numbers:
    """Similarities of every need with every achievement, [needs, achievements, len(SIMILARITIES)]."""
    matcher = compared_by(encoder)
    demand, supply = markets(lists, matcher)
    i, j = np.indices((len(demand), len(supply))).reshape(2, -1)
    return matcher.similarities(demand, supply, i, j).astype(np.float64).reshape(len(demand), len(supply), -1)


PEERS: Mapping[str, Callable[[JudgedLists], Numbers]] = {
    "bm25": bm25,
    "words_tfidf": words_tfidf,
    "characters_tfidf": characters_tfidf,
}
"""Rankings by other people's methods."""
