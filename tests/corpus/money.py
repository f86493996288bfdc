"""Sums of money: the cell, and what it says under the unit of its column."""

from dataclasses import dataclass
from random import Random
from typing import Any

from tests.corpus.said import Cell, Either, Said, either

PLACEHOLDERS = "面议|—|－|-|/|无|暂无|待定|待议|另议|不详|未说明|（未填写）|详见附件|见附件|N/A|保密|根据需要|看情况".split(
    "|"
)
CHINESE = {
    "伍拾万元": 500_000,
    "叁佰万元整": 3_000_000,
    "人民币壹佰贰拾万元": 1_200_000,
    "五十万元": 500_000,
    "二百万元": 2_000_000,
    "一千万元": 10_000_000,
}


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit as headers write it, in whole currency units."""

    name: str
    worth: int
    currency: str = "CNY"


YUAN = Unit("元", 1)
WAN = Unit("万元", 10_000)
YI = Unit("亿元", 100_000_000)
WAN_USD = Unit("万美元", 10_000, "USD")
NO_UNIT = Unit("", 0)


def money(least: float | None, most: float | None, currency: str = "CNY") -> dict[str, Any]:
    """An amount in whole currency units, open ends left out."""
    ends = {"min": least, "max": most}
    return {"currency": currency} | {end: round(value) for end, value in ends.items() if value is not None}


def exactly(value: float, currency: str = "CNY") -> dict[str, Any]:
    """A single amount."""
    return money(value, value, currency)


def unit_of(header: str) -> Unit:
    """Say which unit a header names; none where cells must tell."""
    for sign, unit in (
        ("万美元", WAN_USD),
        ("亿元", YI),
        ("万元", WAN),
        ("(万)", WAN),
        ("（万）", WAN),
        ("（元）", YUAN),
    ):
        if sign in header:
            return unit
    return NO_UNIT


def amount(dice: Random, unit: Unit) -> int:
    """Draw a usual amount in the unit."""
    if unit is YUAN:
        return dice.choice([30_000, 50_000, 80_000, 200_000, 500_000, 1_200_000, 5_000_000])
    return (
        dice.choice([1, 2, 3, 5, 8])
        if unit is YI
        else dice.choice([5, 10, 20, 30, 50, 80, 100, 120, 150, 200, 300, 500])
    )


def wide(text: str) -> str:
    """Write digits full width."""
    return text.translate({ord(digit): ord(digit) + 0xFEE0 for digit in "0123456789"})


def _range(dice: Random, unit: Unit) -> tuple[int, int]:
    low = amount(dice, unit)
    return low, low * dice.choice([2, 3, 4])


def bare(dice: Random, unit: Unit) -> Said:
    """A cell without a unit of its own, under a column that has one."""
    value = amount(dice, unit)
    low, high = _range(dice, unit)
    worth, currency = unit.worth, unit.currency
    one, both = exactly(value * worth, currency), money(low * worth, high * worth, currency)
    half = exactly((value + 0.5) * worth, currency)
    forms: list[tuple[Cell, Any]] = [
        (value, one),
        (value, one),
        (float(value), one),
        (str(value), one),
        (wide(str(value)), one),
        (f"{value:,}", one),
        (f"{value}.00", one),
        (f"约{value}", one),
        (f"{value}左右", one),
        (value + 0.5, half),
        (f"{low}-{high}", both),
        (f"{low}～{high}", both),
        (f"{low}~{high}", both),
        (f"{low}至{high}", both),
        (f"{low}—{high}", both),
        (f"{value}以上", money(value * worth, None, currency)),
        (f"{value}+", money(value * worth, None, currency)),
        (f"≥{value}", money(value * worth, None, currency)),
        (f"不低于{value}", money(value * worth, None, currency)),
        (f"{value}以下", money(None, value * worth, currency)),
        (f"不超过{value}", money(None, value * worth, currency)),
        (f"{value}{unit.name}", one),
        (f"{low}-{high}{unit.name}", both),
        (0, None),
    ]
    return _said(*dice.choice(forms))


def foreign_to_header(dice: Random) -> Said:
    """A cell that names its own unit under a header that names another: the cell knows better."""
    forms: list[tuple[Cell, Any]] = [
        ("1.2亿元", exactly(120_000_000)),
        ("3.61亿", exactly(361_000_000)),
        ("80000元", exactly(80_000)),
        ("50万元", exactly(500_000)),
        ("100万美元", exactly(1_000_000, "USD")),
    ]
    return _said(*dice.choice(forms))


def complete(dice: Random) -> Said:
    """A cell that tells its unit."""
    value = amount(dice, WAN)
    low, high = _range(dice, WAN)
    one, both = exactly(value * 1e4), money(low * 1e4, high * 1e4)
    word, sum_ = dice.choice(list(CHINESE.items()))
    forms: list[tuple[Cell, Any]] = [
        (f"{value}万元", one),
        (f"{value}万", one),
        (f"{value} 万元", one),
        (f"{wide(str(value))}万元", one),
        (f"人民币{value}万元", one),
        (f"约{value}万元", one),
        (f"{value}万元左右", one),
        (f"{value}万元（含税）", one),
        (f"{low}-{high}万", both),
        (f"{low}-{high}万元", both),
        (f"{low}万-{high}万元", both),
        (f"{low}万元～{high}万元", both),
        (f"{low}至{high}万元", both),
        (f"{low}万元至{high}万元", both),
        (f"{value}万+", money(value * 1e4, None)),
        (f"{value}万元以上", money(value * 1e4, None)),
        (f"{value}万元起", money(value * 1e4, None)),
        (f"不低于{value}万元", money(value * 1e4, None)),
        (f"≥{value}万元", money(value * 1e4, None)),
        (f"{value}万以下", money(None, value * 1e4)),
        (f"{value}万元以内", money(None, value * 1e4)),
        (f"不超过{value}万元", money(None, value * 1e4)),
        (f"≤{value}万元", money(None, value * 1e4)),
        (f"{value * 10000}元", one),
        (f"{value * 10000:,}元", one),
        (f"￥{value * 10000:,}.00", one),
        (f"¥{value}万", one),
        (f"{value:,}.00万元", one),
        (f"{value}万元/项", either(one, None)),
        ("0.8亿元", exactly(80_000_000)),
        ("1,000万元", exactly(10_000_000)),
        ("3.61亿元", exactly(361_000_000)),
        ("1.5亿", exactly(150_000_000)),
        ("5000万-1亿元", money(50_000_000, 100_000_000)),
        (word, exactly(sum_)),
        (f"{value}万美元", exactly(value * 1e4, "USD")),
        (f"{value}万欧元", exactly(value * 1e4, "EUR")),
        (f"{value}万港元", exactly(value * 1e4, "HKD")),
        (f"USD {value}万", exactly(value * 1e4, "USD")),
        (f"{value}万元/年", either(one, None)),
        (f"预算{value}万元", one),
        (f"人民币{value}万元整", one),
        (f"{low}-{high}万，可面谈", both),
        (f"不高于{value}万元", money(None, value * 1e4)),
        (f"最高{value}万元", money(None, value * 1e4)),
        (f"不少于{value}万元", money(value * 1e4, None)),
        (f"{low}万元—{high}万元", both),
        (f"{low}万~{high}万", both),
        (f"RMB {value}万", one),
        ("首付30%+提成", None),
    ]
    return _said(*dice.choice(forms))


def placeholder(dice: Random) -> Said:
    """A cell that says the sum is not known."""
    return Said(dice.choice(PLACEHOLDERS))


def cell(dice: Random, unit: Unit) -> Said:
    """Any cell of a money column."""
    draw = dice.random()
    if draw < 0.12:
        return placeholder(dice)
    if unit is NO_UNIT:
        return complete(dice)
    return foreign_to_header(dice) if draw < 0.2 and unit is not WAN_USD else bare(dice, unit)


def _said(shown: Cell, value: Any) -> Said:
    if isinstance(value, Either) or value is not None:
        return Said(shown, {"": value})
    return Said(shown)
