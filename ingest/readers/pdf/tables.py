"""Ruled tables of a page: cells between lines become rows of texts, merged cells filled both ways."""

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from pdfplumber.page import Page
from pdfplumber.table import Table

from ingest.readers.pdf.glyphs import Glyph, lines_of
from ingest.readers.pdf.parts import CellLines, PageTable
from ingest.readers.pdf.wrapping import unwrap

Cell = tuple[float, float, float, float]
"""Left, top, right and bottom edge."""

_SAME_EDGE = 3.0
"""Points between edges that are one line drawn twice."""
_MOST_PADDING = 6.0
_OPEN_SIDE = 10.0
_OPEN_LINES = 3
_MOST_LINES = 5000
"""Vertical lines of a page, beyond which it is a drawing."""


def ruled_tables(page: Page, glyphs: Sequence[Glyph]) -> list[PageTable]:
    """Find the tables with lines, from top to bottom; frames around the whole page are none."""
    rims = _rims(page)
    found = page.find_tables(
        {"explicit_vertical_lines": _open_sides(page), "explicit_horizontal_lines": rims}
    )
    tables = [_lay_out(table.cells, glyphs, rims) for table in _outermost(found)]
    return sorted((t for t in tables if t is not None), key=lambda t: (t.top, t.edges[0]))


def _open_sides(page: Page) -> list[float]:
    """Close the sides of a table that was drawn without its outer vertical lines."""
    verticals = [edge["x0"] for edge in page.vertical_edges]
    spans = Counter((round(edge["x0"]), round(edge["x1"])) for edge in page.horizontal_edges)
    if not verticals or not spans:
        return []
    (left, right), times = spans.most_common(1)[0]
    sides = ((left, min(verticals) - left), (right, right - max(verticals)))
    return [side for side, inner in sides if inner > _OPEN_SIDE] if times >= _OPEN_LINES else []


def _rims(page: Page) -> list[float]:
    """Close rows that lack a line: all vertical lines end there, as where the page cuts a table inside a row."""
    across = sorted(edge["top"] for edge in page.horizontal_edges if edge["width"] > _OPEN_SIDE)
    down = [(edge["top"], edge["bottom"]) for edge in page.vertical_edges if edge["height"] > _SAME_EDGE]
    if not across or len(down) > _MOST_LINES:
        return []
    ends = Counter(round(end, 1) for line in down for end in line)
    return [
        end
        for end, times in sorted(ends.items())
        if times >= _OPEN_LINES
        and not any(abs(end - line) <= _SAME_EDGE for line in across)
        and not any(top + _SAME_EDGE < end < bottom - _SAME_EDGE for top, bottom in down)
    ]


def _outermost(tables: Sequence[Table]) -> list[Table]:
    return [t for t in tables if not any(_inside(t.bbox, other.bbox) for other in tables if other is not t)]


def _inside(box: Cell, other: Cell) -> bool:
    return box != other and (
        box[0] >= other[0] - 1
        and box[1] >= other[1] - 1
        and box[2] <= other[2] + 1
        and box[3] <= other[3] + 1
    )


def _lay_out(cells: Sequence[Cell], glyphs: Iterable[Glyph], rims: Sequence[float]) -> PageTable | None:
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
    lines = _lines(glyphs, xs, ys, owners)
    padding = _paddings(lines)
    texts = {
        cell: unwrap(own, cell[2] - cell[0] - 2 * padding[round(cell[0])]) for cell, own in lines.items()
    }
    columns = range(len(xs) - 1)
    slots = [[owners.get((row, column)) for column in columns] for row in range(len(ys) - 1)]
    rows = [[texts.get(cell, "") if cell else "" for cell in row] for row in slots]
    return PageTable(
        rows,
        tuple(xs),
        ys[0],
        ys[-1],
        [[lines.get(cell, ()) if cell else () for cell in row] for row in slots],
        [xs[c + 1] - xs[c] - 2 * padding.get(round(xs[c]), _MOST_PADDING) for c in columns],
        ruled=True,
        merged_to_bottom=frozenset(c for c, cell in enumerate(slots[-1]) if cell and len(spans[cell][0]) > 1),
        heights=tuple(len(spans[cell][0]) if cell else 1 for cell in slots[0]),
        cut=any(abs(rim - ys[-1]) <= _SAME_EDGE for rim in rims) and any(rows[-1]),
    )


def _edges(places: Iterable[float]) -> list[float]:
    edges: list[float] = []
    for place in sorted(places):
        if not edges or place - edges[-1] > _SAME_EDGE:
            edges.append(place)
    return edges


def _slot(edges: Sequence[float], place: float) -> int:
    return min(max(bisect_right(edges, place) - 1, 0), len(edges) - 2)


def _lines(
    glyphs: Iterable[Glyph], xs: Sequence[float], ys: Sequence[float], owners: dict[tuple[int, int], Cell]
) -> dict[Cell, CellLines]:
    inside: dict[Cell, list[Glyph]] = defaultdict(list)
    for glyph in glyphs:
        x, y = (glyph.x0 + glyph.x1) / 2, (glyph.top + glyph.bottom) / 2
        if xs[0] <= x <= xs[-1] and ys[0] <= y <= ys[-1]:
            cell = owners.get((_slot(ys, y), _slot(xs, x)))
            if cell:
                inside[cell].append(glyph)
    return {cell: tuple(lines) for cell, own in inside.items() if (lines := lines_of(own))}


def _paddings(lines: dict[Cell, CellLines]) -> dict[int, float]:
    """Measure the space left of the text, by the left edge of its column."""
    padding: dict[int, float] = {}
    for cell, own in lines.items():
        key = round(cell[0])
        for line in own:
            padding[key] = max(0.0, min(padding.get(key, _MOST_PADDING), line.x0 - cell[0]))
    return padding
