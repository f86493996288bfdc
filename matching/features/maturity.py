"""How ready the technology is against how ready the demand wants it."""

from functools import lru_cache

from graph.model import Maturity, Mode, Need
from matching.features.evaluation import Evaluation, Pair

_READY = 7
"""Readiness at which a technology is taken over as it is (GB/T 22900: pilot passed)."""
_DEVELOPED = 3
"""Readiness from which a technology can be developed on together."""
_PILOT = 4
"""Readiness from which a pilot is the next step; below it the concept is to be proven first."""
TAKING_OVER = frozenset({Mode.TRANSFER, Mode.LICENSE, Mode.TRIAL})
DEVELOPING = frozenset({Mode.CODEVELOP, Mode.COMMISSION, Mode.SERVICE})


def maturity(pair: Pair) -> Evaluation | None:
    """成果达到的成熟度（TRL）与需求希望的成熟度相比；需求没写的，转让、许可按 7 级，合作或委托开发按 3 级。差两级以上的指出概念验证、中试的路。"""
    offered: Maturity | None = getattr(pair.supply.item, "maturity", None)
    demand = pair.demand.item
    if offered is None or not isinstance(demand, Need) or not (demand.maturity_wanted or demand.modes):
        return None
    trial = Mode.TRIAL in getattr(pair.supply.item, "modes", ())
    return _compared(demand.maturity_wanted, demand.modes, offered, trial=trial)


@lru_cache(65536)
def _compared(
    said: Maturity | None, modes: tuple[Mode, ...], offered: Maturity, *, trial: bool
) -> Evaluation | None:
    wanted, whose = (said.min, "希望的") if said else (_wanted_by(frozenset(modes)), "的合作方式所需的")
    if wanted is None:
        return None
    shown, gap = f"成果成熟度 {_levels(offered)}", wanted - offered.max
    if gap <= 0:
        # What nearly every technology reaches tells little.
        value = 1.0 if said else 0.8 if wanted == _READY else 0.6
        return Evaluation(value, f"{shown}，达到需求方{whose} TRL {wanted} 级")
    value = 0.5 if gap == 1 else 0.45 if gap == 2 else 0.4
    bridge = f"：{_bridge(offered.max, wanted)}" if gap >= 2 else ""
    trying = "；成果方支持先使用后付费，可先试后定" if trial else ""
    return Evaluation(value, f"{shown}，比需求方{whose}低 {gap} 级{bridge}{trying}")


def _wanted_by(modes: frozenset[Mode]) -> int | None:
    """Readiness that ways of working together ask for; None where they leave it open."""
    if modes and modes <= TAKING_OVER:
        return _READY
    return _DEVELOPED if modes & DEVELOPING else None


def _bridge(reached: int, wanted: int) -> str:
    """What lies between the two: proof of concept, pilot, or both."""
    steps = [name for name, lies in (("概念验证", reached < _PILOT), ("中试", wanted > _PILOT)) if lies]
    return f"可经{'、'.join(steps)}平台衔接"


def _levels(maturity: Maturity) -> str:
    return f"TRL {maturity.min}" + (f"–{maturity.max}" if maturity.max != maturity.min else "")
