"""A file becomes records: every row that is read is an item, a duplicate or an error, and none is lost."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePath

from graph.model import Item, Kind, item_from_fields, title_field
from ingest.columns import Role
from ingest.columns.assignment import UnknownKindError
from ingest.columns.mappings import NO_MAPPINGS, Mappings, digest_of
from ingest.credit_code import credit_code, looks_like_one
from ingest.extraction import Draft, Notice, TableReader
from ingest.forms import Forms, find_forms
from ingest.headers import Table, find_tables
from ingest.readers import Document, FileProblem, read
from ingest.refused import Refused
from ingest.resolve import row_id

__all__ = ["Duplicate", "FileProblem", "Notice", "ParsedFile", "Place", "Row", "RowError", "parse"]

_NO_TABLE = (
    "没有找到表格，也没有“成果名称：……”这样逐行填写的内容。",
    "请导入带清单或表单的文件，或把内容整理成表格。",
)
_NO_HEADER = (
    "没有找到表头。",
    "请确认前 15 行里有一行列名（如“成果名称”“需求名称”“榜单名称”“项目名称”），且列名各占一格。",
)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a row stands: sheet, and row as the spreadsheet program shows it."""

    sheet: str
    row: int


@dataclass(frozen=True, slots=True)
class Row:
    """An accepted row; `confidence` per field, 0 to 1."""

    sheet: str
    row: int
    id: str
    item: Item
    confidence: Mapping[str, float]
    notices: tuple[Notice, ...] = ()


@dataclass(frozen=True, slots=True)
class RowError:
    """A row that cannot be accepted: what is wrong and how to put it right."""

    sheet: str
    row: int
    column: str | None
    problem: str
    hint: str
    refused: Refused | None = field(default=None, repr=False)
    """The row itself, to be written out for correction; never in the JSON."""


@dataclass(frozen=True, slots=True)
class Duplicate:
    """A row that repeats an earlier one."""

    sheet: str
    row: int
    of: Place


@dataclass(frozen=True, slots=True)
class ParsedFile:
    """All that was understood of a file; `read` = rows + errors + duplicates."""

    file: str
    kinds: tuple[Kind, ...]
    read: int
    rows: tuple[Row, ...]
    duplicates: tuple[Duplicate, ...]
    errors: tuple[RowError, ...]
    columns: Mapping[str, str | None]
    notices: tuple[str, ...]
    mapping: str = ""
    """Digest of the remembered corrections that bear on it; "" where there are none."""
    supplements: str | None = None
    """SHA-256 of the list whose refused rows these are, corrected: its other rows stay as they are."""
    titles: tuple[str, ...] = ()
    """Texts above the tables: titles, dates, units."""
    layout: Mapping[str, Mapping[str, Mapping[str, str | None]]] = field(default_factory=dict)
    """By sheet and header: `field` (None where it is kept as it is) and `column` (its letters)."""

    @property
    def rejected(self) -> int:
        """Number of rows not accepted for an error."""
        return len(self.errors)


def parse(
    path: Path, kind: Kind | None = None, *, name: str | None = None, mappings: Mappings = NO_MAPPINGS
) -> ParsedFile:
    """Read a list; raises `FileProblem` where the file as a whole cannot be understood.

    :param name: what the file is called where it lies under another name, as members of archives do.
    :param mappings: what people have said of headers; it wins over the tables.
    """
    name = name or path.name
    document = read(path, PurePath(name).stem)
    returned = document.returned
    context = returned.name if returned else PurePath(name).stem
    tables, notices = find_all_tables(document, kind, context, mappings)
    collected = _Collected(notices=list(notices), numbered=returned.numbered if returned else frozenset())
    for table in tables:
        _collect(table, context, collected)
    if collected.read == 0:
        collected.notices.append("表头下面没有数据行：这张表还没有填写，或只有合计、备注行。")
    kinds = tuple(dict.fromkeys(table.kind for table in tables))
    parsed = ParsedFile(
        name,
        kinds,
        collected.read,
        tuple(collected.rows),
        tuple(collected.duplicates),
        tuple(collected.errors),
        _columns(tables),
        tuple(collected.notices),
        titles=tuple(dict.fromkeys(text for table in tables for text in table.above)),
        layout=_layout(tables),
        mapping=digest_of(table.correction for table in tables if table.correction),
        supplements=returned.sha256 if returned else None,
    )
    if parsed.read != len(parsed.rows) + len(parsed.errors) + len(parsed.duplicates):
        raise AssertionError(f"{name}: read is not accepted + rejected + duplicate")
    return parsed


@dataclass(slots=True)
class _Collected:
    read: int = 0
    rows: list[Row] = field(default_factory=list)
    duplicates: list[Duplicate] = field(default_factory=list)
    errors: list[RowError] = field(default_factory=list)
    notices: list[str] = field(default_factory=list)
    seen: dict[str, Row] = field(default_factory=dict)
    numbered: frozenset[str] = frozenset()
    """Sheets known to have codes that only number their rows."""
    confidences: dict[tuple[tuple[str, float], ...], dict[str, float]] = field(default_factory=dict)
    """Each said once, as nearly all rows of a list are read as surely."""


def find_all_tables(
    document: Document, kind: Kind | None, context: str, mappings: Mappings = NO_MAPPINGS
) -> tuple[list[Table], list[str]]:
    """Find the tables of all grids, and what to tell the user of the others; `FileProblem` where there is none."""
    tables: list[Table] = []
    notices = list(document.notices)
    problem: UnknownKindError | None = None
    forms = Forms()
    try:
        if not document.returned:
            forms = find_forms(document.grids, kind, context, mappings)
    except UnknownKindError as error:
        problem = error
        notices.append(f"{context}：{error}")
    for index, grid in enumerate(document.grids):
        if not grid.rows or grid.prose or index in forms.grids:
            continue
        try:
            found = find_tables(grid, kind or _returned_kind(document, grid.sheet), (context,), mappings)
        except UnknownKindError as error:
            problem = error
            notices.append(f"{grid.sheet}：{error}")
            continue
        if not found:
            notices.append(f"{grid.sheet}：没有找到表头，未读取。")
        tables.extend(found)
        notices.extend(map(_unknown_columns, filter(_unknown, found)))
    tables.extend(forms.tables)
    if not tables:
        raise _whole_file_problem(document, problem)
    return tables, notices


def _returned_kind(document: Document, sheet: str) -> Kind | None:
    kind = document.returned.kinds.get(sheet) if document.returned else None
    return Kind(kind) if kind in set(Kind) else None


def _unknown(table: Table) -> list[str]:
    return [column.header for column in table.columns if column.found is None]


def _unknown_columns(table: Table) -> str:
    names = "、".join(_unknown(table))
    return f"{table.grid.sheet}：没有认出这些列，内容原样保留：{names}。可用 duijie columns map 指明。"


def _whole_file_problem(document: Document, problem: UnknownKindError | None) -> FileProblem:
    if problem is not None:
        return FileProblem(problem.problem, problem.hint)
    if not any(grid.rows for grid in document.grids):
        return FileProblem("表格里没有任何内容。", "请检查是否选错了文件，或内容是否在隐藏的工作表里。")
    if all(grid.prose for grid in document.grids if grid.rows):
        return FileProblem(*_NO_TABLE)
    return FileProblem(*_NO_HEADER)


def _columns(tables: list[Table]) -> dict[str, str | None]:
    columns: dict[str, str | None] = {}
    for table in tables:
        for column in table.columns:
            known = column.target.role in {Role.VALUE, Role.LABELLED, Role.FLAG}
            columns[column.header] = (column.target.field if known else None) or columns.get(column.header)
    return columns


def _layout(tables: list[Table]) -> dict[str, dict[str, Mapping[str, str | None]]]:
    sheets: dict[str, dict[str, Mapping[str, str | None]]] = {}
    for table in tables:
        found = sheets.setdefault(table.grid.sheet, {})
        for column in table.columns:
            letters = column_letters(table.grid.first_column + column.index)
            found.setdefault(column.header, {"field": column.target.field, "column": letters})
    return sheets


def column_letters(index: int) -> str:
    """Letters of a column counted from 0, as the spreadsheet program shows it: 0 → A, 26 → AA."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def _collect(table: Table, context: str, collected: _Collected) -> None:
    reader = TableReader(table, (context,))
    serial_codes = table.grid.sheet in collected.numbered or reader.has_serial_codes()
    for draft in reader.drafts():
        collected.read += 1
        place = Place(table.grid.sheet, draft.index + 1)
        if error := _error(draft, place, reader):
            collected.errors.append(replace(error, refused=reader.refused(draft)))
            continue
        said = tuple(draft.confidence.items())
        draft.confidence = collected.confidences.setdefault(said, draft.confidence)
        _accept(_row(table.kind, draft, place, serial_codes=serial_codes), collected)


def _error(draft: Draft, place: Place, reader: TableReader) -> RowError | None:
    if draft.too_long is not None:
        hint = "请检查这一格是否误粘了整篇文档或附件内容，缩短后再导入。"
        return RowError(place.sheet, place.row, draft.too_long, "单元格内容过长（超过 32767 字）", hint)
    if title_field(reader.table.kind) not in draft.values:
        column = reader.title_header
        what = "姓名" if reader.table.kind is Kind.EXPERT else "名称"
        hint = f"请在“{column}”列补上{what}后再导入。" if column else f"请增加一列{what}。"
        return RowError(place.sheet, place.row, column, f"缺少{what}", hint)
    return None


def _row(kind: Kind, draft: Draft, place: Place, *, serial_codes: bool) -> Row:
    item = item_from_fields(kind, {**draft.values, "extra": draft.extra})
    if item.organization is None:
        draft.notices.append(Notice(None, "没有写单位", "请补上单位，否则同名项目无法区分。"))
    draft.notices.extend(_code_notices(item))
    code = None if serial_codes else item.code
    identity = row_id(item, code)
    return Row(place.sheet, place.row, identity, item, draft.confidence, tuple(draft.notices))


def _code_notices(item: Item) -> list[Notice]:
    said = getattr(item, "credit_code", None)
    if not said or not looks_like_one(said) or credit_code(said):
        return []
    hint = "请核对 18 位代码；校验位不对的代码不用来辨认单位。"
    return [Notice(None, f"统一社会信用代码“{said}”位数或校验位不对", hint)]


def _accept(row: Row, collected: _Collected) -> None:
    """Take a row in, unless one like it came before; the same code on another title makes another item."""
    earlier = collected.seen.get(row.id)
    if earlier is not None and row.item.code and earlier.item.title != row.item.title:
        row, earlier = _told_apart(row, earlier, collected)
    if earlier is None:
        collected.seen[row.id] = row
        collected.rows.append(row)
        return
    collected.duplicates.append(Duplicate(row.sheet, row.row, Place(earlier.sheet, earlier.row)))
    if earlier.item != row.item:
        place, first = f"{row.sheet} 第 {row.row} 行", f"{earlier.sheet} 第 {earlier.row} 行"
        collected.notices.append(
            f"{place}与{first}的编号或名称、单位相同而内容不同，按重复处理；如是两项，请写不同的名称或编号。"
        )


def _told_apart(row: Row, earlier: Row, collected: _Collected) -> tuple[Row, Row | None]:
    item = row.item
    identity = row_id(item, None)
    problem = f"编号“{item.code}”与第 {earlier.row} 行相同而名称不同，按两项处理"
    notice = Notice(None, problem, "请核对编号。")
    told = Row(row.sheet, row.row, identity, item, row.confidence, (*row.notices, notice))
    return told, collected.seen.get(identity)
