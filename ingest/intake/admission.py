"""How a list stands to what the graph holds: its source and day, what it is compared with, what it takes the place of."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from graph.lists import Lists
from graph.model import Label, Node, snapshot_id
from graph.model.listings import Listing, Snapshot
from ingest.intake.identify import Identities
from ingest.intake.originals import Original
from ingest.intake.redirect import final
from ingest.intake.snapshot import (
    Claim,
    ListError,
    as_complete,
    as_of,
    checked_date,
    following,
    previous,
    superseded,
)
from ingest.intake.source import guess_source
from ingest.readers import FileProblem
from ingest.readers.modified import modified
from ingest.records import ParsedFile

PARSER_VERSION = "2"
"""Raised when rows would be read differently, so that lists already taken in are read anew."""


@dataclass(frozen=True, slots=True)
class Admission:
    """A list about to be taken in.

    :param again: it is complete in the graph, read the same way.
    :param first: its source has no other list.
    :param flags: by snapshot of its source whether, with this list, a newer one has its place.
    :param affected: snapshots whose flag this list changes.
    :param previous: ids of the snapshots it is compared with.
    :param dropped_by: for a list older than the newest of its source, the one that took its place.
    :param stands_for: what stands for organisations and people that were taken into others.
    :param written: rows that an interrupted run has written, by their own ids.
    :param anew: it was complete in the graph, taken for the same but read otherwise.
    """

    snapshot: Snapshot
    again: bool
    identities: Identities
    notices: tuple[str, ...] = ()
    first: bool = True
    flags: Mapping[str, bool] = field(default_factory=dict)
    affected: tuple[str, ...] = ()
    previous: tuple[str, ...] = ()
    dropped_by: Snapshot | None = None
    written: frozenset[str] = frozenset()
    stands_for: Mapping[str, str] = field(default_factory=dict)
    anew: bool = False

    def counts(self, listing: Listing) -> bool:
        """Tell whether a row counts once this list is in: its own list has no newer one in its place."""
        snapshot = listing.snapshot
        if snapshot.id == self.snapshot.id and listing.reading != self.snapshot.reading:
            return False
        return not self.flags.get(snapshot.id, snapshot.superseded)


def admit(lists: Lists, parsed: ParsedFile, original: Original, claim: Claim) -> Admission:
    """Decide how a list is taken in; what was decided once holds until the user says otherwise.

    Raises `ListError` where what the user says cannot be, `FileProblem` where the list it corrects is not there.
    """
    stored = lists.snapshot(snapshot_id(original.hash))
    identities = Identities(lists, frozenset(row.id for row in parsed.rows))
    bare = _bare(parsed, original)
    corrected = claim.supplements or _corrected(lists, parsed)
    corrected = corrected or (stored.supplements if stored and not claim.source else None)
    if corrected:
        snapshot, notice = _supplement(lists, bare, corrected), None
    elif stored and stored.reading:
        snapshot, notice = replace(bare, source=stored.source, as_of=stored.as_of), None
    else:
        snapshot, notice = _guessed(lists, parsed, original, bare, identities, claim)
    snapshot = _claimed(snapshot, claim)
    snapshot = replace(snapshot, reading=_reading(snapshot, parsed))
    if stored and stored.complete and stored.reading == snapshot.reading:
        return Admission(replace(snapshot, superseded=stored.superseded), True, identities)
    return _compared(lists, snapshot, stored, identities, (notice,) if notice else ())


def _corrected(lists: Lists, parsed: ParsedFile) -> str | None:
    """The list whose refused rows these are, where it is in the graph; else they are a list of their own."""
    if parsed.supplements is None:
        return None
    corrected = snapshot_id(parsed.supplements)
    return corrected if lists.snapshot(corrected) else None


def _bare(parsed: ParsedFile, original: Original) -> Snapshot:
    kinds = tuple(kind.value for kind in parsed.kinds)
    return Snapshot(
        id=snapshot_id(original.hash),
        name=original.name,
        source="",
        as_of="",
        received=original.received,
        kinds=kinds,
        accepted=len(parsed.rows),
    )


def _supplement(lists: Lists, bare: Snapshot, id_: str) -> Snapshot:
    """A list of corrected rows belongs to the list they were refused from."""
    base = lists.snapshot(id_)
    if base is None:
        raise FileProblem(f"要补正的清单（{id_}）不在图谱里。", "请先导入原清单，再导入补正的行。")
    return replace(bare, source=base.source, as_of=base.as_of, supplements=base.main)


def _guessed(
    lists: Lists, parsed: ParsedFile, original: Original, bare: Snapshot, identities: Identities, claim: Claim
) -> tuple[Snapshot, str | None]:
    day = as_of(parsed.file, parsed.titles, modified(original.path), original.received)
    if claim.source:
        return replace(bare, as_of=day), None
    guess = guess_source(lists, bare.id, parsed, identities)
    return replace(bare, source=guess.source, as_of=day), guess.notice


def _claimed(snapshot: Snapshot, claim: Claim) -> Snapshot:
    if claim.supplements:
        return snapshot
    if claim.source is not None and not claim.source.strip():
        raise ListError("来源名是空的；请写成如 --source 桂林市技术需求。")
    return replace(
        snapshot,
        source=claim.source.strip() if claim.source else snapshot.source,
        as_of=checked_date(claim.as_of) if claim.as_of else snapshot.as_of,
    )


def _reading(snapshot: Snapshot, parsed: ParsedFile) -> str:
    """What a list was read with and taken for: where any of it changes, the list is taken in anew."""
    counts = (parsed.read, len(parsed.rows), len(parsed.errors), len(parsed.duplicates))
    taken_for = (snapshot.source, snapshot.as_of, snapshot.supplements)
    said = json.dumps([PARSER_VERSION, snapshot.kinds, _layout(parsed), parsed.mapping, counts, taken_for])
    return hashlib.blake2b(said.encode(), digest_size=6).hexdigest()


def _layout(parsed: ParsedFile) -> str:
    return json.dumps(parsed.layout, ensure_ascii=False)


def _compared(
    lists: Lists, snapshot: Snapshot, stored: Snapshot | None, identities: Identities, notices: Sequence[str]
) -> Admission:
    """Work out what the list is compared with and what it takes the place of."""
    rows = list(lists.listed(snapshot.id)) if stored else []
    for listing in rows:
        if listing.natural_id in identities.natural:
            identities.decide(listing.natural_id, listing.item)
    for natural_id, item in lists.splits(snapshot.source).items():
        if natural_id in identities.natural:
            identities.decide(natural_id, item)
    snapshot = replace(snapshot, moved_from=_moved_from(stored, snapshot.source))
    of_source = [s for s in lists.of_source(snapshot.source) if s.id != snapshot.id]
    left = lists.of_source(snapshot.moved_from) if snapshot.moved_from else []
    left = [s for s in left if s.id != snapshot.id]
    flags = dict(superseded(as_complete([*of_source, snapshot], snapshot.id))) | dict(superseded(left))
    snapshot = replace(snapshot, superseded=flags[snapshot.id])
    before = {s.id: s.superseded for s in (*of_source, *left)}
    return Admission(
        snapshot,
        False,
        identities,
        tuple(notices),
        not of_source,
        flags,
        tuple(sorted(id_ for id_, said in before.items() if said != flags[id_])),
        previous(snapshot, of_source),
        following(snapshot, of_source) if snapshot.superseded else None,
        frozenset(listing.natural_id for listing in rows if listing.reading == snapshot.reading),
        final(lists.redirected()),
        anew=stored is not None and stored.complete and _taken_for(stored) == _taken_for(snapshot),
    )


def _taken_for(snapshot: Snapshot) -> tuple[object, ...]:
    return snapshot.source, snapshot.as_of, snapshot.kinds


def _moved_from(stored: Snapshot | None, source: str) -> str | None:
    """The source a list was settled in until now, if it is another."""
    if stored is None or not stored.reading:
        return None
    was = stored.source if stored.complete else stored.moved_from
    return was if was != source else None


def snapshot_node(snapshot: Snapshot, parsed: ParsedFile, original: Original) -> Node:
    """The node of a list that is being taken in."""
    properties: dict[str, Any] = {
        "name": snapshot.name,
        "hash": original.hash,
        "source": snapshot.source,
        "as_of": snapshot.as_of,
        "received": snapshot.received,
        "kinds": list(snapshot.kinds),
        "read": parsed.read,
        "accepted": len(parsed.rows),
        "rejected": len(parsed.errors),
        "duplicate": len(parsed.duplicates),
        "columns": _layout(parsed),
        "parser": PARSER_VERSION,
        "reading": snapshot.reading,
        "supplements": snapshot.supplements,
        "superseded": snapshot.superseded,
        "moved_from": snapshot.moved_from,
        "complete": False,
        "last_seen": snapshot.received,
        "run_id": snapshot.id,
    }
    return Node(Label.LIST_SNAPSHOT, snapshot.id, properties)
