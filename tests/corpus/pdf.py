"""Lists and forms as PDF (reportlab): ruled and unruled tables over several pages, forms, scanned pages."""

import io
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

from PIL import Image as Picture
from reportlab.lib import colors
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.platypus import (
    Flowable,
    Image,
    PageBreak,
    Paragraph,
    SimpleDocTemplate,
    Spacer,
    Table,
    TableStyle,
)

from tests.corpus.delimited import shown
from tests.corpus.forms import Form, Layout
from tests.corpus.page import Page
from tests.corpus.said import Cell
from tests.corpus.written import ListFile, of_pages

FONT = "STSong-Light"
pdfmetrics.registerFont(UnicodeCIDFont(FONT))
STYLE = ParagraphStyle("cell", fontName=FONT, fontSize=8, leading=10, wordWrap="CJK")
HEADING = ParagraphStyle("heading", fontName=FONT, fontSize=14, leading=20, alignment=1, wordWrap="CJK")
GRID = ("GRID", (0, 0), (-1, -1), 0.5, colors.black)


def lists(path: Path, *pages: Page, ruled: bool = True, scanned: int = 0, captions: bool = False) -> ListFile:
    """Write every page as a table under its name; `scanned` pictures of pages go between them."""
    story: list[Flowable] = []
    for place, page in enumerate(pages):
        if place:
            story += [PageBreak(), *_scans(scanned)]
        above = page.above() if captions else []
        story += [_words(page.name, HEADING), *(_words(line) for line in above), Spacer(1, 8)]
        story.append(_table(page, ruled=ruled, skip=len(above)))
    _build(path, story, wide=True)
    file = of_pages(path, "pdf-list" if ruled else "pdf-unruled", pages, located=False)
    return replace(file, told=["扫描"]) if scanned else file


def forms(path: Path, said: Sequence[Form], layout: Layout) -> ListFile:
    """Write forms, each on a page of its own."""
    story: list[Flowable] = []
    for number, one in enumerate(said, 1):
        one.record.row = number
        if number > 1:
            story.append(PageBreak())
        story += [_words(one.title, HEADING), Spacer(1, 8), _form(one, layout)]
    _build(path, story, wide=False)
    return ListFile(path, "pdf-form", [one.record for one in said], located=False)


def scan(path: Path) -> ListFile:
    """Write a file of pictures only: nothing can be read, and that must be said."""
    _build(path, _scans(2), wide=False)
    return ListFile(path, "pdf-scan", [], located=False, told=["扫描"])


def _words(text: Cell, style: ParagraphStyle = STYLE) -> Paragraph:
    told = escape(shown(text)).replace("\n", "<br/>").replace("²", "<super>2</super>").replace("☑", "√")
    return Paragraph(told, style)


def _table(page: Page, *, ruled: bool, skip: int = 0) -> Table:
    width = max(map(len, page.rows))
    cells = [[_words(row[at] if at < len(row) else None) for at in range(width)] for row in page.rows[skip:]]
    style: list[Any] = [("VALIGN", (0, 0), (-1, -1), "TOP")]
    style += [
        ("SPAN", (left, top - skip - 1), (right, bottom - skip - 1))
        for top, left, bottom, right in page.merges
        if top > skip
    ]
    header = page.headers[0].row
    long = [
        max(len(shown(row[at])) if at < len(row) else 0 for row in page.rows[header - 1 :])
        for at in range(width)
    ]
    shares = [min(max(size, 4), 24) for size in long]
    widths = [share * 780 / sum(shares) for share in shares]
    return Table(
        cells,
        colWidths=widths,
        repeatRows=header - skip,
        style=TableStyle([*style, GRID] if ruled else style),
    )


def _form(one: Form, layout: Layout) -> Table:
    rows: list[list[Any]] = []
    style: list[Any] = [("VALIGN", (0, 0), (-1, -1), "TOP"), GRID]
    width = max(sum(box.across for box in boxes) for boxes in layout(one))
    below = 0
    for number, boxes in enumerate(layout(one)):
        row: list[Any] = [""] if below and boxes[0].down == 1 else []
        for box in boxes:
            at = len(row)
            style.append(("SPAN", (at, number), (at + box.across - 1, number + box.down - 1)))
            row += [_words(box.text), *[""] * (box.across - 1)]
        rows.append(row + [""] * (width - len(row)))
        below = max(boxes[0].down, below) - 1
    widths = [70 if at % 2 == (width == 3) else 450 / width for at in range(width)]
    return Table(rows, colWidths=widths, style=TableStyle(style))


def _scans(count: int) -> list[Flowable]:
    page = Picture.new("L", (600, 800), 230)
    buffer = io.BytesIO()
    page.save(buffer, "PNG")
    pictures: list[Flowable] = []
    for _ in range(count):
        pictures += [Image(io.BytesIO(buffer.getvalue()), 320, 420), PageBreak()]
    return pictures


def _build(path: Path, story: Sequence[Flowable], *, wide: bool) -> None:
    size = landscape(A4) if wide else A4
    document = SimpleDocTemplate(
        str(path), pagesize=size, margin=30, leftMargin=30, rightMargin=30, invariant=1
    )
    document.build(list(story))
