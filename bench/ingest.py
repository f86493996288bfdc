"""A list of achievements into the graph, beside the bare driver writing the very same rows.

The peer gets the transactions of our pipeline ready made: same statements, same batches, same rows. So the
ratio is what reading the list, telling rows apart and building the graph cost on top of writing it.
"""

import gc
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path

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
TURNS = 3
GOAL = 1.3
WARM_UP = 5_000
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

    def __init__(self, client: Client, driver: Driver) -> None:
        self.client, self.driver = client, driver

    def empty(self) -> None:
        """Remove everything but the schema's own records."""
        with self.driver.session(database="neo4j") as session:
            session.run(_NO_LINKS).consume()
            session.run(_NO_NODES).consume()

    def size(self) -> tuple[int, int]:
        """How many nodes and relationships."""
        record = self.driver.execute_query(_COUNT, database_="neo4j").records[0]
        return record["nodes"], record["links"]

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
            yield Server(client, driver)
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
        reading = seconds(lambda: parse(file))
        alone = seconds(lambda: Pipeline(Store(recorder), originals, terms).ingest(file))
        gc.collect()
        gc.freeze()  # else every collection in our turn would walk through the peer's ready-made rows
        sizes: list[tuple[int, int]] = []
        taken = by_turns(
            {OURS: lambda: ours.ingest(file), PEER: lambda: server.write(recorder.transactions)},
            turns,
            before=server.empty,
            after=lambda: sizes.append(server.size()),
        )
        gc.unfreeze()
    if len(set(sizes)) > 1:
        raise AssertionError(f"both ways must end in the same graph, not in {sizes} nodes and relationships")
    return _report(rows, sizes[0], taken, (reading, alone - reading))


def _report(rows: int, size: tuple[int, int], taken: Seconds, parts: tuple[float, float]) -> Report:
    found = ratio(taken, OURS, PEER)
    reading, building = parts
    said = {
        "rows": rows,
        "columns": len(COLUMNS),
        "nodes": size[0],
        "relationships": size[1],
        "rows_per_transaction": BATCH,
        "seconds": figures(taken),
        "ratio": asdict(found),
        "goal": GOAL,
        "seconds_alone": {"read": round(reading, 2), "build": round(building, 2)},
    }
    lines = [
        ("对接：读表、比对、建图、写入", Spread.of(taken[OURS]).text(1), found.text()),
        ("裸驱动：只写同样的行", Spread.of(taken[PEER]).text(1), "1"),
    ]
    notes = [
        f"{size[0]:,} 个节点，{size[1]:,} 条关系；两种写法用同样的语句、同样的批次（每批 {BATCH} 行）、同一台服务，结果的节点数和关系数一致。",
        f"目标：比值不超过 {GOAL}。",
        f"单独测得：读表 {reading:.1f} 秒，建图 {building:.1f} 秒（与服务端写入同时进行），其余是等服务端写入。",
    ]
    table = Table(
        f"{rows:,} 行 × {len(COLUMNS)} 列 .xlsx → 图谱", ("写法", "秒，中位数（最低–最高）", "比值"), lines, notes
    )
    return Report("ingest", "清单入图", said, [table])
