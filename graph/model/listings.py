"""Lists as the graph keeps them: dated snapshots of a source, and what each said of an item."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from graph.model.labels import Kind


@dataclass(frozen=True, slots=True)
class Snapshot:
    """One received list: a dated snapshot of a source.

    :param as_of: the day (or month) the list speaks of, an ISO date as precise as known.
    :param received: when its file first came, ISO date and time (UTC).
    :param supplements: id of the snapshot of the same source whose refused rows it brings back corrected.
    :param superseded: a newer list of the source has taken its place.
    :param moved_from: the source it was taken for until now, while it is being moved to another.
    :param reading: fingerprint of how its file was read and what it was taken for.
    :param hash: SHA-256 of its file.
    """

    id: str
    name: str
    source: str
    as_of: str
    received: str
    kinds: tuple[str, ...] = ()
    accepted: int = 0
    complete: bool = False
    superseded: bool = False
    supplements: str | None = None
    moved_from: str | None = None
    reading: str = ""
    hash: str = ""

    @property
    def order(self) -> tuple[str, str, str]:
        """Older snapshots of a source come first: by what they speak of, then by when they came."""
        return self.as_of, self.received, self.id

    @property
    def main(self) -> str:
        """Id of the snapshot it belongs to: itself, or the one it supplements."""
        return self.supplements or self.id


@dataclass(frozen=True, slots=True)
class Listing:
    """A row of a list as `LISTED_IN` keeps it.

    :param item: id of the item the row is about.
    :param natural_id: the id the row has by itself, before it was joined to an item that was known already.
    :param record: the row's item as JSON text, contacts left out.
    :param record_hash: hash of `record`.
    :param change: `new`, `changed`, `unchanged` or `older`, against the previous snapshot of the source.
    :param changes: for a changed row [{"field", "old", "new"}] as JSON text.
    :param reading: what the list was read with; rows of an earlier reading are stale.
    """

    item: str
    natural_id: str
    snapshot: Snapshot
    sheet: str
    row: int
    record: str
    record_hash: str
    change: str = "new"
    changes: str | None = None
    reading: str = ""


@dataclass(frozen=True, slots=True)
class Known:
    """What the graph holds of an item already, apart from its fields."""

    kind: Kind
    content_hash: str
    first_seen: str
    last_seen: str
    run_id: str
    withdrawn: str | None = None
    codes: tuple[str, ...] = ()
    title: str = ""
    organization: str | None = None


@dataclass(frozen=True, slots=True)
class Candidate:
    """An item a row may be about, found by what the row names it."""

    id: str
    codes: frozenset[str] = field(default_factory=frozenset)


def snapshot_from(properties: Mapping[str, Any]) -> Snapshot:
    """Read a snapshot from its node; one of a version that knew no sources is a source of its own."""
    return Snapshot(
        id=properties["id"],
        name=properties.get("name", ""),
        source=properties.get("source") or properties["id"],
        as_of=properties.get("as_of") or str(properties.get("received", ""))[:10],
        received=properties.get("received", ""),
        kinds=tuple(properties.get("kinds") or ()),
        accepted=properties.get("accepted", 0),
        complete=properties.get("complete", False),
        superseded=properties.get("superseded", False),
        supplements=properties.get("supplements"),
        moved_from=properties.get("moved_from"),
        reading=properties.get("reading", ""),
        hash=properties.get("hash", ""),
    )
