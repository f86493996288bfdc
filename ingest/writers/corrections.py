"""Refused rows as workbooks that people correct and send back: each row as it was, what is wrong, what to do.

One workbook per list, for each goes back to whoever sent the list; it names the list it corrects, so that
taking it in adds just its rows.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath
from typing import Any

from ingest.readers import FileProblem
from ingest.readers.grid import Returned
from ingest.readers.returned import ADVICE, MARKER_SHEET, UNREADABLE_SHEET, write_marker
from ingest.records import ParsedFile, RowError
from ingest.refused import Cells, Heading, Refused
from ingest.writers.workbook import (
    Style,
    new_workbook,
    plain_text,
    sheet_name,
    style,
    write_cell,
    write_merged,
)

_GUIDE = (
    "这份表里是“{name}”中没有收下的 {count} 行，其余各行已经收下，不必再报。",
    "1. 每行右边的“问题”写着哪里不对，“怎么改”写着怎样改；标黄的格是要改的格。",
    "2. 直接在原处改正，表头、列的顺序和工作表的名称不要动；“问题”“怎么改”两列不必删，导入时不读。",
    "3. 改好存盘，像平常一样导入这份表：只补收这些行，原清单的其他行不受影响；仍有问题的行会再次退回。",
    "4. 不再报的行，整行删去即可。",
)
_UNSAFE_IN_FILE_NAMES = re.compile(r'[<>:"/\\|?*\x00-\x1f]')
_MAX_FILE_NAME = 60
_WIDEST, _NARROWEST = 40, 8


@dataclass(frozen=True, slots=True)
class ReadList:
    """A list as it was read, or why it could not be; `sha256` of its bytes tells it from all others."""

    name: str
    sha256: str
    parsed: ParsedFile | None = None
    problem: FileProblem | None = None

    @property
    def errors(self) -> tuple[RowError, ...]:
        """Its refused rows."""
        return self.parsed.errors if self.parsed else ()


def write_corrections(target: Path, lists: Sequence[ReadList]) -> list[Path]:
    """Write refused rows to `target`, and give what was written; nothing is refused: nothing is written.

    The rows of several lists get a workbook each beside `target`, which then says which is where.
    """
    refused = [said for said in lists if said.errors]
    unread = [said for said in lists if said.problem]
    if not refused and not unread:
        return []
    if len(refused) == 1:
        _write(target, refused[0], unread)
        return [target]
    paths = dict(zip(_file_names(target, refused), refused, strict=True))
    for path, said in paths.items():
        _write(path, said, ())
    _write_overview(target, paths, unread)
    return [*paths, target]


def _file_names(target: Path, lists: Sequence[ReadList]) -> Iterator[Path]:
    taken: set[str] = set()
    for said in lists:
        stem = _UNSAFE_IN_FILE_NAMES.sub("_", plain_text(PurePosixPath(said.name).with_suffix("").as_posix()))
        name = short = stem[-_MAX_FILE_NAME:]
        number = 1
        while name.casefold() in taken:
            number += 1
            name = f"{short}_{number}"
        taken.add(name.casefold())
        yield target.with_name(f"{target.stem}（{name}）.xlsx")


def _write(path: Path, said: ReadList, unread: Sequence[ReadList]) -> None:
    with new_workbook(path) as book:
        tables = _by_table(said.errors)
        names: dict[str, Heading | None] = {}
        for (sheet, heading), errors in tables.items():
            name = sheet_name(sheet, names)
            names[name] = heading
            _Sheet(book, name).write(*_without_gaps(heading, errors))
        _write_guide(book, said)
        if unread:
            _write_unread(book, unread)
        marker = book.add_worksheet(MARKER_SHEET)
        for number, row in enumerate(write_marker(_returned(said, names))):
            for column, text in enumerate(row):
                marker.write_string(number, column, plain_text(text))
        marker.very_hidden()


def _by_table(errors: Sequence[RowError]) -> dict[tuple[str, Heading | None], list[RowError]]:
    tables: dict[tuple[str, Heading | None], list[RowError]] = {}
    for error in errors:
        heading = error.refused.heading if error.refused else None
        tables.setdefault((error.sheet, heading), []).append(error)
    return tables


def _returned(said: ReadList, names: dict[str, Heading | None]) -> Returned:
    """Tell the list that is corrected: rows refused a second time still belong to the first one."""
    first = (said.parsed.supplements if said.parsed else None) or said.sha256
    kinds = {name: heading.kind for name, heading in names.items() if heading}
    numbered = frozenset(name for name, heading in names.items() if heading and heading.numbered)
    return Returned(first, PurePosixPath(said.name).stem, kinds, numbered)


class _Sheet:
    """One sheet of refused rows while it is written."""

    def __init__(self, book: Any, name: str) -> None:  # noqa: ANN401 -- xlsxwriter has no types
        self.page = book.add_worksheet(name)
        self.title = style(book, bold=True, border=0, text_wrap=False)
        self.header = style(book, bold=True, bg_color="#D9E2F3", align="center", valign="vcenter")
        self.category = style(book, bold=True, bg_color="#F2F2F2")
        self.plain = style(book)
        self.wrong = style(book, bg_color="#FFF2CC")
        self.problem = style(book, bg_color="#FCE4D6", font_color="#C00000")
        self.hint = style(book, bg_color="#E2EFDA")

    def write(self, head: Heading, errors: Sequence[RowError]) -> None:
        """Write what stands over the rows, then the rows with what is wrong."""
        width = max(len(row) for row in (*head.header, *(_cells(error) for error in errors)))
        write_merged(self.page, 0, head.above, self.title)
        top = len(head.above)
        write_merged(self.page, top, head.header, self.header)
        below = top + len(head.header)
        write_merged(self.page, top, [("",) * width + ADVICE] * max(1, len(head.header)), self.header)
        self.page.freeze_panes(below, 0)
        self._rows(below, width, errors, head)
        for column in range(width):
            self.page.set_column(column, column, _width(column, head, errors))
        self.page.set_column(width, width + 1, 36)

    def _rows(self, at: int, width: int, errors: Sequence[RowError], head: Heading) -> None:
        category: tuple[str, ...] = ()
        for error in errors:
            applies = error.refused.category if error.refused else ()
            if applies != category:
                write_merged(
                    self.page, at, [(text,) * width for text in dict.fromkeys(applies)], self.category
                )
                at += len(set(applies))
                category = applies
            wrong = _columns_of(error, head)
            for column, value in enumerate(_cells(error)):
                write_cell(self.page, (at, column), value, self.wrong if column in wrong else self.plain)
            where = f"“{error.column}”列" if error.column else ""
            write_cell(self.page, (at, width), f"原第 {error.row} 行{where}：{error.problem}", self.problem)
            write_cell(self.page, (at, width + 1), error.hint, self.hint)
            at += 1


def _without_gaps(heading: Heading | None, errors: Sequence[RowError]) -> tuple[Heading, Sequence[RowError]]:
    """Drop the columns that hold nothing at all: forms keep one free beside each value, for its unit."""
    head = heading or Heading((), (("工作表", "行"),), "")
    rows = (*head.header, *map(_cells, errors))
    kept = sorted({c for row in rows for c, cell in enumerate(row) if cell != ""})
    if kept == list(range(len(kept))):
        return head, errors
    closed = replace(head, above=_closed(head.above, kept), header=_closed(head.header, kept))
    return closed, [
        replace(error, refused=replace(error.refused, cells=_closed((error.refused.cells,), kept)[0]))
        if error.refused
        else error
        for error in errors
    ]


def _closed(rows: Sequence[Cells], kept: Sequence[int]) -> tuple[Cells, ...]:
    """Take the kept columns of rows; a title in none of them moves to the first."""
    taken = (tuple(row[c] if c < len(row) else "" for c in kept) for row in rows)
    return tuple(
        new if any(cell != "" for cell in new) else (next((cell for cell in row if cell != ""), ""), *new[1:])
        for row, new in zip(rows, taken, strict=True)
    )


def _cells(error: RowError) -> tuple[Any, ...]:
    return error.refused.cells if error.refused else (error.sheet, error.row)


def _columns_of(error: RowError, head: Heading) -> set[int]:
    """Columns whose header the error names."""
    if not error.column or not isinstance(error.refused, Refused):
        return set()
    wanted = {error.column, error.column.rsplit("/", 1)[-1]}
    found = (
        {c for c, cell in enumerate(row) if isinstance(cell, str) and cell.strip() in wanted}
        for row in reversed(head.header)
    )
    return next((columns for columns in found if columns), set())


def _width(column: int, head: Heading, errors: Sequence[RowError]) -> float:
    """Give a width by the longest text, Chinese characters counting twice; long texts are wrapped."""
    rows = (*head.header, *(_cells(error) for error in errors[:200]))
    texts = (str(row[column]) for row in rows if column < len(row))
    longest = max((sum(1 + (c > "\u2e80") for c in text[:_WIDEST]) for text in texts), default=0)
    return min(max(longest + 2, _NARROWEST), _WIDEST)


def _write_guide(book: Any, said: ReadList) -> None:  # noqa: ANN401 -- xlsxwriter has no types
    page, look = book.add_worksheet("填写说明"), style(book, border=0)
    page.set_column(0, 0, 100)
    for row, text in enumerate(_GUIDE):
        write_cell(page, (row, 0), text.format(name=said.name, count=len(said.errors)), look)


def _write_unread(book: Any, unread: Sequence[ReadList]) -> None:  # noqa: ANN401
    rows = [(said.name, said.problem.problem, said.problem.hint) for said in unread if said.problem]
    _write_table(book, UNREADABLE_SHEET, ("文件", *ADVICE), rows)


def _write_overview(target: Path, paths: dict[Path, ReadList], unread: Sequence[ReadList]) -> None:
    with new_workbook(target) as book:
        if paths:
            rows = [(said.name, str(len(said.errors)), path.name) for path, said in paths.items()]
            _write_table(book, "退回情况", ("清单", "退回行数", "改正用的表"), rows)
        if unread:
            _write_unread(book, unread)


def _write_table(book: Any, name: str, headers: tuple[str, ...], rows: Sequence[Sequence[str]]) -> None:  # noqa: ANN401
    page = book.add_worksheet(name)
    header: Style = style(book, bold=True, bg_color="#D9E2F3")
    plain = style(book)
    write_merged(page, 0, [headers], header)
    page.freeze_panes(1, 0)
    page.set_column(0, len(headers) - 1, 48)
    for number, row in enumerate(rows, start=1):
        for column, text in enumerate(row):
            write_cell(page, (number, column), text, plain)
