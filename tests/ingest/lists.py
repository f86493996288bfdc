"""Lists as tests write them: rows to a file of any kind that offices send."""

import csv
from collections.abc import Sequence
from pathlib import Path

import xlsxwriter

Cell = str | int | float | bool | None
Rows = Sequence[Sequence[Cell]]


def write_xlsx(path: Path, rows: Rows, *, sheet: str = "Sheet1", merges: Sequence[str] = ()) -> Path:
    """Write rows to one sheet; a merged range takes the text of its first cell."""
    with xlsxwriter.Workbook(path, {"strings_to_formulas": False, "strings_to_urls": False}) as book:
        page = book.add_worksheet(sheet)
        for number, row in enumerate(rows):
            page.write_row(number, 0, row)
        for area in merges:
            first = area.split(":")[0]
            page.merge_range(area, rows[int(first[1:]) - 1][ord(first[0]) - 65])
    return path


def write_csv(path: Path, rows: Rows, *, encoding: str = "gb18030") -> Path:
    """Write rows as comma separated text."""
    with path.open("w", encoding=encoding, newline="") as file:
        csv.writer(file).writerows(rows)
    return path
