"""Pages as workbooks: xlsx (xlsxwriter), xls and et (xlwt), ods (written by hand)."""

import zipfile
from datetime import datetime
from pathlib import Path
from xml.sax.saxutils import escape

import xlsxwriter
import xlwt
from xlwt import Workbook, XFStyle

from tests.corpus.page import Page
from tests.corpus.said import Cell
from tests.corpus.written import ListFile, of_pages

MADE = datetime(2026, 1, 5)  # noqa: DTZ001 - written into the file's properties so that it is always the same
ODS_TYPE = "application/vnd.oasis.opendocument.spreadsheet"
ODS_HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?><office:document-content office:version="1.2" '
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:spreadsheet>'
)
ODS_TAIL = "</office:spreadsheet></office:body></office:document-content>"
ODS_MANIFEST = (
    '<?xml version="1.0" encoding="UTF-8"?><manifest:manifest manifest:version="1.2" '
    'xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
    f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{ODS_TYPE}"/>'
    '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>'
)


def xlsx(path: Path, *pages: Page, formulas: bool = False) -> ListFile:
    """Write an xlsx; with `formulas`, numbers are the results of formulas."""
    with xlsxwriter.Workbook(str(path)) as book:
        book.set_properties({"created": MADE})
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        for page in pages:
            sheet = book.add_worksheet(page.name)
            if page.hidden:
                sheet.hide()
            for top, left, bottom, right in page.merges:
                sheet.merge_range(top - 1, left, bottom - 1, right, "")
            for row, cells in enumerate(page.rows):
                for column, cell in enumerate(cells):
                    if isinstance(cell, datetime):
                        sheet.write_datetime(row, column, cell, day)
                    elif isinstance(cell, (int, float)):
                        number = float(cell)
                        if formulas:
                            sheet.write_formula(row, column, f"={number}*1", None, number)
                        else:
                            sheet.write_number(row, column, number)
                    elif cell:
                        sheet.write_string(row, column, cell)
    return of_pages(path, "xlsx", pages)


def xls(path: Path, *pages: Page) -> ListFile:
    """Write a BIFF8 workbook, called .xls by Excel and .et by WPS."""
    book = Workbook(encoding="utf-8")
    day = XFStyle()
    day.num_format_str = "YYYY-MM-DD"
    for page in pages:
        sheet = book.add_sheet(page.name)
        sheet.visibility = int(page.hidden)
        heads = {(top, left): (bottom, right) for top, left, bottom, right in page.merges}
        for row, cells in enumerate(page.rows):
            for column, cell in enumerate(cells):
                if cell is None:
                    continue
                if (row + 1, column) in heads:
                    bottom, right = heads[row + 1, column]
                    sheet.write_merge(row, bottom - 1, column, right, cell)
                else:
                    sheet.write(
                        row, column, cell, day if isinstance(cell, datetime) else xlwt.Style.default_style
                    )
    book.save(str(path))
    return of_pages(path, path.suffix[1:], pages)


def ods(path: Path, *pages: Page) -> ListFile:
    """Write an OpenDocument spreadsheet."""
    content = ODS_HEAD + "".join(_ods_table(page) for page in pages) + ODS_TAIL
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(zipfile.ZipInfo("mimetype"), ODS_TYPE)
        archive.writestr(zipfile.ZipInfo("META-INF/manifest.xml"), ODS_MANIFEST)
        archive.writestr(zipfile.ZipInfo("content.xml"), content)
    return of_pages(path, "ods", pages)


def _ods_table(page: Page) -> str:
    spans = {(top, left): (bottom - top + 1, right - left + 1) for top, left, bottom, right in page.merges}
    covered = {
        (row, column)
        for top, left, bottom, right in page.merges
        for row in range(top, bottom + 1)
        for column in range(left, right + 1)
    } - spans.keys()
    rows: list[str] = []
    for number, cells in enumerate(page.rows, 1):
        told = []
        for column, cell in enumerate(cells):
            if (number, column) in covered:
                told.append("<table:covered-table-cell/>")
            else:
                told.append(_ods_cell(cell, spans.get((number, column))))
        rows.append(f"<table:table-row>{''.join(told)}</table:table-row>")
    return f'<table:table table:name="{escape(page.name)}">{"".join(rows)}</table:table>'


def _ods_cell(cell: Cell, span: tuple[int, int] | None) -> str:
    over = f' table:number-rows-spanned="{span[0]}" table:number-columns-spanned="{span[1]}"' if span else ""
    if cell is None or cell == "":
        return f"<table:table-cell{over}/>"
    if isinstance(cell, datetime):
        told = f'office:value-type="date" office:date-value="{cell:%Y-%m-%d}"'
        return f"<table:table-cell{over} {told}><text:p>{cell:%Y-%m-%d}</text:p></table:table-cell>"
    if isinstance(cell, (int, float)):
        return f'<table:table-cell{over} office:value-type="float" office:value="{cell}"><text:p>{cell}</text:p></table:table-cell>'
    text = "".join(f"<text:p>{escape(line)}</text:p>" for line in cell.split("\n"))
    return f'<table:table-cell{over} office:value-type="string">{text}</table:table-cell>'
