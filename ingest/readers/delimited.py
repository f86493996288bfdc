"""Delimited text: commas, tabs, semicolons in their Chinese forms too, columns set off by blanks, forms of lines."""

import csv
import io
import re
from pathlib import Path

from ingest.readers.encoding import decode
from ingest.readers.grid import Document, FileProblem, Grid, Raw
from ingest.readers.spacing import aligned_rows

_DELIMITERS = ("\t", ",", ";")
_CHINESE_DELIMITERS = ("，", "；", "|")
_HEADER_LINES = 15
_MAX_FIELD = 64 * 2**20
_MOST_COLUMNS = 16_384
"""A spreadsheet has no more; rows beyond are damage."""
_EXCEL_HINT = re.compile(r'\A"?sep=(.)"?[ \t,;]*(?:\r\n|\r|\n)', re.IGNORECASE)
_LABELLED = re.compile(r"\s*[^\s:：,，;；|\t][^:：,，;；|\t]{0,24}[:：]")
_MIN_LABELLED = 3


def read(path: Path) -> Document:
    """Read one table, or the lines of a form as a table of one column.

    The row number is that of the spreadsheet program: a quoted line break opens no row.
    """
    decoded = decode(path.read_bytes())
    notices = list(decoded.notices)
    lines = [line for line in decoded.text[:20_000].splitlines() if line.strip()][:_HEADER_LINES]
    if _is_form(lines):
        form: list[list[Raw]] = [[line.strip()] for line in decoded.text.splitlines()]
        return Document((Grid("", form, prose=True),), tuple(notices))
    rows = _rows(decoded.text, lines, notices)
    return Document((Grid("", rows),), tuple(notices))


def _rows(text: str, lines: list[str], notices: list[str]) -> list[list[Raw]]:
    if hint := _EXCEL_HINT.match(text):
        return _delimited(text[hint.end() :], hint.group(1), notices)
    delimiter = find_delimiter(text)
    if not any(delimiter in line for line in lines) and (rows := aligned_rows(text.splitlines())):
        return rows
    return _delimited(text, delimiter, notices)


def _is_form(lines: list[str]) -> bool:
    """Tell lines of the form “label：value” from a table whose title lines have a colon."""
    labelled = sum(_LABELLED.match(line) is not None for line in lines)
    return labelled >= _MIN_LABELLED and labelled * 5 >= len(lines) * 3


def find_delimiter(text: str) -> str:
    """Choose the delimiter of the first line that has one, a header or a padded title.

    Texts in the cells below are full of Chinese commas, so what stands most often there says nothing.
    """
    lines = text[:20_000].splitlines()[:_HEADER_LINES]
    for delimiters in (_DELIMITERS, _CHINESE_DELIMITERS):
        for at_least in (2, 1):
            for line in lines:
                best = max(delimiters, key=line.count)
                if line.count(best) >= at_least:
                    return best
    return ","


def _delimited(text: str, delimiter: str, notices: list[str]) -> list[list[Raw]]:
    rows = _parse(text, delimiter, csv.QUOTE_MINIMAL)
    if _swallows_rows(rows, delimiter):
        plain = _parse(text, delimiter, csv.QUOTE_NONE)
        if len({len(row) for row in plain if row}) == 1:
            notices.append("有的引号不成对，已把引号当作普通文字读取，请核对。")
            rows = plain
    wide = [number for number, row in enumerate(rows, 1) if len(row) > _MOST_COLUMNS]
    if wide:
        notices.append(f"第 {wide[0]} 行超过 {_MOST_COLUMNS} 列，多出的没有读取。")
    return [row[:_MOST_COLUMNS] for row in rows] if wide else rows


def _parse(text: str, delimiter: str, quoting: int) -> list[list[Raw]]:
    csv.field_size_limit(_MAX_FIELD)
    lines = io.StringIO(text, newline="")
    try:
        return [list(row) for row in csv.reader(lines, delimiter=delimiter, quoting=quoting)]  # type: ignore[arg-type]
    except csv.Error as error:
        raise FileProblem(
            f"文本表格格式有误：{error}。", "请用 WPS 表格或 Excel 打开后另存为 .xlsx。"
        ) from error


def _swallows_rows(rows: list[list[Raw]], delimiter: str) -> bool:
    """Tell whether a quote without its partner made whole rows part of one cell."""
    width = max((len(row) for row in rows[:_HEADER_LINES]), default=0)
    return any(
        isinstance(cell, str) and "\n" in cell and _most(cell, delimiter) >= max(width - 1, 2)
        for row in rows
        for cell in row
    )


def _most(cell: str, delimiter: str) -> int:
    return max(line.count(delimiter) for line in cell.splitlines())
