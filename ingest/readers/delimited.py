"""Comma, tab or semicolon separated text in the encodings that office programs really write."""

import csv
import io
from pathlib import Path

from ingest.readers.grid import Document, FileProblem, Grid, Raw

_DELIMITERS = ("\t", ",", ";")
_CHINESE_DELIMITERS = ("，", "；", "|")
_ENCODINGS = ("utf-8-sig", "gb18030", "big5")
_HEADER_LINES = 15
_MAX_FIELD = 64 * 2**20


def read(path: Path) -> Document:
    """Read one table; the row number is that of the spreadsheet program (a quoted line break opens no row)."""
    text = decode(path.read_bytes())
    csv.field_size_limit(_MAX_FIELD)
    delimiter = find_delimiter(text)
    try:
        rows: list[list[Raw]] = [
            list(row) for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
        ]
    except csv.Error as error:
        raise FileProblem(
            f"文本表格格式有误：{error}。", "请用 WPS 表格或 Excel 打开后另存为 .xlsx。"
        ) from error
    return Document((Grid(path.stem, rows),))


def decode(content: bytes) -> str:
    """Decode by the first encoding that fits strictly; raises `FileProblem` when none does."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        candidates: tuple[str, ...] = ("utf-16",)
    else:
        candidates = _ENCODINGS
    for encoding in candidates:
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise FileProblem("无法判断文本的编码。", "请用 WPS 表格或 Excel 打开确认文字正常后另存为 .xlsx。")


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
