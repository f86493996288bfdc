"""Merge, split and undo: decisions carried out, each in one transaction, and items told anew from their lists.

What an item says always follows from the rows that stand for it. So a merge moves rows, an undo moves them back, and
both items are put together again; relationships of any other type follow the survivor and come back with an undo.
"""

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from hashlib import blake2b

from graph.client import Write
from graph.decisions import (
    Absorbed,
    DecisionError,
    Found,
    ListingKey,
    brought_back,
    dropped,
    folded,
    folded_records,
    merged,
    moved,
    recorded,
    undone,
    unmerged,
)
from graph.model import Kind, Subgraph, item_from_json, item_id
from graph.model.decisions import Action, Decision, decision_id
from graph.model.listings import Known, Listing, Snapshot
from graph.properties import json_from_properties
from graph.store import Store
from ingest.intake.assembly import assemble, current
from ingest.intake.batch import item_write
from ingest.intake.redirect import final, redirected
from ingest.intake.snapshot import following
from ingest.intake.subgraph import Stamp, subgraph
from ingest.intake.terms import TermExtractor
from ingest.resolve import organization_name

_KINDS = {kind.label: kind for kind in Kind}


class Merging:
    """Carries decisions out.

    :param by: who decides.
    """

    def __init__(self, store: Store, terms: TermExtractor, by: str) -> None:
        self._store, self._terms, self._by = store, terms, by

    def find(self, key: str) -> Found:
        """The one item, organisation or person a key names; raises `DecisionError` where none or several do."""
        key = key.strip()
        if gone := self._store.decisions.absorbed([key]).get(key):
            said = f"“{gone.name}”已并入“{gone.survivor_name}”（决定 {gone.decision}）"
            raise DecisionError(f"{said}；要单独处理，请先 duijie undo {gone.decision}。")
        natural = [item_id(kind, code=key, title="", org=None) for kind in Kind]
        found = self._store.decisions.find(key, organization_name(key).name, natural) if key else []
        if not found:
            raise DecisionError(f"图谱里没有 id、编号或名称为“{key}”的条目、单位或人。")
        if len(found) > 1:
            listed = "、".join(f"{one.id}（{one.name}）" for one in found)
            raise DecisionError(f"“{key}”对应 {len(found)} 个，请用 id 指定：{listed}")
        return found[0]

    def rows(self, item: Found) -> list[ListingKey]:
        """The rows of lists that stand for an item."""
        return self._store.decisions.listing_keys([item.id])

    def merge(self, survivor: Found, absorbed: Found, reason: str | None = None) -> Decision:
        """Take one into the other."""
        if survivor.id == absorbed.id:
            raise DecisionError(f"“{survivor.name}”就是它自己，不用合并。")
        if survivor.label is not absorbed.label:
            raise DecisionError(
                f"“{survivor.name}”与“{absorbed.name}”不是同一类，不能合并（需求与揭榜榜单各自保留）。"
            )
        self._refuse_different(survivor, absorbed)
        decision = self._decision(Action.MERGE, survivor, absorbed, reason)
        if kind := _KINDS.get(survivor.label):
            keys = self._store.decisions.listing_keys([survivor.id, absorbed.id])
            rows = [key for key in keys if key.item == absorbed.id]
            own = [key for key in keys if key.item == survivor.id]
            listings = self._store.lists.listings([survivor.id, absorbed.id], past=True)
            parts = self._told(kind, survivor.id, listings)
            writes = [*merged(decision, rows, own), folded_records([survivor.id]), recorded(decision)]
            self._write(parts, changed=[survivor.id, absorbed.id], also=writes)
        else:
            self._store.write_subgraphs([], run={}, also=[*merged(decision), recorded(decision)])
        return decision

    def different(self, one: Found, other: Found, reason: str | None = None) -> Decision:
        """Say that two are two: they are not proposed again."""
        if one.id == other.id:
            raise DecisionError(f"“{one.name}”就是它自己。")
        decision = self._decision(Action.DIFFERENT, one, other, reason)
        self._store.write_subgraphs([], run={}, also=[recorded(decision)])
        return decision

    def split(self, item: Found, row: ListingKey, reason: str | None = None) -> Decision:
        """Take a row, as its source has it in all its lists, out of an item: it becomes an item of its own."""
        kind = _KINDS[item.label]
        keys = self._store.decisions.listing_keys([item.id])
        taken = [key for key in keys if (key.natural_id, key.source) == (row.natural_id, row.source)]
        if len(taken) == len(keys):
            raise DecisionError(f"“{item.name}”只有这一处来源，没有可拆的。")
        if gone := self._store.decisions.absorbed([row.natural_id]).get(row.natural_id):
            raise DecisionError(f"这一行是合并来的，请撤销那次合并：duijie undo {gone.decision}")
        id_ = self._free_id(item, row)
        decision = self._decision(Action.SPLIT, item, replace(item, id=id_, name=_named(row)), reason)
        decision = replace(decision, natural_id=row.natural_id, source=row.source)
        mine, rest = self._parted(item.id, taken)
        parts = [*self._told(kind, id_, mine), *self._told(kind, item.id, rest)]
        self._write(
            parts,
            changed=[item.id],
            also=[moved(taken, id_), folded_records([id_, item.id]), recorded(decision)],
        )
        return decision

    def undo(self, id_: str) -> Decision:
        """Undo a decision; raises `DecisionError` where a later one stands in the way."""
        known = (
            [one for one in self._store.decisions.all() if one.id.startswith(id_.strip())]
            if id_.strip()
            else []
        )
        if len(known) != 1:
            raise DecisionError(f"没有编号为“{id_}”的决定；duijie decisions 列出全部。")
        decision = known[0]
        if not decision.holds:
            raise DecisionError(f"决定 {decision.id}（{decision.name}）已于 {decision.undone_at} 撤销。")
        gone = self._store.decisions.absorbed([decision.survivor, decision.absorbed])
        if blocking := gone.get(decision.survivor):
            raise DecisionError(
                f"“{decision.survivor_name}”后来并入了“{blocking.survivor_name}”，请先 duijie undo {blocking.decision}。"
            )
        if decision.action is Action.MERGE:
            self._undo_merge(decision, gone[decision.absorbed])
        elif decision.action is Action.SPLIT:
            if blocking := gone.get(decision.absorbed):
                raise DecisionError(
                    f"拆出的那条后来并入了“{blocking.survivor_name}”，请先 duijie undo {blocking.decision}。"
                )
            self._undo_split(decision)
        else:
            self._store.write_subgraphs([], run={}, also=[undone(decision, self._by, _now())])
        return next(one for one in self._store.decisions.all() if one.id == decision.id)

    def _undo_merge(self, decision: Decision, absorbed: Absorbed) -> None:
        note = undone(decision, self._by, _now())
        kind = _KINDS.get(decision.label)
        if kind is None:
            links = self._theirs_again(decision)
            first, also = [brought_back(absorbed)], [*unmerged(absorbed), note]
            self._write(list(links.values()), changed=list(links), first=first, also=also)
            return
        keys = self._store.decisions.listing_keys([decision.survivor])
        natural = {id_ for id_, _ in absorbed.listings} | {absorbed.id, absorbed.title_key}
        back = [
            key
            for key in keys
            if (key.natural_id, key.list) in absorbed.listings
            or (key.natural_id in natural and key.natural_id not in absorbed.own)
        ]
        mine, rest = self._parted(decision.survivor, back)
        parts = [*self._told(kind, absorbed.id, mine), *self._told(kind, decision.survivor, rest)]
        self._write(
            parts,
            changed=[decision.survivor] if rest else [],
            first=[brought_back(absorbed), *self._store.lists.kept_records([decision.survivor])],
            also=[*unmerged(absorbed, back), folded_records([absorbed.id, decision.survivor]), note],
        )

    def _undo_split(self, decision: Decision) -> None:
        keys = self._store.decisions.listing_keys([decision.absorbed])
        listings = self._store.lists.listings([decision.survivor, decision.absorbed], past=True)
        parts = self._told(_KINDS[decision.label], decision.survivor, listings)
        writes = [
            moved(keys, decision.survivor),
            *folded(decision.absorbed, decision.survivor),
            dropped(decision.absorbed),
            folded_records([decision.survivor]),
            undone(decision, self._by, _now()),
        ]
        self._write(parts, changed=[decision.survivor, decision.absorbed], also=writes)

    def _theirs_again(self, decision: Decision) -> dict[str, Subgraph]:
        """Links of items written since a merge of organisations or people, to whom their own rows name."""
        into = self._store.lists.redirected()
        into.pop(decision.absorbed, None)
        stands_for = final(into)
        found = {}
        for row in self._store.decisions.owned(decision.survivor, decision.absorbed):
            kind = next(kind for kind in Kind if kind.label.value in row["labels"])
            values = row["properties"]
            item = item_from_json(kind, json_from_properties(kind, values))
            stamp = Stamp(values["run_id"], values["last_seen"])
            part = subgraph(row["id"], item, stamp, mentions=self._terms.mentions(item))
            part = redirected(part, stands_for)
            if any(decision.absorbed in (link.start, link.end) for link in part.relationships):
                found[row["id"]] = Subgraph((), part.relationships)
        return found

    def _told(self, kind: Kind, id_: str, listings: Sequence[Listing]) -> list[Subgraph]:
        """An item as its lists tell it; one that stands in none is left as it is."""
        if not listings:
            return []
        counting = [listing for listing in listings if not listing.snapshot.superseded]
        whole = assemble(kind, current(counting or listings))
        item = item_from_json(kind, whole.record)
        newest = max((listing.snapshot.received, listing.snapshot.id) for listing in listings)
        known = Known(
            kind,
            content_hash="",
            first_seen=min(listing.snapshot.received for listing in listings),
            last_seen=newest[0],
            run_id=newest[1],
        )
        write = item_write(id_, item, whole, known, None, None if counting else self._dropped_by(listings))
        if write is None:
            return []
        return [redirected(write.subgraph(self._terms), final(self._store.lists.redirected()))]

    def _dropped_by(self, listings: Sequence[Listing]) -> Snapshot:
        """The list that was the last to drop an item no current list names."""
        dropping = []
        for snapshot in {listing.snapshot.id: listing.snapshot for listing in current(listings)}.values():
            after = following(snapshot, self._store.lists.of_source(snapshot.source))
            dropping.append(after or snapshot)
        return max(dropping, key=lambda snapshot: (snapshot.received, snapshot.id))

    def _parted(self, item: str, taken: Collection[ListingKey]) -> tuple[list[Listing], list[Listing]]:
        """What an item's lists say: the rows taken out, and the rest."""
        out = {(key.natural_id, key.list) for key in taken}
        parts: tuple[list[Listing], list[Listing]] = ([], [])
        for listing in self._store.lists.listings([item], past=True):
            parts[(listing.natural_id, listing.snapshot.id) not in out].append(listing)
        return parts

    def _write(
        self,
        parts: Sequence[Subgraph],
        *,
        changed: Sequence[str],
        also: Sequence[Write],
        first: Sequence[Write] = (),
    ) -> None:
        """Write in one transaction; what items name is in the graph already and stays as it is."""
        named = {node.id for part in parts for node in part.nodes if node.label not in _KINDS}
        there = self._store.decisions.existing(sorted(named))
        parts = [replace(part, nodes=tuple(n for n in part.nodes if n.id not in there)) for part in parts]
        self._store.write_subgraphs(parts, changed=list(changed), run={}, first=first, also=also)

    def _free_id(self, item: Found, row: ListingKey) -> str:
        """The id the row has by itself, unless it is taken: then one of its source."""
        taken = self._store.lists.known([row.natural_id])
        if row.natural_id != item.id and not taken:
            return row.natural_id
        key = f"split\x1f{row.natural_id}\x1f{row.source}"
        return blake2b(key.encode(), digest_size=8).hexdigest()

    def _refuse_different(self, one: Found, other: Found) -> None:
        for decision in self._store.decisions.all():
            if (
                decision.action is Action.DIFFERENT
                and decision.holds
                and {decision.survivor, decision.absorbed} == {one.id, other.id}
            ):
                raise DecisionError(
                    f"{decision.by} 认定这两个不是同一个（决定 {decision.id}）；要合并，请先 duijie undo {decision.id}。"
                )

    def _decision(self, action: Action, survivor: Found, absorbed: Found, reason: str | None) -> Decision:
        at = _now()
        return Decision(
            id=decision_id(action, survivor.id, absorbed.id, at),
            action=action,
            label=survivor.label,
            survivor=survivor.id,
            absorbed=absorbed.id,
            survivor_name=survivor.name,
            absorbed_name=absorbed.name,
            by=self._by,
            at=at,
            reason=reason,
        )


def _named(row: ListingKey) -> str:
    return f"{row.name} / {row.sheet} 第 {row.row} 行"


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="microseconds")
