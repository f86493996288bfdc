"""A site's own judgements refit the weights; a worse model is never taken.

The refit starts from the shipped weights and all judgements the site has, so that doing it twice counts nothing twice.
It is measured on needs it has not seen (cross-validation grouped by need) beside the weights in use.
"""

from dataclasses import dataclass, replace

import numpy as np

from matching.judged import RELATED, Judged
from matching.learn import learn, log_odds, named
from matching.validation import Figures, counted, cross_validated, figures
from matching.weights import Weights

FEWEST = 30
"""Judged pairs under which nothing is learned: the weights in use stay."""
FEWEST_NEEDS = 5
"""Needs with something to find that cross-validation takes at least."""
SLACK = 0.002
"""How much lower a figure may come out by chance alone before the new weights count as worse."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two rankings of the same judged pairs."""

    pairs: int
    old: Figures
    new: Figures

    @property
    def worse(self) -> bool:
        """Whether the new one is worse by either figure."""
        return self.new.ndcg < self.old.ndcg - SLACK or self.new.auc < self.old.auc - SLACK


@dataclass(frozen=True, slots=True)
class Refit:
    """What judgements make of the weights.

    :param shipped: the shipped weights beside the new ones, all judged pairs.
    :param in_use: the weights in use beside the new ones, on needs those have not learned from; None where they are
        the shipped ones or have seen nearly all.
    """

    weights: Weights
    shipped: Comparison
    in_use: Comparison | None

    @property
    def worse(self) -> bool:
        """Whether the new weights are worse than the shipped ones or those in use."""
        return self.shipped.worse or (self.in_use is not None and self.in_use.worse)


def lacking(judged: Judged) -> str | None:
    """What is missing to learn from judgements; None where they are enough."""
    if len(judged) < FEWEST:
        return f"研判 {len(judged)} 对，至少要 {FEWEST} 对"
    found = {need for need, level in zip(judged.needs, judged.levels, strict=True) if level >= RELATED}
    if len(found) < FEWEST_NEEDS:
        return f"有“可谈”或“应推”的需求 {len(found)} 条，至少要 {FEWEST_NEEDS} 条"
    if not (judged.levels == 1).any():
        return "还没有“无关”的研判，分不出好坏"
    return None


def refit(judged: Judged, in_use: Weights, *, about: str) -> Refit:
    """Learn anew from judgements that are enough, and compare."""
    shipped = Weights.load()
    new = cross_validated(judged, shipped)
    found = replace(learn(judged, shipped), seen=sorted(set(judged.needs)))
    bands = [
        replace(band, judged=band.judged + more.judged, related=band.related + more.related)
        for band, more in zip(shipped.bands, counted(shipped.bands, new, judged.levels), strict=True)
    ]
    unseen = np.array([need not in set(in_use.seen) for need in judged.needs])
    some = judged.take(unseen)
    comparable = in_use.version != shipped.version and lacking(some) is None
    return Refit(
        named(replace(found, bands=bands), about),
        Comparison(len(judged), figures(judged, log_odds(shipped, judged)), figures(judged, new)),
        Comparison(len(some), figures(some, log_odds(in_use, some)), figures(some, new[unseen]))
        if comparable
        else None,
    )
