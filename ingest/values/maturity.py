"""Wording of maturity → range of technology readiness levels, by the editable table beside this module."""

import re
import tomllib
from functools import cache, lru_cache
from importlib.resources import files

from graph.model import Maturity
from ingest.values.numerals import arabic
from ingest.values.options import chosen
from ingest.values.text import is_placeholder

_LEVELS = re.compile(
    r"(?:trl|就绪度|成熟度)(?:等级)?[-:为(≥>≤<=]*(?:第)?([1-9])(?:级)?(?:[-~—至到、/](?:trl)?([1-9]))?(?:级)?(?!\d)"
    r"|(?:第)?([1-9])(?:级)?[-~—至到](?:第)?([1-9])级|第?(?<!\d)([1-9])级|^[≥≤]?([1-9])(?:[-~—至到]([1-9]))?$",
    re.IGNORECASE,
)
_NOT_YET = re.compile(
    r"(?:未|没有|无法|不|不具备|待|拟|计划|准备|即将|将|打算)(?:实现|完成|进入|进行|开展|达到|启动|通过|够|太)*$"
)
_NEARBY = 12
_STAGE_END = r"(?:(?<!\d)[1-9]级?|试|阶段|样品|样机)(?:及|或)?"
_AND_ABOVE = re.compile(
    rf"(?:≥|>|不低于|不小于|至少)(?:trl|第|[小中]试|\D?[1-9](?!\d))|{_STAGE_END}以上", re.IGNORECASE
)
_AND_BELOW = re.compile(
    rf"(?:≤|<|不高于|不超过)(?:trl|第|[小中]试|\D?[1-9](?!\d))|{_STAGE_END}以下", re.IGNORECASE
)


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
    folded = re.sub(r"\s", "", chosen(text))
    if "级" in folded:
        folded = arabic(folded)
    levels = _levels(folded)
    if not levels:
        pattern, stages = _stages()
        levels = [
            level
            for found in pattern.finditer(folded)
            if not _NOT_YET.search(folded, max(0, found.start() - _NEARBY), found.start())
            for level in stages[found.group()]
        ]
    if not levels:
        return None
    low = 1 if _AND_BELOW.search(folded) else min(levels)
    high = 9 if _AND_ABOVE.search(folded) else max(levels)
    return Maturity(min=low, max=high, raw=text)


def _levels(text: str) -> list[int]:
    return [int(level) for found in _LEVELS.finditer(text) for level in found.groups() if level]
