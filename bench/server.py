"""A private Neo4j of one run, a bare driver to it, and what would be written to it."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from neo4j import Driver, GraphDatabase, ManagedTransaction
from platformdirs import user_cache_path

from graph import schema
from graph.client import Client, Row, Write
from graph.server import LocalServer
from graph.server.info import ServerInfo
from graph.statements import statement

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

    def __init__(self, info: ServerInfo, client: Client, driver: Driver) -> None:
        self.info, self.client, self.driver = info, client, driver

    def empty(self) -> None:
        """Remove everything but the schema's own records."""
        with self.driver.session(database="neo4j") as session:
            session.run(_NO_LINKS).consume()
            session.run(_NO_NODES).consume()

    def size(self) -> tuple[int, int]:
        """How many nodes and relationships."""
        record = self.driver.execute_query(_COUNT, database_="neo4j").records[0]
        return record["nodes"], record["links"]


def write_bare(driver: Driver, writes: Sequence[Write]) -> None:
    """Write one transaction through the bare driver."""
    with driver.session(database="neo4j") as session:
        session.execute_write(_run, writes)


def _run(transaction: ManagedTransaction, writes: Sequence[Write]) -> None:
    for write in writes:
        transaction.run(statement(write.name), write.parameters).consume()  # type: ignore[arg-type]


@contextmanager
def connected(info: ServerInfo) -> Iterator[Server]:
    """Connect to a running server."""
    signed = (info.user, info.password)
    with (
        Client(info.bolt_uri, user=info.user, password=info.password, database="neo4j") as client,
        GraphDatabase.driver(info.bolt_uri, auth=signed) as driver,
    ):
        yield Server(info, client, driver)


@contextmanager
def private_server(folder: Path) -> Iterator[Server]:
    """Start a private Neo4j in a folder, and stop it afterwards."""
    local = LocalServer(folder, user_cache_path("duijie"))
    try:
        with connected(local.ensure()) as server:
            schema.apply(server.client)
            yield server
    finally:
        local.stop()
