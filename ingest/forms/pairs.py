"""Labels and their values as text says them, and what of a value was filled in."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from graph.model import Kind
from ingest.columns import Role, Target, vocabulary
from ingest.columns.assignment import key_of
from ingest.readers import Raw
from ingest.values.options import chosen, without_blanks
from ingest.values.text import cell_text

_LONGEST_LABEL = 200
_LONGEST_HEADING = 40
_MIN_SECTIONS = 3
_NAMES = frozenset({"title", "person"})
_LENGTH = re.compile(r"[(（](?:限|不超过|建议|控制在)?\s?\d{2,4}\s?字(?:以内|之内|左右|内)?[)）]")
_NUMBER = re.compile(r"\s*[(（]?(?:\d{1,2}|[一二三四五六七八九十]{1,3})[)）、.．]\s*")
_INLINE = re.compile(
    r"(?:^|(?<=[\s;；]))[*＊]?(?:【([^【】\n]{2,22})】[:：]?|([^\s:：，,。；;【】()（）]{1,3}(?: {1,4}[^\s:：，,。；;【】()（）]{1,3}){1,3}|[^\s:：，,。；;【】()（）]{2,22}(?:[(（][^()（）\n]{0,60}[)）][^\s:：，,。；;【】()（）]{0,8})?)\s{0,4}[:：])"
)
_SPREAD = re.compile(r"(?<=[\u3400-\u9fff：:*（(）)])\s+|\s+(?=[\u3400-\u9fff：:（(）)])")
_HAN = re.compile(r"[\u3400-\u9fff]")
_SIGNED = re.compile(r"签字|签章|签名|手签|公章|盖章|承诺|声明")
_SIGNATURE_LINE = re.compile(
    r"\s*(?:[^\n:：。]{0,14}(?:[(（](?:签字|签章|签名|盖章|公章|加盖公章|签字或盖章|章)[)）]|签字|签章|盖章|公章)\s*[:：]?\s*(?:[(（][^()（）\n]{0,12}[)）])?|(?:日期[:：])?\s*(?:20\d\d)?\s*年\s*\d{0,2}\s*月\s*\d{0,2}\s*日)\s*$"
)
_DATES = frozenset({"deadline", "bid_deadline", "year", "graduated"})


@dataclass(frozen=True, slots=True)
class Pair:
    """A label with what was filled in; `group` is the heading that both stand under."""

    label: str
    value: Raw
    group: str = ""
    unit: str = ""
    """What the cell after the value says: 万元."""
    row: int = 0


@dataclass(frozen=True, slots=True)
class Reading:
    """A grid read as a form, and how much of it reads like one."""

    pairs: tuple[Pair, ...]
    headings: tuple[str, ...]
    beside: int
    """Number of different known labels with a value of their own, not in a column below."""
    explained: int
    """Number of rows that hold a known label or belong to one."""
    rows: int
    """Number of filled rows, headings not counted."""


@lru_cache(8192)
def targets_of(text: str) -> frozenset[Target]:
    """Find what a label may stand for, in any kind of list."""
    key = key_of(text)
    return frozenset(target for kind in Kind for target in vocabulary(kind).exact(key))


@lru_cache(8192)
def is_label(text: str) -> bool:
    """Tell a text that is a label of lists and forms, however it is decorated."""
    return 0 < len(text) <= _LONGEST_LABEL and bool(targets_of(text))


@lru_cache(8192)
def is_like_label(text: str) -> bool:
    """Tell a short text that is nearly a label: 对接负责人电话."""
    return len(text) <= _LONGEST_HEADING and any(vocabulary(kind).match(key_of(text)) for kind in Kind)


def lines_reading(lines: Sequence[str], *, prose: bool = False) -> Reading:
    """Read lines of text: label:value, each going on until the next label.

    In a text of its own (`prose`), headings that are labels have the lines below as their values.
    """
    pairs: list[Pair] = []
    headings: list[str] = []
    explained = 0
    sections = _sections(lines) if prose else {}
    for number, line in enumerate(lines):
        found = (
            [Pair(sections[number], "", row=number)]
            if number in sections
            else list(inline_pairs(line, number))
        )
        if found:
            pairs.extend(found)
        elif pairs and (number - 1 in sections or not _ends_form(line)):
            last = pairs[-1]
            pairs[-1] = replace(last, value=f"{last.value}\n{line}" if last.value else line)
        elif len(line) <= _LONGEST_HEADING:
            headings.append(line)
        explained += bool(pairs)
    return Reading(
        finished(pairs), tuple(headings), len(known_labels(pairs)), explained, len(lines) - len(headings)
    )


def _sections(lines: Sequence[str]) -> dict[int, str]:
    """Find the headings that are labels: 一、成果名称; without numbers only where text follows them."""
    numbered: dict[int, str] = {}
    plain: dict[int, str] = {}
    for number, line in enumerate(lines):
        if len(line) > _LONGEST_HEADING:
            continue
        mark = _NUMBER.match(line)
        if is_label(bare := line[mark.end() if mark else 0 :]):
            (numbered if mark else plain)[number] = bare
    if len(numbered) >= _MIN_SECTIONS:
        return numbered
    followed = sum(number + 1 < len(lines) and number + 1 not in plain for number in plain)
    named = any({target.field for target in targets_of(label)} <= _NAMES for label in plain.values())
    return plain if named and len(plain) > _MIN_SECTIONS and followed * 4 >= len(plain) * 3 else {}


def known_labels(pairs: Iterable[Pair]) -> set[str]:
    """Give the different labels that the tables of headers know."""
    return {key_of(pair.label).bare for pair in pairs if is_label(pair.label)}


def finished(pairs: Iterable[Pair]) -> tuple[Pair, ...]:
    """Give the pairs with what was filled in of their values, without the places to sign."""
    return tuple(finished for pair in pairs if (finished := _finished(pair)) is not None)


def _ends_form(line: str) -> bool:
    return _SIGNATURE_LINE.match(line) is not None or line.strip("：: ") in {
        "填表说明",
        "填报说明",
        "承诺书",
        "附件",
        "说明",
    }


def inline_pairs(text: str, row: int, group: str = "") -> Iterator[Pair]:
    """Split a text that starts with a label and a colon into its labels and values."""
    marks = [m for m in _INLINE.finditer(text) if is_label(m.group(1) or m.group(2))]
    if not marks or text[: marks[0].start()].strip(" *＊"):
        return
    for mark, end in zip(marks, [*(m.start() for m in marks[1:]), len(text)], strict=True):
        yield Pair(mark.group(1) or mark.group(2), text[mark.end() : end].strip(), group, row=row)


def _finished(pair: Pair) -> Pair | None:
    """Leave of a value what was filled in; None for places to sign."""
    if _SIGNED.search(pair.label) and not _HAN.search(cell_text(pair.value)):
        return None
    pair = replace(pair, label=_compact(pair.label), group=_compact(pair.group))
    if not isinstance(pair.value, str):
        return pair
    lines = pair.value.split("\n")
    if len(lines) > 1 and _LENGTH.fullmatch(lines[0].strip()):
        lines = lines[1:]
    while lines and (not lines[-1].strip() or _SIGNATURE_LINE.match(lines[-1])):
        lines.pop()
    value = "\n".join(lines)
    if any(target.role is Role.FLAG or target.field in _DATES for target in targets_of(pair.label)):
        value = pair.value
    return replace(pair, value=without_blanks(chosen(value)))


def _compact(text: str) -> str:
    """Take out the spaces and line breaks with which a label is spread over its cell: 网 址."""
    return _SPREAD.sub("", text)


_DATES = frozenset({"deadline", "bid_deadline", "year", "graduated"})
