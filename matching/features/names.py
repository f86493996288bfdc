"""How alike two short names are."""

from functools import lru_cache


@lru_cache(65536)
def alike(left: str, right: str) -> float:
    """Dice coefficient of the character pairs of two names."""
    a, b = ({t[i : i + 2] for i in range(len(t) - 1)} for t in (left, right))
    return 2 * len(a & b) / max(1, len(a) + len(b))
