"""Where an item stands in the lists, each cell as it was written: read again from the kept original."""

from dataclasses import asdict, dataclass, replace
from pathlib import PurePath
from typing import Any

from graph.lists import Lists
from graph.model import Kind
from graph.model.listings import Listing
from graph.properties import masked
from ingest.columns.mappings import Mappings
from ingest.headers import Table
from ingest.intake.originals import Originals
from ingest.readers import FileProblem, Raw, read
from ingest.records import column_letters, find_all_tables
from ingest.values.text import cell_text

_HIDDEN = "***"


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a row: letters of its column, header, the field it was read as, and the text as written."""

    column: str | None
    header: str
    field: str | None
    text: str

    def shown(self, *, contacts: bool) -> "Cell":
        """The cell as it may be shown: contacts only to the person who holds the file."""
        if contacts or not self.text:
            return self
        return replace(self, text=_HIDDEN if self.field == "contact" else masked(self.text))


@dataclass(frozen=True, slots=True)
class Source:
    """A row an item stands in, with its cells; `problem` tells why there are none."""

    listing: Listing
    cells: tuple[Cell, ...]
    problem: str | None = None

    def to_json(self, *, show_contacts: bool) -> dict[str, Any]:
        """Tell it."""
        listing = self.listing
        return {
            "source": listing.snapshot.source,
            "as_of": listing.snapshot.as_of,
            "snapshot": listing.snapshot.id,
            "file": listing.snapshot.name,
            "sheet": listing.sheet,
            "row": listing.row,
            "change": listing.change,
            "cells": [asdict(cell.shown(contacts=show_contacts)) for cell in self.cells],
            "problem": self.problem,
        }


def sources_of(lists: Lists, originals: Originals, mappings: Mappings, id_: str) -> list[Source]:
    """Every row an item stands in, the newest list first."""
    found = sorted(lists.listings([id_], past=True), key=lambda row: row.snapshot.order, reverse=True)
    return [_source(row, originals, mappings) for row in found]


def _source(listing: Listing, originals: Originals, mappings: Mappings) -> Source:
    original = originals.get(listing.snapshot.hash)
    if original is None:
        return Source(listing, (), "原件不在本机的数据目录里，看不到单元格原文。")
    kinds = [Kind(kind) for kind in listing.snapshot.kinds]
    context = PurePath(listing.snapshot.name).stem
    try:
        document = read(original.path, context)
        tables, _ = find_all_tables(document, kinds[0] if len(kinds) == 1 else None, context, mappings)
    except FileProblem as problem:
        return Source(listing, (), f"原件重读失败：{problem}")
    cells = next((_cells(table, listing.row - 1) for table in tables if _holds(table, listing)), ())
    return Source(listing, cells, None if cells else "原件里找不到这一行。")


def _holds(table: Table, listing: Listing) -> bool:
    return table.grid.sheet == listing.sheet and table.start <= listing.row - 1 < table.stop


def _cells(table: Table, index: int) -> tuple[Cell, ...]:
    """The cells of a row under its columns; of a form, whose labels stand anywhere, without their letters."""
    row = table.grid.rows[index]
    first = table.grid.first_column
    return tuple(
        Cell(
            None if table.form else column_letters(first + column.index),
            column.header,
            column.target.field,
            _written(row[column.index]) if column.index < len(row) else "",
        )
        for column in table.columns
    )


def _written(raw: Raw) -> str:
    return raw if isinstance(raw, str) else cell_text(raw)
