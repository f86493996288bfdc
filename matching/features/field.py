"""The fields of technology both sides are listed under."""

import tomllib
from collections.abc import Mapping
from functools import cache, lru_cache
from importlib.resources import files

from matching.features.evaluation import Evaluation, Pair
from matching.features.names import alike

_ALIKE = 0.5


def field(pair: Pair) -> Evaluation | None:
    """双方所属的技术领域相同、相近（同一大类）还是不同；叫法看不出大类的不计。"""
    wanted, offered = pair.demand.item.fields, pair.supply.item.fields
    return _compared(wanted, offered) if wanted and offered else None


@lru_cache(65536)
def _compared(wanted: tuple[str, ...], offered: tuple[str, ...]) -> Evaluation | None:
    if common := next((min(a, b, key=len) for a in wanted for b in offered if a in b or b in a), None):
        return Evaluation(1.0, f"同属{common}领域")
    shown = f"{wanted[0]} / {offered[0]}"
    if max(alike(a, b) for a in wanted for b in offered) >= _ALIKE:
        return Evaluation(0.75, f"领域相近：{shown}")
    families, others = ({f for name in side for f in _families(name)} for side in (wanted, offered))
    if common_family := sorted(families & others):
        return Evaluation(0.75, f"领域相近，同属{common_family[0]}大类：{shown}")
    return Evaluation(0.4, f"领域不同：{shown}") if families and others else None


@lru_cache(4096)
def _families(name: str) -> frozenset[str]:
    """The families whose words stand in a name; empty for a name that tells none."""
    return frozenset(family for family, words in _table().items() if any(word in name for word in words))


@cache
def _table() -> Mapping[str, list[str]]:
    text = (files("matching.features") / "fields.toml").read_text(encoding="utf-8")
    table: dict[str, list[str]] = tomllib.loads(text)
    return table
