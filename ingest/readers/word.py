"""Word files (.docx): the text of word/document.xml as the page shows it, its tables as grids.

What an office fills in hides in many places: ticked boxes are symbols, fonts, content controls or fields;
text boxes, content controls and tracked insertions are elements of their own. Deletions, hidden text,
headers, footers, notes and the grey prompts of empty controls are not part of what a form says.
"""

import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path

from lxml import etree

from ingest.readers.flow import MAX_COLUMNS, Block, Cell, Rows, cell_of, grids
from ingest.readers.grid import Document, FileProblem
from ingest.readers.word_text import NUMBERED, paragraph_text, parts, tag, value

_DAMAGED = ("Word 文件已损坏，打不开。", "请用 WPS/Word 打开修复后另存为 .docx，再导入。")
_MAX_XML = 512 * 2**20
_MAX_DEPTH = 20
"""Tables inside tables; deeper ones come from damaged or hostile files."""


def read(path: Path) -> Document:
    """Read every table of the document; the paragraphs above a table are its captions."""
    body = _body(path)
    blocks = _blocks(body, 0)
    found = grids(block.removeprefix(NUMBERED) if isinstance(block, str) else block for block in blocks)
    if not found:
        raise FileProblem(
            "文档里没有表格，也没有“成果名称：……”这样逐行填写的内容。",
            "请导入带清单或表单的文档，或把内容整理成表格。",
        )
    return Document(found)


def _body(path: Path) -> etree._Element:
    try:
        with zipfile.ZipFile(path) as archive, archive.open("word/document.xml") as file:
            xml = file.read(_MAX_XML)
        parser = etree.XMLParser(resolve_entities=False, no_network=True)
        root = etree.fromstring(xml, parser)
    except (
        zipfile.BadZipFile, zlib.error, etree.XMLSyntaxError, KeyError, ValueError, NotImplementedError,
        EOFError, RuntimeError,
    ) as error:  # fmt: skip
        raise FileProblem(*_DAMAGED) from error
    body = next((child for child in root if tag(child) == "body"), None)
    if body is None:
        raise FileProblem(*_DAMAGED)
    return body


def _blocks(parent: etree._Element, depth: int) -> Iterator[Block]:
    """Give the paragraphs and tables of a body, a cell or a text box; a box comes after its paragraph."""
    for element in parts(parent):
        match tag(element):
            case "p":
                text, boxes = paragraph_text(element)
                yield text
                for box in boxes:
                    yield from _blocks(box, depth)
            case "tbl" if depth < _MAX_DEPTH:
                yield _table(element, depth + 1)


def _table(table: etree._Element, depth: int) -> Rows:
    rows: list[list[Cell]] = []
    for tr in parts(table):
        if tag(tr) == "tr" and not _removed(tr):
            rows.append(_row(tr, rows[-1] if rows else [], depth))
    return Rows(rows)


def _removed(row: etree._Element) -> bool:
    properties = row.find("{*}trPr")
    return properties is not None and properties.find("{*}del") is not None


def _row(tr: etree._Element, above: list[Cell], depth: int) -> list[Cell]:
    row = [Cell()] * _count(tr.find("{*}trPr/{*}gridBefore"), 0)
    for tc in parts(tr):
        if tag(tc) != "tc":
            continue
        properties = tc.find("{*}tcPr")
        span, merge, gone = 1, None, False
        if properties is not None:
            span = _count(properties.find("{*}gridSpan"), 1)
            merge = properties.find("{*}vMerge")
            gone = properties.find("{*}cellDel") is not None
        if merge is not None and value(merge, "continue") == "continue" and len(row) < len(above):
            cell = above[len(row)]
        else:
            cell = Cell() if gone else _cell(tc, depth)
        row += [cell] * min(span, MAX_COLUMNS - len(row))
    return row


def _cell(tc: etree._Element, depth: int) -> Cell:
    return cell_of(_numbered([block for block in _blocks(tc, depth) if block]))


def _numbered(blocks: list[Block]) -> list[Block]:
    """Write out the numbers that Word counts; a number alone in its cell only numbers the row."""
    count = sum(isinstance(block, str) and block.startswith(NUMBERED) for block in blocks)
    number = 0
    written: list[Block] = []
    for block in blocks:
        if isinstance(block, str) and block.startswith(NUMBERED):
            number += 1
            block = f"{number}. " * (count > 1) + block.removeprefix(NUMBERED)  # noqa: PLW2901 -- as it is written
        written.append(block)
    return written


def _count(element: etree._Element | None, default: int) -> int:
    written = value(element, "") if element is not None else ""
    return min(int(written), MAX_COLUMNS) if written.isascii() and written.isdigit() else default
