"""Wording of maturity → range of technology readiness levels, by the editable table beside this module."""

import re
import tomllib
from functools import cache, lru_cache
from importlib.resources import files

from graph.model import Maturity
from ingest.values.numerals import arabic
from ingest.values.text import is_placeholder

_LEVELS = re.compile(
    r"(?:trl|就绪度|成熟度)(?:等级)?[-:为]?(?:第)?([1-9])(?:级)?(?:[-~—至到、/](?:trl)?([1-9]))?(?:级)?(?!\d)"
    r"|(?:第)?([1-9])(?:级)?[-~—至到](?:第)?([1-9])级|第?(?<!\d)([1-9])级|^([1-9])(?:[-~—至到]([1-9]))?$",
    re.IGNORECASE,
)
_NOT_YET = re.compile(r"(?:未|尚未|没有|无法|不具备|待)(?:实现|完成|进入|进行|开展|达到)?$")


@cache
def _stages() -> tuple[re.Pattern[str], dict[str, tuple[int, int]]]:
    table = tomllib.loads((files("ingest.values") / "maturity.toml").read_text(encoding="utf-8"))
    stages = {word: (stage["trl"][0], stage["trl"][1]) for stage in table["stage"] for word in stage["words"]}
    longest_first = sorted(stages, key=len, reverse=True)
    return re.compile("|".join(map(re.escape, longest_first))), stages


@lru_cache(16384)
def parse_maturity(text: str) -> Maturity | None:
    """Read a level, a range of levels or a wording; None when nothing known is said."""
    if not text or is_placeholder(text):
        return None
    folded = re.sub(r"\s", "", text)
    if "级" in folded:
        folded = arabic(folded)
    if levels := _levels(folded):
        return Maturity(min=min(levels), max=max(levels), raw=text)
    pattern, stages = _stages()
    ranges = [stages[m.group()] for m in pattern.finditer(folded) if not _NOT_YET.search(folded[: m.start()])]
    if not ranges:
        return None
    return Maturity(min=min(low for low, _ in ranges), max=max(high for _, high in ranges), raw=text)


def _levels(text: str) -> list[int]:
    return [int(level) for found in _LEVELS.finditer(text) for level in found.groups() if level]
