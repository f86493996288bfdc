"""A graph as small as ranking needs: items that come, change and go, and the matches written to it."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from graph.model import Item, Kind, Relationship, item_to_json
from graph.properties import content_hash
from graph.store import Outline, StoredItem


class MarketStore:
    """Takes the place of `graph.store.Store`, in memory."""

    def __init__(self, items: Mapping[str, Item]) -> None:
        self.now = dict(items)
        self.matched: dict[str, str] = {}
        self.matches: dict[tuple[str, str], dict[str, Any]] = {}

    def outlines(self) -> Iterator[Outline]:
        for id_, item in self.now.items():
            yield Outline(id_, item.kind, content_hash(item_to_json(item)), self.matched.get(id_), {})

    def items(self, kind: Kind) -> Iterator[StoredItem]:
        return (stored for stored in self.items_by_id(list(self.now)).values() if stored.kind is kind)

    def items_by_id(self, ids: Sequence[str]) -> dict[str, StoredItem]:
        return {id_: StoredItem(id_, self.now[id_], "", None) for id_ in ids if id_ in self.now}

    def match_pairs(self, ids: Sequence[str] | None = None) -> list[dict[str, Any]]:
        return [
            {"start": d, "end": s, "properties": dict(said)}
            for (d, s), said in self.matches.items()
            if ids is None or d in ids or s in ids
        ]

    def match_count(self) -> int:
        return len(self.matches)

    def neighbours(self, ids: Sequence[str], *, rare: float, limit: int) -> list[dict[str, Any]]:
        return []

    def write_relationships(self, relationships: Sequence[Relationship]) -> None:
        for said in relationships:
            self.matches.setdefault((said.start, said.end), {}).update(said.properties)

    def drop_matches(self, pairs: Sequence[tuple[str, str]]) -> None:
        for pair in pairs:
            self.matches.pop(pair, None)

    def mark_matched(self, hashes: Mapping[str, str]) -> None:
        self.matched |= hashes
