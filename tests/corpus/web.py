"""Lists as web pages, and the other things that are called .xls."""

from collections.abc import Sequence
from pathlib import Path
from xml.sax.saxutils import escape

from tests.corpus.delimited import shown
from tests.corpus.forms import Form, Layout
from tests.corpus.page import Page
from tests.corpus.said import Cell
from tests.corpus.written import ListFile, of_pages

EXCEL_HTML = '<html xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:x="urn:schemas-microsoft-com:office:excel">'
SPREADSHEET = (
    '<?xml version="1.0" encoding="UTF-8"?>\n<?mso-application progid="Excel.Sheet"?>\n'
    '<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">'
)


def page(path: Path, *pages: Page, encoding: str = "utf-8", captions: bool = False) -> ListFile:
    """Write a saved web page: menus, headings, tables, a footer."""
    parts = []
    for one in pages:
        above = one.above() if captions else []
        told = "".join(f"<p>{escape(line)}</p>" for line in above)
        parts.append(f"<h2>{escape(one.name)}</h2>{told}{_table(one, skip=len(above))}")
    menu = "<ul><li><a href='/'>首页</a></li><li>通知公告</li></ul><table><tr><td>栏目</td><td>科技服务</td></tr></table>"
    body = f"{menu}{''.join(parts)}<p>版权所有 科学技术处</p><script>var a = '<table>';</script>"
    _save(path, "<!DOCTYPE html><html>", body, encoding)
    return of_pages(path, "html", pages, located=False)


def excel_page(path: Path, one: Page, encoding: str = "gb2312") -> ListFile:
    """Write the web page that many systems export as .xls."""
    _save(path, EXCEL_HTML, _table(one), encoding)
    return of_pages(path, "fake-xls", [one], located=False)


def form(path: Path, said: Sequence[Form], layout: Layout) -> ListFile:
    """Write forms as a saved web page."""
    parts = []
    for number, one in enumerate(said, 1):
        one.record.row = number
        rows = "".join(
            "<tr>"
            + "".join(
                f'<td colspan="{box.across}" rowspan="{box.down}">{_text(box.text)}</td>' for box in boxes
            )
            + "</tr>"
            for boxes in layout(one)
        )
        parts.append(f"<h3>{one.title}</h3><table border='1'>{rows}</table>")
    _save(path, "<html>", "".join(parts), "utf-8")
    return ListFile(path, "html", [one.record for one in said], located=False)


def spreadsheet_xml(path: Path, *pages: Page) -> ListFile:
    """Write SpreadsheetML 2003."""
    sheets = "".join(
        f'<Worksheet ss:Name="{escape(one.name)}"><Table>{"".join(_xml_rows(one))}</Table></Worksheet>'
        for one in pages
    )
    path.write_text(f"{SPREADSHEET}{sheets}</Workbook>", "utf-8")
    return of_pages(path, "fake-xls", pages)


def _xml_rows(one: Page) -> list[str]:
    spans = {(top, left): (bottom - top, right - left) for top, left, bottom, right in one.merges}
    covered = _covered(one)
    rows = []
    for number, cells in enumerate(one.rows, 1):
        told = []
        for column, cell in enumerate(cells):
            if (number, column) in covered or cell is None:
                continue
            down, across = spans.get((number, column), (0, 0))
            kind = "Number" if isinstance(cell, (int, float)) else "String"
            merge = f' ss:MergeAcross="{across}"' * bool(across) + f' ss:MergeDown="{down}"' * bool(down)
            value = cell if isinstance(cell, (int, float)) else escape(shown(cell)).replace("\n", "&#10;")
            told.append(f'<Cell ss:Index="{column + 1}"{merge}><Data ss:Type="{kind}">{value}</Data></Cell>')
        rows.append(f"<Row>{''.join(told)}</Row>")
    return rows


def _table(one: Page, skip: int = 0) -> str:
    spans = {(top, left): (bottom - top + 1, right - left + 1) for top, left, bottom, right in one.merges}
    covered = _covered(one)
    width = max(map(len, one.rows))
    rows = []
    for number, cells in list(enumerate(one.rows, 1))[skip:]:
        told = []
        for column in range(width):
            if (number, column) in covered:
                continue
            down, across = spans.get((number, column), (1, 1))
            tag = f'td rowspan="{down}" colspan="{across}"' if down * across > 1 else "td"
            told.append(f"<{tag}>{_text(cells[column] if column < len(cells) else None)}</td>")
        rows.append(f"<tr>{''.join(told)}</tr>")
    return f"<table border=1>{''.join(rows)}</table>"


def _covered(one: Page) -> set[tuple[int, int]]:
    return {
        (row, column)
        for top, left, bottom, right in one.merges
        for row in range(top, bottom + 1)
        for column in range(left, right + 1)
        if (row, column) != (top, left)
    }


def _text(cell: Cell) -> str:
    return escape(shown(cell)).replace("\n", "<br>") or "&nbsp;"


def _save(path: Path, opening: str, body: str, encoding: str) -> None:
    head = f'<head><meta http-equiv="Content-Type" content="text/html; charset={encoding}"><title>清单</title></head>'
    told = f"{opening}{head}<body>{body}</body></html>"
    path.write_bytes(told.encode("gb18030" if encoding == "gb2312" else encoding))
