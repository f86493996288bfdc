"""PDF files: ruled and unruled tables over many pages, and the lines of forms; scanned pages are named."""

import logging
import re
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pdfplumber
from pdfminer.pdfdocument import PDFEncryptionError, PDFPasswordIncorrect
from pdfplumber.page import Page

from ingest.readers.grid import Document, FileProblem, Grid, Raw, number_list
from ingest.readers.pdf.glyphs import Line, glyphs_of, is_broken, lines_of
from ingest.readers.pdf.joining import goes_on, join, repeated_rows
from ingest.readers.pdf.parts import PageTable
from ingest.readers.pdf.tables import ruled_tables
from ingest.readers.pdf.unruled import Gutter, aligned_table
from ingest.readers.pdf.wrapping import unwrap

MAX_PAGES = 1000
MAX_SECONDS = 300.0

_SPLIT = "请拆成几个文件，或索取原始的 .xlsx、.docx 文件后再导入。"
_SCANNED_HINT = "请索取电子版（.xlsx、.docx），或先做文字识别。"
_MIN_GLYPHS = 15
"""A page with a picture and no more characters than a stamp or page number is a scan."""
_SCAN_SHARE = 0.5
_MANY_CURVES = 500
"""A page without text and so many curves has its text drawn, not written."""
_PAGE_NUMBER = re.compile(
    r"(?:[-—–·\s]*(?:第\s*)?\d{1,4}\s*(?:页)?[-—–·\s]*)(?:[/／,，]?\s*(?:共\s*)?\d{1,4}\s*页?)?"
)
_DIGITS = re.compile(r"\d+")
_LABEL = re.compile(r"[^\s:：][^:：]{0,24}[:：]")
_MIN_LABELS = 4

logging.getLogger("pdfminer").setLevel(logging.ERROR)  # it warns of every font it finds odd


@dataclass(frozen=True, slots=True)
class _Text:
    """A paragraph outside tables."""

    text: str
    page: int
    top: float
    upper: bool
    """Whether it stands in the upper half of the page."""


@dataclass(slots=True)
class _Reading:
    """What was found page by page, in reading order."""

    blocks: list[_Text | PageTable] = field(default_factory=list)
    scanned: list[int] = field(default_factory=list)
    broken: list[int] = field(default_factory=list)
    unruled: list[int] = field(default_factory=list)
    gutters: Sequence[Gutter] = ()


def read(path: Path) -> Document:
    """Read the tables; a file without one gives its lines as a table of one column."""
    try:
        with pdfplumber.open(path) as pdf:
            reading = _read_pages(pdf.pages)
    except FileProblem:
        raise
    except Exception as error:  # pdfminer stumbles over damage in any way there is
        if _is_locked(error):
            raise FileProblem(
                "PDF 设有打开密码。", "请去掉密码后再导入，或索取原始的 .xlsx、.docx 文件。"
            ) from error
        raise FileProblem(
            "PDF 文件已损坏，打不开。", "请重新获取文件，或索取原始的 .xlsx、.docx 文件。"
        ) from error
    if not reading.blocks:
        if reading.scanned:
            raise FileProblem("这份 PDF 是扫描图像，没有文字，不能读取。", _SCANNED_HINT)
        raise FileProblem("PDF 里没有任何内容。", "请检查是否选错了文件。")
    return Document(tuple(_grids(_without_furniture(reading.blocks))), tuple(_notices(reading)))


def _is_locked(error: BaseException | None) -> bool:
    while error is not None:
        causes = (error, *error.args)
        if any(isinstance(cause, (PDFPasswordIncorrect, PDFEncryptionError)) for cause in causes):
            return True
        error = error.__cause__ or error.__context__
    return False


def _read_pages(pages: Sequence[Page]) -> _Reading:
    if len(pages) > MAX_PAGES:
        raise FileProblem(f"PDF 页数过多（{len(pages)} 页，上限 {MAX_PAGES} 页）。", _SPLIT)
    reading = _Reading()
    started = time.monotonic()
    for number, page in enumerate(pages, start=1):
        _read_page(page, number, reading)
        page.close()
        if time.monotonic() - started > MAX_SECONDS:
            raise FileProblem(f"PDF 读取超过 {MAX_SECONDS:.0f} 秒（第 {number} 页），已停止。", _SPLIT)
    return reading


def _read_page(page: Page, number: int, reading: _Reading) -> None:
    glyphs = glyphs_of(page.chars)
    written = sum(not glyph.text.isspace() for glyph in glyphs)
    if written <= _MIN_GLYPHS and _is_drawn(page, written):
        reading.scanned.append(number)
        return
    if any(is_broken(glyph.text) for glyph in glyphs):
        reading.broken.append(number)
    tables = ruled_tables(page, glyphs)
    outside = [
        g
        for g in glyphs
        if not any(
            t.top <= (g.top + g.bottom) / 2 <= t.bottom and g.x1 > t.edges[0] and g.x0 < t.edges[-1]
            for t in tables
        )
    ]
    lines = lines_of(outside)
    placed: list[tuple[float, _Text | PageTable]] = [(table.top, table) for table in tables]
    if not tables and (found := aligned_table(lines, reading.gutters)):
        table, reading.gutters, within = found
        placed.append((table.top, table))
        reading.unruled.append(number)
        stretches = [lines[: within.start], lines[within.stop :]]
    else:
        stretches = _stretches(lines, tables)
    for stretch in stretches:
        middle = float(page.height) / 2
        placed += [(top, _Text(text, number, top, top < middle)) for top, text in _paragraphs(stretch)]
    reading.blocks += [block for _, block in sorted(placed, key=lambda pair: pair[0])]


def _is_drawn(page: Page, written: int) -> bool:
    area = sum((image["x1"] - image["x0"]) * (image["bottom"] - image["top"]) for image in page.images)
    covered = area > _SCAN_SHARE * float(page.width) * float(page.height)
    return covered or (written == 0 and (bool(page.images) or len(page.curves) > _MANY_CURVES))


def _stretches(lines: Sequence[Line], tables: Sequence[PageTable]) -> list[list[Line]]:
    """Part the lines at the tables between them."""
    bounds = [table.top for table in tables]
    parts: list[list[Line]] = [[] for _ in range(len(bounds) + 1)]
    for line in lines:
        parts[sum(line.top >= bound for bound in bounds)].append(line)
    return parts


def _paragraphs(lines: Sequence[Line]) -> Iterator[tuple[float, str]]:
    """Join the wrapped lines of paragraphs; a wide space or a label opens a new one."""
    if not lines:
        return
    left, right = min(line.x0 for line in lines), max(line.x1 for line in lines)
    group = [lines[0]]
    for line in lines[1:]:
        above = group[-1]
        apart = line.top - above.bottom > 1.2 * above.size or abs(line.size - above.size) > 1
        if apart or _LABEL.match(line.text) or line.x0 - left > 1.5 * line.size or len(lines) < 3:
            yield group[0].top, unwrap(group, right - left)
            group = []
        group.append(line)
    yield group[0].top, unwrap(group, right - left)


def _without_furniture(blocks: Sequence[_Text | PageTable]) -> Iterator[_Text | PageTable]:
    """Leave out page numbers and what stands on several pages in the same place, but for a title on the first."""
    texts = [block for block in blocks if isinstance(block, _Text)]
    pages = Counter(place for place, _ in {(_place(text), text.page) for text in texts})
    for block in blocks:
        if isinstance(block, _Text):
            head = block.page == 1 and block.upper
            if _PAGE_NUMBER.fullmatch(block.text) or (pages[_place(block)] > 1 and not head):
                continue
        yield block


def _place(text: _Text) -> tuple[str, int]:
    return _DIGITS.sub("#", text.text), round(text.top / 3)


def _grids(blocks: Iterator[_Text | PageTable]) -> Iterator[Grid]:
    """Join the parts of tables, give each table the texts above it, and lines that are a form a grid."""
    texts: list[str] = []
    table: PageTable | None = None
    captions: tuple[str, ...] = ()
    count = 0
    for block in blocks:
        if isinstance(block, _Text):
            texts.append(block.text)
            continue
        if table is not None and goes_on(table, block) and not (texts and repeated_rows(table, block)):
            table = join(_with_texts(table, texts), block)
            texts = []
            continue
        if table is not None:
            count += 1
            yield _grid(f"表{count}", table.rows, captions)
        if form := _form(texts):
            count += 1
            yield _grid(f"表{count}", form, ())
        table, captions, texts = block, tuple(texts), []
    if table is not None:
        yield _grid(f"表{count + 1}", _with_texts(table, []).rows, captions)
        count += 1
    if texts and (table is None or _form(texts)):
        yield _grid(f"表{count + 1}", [[text] for text in texts], ())


def _with_texts(table: PageTable, texts: Sequence[str]) -> PageTable:
    """Keep texts that stand between two parts of a table, such as categories, as rows of their own."""
    table.rows.extend([text, *[""] * (len(table.edges) - 2)] for text in texts)
    return table


def _form(texts: Sequence[str]) -> list[list[str]]:
    labelled = sum(_LABEL.match(text) is not None for text in texts)
    named = any("名称" in text[:12] or "姓名" in text[:12] for text in texts)
    return [[text] for text in texts] if labelled >= _MIN_LABELS and named else []


def _grid(sheet: str, texts: Sequence[Sequence[str]], captions: tuple[str, ...]) -> Grid:
    rows: list[list[Raw]] = [list(row) for row in texts]
    return Grid(sheet, rows, captions=captions)


def _notices(reading: _Reading) -> Iterator[str]:
    if reading.scanned:
        pages = number_list(reading.scanned)
        yield f"第 {pages} 页是扫描图像，没有文字，未读取；{_SCANNED_HINT}"
    if reading.unruled:
        yield f"第 {number_list(reading.unruled)} 页的表格没有框线，按文字的对齐分列，请核对各列有没有错位。"
    if reading.broken:
        pages = number_list(reading.broken)
        yield f"第 {pages} 页有无法识别的字符（PDF 没有给出它们的文字），已原样保留，请对照原件核对。"
