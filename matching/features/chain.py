"""Where both sides stand in the chains of industry."""

from functools import lru_cache

from graph.model import Item
from graph.model.segments import Segment, segments
from matching.features.evaluation import Evaluation, Pair
from matching.features.names import alike

_ALIKE = 0.5
_POSITIONS = ("上游", "中游", "下游")


def chain(pair: Pair) -> Evaluation | None:
    """双方在产业链上是同一环节、相邻环节还是同一条链；同链不同环节不减分，行业名称与链名对不上的不计。"""
    demand, supply = pair.demand.item, pair.supply.item
    wanted, offered = demand.chain or _industry(demand), supply.chain or _industry(supply)
    if not wanted or not offered:
        return None
    # An industry is named after a trade, not a chain, so that two unlike names say nothing of each other.
    return _compared(wanted, offered, both_chains=bool(demand.chain and supply.chain))


def _industry(item: Item) -> str | None:
    return getattr(item, "industry", None)


@lru_cache(65536)
def _compared(wanted: str, offered: str, *, both_chains: bool) -> Evaluation | None:
    pairs = [(a, b) for a in segments(wanted) for b in segments(offered)]
    on_one_chain = [(a, b) for a, b in pairs if a.chain == b.chain or alike(a.chain, b.chain) >= _ALIKE]
    if on_one_chain:
        return max((_on_one_chain(a, b) for a, b in on_one_chain), key=lambda said: said.value)
    if pairs and both_chains:
        return Evaluation(0.4, f"产业链不同：{wanted} / {offered}")
    return None


def _on_one_chain(wanted: Segment, offered: Segment) -> Evaluation:
    named = wanted.name != wanted.chain and offered.name != offered.chain
    if named and (wanted.name == offered.name or alike(wanted.name, offered.name) >= _ALIKE):
        return Evaluation(1.0, f"在{offered.chain}产业链的同一环节：{offered.name}")
    if wanted.position and offered.position:
        steps = abs(_POSITIONS.index(wanted.position) - _POSITIONS.index(offered.position))
        if steps == 1:
            where = f"需求在{wanted.position}，成果在{offered.position}"
            return Evaluation(0.8, f"在{offered.chain}产业链的相邻环节：{where}")
    return Evaluation(0.65, f"在同一条产业链：{offered.chain}")
