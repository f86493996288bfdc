"""Both directions of a match joined: each side ranks with its own score, the pair has their harmonic mean."""

PairKey = tuple[str, str]
"""Demand id and supply id."""


def reciprocal(for_demand: float, for_supply: float) -> float:
    """Harmonic mean: high only where both sides are served (the usual fusion of reciprocal recommenders)."""
    total = for_demand + for_supply
    return 2 * for_demand * for_supply / total if total else 0.0
