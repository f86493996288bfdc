"""Free text against one side where the server finds the candidates: its vector index and its full-text index.

What it finds is ranked as every search ranks, by the same scores; only what is found is approximate.
"""

import re
from collections.abc import Collection, Mapping, Sequence
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from embeddings.background import Background
from graph.model import Side
from graph.model.embeddings import VectorIndex
from graph.model.errors import DuijieError
from matching.market import Entry, Market, Matcher
from matching.publication import query_vector
from matching.scoring import Stored

_NO_WORD = re.compile(r"[\W_]+")

_PAIRS = 100
"""Pairs of characters asked for: each becomes a clause for each of eight properties, and Lucene takes 1,024."""


class NotPublishedError(DuijieError):
    """The server holds no vectors of a side, or has not indexed them yet."""


class Indexes(Protocol):
    """The server's indexes; `graph.vectors.Vectors` is one."""

    def indexes(self) -> Mapping[Side, VectorIndex]: ...  # noqa: D102
    def nearest(  # noqa: D102
        self, side: Side, vector: Sequence[float], *, encoder: str, limit: int
    ) -> Sequence[str]: ...
    def mentioning(self, side: Side, words: str, *, limit: int) -> Sequence[str]: ...  # noqa: D102


class ItemStore(Protocol):
    """Where found items come from; `graph.store.Store` is one."""

    @property
    def vectors(self) -> Indexes: ...  # noqa: D102
    def items_by_id(self, ids: Sequence[str]) -> Mapping[str, Stored]: ...  # noqa: D102


class PublishedSide:
    """One side as the server's indexes find it; nothing is held in memory from one search to the next.

    :param encoder: name of the matcher's encoder; vectors of others do not count.
    """

    def __init__(self, store: ItemStore, matcher: Matcher, side: Side, *, encoder: str) -> None:
        self.side = side
        self._store, self._matcher, self._encoder = store, matcher, encoder

    def ready(self) -> None:
        """Raise `NotPublishedError` unless the side's vectors of this encoder are published and indexed."""
        index = self._store.vectors.indexes().get(self.side)
        if index and index.online and index.encoder == self._encoder:
            return
        if index is None:
            said = "还没有发布到 Neo4j 的索引"
        elif index.encoder != self._encoder:
            said = f"是用另一个语义模型（{index.encoder}）发布的"
        else:
            said = "还没有全部进入 Neo4j 的索引"
        raise NotPublishedError(
            f"{self.side.display_name}的向量{said}；请运行 duijie index publish，或把 DUIJIE_SEARCH 改回 memory。"
        )

    def find(self, query: Market, top: int) -> tuple[Market, NDArray[np.int64]]:
        """Entries nearest to the free text of `query` and those that say its words, `top` by each index."""
        self.ready()
        ids: set[str] = set()
        vector = query_vector(self._matcher.encode([query.entries[0].item.title], self.side.other)[0])
        if vector.any():
            near = self._store.vectors.nearest(self.side, vector.tolist(), encoder=self._encoder, limit=top)
            ids.update(near)
        if asked := full_text_query(query.prepared(0).words, self._matcher.background):
            ids.update(self._store.vectors.mentioning(self.side, asked, limit=top))
        found = self._store.items_by_id(sorted(ids))
        market = self._matcher.market([Entry(s.id, s.item) for s in found.values()], self.side)
        return market, np.arange(len(market), dtype=np.int64)


def full_text_query(words: Collection[str], background: Background) -> str:
    """Distinct words of a query, the rarest first, as many as the index takes in one query; "" where it has none.

    In normal form and without punctuation, so nothing in it means anything to Lucene.
    """
    distinct = {part for word in words for part in _NO_WORD.sub(" ", word).split()}
    pairs, asked = 0, []
    for word in sorted(distinct, key=lambda w: (-background.word_idf(w), w)):
        cost = max(1, len(word) - 1)
        if pairs + cost <= _PAIRS:
            pairs += cost
            asked.append(word)
    return " ".join(asked)
