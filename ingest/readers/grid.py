"""A table as it stands in a file: cells with their place, before anything is understood."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from graph.model.errors import DuijieError

Raw = str | int | float | bool | date | datetime | time | timedelta
"""A cell as read; an empty cell is ""."""

Merge = tuple[tuple[int, int], tuple[int, int]]
"""First and last (row, column) of a merged range, counted from 0, both included."""

_FILL_LIMIT = 5_000_000
_MOST_RUNS = 20


class FileProblem(DuijieError):  # noqa: N818 -- a file has problems, the program has none
    """A file that cannot be read at all: what is wrong and what to do, in sentences for the user."""

    def __init__(self, problem: str, hint: str) -> None:
        super().__init__(f"{problem}{hint}")
        self.problem = problem
        self.hint = hint


@dataclass(frozen=True, slots=True)
class Grid:
    """One sheet or table. `rows[i]` is row i + 1 of the spreadsheet program."""

    sheet: str
    rows: Sequence[list[Raw]]
    first_column: int = 0
    """Number, from 0, of the column that stands first in `rows`."""
    captions: tuple[str, ...] = ()
    """Text above the table that is not part of it (Word)."""
    faults: Mapping[tuple[int, int], str] = field(default_factory=dict)
    """Formula errors by (index of row, index of column) in `rows`."""
    nested: Mapping[tuple[int, int], tuple["Grid", ...]] = field(default_factory=dict)
    """Tables inside cells by (index of row, index of column); their text stands in the cell, too."""
    prose: bool = False
    """Whether the rows are lines of text that stand in no table."""


@dataclass(frozen=True, slots=True)
class Returned:
    """The list whose refused rows a workbook holds: its SHA-256 and name, and what was known of its tables."""

    sha256: str
    name: str
    """File name without its ending: it may tell kind, year and organisation."""
    kinds: Mapping[str, str] = field(default_factory=dict)
    """Kind by sheet."""
    numbered: frozenset[str] = frozenset()
    """Sheets whose codes only number the rows of the list."""


@dataclass(frozen=True, slots=True)
class Document:
    """The grids of a file, and what was left aside, told to the user."""

    grids: tuple[Grid, ...]
    notices: tuple[str, ...] = ()
    returned: Returned | None = None
    """The list that a workbook of corrected rows belongs to."""


def number_list(numbers: Iterable[int]) -> str:
    """Write ascending row or page numbers for a notice, runs of three or more as a range: 1、3-7."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    parts = [f"{run[0]}-{run[-1]}" if len(run) > 2 else "、".join(map(str, run)) for run in runs]
    return "、".join(parts[:_MOST_RUNS]) + ("等" if len(parts) > _MOST_RUNS else "")


def fill_merged(rows: Sequence[list[Raw]], merges: Iterable[Merge], first_column: int = 0) -> None:
    """Give every cell of a merged range the value that stands in its first cell."""
    budget = _FILL_LIMIT
    for (top, left), (bottom, right) in merges:
        if not 0 <= top < len(rows) or not 0 <= left - first_column < len(rows[top]):
            continue
        value = rows[top][left - first_column]
        if value == "":
            continue
        for row in rows[top : bottom + 1]:
            last = min(right - first_column + 1, len(row))
            row[left - first_column : last] = [value] * (last - left + first_column)
            budget -= last - left + first_column
            if budget < 0:
                return
