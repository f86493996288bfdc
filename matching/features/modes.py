"""Ways of working together that both sides name."""

from collections.abc import Sequence
from functools import lru_cache

from graph.model import Mode
from matching.features.evaluation import Evaluation, Pair

_FIT = {
    frozenset({Mode.TRANSFER, Mode.LICENSE}): 0.7,
    frozenset({Mode.TRANSFER, Mode.EQUITY}): 0.6,
    frozenset({Mode.TRANSFER, Mode.TRIAL}): 0.65,
    frozenset({Mode.LICENSE, Mode.EQUITY}): 0.55,
    frozenset({Mode.LICENSE, Mode.TRIAL}): 0.85,
    frozenset({Mode.EQUITY, Mode.CODEVELOP}): 0.6,
    frozenset({Mode.CODEVELOP, Mode.COMMISSION}): 0.75,
    frozenset({Mode.CODEVELOP, Mode.SERVICE}): 0.6,
    frozenset({Mode.COMMISSION, Mode.SERVICE}): 0.65,
    frozenset({Mode.CODEVELOP, Mode.LICENSE}): 0.5,
    frozenset({Mode.CODEVELOP, Mode.TRANSFER}): 0.45,
    frozenset({Mode.COMMISSION, Mode.LICENSE}): 0.4,
    frozenset({Mode.COMMISSION, Mode.TRANSFER}): 0.4,
}
"""How near two different ways are to each other, whoever names which; what is not named is far apart."""
_OPEN = 0.6
_FAR = 0.1


def modes(pair: Pair) -> Evaluation | None:
    """双方希望的合作方式是否相容；需求方打算独立研发的不再匹配。"""
    wanted: tuple[Mode, ...] = getattr(pair.demand.item, "modes", ())
    offered: tuple[Mode, ...] = getattr(pair.supply.item, "modes", ())
    return _compared(wanted, offered) if wanted else None


@lru_cache(16384)
def _compared(wanted: tuple[Mode, ...], offered: tuple[Mode, ...]) -> Evaluation | None:
    if set(wanted) == {Mode.SELF}:
        return Evaluation(0.0, "需求方打算独立研发，不找外部成果", contradiction=True, gate=True)
    if not offered:
        return None
    if set(offered) == {Mode.SELF}:
        return Evaluation(0.2, "成果方打算自行转化，先问是否愿意合作", contradiction=True)
    return _nearest(wanted, offered)


def _nearest(wanted: Sequence[Mode], offered: Sequence[Mode]) -> Evaluation:
    """How near the two nearest ways are."""
    value, *nearest = max((_fit(a, b), a, b) for a in wanted for b in offered)
    shown = f"需求 / 成果：{_names(wanted)} / {_names(offered)}"
    if value == _FAR:
        return Evaluation(value, f"合作方式不同（{shown}），需要先沟通", contradiction=True)
    trial = "；支持先使用后付费" if Mode.TRIAL in offered else ""
    if value == 1.0:
        common = [mode for mode in Mode if mode in wanted and mode in offered and mode is not Mode.SELF]
        return Evaluation(value, f"合作方式一致：{_names(common)}{trial}")
    said = "合作方式可以商量" if Mode.OPEN in nearest else f"合作方式相近（{shown}），可以商量"
    return Evaluation(value, f"{said}{trial}")


def _fit(wanted: Mode, offered: Mode) -> float:
    if Mode.SELF in (wanted, offered):
        return _FAR
    if Mode.OPEN in (wanted, offered):
        return _OPEN
    return 1.0 if wanted is offered else _FIT.get(frozenset({wanted, offered}), _FAR)


def _names(modes: Sequence[Mode]) -> str:
    return "、".join(mode.display_name for mode in modes)
