"""Fixtures shared by all rooms.

Policy: the smallest data that shows the point, written in the test itself. One real private Neo4j serves the
whole session; `store` gives it empty, with the schema applied. Tests that kill a server start one of their own.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings
from platformdirs import user_cache_path

from graph import schema
from graph.browser import browser_files
from graph.client import Client
from graph.model import Side
from graph.server import LocalServer, ServerInfo
from graph.store import Store
from tests.corpus.files import write_all
from tests.corpus.written import ListFile

# How long one example takes tells of the machine, not of the code.
settings.register_profile("duijie", deadline=None)
settings.load_profile("duijie")

SHARED_DATA = Path(__file__).parent.parent.parent / "shared" / "data"
"""Real judged pairs and corpora, where a developer has them; never part of the project."""


@pytest.fixture(scope="session")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> list[ListFile]:
    """Lists of every format and kind, written from ground truth once a session."""
    return write_all(tmp_path_factory.mktemp("corpus"))


@pytest.fixture(scope="session")
def cache_dir() -> Path:
    """The user's own cache, so that the jars are fetched once per machine."""
    return user_cache_path("duijie")


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory, cache_dir: Path) -> Iterator[ServerInfo]:
    """A private Neo4j of this session."""
    local = LocalServer(tmp_path_factory.mktemp("session"), cache_dir, browser_files=browser_files())
    try:
        yield local.ensure()
    finally:
        local.stop()


@pytest.fixture(scope="session")
def database(server: ServerInfo) -> Iterator[Client]:
    """A connection to it, the schema applied."""
    with Client(server.bolt_uri, user=server.user, password=server.password, database="neo4j") as client:
        schema.apply(client)
        yield client


@pytest.fixture
def client(database: Client) -> Client:
    """The connection to an empty graph."""
    empty(database)
    return database


@pytest.fixture
def store(client: Client) -> Store:
    """The store over an empty graph."""
    return Store(client)


@pytest.fixture
def unpublished(store: Store) -> Iterator[Store]:
    """The store over an empty graph, without vectors or their indexes before and after."""
    for side in Side:
        store.vectors.drop_all(side)
    yield store
    for side in Side:
        store.vectors.drop_all(side)


def empty(client: Client) -> None:
    """Remove every node but the schema's own records."""
    client._driver.execute_query(
        "MATCH (n) WHERE NOT n:SchemaVersion DETACH DELETE n", database_=client.database
    )
