"""Cells that hold several values, and cells that hold yes or no."""

import re
from functools import lru_cache

from ingest.values.text import is_placeholder

_SEPARATORS = frozenset("、，,；;/\n|")
_OPENING, _CLOSING = frozenset("(（[【《“"), frozenset(")）]】》”")
_NUMBERING = re.compile(r"^(?:\d{1,2}[.、)](?!\d)|[(（]\d{1,2}[)）]|[①-⑳]|[•·●\-])\s*")
_WORD_GAP = re.compile(r"(?<=[\u3400-\u9fff)）]) +(?=[\u3400-\u9fff])")
_TITLE_WORDS = frozenset(
    (
        "教授",
        "副教授",
        "研究员",
        "副研究员",
        "博士",
        "硕士",
        "讲师",
        "院士",
        "工程师",
        "高级工程师",
        "老师",
        "博导",
        "高工",
        "等",
        "等人",
        "团队",
        "主任",
        "院长",
    )
)
_ET_AL = re.compile(r"(?<=[\u3400-\u9fff]{2})等(?:人|\d*人)?$")
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
    )
)


@lru_cache(65536)
def parse_list(text: str) -> tuple[str, ...]:
    """Split at 、，,；;/ and line breaks (not inside brackets); empty parts, placeholders and repeats go."""
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
    parts = parse_list(text)
    if len(parts) == 1 and _WORD_GAP.search(parts[0]):
        return tuple(dict.fromkeys(_WORD_GAP.split(parts[0])))
    return parts


@lru_cache(65536)
def parse_people(text: str) -> tuple[str, ...]:
    """Split names; 张 三 is one name, 张三 李四 are two, 教授 and 等 are none."""
    names: dict[str, None] = {}
    for part in parse_list(text):
        for name in _split_names(part):
            bare = _ET_AL.sub("", name.strip())
            if bare and bare not in _TITLE_WORDS:
                names[bare] = None
    return tuple(names)


def _split_names(text: str) -> list[str]:
    """Split at blanks, where they do not stand inside a name: 张 三, 欧阳 锋."""
    tokens = _WORD_GAP.split(text)
    if len(tokens) == 2 and len(tokens[1]) == 1:
        return ["".join(tokens)]
    if len(tokens) % 2 == 0 and all(len(token) == 1 for token in tokens):
        return [a + b for a, b in zip(tokens[::2], tokens[1::2], strict=True)]
    return tokens


def parse_flag(text: str) -> bool | None:
    """Read yes or no; None for anything else."""
    word = re.split(r"[,，;；。(（:]", text.strip().casefold(), maxsplit=1)[0].strip()
    if "☑是" in text.replace(" ", "") or word in _YES:
        return True
    return False if word in _NO or "☑否" in text.replace(" ", "") else None
