"""Word documents as tests write them: paragraphs and tables, with the XML that office programs put into them."""

from collections.abc import Sequence
from pathlib import Path

import docx
from docx.document import Document
from docx.oxml import parse_xml
from docx.table import Table, _Cell

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

Span = tuple[int, int, int, int]
"""First row and column, last row and column of a merged range."""


def run(text: str) -> str:
    """A run of text."""
    return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'


def control(content: str, properties: str = "") -> str:
    """A content control around runs, paragraphs or cells."""
    return f"<w:sdt><w:sdtPr>{properties}</w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>"


def check_box(*, ticked: bool) -> str:
    """A box to tick of Word 2010 and later."""
    state = f'<w14:checkbox><w14:checked w14:val="{int(ticked)}"/></w14:checkbox>'
    return control(run("☒" if ticked else "☐"), state)


def legacy_box(*, ticked: bool) -> str:
    """A form field of Word 97."""
    state = '<w:default w:val="0"/>' + "<w:checked/>" * ticked
    data = f"<w:ffData><w:checkBox>{state}</w:checkBox></w:ffData>"
    return (
        f'<w:r><w:fldChar w:fldCharType="begin">{data}</w:fldChar></w:r>'
        "<w:r><w:instrText> FORMCHECKBOX </w:instrText></w:r>"
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def symbol(code: str, font: str = "Wingdings 2") -> str:
    """A character of a symbol font."""
    return f'<w:r><w:sym w:font="{font}" w:char="{code}"/></w:r>'


def text_box(*lines: str, fallback: bool = True) -> str:
    """A run with a text box, written twice as Word does, or only as the newest programs do."""
    content = "".join(f"<w:p>{run(line)}</w:p>" for line in lines)
    inside = f"<w:txbxContent>{content}</w:txbxContent>"
    shape = f"<wps:wsp><wps:txbx>{inside}</wps:txbx></wps:wsp>"
    drawing = f"<w:drawing><wp:anchor><a:graphic><a:graphicData>{shape}</a:graphicData></a:graphic></wp:anchor></w:drawing>"
    old = f"<mc:Fallback><w:pict><v:textbox>{inside}</v:textbox></w:pict></mc:Fallback>" * fallback
    return f'<w:r><mc:AlternateContent><mc:Choice Requires="wps">{drawing}</mc:Choice>{old}</mc:AlternateContent></w:r>'


def paragraph(*runs: str, properties: str = "") -> str:
    """A paragraph of runs."""
    return f"<w:p {NAMESPACES}><w:pPr>{properties}</w:pPr>{''.join(runs)}</w:p>"


def add(document: Document, xml: str) -> None:
    """Put XML at the end of the document."""
    document.element.body.insert(len(document.element.body) - 1, parse_xml(xml))


def fill(cell: _Cell, *paragraphs: str) -> None:
    """Make paragraphs the whole content of a cell."""
    for old in cell.paragraphs:
        cell._tc.remove(old._p)
    for xml in paragraphs:
        cell._tc.append(parse_xml(xml))


def add_table(
    document: Document | _Cell, rows: Sequence[Sequence[str]], merges: Sequence[Span] = ()
) -> Table:
    """Add a table; a merged range takes the text of its first cell."""
    width = max(map(len, rows))
    table = document.add_table(len(rows), width)
    for cells, row in zip(rows, table.rows, strict=True):
        for cell, text in zip(row.cells, cells, strict=False):
            cell.text = text
    for top, left, bottom, right in merges:
        table.cell(top, left).merge(table.cell(bottom, right)).text = rows[top][left]
    return table


def save(path: Path, *parts: str | Sequence[Sequence[str]]) -> Path:
    """Write a document: texts are paragraphs, rows of texts are tables."""
    document = docx.Document()
    for part in parts:
        if isinstance(part, str):
            document.add_paragraph(part)
        else:
            add_table(document, part)
    document.save(str(path))
    return path
