"""Given pairs scored, whether or not they are candidates."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np

from graph.model import Side
from matching.market import Entry, Matcher
from matching.scoring import Stored


class CodeStore(Protocol):
    """What scoring by list code asks of the store."""

    def by_codes(self, codes: Sequence[str]) -> Mapping[str, Sequence[Stored]]: ...  # noqa: D102


@dataclass(frozen=True, slots=True)
class Scored:
    """Scores in the order of the pairs, None where a code is unknown; and the unknown codes, sorted."""

    scores: tuple[float | None, ...]
    unknown: tuple[str, ...]


def score_pairs(store: CodeStore, matcher: Matcher, pairs: Sequence[tuple[str, str]]) -> Scored:
    """Score pairs of (need code, achievement code) as the demand side sees them."""
    found = store.by_codes(sorted({code for pair in pairs for code in pair}))
    sides = tuple(
        {code: next((s for s in found.get(code, []) if side in s.item.kind.sides), None) for code in codes}
        for side, codes in zip((Side.DEMAND, Side.SUPPLY), _columns(pairs), strict=True)
    )
    markets = [
        matcher.market([Entry(s.id, s.item) for s in items.values() if s], side)
        for items, side in zip(sides, (Side.DEMAND, Side.SUPPLY), strict=True)
    ]
    rows: list[tuple[int, int]] = []
    places: list[int] = []
    for place, (need, achievement) in enumerate(pairs):
        demand, supply = sides[0][need], sides[1][achievement]
        if demand and supply:
            rows.append((markets[0].row[demand.id], markets[1].row[supply.id]))
            places.append(place)
    scores: list[float | None] = [None] * len(pairs)
    ends = np.array(rows, dtype=np.int64).reshape(-1, 2)
    for place, said in zip(
        places, matcher.scores(markets[0], markets[1], ends[:, 0], ends[:, 1]), strict=True
    ):
        scores[place] = said.for_demand
    unknown = {code for side in sides for code, item in side.items() if item is None}
    return Scored(tuple(scores), tuple(sorted(unknown)))


def _columns(pairs: Sequence[tuple[str, str]]) -> tuple[list[str], list[str]]:
    return sorted({need for need, _ in pairs}), sorted({achievement for _, achievement in pairs})
