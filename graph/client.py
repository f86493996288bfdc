"""The one door to Neo4j: runs named statements over Bolt in managed transactions."""

import logging
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, LiteralString, Self

from neo4j import GraphDatabase, ManagedTransaction, NotificationMinimumSeverity, Record, RoutingControl
from neo4j.exceptions import AuthError, DriverError, Neo4jError, ServiceUnavailable, SessionExpired

from graph.model.errors import DuijieError
from graph.statements import statement

# The driver reports each retry and broken connection to whoever listens; we say the outcome in our own words.
logging.getLogger("neo4j").addHandler(logging.NullHandler())

Row = dict[str, Any]


class GraphError(DuijieError):
    """Neo4j refused or could not be reached."""


@dataclass(frozen=True, slots=True)
class Write:
    """One write of a transaction: a statement by name and its parameters."""

    name: str
    parameters: Mapping[str, Any]


class Client:
    """A connection pool to one database; thread-safe, closed by `close` or by leaving the `with` block.

    :param uri: `bolt://`, `neo4j://` or an encrypted variant of them.
    :param database: name of the database; every call names it.
    """

    def __init__(self, uri: str, *, user: str, password: str, database: str) -> None:
        self.uri = uri
        self.database = database
        self._driver = GraphDatabase.driver(
            uri,
            auth=(user, password),
            user_agent="duijie",
            notifications_min_severity=NotificationMinimumSeverity.OFF,
            connection_timeout=10,
        )

    def __enter__(self) -> Self:
        """Give the client itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close the pool."""
        self.close()

    def close(self) -> None:
        """Close every connection."""
        self._driver.close()

    def verify(self) -> str:
        """Check that the server answers and takes our password; give its version."""
        with _ours("连接"):
            return self._driver.get_server_info().agent

    def read(self, name: str, **parameters: Any) -> list[Row]:  # noqa: ANN401 -- any value Neo4j takes
        """Run a read statement (routed to a reader in a cluster) and give its rows.

        Our statements give values and maps, never nodes; so a record needs no walk through all it holds.
        """
        with _ours(name):
            result = self._driver.execute_query(
                _literal(statement(name)), parameters, database_=self.database, routing_=RoutingControl.READ
            )
            return [_row(record) for record in result.records]

    def stream(self, name: str, **parameters: Any) -> Iterator[Row]:  # noqa: ANN401 -- any value Neo4j takes
        """Run a read statement and give its rows as they arrive, without holding them all."""
        with _ours(name), self._driver.session(database=self.database, default_access_mode="READ") as session:
            for record in session.run(_literal(statement(name)), parameters):
                yield _row(record)

    def write(self, name: str, **parameters: Any) -> None:  # noqa: ANN401 -- any value Neo4j takes
        """Run one write statement in a transaction of its own."""
        self.write_together([Write(name, parameters)])

    def write_together(self, writes: Sequence[Write]) -> None:
        """Run several writes in one transaction: all of them hold afterwards, or none."""
        with _ours(writes[0].name if writes else ""), self._driver.session(database=self.database) as session:
            session.execute_write(_run_all, writes)

    def run_schema(self, name: str) -> None:
        """Run a schema statement and wait for its index; schema and data never share a transaction."""
        with _ours(name), self._driver.session(database=self.database) as session:
            session.execute_write(_run_all, [Write(name, {})])
            session.run("CALL db.awaitIndexes(300)").consume()

    def explain(self, text: str, parameters: Mapping[str, Any]) -> Mapping[str, Any]:
        """Plan a statement without running it; raises `GraphError` where Neo4j finds it wrong."""
        with _ours("EXPLAIN"), self._driver.session(database=self.database) as session:
            plan = session.run(_literal(f"EXPLAIN {text}"), dict(parameters)).consume().plan
            return plan or {}


def _run_all(transaction: ManagedTransaction, writes: Sequence[Write]) -> None:
    for write in writes:
        summary = transaction.run(_literal(statement(write.name)), dict(write.parameters)).consume()
        # The driver's objects hold each other until the next garbage collection; the rows go now.
        if summary.parameters:
            summary.parameters.clear()


def _literal(text: str) -> LiteralString:
    # The driver asks for literals to keep injection out; our files are as fixed as literals.
    return text


@contextmanager
def _ours(what: str) -> Iterator[None]:
    """Turn the driver's errors into ours, naming the statement."""
    try:
        yield
    except AuthError as error:
        hint = "请核对 DUIJIE_NEO4J_USER 与 DUIJIE_NEO4J_PASSWORD。"
        raise GraphError(f"Neo4j 不接受这个用户名或密码；{hint}") from error
    except (ServiceUnavailable, SessionExpired) as error:
        hint = "请确认服务已启动、地址正确，或运行 duijie doctor。"
        raise GraphError(f"连不上 Neo4j（{error}）；{hint}") from error
    except (DriverError, Neo4jError) as error:
        raise GraphError(f"Neo4j 执行 {what} 出错：{error}") from error


def _row(record: Record) -> Row:
    return dict(zip(record.keys(), record.values(), strict=True))
