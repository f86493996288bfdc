"""Weights learned from judgements; `duijie learn` lets a site's own add to those the shipped weights were made from.

Three convex steps, solved exactly, so the same judgements give the same weights:

1. Relevance. A ridge regression of the judged level within each need, no weight below zero, gives the direction; a
   logistic fit along it turns it into the probability of "related". What the shipped judgements said is
   kept as sums (`Memory`), so few new ones change little and many decide.
2. Precedents. What is left of the levels teaches what judged pairs say of pairs like them (`matching.precedent`).
3. Evidence. Each feature's weight moves from where it was by a logistic fit with a normal prior. A reason moves
   the right criterion: a pair declined as too dear says that the direction was right and that the budget matters.
"""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray
from scipy.linalg import cholesky, solve_triangular
from scipy.optimize import minimize, nnls

from graph.model import Side
from graph.model.judgements import Reason
from matching.features import FEATURES
from matching.judged import RELATED, Judged
from matching.precedent import Precedent, precedent
from matching.weights import SIMILARITIES, TEXTS, Memory, Weights

Numbers = NDArray[np.float64]

RIDGE = 1.0
OWN = 3.0
"""How much more a site's own judgement counts than one of those the shipped weights were learned from."""
SPREAD = 0.5
"""How far judgements are expected to move the weight of a feature: standard deviation of its prior."""

CRITERIA: Mapping[Reason, Sequence[str]] = {
    Reason.DIRECTION: ("field", "chain"),
    Reason.INDICATORS: ("indicators",),
    Reason.EARLY: ("maturity",),
    Reason.PRICE: ("budget",),
}
"""Features a reason speaks of; the others (已有方案, 联系不上 …) say nothing of how well a pair fits."""

NOTHING = Memory(
    np.zeros((len(TEXTS), len(TEXTS))).tolist(),
    [0.0] * len(TEXTS),
    np.zeros((2, 2)).tolist(),
)


def learn(judged: Judged, start: Weights, *, own: float = OWN) -> Weights:
    """Learn from judgements on top of `start`; version, description and bands stay those of `start`.

    :param own: how much each judgement counts beside those in the memory of `start`.
    """
    of_fit = judged.take(np.array([r is None or r in CRITERIA for r in judged.reasons], dtype=bool))
    relevant = _relevance(of_fit, start, own)
    shift = _evidence(of_fit, relevant, start, own)
    evidence = {
        side: {name: max(0.0, weights[name] + step) for name, step in zip(FEATURES, shift, strict=True)}
        for side, weights in start.evidence.items()
    }
    return replace(relevant, evidence=evidence)


def _relevance(judged: Judged, start: Weights, own: float) -> Weights:
    """Step 1."""
    texts = judged.similarities[:, : len(TEXTS)]
    said = precedents(start, judged)
    x = _centred(judged.needs, texts)
    # Too early, too dear, short of an indicator: said of a pair whose direction is right.
    beside = [reason is not None and reason is not Reason.DIRECTION for reason in judged.reasons]
    levels = np.where(beside, np.maximum(judged.levels, RELATED), judged.levels)
    y = _centred(judged.needs, (levels - said)[:, None])[:, 0]
    gram, moment = (np.array(sums) for sums in (start.memory.gram, start.memory.moment))
    before = direction(gram, moment)
    gram, moment = gram + own * x.T @ x, moment + own * x.T @ y
    now = direction(gram, moment)
    known = np.array([start.intercept, _slope(start.coefficients[: len(TEXTS)], before)])
    curvature = np.array(start.memory.curvature)
    along = np.column_stack([np.ones(len(judged)), texts @ now + said])
    related = np.where(levels >= RELATED, 1.0, -1.0)

    def loss(at: Numbers) -> tuple[float, Numbers]:
        odds, step = along @ at, at - known
        value = own * np.logaddexp(0, -related * odds).sum() + 0.5 * step @ curvature @ step
        slope = -own * along.T @ (related / (1 + np.exp(related * odds))) + curvature @ step
        return float(value), slope

    at = minimize(loss, known, jac=True, method="BFGS", options={"gtol": 1e-4}).x
    chance = 1 / (1 + np.exp(-along @ at))
    curvature = curvature + own * along.T @ (along * (chance * (1 - chance))[:, None])
    memory = Memory(gram.tolist(), moment.tolist(), curvature.tolist())
    # Of what is not explained so far, what the pairs say of pairs like them; it is in levels, as `texts @ now` is.
    earlier = _precedent(start, judged)
    found = precedent(judged.encoder, judged.vectors, y - x @ now, judged.needs, earlier)
    relevance = dict(zip(SIMILARITIES, (at[1] * np.append(now, 1.0)).tolist(), strict=True))
    return replace(
        start, intercept=float(at[0]), relevance=relevance, memory=memory, precedent=found or start.precedent
    )


def precedents(weights: Weights, judged: Judged) -> Numbers:
    """What the precedents of some weights say of judged pairs, [n]."""
    known = _precedent(weights, judged)
    return known.values(*judged.vectors) if known else np.zeros(len(judged))


def _precedent(weights: Weights, judged: Judged) -> Precedent | None:
    """The precedents of some weights, where they are of the vectors at hand."""
    known = weights.precedent
    return known if known and known.encoder == judged.encoder else None


def relevance(weights: Weights, judged: Judged) -> Numbers:
    """Log-odds of relevance of judged pairs by other weights than they were compared with, [n]."""
    texts = judged.similarities[:, : len(TEXTS)]
    return weights.log_odds(np.column_stack([texts, precedents(weights, judged)]))


def direction(gram: Numbers, moment: Numbers) -> Numbers:
    """Return the d ≥ 0 that minimises dᵀ(gram + RIDGE) d − 2 momentᵀ d (non-negative ridge from its sums)."""
    root = cholesky(gram + RIDGE * np.eye(len(gram)))
    found: Numbers = nnls(root, solve_triangular(root, moment, trans="T"))[0]
    return found


def _slope(coefficients: Numbers, along: Numbers) -> float:
    """How many times `along` the coefficients are; 1 where there is no direction yet."""
    size = float(along @ along)
    return float(coefficients @ along) / size if size else 1.0


def _evidence(judged: Judged, relevant: Weights, start: Weights, own: float) -> Numbers:
    """Step 2: how far the weight of each feature moves, [len(FEATURES)]."""
    spoken = _spoken(judged)
    base = relevance(relevant, judged) + judged.evidence @ middle(start)
    related = np.where(judged.levels >= RELATED, 1.0, -1.0)

    def loss(step: Numbers) -> tuple[float, Numbers]:
        odds = base + spoken @ step
        value = own * np.logaddexp(0, -related * odds).sum() + 0.5 * (step @ step) / SPREAD**2
        slope = -own * spoken.T @ (related / (1 + np.exp(related * odds))) + step / SPREAD**2
        return float(value), slope

    found: Numbers = minimize(loss, np.zeros(len(FEATURES)), jac=True, method="L-BFGS-B").x
    return found


def _spoken(judged: Judged) -> Numbers:
    """What each row says of each feature: all of it without a reason, only of its criteria with one."""
    names = list(FEATURES)
    heard = np.ones_like(judged.evidence)
    for row, reason in enumerate(judged.reasons):
        if reason is not None:
            heard[row] = [name in CRITERIA[reason] for name in names]
    return judged.evidence * heard


def middle(weights: Weights) -> Numbers:
    """The mean of both sides' weights of each feature, [len(FEATURES)]: a judgement is not of one side."""
    return np.array([np.mean([weights.evidence[side].get(name, 0.0) for side in Side]) for name in FEATURES])


def log_odds(weights: Weights, judged: Judged) -> Numbers:
    """Log-odds of every pair, the mean of both sides', [n]."""
    return relevance(weights, judged) + judged.evidence @ middle(weights)


def _centred(needs: Sequence[str], values: Numbers) -> Numbers:
    """Values less their mean over each need: what ranks within a need, not what tells needs apart."""
    if not len(needs):
        return values
    _, place = np.unique(np.array(needs), return_inverse=True)
    counts = np.bincount(place)[:, None]
    sums = np.zeros((len(counts), values.shape[1]))
    np.add.at(sums, place, values)
    centred: Numbers = values - (sums / counts)[place]
    return centred


def blank(weights: Weights) -> Weights:
    """Weights that have seen no judgement."""
    nothing = dict.fromkeys(SIMILARITIES, 0.0)
    return replace(weights, intercept=0.0, relevance=nothing, memory=NOTHING, precedent=None)


def named(weights: Weights, about: str) -> Weights:
    """The same weights under a version that follows from what they are."""
    content = replace(weights, version="", about="").to_json()
    digest = hashlib.blake2b(content.encode(), digest_size=4).hexdigest()
    return replace(weights, version=f"weights-{digest}", about=about)
