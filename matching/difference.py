"""What a new ranking changes in the graph: matches to write, in full or by their ranks alone, and to drop."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from graph.model import Relationship, RelationshipType
from matching.candidates import Source
from matching.explain import reasons
from matching.ranking import MILLIONTHS, Marks, Pairs, Rows
from matching.reciprocal import PairKey
from matching.score import Score
from matching.scoring import Scorer
from matching.standing import State, sources
from matching.weights import SIMILARITIES, Weights

_HOW_FOUND = ("run_id", "sources")
"""Properties of a match that depend on what else was new in the run that wrote it."""


@dataclass(frozen=True, slots=True)
class Known:
    """What the graph holds of matches now.

    :param before: properties of the matches that were read.
    :param read: marks of the rows of each side whose matches were all read; of the others, what is remembered holds.
    :param unmarked: marks of the rows of each side whose matches may be of another content.
    """

    before: Mapping[PairKey, Mapping[str, Any]]
    read: tuple[Marks, Marks]
    unmarked: tuple[Marks, Marks]


@dataclass(frozen=True, slots=True)
class Names:
    """Ids of demands and supplies by row."""

    demand: Sequence[str]
    supply: Sequence[str]

    def pair(self, pairs: Pairs, place: int) -> PairKey:
        """Ids of a pair."""
        return self.demand[pairs.demand[place]], self.supply[pairs.supply[place]]


@dataclass(frozen=True, slots=True)
class Difference:
    """Places in `Pairs` of matches to write in full and by ranks alone, and matches to drop."""

    full: Rows
    ranks: Rows
    dropped: Sequence[PairKey]


def difference(was: Pairs, pairs: Pairs, names: Names, known: Known) -> Difference:
    """Compare kept pairs with what the graph holds.

    :param was: the same pairs with their ranks as they are remembered to be in the graph.
    """
    read = known.read[0][pairs.demand] | known.read[1][pairs.supply]
    unmarked = known.unmarked[0][pairs.demand] | known.unmarked[1][pairs.supply]
    moved = (pairs.rank_for_demand != was.rank_for_demand) | (pairs.rank_for_supply != was.rank_for_supply)
    full = ~read & pairs.kept & ~was.kept
    ranks = ~read & pairs.kept & was.kept & moved
    for place in np.flatnonzero(read & pairs.kept).tolist():
        said = known.before.get(names.pair(pairs, place))
        if said is None or unmarked[place] or not _scored_so(pairs, place, said):
            full[place] = True
        elif (said.get("rank_for_demand"), said.get("rank_for_supply")) != _ranks(pairs, place):
            ranks[place] = True
    stays = {names.pair(pairs, place) for place in np.flatnonzero(read & pairs.kept).tolist()}
    gone = [names.pair(pairs, place) for place in np.flatnonzero(~read & was.kept & ~pairs.kept).tolist()]
    return Difference(
        np.flatnonzero(full), np.flatnonzero(ranks), sorted({*gone, *(known.before.keys() - stays)})
    )


@dataclass(frozen=True, slots=True)
class Ranked:
    """A new ranking, the ids of its rows, and by key the pairs that the graph links, with their place."""

    state: State
    names: Names
    graph: Mapping[int, int]

    def sources(self, place: int) -> list[str]:
        """Where a pair was found, at which place."""
        demand, supply = (int(end[place]) for end in self.state.pairs.ends)
        near = sources(self.state, demand, supply)
        if rank := self.graph.get(demand << 32 | supply):
            near[Source.GRAPH] = rank
        return [f"{source} {rank}" for source, rank in sorted(near.items())]


def relationships(
    ranking: Ranked,
    changed: Difference,
    known: Known,
    *,
    scorer: Scorer,
    stamp: Mapping[str, str],
    weights: Weights,
) -> Iterator[Relationship]:
    """What is to be written, in the order of demands."""
    pairs, names = ranking.state.pairs, ranking.names
    keys = pairs.keys
    in_full = frozenset(changed.full.tolist())
    scores = scorer.full(keys[changed.full])
    for place in np.union1d(changed.full, changed.ranks).tolist():
        pair = names.pair(pairs, place)
        found: dict[str, Any] = dict(
            zip(("rank_for_demand", "rank_for_supply"), _ranks(pairs, place), strict=True)
        )
        if place in in_full:
            found |= match_properties(next(scores), weights) | dict(stamp)
            found["sources"] = ranking.sources(place)
        was = known.before.get(pair, {})
        # A pair that comes out as it was keeps how it was found, so that a killed run can be repeated.
        if any(was.get(name) != value for name, value in found.items() if name not in _HOW_FOUND):
            yield Relationship(RelationshipType.MATCHES, *pair, found)


def match_properties(said: Score, weights: Weights) -> dict[str, Any]:
    """Properties of a MATCHES relationship that follow from the pair alone."""
    features = {name: round(value, 4) for name, value in zip(SIMILARITIES, said.similarities, strict=True)}
    features |= {name: round(evaluation.value, 4) for name, evaluation in said.evaluations.items()}
    return {
        "score": round(said.total, 6),
        "score_for_demand": said.for_demand,
        "score_for_supply": said.for_supply,
        "grade": said.band(weights).grade,
        "relevance": round(said.relevance, 6),
        "features": json.dumps(features, ensure_ascii=False),
        "reasons": reasons(said),
        "label": f"{said.total:.2f}",
    }


def _ranks(pairs: Pairs, place: int) -> tuple[int, int]:
    return int(pairs.rank_for_demand[place]), int(pairs.rank_for_supply[place])


def _scored_so(pairs: Pairs, place: int, said: Mapping[str, Any]) -> bool:
    mine = (int(pairs.for_demand[place]), int(pairs.for_supply[place]))
    return mine == tuple(
        round(MILLIONTHS * said.get(name, -1)) for name in ("score_for_demand", "score_for_supply")
    )
