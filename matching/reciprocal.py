"""Both directions of a match joined: each side ranks with its own score, the pair has their harmonic mean."""

from collections import defaultdict
from collections.abc import Iterable, Mapping

PairKey = tuple[str, str]
"""Demand id and supply id."""


def reciprocal(for_demand: float, for_supply: float) -> float:
    """Harmonic mean: high only where both sides are served (the usual fusion of reciprocal recommenders)."""
    total = for_demand + for_supply
    return 2 * for_demand * for_supply / total if total else 0.0


def ranks(scores: Mapping[PairKey, float], side: int) -> dict[PairKey, int]:
    """Rank of each pair among those of its demand (`side` 0) or supply (1); ties go by the other's id."""
    groups: dict[str, list[PairKey]] = defaultdict(list)
    for pair in scores:
        groups[pair[side]].append(pair)
    found: dict[PairKey, int] = {}
    for pairs in groups.values():
        ordered = sorted(pairs, key=lambda p: (-scores[p], p[1 - side]))
        found.update({pair: place for place, pair in enumerate(ordered, start=1)})
    return found


def kept(ranked: Iterable[Mapping[PairKey, int]], top: int) -> set[PairKey]:
    """Pairs that stand among the best `top` of either side."""
    return {pair for side in ranked for pair, rank in side.items() if rank <= top}
