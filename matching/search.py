"""Free text against one side of the market."""

from dataclasses import dataclass

import numpy as np

from graph.model import Achievement, Need, Side
from matching.candidates import candidates
from matching.market import Entry, Market, Matcher
from matching.ranking import CANDIDATES
from matching.score import Score


@dataclass(frozen=True, slots=True)
class Hit:
    """An entry found, and how it scores against the text."""

    entry: Entry
    score: Score


def search(matcher: Matcher, text: str, market: Market, *, top: int) -> list[Hit]:
    """Best `top` entries of a side for a text, best first; nothing for a text that shares nothing."""
    wanted_supply = market.side is Side.SUPPLY
    asked = Need(title=text) if wanted_supply else Achievement(title=text)
    query = matcher.market([Entry("", asked)], market.side.other)
    one, everyone = np.zeros(1, dtype=np.int64), np.arange(len(market), dtype=np.int64)
    found = candidates(query.index, market.index, wanted=one, among=everyone, top=max(CANDIDATES, 2 * top))
    sides = (query, market) if wanted_supply else (market, query)
    rows = (found.query, found.other) if wanted_supply else (found.other, found.query)
    scores = matcher.scores(*sides, *rows)
    hits = [Hit(market.entries[row], said) for row, said in zip(found.other.tolist(), scores, strict=True)]
    return sorted(hits, key=lambda hit: (-hit.score.relevance, hit.entry.id))[:top]
