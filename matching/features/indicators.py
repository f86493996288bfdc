"""Measurable requirements against measured properties."""

from graph.model import Achievement, Challenge, Indicator, Need
from matching.features.evaluation import Evaluation, Pair

_NAMES_ALIKE = 0.5


def indicators(pair: Pair) -> Evaluation | None:
    """需求要求的量化指标与成果达到的指标逐项比较；只比较名称、单位都对得上的。"""
    if not isinstance(pair.demand.item, Need | Challenge) or not isinstance(pair.supply.item, Achievement):
        return None
    met: list[str] = []
    missed: list[str] = []
    for wanted in pair.demand.item.indicators:
        offered = next((o for o in pair.supply.item.indicators if _comparable(wanted, o)), None)
        if offered:
            (met if _meets(wanted, offered) else missed).append(f"{wanted.raw}（成果：{offered.raw}）")
    if not met and not missed:
        return None
    sentence = "；".join(
        said
        for said in (
            met and "指标达到：" + "、".join(met[:3]),
            missed and "指标未达到：" + "、".join(missed[:3]),
        )
        if said
    )
    return Evaluation(len(met) / (len(met) + len(missed)), sentence, contradiction=bool(missed) and not met)


def _comparable(wanted: Indicator, offered: Indicator) -> bool:
    if wanted.value is None or offered.value is None or (wanted.unit or "") != (offered.unit or ""):
        return False
    return _alike(wanted.name or "", offered.name or "") >= _NAMES_ALIKE


def _alike(left: str, right: str) -> float:
    """Dice coefficient of the characters of two names; an indicator without a name is like none."""
    if not left or not right:
        return 0.0
    a, b = set(left), set(right)
    return 2 * len(a & b) / (len(a) + len(b))


def _meets(wanted: Indicator, offered: Indicator) -> bool:
    need, have = wanted.value or 0.0, offered.value or 0.0
    match wanted.op:
        case ">=" | ">":
            return max(have, offered.value_max or have) >= need
        case "<=" | "<" | "±":
            return have <= need
        case "range":
            return need <= have <= (wanted.value_max or need)
        case _:
            return abs(have - need) <= 0.05 * abs(need)
