"""Every pair worth scoring with its scores, and which of them are kept at what rank from both sides.

A score depends on its pair alone and is remembered, so after a change only pairs with a changed item, and those
that came near by it, are scored; ranks are worked out again where they can have moved.
"""

from collections.abc import Set
from dataclasses import dataclass, fields, replace

import numpy as np
from numpy.typing import NDArray

from graph.model import Side

FLOOR = 0.1
"""Score under which a pair is not worth keeping, however empty the list."""

MILLIONTHS = 1_000_000
"""Scores are kept as the graph keeps them, to six digits."""

Rows = NDArray[np.int64]
Marks = NDArray[np.bool_]
Numbers = NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class Pairs:
    """Scored pairs by row numbers, sorted by demand and supply; all parts are [n].

    :param for_demand: score in millionths; `for_supply` likewise.
    :param rank_for_demand: rank among the kept pairs of its demand, 0 where it is not kept.
    """

    demand: Numbers
    supply: Numbers
    for_demand: Numbers
    for_supply: Numbers
    rank_for_demand: Numbers
    rank_for_supply: Numbers

    @classmethod
    def none(cls) -> "Pairs":
        """No pair."""
        return cls(*(np.zeros(0, dtype=np.int32) for _ in fields(cls)))

    @classmethod
    def of(cls, keys: Rows, for_demand: NDArray[np.float64], for_supply: NDArray[np.float64]) -> "Pairs":
        """Newly scored pairs by their keys, sorted; not ranked yet."""
        scores = (np.rint(s * MILLIONTHS).astype(np.int32) for s in (for_demand, for_supply))
        ends = (keys >> 32).astype(np.int32), (keys & 0xFFFFFFFF).astype(np.int32)
        ranks = (np.zeros(len(keys), dtype=np.int32) for _ in range(2))
        return cls(*ends, *scores, *ranks)

    def __len__(self) -> int:
        """How many pairs."""
        return len(self.demand)

    @property
    def keys(self) -> Rows:
        """Demand and supply row in one number, ascending."""
        return key(self.demand, self.supply)

    @property
    def ends(self) -> tuple[Numbers, Numbers]:
        """Rows of demands and of supplies."""
        return self.demand, self.supply

    @property
    def scores(self) -> tuple[Numbers, Numbers]:
        """Both sides' scores in millionths."""
        return self.for_demand, self.for_supply

    @property
    def ranks(self) -> tuple[Numbers, Numbers]:
        """Both sides' ranks."""
        return self.rank_for_demand, self.rank_for_supply

    @property
    def kept(self) -> Marks:
        """Which pairs are kept."""
        return self.rank_for_demand > 0

    def take(self, chosen: Marks | Rows) -> "Pairs":
        """Some of the pairs."""
        return Pairs(*(getattr(self, part.name)[chosen] for part in fields(self)))

    def with_more(self, more: "Pairs") -> "Pairs":
        """With pairs that are not here yet, in order."""
        place = np.searchsorted(self.keys, more.keys)
        return Pairs(*(np.insert(getattr(self, p.name), place, getattr(more, p.name)) for p in fields(self)))

    def lacking(self, keys: Rows) -> Rows:
        """Those of some distinct keys that are not here."""
        mine = self.keys
        place = np.minimum(np.searchsorted(mine, keys), max(0, len(mine) - 1))
        return keys[mine[place] != keys] if len(mine) else keys


def key(demand: NDArray[np.integer], supply: NDArray[np.integer]) -> Rows:
    """Two row numbers in one."""
    return demand.astype(np.int64) << 32 | supply.astype(np.int64)


def ranked(
    pairs: Pairs,
    affected: tuple[Marks, Marks],
    order: tuple[Rows, Rows],
    *,
    top: int,
    keep: Set[Side],
) -> Pairs:
    """Keep the best `top` of every item on the sides of `keep`, and rank what is kept from both sides.

    :param affected: marks of the rows of each side that have gained or lost a pair since the pairs were ranked.
    :param order: place of each row's id among those of its side, for ties.
    """
    worth = np.maximum(*pairs.scores) >= round(FLOOR * MILLIONTHS)
    kept = np.zeros(len(pairs), dtype=bool)
    for side in (0, 1):
        if (Side.DEMAND, Side.SUPPLY)[side] in keep:
            # The best of an item are all kept, so they are the first by its ranks so far.
            inside = (pairs.ranks[side] > 0) & (pairs.ranks[side] <= top)
            again = affected[side][pairs.ends[side]]
            chosen = np.flatnonzero(again & worth)
            inside[again] = False
            inside[chosen] = _places(pairs, chosen, side, order) <= top
            kept |= inside
    changed = kept != pairs.kept
    ranks = []
    for side in (0, 1):
        moved = affected[side].copy()
        moved[pairs.ends[side][changed]] = True
        chosen = np.flatnonzero(kept & moved[pairs.ends[side]])
        rank = np.where(kept, pairs.ranks[side], 0).astype(np.int32)
        rank[chosen] = _places(pairs, chosen, side, order)
        ranks.append(rank)
    return replace(pairs, rank_for_demand=ranks[0], rank_for_supply=ranks[1])


def _places(pairs: Pairs, chosen: Rows, side: int, order: tuple[Rows, Rows]) -> Numbers:
    """Rank of each chosen pair among the chosen ones of its item on `side`; ties go by the other's id."""
    item, other = pairs.ends[side][chosen], pairs.ends[1 - side][chosen]
    by = np.lexsort((order[1 - side][other], -pairs.scores[side][chosen], item))
    in_order = item[by]
    place = np.empty(len(chosen), dtype=np.int32)
    place[by] = np.arange(len(chosen)) - np.searchsorted(in_order, in_order) + 1
    return place
