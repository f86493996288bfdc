import pytest

from bench.scale import Cost, growth, measure


def test_a_small_market_is_ranked_and_ranked_again() -> None:
    cost = measure(60)
    assert cost.items == 60
    assert 0 < cost.compared_again < cost.compared <= 59 * 59
    assert 0 < cost.kept <= cost.compared


def test_growth_is_the_exponent_between_sizes() -> None:
    small, large = (Cost(n, 1.0, float(n * n), 1.0, n, 1, 1, 1) for n in (10, 30))
    assert growth([small, large], "full") == pytest.approx([2.0])
    assert growth([small, large], "compared") == pytest.approx([1.0])
    assert growth([small, large], "index") == pytest.approx([0.0])
