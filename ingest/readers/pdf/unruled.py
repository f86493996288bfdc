"""Tables without vertical lines: columns are told by the gaps that run down between their texts."""

from collections.abc import Sequence
from itertools import pairwise
from statistics import median

from ingest.readers.pdf.glyphs import Glyph, Line
from ingest.readers.pdf.tables import PageTable
from ingest.readers.pdf.wrapping import unwrap

_MIN_COLUMNS = 3
_MIN_ROWS = 2
_WIDE_GAP = 0.9
"""Heights of the text: a gap in a line from here on may part two columns."""
_LEAST_GUTTER = 0.3
_CLEAR_STEP = 1.5
"""Times the space between lines of a cell that the space between rows must have to tell them."""

Gutter = tuple[float, float]


def aligned_table(
    lines: Sequence[Line], carried: Sequence[Gutter] = ()
) -> tuple[PageTable, Sequence[Gutter], range] | None:
    """Find the table among the lines of a page; `carried` are the gutters of the page before.

    Gives the table, its gutters, and which lines are in it.
    """
    parts = [len(_split_at_gaps(line)) for line in lines]
    if (seeds := [i for i, n in enumerate(parts) if n >= _MIN_COLUMNS]) and len(seeds) >= _MIN_ROWS:
        seeded = [lines[i] for i in seeds]
        gutters = _narrowed(carried, seeded) or _gutters(seeded)
        if len(gutters) >= _MIN_COLUMNS - 1:
            within = _extent(lines, seeds, gutters)
            return _table(lines[within.start : within.stop], gutters), gutters, within
    return None


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
        if fit[1] <= fit[0]:
            return []
        fitted.append(fit)
    return fitted


def _extent(lines: Sequence[Line], seeds: Sequence[int], gutters: Sequence[Gutter]) -> range:
    """Take in the wrapped lines after the last seed: they keep within their columns and stand close."""
    stop = seeds[-1] + 1
    while stop < len(lines) and not _crosses(lines[stop], gutters):
        above, line = lines[stop - 1], lines[stop]
        starts = [x0 for x0, _ in _split_at_gaps(line)]
        if line.top - above.bottom > line.size or (starts[0] < gutters[0][0] and len(starts) == 1):
            break
        stop += 1
    return range(seeds[0], stop)


def _crosses(line: Line, gutters: Sequence[Gutter]) -> bool:
    return any(
        g.x0 < right - 0.5 and g.x1 > left + 0.5
        for g in line.glyphs
        for left, right in gutters
        if not g.text.isspace()
    )


def _table(lines: Sequence[Line], gutters: Sequence[Gutter]) -> PageTable:
    records = _records(lines, gutters)
    left = min(line.x0 for line in lines)
    right = max(line.x1 for line in lines)
    edges = (left, *((a + b) / 2 for a, b in gutters), right)
    rooms = _rooms(lines, gutters)
    rows = []
    for record in records:
        if len(record) == 1 and _crosses(record[0], gutters):
            rows.append([record[0].text, *[""] * len(gutters)])
            continue
        cells: list[list[Line]] = [[] for _ in range(len(gutters) + 1)]
        for line in record:
            for column, part in enumerate(_columns(line, gutters)):
                if part:
                    cells[column].append(Line(tuple(part)))
        rows.append([unwrap(cell, room) for cell, room in zip(cells, rooms, strict=True)])
    return PageTable(rows, edges, lines[0].top, lines[-1].bottom, ruled=False)


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
    """Count the lines of a row that could open one; two rows were taken for one where it is several."""
    openers = 0
    for line in record:
        columns = _columns(line, gutters)
        if _crosses(line, gutters) or (columns[0] and sum(map(bool, columns)) * 2 >= len(columns)):
            openers += 1
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
