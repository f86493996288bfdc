"""Our ranking measured on judged pairs of a graph, beside BM25, character tf·idf and chance on the same pairs.

nDCG, AUC, reciprocal rank and precision look at judged pairs alone; recall ranks everything the other side holds.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import bm25s
import numpy as np
from numpy.typing import NDArray

from embeddings.background import Background
from embeddings.words import character_ngrams, words
from graph.model import Side
from matching.evaluate import ndcg, precision, reciprocal_rank, related_auc
from matching.judged import RELATED
from matching.lexical import LexicalSpace, Vectors
from matching.market import Market, Matcher

Numbers = NDArray[np.float64]
Rows = NDArray[np.int64]

NDCG_AT, RECALL_AT, PRECISION_AT = 10, 50, 5
FULLY_SCORED = 500
"""Of the others of an item, so many of the most relevant are scored with all features; relevance ranks the rest."""
SHORT, LONG = 60, 300
"""Characters under which a demand's text is short, and from which it is long."""

OURS = "duijie"
RANKINGS = {
    OURS: "对接",
    "bm25": "BM25（词）",
    "characters": "TF-IDF（字 1–2 元）",
    "random": "随机",
}

Ranking = Callable[[int], Numbers]
"""Scores of everything on the other side for one row."""


@dataclass(frozen=True, slots=True)
class Measured:
    """Figures of one ranking; None where nothing judged allows them.

    :param items: items whose judged pairs hold something to find.
    :param pairs: judged pairs.
    """

    items: int
    pairs: int
    ndcg: float | None
    auc: float | None
    recall: float | None
    mrr: float | None
    precision: float | None


@dataclass(frozen=True, slots=True)
class JudgedPairs:
    """Judged pairs as row numbers of two markets."""

    demand: Rows
    supply: Rows
    levels: Rows

    def of(self, side: Side) -> tuple[Rows, Rows]:
        """Rows of the items that ask, standing on `side`, and of the others."""
        return (self.demand, self.supply) if side is Side.DEMAND else (self.supply, self.demand)


@dataclass(frozen=True, slots=True)
class _Asked:
    """What one ranking makes of one item's judged pairs."""

    levels: Rows
    scores: Numbers
    recall: float | None


def measure(
    matcher: Matcher,
    sides: tuple[Market, Market],
    pairs: JudgedPairs,
    side: Side,
    *,
    progress: Callable[[int, int], None] | None = None,
) -> dict[str, dict[str, Measured]]:
    """Measure every ranking for the items of a side, by subset of them: 全部 and those of `subsets`.

    :return: figures by subset and ranking.
    """
    asking, others = sides if side is Side.DEMAND else sides[::-1]
    rankings = _rankings(matcher, asking, others)
    asked, judged = pairs.of(side)
    found: dict[int, dict[str, _Asked]] = {}
    distinct = np.unique(asked).tolist()
    for done, row in enumerate(distinct, start=1):
        here = asked == row
        found[row] = {
            name: _one(ranking(row), judged[here], pairs.levels[here]) for name, ranking in rankings.items()
        }
        if progress:
            progress(done, len(distinct))
    return {
        subset: {name: _together([found[row][name] for row in rows]) for name in rankings}
        for subset, rows in subsets(asking, distinct).items()
        if rows
    }


def subsets(market: Market, rows: Sequence[int]) -> dict[str, list[int]]:
    """Rows of all, by length of the text, and by kind of item where there are several."""
    found: dict[str, list[int]] = {"全部": list(rows)}
    length = {row: len(market.text(row).title) + len(market.text(row).body) for row in rows}
    found[f"短（少于 {SHORT} 字）"] = [row for row in rows if length[row] < SHORT]
    found[f"中（{SHORT}–{LONG - 1} 字）"] = [row for row in rows if SHORT <= length[row] < LONG]
    found[f"长（{LONG} 字以上）"] = [row for row in rows if length[row] >= LONG]
    kinds = {row: market.entries[row].item.kind for row in rows}
    for kind in sorted(set(kinds.values())):
        found[kind.display_name] = [row for row in rows if kinds[row] is kind]
    return {name: kept for name, kept in found.items() if name == "全部" or len(kept) < len(rows)}


def _one(scores: Numbers, judged: Rows, levels: Rows) -> _Asked:
    related = judged[levels >= RELATED]
    first = np.argsort(-scores, kind="stable")[:RECALL_AT]
    recall = float(np.isin(related, first).mean()) if len(related) else None
    return _Asked(levels, scores[judged], recall)


def _together(asked: Sequence[_Asked]) -> Measured:
    levels = np.concatenate([one.levels for one in asked])
    scores = np.concatenate([one.scores for one in asked])
    told = [one for one in asked if len(one.levels) > 1]
    both = (levels >= RELATED).any() and (levels == 1).any()
    return Measured(
        sum(one.recall is not None for one in asked),
        len(levels),
        _mean(ndcg(one.levels, one.scores, k=NDCG_AT) for one in told),
        related_auc(levels, scores) if both else None,
        _mean(one.recall for one in asked),
        _mean(reciprocal_rank(one.levels >= RELATED, one.scores) for one in told),
        _mean(precision(one.levels >= RELATED, one.scores, k=PRECISION_AT) for one in told),
    )


def _mean(values: Iterator[float | None]) -> float | None:
    known = [value for value in values if value is not None]
    return float(np.mean(known)) if known else None


def _rankings(matcher: Matcher, asking: Market, others: Market) -> Mapping[str, Ranking]:
    chance = np.random.default_rng(0)
    return {
        OURS: _ours(matcher, asking, others),
        "bm25": _bm25(asking, others),
        "characters": _characters(asking, others),
        "random": lambda _: chance.random(len(others)),
    }


def _ours(matcher: Matcher, asking: Market, others: Market) -> Ranking:
    everyone = np.arange(len(others), dtype=np.int64)

    def ranking(row: int) -> Numbers:
        def ordered(columns: Rows) -> tuple[Market, Market, Rows, Rows]:
            rows = np.full(len(columns), row, dtype=np.int64)
            if asking.side is Side.DEMAND:
                return asking, others, rows, columns
            return others, asking, columns, rows

        odds = matcher.weights.log_odds(matcher.similarities(*ordered(everyone)))
        scores: Numbers = 1 / (1 + np.exp(-odds))
        best = np.sort(np.argsort(-odds, kind="stable")[:FULLY_SCORED])
        scored = matcher.scores(*ordered(best))
        if asking.side is Side.DEMAND:
            scores[best] = [said.for_demand for said in scored]
        else:
            scores[best] = [said.for_supply for said in scored]
        return scores

    return ranking


def _bm25(asking: Market, others: Market) -> Ranking:
    index = bm25s.BM25()
    index.index([words(others.text(row).full) for row in range(len(others))], show_progress=False)

    def ranking(row: int) -> Numbers:
        text = asking.text(row)
        asked = words(f"{text.title}\n{text.body}")
        return index.get_scores(asked).astype(np.float64) if asked else np.zeros(len(others))

    return ranking


def _characters(asking: Market, others: Market) -> Ranking:
    """Cosines of sublinear tf·idf of character 1–2-grams, frequencies of both sides' own texts."""
    texts = [[market.text(row).full for row in range(len(market))] for market in (asking, others)]
    counts: Counter[str] = Counter()
    for side in texts:
        for text in side:
            counts.update(set(character_ngrams(text, (1, 2))))
    space = LexicalSpace(Background(sum(map(len, texts)), dict(counts), unseen=0))
    queries, base = (space.characters(side) for side in texts)
    turned = base.own.T.tocsr()

    def ranking(row: int) -> Numbers:
        one: Vectors = queries.take(np.array([row], dtype=np.int64))
        scores: Numbers = (one.matrix(base.vocabulary) @ turned).toarray()[0].astype(np.float64)
        return scores

    return ranking
