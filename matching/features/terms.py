"""Shared technical terms."""

from collections.abc import Iterable

from matching.features.evaluation import Evaluation, Pair

_SHOWN = 5
_COMMON = 4.5
"""Rarity under which a word is everybody's (it stands in more than about one of twenty texts)."""


def terms(pair: Pair) -> Evaluation | None:
    """双方文字中共同出现的专业术语，按稀有程度计。"""
    shared = [w for w in pair.demand.words & pair.supply.words if pair.idf.get(w, 0.0) >= _COMMON]
    total = sum(rarity for rarity in pair.idf.values() if rarity >= _COMMON)
    if not shared or not total:
        return None
    value = min(1.0, sum(pair.idf[w] for w in shared) / total)
    joined = _joined(sorted(shared, key=lambda w: (-pair.idf[w], w)), pair)
    return Evaluation(value, "双方都提到：" + "、".join(joined[:_SHOWN]))


def _joined(shared: Iterable[str], pair: Pair) -> list[str]:
    """Shared words, two that stand side by side in both texts said as one."""
    left = list(shared)
    joined: list[str] = []
    while left:
        word = left.pop(0)
        for other in left:
            both = next(
                (b for b in (word + other, other + word) if b in pair.demand.text and b in pair.supply.text),
                None,
            )
            if both:
                word = both
                left.remove(other)
                break
        joined.append(word)
    return joined
