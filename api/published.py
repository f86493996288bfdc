"""Searches answered from Neo4j's own indexes: no side of the market stands in memory."""

from typing import Self

from api.markets import asking, today
from embeddings.encoder import Encoder
from graph.client import Client, GraphError
from graph.model import Side
from graph.store import Store
from matching.market import Matcher
from matching.published import NotPublishedError, PublishedSide
from matching.search import Hit, search


class PublishedMarkets:
    """Takes the place of `Markets` where vectors are published; safe for many threads at once."""

    def __init__(self, client: Client, matcher: Matcher, encoder: Encoder) -> None:
        self.encoder = encoder
        self._client, self._store, self._matcher = client, Store(client), matcher

    def __enter__(self) -> Self:
        """Give itself: there is nothing to load."""
        return self

    def __exit__(self, *_: object) -> None:
        """Leave nothing behind."""

    def asker(self) -> Matcher:
        """Compares what people ask about, today."""
        return asking(self._matcher, self.encoder, today())

    def search(self, text: str, side: Side, *, top: int) -> list[Hit]:
        """Best entries of a side for a text; raises `NotPublishedError` where its vectors are not published."""
        self._client.verify()  # fails at once where Neo4j is away; a read would try again for half a minute
        asker = self.asker()
        return search(asker, text, self._side(asker, side), top=top)

    def readiness(self) -> tuple[bool, str]:
        """Whether both sides are published, and what is missing."""
        try:
            self._client.verify()
            for side in Side:
                self._side(self._matcher, side).ready()
        except (GraphError, NotPublishedError) as error:
            return False, str(error)
        return True, "索引：向量已发布在 Neo4j"

    def _side(self, matcher: Matcher, side: Side) -> PublishedSide:
        return PublishedSide(self._store, matcher, side, encoder=self.encoder.name)
