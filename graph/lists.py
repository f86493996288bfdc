"""What the graph knows of lists: snapshots of sources, and what each said of an item."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from graph.client import Client, Row, Write
from graph.model import Kind
from graph.model.listings import Candidate, Known, Listing, Snapshot, snapshot_from
from graph.properties import json_from_properties, record_text


class Lists:
    """Reads and writes sources, snapshots and listings through named statements."""

    def __init__(self, client: Client) -> None:
        self._client = client

    def snapshot(self, id_: str) -> Snapshot | None:
        """Give a received list, or None."""
        rows = self._client.read("read/snapshot", id=id_)
        return snapshot_from(rows[0]["properties"]) if rows else None

    def all_snapshots(self) -> list[Snapshot]:
        """Every received list, newest first."""
        return [snapshot_from(row["properties"]) for row in self._client.read("read/snapshots")]

    def sources(self) -> list[Row]:
        """Every source: newest `as_of` and its id, `kinds`, and how many `snapshots`, `current`, `withdrawn`."""
        return self._client.read("read/sources")

    def sources_like(self, name: str) -> list[Snapshot]:
        """Every snapshot of the sources whose name begins so."""
        return [
            snapshot_from(row["properties"]) for row in self._client.read("read/sources_like", begins=name)
        ]

    def of_source(self, source: str) -> list[Snapshot]:
        """Every snapshot of a source."""
        rows = self._client.read("read/snapshots_of_source", source=source)
        return [snapshot_from(row["properties"]) for row in rows]

    def known(self, ids: Sequence[str]) -> dict[str, Known]:
        """Tell what the graph holds of these items; unknown ones are absent."""
        if not ids:
            return {}
        rows = self._client.read("read/known_items", ids=list(ids))
        return {row["id"]: _known(row) for row in rows}

    def joined(self, natural_ids: Sequence[str]) -> dict[str, str]:
        """Items that rows with these ids were joined to before, by the id of the row."""
        if not natural_ids:
            return {}
        rows = self._client.read("read/items_joined", ids=list(natural_ids))
        return {row["natural_id"]: row["id"] for row in rows}

    def survivors(self) -> dict[str, str]:
        """What stands for items that were taken into others, by their ids and by their title and organisation."""
        rows = self._client.read("read/survivors")
        by_title = {row["title_key"]: row["survivor"] for row in rows if row["title_key"]}
        return by_title | {row["id"]: row["survivor"] for row in rows}

    def redirected(self) -> dict[str, str]:
        """Organisations and people that were taken into others, and into which."""
        return {row["id"]: row["survivor"] for row in self._client.read("read/redirected")}

    def splits(self, source: str) -> dict[str, str]:
        """Items of rows of a source that were taken out of another, by the id the row has by itself."""
        rows = self._client.read("read/splits_of_source", source=source)
        return {row["natural_id"]: row["id"] for row in rows}

    def by_title_key(self, keys: Sequence[str]) -> dict[str, list[Candidate]]:
        """Items by kind, title and organisation, in the order of ids."""
        if not keys:
            return {}
        found: dict[str, list[Candidate]] = {}
        for row in self._client.read("read/items_by_title_key", keys=list(keys)):
            found.setdefault(row["key"], []).append(Candidate(row["id"], frozenset(row["codes"] or ())))
        return found

    def listings(self, ids: Sequence[str], also: Sequence[str] = (), *, past: bool = False) -> list[Listing]:
        """What the lists that count say of these items.

        :param also: ids of superseded snapshots to be told of too.
        :param past: tell of all lists there ever were.
        """
        if not ids:
            return []
        rows = self._client.read("read/listings", ids=list(ids), also=list(also), past=past)
        return [_listing(row) for row in rows]

    def listed(self, snapshot: str) -> list[Listing]:
        """Every row of a list, as it stands in it."""
        return [_listing(row) for row in self._client.stream("read/listed", id=snapshot)]

    def shared(self, ids: Sequence[str], snapshots: Sequence[str]) -> set[tuple[str, str]]:
        """Which of these items stand in these lists, as (snapshot, item)."""
        if not ids or not snapshots:
            return set()
        rows = self._client.read("read/shared_items", ids=list(ids), snapshots=list(snapshots))
        return {(row["snapshot"], row["id"]) for row in rows}

    def unsettled(self, snapshots: Sequence[str], id_: str, reading: str) -> list[str]:
        """Items of these lists that a new reading of list `id_` does not name, and those it no longer names."""
        rows = self._client.read("read/unsettled", snapshots=list(snapshots), id=id_, reading=reading)
        return [row["id"] for row in rows]

    def kept_records(self, ids: Sequence[str]) -> list[Write]:
        """Keep at the lists what they said of items that are about to say something else.

        A row that says the same as its item stands in the graph once, as the item.
        """
        rows = self._client.read("read/unkept_records", ids=sorted(ids)) if ids else []
        kept = [{"id": row["id"], "record": _record(row)} for row in rows]
        return [Write("write/keep_records", {"rows": kept})] if kept else []

    def moved(self, start: str, end: str, natural_ids: Sequence[str] | None = None) -> list[Write]:
        """Move rows of lists from one item to another, all or those with these ids of their own.

        Both must be told anew afterwards from what their lists say.
        """
        natural = None if natural_ids is None else sorted(natural_ids)
        move = Write("write/move_listings", {"start": start, "end": end, "natural": natural})
        return [*self.kept_records([start]), move]

    def finish(self, id_: str, superseded: Mapping[str, bool]) -> None:
        """A list is in the graph as a whole, and takes the place of others of its source."""
        flags = [{"id": other, "superseded": said} for other, said in sorted(superseded.items())]
        self._client.write_together([
            Write("write/snapshots_superseded", {"rows": flags}),
            Write("write/snapshot_complete", {"id": id_}),
        ])  # fmt: skip


def withdrawal(ids: Sequence[str], by: Snapshot) -> Write:
    """Take items out of ranking: the list `by` was the one to drop them."""
    return Write("write/withdraw_items", {"ids": sorted(ids), "withdrawn": by.as_of, "by": by.id})


def dropped_listings(ids: Sequence[str], snapshot: str, reading: str) -> Write:
    """Drop rows of a list that a new reading of it does not give."""
    return Write("write/drop_listings", {"ids": sorted(ids), "snapshot": snapshot, "reading": reading})


def _known(row: Mapping[str, Any]) -> Known:
    return Known(
        kind=_kind(row["labels"]),
        content_hash=row["content_hash"],
        first_seen=row["first_seen"],
        last_seen=row["last_seen"],
        run_id=row["run_id"],
        withdrawn=row["withdrawn"],
        codes=tuple(row["codes"] or ()),
        title=row["title"],
        organization=row["organization"],
    )


def _record(row: Mapping[str, Any]) -> str:
    """What an item's node says, as the JSON text of a record."""
    return record_text(json_from_properties(_kind(row["labels"]), row["properties"]))


def _kind(labels: Collection[str]) -> Kind:
    return next(kind for kind in Kind if kind.label.value in labels)


def _listing(row: Mapping[str, Any]) -> Listing:
    said = row["listing"]
    return Listing(
        item=row["id"],
        natural_id=said.get("natural_id") or row["id"],
        snapshot=snapshot_from(row["snapshot"]),
        sheet=said.get("sheet", ""),
        row=said.get("row", 0),
        record=said.get("record") or _record(row),
        record_hash=said.get("record_hash", ""),
        change=said.get("change", "new"),
        changes=said.get("changes"),
        reading=said.get("reading", ""),
    )
