"""A document as it flows: paragraphs and tables in their order, from which its grids follow."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import NamedTuple

from ingest.readers.grid import Grid, Raw

MAX_COLUMNS = 200
PROSE = "正文"
_LABEL = 30
_LABELLED_LINE = re.compile(
    r"\s*(?:【[^【】]{2,20}】|[^:：(（【]{2,24}(?:[(（][^()（）]{0,40}[)）])?\s*[:：])"
)
_NUMBERED_LINE = re.compile(r"\s*[(（]?(?:\d{1,2}|[一二三四五六七八九十]{1,3})[)）、.．][^。；;]{2,30}")
_HEADING = re.compile(r"[^。；;，,：:\d]{2,30}")
_MIN_SECTIONS = 3
_CONTINUED = re.compile(r"[(（]?(?:续表|接上页|续上表|续)\s*\d*[)）]?")


@dataclass(frozen=True, slots=True, eq=False)
class Cell:
    """A cell of a table in a document; a merged one stands, the same, in every place it covers."""

    blocks: tuple["Block", ...] = ()
    text: str = ""

    @property
    def nested(self) -> tuple["Rows", ...]:
        """The tables inside the cell."""
        return tuple(block for block in self.blocks if isinstance(block, Rows))


class Rows(NamedTuple):
    """A table laid out: as many cells in a row as the row is wide."""

    cells: Sequence[Sequence[Cell]]


Block = str | Rows
"""A paragraph or a table."""


def cell_of(blocks: Iterable[Block]) -> Cell:
    """Make a cell of what stands in it; the text of a table inside is part of its text."""
    kept = tuple(block for block in blocks if block)
    lines = (_nested_text(block) if isinstance(block, Rows) else block for block in kept)
    return Cell(kept, "\n".join(line for line in lines if line))


def _nested_text(rows: Rows) -> str:
    lines = (" ".join(cell.text for cell in _distinct(row) if cell.text) for row in rows.cells)
    return "\n".join(line for line in lines if line)


def _distinct(row: Sequence[Cell]) -> list[Cell]:
    return [cell for at, cell in enumerate(row) if at == 0 or cell is not row[at - 1]]


def _is_layout(rows: Rows) -> bool:
    """Tell a table that only places things on the page: one cell with text, or wrapped around other tables."""
    filled = {id(cell): cell for row in rows.cells for cell in row if cell.text}
    if len(filled) <= 1:
        return True
    inside = sum(len(inner.cells) for cell in filled.values() for inner in cell.nested)
    own = sum(any(cell.text and not cell.nested for cell in row) for row in rows.cells)
    return own < inside and not any(_beside_label(row) for row in rows.cells)


def _beside_label(row: Sequence[Cell]) -> bool:
    cells = _distinct(row)
    return any(
        right.nested and not left.nested and 0 < len(left.text) <= _LABEL for left, right in pairwise(cells)
    )


@dataclass(slots=True)
class _Grids:
    done: list[Grid] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)
    """Text since the last table."""
    tables: int = 0

    def paragraph(self, text: str) -> None:
        if text and not (self.done and not self.lines and _CONTINUED.fullmatch(text)):
            self.lines.append(text)

    def add(self, block: Block) -> None:
        if isinstance(block, str):
            for line in block.split("\n"):
                self.paragraph(line)
        elif _is_layout(block):
            cells = {id(cell): cell for row in block.cells for cell in row}
            for part in (part for cell in cells.values() for part in cell.blocks):
                self.add(part)
        else:
            self.table(block)

    def table(self, rows: Rows) -> None:
        last = self.done[-1] if self.done else None
        if last is not None and not self.lines and _width(last.rows) == max(map(len, rows.cells), default=0):
            self.done[-1] = _continued(last, _grid(last.sheet, rows))
            return
        self.tables += 1
        self.done.append(_grid(f"表{self.tables}", rows, captions=tuple(self.lines)))
        self.lines = []

    def close(self) -> tuple[Grid, ...]:
        if any(_LABELLED_LINE.match(line) for line in self.lines) or self._has_headings():
            self.done.append(Grid(PROSE, [[line] for line in self.lines], prose=True))
        return tuple(self.done)

    def _has_headings(self) -> bool:
        numbered = sum(_NUMBERED_LINE.fullmatch(line) is not None for line in self.lines)
        short = sum(_HEADING.fullmatch(line) is not None for line in self.lines)
        return numbered >= _MIN_SECTIONS or (not self.done and short > _MIN_SECTIONS)


def grids(blocks: Iterable[Block]) -> tuple[Grid, ...]:
    """Number the tables 表1, 表2 …, each with the text above it; a table cut by a page break is one.

    Text after the last table is a grid of its own (`prose`) where it has lines like 成果名称：… or headings
    like 一、成果名称.
    """
    found = _Grids()
    for block in blocks:
        found.add(block)
    return found.close()


def _width(rows: Sequence[Sequence[Raw]]) -> int:
    return max(map(len, rows), default=0)


def _grid(name: str, rows: Rows, captions: tuple[str, ...] = ()) -> Grid:
    nested = {}
    seen: set[int] = set()
    for r, row in enumerate(rows.cells):
        for c, cell in enumerate(row):
            if cell.nested and id(cell) not in seen:
                seen.add(id(cell))
                nested[r, c] = tuple(_grid(f"{name}.{n}", inner) for n, inner in enumerate(cell.nested, 1))
    texts: list[list[Raw]] = [[cell.text for cell in row] for row in rows.cells]
    return Grid(name, texts, captions=captions, nested=nested)


def _continued(first: Grid, second: Grid) -> Grid:
    moved = {(r + len(first.rows), c): inner for (r, c), inner in second.nested.items()}
    return replace(first, rows=[*first.rows, *second.rows], nested={**first.nested, **moved})
