"""Measurable requirements against measured properties."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import lru_cache

from graph.model import Achievement, Challenge, Indicator, Need
from matching.features.evaluation import Evaluation, Pair
from matching.features.units import convert

_NAMES_ALIKE = 0.5
_SHOWN = 3
_ONE_NAME = (
    ("抗拉强度", "拉伸强度|抗张强度"),
    ("伸长率", "断裂伸长率|延伸率|断后伸长率|断裂延伸率"),
    ("寿命", "循环次数|循环寿命|使用寿命|使用年限|寿命周期"),
    ("收率", "得率|产率|提取率|回收率"),
    ("热导率", "导热系数|导热率"),
    ("粒径", "粒度|颗粒度|颗粒直径"),
    ("能耗", "耗电量|电耗|耗能|单位能耗"),
    ("含量", "质量分数|浓度"),
    ("精度", "准确度|精确度"),
    ("准确率", "识别率|正确率|精准率"),
    ("重量", "质量(?!分数)|自重"),
    ("成本", "造价|费用"),
    ("响应时间", "时延|延迟|延时"),
)
_SPELLINGS = tuple(
    (re.compile("|".join(sorted(written.split("|"), key=len, reverse=True))), name)
    for name, written in _ONE_NAME
)
_SAID_OF_ANY = re.compile(
    r"(?:平均|最大|最小|最高|最低|额定|总|要求|指标|大于|小于|不低于|不高于|达到|的|[\s()（）:：])"
)

_THE_MORE_THE_BETTER = re.compile(
    r"[降减提增缩]|节约|节省|回收|去除|脱除|利用|收率|得率|产率|转化率|准确|识别率|强度|寿命|纯度|效率"
)
"""Names of what is wanted as a figure and meant as a floor: 能耗降低 30 % is met by 40 %."""


class IndicatorStatus(StrEnum):
    """Whether what is wanted is reached."""

    MET = "met"
    MISSED = "missed"
    UNSTATED = "unstated"

    @property
    def display_name(self) -> str:
        """The name users read."""
        return {"met": "满足", "missed": "不满足", "unstated": "未说明"}[self.value]


@dataclass(frozen=True, slots=True)
class IndicatorRow:
    """One requirement beside what the supply states.

    :param name: what is measured, where the list names it.
    :param wanted: the requirement as it was written.
    :param offered: what the supply states, as it was written; None where it does not.
    :param converted: the stated value in the unit of the requirement, where the units differ.
    """

    name: str | None
    wanted: str
    offered: str | None
    status: IndicatorStatus
    converted: str | None = None


def compare(pair: Pair) -> Sequence[IndicatorRow]:
    """Every measurable requirement of the demand, in its order; empty where the demand states none."""
    if not isinstance(pair.demand.item, Need | Challenge) or not isinstance(pair.supply.item, Achievement):
        return ()
    offered = pair.supply.item.indicators
    return [_row(wanted, offered) for wanted in pair.demand.item.indicators if wanted.value is not None]


def indicators(pair: Pair) -> Evaluation | None:
    """需求要求的量化指标与成果达到的指标逐项比较，单位不同的先换算；成果没有写明的不计。"""
    rows = compare(pair)
    listed = {status: [_said(row) for row in rows if row.status is status] for status in IndicatorStatus}
    met, missed, unstated = listed.values()
    if not met and not missed:
        return None
    said = (("指标达到", met), ("指标未达到", missed), ("成果未写明", unstated))
    sentence = "；".join(f"{head}：{'、'.join(list_[:_SHOWN])}" for head, list_ in said if list_)
    return Evaluation(len(met) / (len(met) + len(missed)), sentence, contradiction=bool(missed) and not met)


def _said(row: IndicatorRow) -> str:
    if row.offered is None:
        return row.wanted
    return f"{row.wanted}（成果：{row.offered}{f'，即 {row.converted}' if row.converted else ''}）"


def _row(wanted: Indicator, offered: Sequence[Indicator]) -> IndicatorRow:
    """Beside the requirement the best-named comparable property; of two so named, one that meets it."""
    found = [(likeness, _meets(wanted, o), o) for likeness, o in _comparables(wanted, offered)]
    if not found:
        return IndicatorRow(wanted.name, wanted.raw, None, IndicatorStatus.UNSTATED)
    _, met, best = max(found, key=lambda one: one[:2])
    status = IndicatorStatus.MET if met else IndicatorStatus.MISSED
    return IndicatorRow(wanted.name, wanted.raw, best.raw, status, _converted(best, wanted.unit))


def _comparables(wanted: Indicator, offered: Sequence[Indicator]) -> Iterator[tuple[float, Indicator]]:
    """What measures the same thing in units that convert, with how alike the names are."""
    for indicator in offered:
        likeness = _alike(wanted.name or "", indicator.name or "")
        if indicator.value is None or likeness < _NAMES_ALIKE:
            continue
        if convert(indicator.value, indicator.unit, wanted.unit) is not None:
            yield likeness, indicator


@lru_cache(65536)
def _alike(left: str, right: str) -> float:
    """Dice coefficient of the characters of two names in one spelling; without a name it is like none."""
    a, b = set(_one_name(left)), set(_one_name(right))
    return 2 * len(a & b) / (len(a) + len(b)) if a and b else 0.0


@lru_cache(65536)
def _one_name(name: str) -> str:
    plain = _SAID_OF_ANY.sub("", name)
    for spelling, one in _SPELLINGS:
        plain = spelling.sub(one, plain)
    return plain


def _meets(wanted: Indicator, offered: Indicator) -> bool:
    """Compare in the unit of what is wanted; a hair's breadth is the dust of conversion."""
    have = _in_unit(offered, wanted.unit)
    need, value = wanted.value or 0.0, have.value or 0.0
    dust = 1e-9 * abs(need)
    match wanted.op:
        case ">=" | ">":
            return max(value, have.value_max or value) >= need - dust
        case "<=" | "<" | "±":
            return value <= need + dust
        case "range":
            return need - dust <= value <= (wanted.value_max or need) + dust
        case _:
            more = value > need and _THE_MORE_THE_BETTER.search(wanted.name or "")
            return bool(more) or abs(value - need) <= 0.05 * abs(need)


def _in_unit(indicator: Indicator, unit: str | None) -> Indicator:
    ends = (
        None if end is None else convert(end, indicator.unit, unit)
        for end in (indicator.value, indicator.value_max)
    )
    return replace(indicator, value=next(ends), value_max=next(ends), unit=unit)


def _converted(offered: Indicator, unit: str | None) -> str | None:
    """The stated value in another unit; None where it stands in that unit already."""
    if offered.unit == unit:
        return None
    have = _in_unit(offered, unit)
    ends = [f"{end:.4g}" for end in (have.value, have.value_max) if end is not None]
    return f"{'–'.join(ends)}{unit or ''}"
