"""Rows of a list become what a transaction writes: what they say, and the items as all current lists say them."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from graph.lists import Lists
from graph.model import Item, Subgraph, item_from_json, item_to_json
from graph.model.ids import code_key
from graph.model.listings import Known, Listing, Snapshot
from graph.model.nodes import PropertyValue
from graph.properties import hash_of, item_properties, record_text
from ingest.intake.admission import Admission
from ingest.intake.assembly import Assembled, against, assemble, current, own_code
from ingest.intake.redirect import redirected
from ingest.intake.subgraph import Stamp, listed_in, subgraph
from ingest.intake.terms import TermExtractor
from ingest.records import Row
from ingest.resolve import title_key


@dataclass(slots=True)
class Batch:
    """One transaction of rows, and what is told of them: words of change, changed fields, sources shared with."""

    subgraphs: list[Subgraph] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    touched: list[str] = field(default_factory=list)
    changes: Counter[str] = field(default_factory=Counter)
    listings: list[Listing] = field(default_factory=list)
    shared: Counter[str] = field(default_factory=Counter)


class Batcher:
    """Builds the batches of one list."""

    def __init__(self, lists: Lists, terms: TermExtractor, admission: Admission) -> None:
        self._lists, self._terms, self._admission = lists, terms, admission
        self._items: set[str] = set()

    def build(self, rows: Sequence[Row], written: Callable[[], object] | None = None) -> Batch:
        """Build the batch of some rows.

        :param written: waits until the batch before is in the graph; called where rows of one item stand in both.
        """
        identities, done = self._admission.identities, self._admission.written
        items, known = identities.of(rows)
        if written and not self._items.isdisjoint(items.values()):
            written()
            items, known = identities.of(rows)
        self._items.update(items.values())
        batch = Batch()
        grouped: dict[str, list[Row]] = {}
        for row in rows:
            if row.id in done:
                batch.changes["done"] += 1
            else:
                grouped.setdefault(items[row.id], []).append(row)
        others = self._others([id_ for id_ in grouped if id_ in known], {row.id for row in rows})
        for id_, said in grouped.items():
            self._add(batch, Group(id_, said, known.get(id_), others.get(id_, ())))
        return batch

    def _others(self, ids: Sequence[str], mine: set[str]) -> dict[str, list[Listing]]:
        """What lists say of items, but for the rows that are being written."""
        admission, own = self._admission, self._admission.snapshot
        also, replaced = (*admission.previous, *admission.affected), mine - admission.written
        found: dict[str, list[Listing]] = {}
        for listing in self._lists.listings(ids, also, past=own.superseded):
            if listing.snapshot.id == own.id and (
                listing.natural_id in replaced or listing.reading != own.reading
            ):
                continue
            found.setdefault(listing.item, []).append(listing)
        return found

    def _add(self, batch: Batch, group: "Group") -> None:
        """Add the rows of one item."""
        admission = self._admission
        before = [said for said in group.others if said.snapshot.id in admission.previous]
        fields = [item_to_json(row.item) for row in group.rows]
        mine = [self._listing(group.id, *row, before) for row in zip(group.rows, fields, strict=True)]
        live = [said for said in (*group.others, *mine) if admission.counts(said)]
        item, whole = _whole(group, fields[0], mine, live)
        write = item_write(
            group.id, item, whole, group.known, admission.snapshot, None if live else admission.dropped_by
        )
        links = tuple(listed_in(said, whole.content_hash) for said in mine)
        if write is None:
            batch.touched.append(group.id)
            batch.subgraphs.append(Subgraph((), links))
        else:
            if group.known is not None:
                batch.changed.append(group.id)
            part = redirected(write.subgraph(self._terms), admission.stands_for)
            batch.subgraphs.append(Subgraph(part.nodes, (*part.relationships, *links)))
        batch.listings += mine
        batch.changes.update(self._told(said, written=write is not None) for said in mine)
        batch.shared.update(
            {said.snapshot.source for said in live} - {admission.snapshot.source} if group.others else ()
        )

    def _told(self, listing: Listing, *, written: bool) -> str:
        """What a row did: against the list before, or against itself where the same list is read anew."""
        if self._admission.anew and listing.change == "new":
            return "changed" if written else "unchanged"
        return listing.change

    def _listing(self, id_: str, row: Row, fields: Mapping[str, Any], before: Sequence[Listing]) -> Listing:
        snapshot = self._admission.snapshot
        record = record_text(fields)
        listing = Listing(id_, row.id, snapshot, row.sheet, row.row, record, hash_of(record))
        change, changes = against(listing, before)
        return replace(listing, change=change, changes=changes, reading=snapshot.reading)


@dataclass(frozen=True, slots=True)
class Group:
    """The rows of one item in a batch, what the graph holds of it, and what other rows say of it."""

    id: str
    rows: Sequence[Row]
    known: Known | None
    others: Sequence[Listing]


def _whole(
    group: Group, fields: Mapping[str, Any], mine: Sequence[Listing], live: Sequence[Listing]
) -> tuple[Item, Assembled]:
    """The item as its current listings say it; where none counts, as the newest of each source said it."""
    row = group.rows[0]
    if group.others or len(mine) > 1:
        counted = current(live or (*group.others, *mine))
        whole = assemble(row.item.kind, counted)
        return item_from_json(row.item.kind, whole.record), whole
    code = own_code(row.item.kind, row.id, row.item.code)
    return row.item, Assembled(fields, mine[0].record_hash, (code_key(code),) if code else ())


@dataclass(frozen=True, slots=True)
class ItemWrite:
    """An item that must be written."""

    id: str
    item: Item
    stamp: Stamp
    properties: Mapping[str, PropertyValue]
    replace: bool

    def subgraph(self, terms: TermExtractor) -> Subgraph:
        """Give its part of the graph."""
        mentions = terms.mentions(self.item)
        return subgraph(
            self.id,
            self.item,
            self.stamp,
            mentions=mentions,
            properties=self.properties,
            replace=self.replace,
        )


def item_write(
    id_: str,
    item: Item,
    whole: Assembled,
    known: Known | None,
    snapshot: Snapshot | None,
    withdrawn: Snapshot | None = None,
) -> ItemWrite | None:
    """How an item must be written, or None where the graph says all of it already.

    :param snapshot: the list that names it; None where an item is only settled.
    :param withdrawn: the list that dropped it, where no current list names it.
    """
    properties = item_properties(whole.record, item.kind, whole.content_hash)
    if whole.codes:
        properties["codes"] = list(whole.codes)
    if key := title_key(item):
        properties["title_key"] = key
    if withdrawn:
        properties |= {"withdrawn": withdrawn.as_of, "withdrawn_by": withdrawn.id}
    seen = (snapshot.received, snapshot.id) if snapshot else ("", "")
    if known is None:
        return ItemWrite(id_, item, Stamp(seen[1], seen[0]), properties, replace=False)
    if (
        known.content_hash == whole.content_hash
        and known.codes == whole.codes
        and (known.withdrawn is None) == (withdrawn is None)
    ):
        return None
    newest = max((known.last_seen, known.run_id), seen)
    first = min(known.first_seen, snapshot.received) if snapshot else known.first_seen
    kept = {"codes": None, "title_key": None, "first_seen": first}
    if not (withdrawn and known.withdrawn):
        kept |= {"withdrawn": None, "withdrawn_by": None}
    else:
        del properties["withdrawn"], properties["withdrawn_by"]
    return ItemWrite(id_, item, Stamp(newest[1], newest[0]), {**kept, **properties}, replace=True)
