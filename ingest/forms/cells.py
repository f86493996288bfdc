"""The cells of a form: merged ones made one, and what a cell looks like, label, heading or unit."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from ingest.columns.assignment import key_of
from ingest.forms.pairs import is_label
from ingest.readers import Raw
from ingest.values.text import cell_text

_LONGEST_BARE = 22
_MIN_WIDTH = 2
_MIN_TOLD = 3
"""Instructions from which on a column holds nothing else."""
_NUMBER = re.compile(r"^\s*(?:[(（]?(?:\d{1,2}|[一二三四五六七八九十]{1,3})[)）、.．])")
_GROUP_END = re.compile(r"(?:信息|情况|概况|资料|内容|人|单位|企业|方|部分)$")
_MONEY = r"(?:人民币)?(?:万亿|[千百十]?万|亿|千)?(?:人民币)?(?:元|美元|美金|欧元|港元|日元|英镑)"
_UNIT = re.compile(
    rf"[(（]?(?:单位[:：])?(?:{_MONEY}(?:/年)?|万|亿|个?月|年|天|日|周|项|件|个|人|名|篇|%|％|亩|平方米|㎡)[)）]?"
)
_CONNECTOR = re.compile(r"[至到\-—~～/、和]|年|月|日|元|起|止")
_HAN = re.compile(r"[\u3400-\u9fff]")


_INSTRUCTION = re.compile(
    r"[(（*]?(?:必填|选填|非必填|必选|可选|可不填|单选|多选|如实|请[^。]{0,12}(?:填|选|写|勾)|按[^。]{0,12}填|限\d|不超过\s?\d+\s?字|\d+\s?字以?内)"
)
_INSTRUCTION_HEADER = re.compile(r"(?:填[写报表]|填表)?(?:说明|要求|须知|提示|指引)|是否必填")


_FORM_HEADER = re.compile(
    rf"序号|(?:填[报写表])?(?:项目|事项|栏目|指标|内容)(?:名称)?|具体内容|{_INSTRUCTION_HEADER.pattern}|备注"
)


@dataclass(frozen=True, slots=True)
class Token:
    """Equal cells side by side; `top` and `bottom` tell over which rows the same token stands."""

    text: str
    raw: Raw
    first: int
    last: int
    top: int
    bottom: int


def tokens_of(rows: Sequence[list[Raw]]) -> list[list[Token]]:
    """Collapse equal cells side by side, and tell how far down each goes on."""
    laid: list[list[Token]] = []
    width = max(map(len, rows), default=0)
    for r, row in enumerate(rows):
        laid.append(_runs(row, r, width))
    for r in range(1, len(laid)):
        above = {(t.first, t.last, t.text): t for t in laid[r - 1] if t.text}
        laid[r] = [
            replace(t, top=up.top) if (up := above.get((t.first, t.last, t.text))) else t for t in laid[r]
        ]
    for r in range(len(laid) - 2, -1, -1):
        below = {(t.first, t.last, t.text): t for t in laid[r + 1] if t.text}
        laid[r] = [
            replace(t, bottom=dn.bottom) if (dn := below.get((t.first, t.last, t.text))) else t
            for t in laid[r]
        ]
    return laid


def _runs(row: list[Raw], r: int, width: int) -> list[Token]:
    texts = [str(cell).strip() if isinstance(cell, str) else cell_text(cell) for cell in row]
    texts += [""] * (width - len(texts))
    runs: list[Token] = []
    for c, text in enumerate(texts):
        if runs and runs[-1].text == text:
            runs[-1] = replace(runs[-1], last=c)
        else:
            runs.append(Token(text, row[c] if c < len(row) else "", c, c, r, r))
    return runs


def without_instructions(rows: Sequence[list[Raw]]) -> Sequence[list[Raw]]:
    """Empty a last column that says how to fill in the others (必填), and a header 项目, 内容."""
    header = [str(cell).strip() for cell in rows[0] if cell != ""] if rows else []
    told = _without_told(rows)
    if len(header) > 1 and all(map(_FORM_HEADER.fullmatch, header)):
        return [[""] * len(told[0]), *told[1:]]
    return told


def _without_told(rows: Sequence[list[Raw]]) -> Sequence[list[Raw]]:
    last = max(map(len, rows), default=0) - 1
    own = [str(row[last]).strip() for row in rows if len(row) == last + 1 and row[last] != row[last - 1]]
    texts = [text for text in own if text]
    told = sum(_INSTRUCTION.match(text) is not None for text in texts)
    headed = bool(texts) and len(rows) > 1 and _INSTRUCTION_HEADER.fullmatch(texts[0]) is not None
    if last < _MIN_WIDTH or not (headed or (told >= _MIN_TOLD and told * 5 >= len(texts) * 4)):
        return rows
    return [row[:last] for row in rows]


def label_columns(rows: Sequence[Sequence[Token]]) -> frozenset[int]:
    """Find the columns in which labels stand: most of their texts are known labels."""
    labels: dict[int, int] = {}
    texts: dict[int, int] = {}
    for r, row in enumerate(rows):
        for token in row:
            if token.text and token.top == r:
                texts[token.first] = texts.get(token.first, 0) + 1
                labels[token.first] = labels.get(token.first, 0) + is_label(token.text)
    return frozenset(c for c, count in labels.items() if count and count * 2 >= texts[c])


def with_text(tokens: Sequence[Token]) -> list[Token]:
    """Give the cells that have a text."""
    return [token for token in tokens if token.text]


def trimmed(tokens: list[Token]) -> list[Token]:
    """Leave out empty cells at the end, except the one in which the last value would stand."""
    return (
        tokens[:-1]
        if len(tokens) > 2 and not tokens[-1].text and is_label(tokens[-2].text) and is_label(tokens[-3].text)
        else tokens
    )


def under(token: Token, row: Sequence[Token]) -> Token | None:
    """Find the cell of a row that stands below another."""
    return next((t for t in row if t.first <= token.first <= t.last), None)


def has_label(tokens: Sequence[Token]) -> bool:
    """Tell whether a known label is among the cells."""
    return any(is_label(token.text) for token in tokens)


def is_pair(tokens: Sequence[Token]) -> bool:
    """Tell a label with something that is none after it."""
    return len(tokens) >= 2 and is_label(tokens[0].text) and not is_label(tokens[1].text)


def may_be_label(text: str) -> bool:
    """Tell a text that reads like a label nobody knows: short, in Chinese, no unit and no value."""
    bare = key_of(text).bare
    return (
        2 <= len(bare) <= _LONGEST_BARE // 2
        and _HAN.search(text) is not None
        and not re.search(r"[\d☑□☐√。；;@]", bare)
        and not _CONNECTOR.fullmatch(text)
    )


def is_heading(text: str) -> bool:
    """Tell a heading of a part of the form: 一、企业信息."""
    bare = _NUMBER.sub("", text)
    numbered = bare != text and not text.lstrip("(（ ")[:1].isdigit()
    short = len(bare) <= 16 and not bare.endswith(("表", "。", "；", ";", "，"))
    return short and (numbered or _GROUP_END.search(bare) is not None)


def group_name(text: str) -> str:
    """Give a heading without its number."""
    return _NUMBER.sub("", text).strip(" :：")


def is_unit(text: str) -> bool:
    """Tell a cell that holds nothing but a unit."""
    return 0 < len(text) <= 8 and _UNIT.fullmatch(text) is not None
