"""When two values are the same: each is broken into the parts that are judged, normalised."""

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Hashable, Mapping, Sequence
from functools import cache
from typing import Any

from opencc import OpenCC

from tests.corpus.said import Either

MONEY = {"price", "invest", "budget", "bounty", "funding"}
PERIODS = {"deadline"}
LEVELS = {"maturity", "maturity_wanted"}
SETS = {
    "modes",
    "region",
    "landing_region",
    "policy_flags",
    "orgs",
    "people",
    "fields",
    "keywords",
    "form",
    "quals",
    "specialty",
}
_TO_SIMPLIFIED = OpenCC("t2s")


def is_wrong_amount(name: str, want: Counter[Hashable], have: Counter[Hashable]) -> bool:
    """Say whether a sum or an indicator was read with a wrong amount or unit; unknown is not wrong."""
    if name in MONEY:
        return bool(have - want)
    if name != "indicators":
        return False
    named = {atom[0]: atom[2:] for atom in want if isinstance(atom, tuple)}
    return any(
        isinstance(atom, tuple) and atom[0] in named and atom[2:] != named[atom[0]] for atom in have - want
    )


def closest(name: str, expected: Any, got: Any) -> tuple[Counter[Hashable], Counter[Hashable]]:
    """Normalise both; of several right readings take the one nearest to what was read."""
    have = Counter(atoms(name, got))
    choices = [
        Counter(atoms(name, reading))
        for reading in readings(expected, have if name in {"indicators", "ip"} else None)
    ]
    best = min(choices, key=lambda want: ((want - have) + (have - want)).total())
    return best, have


def readings(expected: Any, have: Counter[Hashable] | None = None) -> list[Any]:
    """Every reading that is right, alternatives inside a list or a mapping multiplied out."""
    if isinstance(expected, Either):
        return [reading for choice in expected.readings for reading in readings(choice, have)]
    if isinstance(expected, list) and expected and isinstance(expected[0], Mapping):
        # Elements are judged one by one, so that each takes its own nearest reading.
        return [[_nearest(item, have or Counter()) for item in expected]]
    return [expected]


def _nearest(item: Mapping[str, Any], have: Counter[Hashable]) -> dict[str, Any]:
    choices: list[dict[str, Any]] = [{}]
    for key, value in item.items():
        options = value.readings if isinstance(value, Either) else (value,)
        choices = [choice | {key: option} for choice in choices for option in options]
    return next((choice for choice in choices if any(atom in have for atom in _element(choice))), choices[0])


def atoms(name: str, value: Any) -> list[Hashable]:
    """Break a value into the parts that are judged, each normalised."""
    if value is None or value in ("", [], {}):
        return []
    return _ATOMS.get(name, _text)(value)


def _money(value: Mapping[str, Any]) -> list[Hashable]:
    ends = (_rounded(value.get("min")), _rounded(value.get("max")))
    return [] if ends == (None, None) else [(value.get("currency") or "CNY", *ends)]


def _period(value: Mapping[str, Any]) -> list[Hashable]:
    return [tuple(value.get(part) for part in ("start", "end", "months"))]


def _levels(value: Mapping[str, Any]) -> list[Hashable]:
    ends = (value.get("min"), value.get("max"))
    return [] if ends == (None, None) else [ends]


def _elements(value: Sequence[Mapping[str, Any]]) -> list[Hashable]:
    return [atom for item in value for atom in _element(item)]


def _parts(value: Mapping[str, str]) -> list[Hashable]:
    return [(part, _contact(part, said)) for part, said in value.items() if said]


def _set(value: Sequence[str]) -> list[Hashable]:
    return [frozenset(folded(str(part)) for part in value)]


def _text(value: Any) -> list[Hashable]:
    return [folded(str(value))]


_ATOMS: Mapping[str, Callable[[Any], list[Hashable]]] = {
    **dict.fromkeys(MONEY, _money),
    **dict.fromkeys(PERIODS, _period),
    **dict.fromkeys(LEVELS, _levels),
    **dict.fromkeys(SETS, _set),
    "indicators": _elements,
    "ip": _elements,
    "contact": _parts,
}


def _element(item: Mapping[str, Any]) -> list[Hashable]:
    if not item.keys() - {"raw"}:
        return []
    if "name" in item or "op" in item:
        ends = tuple(
            None if item.get(end) is None else round(float(item[end]), 9) for end in ("value", "value_max")
        )
        return [(_worded(str(item.get("name") or "")), item.get("op"), *ends, _unit(item.get("unit")))]
    number = re.sub(r"[^0-9A-Z]|ZL|CN", "", str(item["number"]).upper()) if item.get("number") else None
    return [(item.get("kind"), item.get("status"), number, item.get("count"))]


def _rounded(amount: float | None) -> int | None:
    return None if amount is None else round(amount)


def _unit(unit: str | None) -> str:
    return (
        re.sub(r"[\s·*]", "", unicodedata.normalize("NFKC", unit or ""))
        .replace("°C", "℃")
        .replace("μ", "u")
        .replace("µ", "u")
    )


def _worded(text: str) -> str:
    return re.sub(r"[\W_]", "", folded(text))


def _contact(part: str, said: str) -> str:
    return re.sub(r"\D", "", folded(said)) if part == "phone" else folded(said).casefold()


@cache
def folded(text: str) -> str:
    """Normalise a text: NFKC, simplified characters, no spaces or line breaks."""
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", _TO_SIMPLIFIED.convert(text)))


def plain(header: str) -> str:
    """A header without asterisk, colon and hint."""
    return re.sub(r"^\*|[(（][^()（）]*[)）]$|:$", "", folded(header))
