"""Tables without vertical lines: columns are told by the gaps that run down between their texts."""

import re
from collections.abc import Sequence
from itertools import pairwise
from statistics import median

from ingest.readers.pdf.glyphs import Glyph, Line
from ingest.readers.pdf.parts import PageTable, table_of

_MIN_COLUMNS = 3
_MIN_ROWS = 2
_MIN_LABELS = 5
"""Lines from which on labels with their values in two columns are a form."""
_LONGEST_LABEL = 40
_NO_LABEL = re.compile(r"[:：].|[。；;]")
_WIDE_GAP = 0.9
"""Heights of the text: a gap in a line from here on may part two columns."""
_LEAST_GUTTER = 0.3
_LEAST_OPEN = 1.0
"""Points of a gutter that must stay clear on every line."""
_ROW_AWAY = 2.5
_PART_AWAY = 0.8
_CLEAR_STEP = 1.5
"""Times the space between lines of a cell that the space between rows must have to tell them."""

Gutter = tuple[float, float]


def aligned_table(
    lines: Sequence[Line], carried: Sequence[Gutter] = ()
) -> tuple[PageTable, Sequence[Gutter], range] | None:
    """Find the table among the lines of a page; `carried` are the gutters of the page before.

    Gives the table, its gutters, and which lines are in it.
    """
    seeds = [i for i, line in enumerate(lines) if len(_split_at_gaps(line)) >= _MIN_COLUMNS]
    least = _MIN_COLUMNS
    if len(seeds) < _MIN_ROWS:
        seeds, least = _label_lines(lines), 2
    if not seeds:
        return None
    seeded = [lines[i] for i in seeds]
    gutters: Sequence[Gutter] = _narrowed(carried, seeded) or _gutters(seeded)
    if len(gutters) < least - 1:
        return None
    within, gutters = _extent(lines, seeds, gutters)
    inside = lines[within.start : within.stop]
    gutters = _without_halves(inside, gutters)
    return _table(inside, gutters), gutters, within


def _label_lines(lines: Sequence[Line]) -> list[int]:
    """Find the lines of a form in two columns: a short text, a wide gap, a value where all values begin."""
    starts: dict[int, list[int]] = {}
    for i, line in enumerate(lines):
        stretches = _split_at_gaps(line)
        if len(stretches) != 2:
            continue
        label = Line(tuple(glyph for glyph in line.glyphs if glyph.x0 < stretches[1][0])).text
        if len(label) <= _LONGEST_LABEL and not _NO_LABEL.search(label):
            starts.setdefault(round(stretches[1][0]), []).append(i)
    found = max(starts.values(), key=len, default=[])
    return found if len(found) >= _MIN_LABELS else []


def _without_halves(lines: Sequence[Line], gutters: Sequence[Gutter]) -> Sequence[Gutter]:
    """Close the gutters inside a column whose header stands beside its values, as a centred one does.

    No row has a text on both sides of such a gutter; the narrowest goes first.
    """
    while len(gutters) > 1:
        rows = [
            [bool(cell) for cell in _cells(record, gutters)]
            for record in _records(lines, gutters)
            if not (len(record) == 1 and _crosses(record[0], gutters))
        ]
        halves = [
            gutter
            for at, gutter in enumerate(gutters)
            if not any(row[at] and row[at + 1] for row in rows)
            and any(row[at] for row in rows)
            and any(row[at + 1] for row in rows)
        ]
        if not halves:
            break
        narrowest = min(halves, key=lambda gutter: gutter[1] - gutter[0])
        gutters = [gutter for gutter in gutters if gutter != narrowest]
    return gutters


def _split_at_gaps(line: Line) -> list[Gutter]:
    """Find the stretches of a line between wide gaps."""
    stretches: list[Gutter] = []
    for glyph in line.glyphs:
        if glyph.text.isspace():
            continue
        if stretches and glyph.x0 - stretches[-1][1] <= _WIDE_GAP * line.size:
            stretches[-1] = (stretches[-1][0], glyph.x1)
        else:
            stretches.append((glyph.x0, glyph.x1))
    return stretches


def _gutters(lines: Sequence[Line]) -> list[Gutter]:
    """Find the gaps that no line crosses."""
    inked = sorted((g.x0, g.x1) for line in lines for g in line.glyphs if not g.text.isspace())
    least = _LEAST_GUTTER * median(line.size for line in lines)
    gutters: list[Gutter] = []
    reach = inked[0][1]
    for x0, x1 in inked:
        if x0 - reach >= least:
            gutters.append((reach, x0))
        reach = max(reach, x1)
    return gutters


def _narrowed(gutters: Sequence[Gutter], lines: Sequence[Line]) -> list[Gutter]:
    """Fit the gutters of the page before to this one; [] where one of them is closed."""
    fitted: list[Gutter] = []
    glyphs = [g for line in lines for g in line.glyphs if not g.text.isspace()]
    for left, right in gutters:
        middle = (left + right) / 2
        lefts = [g.x1 for g in glyphs if g.x0 < middle]
        rights = [g.x0 for g in glyphs if g.x0 >= middle]
        fit = (max(left, max(lefts, default=left)), min(right, min(rights, default=right)))
        if fit[1] - fit[0] < _LEAST_OPEN:
            return []
        fitted.append(fit)
    return fitted


def _extent(
    lines: Sequence[Line], seeds: Sequence[int], gutters: Sequence[Gutter]
) -> tuple[range, Sequence[Gutter]]:
    """Take in the lines around that keep within the columns and stand close: parts of wrapped cells."""
    start, stop = seeds[0], seeds[-1] + 1
    for line in lines[start:stop]:
        gutters = _narrowed(gutters, [line]) or gutters
    while start > 0 and (fitted := _joined(lines[start - 1], lines[start], gutters)):
        start, gutters = start - 1, fitted
    while stop < len(lines) and (fitted := _joined(lines[stop], lines[stop - 1], gutters)):
        stop, gutters = stop + 1, fitted
    return range(start, stop), gutters


def _joined(line: Line, neighbour: Line, gutters: Sequence[Gutter]) -> list[Gutter]:
    """Fit the gutters to a line beside the table; [] where it is none of it.

    A whole row may stand a row's space away, a part of one must be close; a note in one column is neither.
    """
    fitted = _narrowed(gutters, [line])
    filled = sum(map(bool, _columns(line, fitted))) if fitted else 0
    away = max(line.top - neighbour.bottom, neighbour.top - line.bottom)
    if filled >= _MIN_COLUMNS:
        limit = _ROW_AWAY * line.size
    elif filled == 2 or line.top > neighbour.top:
        limit = _PART_AWAY * line.size
    else:
        limit = 0.0
    return fitted if filled and away <= limit else []


def _crosses(line: Line, gutters: Sequence[Gutter]) -> bool:
    return any(
        g.x0 < right - 0.5 and g.x1 > left + 0.5
        for g in line.glyphs
        for left, right in gutters
        if not g.text.isspace()
    )


def _table(lines: Sequence[Line], gutters: Sequence[Gutter]) -> PageTable:
    left = min(line.x0 for line in lines)
    right = max(line.x1 for line in lines)
    edges = (left, *((a + b) / 2 for a, b in gutters), right)
    cells = [_cells(record, gutters) for record in _records(lines, gutters)]
    return table_of(cells, _rooms(lines, gutters), edges, (lines[0].top, lines[-1].bottom))


def _cells(record: Sequence[Line], gutters: Sequence[Gutter]) -> list[tuple[Line, ...]]:
    """Divide the lines of a row among the columns; one that runs across them stands in the first."""
    if len(record) == 1 and _crosses(record[0], gutters):
        return [(record[0],), *[()] * len(gutters)]
    parts = [_columns(line, gutters) for line in record]
    return [tuple(Line(tuple(part)) for part in column if part) for column in zip(*parts, strict=True)]


def _rooms(lines: Sequence[Line], gutters: Sequence[Gutter]) -> list[float]:
    """Measure the room of a column by its longest line."""
    rooms = [0.0] * (len(gutters) + 1)
    for line in lines:
        if not _crosses(line, gutters):
            for column, part in enumerate(_columns(line, gutters)):
                if part:
                    rooms[column] = max(rooms[column], part[-1].x1 - part[0].x0)
    return rooms


def _columns(line: Line, gutters: Sequence[Gutter]) -> list[list[Glyph]]:
    columns: list[list[Glyph]] = [[] for _ in range(len(gutters) + 1)]
    for glyph in line.glyphs:
        middle = (glyph.x0 + glyph.x1) / 2
        columns[sum(middle > (left + right) / 2 for left, right in gutters)].append(glyph)
    return [_trimmed(column) for column in columns]


def _trimmed(part: list[Glyph]) -> list[Glyph]:
    start, stop = 0, len(part)
    while start < stop and part[start].text.isspace():
        start += 1
    while stop > start and part[stop - 1].text.isspace():
        stop -= 1
    return part[start:stop]


def _records(lines: Sequence[Line], gutters: Sequence[Gutter]) -> list[list[Line]]:
    """Form rows of lines: by the wider space between rows, else a row opens with its first column."""
    by_space = _by_space(lines)
    if by_space and all(_opens(record, gutters) <= 1 for record in by_space):
        return by_space
    records: list[list[Line]] = []
    for line in lines:
        if records and not _crosses(line, gutters) and not _columns(line, gutters)[0]:
            records[-1].append(line)
        else:
            records.append([line])
    return records


def _opens(record: Sequence[Line], gutters: Sequence[Gutter]) -> int:
    """Count the lines of a row that could open one; several rows were taken for one where it is several."""
    openers = 0
    for line in record:
        columns = _columns(line, gutters)
        numbered = "".join(glyph.text for glyph in columns[0]).strip().isdigit()
        openers += numbered or all(columns) or (_crosses(line, gutters) and len(record) > 1)
    return openers


def _by_space(lines: Sequence[Line]) -> list[list[Line]]:
    spaces = [max(below.top - above.bottom, 0.0) for above, below in pairwise(lines)]
    if not spaces:
        return [list(lines)]
    narrow, wide = min(spaces), max(spaces)
    size = median(line.size for line in lines)
    if wide - narrow < 0.2 * size or wide < _CLEAR_STEP * narrow:
        return []
    threshold = _step(sorted(spaces))
    records = [[lines[0]]]
    for space, line in zip(spaces, lines[1:], strict=True):
        if space > threshold:
            records.append([line])
        else:
            records[-1].append(line)
    return records


def _step(spaces: Sequence[float]) -> float:
    """Find the widest step between spaces: below it lines of a cell, above it rows."""
    steps = [(wider - narrower, (wider + narrower) / 2) for narrower, wider in pairwise(spaces)]
    return max(steps)[1]
