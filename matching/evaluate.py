"""How good a ranking is, from judged pairs: nDCG, AUC, reciprocal rank and precision."""

from collections.abc import Hashable, Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.stats import rankdata

Numbers = NDArray[np.float64]


def ndcg(levels: NDArray[np.int64], scores: Numbers, *, k: int = 10) -> float | None:
    """Normalised discounted cumulative gain of one need's judged items at k (Järvelin and Kekäläinen 2002).

    :param levels: judged levels, 1 = unrelated; the gain is 2^(level - 1) - 1.
    :return: None where every item is unrelated, for then no order is better than another.
    """
    gains = 2.0 ** (levels - 1) - 1
    best = np.sort(gains)[::-1][:k]
    discounts = 1 / np.log2(np.arange(2, k + 2))
    ideal = float(best @ discounts[: len(best)])
    ranked = gains[np.argsort(-scores, kind="stable")][:k]
    return float(ranked @ discounts[: len(ranked)]) / ideal if ideal else None


def mean_ndcg(
    groups: Sequence[Hashable], levels: NDArray[np.int64], scores: Numbers, *, k: int = 10
) -> float:
    """Mean nDCG over the needs that have something to find."""
    _, place = np.unique(np.array([str(g) for g in groups]), return_inverse=True)
    values = [ndcg(levels[place == g], scores[place == g], k=k) for g in range(int(place.max()) + 1)]
    return float(np.mean([value for value in values if value is not None]))


def auc(positive: NDArray[np.bool_], scores: Numbers) -> float:
    """Area under the ROC curve: how often a positive outranks a negative, ties half (Mann and Whitney 1947)."""
    count = int(positive.sum())
    ranks = rankdata(scores)
    return float((ranks[positive].sum() - count * (count + 1) / 2) / (count * (len(scores) - count)))


def related_auc(levels: NDArray[np.int64], scores: Numbers) -> float:
    """AUC of related (level 3 and 4) against unrelated (level 1); weakly related pairs are left out."""
    clear = levels != 2
    return auc(levels[clear] >= 3, scores[clear])


def reciprocal_rank(relevant: NDArray[np.bool_], scores: Numbers) -> float | None:
    """One over the rank of the first relevant item; None where none is relevant (Voorhees 1999)."""
    ranked = relevant[np.argsort(-scores, kind="stable")]
    return 1 / (1 + int(np.argmax(ranked))) if ranked.any() else None


def precision(relevant: NDArray[np.bool_], scores: Numbers, *, k: int) -> float | None:
    """Share of relevant ones among the first k, as far as there are so many; None where none is relevant."""
    if not relevant.any():
        return None
    return float(relevant[np.argsort(-scores, kind="stable")][:k].mean())
