"""Public lists as files: .xlsx to work with, .docx to post, .html to put on a page."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import docx
from docx.document import Document
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.table import Table, _Cell
from lxml import etree

from ingest.writers.public import PublicList, PublicTable
from ingest.writers.workbook import new_workbook, sheet_name, style, write_cell, write_merged

_LONG = 40
"""Characters from which on a column is wide."""
_FEW_COLUMNS = 9
"""What fits on A4; more go on A3."""
_STYLE = """
body { font: 14px/1.6 "Noto Sans CJK SC", "Microsoft YaHei", "PingFang SC", SimSun, sans-serif; color: #1a1a1a;
  background: #fff; margin: 2rem; }
h1 { font-size: 1.6rem; text-align: center; margin: 0; }
p { text-align: center; margin: .5rem 0 1.5rem; }
table { border-collapse: collapse; width: 100%; margin-bottom: 2rem; }
caption { font-weight: bold; text-align: left; padding: .5rem 0; }
th, td { border: 1px solid #767676; padding: .4rem .5rem; vertical-align: top; text-align: left;
  overflow-wrap: anywhere; min-width: 4.5em; }
th:first-child, td:first-child { min-width: 2.5em; }
td.long, th.long { min-width: 18em; }
thead th { background: #e8eef7; }
@page { size: A3 landscape; margin: 12mm; }
@media print { body { margin: 0; font-size: 10pt; } thead { display: table-header-group; }
  tr { break-inside: avoid; } th, td { padding: 2pt 3pt; min-width: 0; } td.long, th.long { min-width: 12em; } }
"""


def write_public(path: Path, said: PublicList) -> None:
    """Write a public list in the format that the file name asks for; raises `KeyError` for another one."""
    _WRITERS[path.suffix.lower()](path, said)


def _write_xlsx(path: Path, said: PublicList) -> None:
    with new_workbook(path) as book:
        book.set_properties({"title": said.title, "comments": said.subtitle()})
        names: list[str] = []
        for table in said.tables:
            names.append(sheet_name(table.kind.display_name, names))
            _write_sheet(book, book.add_worksheet(names[-1]), said, table)
        if not said.tables:
            book.add_worksheet("清单").write_string(0, 0, f"{said.title}：{said.subtitle()}")


def _write_sheet(book: Any, page: Any, said: PublicList, table: PublicTable) -> None:  # noqa: ANN401 -- no types
    title = style(book, bold=True, font_size=16, align="center", border=0, text_wrap=False)
    below = style(book, border=0, align="center", text_wrap=False)
    header = style(book, bold=True, bg_color="#E8EEF7", align="center", valign="vcenter")
    plain = style(book)
    width = len(table.headers)
    write_merged(page, 0, [(said.title,) * width], title)
    write_merged(page, 1, [(said.subtitle(table),) * width], below)
    for column, text in enumerate(table.headers):
        write_cell(page, (2, column), text, header)
        wide = column > 0 and _is_long(table, column - 1)
        page.set_column(column, column, 6 if column == 0 else 40 if wide else 18)
    for number, row in enumerate(table.rows, start=1):
        write_cell(page, (number + 2, 0), number, plain)
        for column, text in enumerate(row, start=1):
            write_cell(page, (number + 2, column), text, plain)
    page.freeze_panes(3, 0)
    page.repeat_rows(2)
    page.set_landscape()
    page.set_paper(9 if width <= _FEW_COLUMNS else 8)
    page.fit_to_pages(1, 0)


def _is_long(table: PublicTable, column: int) -> bool:
    return any(len(row[column]) > _LONG for row in table.rows)


def _write_docx(path: Path, said: PublicList) -> None:
    document = docx.Document()
    document.core_properties.title = said.title
    document.core_properties.language = "zh-CN"
    _set_fonts(document)
    widest = max((len(table.headers) for table in said.tables), default=0)
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    long, short = (297, 210) if widest <= _FEW_COLUMNS else (420, 297)
    section.page_width, section.page_height = Mm(long), Mm(short)
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Mm(15)
    document.add_heading(said.title, level=1).alignment = WD_ALIGN_PARAGRAPH.CENTER
    document.add_paragraph(said.subtitle()).alignment = WD_ALIGN_PARAGRAPH.CENTER
    for table in said.tables:
        if len(said.tables) > 1:
            document.add_heading(table.kind.display_name, level=2)
        _add_table(document, table, long - 30)
    document.save(str(path))


def _set_fonts(document: Document) -> None:
    for name, size in (("Normal", 9), ("Heading 1", 18), ("Heading 2", 14)):
        font = document.styles[name].font
        font.size, font.name = Pt(size), "SimSun"
        font.element.rPr.rFonts.set(qn("w:eastAsia"), "宋体" if name == "Normal" else "黑体")


def _add_table(document: Document, table: PublicTable, width: int) -> None:
    shares = [1.0, *(6.0 if _is_long(table, column) else 2.5 for column in range(len(table.columns)))]
    grid: Table = document.add_table(rows=1 + len(table.rows), cols=len(table.headers), style="Table Grid")
    grid.autofit = False
    texts = [table.headers, *((str(number), *row) for number, row in enumerate(table.rows, start=1))]
    for row, values in zip(grid.rows, texts, strict=True):
        _mark_row(row, "w:cantSplit")
        # python-docx finds the cells of a row anew at each turn: once per row is fast enough.
        for cell, text, share in zip(row.cells, values, shares, strict=True):
            _fill(cell, text, Mm(width * share / sum(shares)))
    _mark_row(grid.rows[0], "w:tblHeader")
    for cell in grid.rows[0].cells:
        for run in cell.paragraphs[0].runs:
            run.bold = True
    document.add_paragraph()


def _fill(cell: _Cell, text: str, width: Mm) -> None:
    cell.width = width
    first, *others = text.split("\n")
    cell.paragraphs[0].text = first
    for line in others:
        cell.add_paragraph(line)


def _mark_row(row: Any, mark: str) -> None:  # noqa: ANN401 -- its properties are private to python-docx
    row._tr.get_or_add_trPr().append(OxmlElement(mark))  # noqa: SLF001 -- no public way


def _write_html(path: Path, said: PublicList) -> None:
    policy = {
        "http-equiv": "Content-Security-Policy",
        "content": "default-src 'none'; style-src 'unsafe-inline'",
    }
    head = _tag(
        "head",
        {},
        _tag("meta", {"charset": "utf-8"}),
        _tag("meta", {"name": "viewport", "content": "width=device-width, initial-scale=1"}),
        _tag("meta", policy),
        _tag("title", {}, said.title),
        _tag("style", {}, _STYLE),
    )
    tables = (_html_table(said, table) for table in said.tables)
    body = _tag("body", {}, _tag("h1", {}, said.title), _tag("p", {}, said.subtitle()), *tables)
    page = _tag("html", {"lang": "zh-CN"}, head, body)
    path.write_bytes(etree.tostring(page, method="html", encoding="utf-8", doctype="<!DOCTYPE html>"))


def _html_table(said: PublicList, table: PublicTable) -> etree._Element:
    looks = [{}, *({"class": "long"} if _is_long(table, c) else {} for c in range(len(table.columns)))]
    name = next((c for c in table.columns if c.field in {"title", "person"}), None)
    titles = [False, *(column is name for column in table.columns)]
    headers = (_tag("th", {**look, "scope": "col"}, t) for t, look in zip(table.headers, looks, strict=True))
    rows = []
    for number, row in enumerate(table.rows, start=1):
        cells = zip((str(number), *row), looks, titles, strict=True)
        rows.append(
            _tag(
                "tr",
                {},
                *(
                    _tag("th", {**look, "scope": "row"}, t) if named else _tag("td", look, t)
                    for t, look, named in cells
                ),
            )
        )
    caption = f"{said.title}（{table.kind.display_name}，{len(table.rows)} 项）"
    head = _tag("thead", {}, _tag("tr", {}, *headers))
    return _tag("table", {}, _tag("caption", {}, caption), head, _tag("tbody", {}, *rows))


def _tag(name: str, attributes: Mapping[str, str], *content: str | etree._Element) -> etree._Element:
    """Make an element of texts (escaped when written) or of elements."""
    element = etree.Element(name, dict(attributes))
    for part in content:
        if isinstance(part, str):
            _put_lines(element, part)
        else:
            element.append(part)
    return element


def _put_lines(element: etree._Element, text: str) -> None:
    """Put a text into an empty element, its lines apart."""
    if element.tag == "style":
        element.text = text
        return
    element.text, *others = text.split("\n")
    for line in others:
        etree.SubElement(element, "br").tail = line


_WRITERS: Mapping[str, Callable[[Path, PublicList], None]] = {
    ".xlsx": _write_xlsx,
    ".docx": _write_docx,
    ".html": _write_html,
}
FORMATS = tuple(_WRITERS)
"""Endings of the files that can be written."""
