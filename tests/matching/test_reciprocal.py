"""The harmonic mean, by hand."""

import pytest

from matching.reciprocal import reciprocal


@pytest.mark.parametrize(
    ("a", "b", "mean"), [(1.0, 1.0, 1.0), (0.5, 1.0, 2 / 3), (0.0, 0.9, 0.0), (0.0, 0.0, 0.0)]
)
def test_harmonic_mean(a: float, b: float, mean: float) -> None:
    assert reciprocal(a, b) == pytest.approx(mean)
