"""The part of a table that stands on one page, and the lines its cells are made of."""

from collections.abc import Sequence
from dataclasses import dataclass

from ingest.readers.pdf.glyphs import Line
from ingest.readers.pdf.wrapping import unwrap

CellLines = tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class PageTable:
    """A table, or the part of one that stands on a page."""

    rows: list[list[str]]
    edges: tuple[float, ...]
    """Left edges of the columns and the right edge of the last."""
    top: float
    bottom: float
    lines: Sequence[Sequence[CellLines]]
    """What the cells are made of, to go on with where a page broke a row; of a joined table, its last part."""
    rooms: Sequence[float]
    """Width that the text of each column had."""
    ruled: bool = False
    merged_to_bottom: frozenset[int] = frozenset()
    """Columns whose last cell spans several rows: it may go on over the page."""
    heights: tuple[int, ...] = ()
    """Rows that the first cell of each column spans."""
    cut: bool = False
    """Whether the page ends inside the last row: no line closes it."""


def table_of(
    cells: Sequence[Sequence[CellLines]],
    rooms: Sequence[float],
    edges: tuple[float, ...],
    extent: tuple[float, float],
) -> PageTable:
    """Write the cells of a table without lines as texts."""
    rows = [[unwrap(lines, room) for lines, room in zip(row, rooms, strict=True)] for row in cells]
    return PageTable(rows, edges, *extent, cells, rooms)
