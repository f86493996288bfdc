"""Weights measured on needs they have not seen: cross-validation grouped by need."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from matching.evaluate import mean_ndcg, related_auc
from matching.judged import RELATED, Judged
from matching.learn import OWN, learn, log_odds
from matching.weights import Band, Weights

Numbers = NDArray[np.float64]

FOLDS = 10
SEED = 20260101


def folds(needs: Sequence[str], seed: int) -> NDArray[np.int64]:
    """Fold of each row, all rows of a need in one."""
    names = np.array(needs)
    order = np.random.default_rng(seed).permutation(np.unique(names))
    fold_of = {name: place % FOLDS for place, name in enumerate(order)}
    return np.array([fold_of[name] for name in names])


def cross_validated(
    judged: Judged,
    start: Weights,
    *,
    seed: int = SEED,
    own: float = OWN,
    groups: Sequence[str] | None = None,
) -> Numbers:
    """Log-odds of every pair from weights that have not seen its need.

    :param groups: of each pair, what is to be in one fold, where that is more than its need.
    """
    fold_of = folds(groups or judged.needs, seed)
    scores = np.zeros(len(judged))
    for fold in np.unique(fold_of):
        held = fold_of == fold
        scores[held] = log_odds(learn(judged.take(~held), start, own=own), judged.take(held))
    return scores


def counted(bands: Sequence[Band], odds: Numbers, levels: NDArray[np.int64]) -> list[Band]:
    """The bands with how many judged pairs fall in each, and how many of those are related."""
    least = np.array([band.least for band in bands])
    place = np.argmax((1 / (1 + np.exp(-odds)))[:, None] >= least, axis=1)
    return [
        replace(band, judged=int((place == b).sum()), related=int((levels[place == b] >= RELATED).sum()))
        for b, band in enumerate(bands)
    ]


@dataclass(frozen=True, slots=True)
class Figures:
    """How good a ranking of judged pairs is."""

    ndcg: float
    auc: float


def figures(judged: Judged, odds: Numbers) -> Figures:
    """Measure log-odds of judged pairs."""
    return Figures(mean_ndcg(judged.needs, judged.levels, odds), related_auc(judged.levels, odds))
