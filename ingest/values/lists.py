"""Cells that hold several values, and cells that hold yes or no."""

import re
from functools import lru_cache

from ingest.values.options import chosen
from ingest.values.text import is_placeholder

_SEPARATORS = frozenset("、，,；;/\n|")
_OPENING, _CLOSING = frozenset("(（[【《“"), frozenset(")）]】》”")
_NUMBERING = re.compile(r"^(?:\d{1,2}[.、)](?!\d)|[(（]\d{1,2}[)）]|[①-⑳]|[•·●\-])\s*")
_POINTS = re.compile(r"(?:^|(?<=[\s;；。]))[(（]?\d{1,2}[.、)）](?!\d)\s?|[①-⑳]")
_WORD_GAP = re.compile(r"(?<=[\u3400-\u9fff)）]) +(?=[\u3400-\u9fff])")
_YES = frozenset(
    (
        "是",
        "有",
        "同意",
        "公开",
        "可",
        "可以",
        "愿意",
        "已授权",
        "授权",
        "yes",
        "y",
        "true",
        "1",
        "√",
        "☑",
        "✔",
        "✓",
        "对",
        "已",
        "支持",
        "可公开",
        "同意公开",
        "可以公开",
        "已同意",
        "已签署",
        "已公开",
        "需要",
        "已签",
    )
)
_NO = frozenset(
    (
        "否",
        "不",
        "不同意",
        "不公开",
        "不可",
        "不可以",
        "不愿意",
        "未授权",
        "不授权",
        "no",
        "n",
        "false",
        "×",
        "✗",
        "☒",
        "未",
        "x",
        "不支持",
        "没有",
        "无",
        "暂不",
        "暂不公开",
        "暂不同意",
        "未同意",
        "不可公开",
        "不需要",
        "未公开",
        "暂无",
    )
)


@lru_cache(65536)
def parse_list(text: str) -> tuple[str, ...]:
    """Split at 、，,；;/ and line breaks (not inside brackets); empty parts, placeholders and repeats go."""
    text = _POINTS.sub("\n", chosen(text))
    parts, depth, start = [], 0, 0
    for i, c in enumerate(text):
        if c in _SEPARATORS and depth == 0:
            parts.append(text[start:i])
            start = i + 1
        elif c in _OPENING:
            depth += 1
        elif c in _CLOSING:
            depth = max(0, depth - 1)
    parts.append(text[start:])
    cleaned = (_NUMBERING.sub("", part.strip()).strip(" 。.") for part in parts)
    return tuple(dict.fromkeys(part for part in cleaned if part and not is_placeholder(part)))


@lru_cache(65536)
def parse_words(text: str) -> tuple[str, ...]:
    """Split keywords; where no separator stands, blanks separate."""
    if is_placeholder(text):
        return ()
    parts = parse_list(text)
    if len(parts) == 1 and _WORD_GAP.search(parts[0]):
        return tuple(dict.fromkeys(_WORD_GAP.split(parts[0])))
    return parts


def parse_flag(text: str) -> bool | None:
    """Read yes or no; None for anything else."""
    word = re.split(r"[,，;；。(（:]", chosen(text).strip().casefold(), maxsplit=1)[0].strip(" √☑✔✓")
    if word in _YES or (not word and chosen(text).strip() in _YES):
        return True
    return False if word in _NO else None
