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
    asking = np.zeros_like(rows)
    sides, ends = ((query, found), (asking, rows)) if wanted_supply else ((found, query), (rows, asking))
    near = matcher.similarities(*sides, *ends)
    odds = matcher.weights.log_odds(near).tolist()
    ids = [found.entries[row].id for row in rows.tolist()]
    # Only what is shown has to be explained.
    best = sorted(range(len(rows)), key=lambda place: (-odds[place], ids[place]))[:top]
    scores = matcher.scores(*sides, ends[0][best], ends[1][best], found=near[best])
    return [Hit(found.entries[row], said) for row, said in zip(rows[best].tolist(), scores, strict=True)]
