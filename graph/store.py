"""What the rest of the product calls: writes lists and matches, reads items, matches and the whole graph."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, TypeVar

from graph.client import Client, Row, Write
from graph.decisions import Decisions
from graph.judgements import Judgements
from graph.layout import LaidOut, distinct, lay_out, node_writes, relationship_writes
from graph.lists import Lists
from graph.model import Item, Kind, Node, Relationship, Side, Subgraph
from graph.model.errors import DuijieError
from graph.model.items import item_from_json
from graph.model.paths import GraphPath
from graph.paths import paths
from graph.properties import json_from_properties
from graph.ties import TieReader
from graph.vectors import Vectors

T = TypeVar("T")

BATCH = 1000
"""Rows a transaction writes: large enough for throughput, small enough for a 512 MB heap."""


class ItemNotFoundError(DuijieError):
    """No item has this id, list code or title; the message names what is near."""


@dataclass(frozen=True, slots=True)
class StoredItem:
    """An item as the graph holds it."""

    id: str
    item: Item
    content_hash: str
    matched_hash: str | None
    withdrawn: str | None = None
    """The day of the list that dropped it, where no current list names it."""

    @property
    def kind(self) -> Kind:
        """Its kind."""
        return self.item.kind


@dataclass(frozen=True, slots=True)
class Outline:
    """An item without what it says, but for its deadline.

    :param dates: properties of its deadline, by name.
    """

    id: str
    kind: Kind
    content_hash: str
    matched_hash: str | None
    dates: Mapping[str, str]

    @property
    def item(self) -> Item:
        """An item of its kind that says its deadline and nothing else."""
        if not self.dates:
            return _blank(self.kind)
        return item_from_json(self.kind, {"title": "", **json_from_properties(self.kind, self.dates)})


@dataclass(frozen=True, slots=True)
class StoredMatch:
    """One ranked match as seen from one of its items: the other item and the relationship's properties."""

    other: StoredItem
    properties: Mapping[str, Any]


class Store:
    """Reads and writes the graph through named statements; needs the schema applied."""

    def __init__(self, client: Client) -> None:
        self._client = client
        self.lists = Lists(client)
        self.decisions = Decisions(client)
        self.judgements = Judgements(client)
        self.ties = TieReader(client)
        self.vectors = Vectors(client)

    def write_subgraphs(
        self,
        subgraphs: Sequence[Subgraph],
        *,
        changed: Sequence[str] = (),
        touched: Sequence[str] = (),
        run: Row,
        first: Sequence[Write] = (),
        also: Sequence[Write] = (),
    ) -> None:
        """Write rows of a list in one transaction: what they name, themselves, then the links between.

        :param changed: ids whose links of earlier lists are dropped first.
        :param touched: ids of items that only stood in this list too, unchanged or newer in the graph.
        :param run: `last_seen` and `run_id` for the touched ones.
        :param first: writes of the same transaction that go before all.
        :param also: other writes of the same transaction.
        """
        self.write_laid_out(
            lay_out(subgraphs), changed=changed, touched=touched, run=run, first=first, also=also
        )

    def write_laid_out(
        self,
        laid_out: LaidOut,
        *,
        changed: Sequence[str] = (),
        touched: Sequence[str] = (),
        run: Row,
        first: Sequence[Write] = (),
        also: Sequence[Write] = (),
    ) -> None:
        """Write what `lay_out` made of subgraphs, as `write_subgraphs` does."""
        writes = [*first, *laid_out.nodes]
        if touched:
            writes.append(Write("write/touch_items", {"ids": sorted(touched), **run}))
        if changed:
            writes += self.lists.kept_records(changed)
            writes.append(Write("write/drop_owner_links", {"ids": sorted(changed)}))
            writes.append(Write("write/drop_links", {"ids": sorted(changed)}))
        writes += also
        writes += laid_out.relationships
        if writes:
            self._client.write_together(writes)

    def write_nodes(self, nodes: Sequence[Node]) -> None:
        """Create or bring up to date nodes, a batch per transaction; twice the same changes nothing."""
        for batch in _batches(distinct(nodes)):
            self._client.write_together(node_writes(batch))

    def write_relationships(self, relationships: Sequence[Relationship]) -> None:
        """Create or bring up to date relationships, a batch per transaction."""
        for batch in _batches(relationships):
            self._client.write_together(relationship_writes(batch))

    def drop_matches(self, pairs: Sequence[tuple[str, str]]) -> None:
        """Remove matches by (demand id, supply id)."""
        for batch in _batches(pairs):
            self._client.write("write/drop_matches", rows=[{"start": d, "end": s} for d, s in batch])

    def mark_matched(self, hashes: Mapping[str, str]) -> None:
        """Remember the content the ranking has seen, by item id."""
        for batch in _batches(sorted(hashes.items())):
            self._client.write("write/mark_matched", rows=[{"id": i, "hash": h} for i, h in batch])

    def items(self, kind: Kind) -> Iterator[StoredItem]:
        """Every item of a kind in the order of ids, read in pages."""
        after = ""
        while rows := self._client.read(f"read/page_{kind.value}", after=after, limit=2 * BATCH):
            yield from (_stored(kind, row["id"], row["properties"]) for row in rows)
            after = rows[-1]["id"]

    def items_by_id(self, ids: Sequence[str]) -> dict[str, StoredItem]:
        """Some items by id; unknown ones are absent."""
        rows = self._client.read("read/items_by_id", ids=list(ids)) if ids else []
        return {row["id"]: _from_row(row) for row in rows}

    def find(self, key: str) -> list[StoredItem]:
        """Items whose id, list code or title is `key`, the strictest way first."""
        return [_from_row(row) for row in self._client.read("read/items_by_key", key=key)]

    def named(self, key: str) -> list[StoredItem]:
        """What `find` finds, at least one item; raises `ItemNotFoundError` where there is none."""
        key = key.strip()
        if found := self.find(key):
            return found
        near = self.titles_containing(key) if key else []
        names = "、".join(f"{other.item.title}（{other.item.code or other.id}）" for other in near)
        hint = f"；名称相近的有：{names}" if near else ""
        raise ItemNotFoundError(f"图谱里没有编号、id 或名称为“{key}”的条目{hint}。")

    def titles_containing(self, text: str) -> list[StoredItem]:
        """At most ten items whose title contains a text, shortest title first."""
        return [_from_row(row) for row in self._client.read("read/titles_containing", text=text)]

    def by_codes(self, codes: Sequence[str]) -> dict[str, list[StoredItem]]:
        """Items by list code; several kinds may share one."""
        found: dict[str, list[StoredItem]] = {}
        for batch in _batches(sorted(set(codes))):
            for row in self._client.read("read/items_by_code", codes=list(batch)):
                found.setdefault(row["code"], []).append(_from_row(row))
        return found

    def matches(self, id_: str, side: Side, limit: int) -> list[StoredMatch]:
        """Ranked matches of an item standing on `side`, best first."""
        rows = self._client.read(f"read/matches_of_{side.value}", id=id_, limit=limit)
        return [StoredMatch(_from_row(row), row["match"]) for row in rows]

    def match(self, demand: str, supply: str) -> Mapping[str, Any] | None:
        """Properties of the match of two items by id; None where the graph holds none."""
        rows = self._client.read("read/match_between", demand=demand, supply=supply)
        return dict(rows[0]["match"]) if rows else None

    def paths(self, demand: str, supply: str) -> tuple[GraphPath, ...]:
        """How a demand and a supply hang together, by id: at most five ways, the most telling first."""
        return paths(self._client, demand, supply)

    def outlines(self) -> Iterator[Outline]:
        """Every item in ranking, with no more than tells whether it has changed."""
        for row in self._client.stream("read/outlines"):
            for id_, labels, content, matched, raw, end, bid in row["items"]:
                kind = next(k for k in Kind if k.label.value in labels)
                said = {"deadline_raw": raw, "deadline_end": end, "bid_deadline": bid}
                yield Outline(id_, kind, content, matched, {n: v for n, v in said.items() if v is not None})

    def match_pairs(self, ids: Sequence[str] | None = None) -> list[Row]:
        """Every match, or those of some items: start (demand), end (supply), properties."""
        if ids is None:
            return list(self._client.stream("read/match_pairs"))
        return [
            row
            for part in _batches(ids)
            for row in self._client.stream("read/match_pairs_of", ids=list(part))
        ]

    def neighbours(self, ids: Sequence[str], *, rare: float, limit: int) -> list[Row]:
        """Items of other kinds that share terms of at least this rarity: id, other, strength."""
        found: list[Row] = []
        for batch in _batches(ids):
            found += self._client.read("read/neighbours", ids=list(batch), rare=rare, limit=limit)
        return found

    def counts(self) -> dict[str, int]:
        """How many nodes of each label."""
        return {row["label"]: row["count"] for row in self._client.read("read/counts")}

    def version(self) -> Row:
        """What changes whenever a list comes in, again or anew: how many, how often, the newest, how they were read."""
        return self._client.read("read/graph_version")[0]

    def match_count(self) -> int:
        """How many matches."""
        return int(self._client.read("read/match_count")[0]["count"])

    def all_nodes(self) -> Iterator[Row]:
        """Every node as labels and properties, but for the schema's own records."""
        return self._client.stream("read/all_nodes")

    def all_relationships(self) -> Iterator[Row]:
        """Every relationship as type, start id, end id and properties."""
        return self._client.stream("read/all_relationships")


@cache
def _blank(kind: Kind) -> Item:
    return item_from_json(kind, {"title": ""})


def _from_row(row: Row) -> StoredItem:
    kind = next(k for k in Kind if k.label.value in row["labels"])
    return _stored(kind, row["id"], row["properties"])


def _stored(kind: Kind, id_: str, properties: Mapping[str, Any]) -> StoredItem:
    item = item_from_json(kind, json_from_properties(kind, properties))
    return StoredItem(
        id_,
        item,
        str(properties["content_hash"]),
        properties.get("matched_hash"),
        properties.get("withdrawn"),
    )


def _batches(rows: Sequence[T]) -> Iterator[Sequence[T]]:
    for start in range(0, len(rows), BATCH):
        yield rows[start : start + BATCH]
