"""Lists and forms as Word files, with what Word adds: controls, text boxes, tracked changes, symbols."""

from collections.abc import Callable, Sequence
from datetime import datetime
from itertools import chain
from pathlib import Path
from xml.sax.saxutils import escape

import docx
from docx.document import Document
from docx.oxml import parse_xml

from tests.corpus.delimited import shown
from tests.corpus.forms import Box, Form, Grid, Layout
from tests.corpus.page import Page
from tests.corpus.written import ListFile, of_pages

NAMESPACES = " ".join(
    f'xmlns:{prefix}="{uri}"'
    for prefix, uri in {
        "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "w14": "http://schemas.microsoft.com/office/word/2010/wordml",
        "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
        "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
        "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
        "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
        "v": "urn:schemas-microsoft-com:vml",
    }.items()
)
WHO = 'w:id="1" w:author="科技处" w:date="2026-01-05T00:00:00Z"'
Write = Callable[[str], str]
"""How the text of a value becomes the content of a cell (paragraphs)."""


def run(text: str) -> str:
    """A run of text; line breaks as Word writes them."""
    return (
        "<w:r>"
        + "<w:br/>".join(f'<w:t xml:space="preserve">{escape(line)}</w:t>' for line in text.split("\n"))
        + "</w:r>"
    )


def paragraph(text: str) -> str:
    """A paragraph of plain text."""
    return f"<w:p>{run(text)}</w:p>"


def paragraphs(text: str) -> str:
    """A paragraph for every line."""
    return "".join(map(paragraph, text.split("\n")))


def controlled(text: str) -> str:
    """A value typed into a content control."""
    return f"<w:p><w:sdt><w:sdtPr><w:text/></w:sdtPr><w:sdtContent>{run(text)}</w:sdtContent></w:sdt></w:p>"


def block_controlled(text: str) -> str:
    """A value in a content control that holds whole paragraphs."""
    return f"<w:sdt><w:sdtPr/><w:sdtContent>{paragraphs(text)}</w:sdtContent></w:sdt>"


def boxed(text: str) -> str:
    """A value in a text box, written twice as Word does: for itself and for older programs."""
    inside = f"<w:txbxContent>{paragraphs(text)}</w:txbxContent>"
    shape = (
        '<w:drawing><wp:inline><wp:extent cx="1800000" cy="300000"/><wp:docPr id="1" name="文本框 1"/><a:graphic>'
        '<a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><wps:wsp><wps:cNvSpPr txBox="1"/>'
        f"<wps:spPr/><wps:txbx>{inside}</wps:txbx><wps:bodyPr/></wps:wsp></a:graphicData></a:graphic></wp:inline></w:drawing>"
    )
    older = f"<w:pict><v:shape><v:textbox>{inside}</v:textbox></v:shape></w:pict>"
    return (
        f'<w:p><w:r><mc:AlternateContent><mc:Choice Requires="wps">{shape}</mc:Choice>'
        f"<mc:Fallback>{older}</mc:Fallback></mc:AlternateContent></w:r></w:p>"
    )


def tracked(text: str) -> str:
    """A value that was corrected: what is struck out must not be read."""
    old = '<w:r><w:delText xml:space="preserve">（原稿作废）</w:delText></w:r>'
    return f"<w:p><w:del {WHO}>{old}</w:del><w:ins {WHO}>{run(text)}</w:ins></w:p>"


def split_runs(text: str) -> str:
    """A value whose every two characters have a run of their own, as Word leaves them after spell checking."""
    return "<w:p>" + "".join(run(text[at : at + 2]) for at in range(0, len(text), 2)) + "</w:p>"


def symbols(text: str) -> str:
    """Boxes as characters of the font Wingdings 2."""
    parts = []
    for character in text:
        code = {"☑": "F052", "□": "F0A3"}.get(character)
        parts.append(f'<w:r><w:sym w:font="Wingdings 2" w:char="{code}"/></w:r>' if code else run(character))
    return f"<w:p>{''.join(parts)}</w:p>"


def check_boxes(text: str) -> str:
    """Boxes as check-box controls."""
    parts = []
    for character in text:
        if character not in "☑□":
            parts.append(run(character))
            continue
        state = int(character == "☑")
        control = f'<w14:checkbox><w14:checked w14:val="{state}"/></w14:checkbox>'
        parts.append(
            f"<w:sdt><w:sdtPr>{control}</w:sdtPr><w:sdtContent>{run('☒' if state else '☐')}</w:sdtContent></w:sdt>"
        )
    return f"<w:p>{''.join(parts)}</w:p>"


WAYS: dict[str, Write] = {
    "plain": paragraph,
    "paragraphs": paragraphs,
    "controlled": controlled,
    "block_controlled": block_controlled,
    "boxed": boxed,
    "tracked": tracked,
    "split_runs": split_runs,
    "symbols": symbols,
    "check_boxes": check_boxes,
}


def table(rows: Sequence[str], columns: int) -> str:
    """A table of rows already written."""
    grid = "<w:gridCol/>" * columns
    return f"<w:tbl {NAMESPACES}><w:tblPr/><w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"


def cell(content: str, across: int = 1, merge: str = "") -> str:
    """A cell of paragraphs already written; `merge` is `restart` or `continue` in a vertical merge."""
    span = f'<w:gridSpan w:val="{across}"/>' if across > 1 else ""
    down = f'<w:vMerge w:val="{merge}"/>' if merge else ""
    return f"<w:tc><w:tcPr>{span}{down}</w:tcPr>{content}</w:tc>"


def of_grid(grid: Grid, write: Write) -> str:
    """A form's cells as a table; values, not labels, are written in the way asked for."""
    rows: list[str] = []
    below = 0
    for boxes in grid:
        cells = [cell("<w:p/>", merge="continue")] if below and boxes[0].down == 1 else []
        cells += [cell(_content(box, write), box.across, "restart" if box.down > 1 else "") for box in boxes]
        rows.append(f"<w:tr>{''.join(cells)}</w:tr>")
        below = max(boxes[0].down, below) - 1
    return table(rows, max(sum(box.across for box in boxes) for boxes in grid))


def _content(box: Box, write: Write) -> str:
    if not box.nested:
        return write(box.text) if box.value else paragraph(box.text)
    inner = [f"<w:tr>{cell(paragraph(label))}{cell(write(value))}</w:tr>" for label, value in box.nested]
    return table(inner, 2) + "<w:p/>"


def forms(path: Path, said: Sequence[Form], layout: Layout, write: Write = paragraph) -> ListFile:
    """Write forms one after the other, each under its title."""
    document = docx.Document()
    for number, one in enumerate(said, 1):
        one.record.row = number
        _add(document, f"<w:p {NAMESPACES}>{run('附件')}</w:p>")
        _add(document, f"<w:p {NAMESPACES}>{run(one.title)}</w:p>")
        _add(document, of_grid(layout(one), write))
        _add(document, f"<w:p {NAMESPACES}>{run('填表日期：2026年1月5日')}</w:p>")
    _save(document, path)
    return ListFile(path, "docx-form", [one.record for one in said], located=False)


def lists(path: Path, *pages: Page, captions: bool = False) -> ListFile:
    """Write every page as a heading and a table; with `captions`, what is above the header is text, not table."""
    document = docx.Document()
    for page in pages:
        _add(document, f"<w:p {NAMESPACES}>{run(page.name)}</w:p>")
        above = page.above() if captions else []
        for line in above:
            _add(document, f"<w:p {NAMESPACES}>{run(line)}</w:p>")
        _add(document, of_page(page, skip=len(above)))
        _add(document, f"<w:p {NAMESPACES}/>")
    _save(document, path)
    return of_pages(path, "docx-list", pages, located=False)


def of_page(page: Page, skip: int = 0) -> str:
    """A page of a list as a table with its merges, without its first rows."""
    width = max(map(len, page.rows))
    spans = {(top, left): (bottom, right) for top, left, bottom, right in page.merges}
    under = {
        (row, left): right - left + 1
        for top, left, bottom, right in page.merges
        for row in range(top + 1, bottom + 1)
    }
    hidden = set(
        chain.from_iterable(
            ((row, column) for row in range(top, bottom + 1) for column in range(left + 1, right + 1))
            for top, left, bottom, right in page.merges
        )
    )
    rows = []
    for number, cells in list(enumerate(page.rows, 1))[skip:]:
        told = []
        for column in range(width):
            if (number, column) in hidden:
                continue
            value = cells[column] if column < len(cells) else None
            bottom, right = spans.get((number, column), (number, column))
            merge = "restart" if bottom > number else "continue" if (number, column) in under else ""
            told.append(cell(paragraph(shown(value)), right - column + 1, merge))
        rows.append(f"<w:tr>{''.join(told)}</w:tr>")
    return table(rows, width)


def _add(document: Document, xml: str) -> None:
    document.element.body.insert(len(document.element.body) - 1, parse_xml(xml))


def _save(document: Document, path: Path) -> None:
    document.core_properties.created = document.core_properties.modified = datetime(2026, 1, 5)  # noqa: DTZ001
    document.save(str(path))
