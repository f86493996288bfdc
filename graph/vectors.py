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

_WIDEST = 10_000
"""Where looking wider stops: a side that is so rare among all items is better searched in memory."""


class Vectors:
    """Publishes vectors and asks the server's vector and full-text indexes; part of the store."""

    def __init__(self, client: Client) -> None:
        self._client = client

    def indexes(self) -> dict[Side, VectorIndex]:
        """The vector indexes there are, by side."""
        found = {}
        for row in self._client.read("vectors/indexes"):
            side = Side(row["side"])
            encoder = row["name"].removeprefix(_index(side, ""))
            found[side] = VectorIndex(encoder, row["state"], row["percent"])
        return found

    def prepare(self, side: Side, encoder: str) -> None:
        """Make room for vectors of this encoder; the index of another, or one that failed, goes before any is written."""
        self._client.write("vectors/key")
        index = self.indexes().get(side)
        if index and (index.failed or index.encoder != encoder):
            self._drop_index(side, index)

    def create_index(self, side: Side, encoder: str, dimension: int) -> None:
        """Have the server index what is published of a side, all of it by one encoder; it goes on after this returns."""
        name = f"vectors/index_{side.value}"
        self._client.write(name, index=_index(side, encoder), dimension=dimension)

    def _drop_index(self, side: Side, index: VectorIndex) -> None:
        self._client.write("vectors/drop_index", index=_index(side, index.encoder))

    def wait_for_index(self, side: Side, progress: Callable[[float], None] | None = None) -> None:
        """Wait until a side's index answers, telling how far it is filled in percent; raises `GraphError`."""
        while (index := self.indexes().get(side)) and not index.online:
            if index.failed:
                raise GraphError(f"Neo4j 没能建成{side.display_name}的向量索引；原因见它的 debug.log。")
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
        if index := self.indexes().get(side):
            self._drop_index(side, index)
        count = len(self.published(side))
        for _ in range(0, count, _BATCH):
            self._client.write("vectors/drop_some", side=side.value, limit=_BATCH)
        if not any(self.published(other) for other in Side):
            self._client.write("vectors/drop_key")
        return count

    def nearest(self, side: Side, vector: Sequence[float], *, encoder: str, limit: int) -> list[str]:
        """At most `limit` items whose published vectors are nearest to one of the same encoder, best first.

        Approximate (HNSW); raises `GraphError` where the side has no index of this encoder.
        """
        asked = {"index": _index(side, encoder), "vector": list(vector), "encoder": encoder}
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
            if len(found) >= limit or len(rows) < width or width >= _WIDEST:
                return found[:limit]
            width *= _WIDER


def _index(side: Side, encoder: str) -> str:
    """Name of a side's index: vectors of two encoders never meet in one."""
    return f"{side.value} {encoder}"


def _id(side: Side, item: str) -> str:
    return f"{side.value}/{item}"
