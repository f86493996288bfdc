"""What calamine does not tell of an .xlsx: its true extent, formula errors and empty formulas, hidden rows."""

import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from lxml import etree

from ingest.readers.grid import FileProblem, number_list

MAX_CELLS = 30_000_000
"""Cells a sheet may span; calamine lays out the whole rectangle, 24 bytes a cell."""

_COLUMNS = re.compile(rb'<c r="([A-Z]{2,3})\d')
_LAST_ROW = re.compile(rb'<row[^>]*? r="(\d+)"')
_CELL_REF = re.compile(rb'<c r="([A-Z]{1,3})(\d{1,7})"([^>]*)>')
_ERROR_TYPE = b't="e"'
_ERROR_TEXT = re.compile(rb"<v>(#[^<]{1,20})</v>")
_STRINGS = "xl/sharedStrings.xml"
_COUNTS = re.compile(rb'\s(?:uniqueCount|count)="(\d{1,30})"')
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"

_FORMULA = b"<f"
_EMPTY_FORMULA = re.compile(
    rb'<c r="([A-Z]{1,3}\d{1,7})"([^>]*)>(?:<f[^>]*/>|<f[^>]*>[^<]*</f>)(?:<v></v>|<v ?/>)?</c>'
)
_TEXT_TYPE = b't="str"'
_HIDDEN = b'hidden="1"'
_ROW = re.compile(rb'<row r="(\d{1,7})"([^>]*)>')

Faults = dict[tuple[int, int], str]


@dataclass(frozen=True, slots=True)
class Findings:
    """What stands in the XML of a sheet beside its values."""

    faults: Faults = field(default_factory=dict)
    """Formula errors by (row, column) from 0: "#DIV/0!"."""
    empty_formulas: tuple[str, ...] = ()
    """Cells whose formula was never calculated, as A1."""
    hidden_rows: tuple[int, ...] = ()

    def notices(self, sheet: str) -> Iterator[str]:
        """Tell the user what cannot be seen from the values."""
        if self.empty_formulas:
            yield (
                f"“{sheet}”有 {len(self.empty_formulas)} 个公式没有保存计算结果（如 {self.empty_formulas[0]}），"
                "按空白处理；请用 WPS/Excel 打开并保存后重新导入。"
            )
        if self.hidden_rows:
            yield f"“{sheet}”第 {number_list(self.hidden_rows)} 行是隐藏行，也已读取；如不需要，请删除后重新导入。"


def _sheets(archive: zipfile.ZipFile) -> list[str]:
    return [n for n in archive.namelist() if n.startswith("xl/worksheets/") and n.endswith(".xml")]


def column_index(letters: str) -> int:
    """Turn column letters into a number from 0: A → 0, AA → 26."""
    index = 0
    for letter in letters:
        index = index * 26 + ord(letter) - 64
    return index - 1


def inspect(path: Path) -> dict[str, Findings]:
    """Look through the XML of every sheet, by its name.

    Refuses an .xlsx with a stray cell so far out that laying out the sheet would take all memory.
    """
    if not zipfile.is_zipfile(path):
        return {}
    try:
        with zipfile.ZipFile(path) as archive:
            return _inspect(archive)
    except (zipfile.BadZipFile, zlib.error, ValueError, NotImplementedError, EOFError, RuntimeError) as error:
        raise FileProblem(
            "文件已损坏，打不开。", "请重新获取文件，或用 WPS/Excel 打开修复后另存。"
        ) from error
    except OSError as error:
        raise FileProblem(f"文件无法打开：{error}", "请重新获取文件。") from error


def _inspect(archive: zipfile.ZipFile) -> dict[str, Findings]:
    _check_strings(archive)
    found: dict[str, Findings] = {}
    for name in _sheets(archive):
        xml = archive.read(name)
        _check_sheet(xml)
        findings = Findings(
            _faults(xml) if _ERROR_TYPE in xml else {},
            tuple(_empty_formulas(xml)) if _FORMULA in xml else (),
            tuple(_hidden_rows(xml)) if _HIDDEN in xml else (),
        )
        if findings != Findings():
            found[name] = findings
    titles = _titles(archive) if found else {}
    return {titles[name]: findings for name, findings in found.items() if name in titles}


def _check_strings(archive: zipfile.ZipFile) -> None:
    """Refuse a table of texts that claims more of them than it has bytes: calamine makes room for them all."""
    if _STRINGS not in archive.namelist():
        return
    with archive.open(_STRINGS) as member:
        head = member.read(1000)
    if any(int(count) > archive.getinfo(_STRINGS).file_size for count in _COUNTS.findall(head)):
        raise zipfile.BadZipFile("more shared strings than bytes")


def _empty_formulas(xml: bytes) -> Iterator[str]:
    for cell in _EMPTY_FORMULA.finditer(xml):
        if _TEXT_TYPE not in cell.group(2):  # a text that a formula calculated may be empty
            yield cell.group(1).decode()


def _hidden_rows(xml: bytes) -> Iterator[int]:
    for row in _ROW.finditer(xml):
        if _HIDDEN in row.group(2):
            yield int(row.group(1))


def _check_sheet(xml: bytes) -> None:
    rows = max((int(number) for number in _LAST_ROW.findall(xml[-200_000:])), default=1)
    widest = max({*_COLUMNS.findall(xml)}, key=lambda c: (len(c), c), default=b"Z")
    columns = column_index(widest.decode()) + 1
    if rows * columns > MAX_CELLS:
        raise FileProblem(
            f"工作表范围过大（{rows} 行 × {columns} 列）。",
            "多半是远处有误填的单元格：请删除多余的空白行列，另存后再导入。",
        )


def _faults(xml: bytes) -> Faults:
    found: Faults = {}
    for cell in _CELL_REF.finditer(xml):
        if _ERROR_TYPE in cell.group(3):
            text = _ERROR_TEXT.search(xml, cell.end(), cell.end() + 4096)
            place = (int(cell.group(2)) - 1, column_index(cell.group(1).decode()))
            found[place] = text.group(1).decode("utf-8", "replace") if text else "#ERROR"
    return found


def _titles(archive: zipfile.ZipFile) -> dict[str, str]:
    """Sheet names by the path of their XML."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    try:
        book = etree.fromstring(archive.read("xl/workbook.xml"), parser)
        links = etree.fromstring(archive.read("xl/_rels/workbook.xml.rels"), parser)
    except (KeyError, etree.XMLSyntaxError):
        return {}
    targets = {link.get("Id"): link.get("Target", "") for link in links}
    titles = {}
    for sheet in book.iter("{*}sheet"):
        target = targets.get(sheet.get(_RELATION), "")
        path = target.lstrip("/") if target.startswith("/") else str(PurePosixPath("xl") / target)
        titles[path] = sheet.get("name", "")
    return titles
