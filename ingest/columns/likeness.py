"""Headers that are not in the tables: which known header stands in one, or is nearly the same.

The head of a Chinese noun stands last: 负责人电话 is a telephone and 完成单位地址 an address, though a person and an
organisation stand in them. So a known header counts where it ends the new one, or where little of weight follows.
"""

import re
from collections.abc import Callable, Iterable
from functools import cache

_MIN_SIMILARITY = 0.75
_FILLERS = re.compile(
    "简要|简单|具体|详细|相关|有关|目前|当前|现阶段|初步|总体|各类|拟采用|拟采取|方面|须|需(?!求)|应(?!用)|的"
)
_LIGHT_TAIL = re.compile(
    r"(?:情况|信息|名称|姓名|名单|一览|等|数量|至|为|金额|额度|总额|节点|[上下]限|最[低高]|区间|(?:以?及|和|与|或).{1,12})$"
)
_TEXT_TAIL = re.compile(
    r"(?:(?:情况)?(?:说明|简介|简述|描述|概述|概况|介绍|内容|详情|要求|分析|意义|约定|图|问题))$"
)
"""What may follow the name of a field that is described in words."""
_QUESTION = re.compile("^(?:是否|有无|可否|能否)")
_CONTACT_TAIL = re.compile(r"(?:手机|手机号|手机号码|电话|电话号码|邮箱|联系人|联系方式|e-?mail)$")
_NOT_OF_THE_ITEM = re.compile(
    r"^(?:联系人|填报人|填表人|经办人|联络员)(?!$)|^(?:推荐|合作|揭榜|主管|归口|受让|鉴定|论证|评审|审核|应用|评价)[^/]*(?:联系人|负责人|电话|手机|邮箱|联系方式)"
)
_PART = re.compile("^(?:已(?!有)|其中)")
"""What was paid before, or is part of a sum, is not the sum."""

IsText = Callable[[str], bool]
"""Tells whether a known header names a field that is described in words."""


def same_but_for_fillers(key: str, aliases: Iterable[str]) -> tuple[str, float] | None:
    """Find the known header that differs in words of no weight or in order: 技术需求简要描述 is 技术需求描述."""
    plain = _plain(key)
    found = next((alias for alias in aliases if _plain(alias) == plain), None) if len(plain) >= 4 else None
    return (found, 0.95) if found else None


def contained(key: str, aliases: Iterable[str], is_text: IsText) -> tuple[str, float] | None:
    """Find the known header that says what a header is, by its end or before words of little weight."""
    covered = {alias: _covered(key, alias, is_text) for alias in aliases if len(alias) >= 2 and alias in key}
    inside = [alias for alias, much in covered.items() if much > _least(alias, key)]
    if not inside:
        return None
    alias = max(inside, key=lambda a: (covered[a], len(a)))
    return alias, round(0.7 + 0.25 * covered[alias] / len(key), 3)


def _covered(key: str, alias: str, is_text: IsText) -> int:
    """How many characters of a header a known one and the light words after it account for."""
    if _changes_meaning(key, alias):
        return 0
    tail = key[key.rindex(alias) + len(alias) :]
    if tail == "" or _LIGHT_TAIL.match(tail) or (_TEXT_TAIL.match(tail) and is_text(alias)):
        return len(alias) + len(tail)
    return 0


def _changes_meaning(key: str, alias: str) -> bool:
    """Tell a header whose beginning makes something else of the known header in it."""
    if key.startswith(alias):
        return False
    beginnings = (_QUESTION, _PART, _NOT_OF_THE_ITEM)
    return any(begins.search(key) and not begins.search(alias) for begins in beginnings)


def _least(alias: str, key: str) -> float:
    """Characters that must be accounted for."""
    if _CONTACT_TAIL.fullmatch(alias) and key.endswith(alias):
        return 0
    return len(key) * (0.49 if len(alias) == 2 else 0.33)


def similar(key: str, aliases: Iterable[str]) -> tuple[str, float] | None:
    """Find the known header that shares most pairs of characters and the last one (Dice coefficient)."""
    pairs = _bigrams(key)
    best, score = "", 0.0
    for alias in aliases:
        if alias[-1:] != key[-1:] or _changes_meaning(key, alias):
            continue
        others = _bigrams(alias)
        total = len(pairs) + len(others)
        likeness = 2 * len(pairs & others) / total if total else 0.0
        if likeness > score:
            best, score = alias, likeness
    return (best, round(0.8 * score, 3)) if score >= _MIN_SIMILARITY else None


@cache
def _plain(text: str) -> str:
    """Write a header without words of no weight, its characters in a fixed order: 转化方式意向 is 意向转化方式."""
    return "".join(sorted(_FILLERS.sub("", text)))


@cache
def _bigrams(text: str) -> frozenset[str]:
    return frozenset(text[i : i + 2] for i in range(len(text) - 1))
