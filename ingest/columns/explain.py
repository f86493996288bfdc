"""What the columns of a list were taken for, and how that was found: for people who check it and put it right."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path, PurePath

from graph.model import Kind
from ingest.columns import Found, Role
from ingest.columns.assignment import Column
from ingest.columns.mappings import IGNORED, NO_MAPPINGS, Mappings, column_key, fingerprint_of
from ingest.columns.titles import field_titles
from ingest.headers import Table
from ingest.readers import read
from ingest.records import find_all_tables
from ingest.values.looks import is_contact
from ingest.values.text import cell_text, is_placeholder

_SAMPLES = 3
_LONGEST = 40
_LOOKED_AT = 200
MASK = "***"


@dataclass(frozen=True, slots=True)
class ExplainedColumn:
    """A column: its header, field (None: kept as extra; `ignore`: left out), how found, how sure, some values."""

    header: str
    field: str | None
    title: str
    found: Found | None
    confidence: float
    samples: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ExplainedTable:
    """A table or form of a file; `headers` identify its form, `corrected` tells that people have spoken of it."""

    sheet: str
    kind: Kind
    headers: tuple[str, ...]
    corrected: bool
    columns: tuple[ExplainedColumn, ...]

    @property
    def fingerprint(self) -> str:
        """What corrections of this form are remembered under."""
        return fingerprint_of(self.headers)


def explain(
    path: Path,
    kind: Kind | None = None,
    *,
    mappings: Mappings = NO_MAPPINGS,
    show_contacts: bool = False,
) -> tuple[tuple[ExplainedTable, ...], tuple[str, ...]]:
    """Explain the tables and forms of a file, and give its notices; raises `FileProblem` as reading does."""
    tables, notices = find_all_tables(read(path), kind, PurePath(path.name).stem, mappings)
    return tuple(_table(table, show_contacts=show_contacts) for table in tables), tuple(notices)


def _table(table: Table, *, show_contacts: bool) -> ExplainedTable:
    columns = tuple(_column(table, column, show_contacts=show_contacts) for column in table.columns)
    headers = table.headers or tuple(column.header for column in table.columns)
    return ExplainedTable(table.grid.sheet, table.kind, headers, table.correction is not None, columns)


def _column(table: Table, column: Column, *, show_contacts: bool) -> ExplainedColumn:
    field = field_of(column)
    contact = column.target.field == "contact"
    samples = tuple(
        MASK if not show_contacts and (contact or is_contact(text)) else text[:_LONGEST]
        for text in _samples(table, column.index)
    )
    title = field_title(table.kind, field)
    return ExplainedColumn(column.header, field, title, column.found, column.confidence, samples)


def _samples(table: Table, at: int) -> list[str]:
    """Give the first different values of a column."""
    found: dict[str, None] = {}
    for index in range(table.start, min(table.stop, table.start + _LOOKED_AT)):
        row = table.grid.rows[index]
        text = cell_text(row[at]) if index not in table.repeats and at < len(row) and row[at] != "" else ""
        if text and not is_placeholder(text):
            found[text] = None
            if len(found) == _SAMPLES:
                break
    return list(found)


def field_of(column: Column) -> str | None:
    """Name what a column stands for as people write it: `budget`, `contact.phone`, `ignore`, None for extra."""
    target = column.target
    if target.role is Role.IGNORED:
        return IGNORED
    part = f".{target.part}" if target.part and target.role is Role.VALUE else ""
    return None if target.field is None or target.role is Role.EXTRA else f"{target.field}{part}"


def field_title(kind: Kind, field: str | None) -> str:
    """Name a field in Chinese."""
    if field is None:
        return "原样保留"
    return "不读" if field == IGNORED else field_titles(kind).get(field, field)


@dataclass(frozen=True, slots=True)
class Unknown:
    """A name that is no header or no field, and the names near it."""

    name: str
    near: tuple[str, ...]


def find_field(kind: Kind, said: str) -> str | Unknown | None:
    """Find the field a person named, in Chinese or by its JSON name; None is `extra`."""
    if said in ("extra", "原样保留"):
        return None
    titles = field_titles(kind)
    known = {name: name for name in titles} | {"不读": IGNORED, IGNORED: IGNORED}
    for name, title in titles.items():
        known.setdefault(title, name)
    if said in known:
        return known[said]
    return Unknown(said, tuple(get_close_matches(said, known, n=4, cutoff=0.4)))


def find_header(tables: Sequence[ExplainedTable], said: str) -> Mapping[int, str] | Unknown:
    """Find the tables (by place) that have a header a person named, and how it is written there."""
    key = column_key(said)
    found = {
        place: header
        for place, table in enumerate(tables)
        for header in table.headers
        if header and column_key(header) == key
    }
    headers = dict.fromkeys(header for table in tables for header in table.headers if header)
    return found or Unknown(said, tuple(get_close_matches(said, headers, n=4, cutoff=0.3)))
