import numpy as np
import pytest
from sklearn.metrics import ndcg_score, roc_auc_score

from matching.evaluate import auc, mean_ndcg, ndcg, precision, reciprocal_rank, related_auc


@pytest.mark.parametrize("count", [2, 5, 10, 40])
@pytest.mark.parametrize("seed", range(5))
def test_ndcg_is_that_of_scikit_learn(count: int, seed: int) -> None:
    dice = np.random.default_rng(seed)
    levels = dice.integers(1, 5, size=count)
    levels[0] = 4  # something to find
    scores = dice.random(count)
    expected = ndcg_score([2.0 ** (levels - 1) - 1], [scores], k=10)
    assert ndcg(levels, scores) == pytest.approx(expected)


def test_ndcg_of_a_case_done_by_hand() -> None:
    # Gains 7 and 1 in the wrong order: (1 / log2(2) + 7 / log2(3)) / (7 / log2(2) + 1 / log2(3)).
    found = ndcg(np.array([4, 2, 1]), np.array([0.5, 0.9, 0.1]))
    assert found == pytest.approx((1 + 7 / np.log2(3)) / (7 + 1 / np.log2(3)))


def test_ndcg_is_unknown_where_nothing_is_related() -> None:
    assert ndcg(np.array([1, 1]), np.array([0.5, 0.9])) is None


def test_mean_ndcg_passes_over_needs_without_anything_to_find() -> None:
    groups = ["a", "a", "b", "b", "c", "c"]
    levels = np.array([4, 1, 1, 1, 1, 4])
    scores = np.array([0.9, 0.1, 0.9, 0.1, 0.9, 0.1])
    assert mean_ndcg(groups, levels, scores) == pytest.approx((1 + 1 / np.log2(3)) / 2)


@pytest.mark.parametrize("seed", range(5))
def test_auc_is_that_of_scikit_learn_ties_included(seed: int) -> None:
    dice = np.random.default_rng(seed)
    positive = dice.random(60) < 0.4
    scores = dice.integers(0, 8, size=60) / 8
    assert auc(positive, scores) == pytest.approx(roc_auc_score(positive, scores))


def test_related_auc_leaves_out_weakly_related_pairs() -> None:
    levels = np.array([1, 1, 2, 3, 4])
    scores = np.array([0.1, 0.6, 1.0, 0.5, 0.9])
    clear = levels != 2
    expected = roc_auc_score(levels[clear] >= 3, scores[clear])
    assert related_auc(levels, scores) == pytest.approx(expected) == pytest.approx(0.75)


def test_reciprocal_rank_is_of_the_first_relevant_one() -> None:
    scores = np.array([0.9, 0.8, 0.7])
    assert reciprocal_rank(np.array([False, True, True]), scores) == 0.5
    assert reciprocal_rank(np.array([False, False, False]), scores) is None


def test_precision_is_the_share_among_the_first() -> None:
    scores = np.array([0.9, 0.8, 0.7, 0.6])
    assert precision(np.array([True, False, True, True]), scores, k=2) == 0.5
    assert precision(np.array([True, True, False, False]), scores[:4], k=10) == 0.5
    assert precision(np.zeros(4, dtype=bool), scores, k=2) is None
