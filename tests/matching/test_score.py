"""Log-odds add up; unknown is neutral; both sides have their own score."""

import math

import numpy as np
import pytest

from graph.model import Maturity, Mode, Side
from matching.features import Evaluation
from matching.market import Entry
from matching.score import Score, sigmoid
from matching.weights import ACTIONS, SIMILARITIES, Weights
from tests.factories import achievement, need
from tests.matching.encoder import matcher


def scored(demand: object, supply: object) -> Score:
    m = matcher()
    sides = m.market([Entry("d", demand)], Side.DEMAND), m.market([Entry("s", supply)], Side.SUPPLY)  # type: ignore[arg-type]
    return next(m.scores(*sides, np.array([0]), np.array([0])))


def test_relevance_is_the_logistic_model() -> None:
    said, weights = scored(need(), achievement()), Weights.load()
    odds = weights.intercept + sum(
        weights.relevance[name] * value for name, value in zip(SIMILARITIES, said.similarities, strict=True)
    )
    assert said.relevance == pytest.approx(1 / (1 + math.exp(-odds)), rel=1e-5)


def test_a_missing_column_neither_costs_nor_pays() -> None:
    bare = scored(need(), achievement())
    assert scored(need(), achievement(maturity=Maturity(min=7, max=8, raw=""))).for_demand == bare.for_demand
    assert scored(need(modes=(Mode.TRANSFER,)), achievement()).for_supply == bare.for_supply


def test_fitting_columns_pay_and_contradicting_ones_cost() -> None:
    bare = scored(need(), achievement())
    fits = scored(need(modes=(Mode.TRANSFER,)), achievement(modes=(Mode.TRANSFER,)))
    clashes = scored(need(modes=(Mode.TRANSFER,)), achievement(modes=(Mode.SERVICE,)))
    assert fits.for_demand > bare.for_demand > clashes.for_demand
    assert fits.for_supply > bare.for_supply > clashes.for_supply


def test_evidence_moves_the_log_odds_by_its_weight() -> None:
    weights = Weights.load()
    said = scored(need(modes=(Mode.TRANSFER,)), achievement(modes=(Mode.TRANSFER,)))
    base = math.log(said.relevance / (1 - said.relevance))
    assert said.for_demand == pytest.approx(sigmoid(base + weights.evidence[Side.DEMAND]["modes"]), abs=1e-5)


def test_weights_name_known_features_only() -> None:
    from matching.features import FEATURES

    weights = Weights.load()
    assert set(weights.relevance) == set(SIMILARITIES)
    for side in Side:
        assert set(weights.evidence[side]) == set(FEATURES)
        assert all(value >= 0 for value in weights.evidence[side].values())


def test_contributions_add_up_to_the_score() -> None:
    weights = Weights.load()
    said = scored(
        need(modes=(Mode.TRANSFER,), fields=("新材料",)),
        achievement(modes=(Mode.SERVICE,), fields=("新材料",)),
    )
    for side, value in ((Side.DEMAND, said.for_demand), (Side.SUPPLY, said.for_supply)):
        parts = said.contributions(weights, side)
        assert parts["modes"] < 0 < parts["field"]
        assert sigmoid(sum(parts.values())) == pytest.approx(value, abs=1e-5)


@pytest.mark.parametrize("score", [0.0, 0.2, 0.31, 0.5, 0.99])
def test_a_score_falls_in_the_highest_band_it_reaches(score: float) -> None:
    weights = Weights.load()
    band = weights.band(score)
    assert band.least <= score
    assert all(other.least > score for other in weights.bands if other.least > band.least)
    assert [b.grade for b in weights.bands] == list(ACTIONS)


def test_a_contradiction_is_at_best_talked_about_and_what_is_ruled_out_is_not_recommended() -> None:
    weights = Weights.load()

    def grade(value: float, **evaluations: Evaluation) -> str:
        return Score(value, value, value, (0.0,) * len(SIMILARITIES), evaluations).band(weights).grade

    assert grade(0.9) == "S"
    assert grade(0.9, modes=Evaluation(0.1, "合作方式不同", contradiction=True)) == "B"
    assert grade(0.2, modes=Evaluation(0.1, "合作方式不同", contradiction=True)) == "C"
    assert grade(0.9, modes=Evaluation(0.0, "独立研发", contradiction=True, gate=True)) == "D"
