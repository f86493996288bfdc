"""Weights are learned exactly, reasons move the right criterion, and the shipped ones hold on judged pairs."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest
from numpy.typing import NDArray

from embeddings.background import Background
from embeddings.encoder import open_encoder
from graph.model import Side
from graph.model.judgements import Reason
from matching.features import FEATURES, Context
from matching.index import straight
from matching.judged import Judged, Lists
from matching.learn import blank, learn, log_odds, middle, named
from matching.market import Matcher
from matching.validation import counted, cross_validated, figures
from matching.weights import SIMILARITIES, TEXTS, Weights
from matching.weights.make import shipped
from tests.conftest import SHARED_DATA

PAIRS = SHARED_DATA / "judged-pairs"
START = Weights.load()
BLANK = blank(START)
TELLING = np.array([1.0, 2.0, 0.0, 1.0, 0.0, 0.0, 0.0, 0.0])


def nowhere(rows: int) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """Vectors of texts that an encoder finds nothing in."""
    return np.zeros((rows, 3), np.float32), np.zeros((rows, 3), np.float32)


def invented(seed: int = 5, rows: int = 600) -> Judged:
    chance = np.random.default_rng(seed)
    levels = chance.integers(1, 5, size=rows)
    noise = chance.normal(size=(rows, len(SIMILARITIES)))
    similarities = 0.1 * levels[:, None] * TELLING + 0.1 * noise
    return Judged(
        [f"n{i % 30}" for i in range(rows)],
        levels,
        similarities,
        np.zeros((rows, len(FEATURES))),
        [None] * rows,
        nowhere(rows),
        "toy",
    )


def declined(level: int, reason: Reason | None, feature: str, value: float, rows: int = 40) -> Judged:
    """Pairs alike in their texts, all judged alike, one feature known."""
    evidence = np.zeros((rows, len(FEATURES)))
    evidence[:, list(FEATURES).index(feature)] = 2 * value - 1
    return Judged(
        [f"n{i % 8}" for i in range(rows)],
        np.full(rows, level),
        np.full((rows, len(SIMILARITIES)), 0.4),
        evidence,
        [reason] * rows,
        nowhere(rows),
        "toy",
    )


def moved(judged: Judged) -> dict[str, float]:
    """How far each feature's weight moved on the demand side."""
    now = learn(judged, START).evidence[Side.DEMAND]
    return {name: round(now[name] - START.evidence[Side.DEMAND][name], 3) for name in FEATURES}


def test_what_tells_gets_weight_and_none_is_negative() -> None:
    weights = learn(invented(), BLANK).coefficients
    assert weights[1] > weights[0] > 0.5
    assert weights[1] > 10 * max(weights[2], weights[4])
    assert (weights >= 0).all()


def test_the_same_judgements_give_the_same_weights_and_version() -> None:
    assert named(learn(invented(), START), "甲") == named(learn(invented(), START), "甲")
    assert named(learn(invented(6), START), "甲").version != named(learn(invented(), START), "甲").version


def test_every_need_is_scored_by_weights_that_have_not_seen_it() -> None:
    judged = invented()
    scores = cross_validated(judged, BLANK)
    assert not np.allclose(scores, log_odds(learn(judged, BLANK), judged))
    assert figures(judged, scores).auc > 0.9


def test_learning_twice_is_learning_from_both_at_once() -> None:
    one, two = invented(1), invented(2)
    both = Judged(
        [*(f"{n}-1" for n in one.needs), *(f"{n}-2" for n in two.needs)],
        np.concatenate([one.levels, two.levels]),
        np.concatenate([one.similarities, two.similarities]),
        np.concatenate([one.evidence, two.evidence]),
        [None] * (len(one) + len(two)),
        nowhere(len(one) + len(two)),
        "toy",
    )
    after = learn(two, learn(one, BLANK, own=1.0), own=1.0)
    together = learn(both, BLANK, own=1.0)
    # The direction is the same to the last digit; the logistic fit keeps only the curvature of the first.
    texts = [w.coefficients[: len(TEXTS)] for w in (after, together)]
    sizes = [np.linalg.norm(t) for t in texts]
    assert texts[0] / sizes[0] == pytest.approx(texts[1] / sizes[1], abs=1e-6)
    assert sizes[0] == pytest.approx(sizes[1], rel=0.1)


def test_no_judgement_changes_nothing() -> None:
    nothing = invented().take(np.zeros(600, dtype=bool))
    assert learn(nothing, START).coefficients == pytest.approx(START.coefficients, rel=1e-3)
    assert learn(nothing, START).evidence == START.evidence


@pytest.mark.parametrize(
    ("reason", "feature"),
    [(Reason.PRICE, "budget"), (Reason.EARLY, "maturity"), (Reason.INDICATORS, "indicators")],
)
def test_a_reason_moves_its_criterion_and_no_other(reason: Reason, feature: str) -> None:
    found = moved(declined(2, reason, feature, 0.1))
    assert found[feature] > 0.1
    assert not any(step for name, step in found.items() if name != feature)


@pytest.mark.parametrize("reason", [Reason.SOLVED, Reason.UNREACHABLE, Reason.GONE, Reason.DUPLICATE])
def test_what_says_nothing_of_the_fit_moves_nothing(reason: Reason) -> None:
    judged = declined(1, reason, "budget", 0.1)
    assert not any(moved(judged).values())
    assert learn(judged, START).coefficients == pytest.approx(START.coefficients, rel=1e-3)


def test_too_dear_says_that_the_direction_was_right() -> None:
    dear, wrong = (
        learn(declined(1, reason, "budget", 0.1), START) for reason in (Reason.PRICE, Reason.DIRECTION)
    )
    alike = np.full((1, len(SIMILARITIES)), 0.4, dtype=np.float32)
    assert dear.log_odds(alike)[0] > START.log_odds(alike)[0] > wrong.log_odds(alike)[0]


def test_bands_count_what_falls_in_them() -> None:
    odds = np.array([2.0, 2.0, 0.0, -5.0])
    found = counted(START.bands, odds, np.array([4, 1, 3, 3]))
    assert [(band.judged, band.related) for band in found if band.judged] == [(2, 1), (1, 1), (1, 1)]


def test_middle_is_the_mean_of_both_sides() -> None:
    evidence = {Side.DEMAND: dict.fromkeys(FEATURES, 0.2), Side.SUPPLY: dict.fromkeys(FEATURES, 0.6)}
    assert middle(replace(START, evidence=evidence)) == pytest.approx(np.full(len(FEATURES), 0.4))


def of_shared_data() -> Judged:
    encoder = open_encoder()
    matcher = Matcher(straight(encoder), Background.load(), START, Context(""), encoder=encoder.name)
    return Lists.read(PAIRS).judged(matcher)


@pytest.mark.skipif(not PAIRS.exists(), reason="the judged pairs are not part of the project")
def test_floor_on_judged_pairs_and_the_shipped_weights_are_learned_from_them() -> None:
    judged = of_shared_data()
    said = figures(judged, cross_validated(judged, BLANK, own=1.0))
    assert said.ndcg >= 0.73
    assert said.auc >= 0.855
    found = shipped(judged, START)
    assert dict(found.relevance) == pytest.approx(dict(START.relevance), abs=2e-3)
    assert found.intercept == pytest.approx(START.intercept, abs=2e-3)
    # Another processor may round a pair to the other side of a bound.
    for mine, theirs in zip(found.bands, START.bands, strict=True):
        assert abs(mine.judged - theirs.judged) <= 3


def rates(bands: Sequence[object]) -> list[float]:
    return [band.related / band.judged for band in bands if band.judged]  # type: ignore[attr-defined]


def test_a_better_band_is_related_more_often() -> None:
    found = rates(START.bands)
    assert found == sorted(found, reverse=True)
    assert len(found) == len(START.bands)
