"""Workbooks for people: every text is written as text, never as a formula, a link or a number."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import count
from pathlib import Path
from typing import Any

import xlsxwriter

from ingest.readers import Raw

MAX_TEXT = 32_767
"""Characters a cell can hold."""
_EXACT = 10**15
"""Whole numbers a cell can hold without losing digits."""
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_NOT_IN_SHEET_NAMES = re.compile(r"[\[\]:*?/\\\x00-\x1f]")
_MAX_SHEET_NAME = 31
_FIRST_DAY = date(1900, 3, 1)
"""Excel takes 1900 for a leap year: days before are a day off."""
_PLAIN: dict[str, Any] = {"valign": "top", "text_wrap": True, "border": 1, "border_color": "#BFBFBF"}


def new_workbook(path: Path) -> Any:  # noqa: ANN401 -- xlsxwriter has no types
    """Open a workbook whose texts stay texts: a cell that begins with = or http:// is shown, not run."""
    options = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    return xlsxwriter.Workbook(str(path), options)


def plain_text(text: str) -> str:
    """Drop the characters that XML cannot hold."""
    return _UNWRITABLE.sub("", text)


def sheet_name(wanted: str, taken: Iterable[str]) -> str:
    """Make a name that a sheet may have and none of `taken` has."""
    used = {name.casefold() for name in taken}
    base = _NOT_IN_SHEET_NAMES.sub("_", plain_text(wanted)).strip("' ")[:_MAX_SHEET_NAME] or "清单"
    if base.casefold() not in used:
        return base
    tries = (f"{base[: _MAX_SHEET_NAME - len(tail)]}{tail}" for tail in (f"({n})" for n in count(2)))
    return next(name for name in tries if name.casefold() not in used)


@dataclass(frozen=True, slots=True)
class Style:
    """Formats of one look (fill, bold …): one per type of cell."""

    text: Any
    number: Any
    day: Any
    moment: Any
    hour: Any
    span: Any


def style(book: Any, **look: Any) -> Style:  # noqa: ANN401 -- xlsxwriter has no types
    """Add the formats of one look to a workbook."""
    shapes = ("@", "General", "yyyy-mm-dd", "yyyy-mm-dd hh:mm:ss", "hh:mm:ss", "[h]:mm:ss")
    return Style(*(book.add_format({**_PLAIN, **look, "num_format": shape}) for shape in shapes))


def write_cell(sheet: Any, place: tuple[int, int], value: Raw, look: Style) -> None:  # noqa: ANN401
    """Write a value with its type at (row, column)."""
    match value:
        case bool():
            sheet.write_boolean(*place, value, look.number)
        case int() | float() if abs(value) < _EXACT:
            sheet.write_number(*place, value, look.number)
        case datetime() if value.date() >= _FIRST_DAY and value.tzinfo is None:
            sheet.write_datetime(*place, value, look.moment)
        case datetime():
            _write_text(sheet, place, value.isoformat(" "), look)
        case date() if value >= _FIRST_DAY:
            sheet.write_datetime(*place, value, look.day)
        case time():
            sheet.write_datetime(*place, value, look.hour)
        case timedelta() if value >= timedelta():
            sheet.write_datetime(*place, value, look.span)
        case _:
            _write_text(sheet, place, str(value), look)


def _write_text(sheet: Any, place: tuple[int, int], text: str, look: Style) -> None:  # noqa: ANN401
    if text:
        sheet.write_string(*place, plain_text(text)[:MAX_TEXT], look.text)
    else:
        sheet.write_blank(*place, None, look.text)


def write_merged(sheet: Any, top: int, rows: Sequence[Sequence[Raw]], look: Style) -> None:  # noqa: ANN401
    """Write rows of titles or headers; a text that stands in neighbouring cells stands once, across them."""
    done: set[tuple[int, int]] = set()
    for r, row in enumerate(rows):
        for c, value in enumerate(row):
            if value == "" or (r, c) in done:
                continue
            height, width = _extent(rows, r, c)
            area = {(r + y, c + x) for y in range(height) for x in range(width)}
            if len(area) > 1 and not area & done:
                sheet.merge_range(top + r, c, top + r + height - 1, c + width - 1, "", look.text)
                done |= area
            write_cell(sheet, (top + r, c), value, look)


def _extent(rows: Sequence[Sequence[Raw]], r: int, c: int) -> tuple[int, int]:
    """How far down and right the same text stands."""
    value, width, height = rows[r][c], 1, 1
    while c + width < len(rows[r]) and rows[r][c + width] == value:
        width += 1
    while r + height < len(rows) and list(rows[r + height][c : c + width]) == [value] * width:
        height += 1
    return height, width
