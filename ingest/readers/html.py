"""Tables of a web page as grids: what Word documents, saved pages and false .xls files come down to."""

import re
from pathlib import Path

from lxml import etree, html

from ingest.readers.encoding import decode
from ingest.readers.grid import Document, FileProblem, Grid, Raw

_MAX_COLUMNS = 200
_BLANKS = re.compile(r"[ \t\r\f\v]+")
_BLOCKS = frozenset({"p", "br", "li", "tr", "div", "h1", "h2", "h3", "h4", "h5", "h6"})


def read(path: Path) -> Document:
    """Read the tables of a web page, whatever the file is called."""
    decoded = decode(path.read_bytes())
    parser = html.HTMLParser(no_network=True, huge_tree=True, encoding="utf-8")
    try:
        root = html.document_fromstring(decoded.text.encode(), parser=parser)
    except etree.ParserError as error:
        raise FileProblem("网页里没有任何内容。", "请重新获取文件。") from error
    tables = [table for table in root.iter("table") if next(table.iterancestors("table"), None) is None]
    if not tables:
        raise FileProblem("网页里没有表格。", "请导入带清单表格的网页，或把内容整理成表格。")
    grids = tuple(Grid(f"表{number}", _rows(table)) for number, table in enumerate(tables, start=1))
    return Document(grids, decoded.notices)


def html_grids(page: str) -> tuple[Grid, ...]:
    """Turn the outermost tables of a page into grids named 表1, 表2 and so on."""
    if not page.strip():
        return ()
    parser = html.HTMLParser(no_network=True, huge_tree=True)
    root = html.fromstring(f"<div>{page}</div>", parser=parser)
    grids: list[Grid] = []
    captions: list[str] = []
    for element in root:
        if element.tag == "table":
            grids.append(Grid(f"表{len(grids) + 1}", _rows(element), captions=tuple(captions)))
            captions = []
        elif text := _text(element):
            captions.append(text)
    return tuple(grids)


def _rows(table: html.HtmlElement) -> list[list[Raw]]:
    rows: list[list[Raw]] = []
    open_spans: dict[int, tuple[int, str]] = {}
    for tr in table.xpath("./tr | ./thead/tr | ./tbody/tr | ./tfoot/tr"):
        row: list[Raw] = []
        for cell in tr.xpath("./td | ./th"):
            _carry_down(row, open_spans)
            text, down = _text(cell), _span(cell, "rowspan")
            for _ in range(min(_span(cell, "colspan"), _MAX_COLUMNS - len(row))):
                if down > 1:
                    open_spans[len(row)] = (down - 1, text)
                row.append(text)
        _carry_down(row, open_spans)
        rows.append(row)
    return rows


def _carry_down(row: list[Raw], open_spans: dict[int, tuple[int, str]]) -> None:
    while len(row) in open_spans:
        left, text = open_spans.pop(len(row))
        if left > 1:
            open_spans[len(row)] = (left - 1, text)
        row.append(text)


def _span(cell: html.HtmlElement, name: str) -> int:
    value = cell.get(name, "1")
    return max(int(value), 1) if value.isascii() and value.isdigit() else 1


def _text(element: html.HtmlElement) -> str:
    parts: list[str] = []
    for event, node in etree.iterwalk(element, events=("start", "end")):
        if event == "start":
            if node.tag == "input":
                parts.append("☑" if node.get("checked") is not None else "□")
            parts.append(node.text or "")
        else:
            if node.tag in _BLOCKS:
                parts.append("\n")
            if node is not element:
                parts.append(node.tail or "")
    lines = (_BLANKS.sub(" ", line).strip() for line in "".join(parts).split("\n"))
    return "\n".join(line for line in lines if line)
