"""Vectors of items in Neo4j's own index, and the items that its indexes find.

A vector stands on a node of its own, joined to its item by id alone: whoever reads items or walks the graph
never carries it along.
"""

import time
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from graph.client import Client, GraphError
from graph.model import Kind, Side
from graph.model.embeddings import Embedding, TextVersion, VectorIndex

_BATCH = 10_000
"""Vectors taken back in one transaction."""

_LOOK_EVERY_S = 0.2

_WIDER = 4
"""How much wider to look again where too little of what was found counts."""


class Vectors:
    """Publishes vectors and asks the server's vector and full-text indexes; part of the store."""

    def __init__(self, client: Client) -> None:
        self._client = client

    def indexes(self) -> dict[Side, VectorIndex]:
        """The vector indexes there are, by side."""
        rows = self._client.read("vectors/indexes", names=[_index(side) for side in Side])
        found = {row["name"]: row for row in rows}
        return {
            side: VectorIndex(said["dimension"], said["state"], said["percent"])
            for side in Side
            if (said := found.get(_index(side)))
        }

    def prepare(self, side: Side, dimension: int) -> None:
        """Make room for vectors of this length; an index of another length goes."""
        self._client.write("vectors/key")
        index = self.indexes().get(side)
        if index and index.dimension != dimension:
            self._client.write("vectors/drop_index", index=_index(side))

    def create_index(self, side: Side, dimension: int) -> None:
        """Have the server index what is published of a side; it goes on filling after this returns."""
        self._client.write(f"vectors/index_{side.value}", dimension=dimension)

    def wait_for_index(self, side: Side, progress: Callable[[float], None] | None = None) -> None:
        """Wait until a side's index answers, telling how far it is filled in percent; raises `GraphError`."""
        while (index := self.indexes().get(side)) and not index.online:
            if index.failed:
                raise GraphError(f"Neo4j 没能建成向量索引 {_index(side)}；原因见它的 debug.log。")
            if progress:
                progress(index.percent)
            time.sleep(_LOOK_EVERY_S)

    def published(self, side: Side) -> dict[str, TextVersion]:
        """What is published of a side, by item."""
        rows = self._client.stream("vectors/published", side=side.value)
        return {row["item"]: TextVersion(row["encoder"], row["text_hash"]) for row in rows}

    def write(self, side: Side, embeddings: Sequence[Embedding]) -> None:
        """Publish vectors of one encoder in one transaction; what stood of the same items is replaced."""
        if not embeddings:
            return
        rows = [
            {"id": _id(side, e.item), "item": e.item, "text_hash": e.version.text_hash, "vector": e.vector}
            for e in sorted(embeddings, key=lambda e: e.item)
        ]
        self._client.write("vectors/write", rows=rows, side=side.value, encoder=embeddings[0].version.encoder)

    def drop(self, side: Side, items: Sequence[str]) -> None:
        """Take vectors of some items back."""
        for start in range(0, len(items), _BATCH):
            ids = [_id(side, item) for item in items[start : start + _BATCH]]
            self._client.write("vectors/drop", ids=ids)

    def drop_all(self, side: Side) -> int:
        """Take a side's index and all its vectors back; give how many there were."""
        self._client.write("vectors/drop_index", index=_index(side))
        count = len(self.published(side))
        for _ in range(0, count, _BATCH):
            self._client.write("vectors/drop_some", side=side.value, limit=_BATCH)
        if not any(self.published(other) for other in Side):
            self._client.write("vectors/drop_key")
        return count

    def nearest(self, side: Side, vector: Sequence[float], *, encoder: str, limit: int) -> list[str]:
        """At most `limit` items whose published vectors are nearest to one of the same encoder, best first.

        Approximate (HNSW); raises `GraphError` where the side has no index.
        """
        asked = {"index": _index(side), "vector": list(vector), "encoder": encoder}
        return self._counting("vectors/nearest", limit, asked)

    def mentioning(self, side: Side, words: str, *, limit: int) -> list[str]:
        """At most `limit` items that say some of the words, best first.

        :param words: separated by blanks, without signs that mean something to Lucene.
        """
        labels = [kind.label.value for kind in Kind if side in kind.sides]
        return self._counting("vectors/mentioning", limit, {"words": words, "labels": labels})

    def _counting(self, name: str, limit: int, asked: Mapping[str, Any]) -> list[str]:
        """What an index finds and counts; the indexes cannot filter, so where too little counts, look wider."""
        width = 2 * limit
        while True:
            rows = self._client.read(name, limit=width, **asked)
            found = [row["id"] for row in rows if row["counts"]]
            if len(found) >= limit or len(rows) < width:
                return found[:limit]
            width *= _WIDER


def _index(side: Side) -> str:
    return f"{side.value}_embedding"


def _id(side: Side, item: str) -> str:
    return f"{side.value}/{item}"
