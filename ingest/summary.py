"""What was understood of a file, in lines for people: its columns, what was left aside, what to look at."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from graph.model import Kind
from ingest.columns import Role, header_key, vocabulary
from ingest.extraction import Notice
from ingest.records import ParsedFile, Row
from ingest.writers.layout import field_title

MOST_LINES = 20
_PARTICULAR = re.compile(r"“[^“”]*”|\d+(?:\.\d+)?")
"""What differs between notices of the same sort: what is quoted, and numbers."""


def column_lines(parsed: ParsedFile) -> list[str]:
    """Name the columns by what became of them: read as a field, kept as they are, not needed."""
    known = [_understood(parsed.kinds, header, field) for header, field in parsed.columns.items() if field]
    others = [header for header, field in parsed.columns.items() if not field]
    ignored = [header for header in others if _is_ignored(parsed.kinds, header)]
    kept = [header for header in others if header not in ignored]
    lines = (("读懂的列", known), ("没有对应字段、原样保留的列", kept), ("不需要的列", ignored))
    return [f"{name}：{'，'.join(headers)}" for name, headers in lines if headers]


def _understood(kinds: Sequence[Kind], header: str, field: str) -> str:
    title = _title(kinds, field)
    return header if header_key(header).bare == header_key(title).bare else f"{header}→{title}"


def _title(kinds: Sequence[Kind], field: str) -> str:
    titles = (field_title(kind, field) for kind in kinds)
    return next((title for title in titles if title != field), field)


def _is_ignored(kinds: Sequence[Kind], header: str) -> bool:
    key = header_key(header)
    return any(target.role is Role.IGNORED for kind in kinds for target in vocabulary(kind).exact(key))


@dataclass(slots=True)
class _Sort:
    """Notices of one sort: the first, where it stands, and how many."""

    row: Row
    notice: Notice
    count: int = 0


def notice_lines(parsed: ParsedFile) -> list[str]:
    """Sum up what the rows and the file give notice of, a line per sort."""
    sorts: dict[tuple[str, str | None, str], _Sort] = {}
    for row in parsed.rows:
        for notice in row.notices:
            key = (row.sheet, notice.column, _PARTICULAR.sub("…", notice.problem))
            sorts.setdefault(key, _Sort(row, notice)).count += 1
    said = [*parsed.notices, *(_line(sort) for sort in sorts.values())]
    return [*said[:MOST_LINES], *more(len(said) - MOST_LINES, "条提醒")]


def _line(sort: _Sort) -> str:
    column = f"“{sort.notice.column}”列" if sort.notice.column else ""
    where = f"{sort.row.sheet} 第 {sort.row.row} 行"
    if sort.count == 1:
        return f"{where}{column}：{sort.notice.problem}。{sort.notice.hint}"
    return f"{column or '各行'} {sort.count} 处：{sort.notice.problem}。{sort.notice.hint}首见 {where}。"


def more(count: int, what: str) -> Iterator[str]:
    """Say that there is more than is shown."""
    if count > 0:
        yield f"……另有 {count} {what}，见 --json。"
