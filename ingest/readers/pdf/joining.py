"""Parts of a table that stand on several pages become one; a row that a page broke becomes one where certain."""

from collections.abc import Sequence
from dataclasses import replace

from ingest.readers.pdf.parts import PageTable
from ingest.readers.pdf.wrapping import unwrap

_EDGE_TOLERANCE = 4.0
_HEADER_ROWS = 8
_LIST_COLUMNS = 5
"""Texts in one of its first rows from which on a table is no form."""
_MIN_SERIALS = 2


def goes_on(table: PageTable, part: PageTable) -> bool:
    """Tell whether a part on the next page has the columns of the table."""
    if len(table.edges) != len(part.edges) or table.ruled != part.ruled:
        return False
    return not table.ruled or all(
        abs(a - b) <= _EDGE_TOLERANCE for a, b in zip(table.edges, part.edges, strict=True)
    )


def repeated_rows(table: PageTable, part: PageTable) -> int:
    """Count the rows at the top of a part that repeat the header of the table."""
    upper = [_key(row) for row in table.rows[:_HEADER_ROWS]]
    keys = [_key(row) for row in part.rows[:_HEADER_ROWS]]
    best = 0
    for start in range(len(upper)):
        same = 0
        while start + same < len(upper) and same < len(keys) and upper[start + same] == keys[same]:
            same += 1
        if same and not any(cell.isdigit() for cell in keys[0]):
            best = max(best, same)
    return best


def join(table: PageTable, part: PageTable) -> PageTable:
    """Put a part below the table: repeated header of a list dropped, broken row mended, merged cells carried on."""
    rows = [list(row) for row in table.rows]
    dropped = repeated_rows(table, part)
    more = [list(row) for row in part.rows[dropped:]]
    lines = [list(row) for row in part.lines[dropped:]]
    if not dropped:
        _carry_merged(rows, more, table, part)
    if more and rows and (table.cut or _is_rest(rows, more[0])):
        lines[0] = [(*above, *below) for above, below in zip(table.lines[-1], lines[0], strict=True)]
        rows[-1] = [unwrap(cell, room) for cell, room in zip(lines[0], part.rooms, strict=True)]
        more = more[1:]
    elif dropped and not _is_list(table):
        more = [list(row) for row in part.rows[:dropped]] + more
    rows += more
    return replace(part, rows=rows, edges=table.edges, top=table.top, lines=lines or table.lines)


def _carry_merged(
    rows: list[list[str]], more: Sequence[list[str]], table: PageTable, part: PageTable
) -> None:
    """Let a merged cell that reached the bottom of a page go on into the empty cell at the next top."""
    if not rows or not more:
        return
    for column in table.merged_to_bottom:
        if not more[0][column] and column < len(part.heights):
            for row in more[: part.heights[column]]:
                row[column] = rows[-1][column]


def _is_list(table: PageTable) -> bool:
    """Tell a list, whose repeated rows are its header; two forms may begin with the same organisation."""
    numbered = sum(_number(row).isdigit() for row in table.rows)
    return numbered >= _MIN_SERIALS or any(len({*row}) >= _LIST_COLUMNS for row in table.rows[:_HEADER_ROWS])


def _number(row: Sequence[str]) -> str:
    """Read the number of a row: 3、 is 3."""
    return row[0].strip("、.．)） ")


def _is_rest(rows: Sequence[list[str]], row: Sequence[str]) -> bool:
    """Tell the rest of a broken row: it lacks the number that every row before it has."""
    numbers = [number for above in rows if (number := _number(above)).isdigit()]
    if row[0] or not any(row) or len(numbers) < _MIN_SERIALS or _number(rows[-1]) != numbers[-1]:
        return False
    return len({*row}) > 1 and [int(n) for n in numbers[-2:]] == [int(numbers[-1]) - 1, int(numbers[-1])]


def _key(row: Sequence[str]) -> tuple[str, ...]:
    return tuple("".join(cell.split()) for cell in row)
