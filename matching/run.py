"""A matching run: what is new or changed in the graph is ranked, and the difference written back.

Nothing is marked as seen before its matches are written, so a run killed at any moment is simply run again.
"""

import hashlib
import json
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np

from embeddings.words import WORDS_VERSION
from graph.model import Item, Kind, Relationship, RelationshipType, Side
from matching.candidates import CANDIDATES
from matching.explain import reasons
from matching.market import Entry, Market, Matcher
from matching.ranking import Earlier, Kept, Neighbours, Progress, Ranking, rank
from matching.reciprocal import PairKey
from matching.score import Score
from matching.weights import SIMILARITIES, Weights

_RARE = 6.5
"""Rarity a shared term needs to make two items neighbours: it stands in about one of 150 texts or fewer."""

_HOW_FOUND = ("run_id", "sources")
"""Properties of a match that depend on what else was new in the run that wrote it."""


class Stored(Protocol):
    """An item as a store gives it."""

    @property
    def id(self) -> str: ...  # noqa: D102
    @property
    def item(self) -> Item: ...  # noqa: D102
    @property
    def content_hash(self) -> str: ...  # noqa: D102
    @property
    def matched_hash(self) -> str | None: ...  # noqa: D102


class MatchStore(Protocol):
    """What a run asks of the store; `graph.store.Store` is one."""

    def items(self, kind: Kind) -> Iterator[Stored]: ...  # noqa: D102
    def match_pairs(self) -> list[dict[str, Any]]: ...  # noqa: D102
    def neighbours(  # noqa: D102
        self, ids: Sequence[str], *, rare: float, limit: int
    ) -> list[dict[str, Any]]: ...
    def write_relationships(self, relationships: Sequence[Relationship]) -> None: ...  # noqa: D102
    def drop_matches(self, pairs: Sequence[PairKey]) -> None: ...  # noqa: D102
    def mark_matched(self, hashes: Mapping[str, str]) -> None: ...  # noqa: D102


@dataclass(frozen=True, slots=True)
class Report:
    """What a run did: items on each side, how many of them new or changed, pairs compared, written, dropped."""

    demands: int
    supplies: int
    fresh: int
    compared: int
    written: int
    dropped: int
    matches: int
    seconds: float


def run(
    store: MatchStore,
    matcher: Matcher,
    *,
    encoder: str,
    top: int,
    keep: Set[Side] = frozenset(Side),
    progress: Progress | None = None,
) -> Report:
    """Rank what is new or changed since the last run with these weights and this encoder.

    :param top: how many matches to keep of every item on the sides of `keep`.
    """
    started = time.perf_counter()
    stored = [item for kind in Kind if kind.sides for item in store.items(kind)]
    versions = f"{encoder}/{matcher.weights.version}/{WORDS_VERSION}/{top}/{'+'.join(sorted(keep))}"
    hashes = {item.id: f"{item.content_hash}/{versions}" for item in stored}
    fresh = {item.id for item in stored if item.matched_hash != hashes[item.id]}
    sides = _market(stored, Side.DEMAND, matcher), _market(stored, Side.SUPPLY, matcher)
    pairs = {(row["start"], row["end"]): row["properties"] for row in store.match_pairs()}
    earlier = Earlier({pair: _kept(said) for pair, said in pairs.items()}, fresh)
    written: list[Relationship] = []
    ranking = Ranking({}, {}, {}, set(), 0)
    if fresh or any(pair[0] not in sides[0].row or pair[1] not in sides[1].row for pair in pairs):
        near = _neighbours(store, sorted(fresh), sides)
        ranking = rank(matcher, sides, earlier, top=top, keep=keep, neighbours=near, progress=progress)
        stamp = {"encoder": encoder, "weights": matcher.weights.version, "run_id": _run_id(fresh, hashes)}
        written = list(_relationships(ranking, pairs, stamp, matcher.weights))
        store.write_relationships(written)
        store.drop_matches(sorted(ranking.dropped))
        store.mark_matched({id_: hashes[id_] for id_ in fresh})
    return Report(
        len(sides[0]),
        len(sides[1]),
        len(fresh),
        ranking.compared,
        len(written),
        len(ranking.dropped),
        len((pairs.keys() - ranking.dropped) | ranking.scored.keys()),
        time.perf_counter() - started,
    )


def load_market(store: MatchStore, matcher: Matcher, side: Side) -> Market:
    """One side of the graph, ready for search."""
    return _market([item for kind in Kind for item in store.items(kind) if side in kind.sides], side, matcher)


def _market(stored: Sequence[Stored], side: Side, matcher: Matcher) -> Market:
    return matcher.market([Entry(s.id, s.item) for s in stored if side in s.item.kind.sides], side)


def _kept(properties: Mapping[str, Any]) -> Kept:
    return Kept(properties["score_for_demand"], properties["score_for_supply"])


def _run_id(fresh: Iterable[str], hashes: Mapping[str, str]) -> str:
    """The same items with the same content are the same run, so that doing it twice changes nothing."""
    text = "\n".join(f"{id_} {hashes[id_]}" for id_ in sorted(fresh))
    return hashlib.blake2b(text.encode(), digest_size=8).hexdigest()


def _neighbours(store: MatchStore, ids: Sequence[str], sides: tuple[Market, Market]) -> Neighbours:
    demand, supply = sides
    links: dict[tuple[int, int], float] = {}
    for row in store.neighbours(ids, rare=_RARE, limit=CANDIDATES):
        for d, s in ((row["id"], row["other"]), (row["other"], row["id"])):
            if d in demand.row and s in supply.row:
                links[demand.row[d], supply.row[s]] = row["strength"]
    ordered = sorted(links, key=lambda pair: (pair[0], -links[pair], pair[1]))
    rows = np.array(ordered, dtype=np.int64).reshape(-1, 2)
    return rows[:, 0], rows[:, 1]


def _relationships(
    ranking: Ranking,
    before: Mapping[PairKey, Mapping[str, Any]],
    stamp: Mapping[str, str],
    weights: Weights,
) -> Iterator[Relationship]:
    """Every new pair in full, and of those that stood before the ranks that moved."""
    for pair, place in sorted(ranking.rank_for_demand.items()):
        found: dict[str, Any] = {"rank_for_demand": place, "rank_for_supply": ranking.rank_for_supply[pair]}
        if pair in ranking.scored:
            found |= match_properties(ranking.scored[pair], weights) | dict(stamp)
            found["sources"] = [f"{source} {rank}" for source, rank in sorted(ranking.sources[pair].items())]
        was = before.get(pair, {})
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
