from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.model import UnitSource
from ingest.values.money import Unit, parse_money, unit_of
from ingest.values.text import cell_text

WAN = Unit(1e4, "CNY", UnitSource.HEADER)
YUAN = Unit(1.0, "CNY", UnitSource.HEADER)
YI = Unit(1e8, "CNY", UnitSource.CORNER)


@pytest.mark.parametrize(
    ("text", "unit", "low", "high", "source"),
    [
        ("50-200万", None, 5e5, 2e6, "cell"),
        ("3.61亿", None, 3.61e8, 3.61e8, "cell"),
        ("0.3~0.5亿元", WAN, 3e7, 5e7, "cell"),
        ("200万+", WAN, 2e6, None, "cell"),
        ("10万以下", None, None, 1e5, "cell"),
        ("50万以上", None, 5e5, None, "cell"),
        ("≥200", WAN, 2e6, None, "header"),
        ("不低于100万元", None, 1e6, None, "cell"),
        ("不高于100万元", None, None, 1e6, "cell"),
        ("不超过500万元（含税）", WAN, None, 5e6, "cell"),
        ("500", WAN, 5e6, 5e6, "header"),
        ("５００", WAN, 5e6, 5e6, "header"),
        ("5000000", YUAN, 5e6, 5e6, "header"),
        ("2.5", YI, 2.5e8, 2.5e8, "corner"),
        ("500", None, 5e6, 5e6, "assumed"),
        ("100～300", WAN, 1e6, 3e6, "header"),
        ("10至50万元", None, 1e5, 5e5, "cell"),
        ("5000元-1万元", WAN, 5e3, 1e4, "cell"),
        ("100万-1亿", None, 1e6, 1e8, "cell"),
        ("约８０万元", WAN, 8e5, 8e5, "cell"),
        ("1,200,000元", WAN, 1.2e6, 1.2e6, "cell"),
        ("伍拾万", None, 5e5, 5e5, "cell"),
        ("一百二十万元", None, 1.2e6, 1.2e6, "cell"),
        ("两千万", None, 2e7, 2e7, "cell"),
        ("3亿5千万", None, 3.5e8, 3.5e8, "cell"),
        ("2亿5000万元", None, 2.5e8, 2.5e8, "cell"),
        ("100万元/年", None, 1e6, 1e6, "cell"),
        ("人民币500万元", None, 5e6, 5e6, "cell"),
        ("入门费50万元+销售额3%提成", None, 5e5, 5e5, "cell"),
        ("总投入500万元，其中自有资金300万元", WAN, 5e6, 5e6, "cell"),
        ("3年300万元", WAN, 3e6, 3e6, "cell"),
    ],
)
def test_amounts(text: str, unit: Unit | None, low: float | None, high: float | None, source: str) -> None:
    money, _ = parse_money(text, unit)

    assert money is not None
    assert (money.min, money.max, money.currency, money.unit_source) == (low, high, "CNY", source)
    assert money.raw == cell_text(text)


@pytest.mark.parametrize(
    ("text", "unit", "amount", "currency"),
    [
        ("20万美元", WAN, 2e5, "USD"),
        ("$20万", None, 2e5, "USD"),
        ("300万港币", None, 3e6, "HKD"),
        ("500", Unit(1e4, "USD", UnitSource.HEADER), 5e6, "USD"),
        ("50万", Unit(1e4, "USD", UnitSource.HEADER), 5e5, "USD"),
        ("1000万欧元", None, 1e7, "EUR"),
    ],
)
def test_foreign_currency(text: str, unit: Unit | None, amount: float, currency: str) -> None:
    money, _ = parse_money(text, unit)

    assert money is not None
    assert (money.min, money.currency) == (amount, currency)


@pytest.mark.parametrize("raw", ["面议", "价格面议", "无", "—", "详见附件", "0", 0, 0.0, "", "不限", "待定"])
def test_what_says_nothing_is_unknown_without_complaint(raw: str | float) -> None:
    assert parse_money(raw, WAN) == (None, None)


@pytest.mark.parametrize(
    "raw",
    [
        "首付30%+提成",
        "提成5-12%",
        "每亩3000元",
        "5-12万元/套",
        "X至Y",
        "第一年50万，第二年100万",
        date(2026, 3, 5),
        True,
        -5,
        "########",
    ],
)
def test_what_is_not_certain_is_unknown_with_a_reason(raw: str | float | date) -> None:
    money, problem = parse_money(raw, WAN)

    assert money is None
    assert problem


@pytest.mark.parametrize("raw", ["5000000", 5000000, "300000-500000"])
def test_a_large_bare_number_is_not_guessed_to_be_wan(raw: str | int) -> None:
    money, problem = parse_money(raw, None)

    assert money is None
    assert problem is not None
    assert "单位" in problem


@pytest.mark.parametrize(
    ("text", "scale", "currency"),
    [
        ("万元", 1e4, "CNY"),
        ("（万元）", 1e4, "CNY"),
        ("单位：亿元", 1e8, "CNY"),
        ("元", 1.0, "CNY"),
        ("万", 1e4, "CNY"),
        ("外资-万美元", 1e4, "USD"),
        ("内资-亿元", 1e8, "CNY"),
        ("预期交易价格万元", 1e4, "CNY"),
    ],
)
def test_units(text: str, scale: float, currency: str) -> None:
    assert unit_of(text, UnitSource.HEADER) == Unit(scale, currency, UnitSource.HEADER)


@pytest.mark.parametrize("text", ["", "成果名称", "必填", "150", "面议"])
def test_no_unit(text: str) -> None:
    assert unit_of(text, UnitSource.HEADER) is None


@given(st.integers(1, 99_999), st.sampled_from(["元", "万元", "亿元"]))
def test_a_written_amount_is_read_back(number: int, unit: str) -> None:
    money, problem = parse_money(f"{number}{unit}", None)

    assert problem is None
    assert money is not None
    assert money.min == money.max == number * {"元": 1, "万元": 10**4, "亿元": 10**8}[unit]


@given(
    st.decimals(0, 10**6, places=2), st.decimals(0, 10**6, places=2), st.sampled_from(["-", "~", "至", "—"])
)
def test_a_range_is_ordered(low: float, high: float, dash: str) -> None:
    money, _ = parse_money(f"{low}{dash}{high}万元", None)

    if money is not None:
        assert money.min is not None
        assert money.max is not None
        assert money.min <= money.max


@given(st.text(max_size=40))
def test_any_text_is_taken(text: str) -> None:
    money, problem = parse_money(text, WAN)

    assert money is None or problem is None or "几个金额" in problem


def test_an_amount_in_the_next_cell_is_not_a_unit() -> None:
    assert unit_of("50万元", UnitSource.NEIGHBOUR) is None
    assert unit_of("伍拾万元", UnitSource.NEIGHBOUR) is None
    assert unit_of("万元/年", UnitSource.NEIGHBOUR) == Unit(1e4, "CNY", UnitSource.NEIGHBOUR)
