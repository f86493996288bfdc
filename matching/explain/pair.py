"""One pair explained, whether or not it is a candidate."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Protocol

import numpy as np

from graph.model import Side
from graph.model.paths import GraphPath
from graph.properties import blotted
from matching.explain.contributions import contributions
from matching.explain.criteria import coverage
from matching.explain.explanation import Explanation, Nearness, Party, SideScore
from matching.explain.points import lists
from matching.explain.questions import questions
from matching.explain.terms import field_texts, shared_terms
from matching.features import SHOWN, TITLES, Pair
from matching.features.indicators import compare
from matching.features.sentences import AlignedSentence, aligned
from matching.market import Entry, Matcher
from matching.score import Score
from matching.weights import Weights

_ALIGNED = 5
_NEAR = 0.4
"""Cosine from which two sentences are shown side by side."""


class PairStore(Protocol):
    """What explaining asks of the store; `graph.store.Store` is one."""

    def match(self, demand: str, supply: str) -> Mapping[str, Any] | None: ...  # noqa: D102
    def paths(self, demand: str, supply: str) -> tuple[GraphPath, ...]: ...  # noqa: D102


def explain_pair(
    store: PairStore, matcher: Matcher, demand: Entry, supply: Entry, *, encoder: str
) -> Explanation:
    """Score a pair now and say all that the data say of it; ranks are those of the stored match."""
    pair, score = _scored(matcher, demand, supply)
    stored = store.match(demand.id, supply.id) or {}
    for_demand, for_supply = (_side_score(score, side, matcher.weights, stored) for side in Side)
    band = score.band(matcher.weights)
    wanted, offered = _party(demand), _party(supply)
    rows, known = compare(pair), coverage(pair, score)
    points, open_points, conflicts = lists(pair, score, rows, known)
    return Explanation(
        demand=wanted,
        supply=offered,
        score=round(score.total, 6),
        for_demand=for_demand,
        for_supply=for_supply,
        relevance=round(score.relevance, 6),
        grade=band.grade,
        action=band.action,
        worth=band.worth,
        weights=matcher.weights.version,
        encoder=encoder,
        points=points,
        open_points=open_points,
        conflicts=conflicts,
        nearness=_nearness(pair),
        shared_terms=shared_terms(pair, wanted.texts, offered.texts),
        aligned=_aligned(pair),
        indicators=tuple(rows),
        coverage=known,
        paths=store.paths(demand.id, supply.id),
        questions=questions(pair, score, rows, known),
    )


def _scored(matcher: Matcher, demand: Entry, supply: Entry) -> tuple[Pair, Score]:
    wanted, offered = matcher.market([demand], Side.DEMAND), matcher.market([supply], Side.SUPPLY)
    one = np.zeros(1, dtype=np.int64)
    (score,) = matcher.scores(wanted, offered, one, one)
    return Pair(wanted.prepared(0), offered.prepared(0), wanted.idf(0), matcher.context), score


def _nearness(pair: Pair) -> tuple[Nearness, ...]:
    return tuple(
        Nearness(name, TITLES[name], round(said.value, 4))
        for name, feature in SHOWN.items()
        if (said := feature(pair)) is not None
    )


def _aligned(pair: Pair) -> tuple[AlignedSentence, ...]:
    """The nearest sentences, in the demand's order."""
    near = [said for said in aligned(pair.demand, pair.supply) if said.value >= _NEAR]
    best = sorted(near, key=lambda said: -said.value)[:_ALIGNED]
    return tuple(
        replace(
            said,
            demand=replace(said.demand, text=blotted(said.demand.text)),
            supply=replace(said.supply, text=blotted(said.supply.text)),
            value=round(said.value, 4),
        )
        for said in near
        if said in best
    )


def _side_score(score: Score, side: Side, weights: Weights, stored: Mapping[str, Any]) -> SideScore:
    seen = score.for_demand if side is Side.DEMAND else score.for_supply
    return SideScore(seen, stored.get(f"rank_for_{side}"), contributions(score, weights, side))


def _party(entry: Entry) -> Party:
    item = entry.item
    return Party(entry.id, item.kind, item.code, item.title, item.organization, field_texts(item))
