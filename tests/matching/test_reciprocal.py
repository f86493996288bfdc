"""Ranks and the harmonic mean, by hand."""

import pytest

from matching.reciprocal import kept, ranks, reciprocal

SCORES = {("d1", "s1"): 0.9, ("d1", "s2"): 0.5, ("d2", "s1"): 0.9, ("d2", "s3"): 0.9}


@pytest.mark.parametrize(
    ("a", "b", "mean"), [(1.0, 1.0, 1.0), (0.5, 1.0, 2 / 3), (0.0, 0.9, 0.0), (0.0, 0.0, 0.0)]
)
def test_harmonic_mean(a: float, b: float, mean: float) -> None:
    assert reciprocal(a, b) == pytest.approx(mean)


def test_ranks_of_each_side_break_ties_by_id() -> None:
    assert ranks(SCORES, 0) == {("d1", "s1"): 1, ("d1", "s2"): 2, ("d2", "s1"): 1, ("d2", "s3"): 2}
    assert ranks(SCORES, 1) == {("d1", "s1"): 1, ("d2", "s1"): 2, ("d1", "s2"): 1, ("d2", "s3"): 1}


def test_a_pair_stays_for_either_side() -> None:
    assert kept([ranks(SCORES, 0), ranks(SCORES, 1)], 1) == {
        ("d1", "s1"),
        ("d2", "s1"),
        ("d1", "s2"),
        ("d2", "s3"),
    }
    assert kept([ranks(SCORES, 0)], 1) == {("d1", "s1"), ("d2", "s1")}
