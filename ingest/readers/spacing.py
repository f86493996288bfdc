"""Columns of plain text set off by two or more blanks, as old programs print them."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.readers.grid import Raw

_PART = re.compile(r"\S+(?:[ ]\S+)*")
_HEADER_LINES = 15
_MIN_COLUMNS = 3


@dataclass(frozen=True, slots=True)
class _Part:
    text: str
    start: int
    stop: int


def aligned_rows(lines: Sequence[str]) -> list[list[Raw]] | None:
    """Read the columns under the first line that has three or more; None where no line has."""
    header = next((p for line in lines[:_HEADER_LINES] if len(p := _parts(line)) >= _MIN_COLUMNS), None)
    if header is None:
        return None
    return [_row(_parts(line), header) for line in lines]


def _row(parts: list[_Part], header: list[_Part]) -> list[Raw]:
    """Put the parts of a line under their headers: in order where their number is the same, else by place."""
    if len(parts) <= 1 or len(parts) == len(header):
        return [part.text for part in parts]
    row: list[Raw] = [""] * len(header)
    for part in parts:
        column = max(range(len(header)), key=lambda c: _overlap(part, header[c]))
        row[column] = f"{row[column]} {part.text}" if row[column] else part.text
    return row


def _overlap(part: _Part, header: _Part) -> int:
    return min(part.stop, header.stop) - max(part.start, header.start)


def _parts(line: str) -> list[_Part]:
    """Split a line at blanks that are two columns wide; places count Chinese characters as two."""
    line = line.expandtabs(8).replace("\u3000", "  ")
    places = [0]
    for ch in line:
        places.append(places[-1] + (2 if unicodedata.east_asian_width(ch) in "WF" else 1))
    return [_Part(m.group(), places[m.start()], places[m.end()]) for m in _PART.finditer(line)]
