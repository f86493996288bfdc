"""Pairs of invented items, and a store that holds neither match nor path."""

from collections.abc import Mapping
from functools import cache
from typing import Any

from graph.model import Item, Side
from graph.model.paths import GraphPath
from matching.explain import Explanation, explain_pair
from matching.features import Pair
from matching.market import Entry
from tests.matching.encoder import matcher

toy = cache(matcher)
"""One for all pairs: it reads its table of rarities once."""


class Unlinked:
    """A graph in which the two items have nothing in common."""

    def __init__(self, match: Mapping[str, Any] | None = None) -> None:
        self._match = match

    def match(self, demand: str, supply: str) -> Mapping[str, Any] | None:
        return self._match

    def paths(self, demand: str, supply: str) -> tuple[GraphPath, ...]:
        return ()


def explained(demand: Item, supply: Item, match: Mapping[str, Any] | None = None) -> Explanation:
    """A pair explained with the toy encoder on 2026-01-01."""
    return explain_pair(Unlinked(match), toy(), Entry("d", demand), Entry("s", supply), encoder="toy")


def paired(demand: Item, supply: Item) -> Pair:
    """A pair as features see it."""
    by = toy()
    wanted, offered = (
        by.market([Entry("d", demand)], Side.DEMAND),
        by.market([Entry("s", supply)], Side.SUPPLY),
    )
    return Pair(wanted.prepared(0), offered.prepared(0), wanted.idf(0), by.context)
