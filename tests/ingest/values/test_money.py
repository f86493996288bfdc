from datetime import date
from decimal import Decimal

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from graph.model import UnitSource
from ingest.values.currency import Unit, unit_of
from ingest.values.money import parse_money
from ingest.values.numerals import tidy
from ingest.values.text import cell_text

WAN = Unit(1e4, "CNY", UnitSource.HEADER)
YUAN = Unit(1.0, "CNY", UnitSource.HEADER)
YI = Unit(1e8, "CNY", UnitSource.HEADER)
YI_CORNER = Unit(1e8, "CNY", UnitSource.CORNER)
WAN_USD = Unit(1e4, "USD", UnitSource.HEADER)


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
        ("2.5", YI_CORNER, 2.5e8, 2.5e8, "corner"),
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
        ("10k RMB", 1e4, "CNY"),
        ("10,000元", 1e4, "CNY"),
        ("RMB million", 1e6, "CNY"),
    ],
)
def test_units(text: str, scale: float, currency: str) -> None:
    assert unit_of(text, UnitSource.HEADER) == Unit(scale, currency, UnitSource.HEADER)


@pytest.mark.parametrize("text", ["", "成果名称", "必填", "150", "面议"])
def test_no_unit(text: str) -> None:
    assert unit_of(text, UnitSource.HEADER) is None


@given(st.integers(1000, 99_999), st.sampled_from(["元", "万元", "亿元"]))
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

    assert money is None or problem is None or "几个金额" in problem or "核对" in problem


@pytest.mark.parametrize(
    ("raw", "unit", "low", "high", "source", "currency"),
    [
        ("50-200万", None, 500000.0, 2000000.0, "cell", "CNY"),
        ("50万-200万", None, 500000.0, 2000000.0, "cell", "CNY"),
        ("50～200", WAN, 500000.0, 2000000.0, "header", "CNY"),
        ("50~200万元", WAN, 500000.0, 2000000.0, "cell", "CNY"),
        ("50至200万元", None, 500000.0, 2000000.0, "cell", "CNY"),
        ("50万元至200万元", None, 500000.0, 2000000.0, "cell", "CNY"),
        ("50万到100万", None, 500000.0, 1000000.0, "cell", "CNY"),
        ("300-500", WAN, 3000000.0, 5000000.0, "header", "CNY"),
        ("5000万-1亿", None, 50000000.0, 100000000.0, "cell", "CNY"),
        ("5000万元～1.2亿元", WAN, 50000000.0, 120000000.0, "cell", "CNY"),
        ("0.5-1亿", WAN, 50000000.0, 100000000.0, "cell", "CNY"),
        ("50—100万元/年", None, 500000.0, 1000000.0, "cell", "CNY"),
        ("50万元以上", None, 500000.0, None, "cell", "CNY"),
        ("50万以下", None, None, 500000.0, "cell", "CNY"),
        ("不低于300万元", WAN, 3000000.0, None, "cell", "CNY"),
        ("约100万", None, 1000000.0, 1000000.0, "cell", "CNY"),
        ("100万元左右", WAN, 1000000.0, 1000000.0, "cell", "CNY"),
        ("100+", WAN, 1000000.0, None, "header", "CNY"),
        ("100万＋", WAN, 1000000.0, None, "cell", "CNY"),
        ("≥500", WAN, 5000000.0, None, "header", "CNY"),
        ("＞500万", WAN, 5000000.0, None, "cell", "CNY"),
        ("≤80万元", None, None, 800000.0, "cell", "CNY"),
        ("<80", WAN, None, 800000.0, "header", "CNY"),
        ("不超过80", WAN, None, 800000.0, "header", "CNY"),
        ("最高支持500万元", WAN, None, 5000000.0, "cell", "CNY"),
        ("至少100万元", None, 1000000.0, None, "cell", "CNY"),
        ("100万元起", None, 1000000.0, None, "cell", "CNY"),
        ("500万元以内", None, None, 5000000.0, "cell", "CNY"),
        ("100万内", None, None, 1000000.0, "cell", "CNY"),
        ("面议（50-100万）", None, 500000.0, 1000000.0, "cell", "CNY"),
        ("面议,参考价80万元", None, 800000.0, 800000.0, "cell", "CNY"),
        ("20万美元", WAN, 200000.0, 200000.0, "cell", "USD"),
        ("USD 20万", WAN, 200000.0, 200000.0, "cell", "USD"),
        ("US$20万", None, 200000.0, 200000.0, "cell", "USD"),
        ("HK$300万", WAN, 3000000.0, 3000000.0, "cell", "HKD"),
        ("300万港元", None, 3000000.0, 3000000.0, "cell", "HKD"),
        ("50万欧元", WAN, 500000.0, 500000.0, "cell", "EUR"),
        ("€50万", None, 500000.0, 500000.0, "cell", "EUR"),
        ("5000万日元", WAN, 50000000.0, 50000000.0, "cell", "JPY"),
        ("10万英镑", None, 100000.0, 100000.0, "cell", "GBP"),
        ("$500,000", None, 500000.0, 500000.0, "cell", "USD"),
        ("500", WAN_USD, 5000000.0, 5000000.0, "header", "USD"),
        ("200-300", WAN_USD, 2000000.0, 3000000.0, "header", "USD"),
        ("500万美金", None, 5000000.0, 5000000.0, "cell", "USD"),
        ("20-30万美元", WAN, 200000.0, 300000.0, "cell", "USD"),
        ("$20-30万", WAN, 200000.0, 300000.0, "cell", "USD"),
        ("20万USD", None, 200000.0, 200000.0, "cell", "USD"),
        ("伍拾万元整", None, 500000.0, 500000.0, "cell", "CNY"),
        ("一千二百万", None, 12000000.0, 12000000.0, "cell", "CNY"),
        ("三点五亿", None, 350000000.0, 350000000.0, "cell", "CNY"),
        ("五十万元", WAN, 500000.0, 500000.0, "cell", "CNY"),
        ("五百万至八百万元", None, 5000000.0, 8000000.0, "cell", "CNY"),
        ("三十到五十万元", None, 300000.0, 500000.0, "cell", "CNY"),
        ("一亿二千万元", None, 120000000.0, 120000000.0, "cell", "CNY"),
        ("壹佰贰拾万元整", None, 1200000.0, 1200000.0, "cell", "CNY"),
        ("人民币伍拾万元整（¥500,000.00）", WAN, 500000.0, 500000.0, "cell", "CNY"),
        ("两百万", None, 2000000.0, 2000000.0, "cell", "CNY"),
        ("五十五万八千元", WAN, 558000, 558000, "cell", "CNY"),
        ("二三百万元", None, 2000000.0, 3000000.0, "cell", "CNY"),
        ("三五百万", None, 3000000.0, 5000000.0, "cell", "CNY"),
        ("一百零五万元", None, 1050000.0, 1050000.0, "cell", "CNY"),
        ("五千元", WAN, 5000, 5000, "cell", "CNY"),
        ("一个亿", None, 100000000.0, 100000000.0, "cell", "CNY"),
        ("百万元", None, 1000000.0, 1000000.0, "cell", "CNY"),
        ("一百五十", WAN, 1500000.0, 1500000.0, "header", "CNY"),
        ("５００万元", None, 5000000.0, 5000000.0, "cell", "CNY"),
        ("１，２００．５", WAN, 12005000, 12005000, "header", "CNY"),
        ("1,200.50", WAN, 12005000, 12005000, "header", "CNY"),
        ("1，200", WAN, 12000000.0, 12000000.0, "header", "CNY"),
        ("1 200 000元", WAN, 1200000.0, 1200000.0, "cell", "CNY"),
        ("3.61亿", None, 361000000.0, 361000000.0, "cell", "CNY"),
        ("100万元/年", None, 1000000.0, 1000000.0, "cell", "CNY"),
        ("每年100万元", None, 1000000.0, 1000000.0, "cell", "CNY"),
        ("总投资1.2亿元，其中一期5000万元", WAN, 120000000.0, 120000000.0, "cell", "CNY"),
        ("500（其中自筹300）", WAN, 5000000.0, 5000000.0, "header", "CNY"),
        ("500万元（其中财政200万元，自筹300万元）", WAN, 5000000.0, 5000000.0, "cell", "CNY"),
        ("分3期支付，共60万", WAN, 600000.0, 600000.0, "cell", "CNY"),
        ("3-5年，100万元", WAN, 1000000.0, 1000000.0, "cell", "CNY"),
        ("2025-2027年共投入500万元", WAN, 5000000.0, 5000000.0, "cell", "CNY"),
        ("计划投资3000万元，建设期2年", WAN, 30000000.0, 30000000.0, "cell", "CNY"),
        ("用地50亩，投资2亿元", WAN, 200000000.0, 200000000.0, "cell", "CNY"),
        ("企业自筹300万元，财政200万元，合计500万元", WAN, 5000000.0, 5000000.0, "cell", "CNY"),
        ("500元", WAN, 500, 500, "cell", "CNY"),
        ("5000000", YUAN, 5000000.0, 5000000.0, "header", "CNY"),
        (5000000, YUAN, 5000000.0, 5000000.0, "header", "CNY"),
        ("500万", YUAN, 5000000.0, 5000000.0, "cell", "CNY"),
        ("50万元", YUAN, 500000.0, 500000.0, "cell", "CNY"),
        ("2", YI, 200000000.0, 200000000.0, "header", "CNY"),
        ("5000万", YI, 50000000.0, 50000000.0, "cell", "CNY"),
        ("1.2", YI, 120000000.0, 120000000.0, "header", "CNY"),
        ("500", None, 5000000.0, 5000000.0, "assumed", "CNY"),
        (500, None, 5000000.0, 5000000.0, "assumed", "CNY"),
        ("50-80", None, 500000.0, 800000.0, "assumed", "CNY"),
        ("约100", None, 1000000.0, 1000000.0, "assumed", "CNY"),
        ("100以上", None, 1000000.0, None, "assumed", "CNY"),
        ("5E+06", YUAN, 5000000.0, 5000000.0, "header", "CNY"),
        ("1.2E+07元", None, 12000000.0, 12000000.0, "cell", "CNY"),
        ("1.5e2", WAN, 1500000.0, 1500000.0, "header", "CNY"),
        ("50W", None, 500000.0, 500000.0, "cell", "CNY"),
        ("50w-100w", None, 500000.0, 1000000.0, "cell", "CNY"),
        ("5千万", None, 50000000.0, 50000000.0, "cell", "CNY"),
        ("3亿5千万", None, 350000000.0, 350000000.0, "cell", "CNY"),
        ("1亿2000万元", WAN, 120000000.0, 120000000.0, "cell", "CNY"),
        ("1万5千元", WAN, 15000, 15000, "cell", "CNY"),
        ("12万5000元", WAN, 125000, 125000, "cell", "CNY"),
        ("200万元以上500万元以下", None, 2000000.0, 5000000.0, "cell", "CNY"),
        ("不低于200万元，不超过500万元", WAN, 2000000.0, 5000000.0, "cell", "CNY"),
        ("≥50万元且≤100万元", None, 500000.0, 1000000.0, "cell", "CNY"),
        ("50余万元", WAN, 500000.0, 500000.0, "cell", "CNY"),
        ("50多万", None, 500000.0, 500000.0, "cell", "CNY"),
        ("50-", WAN, 500000.0, 500000.0, "header", "CNY"),
        ("500万元，可面议", WAN, 5000000.0, 5000000.0, "cell", "CNY"),
        ("50万元（含税）", WAN, 500000.0, 500000.0, "cell", "CNY"),
        ("500（万元）", None, 5000000.0, 5000000.0, "cell", "CNY"),
        ("500 万元", None, 5000000.0, 5000000.0, "cell", "CNY"),
        ("500\n万元", None, 5000000.0, 5000000.0, "cell", "CNY"),
        ("RMB500万", WAN, 5000000.0, 5000000.0, "cell", "CNY"),
        ("￥500万元", WAN, 5000000.0, 5000000.0, "cell", "CNY"),
        ("¥5,000,000", None, 5000000.0, 5000000.0, "cell", "CNY"),
        ("500万元人民币", WAN, 5000000.0, 5000000.0, "cell", "CNY"),
        ("500万人民币", WAN, 5000000.0, 5000000.0, "cell", "CNY"),
        ("占股20%，出资1000万元", WAN, 10000000.0, 10000000.0, "cell", "CNY"),
        ("估值5000万元，出让10%股权", WAN, 50000000.0, 50000000.0, "cell", "CNY"),
        ("入门费50万元+销售额3%提成", None, 500000.0, 500000.0, "cell", "CNY"),
        ("20万+提成", WAN, 200000.0, 200000.0, "cell", "CNY"),
        ("拟投入经费：300万元", WAN, 3000000.0, 3000000.0, "cell", "CNY"),
        ("预算300", WAN, 3000000.0, 3000000.0, "header", "CNY"),
        ("总投入500，其中自有300", WAN, 5000000.0, 5000000.0, "header", "CNY"),
        ("50万元/项", WAN, 500000.0, 500000.0, "cell", "CNY"),
        ("70万美元（约合人民币500万元）", WAN, 700000.0, 700000.0, "cell", "USD"),
        ("300萬元", None, 3000000.0, 3000000.0, "cell", "CNY"),
        ("500万元（2026年底前支付50%）", WAN, 5000000.0, 5000000.0, "cell", "CNY"),
        ("200万元起步", None, 2000000.0, None, "cell", "CNY"),
        ("超过1000万元", None, 10000000.0, None, "cell", "CNY"),
        ("1000万元及以上", None, 10000000.0, None, "cell", "CNY"),
        ("上限500万元", None, None, 5000000.0, "cell", "CNY"),
        ("500(上限)", WAN, None, 5000000.0, "header", "CNY"),
        ("1-1.5亿元", WAN, 100000000.0, 150000000.0, "cell", "CNY"),
        ("2.5千万元", WAN, 25000000.0, 25000000.0, "cell", "CNY"),
        ("3百万", WAN, 3000000.0, 3000000.0, "cell", "CNY"),
        ("5 百万元", WAN, 5000000.0, 5000000.0, "cell", "CNY"),
        ("3000 千元", WAN, 3000000.0, 3000000.0, "cell", "CNY"),
        ("3 十万", None, 300000.0, 300000.0, "cell", "CNY"),
        ("80 - 120", WAN, 800000.0, 1200000.0, "header", "CNY"),
        ("80--120万", None, 800000.0, 1200000.0, "cell", "CNY"),
        ("500.0", WAN, 5000000.0, 5000000.0, "header", "CNY"),
        ("约 50 万", None, 500000.0, 500000.0, "cell", "CNY"),
        ("50万/年", WAN, 500000.0, 500000.0, "cell", "CNY"),
        ("30-50万元/年，合作3年", WAN, 300000.0, 500000.0, "cell", "CNY"),
        ("20 万元 - 50 万元", WAN, 200000.0, 500000.0, "cell", "CNY"),
        ("50 至 100 万元", None, 500000.0, 1000000.0, "cell", "CNY"),
        ("0-50万", None, 0, 500000.0, "cell", "CNY"),
        ("1000万韩元", WAN, 10000000.0, 10000000.0, "cell", "KRW"),
        ("100万新加坡元", WAN, 1000000.0, 1000000.0, "cell", "SGD"),
    ],
)
def test_as_officials_write(
    raw: str | float, unit: Unit | None, low: float | None, high: float | None, source: str, currency: str
) -> None:
    money, _ = parse_money(raw, unit)

    assert money is not None
    assert (money.min, money.max, money.unit_source, money.currency) == (low, high, source, currency)


@pytest.mark.parametrize(
    ("raw", "unit"),
    [
        ("$500", WAN),
        ("首付30%+提成", WAN),
        ("销售额的3%", WAN),
        ("20万/吨", WAN),
        ("3000元/平方米", WAN),
        ("每亩5000元", WAN),
        ("50万元/条生产线", WAN),
        (-5, WAN),
        ("-5万元", WAN),
        ("-5", WAN),
        ("第一年50万，第二年100万", WAN),
        ("一期2000万元，二期3000万元", WAN),
        (5000000, WAN),
        ("5000000", None),
        (50000, None),
        ("0.5", None),
        (date(2026, 3, 5), WAN),
        ("2025-03-05", WAN),
        ("2025/3/5", WAN),
        ("3月5日", WAN),
        ("Mar-05", WAN),
        ("5-Mar", WAN),
        ("3万5", WAN),
        ("数百万元", WAN),
        ("几十万", WAN),
        ("百万元级", WAN),
        ("十几万元", WAN),
        ("上千万", WAN),
        ("50、100万", WAN),
        ("50万或100万", WAN),
        ("50万/100万", WAN),
        ("5000-1万元", None),
        ("500-1亿", WAN),
        ("¥5,000,000", WAN),
        ("企业500强", WAN),
        ("13800138000", WAN),
        ("GB500", WAN),
        ("20人", WAN),
        ("按合同约定", WAN),
        ("1.200.000", WAN),
        ("12,00", WAN),
        ("无偿", WAN),
        ("免费", WAN),
        ("X至Y万元", WAN),
        ("至万元", WAN),
        ("10%", WAN),
        ("50%-60%", WAN),
        ("5成", WAN),
    ],
)
def test_in_doubt_it_is_unknown_with_a_reason(raw: str | float | date, unit: Unit | None) -> None:
    money, problem = parse_money(raw, unit)

    assert money is None
    assert problem


@pytest.mark.parametrize(
    ("raw", "unit"),
    [
        ("面议", WAN),
        ("价格面议", WAN),
        ("0", WAN),
        (0, WAN),
        ("0万元", WAN),
        ("0.00", WAN),
        ("详见附件", WAN),
        ("——", WAN),
        ("根据需要", WAN),
    ],
)
def test_a_blank_is_no_amount(raw: str | float, unit: Unit | None) -> None:
    assert parse_money(raw, unit) == (None, None)


@pytest.mark.parametrize(("low", "high"), [(3e6, 5e6), (8e5, 1.2e6)])
@pytest.mark.parametrize("unit", ["元", "千元", "万元", "亿元", "万美元"])
@pytest.mark.parametrize("dash", ["-", "～", "至", "—", "到"])
def test_a_range_means_the_same_in_every_unit(low: float, high: float, unit: str, dash: str) -> None:
    scale = {"元": 1, "千元": 1e3, "万元": 1e4, "亿元": 1e8, "万美元": 1e4}[unit]
    written = f"{low / scale:g}{dash}{high / scale:g}" if unit != "元" else f"{low:.0f}{dash}{high:.0f}"
    in_header, _ = parse_money(written, unit_of(unit, UnitSource.HEADER))
    in_cell, _ = parse_money(written + unit, YI)

    assert in_header is not None
    assert in_cell is not None
    assert (in_header.min, in_header.max) == (in_cell.min, in_cell.max) == (low, high)
    assert in_header.currency == in_cell.currency == ("USD" if "美" in unit else "CNY")


@given(
    st.decimals("0.01", 9999, places=2),
    st.sampled_from(["万元", "亿元", "万美元", "万"]),
    st.sampled_from(["", "约", "不低于", "不超过"]),
    st.sampled_from(["", "以上", "以内", "左右"]),
)
def test_what_is_rendered_is_read_back(number: Decimal, unit: str, before: str, after: str) -> None:
    assume(not (before in {"不低于", "不超过"} and after in {"以上", "以内"}))
    money, _ = parse_money(f"{before}{number}{unit}{after}", YUAN)

    assert money is not None
    amount = tidy(float(number) * (1e8 if "亿" in unit else 1e4))
    assert money.min == (None if before == "不超过" or after == "以内" else amount)
    assert money.max == (None if before == "不低于" or after == "以上" else amount)


@pytest.mark.parametrize(
    ("text", "scale", "currency"),
    [
        ("万元", 10000.0, "CNY"),
        ("（万元）", 10000.0, "CNY"),
        ("单位:万元", 10000.0, "CNY"),
        ("单位：人民币万元", 10000.0, "CNY"),
        ("人民币:万元", 10000.0, "CNY"),
        ("万元人民币", 10000.0, "CNY"),
        ("RMB万元", 10000.0, "CNY"),
        ("千元", 1000.0, "CNY"),
        ("百万元", 1000000.0, "CNY"),
        ("亿", 100000000.0, "CNY"),
        ("亿元", 100000000.0, "CNY"),
        ("万美元", 10000.0, "USD"),
        ("万美金", 10000.0, "USD"),
        ("美元", 1, "USD"),
        ("USD", 1, "USD"),
        ("万USD", 10000.0, "USD"),
        ("万欧元", 10000.0, "EUR"),
        ("外资-万美元", 10000.0, "USD"),
        ("万元/年", 10000.0, "CNY"),
        ("亿元/年", 100000000.0, "CNY"),
        ("￥万元", 10000.0, "CNY"),
        ("人民币元", 1, "CNY"),
        ("单位（万元）", 10000.0, "CNY"),
        ("拟投资额(外资-万美元)", 10000.0, "USD"),
        ("投资额（亿元人民币）", 100000000.0, "CNY"),
        ("预算金额（元）", 1, "CNY"),
        ("万港币", 10000.0, "HKD"),
        ("金额/万元", 10000.0, "CNY"),
        ("预算万", 10000.0, "CNY"),
        ("所需资金（万元人民币）", 10000.0, "CNY"),
        ("万元/项", 10000.0, "CNY"),
        ("(w)", 10000.0, "CNY"),
        ("单位 万元", 10000.0, "CNY"),
        ("萬元", 10000.0, "CNY"),
    ],
)
def test_more_units(text: str, scale: float, currency: str) -> None:
    assert unit_of(text, UnitSource.CORNER) == Unit(scale, currency, UnitSource.CORNER)


@pytest.mark.parametrize("text", ["元/吨", "价格（万元/亩）", "转让价（元/公斤）"])
def test_a_price_per_piece_in_the_header_totals_nothing(text: str) -> None:
    money, problem = parse_money(500, unit_of(text, UnitSource.HEADER))

    assert money is None
    assert problem is not None
    assert "单价" in problem


def test_an_amount_in_the_next_cell_is_not_a_unit() -> None:
    assert unit_of("50万元", UnitSource.NEIGHBOUR) is None
    assert unit_of("伍拾万元", UnitSource.NEIGHBOUR) is None
    assert unit_of("万元/年", UnitSource.NEIGHBOUR) == Unit(1e4, "CNY", UnitSource.NEIGHBOUR)


@pytest.mark.parametrize("text", ["300元", "500万", "第3单元", "单元", "公元", "50万元/套"])
def test_another_value_beside_a_number_is_not_its_unit(text: str) -> None:
    assert unit_of(text, UnitSource.NEIGHBOUR) is None
