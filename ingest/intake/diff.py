"""What changed between two lists of the graph, and which list a person means."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from graph.lists import Lists
from graph.model.listings import Listing, Snapshot
from ingest.intake.assembly import Change, differences
from ingest.intake.snapshot import ListError


@dataclass(frozen=True, slots=True)
class Place:
    """A row of a list, by the item it is about."""

    id: str
    code: str | None
    title: str
    sheet: str
    row: int


@dataclass(frozen=True, slots=True)
class ChangedRow:
    """A row of the newer list, and the fields it says differently from the older."""

    place: Place
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class Diff:
    """What a list says that another does not."""

    new: tuple[Place, ...]
    changed: tuple[ChangedRow, ...]
    withdrawn: tuple[Place, ...]
    unchanged: int

    def to_json(self) -> dict[str, Any]:
        """Tell it; contacts never enter the graph, so none are here."""
        return {
            "counts": {
                "new": len(self.new),
                "changed": len(self.changed),
                "withdrawn": len(self.withdrawn),
                "unchanged": self.unchanged,
            },
            "new": [asdict(place) for place in self.new],
            "changed": [
                asdict(row.place) | {"changes": [asdict(c) for c in row.changes]} for row in self.changed
            ],
            "withdrawn": [asdict(place) for place in self.withdrawn],
        }


def compare(lists: Lists, old: Snapshot, new: Snapshot) -> Diff:
    """Compare two lists item by item, each with the corrections sent for it."""
    before, after = _rows(lists, old), _rows(lists, new)
    changed = []
    unchanged = 0
    for id_, row in after.items():
        if id_ not in before:
            continue
        if changes := differences(json.loads(before[id_].record), json.loads(row.record)):
            changed.append(ChangedRow(_place(row), tuple(changes)))
        else:
            unchanged += 1
    return Diff(
        tuple(_place(row) for id_, row in after.items() if id_ not in before),
        tuple(changed),
        tuple(_place(row) for id_, row in before.items() if id_ not in after),
        unchanged,
    )


def _rows(lists: Lists, snapshot: Snapshot) -> dict[str, Listing]:
    """First row of each item, a corrected one rather than the first."""
    parts = [s for s in lists.of_source(snapshot.source) if s.supplements == snapshot.id]
    found: dict[str, Listing] = {}
    for part in (*sorted(parts, key=lambda s: s.order, reverse=True), snapshot):
        for row in lists.listed(part.id):
            found.setdefault(row.item, row)
    return found


def _place(row: Listing) -> Place:
    record = json.loads(row.record)
    return Place(row.item, record.get("code"), record.get("title", ""), row.sheet, row.row)


def find(lists: Lists, name: str) -> list[Snapshot]:
    """The lists a person means, newest first: a source's all, or by id, beginning of it, file name, source@day.

    Raises `ListError` where there is none.
    """
    snapshots = lists.all_snapshots()
    source, _, day = name.rpartition("@")
    ways: Sequence[Sequence[Snapshot]] = (
        [s for s in snapshots if s.id == name],
        [s for s in snapshots if s.source == name],
        [s for s in snapshots if day and s.source == source and s.as_of.startswith(day)],
        [s for s in snapshots if s.name == name],
        [s for s in snapshots if len(name) >= 4 and s.id.startswith(name)],
    )
    found = next((way for way in ways if way), None)
    if not found:
        raise ListError(
            f"图谱里没有“{name}”这份清单；请用 duijie lists 看来源，用 duijie lists show 来源 看各版。"
        )
    return sorted(found, key=lambda s: s.order, reverse=True)


def find_one(lists: Lists, name: str) -> Snapshot:
    """The one list a person means; raises `ListError` where there is none or there are several."""
    found = [s for s in find(lists, name) if not s.supplements] or find(lists, name)
    if len(found) > 1:
        these = "、".join(f"{s.source}@{s.as_of}（{s.id}）" for s in found[:10])
        raise ListError(f"“{name}”有 {len(found)} 份清单：{these}；请写其中一份的 id。")
    return found[0]
