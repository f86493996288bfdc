"""A list of achievements into the graph as users take it in, beside calamine and the bare driver.

Ours reads in the worker process and writes through the pipeline. The peer reads every cell of the file with
calamine, then writes the transactions of our pipeline, ready made: same statements, same batches, same rows. So
the ratio is what understanding the list, telling rows apart and building the graph cost.
"""

import gc
import os
import pickle
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import psutil
from python_calamine import CalamineWorkbook

from bench.invented import next_version, rows, write_list
from bench.measure import Seconds, by_turns, peak_mb, seconds, separately
from bench.server import Recorder, Server, connected, private_server, write_bare
from embeddings.background import Background
from graph.client import Write
from graph.model import Kind
from graph.server.info import ServerInfo
from graph.store import Store
from ingest.intake.originals import Originals
from ingest.intake.pipeline import Pipeline
from ingest.intake.snapshot import Claim
from ingest.intake.terms import TermExtractor
from ingest.records import ParsedFile, parse
from ingest.worker import Worker

SIZES = (5_000, 15_000, 50_000)
TURNS = 2
CHANGED = 0.01
"""Share of the rows that the next version of the list changes, and as many are gone from it."""
OURS, PEER = "duijie", "calamine_and_bare_driver"


@dataclass(frozen=True, slots=True)
class Load:
    """Taking in one list, turn by turn; `processor` counts all processes, the server's too."""

    rows: int
    nodes: int
    links: int
    wall: Seconds
    processor: Seconds


@dataclass(frozen=True, slots=True)
class Parts:
    """Processor seconds of parts of ours, each measured alone."""

    read: float
    pickled: float
    unpickled: float
    build: float


@dataclass(frozen=True, slots=True)
class Again:
    """Taking in the next version: seconds, processor seconds, and what it was told to change."""

    wall: float
    processor: float
    changes: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Found:
    """All that is measured; `memory` in MB by process."""

    loads: Sequence[Load]
    parts: Parts
    again: Again
    memory: Mapping[str, int]


class Processor:
    """Processor seconds of this process and others, whatever else the machine does."""

    def __init__(self, *pids: int) -> None:
        self._processes = [psutil.Process(), *map(psutil.Process, pids)]

    def seconds(self) -> float:
        """Give what they have spent so far."""
        spent = [process.cpu_times() for process in self._processes]
        return sum(times.user + times.system for times in spent)


@contextmanager
def ours(server: Server, folder: Path) -> Iterator[tuple[Pipeline, Worker]]:
    """Open the pipeline as `duijie ingest` does."""
    with Worker() as worker:

        def read(path: Path, kind: Kind | None, /, *, name: str) -> ParsedFile:
            return worker.call(parse, path, kind, name=name)

        yield (
            Pipeline(Store(server.client), Originals(folder), TermExtractor(Background.load()), read),
            worker,
        )


def peer(server: Server, file: Path, transactions: Iterable[Sequence[Write]]) -> None:
    """Read all cells, write what is ready made."""
    CalamineWorkbook.from_path(file).get_sheet_by_index(0).to_python()
    for writes in transactions:
        write_bare(server.driver, writes)


def measure(sizes: Sequence[int] = SIZES, turns: int = TURNS) -> Found:
    """Measure, and check that both ways end in graphs of the same size."""
    with tempfile.TemporaryDirectory() as name, private_server(Path(name)) as server:
        folder = Path(name)
        lists = {size: folder / f"{size}.xlsx" for size in sizes}
        for size, file in lists.items():
            write_list(file, rows(size))
        largest = lists[sizes[-1]]
        following = folder / "following.xlsx"
        write_list(following, next_version(list(rows(sizes[-1])), CHANGED))
        ready = {size: _ready_made(file, folder) for size, file in lists.items()}
        # The first full load of a new database pays for its files to grow and its code to be compiled: nobody's turn.
        peer(server, largest, ready[sizes[-1]])
        memory = _memory(server, largest, ready[sizes[-1]])
        parts = _parts(largest, folder)
        gc.collect()
        gc.freeze()  # else every collection would walk through the peer's ready-made rows
        with ours(server, folder / "originals") as (pipeline, worker):
            processor = Processor(server.info.pid, worker.call(os.getpid))
            loads = [_load(server, processor, pipeline, (lists[n], n, ready[n]), turns) for n in sizes]
            again = _again(server, processor, pipeline, (largest, following))
        gc.unfreeze()
    return Found(loads, parts, again, memory)


def _ready_made(file: Path, folder: Path) -> list[Sequence[Write]]:
    """Give the transactions that a list becomes."""
    recorder = Recorder()
    Pipeline(Store(recorder), Originals(folder / "rehearsed"), TermExtractor(Background.load())).ingest(file)
    return recorder.transactions


def _load(
    server: Server,
    processor: Processor,
    pipeline: Pipeline,
    what: tuple[Path, int, Sequence[Sequence[Write]]],
    turns: int,
) -> Load:
    file, count, transactions = what
    sizes: list[tuple[int, int]] = []
    spent: dict[str, list[float]] = {OURS: [], PEER: []}

    def counted(name: str, work: Callable[[], object]) -> Callable[[], None]:
        def run_and_count() -> None:
            spent[name].append(seconds(work, clock=processor.seconds))

        return run_and_count

    contestants = {
        OURS: counted(OURS, lambda: pipeline.ingest(file)),
        PEER: counted(PEER, lambda: peer(server, file, transactions)),
    }
    taken = by_turns(contestants, turns, before=server.empty, after=lambda: sizes.append(server.size()))
    if len(set(sizes)) > 1:
        raise AssertionError(f"both ways must end in the same graph, not in {sizes} nodes and relationships")
    return Load(count, *sizes[0], taken, spent)


def _again(server: Server, processor: Processor, pipeline: Pipeline, files: tuple[Path, Path]) -> Again:
    """Take in a list and, timed, the version that follows it."""
    server.empty()
    pipeline.ingest(files[0], claim=Claim("成果清单", "2026-01"))
    changes: list[Mapping[str, int]] = []

    def follow() -> None:
        changes.append(pipeline.ingest(files[1], claim=Claim("成果清单", "2026-02")).changes)

    spent = processor.seconds()
    wall = seconds(follow)
    return Again(wall, processor.seconds() - spent, dict(changes[0]))


def _parts(file: Path, folder: Path) -> Parts:
    clock = time.process_time
    parsed: list[ParsedFile] = []
    read = seconds(lambda: parsed.append(parse(file)), clock=clock)
    text: list[bytes] = []
    pickled = seconds(lambda: text.append(pickle.dumps(parsed[0], pickle.HIGHEST_PROTOCOL)), clock=clock)
    unpickled = seconds(lambda: pickle.loads(text[0]), clock=clock)  # noqa: S301 -- our own
    terms, originals = TermExtractor(Background.load()), Originals(folder / "rehearsed")
    pipeline = Pipeline(Store(Recorder()), originals, terms, lambda _path, _kind, /, *, name: parsed[0])  # noqa: ARG005
    return Parts(read, pickled, unpickled, seconds(lambda: pipeline.ingest(file), clock=clock))


def _memory(server: Server, file: Path, transactions: Sequence[Sequence[Write]]) -> dict[str, int]:
    """Give peaks of processes that do nothing else; the peer takes its transactions from a file one by one."""
    kept = file.with_suffix(".transactions")
    with kept.open("wb") as stream:
        for writes in transactions:
            pickle.dump(writes, stream, pickle.HIGHEST_PROTOCOL)
    server.empty()
    own, worker = separately(_our_peak, server.info, file)
    server.empty()
    return {"process": own, "worker": worker, "peer": separately(_peer_peak, server.info, file, kept)}


def _our_peak(info: ServerInfo, file: Path) -> tuple[int, int]:
    with connected(info) as server, ours(server, file.parent / "originals") as (pipeline, worker):
        pipeline.ingest(file)
        return peak_mb(), worker.call(peak_mb)


def _peer_peak(info: ServerInfo, file: Path, kept: Path) -> int:
    with connected(info) as server:
        peer(server, file, _unpickled(kept))
    return peak_mb()


def _unpickled(kept: Path) -> Iterator[Sequence[Write]]:
    with kept.open("rb") as stream, suppress(EOFError):
        while True:
            yield pickle.load(stream)  # noqa: S301 -- our own


def growth(loads: Sequence[Load], taken: Callable[[Load], Seconds]) -> float:
    """Exponent of growth of our seconds over all sizes: 1 is in proportion, 2 by the square."""
    best = [min(taken(load)[OURS]) for load in loads]
    return float(np.polyfit(np.log([load.rows for load in loads]), np.log(best), 1)[0])
