"""Pages as delimited text, in the encodings and with the separators that arrive."""

import codecs
import csv
import io
from datetime import datetime
from pathlib import Path

from opencc import OpenCC

from tests.corpus.page import Page
from tests.corpus.said import Cell
from tests.corpus.written import ListFile, of_pages

BOMS = {"utf-8-sig": b"", "utf-16-le": codecs.BOM_UTF16_LE, "utf-16-be": codecs.BOM_UTF16_BE}


def shown(cell: Cell) -> str:
    """Show a cell as a spreadsheet program saves it to text."""
    if cell is None:
        return ""
    if isinstance(cell, datetime):
        return f"{cell.year}/{cell.month}/{cell.day}"
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell)


def text(path: Path, page: Page, *, encoding: str = "utf-8", separator: str = ",") -> ListFile:
    """Write a page; records are on a sheet called like the file."""
    buffer = io.StringIO()
    if separator == "，":
        _write_wide(buffer, page)
    else:
        width = max(map(len, page.rows))
        writer = csv.writer(buffer, delimiter=separator, lineterminator="\r\n")
        writer.writerows([shown(cell) for cell in row] + [""] * (width - len(row)) for row in page.rows)
    told = buffer.getvalue()
    if encoding == "big5":
        told = OpenCC("s2tw").convert(told)
    path.write_bytes(BOMS.get(encoding, b"") + told.encode(encoding))
    for record in page.records:
        record.sheet = path.stem
    for header in page.headers:
        header.sheet = path.stem
    return of_pages(path, path.suffix[1:], [page])


def _write_wide(buffer: io.StringIO, page: Page) -> None:
    """Full-width commas between cells; who writes them by hand writes none inside."""
    buffer.writelines("，".join(shown(cell) for cell in row) + "\r\n" for row in page.rows)
