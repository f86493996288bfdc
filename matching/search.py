"""Free text against one side of the market."""

from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from graph.model import Achievement, Need, Side
from matching.candidates import CANDIDATES
from matching.market import Entry, Market, Matcher
from matching.score import Score


@dataclass(frozen=True, slots=True)
class Hit:
    """An entry found, and how it scores against the text."""

    entry: Entry
    score: Score


class Finder(Protocol):
    """Where the candidates for a query come from: a market in memory, or an index elsewhere."""

    @property
    def side(self) -> Side:
        """The side that is searched."""
        ...

    def find(self, query: Market, top: int) -> tuple[Market, NDArray[np.int64]]:
        """Find what is worth scoring for the only entry of `query`, `top` by each source.

        :return: a market that holds the candidates, and their row numbers there, distinct.
        """
        ...


def search(matcher: Matcher, text: str, market: Finder, *, top: int) -> list[Hit]:
    """Best `top` entries of a side for a text, best first; nothing for a text that shares nothing."""
    wanted_supply = market.side is Side.SUPPLY
    asked = Need(title=text) if wanted_supply else Achievement(title=text)
    query = matcher.market([Entry("", asked)], market.side.other)
    found, rows = market.find(query, max(CANDIDATES, 2 * top))
    sides = (query, found) if wanted_supply else (found, query)
    odds = matcher.relevance(*sides, *_ends(rows, wanted_supply))
    best = sorted(zip(-odds, (found.entries[row].id for row in rows.tolist()), rows.tolist(), strict=True))[
        :top
    ]
    # Only what is shown has to be explained.
    shown = np.array([row for _, _, row in best], dtype=np.int64)
    scores = matcher.scores(*sides, *_ends(shown, wanted_supply))
    return [Hit(found.entries[row], said) for row, said in zip(shown.tolist(), scores, strict=True)]


def _ends(rows: NDArray[np.int64], wanted_supply: bool) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Row numbers of demands and supplies for the only entry of the query with each of `rows`."""
    asking = np.zeros_like(rows)
    return (asking, rows) if wanted_supply else (rows, asking)
