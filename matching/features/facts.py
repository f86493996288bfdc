"""What the columns of both lists say of each other. An empty column is unknown and costs nothing."""

from functools import lru_cache

from graph.model import Achievement, AlumniProject, Challenge, Maturity, Mode, Money, Need, Scenario
from matching.features.evaluation import Evaluation, Pair

_READY = 7
"""Readiness at which a technology is taken over as it is (GB/T 22900: pilot passed)."""
_TAKING_OVER = frozenset({Mode.TRANSFER, Mode.LICENSE, Mode.TRIAL})
_DEVELOPING = frozenset({Mode.CODEVELOP, Mode.COMMISSION, Mode.SERVICE})


def maturity(pair: Pair) -> Evaluation | None:
    """成果达到的成熟度（TRL）与需求希望的成熟度相比。"""
    offered = getattr(pair.supply.item, "maturity", None)
    wanted = _wanted_level(pair)
    if offered is None or wanted is None:
        return None
    gap = wanted - offered.max
    shown = f"成果成熟度 {_levels(offered)}"
    if gap <= 0:
        return Evaluation(1.0, f"{shown}，达到需求方希望的 TRL {wanted} 级")
    bridge = "，可经中试或概念验证平台衔接" if gap >= 2 else ""
    return Evaluation(max(0.0, 0.5 - 0.25 * (gap - 1)), f"{shown}，比需求方希望的低 {gap} 级{bridge}")


def _wanted_level(pair: Pair) -> int | None:
    if not isinstance(pair.demand.item, Need):
        return None
    if pair.demand.item.maturity_wanted:
        return pair.demand.item.maturity_wanted.min
    taken_over = bool(pair.demand.item.modes) and set(pair.demand.item.modes) <= _TAKING_OVER
    return _READY if taken_over else None


def _levels(maturity: Maturity) -> str:
    return f"TRL {maturity.min}" + (f"–{maturity.max}" if maturity.max != maturity.min else "")


def modes(pair: Pair) -> Evaluation | None:
    """双方希望的合作方式是否相容。"""
    wanted, offered = (frozenset(getattr(p.item, "modes", ())) for p in (pair.demand, pair.supply))
    if wanted == {Mode.SELF}:
        return Evaluation(0.0, "需求方打算独立研发，暂不需要外部成果", contradiction=True)
    if not wanted or not offered:
        return None
    if common := wanted & offered - {Mode.OPEN, Mode.SELF}:
        names = "、".join(mode.display_name for mode in Mode if mode in common)
        return Evaluation(1.0, f"合作方式一致：{names}")
    if Mode.OPEN in wanted | offered or (wanted & _DEVELOPING and offered & _DEVELOPING):
        return Evaluation(0.6, "合作方式可以商量")
    said = " / ".join("、".join(m.display_name for m in Mode if m in side) for side in (wanted, offered))
    return Evaluation(0.1, f"合作方式不同（需求 / 成果：{said}），需要先沟通", contradiction=True)


def budget(pair: Pair) -> Evaluation | None:
    """需求方的预算或悬赏与成果的报价相比；面议不算。"""
    money = getattr(pair.demand.item, "budget", None) or getattr(pair.demand.item, "bounty", None)
    price = getattr(pair.supply.item, "price", None)
    if not isinstance(money, Money) or not isinstance(price, Money) or money.currency != price.currency:
        return None
    have, ask = money.max or money.min, price.min or price.max
    if not have or not ask:
        return None
    shown = f"预算 {_amount(have)}，报价 {_amount(ask)}"
    if have >= ask:
        return Evaluation(1.0, f"{shown}，预算够用")
    return Evaluation(0.5 * have / ask, f"{shown}，差额需要商量")


def _amount(yuan: float) -> str:
    return f"{yuan / 1e8:g} 亿元" if yuan >= 1e8 else f"{yuan / 1e4:g} 万元"


def field(pair: Pair) -> Evaluation | None:
    """双方所属的技术领域是否相同或相近。"""
    wanted, offered = pair.demand.item.fields, pair.supply.item.fields
    if not wanted or not offered:
        return None
    if common := next((a for a in wanted for b in offered if a in b or b in a), None):
        return Evaluation(1.0, f"同属{common}领域")
    if max(_alike(a, b) for a in wanted for b in offered) >= 0.5:
        return Evaluation(0.8, f"领域相近：{wanted[0]} / {offered[0]}")
    return Evaluation(0.3, f"领域不同：{wanted[0]} / {offered[0]}")


@lru_cache(65536)
def _alike(left: str, right: str) -> float:
    """Dice coefficient of the character pairs of two names."""
    a, b = ({t[i : i + 2] for i in range(len(t) - 1)} for t in (left, right))
    return 2 * len(a & b) / max(1, len(a) + len(b))


def chain(pair: Pair) -> Evaluation | None:
    """双方是否在同一条产业链上。"""
    demand, supply = pair.demand.item, pair.supply.item
    wanted = demand.chain or getattr(demand, "industry", None)
    offered = supply.chain or getattr(supply, "industry", None)
    if not wanted or not offered:
        return None
    alike = _alike(wanted.removesuffix("产业链"), offered.removesuffix("产业链"))
    return Evaluation(1.0, f"在同一产业链：{offered}") if alike >= 0.5 else Evaluation(0.4, "不在同一产业链")


def region(pair: Pair) -> Evaluation | None:
    """双方是否同城或同省；相距远近从不扣分。"""
    for digits, value, word in ((4, 1.0, "同市"), (2, 0.7, "同省（自治区、直辖市）")):
        if {code[:digits] for code in pair.demand.item.region} & {
            code[:digits] for code in pair.supply.item.region
        }:
            return Evaluation(value, f"双方{word}，便于对接")
    return None


def alumni(pair: Pair) -> Evaluation | None:
    """成果出自校友的母校。"""
    for project, other in ((pair.demand.item, pair.supply.item), (pair.supply.item, pair.demand.item)):
        if isinstance(project, AlumniProject) and isinstance(other, Achievement) and project.school:
            school = next((org for org in other.orgs if project.school.startswith(org)), None)
            if school:
                return Evaluation(1.0, f"成果出自校友母校{school}")
    return None


def deadline(pair: Pair) -> Evaluation | None:
    """需求、榜单或场景是否已过期限。"""
    demand = pair.demand.item
    end = demand.deadline.end if isinstance(demand, Need | Challenge | Scenario) and demand.deadline else None
    if not end or end >= pair.context.today[: len(end)]:
        return None
    return Evaluation(0.2, f"需求期限已过（{end}），请先确认是否仍有效", contradiction=True)
