"""Workbooks of Excel 2003 XML (SpreadsheetML), which many web systems export under the name .xls."""

from collections.abc import Iterator
from datetime import datetime, time
from pathlib import Path
from typing import IO

from lxml import etree

from ingest.readers.grid import Document, FileProblem, Grid, Merge, Raw, fill_merged
from ingest.readers.xlsx import MAX_CELLS

_SS = "{urn:schemas-microsoft-com:office:spreadsheet}"
_VISIBLE = "{urn:schemas-microsoft-com:office:excel}Visible"
_HIDDEN = frozenset({"SheetHidden", "SheetVeryHidden"})
_MAX_COLUMNS = 16_384


def read(path: Path) -> Document:
    """Read every visible sheet; hidden ones are named in the notices."""
    grids: list[Grid] = []
    notices: list[str] = []
    try:
        with path.open("rb") as file:
            for name, sheet in _sheets(file):
                if next((v.text for v in sheet.iter(_VISIBLE)), None) in _HIDDEN:
                    notices.append(f"隐藏的工作表“{name}”未读取；如需导入，请取消隐藏后重新导入。")
                else:
                    grids.append(_grid(name, sheet))
    except (etree.XMLSyntaxError, ValueError) as error:
        raise FileProblem(
            "XML 表格已损坏或不完整，打不开。", "请用 WPS/Excel 打开修复后另存为 .xlsx，再导入。"
        ) from error
    return Document(tuple(grids), tuple(notices))


def _sheets(file: IO[bytes]) -> Iterator[tuple[str, etree._Element]]:
    parsed = etree.iterparse(
        file, tag=f"{_SS}Worksheet", resolve_entities=False, no_network=True, huge_tree=True
    )
    for number, (_, sheet) in enumerate(parsed, start=1):
        yield sheet.get(f"{_SS}Name", f"表{number}"), sheet
        sheet.clear()


def _grid(name: str, sheet: etree._Element) -> Grid:
    rows: list[list[Raw]] = []
    merges: list[Merge] = []
    faults: dict[tuple[int, int], str] = {}
    cells = 0
    for row in sheet.iterfind(f"{_SS}Table/{_SS}Row"):
        at = _place(row, len(rows))
        values, own = _row(row, at)
        cells += at - len(rows) + max(len(values), 1)
        if cells > MAX_CELLS or at > 2**21:
            raise FileProblem("工作表范围过大。", "请删除多余的空白行列，另存后再导入。")
        rows += [[] for _ in range(at - len(rows))]
        rows.append(values)
        merges += own
        for column, cell in _cells(row):
            if _type(cell) == "Error":
                faults[at, column] = _text(cell)
    _fill(rows, merges)
    return Grid(name, rows, faults=faults)


def _row(row: etree._Element, at: int) -> tuple[list[Raw], list[Merge]]:
    values: list[Raw] = []
    merges: list[Merge] = []
    for column, cell in _cells(row):
        values += [""] * (column - len(values))
        values.append(_value(cell))
        across, down = _number(cell, "MergeAcross"), _number(cell, "MergeDown")
        if across or down:
            merges.append(((at, column), (at + down, min(column + across, _MAX_COLUMNS))))
    return values, merges


def _cells(row: etree._Element) -> Iterator[tuple[int, etree._Element]]:
    column = 0
    for cell in row.iterfind(f"{_SS}Cell"):
        column = _place(cell, column)
        if column >= _MAX_COLUMNS:
            return
        yield column, cell
        column += 1 + min(_number(cell, "MergeAcross"), _MAX_COLUMNS)


def _place(element: etree._Element, following: int) -> int:
    """Tell the index of a row or cell: its own number where it has one, else the next."""
    return max(_number(element, "Index") - 1, following)


def _number(element: etree._Element, name: str) -> int:
    value = element.get(f"{_SS}{name}", "")
    return int(value) if value.isascii() and value.isdigit() and len(value) <= 9 else 0


def _fill(rows: list[list[Raw]], merges: list[Merge]) -> None:
    """Give merged ranges their value; rows end where their own cells end, so they are widened first."""
    for (top, _), (bottom, right) in merges:
        for row in rows[top : bottom + 1]:
            row.extend([""] * (right + 1 - len(row)))
    fill_merged(rows, merges)


def _data(cell: etree._Element) -> etree._Element:
    found = cell.find(f"{_SS}Data")
    return found if found is not None else etree.Element("none")


def _type(cell: etree._Element) -> str:
    return str(_data(cell).get(f"{_SS}Type", "String"))


def _text(cell: etree._Element) -> str:
    return "".join(map(str, _data(cell).itertext()))


def _value(cell: etree._Element) -> Raw:
    text = _text(cell)
    try:
        match _type(cell):
            case "Number":
                return float(text)
            case "DateTime":
                moment = datetime.fromisoformat(text)
                return moment.date() if moment.time() == time() else moment
            case "Boolean":
                return text.strip() == "1"
            case "Error":
                return ""
    except ValueError:
        return text
    return text
