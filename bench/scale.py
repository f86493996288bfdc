"""How the cost of ranking grows with the lists, and what a few new items cost beside ranking all again."""

import multiprocessing
import resource
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from itertools import pairwise
from time import process_time
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bench.invented import achievements, needs
from bench.measure import seconds
from bench.report import Report, Table
from embeddings.background import Background
from embeddings.encoder import open_encoder
from graph.model import Item, Side
from matching.features import Context
from matching.market import Entry, Market, Matcher
from matching.ranking import Earlier, Kept, Ranking, rank
from matching.weights import Weights

SIZES = (1_000, 4_000, 10_000)
TOP = 20
NEW_SHARE = 0.01


@dataclass(frozen=True, slots=True)
class Cost:
    """What ranking `items` × `items` costs: processor seconds to index, to rank, and again after a few new items."""

    items: int
    index: float
    full: float
    again: float
    compared: int
    compared_again: int
    kept: int
    peak_mb: int


def run(sizes: Sequence[int] = SIZES) -> Report:
    """Measure each size in a process of its own, so that peak memory is its own."""
    spawn = multiprocessing.get_context("spawn")
    costs = []
    for size in sizes:
        with spawn.Pool(1) as pool:
            costs.append(pool.apply(measure, (size,)))
    return _report(costs)


def measure(items: int) -> Cost:
    """Rank everything, then again after NEW_SHARE of both sides is new."""
    encoder = open_encoder()

    def encode(texts: Sequence[str], side: Side) -> NDArray[np.float32]:
        return encoder.encode_demand(texts) if side is Side.DEMAND else encoder.encode_supply(texts)

    today = datetime.now(UTC).date().isoformat()
    matcher = Matcher(encode, Background.load(), Weights.load(), Context(today))
    new = max(1, round(items * NEW_SHARE))
    demands = _entries("n", needs(items))
    supplies = _entries("a", achievements(items))
    before = _market(matcher, demands[:-new], supplies[:-new])
    everyone = frozenset(entry.id for entry in demands[:-new] + supplies[:-new])
    found: list[Ranking] = []
    compared: list[int] = []

    def ranked(sides: tuple[Market, Market], earlier: Earlier) -> None:
        totals = [0]
        found.append(rank(matcher, sides, earlier, top=TOP, progress=lambda _, total: totals.append(total)))
        compared.append(totals[-1])

    index = seconds(lambda: [side.index for side in before], clock=process_time)
    full = seconds(lambda: ranked(before, Earlier({}, everyone)), clock=process_time)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024

    now = _market(matcher, demands, supplies)
    _ = [side.index for side in now]
    fresh = frozenset(entry.id for entry in demands[-new:] + supplies[-new:])
    pairs = {pair: Kept(said.for_demand, said.for_supply) for pair, said in found[0].scored.items()}
    again = seconds(lambda: ranked(now, Earlier(pairs, fresh)), clock=process_time)
    return Cost(items, index, full, again, compared[0], compared[1], len(found[0].scored), peak)


def _entries(prefix: str, items: Sequence[Item]) -> list[Entry]:
    return [Entry(f"{prefix}{number:06d}", item) for number, item in enumerate(items)]


def _market(matcher: Matcher, demands: Sequence[Entry], supplies: Sequence[Entry]) -> tuple[Market, Market]:
    return matcher.market(demands, Side.DEMAND), matcher.market(supplies, Side.SUPPLY)


def growth(costs: Sequence[Cost], name: str) -> list[float]:
    """Exponent of growth from each size to the next: 1 is in proportion, 2 is by the square."""
    return [
        float(np.log(getattr(b, name) / getattr(a, name)) / np.log(b.items / a.items))
        for a, b in pairwise(costs)
    ]


def _report(costs: Sequence[Cost]) -> Report:
    exponents = {name: growth(costs, name) for name in ("index", "full", "again", "compared", "peak_mb")}
    said: dict[str, Any] = {
        "top": TOP,
        "new_share": NEW_SHARE,
        "costs": [asdict(cost) for cost in costs],
        "growth_exponents": {name: [round(e, 2) for e in found] for name, found in exponents.items()},
    }
    rows = [
        (
            f"{cost.items:,} × {cost.items:,}",
            f"{cost.index:.1f}",
            f"{cost.full:.1f}",
            f"{cost.compared:,}",
            f"{cost.peak_mb:,}",
            f"{cost.again:.1f}",
            f"{cost.again / cost.full:.2f}",
            f"{cost.compared_again:,}",
        )
        for cost in costs
    ]
    columns = (
        "需求 × 成果",
        "建索引",
        "全部排名",
        "比较对数",
        "内存峰值，MB",
        f"新增 {NEW_SHARE:.0%} 后再排",
        "占全部",
        "再比较对数",
    )
    shown = "、".join(f"{exponent:.2f}" for exponent in exponents["full"])
    again = "、".join(f"{exponent:.2f}" for exponent in exponents["again"])
    notes = (
        "时间是处理器秒（各核合计），受机器上其他程序的影响较小；评分是单线程，故与空闲机器上的用时相近。",
        f"全部排名的增长指数（1 为成正比，2 为平方）依次为 {shown}；新增后再排为 {again}。",
        "再排从已建好的索引算起，旧文本的向量在产品里有缓存；每种规模在单独的进程里测一次。",
    )
    return Report("scale", "规模", said, [Table("排名的代价", columns, rows, notes)])
