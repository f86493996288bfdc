"""Free text against one side where the server finds the candidates: its vector index and its full-text index.

What it finds is ranked as every search ranks, by the same scores; only what is found is approximate.
"""

import re
from collections.abc import Mapping, Sequence
from typing import Protocol

from embeddings.background import Background
from embeddings.words import words
from graph.model import Side
from graph.model.embeddings import VectorIndex
from graph.model.errors import DuijieError
from matching.market import Entry, Matcher
from matching.publication import Stored, query_vector
from matching.ranking import CANDIDATES
from matching.search import Hit, search

_NO_WORD = re.compile(r"[\W_]+")

_PAIRS = 100
"""Pairs of characters asked for: each becomes a clause for each of eight properties, and Lucene takes 1,024."""


class NotPublishedError(DuijieError):
    """The server holds no vectors of a side, or has not indexed them yet."""


class Finder(Protocol):
    """What the server's indexes find; `graph.vectors.Vectors` is one."""

    def indexes(self) -> Mapping[Side, VectorIndex]: ...  # noqa: D102
    def nearest(  # noqa: D102
        self, side: Side, vector: Sequence[float], *, encoder: str, limit: int
    ) -> Sequence[str]: ...
    def mentioning(self, side: Side, words: str, *, limit: int) -> Sequence[str]: ...  # noqa: D102


class ItemStore(Protocol):
    """Where found items come from; `graph.store.Store` is one."""

    @property
    def vectors(self) -> Finder: ...  # noqa: D102
    def items_by_id(self, ids: Sequence[str]) -> Mapping[str, Stored]: ...  # noqa: D102


class PublishedSearch:
    """Searches a side whose vectors are published.

    :param encoder: name of the matcher's encoder; vectors of others do not count.
    """

    def __init__(self, store: ItemStore, matcher: Matcher, encoder: str) -> None:
        self._store, self._matcher, self._encoder = store, matcher, encoder

    def __call__(self, text: str, side: Side, *, top: int) -> list[Hit]:
        """Best `top` entries of a side for a text, best first; raises `NotPublishedError`."""
        found = self._store.items_by_id(sorted(self._candidates(text, side, max(CANDIDATES, 2 * top))))
        entries = [Entry(stored.id, stored.item) for stored in found.values()]
        return search(self._matcher, text, self._matcher.market(entries, side), top=top)

    def _candidates(self, text: str, side: Side, limit: int) -> set[str]:
        index = self._store.vectors.indexes().get(side)
        if index is None or not index.online:
            state = "还没有发布到" if index is None else "还没有全部进入"
            raise NotPublishedError(
                f"{side.display_name}的向量{state} Neo4j 的索引；请运行 duijie index publish，"
                "或把 DUIJIE_SEARCH 改回 memory。"
            )
        ids: set[str] = set()
        vector = query_vector(text, side, self._matcher.encode)
        if vector.any():
            near = self._store.vectors.nearest(side, vector.tolist(), encoder=self._encoder, limit=limit)
            ids.update(near)
        if asked := full_text_query(text, self._matcher.background):
            ids.update(self._store.vectors.mentioning(side, asked, limit=limit))
        return ids


def full_text_query(text: str, background: Background) -> str:
    """Words of a text, the rarest first, as many as the index takes in one query; "" where it has none.

    In normal form and without punctuation, so nothing in it means anything to Lucene.
    """
    distinct = {part for word in words(text) for part in _NO_WORD.sub(" ", word).split()}
    pairs, asked = 0, []
    for word in sorted(distinct, key=lambda w: (-background.word_idf(w), w)):
        cost = max(1, len(word) - 1)
        if pairs + cost <= _PAIRS:
            pairs += cost
            asked.append(word)
    return " ".join(asked)
