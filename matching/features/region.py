"""Where both sides are, and the enclaves that join places far apart."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

from matching.features.evaluation import Evaluation, Pair

_MUNICIPALITIES = frozenset({"11", "12", "31", "50", "81", "82"})
"""Beijing, Tianjin, Shanghai, Chongqing, and the special administrative regions."""


@dataclass(frozen=True, slots=True)
class Enclave:
    """A place that reaches out into others through 科创飞地; places by name, with the head of their code."""

    name: str
    home: str
    into: Mapping[str, str]
    source: str


def region(pair: Pair) -> Evaluation | None:
    """双方是否同城、同省，或是飞出地（需求）与飞入地（成果）；相距远近从不扣分。"""
    wanted, offered = pair.demand.item.region, pair.supply.item.region
    return _compared(wanted, offered) if wanted and offered else None


@lru_cache(65536)
def _compared(wanted: tuple[str, ...], offered: tuple[str, ...]) -> Evaluation | None:
    if {city for code in wanted if (city := _city(code))} & {_city(code) for code in offered}:
        return Evaluation(1.0, "双方同市，便于对接")
    if {code[:2] for code in wanted} & {code[:2] for code in offered}:
        return Evaluation(0.7, "双方同省（自治区、直辖市），便于对接")
    for enclave in _enclaves():
        place = next((p for p, head in enclave.into.items() if _any_starts(offered, head)), None)
        if place and _any_starts(wanted, enclave.home):
            said = f"需求在飞出地{enclave.name}，成果在飞入地{place}"
            return Evaluation(0.75, f"{said}，可经科创飞地对接（{enclave.source}）")
    return None


def _city(code: str) -> str | None:
    """Head of the code of a city; a municipality is one. None for a province."""
    if code[:2] in _MUNICIPALITIES:
        return code[:2]
    return code[:4] if code[2:4] != "00" else None


def _any_starts(codes: Sequence[str], head: str) -> bool:
    return any(code.startswith(head) for code in codes)


@cache
def _enclaves() -> Sequence[Enclave]:
    text = (files("matching.features") / "enclaves.toml").read_text(encoding="utf-8")
    return [Enclave(**row) for row in tomllib.loads(text)["enclave"]]
