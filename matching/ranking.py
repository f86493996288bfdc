"""Both sides ranked: candidates, scores and ranks of every pair worth keeping.

A score depends on its pair alone, so only what is new or changed has to be compared. An item that loses a
kept match is compared with everything again; so the outcome is that of a full ranking.
"""

from collections.abc import Callable, Mapping, Sequence, Set
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from graph.model import Kind, Side
from matching.candidates import Candidates, Source, candidates
from matching.market import Market, Matcher
from matching.reciprocal import PairKey, kept, ranks
from matching.score import Score

CANDIDATES = 50
"""Candidates an item gets from each source."""

FLOOR = 0.1
"""Score under which a pair is not worth keeping, however empty the list."""

Progress = Callable[[int, int], None]
"""Told how many pairs are scored, of how many."""

Neighbours = tuple[NDArray[np.int64], NDArray[np.int64]]
"""Rows of demands and supplies that the graph links, best first for each demand."""


@dataclass(frozen=True, slots=True)
class Kept:
    """What an earlier ranking kept of a pair: both sides' scores."""

    for_demand: float
    for_supply: float


@dataclass(frozen=True, slots=True)
class Ranking:
    """The outcome: pairs scored now, ranks of every kept pair, and earlier pairs that no longer stand."""

    scored: Mapping[PairKey, Score]
    rank_for_demand: Mapping[PairKey, int]
    rank_for_supply: Mapping[PairKey, int]
    dropped: Set[PairKey]
    compared: int
    sources: Mapping[PairKey, Mapping[Source, int]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Earlier:
    """What is known from before: the pairs kept then, and the ids that are new or changed since."""

    pairs: Mapping[PairKey, Kept]
    fresh: Set[str]


def rank(
    matcher: Matcher,
    sides: tuple[Market, Market],
    earlier: Earlier,
    *,
    top: int,
    keep: Set[Side] = frozenset(Side),
    neighbours: Neighbours | None = None,
    progress: Progress | None = None,
) -> Ranking:
    """Rank demands and supplies for each other, keeping the best `top` of every item on the sides of `keep`."""
    demand, supply = sides
    standing = {
        pair: was
        for pair, was in earlier.pairs.items()
        if pair[0] in demand.row and pair[1] in supply.row and not earlier.fresh & set(pair)
    }
    lost = {id_ for pair in earlier.pairs.keys() - standing.keys() for id_ in pair}
    found = _found(sides, (earlier.fresh, lost | earlier.fresh), neighbours)
    scored, sources = _scored(matcher, sides, found, standing, progress)
    for_demand = {p: w.for_demand for p, w in standing.items()} | {p: s.for_demand for p, s in scored.items()}
    for_supply = {p: w.for_supply for p, w in standing.items()} | {p: s.for_supply for p, s in scored.items()}
    ranked = {Side.DEMAND: ranks(for_demand, 0), Side.SUPPLY: ranks(for_supply, 1)}
    stays = kept([ranked[side] for side in keep], top)
    return Ranking(
        {pair: s for pair, s in scored.items() if pair in stays},
        ranks({p: s for p, s in for_demand.items() if p in stays}, 0),
        ranks({p: s for p, s in for_supply.items() if p in stays}, 1),
        set(earlier.pairs) - stays,
        len(scored),
        sources,
    )


def _found(
    sides: tuple[Market, Market], changed: tuple[Set[str], Set[str]], neighbours: Neighbours | None
) -> Sequence[tuple[Candidates, bool]]:
    """Candidates of both directions; the flag tells that the query is a supply.

    Items that changed or lost a match are compared with everything, everything with items that changed.
    """
    fresh, wanting = changed
    found: list[tuple[Candidates, bool]] = []
    for turned, (queries, others) in ((False, sides), (True, (sides[1], sides[0]))):
        near = neighbours if neighbours is None or not turned else _turned(neighbours)
        again, new = queries.rows(wanting), others.rows(fresh)
        everyone = np.arange(len(queries), dtype=np.int64)
        rest = np.setdiff1d(everyone, again, assume_unique=True)
        for wanted, among in ((again, np.arange(len(others), dtype=np.int64)), (rest, new)):
            pairs = candidates(
                queries.index, others.index, wanted=wanted, among=among, top=CANDIDATES, neighbours=near
            )
            found.append((pairs, turned))
    return found


def _turned(neighbours: Neighbours) -> Neighbours:
    order = np.lexsort((neighbours[0], neighbours[1]))
    return neighbours[1][order], neighbours[0][order]


def _scored(
    matcher: Matcher,
    sides: tuple[Market, Market],
    found: Sequence[tuple[Candidates, bool]],
    standing: Mapping[PairKey, Kept],
    progress: Progress | None,
) -> tuple[dict[PairKey, Score], dict[PairKey, Mapping[Source, int]]]:
    demand, supply = sides
    sources: dict[tuple[int, int], dict[Source, int]] = {}
    for pairs, turned in found:
        i, j = (pairs.other, pairs.query) if turned else (pairs.query, pairs.other)
        for source, rank_there in pairs.rank.items():
            for a, b, place in zip(i.tolist(), j.tolist(), rank_there.tolist(), strict=True):
                if place:
                    places = sources.setdefault((a, b), {})
                    places[source] = min(place, places.get(source, place))
    new = sorted(
        p for p in sources if _allowed(demand, supply, p) and _key(demand, supply, p) not in standing
    )
    rows = np.array(new, dtype=np.int64).reshape(-1, 2)
    scores: dict[PairKey, Score] = {}
    for done, (pair, said) in enumerate(
        zip(new, matcher.scores(*sides, rows[:, 0], rows[:, 1]), strict=True), 1
    ):
        if max(said.for_demand, said.for_supply) >= FLOOR:
            scores[_key(demand, supply, pair)] = said
        if progress and (done % 1000 == 0 or done == len(new)):
            progress(done, len(new))
    return scores, {_key(demand, supply, p): s for p, s in sources.items()}


def _key(demand: Market, supply: Market, pair: tuple[int, int]) -> PairKey:
    return demand.entries[pair[0]].id, supply.entries[pair[1]].id


def _allowed(demand: Market, supply: Market, pair: tuple[int, int]) -> bool:
    """An alumni project stands on both sides; it is not matched with itself or its like."""
    kinds = {demand.entries[pair[0]].item.kind, supply.entries[pair[1]].item.kind}
    return kinds != {Kind.ALUMNI_PROJECT}
