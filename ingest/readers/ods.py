"""What calamine does not tell of an .ods: which cells are merged."""

import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path

from lxml import etree

from ingest.readers.grid import FileProblem, Merge

_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_SPANNED = b"-spanned="
_MOST = 2**21


def merges(path: Path) -> dict[str, list[Merge]]:
    """Find the merged ranges by sheet; {} for files of another format."""
    if not zipfile.is_zipfile(path):
        return {}
    try:
        with zipfile.ZipFile(path) as archive:
            if "content.xml" not in archive.namelist():
                return {}
            xml = archive.read("content.xml")
        return _merges(xml) if _SPANNED in xml else {}
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, etree.XMLSyntaxError) as error:
        raise FileProblem(
            "文件已损坏，打不开。", "请重新获取文件，或用 WPS/Excel 打开修复后另存。"
        ) from error


def _merges(xml: bytes) -> dict[str, list[Merge]]:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)
    root = etree.fromstring(xml, parser)
    return {table.get(f"{_TABLE}name", ""): list(_of_sheet(table)) for table in root.iter(f"{_TABLE}table")}


def _of_sheet(table: etree._Element) -> Iterator[Merge]:
    row = 0
    for element in table.iter(f"{_TABLE}table-row"):
        column = 0
        for cell in element.iterchildren(f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell"):
            across, down = _number(cell, "number-columns-spanned"), _number(cell, "number-rows-spanned")
            if across > 1 or down > 1:
                yield (row, column), (row + down - 1, column + across - 1)
            column += _number(cell, "number-columns-repeated")
        row += _number(element, "number-rows-repeated")


def _number(element: etree._Element, name: str) -> int:
    value = element.get(f"{_TABLE}{name}", "1")
    return min(int(value), _MOST) if value.isascii() and value.isdigit() and len(value) < 10 else 1
