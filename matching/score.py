"""From similarities and features to a score: log-odds that add up, so that every part can be shown.

Relevance is a logistic model over the similarities of the texts, learned from judgements (`matching.learn`).
Every other feature moves its log-odds by weight · (2 · value − 1): 0.5 says nothing, and so does a feature
that is unknown, so a missing column neither costs nor pays. Both directions have weights of their own.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from graph.model import Side
from matching.features import FEATURES, Evaluation, Pair
from matching.reciprocal import reciprocal
from matching.weights import SIMILARITIES, TALK, Band, Weights


@dataclass(frozen=True, slots=True)
class Score:
    """A scored pair: text relevance, both sides' scores, and what each known feature said."""

    relevance: float
    for_demand: float
    for_supply: float
    similarities: tuple[float, ...]
    evaluations: Mapping[str, Evaluation]

    @property
    def excluded(self) -> bool:
        """Whether something rules the match out: it can be explained, but takes no place in a ranking."""
        return any(said.gate for said in self.evaluations.values())

    def band(self, weights: Weights) -> Band:
        """What the pair is worth: the band of its score; with a contradiction nothing better than talking first."""
        if self.excluded:
            return weights.bands[-1]
        found = weights.band(self.total)
        if not any(said.contradiction for said in self.evaluations.values()):
            return found
        talk = next(band for band in weights.bands if band.grade == TALK)
        return min(found, talk, key=lambda band: band.least)

    @property
    def total(self) -> float:
        """Both sides' scores joined."""
        return reciprocal(self.for_demand, self.for_supply)

    def contributions(self, weights: Weights, side: Side) -> dict[str, float]:
        """What each similarity and each known feature adds to a side's log-odds, and the start it adds to.

        The parts and `intercept` sum to the log-odds of the side's score.
        """
        found = {"intercept": weights.intercept}
        for name, value in zip(SIMILARITIES, self.similarities, strict=True):
            found[name] = weights.relevance[name] * value
        for name, said in self.evaluations.items():
            found[name] = weights.evidence[side].get(name, 0.0) * (2 * said.value - 1)
        return found


def score(pair: Pair, similarities: Sequence[float], base: float, weights: Weights) -> Score:
    """Score one pair from the similarities of its texts, their log-odds `base`, and its features."""
    evaluations = {name: said for name, feature in FEATURES.items() if (said := feature(pair)) is not None}
    for_demand, for_supply = (
        # Rounded as the graph keeps it, so that a score read back ties with one made now.
        round(sigmoid(base + _evidence(evaluations, weights.evidence[side])), 6)
        for side in (Side.DEMAND, Side.SUPPLY)
    )
    return Score(sigmoid(base), for_demand, for_supply, tuple(map(float, similarities)), evaluations)


def _evidence(evaluations: Mapping[str, Evaluation], weights: Mapping[str, float]) -> float:
    return sum(weights.get(name, 0.0) * (2 * said.value - 1) for name, said in evaluations.items())


def sigmoid(log_odds: float) -> float:
    """Logistic function."""
    return 1 / (1 + math.exp(-log_odds))
