"""Both sides ranked: candidates, scores and ranks of every pair worth keeping.

A score depends on its pair alone, so only pairs with an item that is new, changed or has lost a kept match
are scored again; the outcome is that of a full ranking.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from graph.model import Kind, Side
from matching.candidates import CANDIDATES, Source, dense_blocks, lexical_blocks
from matching.market import Market, Matcher
from matching.nearest import nearest_both_ways
from matching.reciprocal import PairKey, kept, ranks
from matching.score import Score

FLOOR = 0.1
"""Score under which a pair is not worth keeping, however empty the list."""

Progress = Callable[[int, int], None]
"""Told how many pairs are scored, of how many."""

Rows = NDArray[np.int64]

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
    sources = _candidates(sides, earlier.fresh | lost, neighbours)
    scored = _scored(
        matcher, sides, [pair for pair in sources if _key(sides, pair) not in standing], progress
    )
    compared = len(scored)
    scored = {p: s for p, s in scored.items() if max(s.for_demand, s.for_supply) >= FLOOR}
    for_demand = {p: w.for_demand for p, w in standing.items()} | {p: s.for_demand for p, s in scored.items()}
    for_supply = {p: w.for_supply for p, w in standing.items()} | {p: s.for_supply for p, s in scored.items()}
    ranked = {Side.DEMAND: ranks(for_demand, 0), Side.SUPPLY: ranks(for_supply, 1)}
    stays = kept([ranked[side] for side in keep], top)
    return Ranking(
        {pair: s for pair, s in scored.items() if pair in stays},
        ranks({p: s for p, s in for_demand.items() if p in stays}, 0),
        ranks({p: s for p, s in for_supply.items() if p in stays}, 1),
        set(earlier.pairs) - stays,
        compared,
        {_key(sides, pair): places for pair, places in sources.items()},
    )


def _candidates(
    sides: tuple[Market, Market], moved: Set[str], neighbours: Neighbours | None
) -> dict[tuple[int, int], dict[Source, int]]:
    """Pairs worth scoring that touch an item of `moved`, with their best rank at each source.

    Everything is searched again, which is fast, for what is new may push old candidates out of any list;
    what is slow, scoring, is left to the pairs that can have changed.
    """
    touched = [np.isin(np.arange(len(side)), side.rows(moved)) for side in sides]
    sources: dict[tuple[int, int], dict[Source, int]] = {}
    for source, i, j, places in _found(sides, neighbours):
        kept = touched[0][i] | touched[1][j]
        for a, b, place in zip(*(x[kept].tolist() for x in (i, j, places)), strict=True):
            best = sources.setdefault((a, b), {})
            best[source] = min(place, best.get(source, place))
    return {pair: sources[pair] for pair in sorted(sources) if _allowed(sides, pair)}


def _found(
    sides: tuple[Market, Market], neighbours: Neighbours | None
) -> Iterator[tuple[Source, Rows, Rows, Rows]]:
    """Rows of demands and supplies that are near, with the place of one in the list of the other."""
    demand, supply = (side.index for side in sides)
    shape = len(demand), len(supply)
    for source, blocks in (
        (Source.DENSE, dense_blocks(demand.dense, supply.dense)),
        (Source.LEXICAL, lexical_blocks(demand.rare_full, supply.rare_full)),
    ):
        if min(shape):
            of_demand, of_supply = nearest_both_ways(blocks, shape, CANDIDATES)
            row, place = of_demand.entries()
            yield source, row, of_demand.other[row, place].astype(np.int64), place + 1
            row, place = of_supply.entries()
            yield source, of_supply.other[row, place].astype(np.int64), row, place + 1
    if neighbours is not None:
        for ends in (0, 1):
            order = np.argsort(neighbours[ends], kind="stable")
            i, j = neighbours[0][order], neighbours[1][order]
            starts = np.flatnonzero(np.diff(neighbours[ends][order], prepend=-1))
            place = np.arange(len(i)) - np.repeat(starts, np.diff(np.append(starts, len(i)))) + 1
            yield Source.GRAPH, i, j, place


def _scored(
    matcher: Matcher,
    sides: tuple[Market, Market],
    pairs: Sequence[tuple[int, int]],
    progress: Progress | None,
) -> dict[PairKey, Score]:
    rows = np.array(pairs, dtype=np.int64).reshape(-1, 2)
    scores: dict[PairKey, Score] = {}
    scoring = zip(pairs, matcher.scores(*sides, rows[:, 0], rows[:, 1]), strict=True)
    for done, (pair, said) in enumerate(scoring, start=1):
        scores[_key(sides, pair)] = said
        if progress and (done % 1000 == 0 or done == len(pairs)):
            progress(done, len(pairs))
    return scores


def _key(sides: tuple[Market, Market], pair: tuple[int, int]) -> PairKey:
    return sides[0].entries[pair[0]].id, sides[1].entries[pair[1]].id


def _allowed(sides: tuple[Market, Market], pair: tuple[int, int]) -> bool:
    """An alumni project stands on both sides; it is not matched with itself or its like."""
    kinds = {sides[0].entries[pair[0]].item.kind, sides[1].entries[pair[1]].item.kind}
    return kinds != {Kind.ALUMNI_PROJECT}
