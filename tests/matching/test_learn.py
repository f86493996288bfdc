"""Weights are learned exactly, and the shipped ones hold on judged pairs."""

import json

import numpy as np
import pytest

from matching.evaluate import mean_ndcg, related_auc
from matching.index import SIMILARITIES
from matching.learn import Judged, cross_validated, learn, read_judged
from matching.score import Weights
from tests.conftest import SHARED_DATA

PAIRS = SHARED_DATA / "judged-pairs"


def invented(seed: int = 5) -> Judged:
    chance = np.random.default_rng(seed)
    levels = chance.integers(1, 5, size=600)
    noise = chance.normal(size=(600, len(SIMILARITIES)))
    similarities = 0.1 * levels[:, None] * np.array([1.0, 2.0, 0.0, 1.0, 0.0]) + 0.1 * noise
    return Judged([f"n{i % 30}" for i in range(600)], levels, similarities)


def test_what_tells_gets_weight_and_none_is_negative() -> None:
    _, weights = learn(invented())
    assert weights[1] > weights[0] > 0.5
    assert weights[1] > 10 * max(weights[2], weights[4])
    assert (weights >= 0).all()


def test_the_same_judgements_give_the_same_weights() -> None:
    assert [learn(invented())[0], *learn(invented())[1]] == [learn(invented())[0], *learn(invented())[1]]


def test_every_need_is_scored_by_weights_that_have_not_seen_it() -> None:
    judged = invented()
    scores = cross_validated(judged)
    intercept, weights = learn(judged)
    assert not np.allclose(scores, intercept + judged.similarities @ weights)
    assert related_auc(judged.levels, scores) > 0.9


@pytest.mark.skipif(not PAIRS.exists(), reason="the judged pairs are not part of the project")
def test_floor_on_judged_pairs() -> None:
    from embeddings.encoder import open_encoder

    judged = read_judged(PAIRS, open_encoder())
    scores = cross_validated(judged)
    assert mean_ndcg(judged.needs, judged.levels, scores) >= 0.70
    assert related_auc(judged.levels, scores) >= 0.85
    intercept, weights = learn(judged)
    shipped = Weights.load()
    assert dict(zip(SIMILARITIES, weights.round(4).tolist(), strict=True)) == pytest.approx(
        dict(shipped.relevance), abs=2e-3
    ), json.dumps(weights.tolist())
    assert shipped.intercept == pytest.approx(intercept, abs=2e-3)
