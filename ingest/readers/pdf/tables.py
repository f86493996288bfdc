"""Ruled tables of a page: cells between lines become rows of texts, merged cells filled both ways."""

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from pdfplumber.page import Page
from pdfplumber.table import Table

from ingest.readers.pdf.glyphs import Glyph, Line, lines_of
from ingest.readers.pdf.wrapping import unwrap

Cell = tuple[float, float, float, float]
"""Left, top, right and bottom edge."""

_SAME_EDGE = 3.0
"""Points between edges that are one line drawn twice."""
_MOST_PADDING = 6.0
_OPEN_SIDE = 10.0
_OPEN_LINES = 3


@dataclass(frozen=True, slots=True)
class PageTable:
    """A table, or the part of one that stands on a page."""

    rows: list[list[str]]
    edges: tuple[float, ...]
    """Left edges of the columns and the right edge of the last."""
    top: float
    bottom: float
    merged_to_bottom: frozenset[int] = frozenset()
    """Columns whose last cell spans several rows: it may go on over the page."""
    heights: tuple[int, ...] = ()
    """Rows that the first cell of each column spans."""
    ruled: bool = True
    pages: list[int] = field(default_factory=list)


def ruled_tables(page: Page, glyphs: Sequence[Glyph]) -> list[PageTable]:
    """Find the tables with lines, from top to bottom; frames around the whole page are none."""
    found = page.find_tables(_settings(page))
    tables = [_lay_out(table.cells, glyphs) for table in _outermost(found)]
    return sorted((t for t in tables if t is not None), key=lambda t: (t.top, t.edges[0]))


def _settings(page: Page) -> dict[str, object]:
    """Close the sides of a table that was drawn without its outer vertical lines."""
    verticals = [edge["x0"] for edge in page.vertical_edges]
    spans = Counter((round(edge["x0"]), round(edge["x1"])) for edge in page.horizontal_edges)
    if not verticals or not spans:
        return {}
    (left, right), times = spans.most_common(1)[0]
    if times < _OPEN_LINES:
        return {}
    sides = [
        side
        for side, inner in ((left, min(verticals) - left), (right, right - max(verticals)))
        if inner > _OPEN_SIDE
    ]
    return {"explicit_vertical_lines": sides} if sides else {}


def _outermost(tables: Sequence[Table]) -> list[Table]:
    return [t for t in tables if not any(_inside(t.bbox, other.bbox) for other in tables if other is not t)]


def _inside(box: Cell, other: Cell) -> bool:
    return box != other and (
        box[0] >= other[0] - 1
        and box[1] >= other[1] - 1
        and box[2] <= other[2] + 1
        and box[3] <= other[3] + 1
    )


def _lay_out(cells: Sequence[Cell], glyphs: Iterable[Glyph]) -> PageTable | None:
    xs = _edges(x for cell in cells for x in (cell[0], cell[2]))
    ys = _edges(y for cell in cells for y in (cell[1], cell[3]))
    if len(xs) < 3:
        return None
    owners: dict[tuple[int, int], Cell] = {}
    spans: dict[Cell, tuple[range, range]] = {}
    for cell in cells:
        down = range(_slot(ys, cell[1] + _SAME_EDGE), _slot(ys, cell[3] - _SAME_EDGE) + 1)
        across = range(_slot(xs, cell[0] + _SAME_EDGE), _slot(xs, cell[2] - _SAME_EDGE) + 1)
        spans[cell] = (down, across)
        owners.update({(row, column): cell for row in down for column in across})
    texts = _texts(glyphs, xs, ys, owners)
    width, height = len(xs) - 1, len(ys) - 1
    rows = [[texts.get(owners.get((r, c)), "") for c in range(width)] for r in range(height)]
    last = {c: owners.get((height - 1, c)) for c in range(width)}
    first = (owners.get((0, c)) for c in range(width))
    return PageTable(
        rows,
        tuple(xs),
        ys[0],
        ys[-1],
        frozenset(c for c, cell in last.items() if cell and len(spans[cell][0]) > 1),
        tuple(len(spans[cell][0]) if cell else 1 for cell in first),
    )


def _edges(places: Iterable[float]) -> list[float]:
    edges: list[float] = []
    for place in sorted(places):
        if not edges or place - edges[-1] > _SAME_EDGE:
            edges.append(place)
    return edges


def _slot(edges: Sequence[float], place: float) -> int:
    return min(max(bisect_right(edges, place) - 1, 0), len(edges) - 2)


def _texts(
    glyphs: Iterable[Glyph], xs: Sequence[float], ys: Sequence[float], owners: dict[tuple[int, int], Cell]
) -> dict[Cell | None, str]:
    inside: dict[Cell, list[Glyph]] = defaultdict(list)
    for glyph in glyphs:
        x, y = (glyph.x0 + glyph.x1) / 2, (glyph.top + glyph.bottom) / 2
        if xs[0] <= x <= xs[-1] and ys[0] <= y <= ys[-1]:
            cell = owners.get((_slot(ys, y), _slot(xs, x)))
            if cell:
                inside[cell].append(glyph)
    lines = {cell: lines_of(own) for cell, own in inside.items()}
    padding = _paddings(lines)
    return {
        cell: unwrap(own, cell[2] - cell[0] - 2 * padding[round(cell[0])])
        for cell, own in lines.items()
        if own
    }


def _paddings(lines: dict[Cell, list[Line]]) -> dict[int, float]:
    """Measure the space left of the text, by the left edge of its column."""
    padding: dict[int, float] = {}
    for cell, own in lines.items():
        key = round(cell[0])
        for line in own:
            padding[key] = max(0.0, min(padding.get(key, _MOST_PADDING), line.x0 - cell[0]))
    return padding
