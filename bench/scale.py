"""What a matching run costs on a real Neo4j: the first over whole lists, and the next after a few rows changed.

Everything counts: reading, comparing, writing, and what is remembered on disk. The second kind starts from a market
that was ranked by a stand-in for scoring (one dot product a pair), for scoring all of it takes hours; what a change
costs does not depend on how the pairs that did not change were scored.
"""

import random
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bench.invented import achievements, needs
from bench.measure import peak_mb, separately
from bench.report import Report, Table
from bench.server import private_server
from embeddings.background import Background
from embeddings.cache import VectorCache
from embeddings.encoder import open_encoder
from graph.model import Item, Node, Relationship, item_to_json
from graph.properties import item_properties
from graph.store import Store
from matching.features import Context
from matching.market import Market, Matcher
from matching.run import run as match
from matching.score import Score
from matching.weights import SIMILARITIES, Weights

WHOLE = (1_000, 4_000)
SIZES = (10_000, 50_000, 100_000)
TOP = 20
CHANGED = 100
TURNS = 3
DAY = "2026-06-01"
MEMORY = "server.memory.heap.max_size=1g\nserver.memory.pagecache.size=1g\n"
_PART = 5_000
"""Items invented and written at once."""
_LEAN = ("rank_for_demand", "rank_for_supply", "score_for_demand", "score_for_supply")


@dataclass(frozen=True, slots=True)
class Cost:
    """Seconds of a run by the clock and of this process's processor time, and what it did."""

    items: int
    seconds: float
    processor_seconds: float
    compared: int
    written: int
    matches: int
    peak_mb: int


class QuickMatcher(Matcher):
    """Scores a pair by its dense similarity alone."""

    def scores(
        self,
        demand: Market,
        supply: Market,
        i: NDArray[np.int64],
        j: NDArray[np.int64],
        *,
        found: NDArray[np.float32] | None = None,  # noqa: ARG002
    ) -> Iterator[Score]:
        """One dot product a pair."""
        near = np.empty(len(i), dtype=np.float32)
        for start in range(0, len(i), 65536):
            part = slice(start, start + 65536)
            near[part] = np.einsum("nd,nd->n", demand.index.dense[i[part]], supply.index.dense[j[part]])
        none = (0.0,) * len(SIMILARITIES)
        for said in np.clip(near.astype(np.float64), 0, 1).round(6).tolist():
            yield Score(said, said, said, none, {})


class LeanStore(Store):
    """Writes of a match no more than the next run asks."""

    def write_relationships(self, relationships: Sequence[Relationship]) -> None:
        """Write ranks and scores."""
        super().write_relationships(
            [
                replace(r, properties={n: v for n, v in r.properties.items() if n in _LEAN})
                for r in relationships
            ]
        )


def run(whole: Sequence[int] = WHOLE, sizes: Sequence[int] = SIZES) -> Report:
    """Measure each size in a process and on a server of its own."""
    first = [separately(measure_whole, size) for size in whole]
    again = [separately(measure_changes, size) for size in sizes]
    return _report(first, again)


def measure_whole(items: int) -> Cost:
    """The first run over `items` needs and as many achievements."""
    with tempfile.TemporaryDirectory() as folder, _store(Path(folder)) as store:
        _write(store, items)
        return _timed(items, lambda: match(store, _matcher(folder, Matcher), **_asked(folder)))


def measure_changes(items: int) -> list[Cost]:
    """A run after CHANGED rows say something else, TURNS times: half of them needs, half achievements."""
    with tempfile.TemporaryDirectory() as folder, _store(Path(folder)) as store:
        _write(store, items)
        lean = LeanStore(store._client)  # noqa: SLF001 -- the same connection
        match(lean, _matcher(folder, QuickMatcher), **_asked(folder))
        costs = []
        for turn in range(TURNS):
            _change(store, items, turn)
            costs.append(_timed(items, lambda: match(store, _matcher(folder, Matcher), **_asked(folder))))
        return costs


@contextmanager
def _store(folder: Path) -> Iterator[Store]:
    """A store over a server of its own."""
    conf = folder / "neo4j" / "conf"
    conf.mkdir(parents=True)
    (conf / "local.conf").write_text(MEMORY, "utf-8")
    with private_server(folder) as server:
        yield Store(server.client)


def _matcher(folder: str, kind: Callable[..., Matcher]) -> Matcher:
    """A matcher as a command opens it anew: vectors come from the cache on disk."""
    cache = VectorCache(Path(folder) / "vectors", open_encoder())
    return kind(cache.encode, Background.load(), Weights.load(), Context(DAY))


def _asked(folder: str) -> dict[str, Any]:
    return {"encoder": open_encoder().name, "top": TOP, "folder": Path(folder) / "ranking"}


def _timed(items: int, work: Callable[[], Any]) -> Cost:
    started, busy = time.perf_counter(), time.process_time()
    said = work()
    seconds, busy = round(time.perf_counter() - started, 2), round(time.process_time() - busy, 2)
    return Cost(items, seconds, busy, said.compared, said.written, said.matches, peak_mb())


def _write(store: Store, items: int) -> None:
    for start in range(0, items, _PART):
        count = min(_PART, items - start)
        for letter, invent in _KINDS.items():
            said = invent(count, start + ord(letter))
            store.write_nodes([_node(f"{letter}{start + n:07d}", item) for n, item in enumerate(said)])


_KINDS: Mapping[str, Callable[[int, int], Sequence[Item]]] = {"n": needs, "a": achievements}


def _change(store: Store, items: int, turn: int) -> None:
    """Other texts for some rows, as a list that comes anew would bring them."""
    dice = random.Random(turn)
    for letter, invent in _KINDS.items():
        rows = dice.sample(range(items), k=CHANGED // 2)
        said = invent(CHANGED // 2, 1_000_000 + turn)
        store.write_nodes([_node(f"{letter}{row:07d}", item) for row, item in zip(rows, said, strict=True)])


def _node(id_: str, item: Item) -> Node:
    said = item_properties(item_to_json(item), item.kind)
    return Node(item.kind.label, id_, {**said, "last_seen": f"{DAY}T00:00:00"})


def growth(costs: Sequence[Cost], name: str) -> list[float]:
    """Exponent of growth from each size to the next: 0 is none, 1 is in proportion, 2 is by the square."""
    return [
        float(np.log(getattr(b, name) / getattr(a, name)) / np.log(b.items / a.items))
        for a, b in pairwise(costs)
    ]


def _median(costs: Sequence[Cost]) -> Cost:
    return sorted(costs, key=lambda cost: cost.seconds)[len(costs) // 2]


def _report(first: Sequence[Cost], again: Sequence[Sequence[Cost]]) -> Report:
    medians = [_median(costs) for costs in again]
    exponents = {
        name: [round(e, 2) for e in growth(medians, name)] for name in ("seconds", "processor_seconds")
    }
    said: dict[str, Any] = {
        "top": TOP,
        "changed": CHANGED,
        "whole": [asdict(cost) for cost in first],
        "again": [[asdict(cost) for cost in costs] for costs in again],
        "growth_exponents": exponents,
    }
    columns = ("需求 × 成果", "秒", "处理器秒", "比较对数", "写入匹配", "图谱现有匹配", "内存峰值，MB")
    shown = "、".join(f"{exponent:.2f}" for exponent in exponents["seconds"])
    changes = Table(
        f"{CHANGED} 行变更后再排（需求、成果各半，文字全换）",
        columns,
        [_row(cost) for cost in medians],
        (
            f"从读图谱到写完、记下状态；{TURNS} 次取中位数。增长指数（0 为不随清单增长，1 为成正比）依次为 {shown}。",
            "起点的得分只取语义相似度（全部评分要几小时）；变更后的评分、读写都是真的。",
            "内存峰值含准备起点时的。",
        ),
    )
    whole = Table("第一次排名（写入 Neo4j 在内）", columns, [_row(cost) for cost in first])
    return Report("scale", "规模", said, [changes, whole])


def _row(cost: Cost) -> tuple[str, ...]:
    return (
        f"{cost.items:,} × {cost.items:,}",
        f"{cost.seconds:.1f}",
        f"{cost.processor_seconds:.1f}",
        f"{cost.compared:,}",
        f"{cost.written:,}",
        f"{cost.matches:,}",
        f"{cost.peak_mb:,}",
    )
