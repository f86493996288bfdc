"""A page of a PDF: its tables and paragraphs from top to bottom, and what could not be read on it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from pdfplumber.page import Page

from ingest.readers.pdf.glyphs import Glyph, Line, glyphs_of, is_broken, lines_of
from ingest.readers.pdf.parts import PageTable
from ingest.readers.pdf.tables import ruled_tables
from ingest.readers.pdf.unruled import Gutter, aligned_table
from ingest.readers.pdf.wrapping import unwrap

LABEL = re.compile(r"[^\s:：][^:：]{0,24}[:：]")
_FEW_GLYPHS = 15
"""A page with a picture and no more characters than a stamp or page number is a scan."""
_SCAN_SHARE = 0.5
_RIM = 0.08
"""Share of the height of a page that its header or footer takes."""
_MANY_CURVES = 500
"""A page without text and so many curves has its text drawn, not written."""
_APART = 1.2
_INDENT = 1.5


@dataclass(frozen=True, slots=True)
class Text:
    """A paragraph outside tables."""

    text: str
    page: int
    top: float
    upper: bool
    """Whether it stands in the upper half of the page."""
    rim: bool
    """Whether it stands where headers and footers do."""


Block = Text | PageTable


@dataclass(slots=True)
class Reading:
    """What was found page by page, in reading order."""

    blocks: list[Block] = field(default_factory=list)
    scanned: list[int] = field(default_factory=list)
    broken: list[int] = field(default_factory=list)
    unruled: list[int] = field(default_factory=list)
    gutters: Sequence[Gutter] = ()
    """The gaps between columns on the last page that had a table without lines."""


def read_page(page: Page, number: int, reading: Reading) -> None:
    """Add what a page holds."""
    glyphs = glyphs_of(page.chars)
    written = sum(not glyph.text.isspace() for glyph in glyphs)
    if written <= _FEW_GLYPHS and _is_drawn(page, written):
        reading.scanned.append(number)
        return
    if any(is_broken(glyph.text) for glyph in glyphs):
        reading.broken.append(number)
    tables = ruled_tables(page, glyphs)
    lines = lines_of(glyph for glyph in glyphs if not any(_covers(table, glyph) for table in tables))
    if tables:
        stretches = _between(lines, tables)
    elif found := aligned_table(lines, reading.gutters):
        table, reading.gutters, within = found
        tables = [table]
        reading.unruled.append(number)
        stretches = [lines[: within.start], lines[within.stop :]]
    else:
        stretches = [lines]
    middle = float(page.height) / 2
    placed: list[tuple[float, Block]] = [(table.top, table) for table in tables]
    for stretch in stretches:
        for top, text in _paragraphs(stretch):
            rim = min(top, float(page.height) - top) < _RIM * float(page.height)
            placed.append((top, Text(text, number, top, top < middle, rim)))
    reading.blocks += [block for _, block in sorted(placed, key=lambda pair: pair[0])]


def _covers(table: PageTable, glyph: Glyph) -> bool:
    middle = (glyph.top + glyph.bottom) / 2
    return table.top <= middle <= table.bottom and table.edges[0] < glyph.x1 and glyph.x0 < table.edges[-1]


def _is_drawn(page: Page, written: int) -> bool:
    area = sum((image["x1"] - image["x0"]) * (image["bottom"] - image["top"]) for image in page.images)
    covered = area > _SCAN_SHARE * float(page.width) * float(page.height)
    return covered or (written == 0 and (bool(page.images) or len(page.curves) > _MANY_CURVES))


def _between(lines: Sequence[Line], tables: Sequence[PageTable]) -> list[list[Line]]:
    """Part the lines at the tables between them."""
    parts: list[list[Line]] = [[] for _ in range(len(tables) + 1)]
    for line in lines:
        parts[sum(line.top >= table.top for table in tables)].append(line)
    return parts


def _paragraphs(lines: Sequence[Line]) -> Iterator[tuple[float, str]]:
    """Join the wrapped lines of paragraphs; a wide space, an indent or a label opens a new one."""
    if not lines:
        return
    left, right = min(line.x0 for line in lines), max(line.x1 for line in lines)
    group = [lines[0]]
    for line in lines[1:]:
        above = group[-1]
        apart = line.top - above.bottom > _APART * above.size or abs(line.size - above.size) > 1
        if apart or LABEL.match(line.text) or line.x0 - left > _INDENT * line.size:
            yield group[0].top, unwrap(group, right - left)
            group = []
        group.append(line)
    yield group[0].top, unwrap(group, right - left)
