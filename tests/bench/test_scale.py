import pytest

from bench.scale import TURNS, Cost, growth, measure_changes, measure_whole


def test_growth_is_the_exponent_between_sizes() -> None:
    small, large = (Cost(n, float(n * n), 1.0, n, 1, 1, 1) for n in (10, 30))
    assert growth([small, large], "seconds") == pytest.approx([2.0])
    assert growth([small, large], "compared") == pytest.approx([1.0])
    assert growth([small, large], "processor_seconds") == pytest.approx([0.0])


def test_a_small_market_is_ranked_and_ranked_again() -> None:
    first, again = measure_whole(60), measure_changes(300)
    assert 0 < first.written == first.matches <= first.compared <= 60 * 60
    assert len(again) == TURNS
    assert all(0 < cost.compared < 300 * 300 for cost in again)
