"""A list of achievements into the graph, beside the bare driver writing the very same rows.

The peer gets the transactions of our pipeline ready made: same statements, same batches, same rows. So the
ratio is what reading the list, telling rows apart and building the graph cost on top of writing it.
"""

import gc
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path

import psutil
from neo4j import Driver, GraphDatabase, ManagedTransaction
from platformdirs import user_cache_path

from bench.invented import COLUMNS, write_list
from bench.measure import Seconds, Spread, by_turns, figures, ratio, seconds
from bench.report import Report, Table
from embeddings.background import Background
from graph import schema
from graph.client import Client, Row, Write
from graph.server import LocalServer
from graph.statements import statement
from graph.store import BATCH, Store
from ingest.originals import Originals
from ingest.pipeline import Pipeline
from ingest.records import parse
from ingest.terms import TermExtractor

ROWS = 50_000
TURNS = 2
GOAL = 1.3
WARM_UP = 2_000
OURS, PEER = "duijie", "bare_driver"

_NO_LINKS = "MATCH ()-[r]->() CALL (r) { DELETE r } IN TRANSACTIONS OF 10000 ROWS"
_NO_NODES = "MATCH (n) WHERE NOT n:SchemaVersion CALL (n) { DELETE n } IN TRANSACTIONS OF 10000 ROWS"
_COUNT = "MATCH (n) WHERE NOT n:SchemaVersion WITH count(n) AS nodes MATCH ()-[r]->() RETURN nodes, count(r) AS links"


class Recorder(Client):
    """Takes the place of a connection to an empty graph and keeps what would be written."""

    def __init__(self) -> None:
        self.transactions: list[Sequence[Write]] = []

    def read(self, name: str, **parameters: object) -> list[Row]:  # noqa: ARG002
        """Give nothing: the graph is empty."""
        return []

    def write_together(self, writes: Sequence[Write]) -> None:
        """Keep one transaction."""
        self.transactions.append(writes)


class Server:
    """A private Neo4j of this run with the schema applied, and a bare driver to it."""

    def __init__(self, client: Client, driver: Driver, pid: int) -> None:
        self.client, self.driver = client, driver
        self._processes = [psutil.Process(), psutil.Process(pid)]

    def empty(self) -> None:
        """Remove everything but the schema's own records."""
        with self.driver.session(database="neo4j") as session:
            session.run(_NO_LINKS).consume()
            session.run(_NO_NODES).consume()

    def size(self) -> tuple[int, int]:
        """How many nodes and relationships."""
        record = self.driver.execute_query(_COUNT, database_="neo4j").records[0]
        return record["nodes"], record["links"]

    def cpu(self) -> float:
        """Processor seconds spent so far by this process and the server, whatever else the machine does."""
        spent = [process.cpu_times() for process in self._processes]
        return sum(times.user + times.system for times in spent)

    def write(self, transactions: Sequence[Sequence[Write]]) -> None:
        """Write transactions through the bare driver."""
        with self.driver.session(database="neo4j") as session:
            for writes in transactions:
                session.execute_write(_run, writes)


def _run(transaction: ManagedTransaction, writes: Sequence[Write]) -> None:
    for write in writes:
        transaction.run(statement(write.name), write.parameters).consume()  # type: ignore[arg-type]


@contextmanager
def private_server(folder: Path) -> Iterator[Server]:
    """Start a private Neo4j in a folder, and stop it afterwards."""
    local = LocalServer(folder, user_cache_path("duijie"))
    try:
        info = local.ensure()
        signed = (info.user, info.password)
        with (
            Client(info.bolt_uri, user=info.user, password=info.password, database="neo4j") as client,
            GraphDatabase.driver(info.bolt_uri, auth=signed) as driver,
        ):
            schema.apply(client)
            yield Server(client, driver, info.pid)
    finally:
        local.stop()


def run(rows: int = ROWS, turns: int = TURNS) -> Report:
    """Measure, and check that both ways end in a graph of the same size."""
    with tempfile.TemporaryDirectory() as name, private_server(Path(name)) as server:
        folder = Path(name)
        short, file = folder / "warm-up.xlsx", folder / "list.xlsx"
        write_list(short, WARM_UP, seed=0)
        write_list(file, rows)
        terms, originals = TermExtractor(Background.load()), Originals(folder / "originals")
        ours = Pipeline(Store(server.client), originals, terms)
        ours.ingest(short)

        recorder = Recorder()
        reading = seconds(lambda: parse(file), clock=time.process_time)
        rehearsal = Pipeline(Store(recorder), originals, terms)
        alone = seconds(lambda: rehearsal.ingest(file), clock=time.process_time)
        gc.collect()
        gc.freeze()  # else every collection in our turn would walk through the peer's ready-made rows
        # The first full load of a new database pays for its files to grow and its code to be compiled: nobody's turn.
        server.write(recorder.transactions)
        sizes: list[tuple[int, int]] = []
        spent: dict[str, list[float]] = {OURS: [], PEER: []}

        def counted(name: str, work: Callable[[], object]) -> Callable[[], None]:
            def run_and_count() -> None:
                before = server.cpu()
                work()
                spent[name].append(server.cpu() - before)

            return run_and_count

        contestants = {
            OURS: counted(OURS, lambda: ours.ingest(file)),
            PEER: counted(PEER, lambda: server.write(recorder.transactions)),
        }
        taken = by_turns(contestants, turns, before=server.empty, after=lambda: sizes.append(server.size()))
        gc.unfreeze()
    if len(set(sizes)) > 1:
        raise AssertionError(f"both ways must end in the same graph, not in {sizes} nodes and relationships")
    return _report((rows, *sizes[0]), taken, spent, (reading, alone - reading))


def _report(size: tuple[int, int, int], taken: Seconds, spent: Seconds, parts: tuple[float, float]) -> Report:
    rows, nodes, links = size
    reading, building = parts
    said = {
        "rows": rows,
        "columns": len(COLUMNS),
        "nodes": nodes,
        "relationships": links,
        "rows_per_transaction": BATCH,
        "seconds": figures(taken),
        "processor_seconds": figures(spent),
        "ratio": asdict(ratio(taken, OURS, PEER)),
        "ratio_of_processor_seconds": asdict(ratio(spent, OURS, PEER)),
        "goal": GOAL,
        "processor_seconds_alone": {"read": round(reading, 2), "build": round(building, 2)},
    }
    lines = [
        (
            name,
            Spread.of(taken[who]).text(1),
            ratio(taken, who, PEER).text(),
            Spread.of(spent[who]).text(1),
            ratio(spent, who, PEER).text(),
        )
        for who, name in ((OURS, "对接：读表、比对、建图、写入"), (PEER, "裸驱动：只写同样的行"))
    ]
    notes = [
        f"{nodes:,} 个节点，{links:,} 条关系；同样的语句、同样的批次（每批 {BATCH:,} 行）、同一台服务，结果的节点数和关系数一致。",
        f"目标：用时之比不超过 {GOAL}。处理器秒含本程序和服务端，受机器上其他程序的影响较小。",
        f"不连服务、单独测得的处理器秒：读表 {reading:.1f}，建图 {building:.1f}；建图与服务端写入同时进行。",
    ]
    columns = ("写法", "用时，秒", "比值", "处理器秒", "比值")
    return Report(
        "ingest",
        "清单入图",
        said,
        [Table(f"{rows:,} 行 × {len(COLUMNS)} 列 .xlsx → 图谱", columns, lines, notes)],
    )
