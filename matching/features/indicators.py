"""Measurable requirements against measured properties."""

from dataclasses import replace

from graph.model import Achievement, Challenge, Indicator, Need
from matching.features.evaluation import Evaluation, Pair
from matching.features.units import convert

_NAMES_ALIKE = 0.5
_SHOWN = 3


def indicators(pair: Pair) -> Evaluation | None:
    """需求要求的量化指标与成果达到的指标逐项比较，单位不同的先换算；成果没有写明的不计。"""
    if not isinstance(pair.demand.item, Need | Challenge) or not isinstance(pair.supply.item, Achievement):
        return None
    met: list[str] = []
    missed: list[str] = []
    unstated: list[str] = []
    for wanted in pair.demand.item.indicators:
        if wanted.value is None:
            continue
        offered = next((o for o in pair.supply.item.indicators if _comparable(wanted, o)), None)
        if offered is None:
            unstated.append(wanted.raw)
        else:
            (met if _meets(wanted, offered) else missed).append(f"{wanted.raw}（成果：{offered.raw}）")
    if not met and not missed:
        return None
    said = (("指标达到", met), ("指标未达到", missed), ("成果未写明", unstated))
    sentence = "；".join(f"{head}：{'、'.join(list_[:_SHOWN])}" for head, list_ in said if list_)
    return Evaluation(len(met) / (len(met) + len(missed)), sentence, contradiction=bool(missed) and not met)


def _comparable(wanted: Indicator, offered: Indicator) -> bool:
    if offered.value is None or _alike(wanted.name or "", offered.name or "") < _NAMES_ALIKE:
        return False
    return convert(offered.value, offered.unit, wanted.unit) is not None


def _alike(left: str, right: str) -> float:
    """Dice coefficient of the characters of two names; an indicator without a name is like none."""
    if not left or not right:
        return 0.0
    a, b = set(left), set(right)
    return 2 * len(a & b) / (len(a) + len(b))


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
            return abs(value - need) <= 0.05 * abs(need)


def _in_unit(indicator: Indicator, unit: str | None) -> Indicator:
    ends = (
        None if end is None else convert(end, indicator.unit, unit)
        for end in (indicator.value, indicator.value_max)
    )
    return replace(indicator, value=next(ends), value_max=next(ends), unit=unit)
