"""A refused row as it stood, with what stands over it: all that is needed to send it back for correction."""

from collections.abc import Sequence
from dataclasses import dataclass

from ingest.readers import Raw

Cells = tuple[Raw, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """What stands over the rows of a table: the rows above it (titles, 单位：万元) and those of its header."""

    above: tuple[Cells, ...]
    header: tuple[Cells, ...]
    kind: str
    """Kind of list the table was read as."""
    numbered: bool = False
    """Whether its codes only number its rows (1, 2, 3 …)."""


@dataclass(frozen=True, slots=True)
class Refused:
    """The cells of a refused row, 同上 resolved, and the category rows that apply to it."""

    heading: Heading
    cells: Cells
    category: tuple[str, ...] = ()


def frozen(rows: Sequence[Sequence[Raw]]) -> tuple[Cells, ...]:
    """Rows that nobody changes any more."""
    return tuple(tuple(row) for row in rows)
