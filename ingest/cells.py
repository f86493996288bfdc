"""Where an item stands in the lists, each cell as it was written: read again from the kept original."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from graph.lists import Lists
from graph.model import Kind, item_to_json
from graph.model.listings import Listing
from graph.properties import masked
from ingest.assignment import UnknownKindError
from ingest.headers import Table, find_tables
from ingest.originals import Originals
from ingest.readers import Document, FileProblem, read
from ingest.records import column_letters, parse
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


def sources_of(lists: Lists, originals: Originals, id_: str) -> list[Source]:
    """Every row an item stands in, the newest list first."""
    found = sorted(lists.listings([id_], past=True), key=lambda row: row.snapshot.order, reverse=True)
    return [_source(row, originals) for row in found]


def _source(listing: Listing, originals: Originals) -> Source:
    original = originals.get(listing.snapshot.hash)
    if original is None:
        return Source(listing, (), "原件不在本机的数据目录里，看不到单元格原文。")
    kinds = [Kind(kind) for kind in listing.snapshot.kinds]
    kind = kinds[0] if len(kinds) == 1 else None
    try:
        cells = _cells_of_table(read(original.path), kind, listing) or _cells_of_form(
            original.path, kind, listing
        )
    except FileProblem as problem:
        return Source(listing, (), f"原件重读失败：{problem}")
    return Source(listing, tuple(cells), None if cells else "原件里找不到这一行。")


def _cells_of_table(document: Document, kind: Kind | None, listing: Listing) -> list[Cell]:
    index = listing.row - 1
    for table in _tables(document, kind, listing):
        if table.start <= index < table.stop:
            row = table.grid.rows[index]
            return [
                Cell(
                    column_letters(table.grid.first_column + column.index),
                    column.header,
                    column.target.field,
                    cell_text(row[column.index]) if column.index < len(row) else "",
                )
                for column in table.columns
            ]
    return []


def _tables(document: Document, kind: Kind | None, listing: Listing) -> Iterable[Table]:
    for grid in document.grids:
        if grid.sheet == listing.sheet and grid.rows:
            try:
                yield from find_tables(grid, kind, (Path(listing.snapshot.name).stem,))
            except UnknownKindError:
                continue


def _cells_of_form(path: Path, kind: Kind | None, listing: Listing) -> list[Cell]:
    """What stands in no table: the fields as they were read, in place of columns."""
    for row in parse(path, kind).rows:
        if (row.sheet, row.row) == (listing.sheet, listing.row):
            return [Cell(None, name, name, _text(value)) for name, value in item_to_json(row.item).items()]
    return []


def _text(value: Any) -> str:  # noqa: ANN401 -- any JSON value
    if isinstance(value, dict):
        return str(value.get("raw") or "，".join(f"{k} {v}" for k, v in value.items()))
    return "、".join(map(_text, value)) if isinstance(value, list) else str(value)
