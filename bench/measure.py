"""Timing by turns: contestants take turns, so that a busy machine slows them alike; ratios are of neighbours."""

import multiprocessing
import re
import resource
import statistics
import time
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any, ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Spread:
    """Median of several figures with the lowest and the highest."""

    median: float
    lowest: float
    highest: float

    @classmethod
    def of(cls, figures: Sequence[float]) -> "Spread":
        """Summarise figures; there must be one."""
        return cls(statistics.median(figures), min(figures), max(figures))

    def text(self, digits: int = 2) -> str:
        """Show as `1.23（1.20–1.31）`."""
        return f"{self.median:.{digits}f}（{self.lowest:.{digits}f}–{self.highest:.{digits}f}）"


Seconds = Mapping[str, Sequence[float]]
"""Seconds of every turn by contestant."""


def seconds(work: Callable[[], object], *, clock: Callable[[], float] = time.perf_counter) -> float:
    """Wall time of a call, or what another clock says."""
    started = clock()
    work()
    return clock() - started


def by_turns(
    contestants: Mapping[str, Callable[[], object]],
    turns: int,
    *,
    before: Callable[[], object] = lambda: None,
    after: Callable[[], object] = lambda: None,
) -> Seconds:
    """Time every contestant once a turn, every other turn in reverse order.

    :param before: called before each of them, untimed; `after` likewise.
    """
    taken: dict[str, list[float]] = {name: [] for name in contestants}
    for turn in range(turns):
        for name in list(contestants)[:: 1 if turn % 2 == 0 else -1]:
            before()
            taken[name].append(seconds(contestants[name]))
            after()
    return taken


def ratio(taken: Seconds, ours: str, peer: str) -> Spread:
    """Ours as a multiple of the peer's time, turn by turn."""
    return Spread.of([a / b for a, b in zip(taken[ours], taken[peer], strict=True)])


def figures(taken: Seconds) -> dict[str, Any]:
    """Seconds as JSON."""
    return {name: [round(second, 3) for second in turns] for name, turns in taken.items()}


def separately(function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
    """Call a function of a module in a process of its own, which may start others."""
    with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn")) as pool:
        return pool.submit(function, *args, **kwargs).result()


def peak_mb() -> int:
    """Most memory this process has held so far, in MB.

    Linux counts in what getrusage says the parent before the process became itself; VmHWM is its own.
    """
    status = Path("/proc/self/status")
    if status.exists() and (found := re.search(r"VmHWM:\s+(\d+) kB", status.read_text())):
        return int(found[1]) // 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
