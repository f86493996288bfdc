"""What was understood of a file, as JSON: the shapes of the record fields document."""

import json
from collections.abc import Mapping
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from graph.model import item_to_json
from graph.model.listings import Listing
from ingest.readers import FileProblem
from ingest.records import ParsedFile, Row, RowError

if TYPE_CHECKING:
    from ingest.intake.pipeline import Ingested

Json = dict[str, Any]

SHOWN_CHANGES = 20
"""Changed rows a report names; `duijie lists diff` has them all."""


def file_to_json(parsed: ParsedFile, *, with_rows: bool, protect_contacts: bool) -> Json:
    """Tell a parsed file; contacts are clear only for the person who holds it (`protect_contacts` false)."""
    document: Json = {
        "file": parsed.file,
        "kinds": [kind.value for kind in parsed.kinds],
        "read": parsed.read,
        "accepted": len(parsed.rows),
        "rejected": parsed.rejected,
        "duplicate": len(parsed.duplicates),
        "columns": dict(parsed.columns),
        "duplicates": [asdict(duplicate) for duplicate in parsed.duplicates],
        "errors": [error_to_json(error) for error in parsed.errors],
        "notices": list(parsed.notices),
    }
    if with_rows:
        document["rows"] = [row_to_json(row, protect_contacts=protect_contacts) for row in parsed.rows]
    return document


def error_to_json(error: RowError) -> Json:
    """Tell a refused row; its cells stay out, they may hold contacts."""
    said = ("sheet", "row", "column", "problem", "hint")
    return {name: getattr(error, name) for name in said}


def changes_to_json(done: "Ingested") -> Json:
    """Tell what a list did to the graph."""
    rows = [
        {"sheet": said.sheet, "row": said.row, "id": said.item, "fields": changed_fields(said)}
        for said in done.changed[:SHOWN_CHANGES]
    ]
    return {
        "snapshot": done.snapshot,
        "source": done.source,
        "as_of": done.as_of,
        "again": done.again,
        "changes": dict(done.changes),
        "changed": rows,
        "source_notices": list(done.notices),
    }


def changed_fields(listing: Listing) -> list[str]:
    """Fields a changed row says differently from the list before."""
    return [change["field"] for change in json.loads(listing.changes or "[]")]


def problem_to_json(name: str, problem: FileProblem) -> Json:
    """Tell a file that could not be read at all, in the shape of one that could."""
    error = {"sheet": None, "row": None, "column": None, "problem": problem.problem, "hint": problem.hint}
    nothing: Json = {"file": name, "kinds": [], "read": 0, "accepted": 0, "rejected": 0, "duplicate": 0}
    return nothing | {"columns": {}, "duplicates": [], "errors": [error], "notices": [], "rows": []}


def row_to_json(row: Row, *, protect_contacts: bool) -> Json:
    """Tell one accepted row."""
    fields = item_to_json(row.item)
    if protect_contacts and "contact" in fields:
        fields["contact"] = _masked(fields["contact"])
    return {
        "sheet": row.sheet,
        "row": row.row,
        "kind": row.item.kind.value,
        "id": row.id,
        "code": row.item.code,
        "fields": fields,
        "confidence": dict(row.confidence),
        "notices": [asdict(notice) for notice in row.notices],
    }


def _masked(contact: Mapping[str, str]) -> dict[str, str]:
    return dict.fromkeys(contact, "***")
