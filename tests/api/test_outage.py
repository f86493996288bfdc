"""Neo4j goes away and comes back under a running service."""

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Thread
from urllib.parse import urlsplit

from fastapi.testclient import TestClient

from api.app import create_app
from embeddings.encoder import Encoder
from graph.client import Client
from graph.server import ServerInfo
from graph.store import Store
from matching.market import Matcher
from tests.api.conftest import ITEMS, node, wait_until


class Wire:
    """A TCP wire to Neo4j that can be cut and mended, always at the same address."""

    def __init__(self, target: str) -> None:
        parts = urlsplit(target)
        self._target = (parts.hostname or "", parts.port or 0)
        self._ends: list[socket.socket] = []
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._listener.getsockname()[1]
        self._serve()

    def cut(self) -> None:
        """Refuse new connections and break those there are."""
        for end in (self._listener, *self._ends):
            with _closed(end):
                end.shutdown(socket.SHUT_RDWR)
        self._ends.clear()

    def mend(self) -> None:
        """Take connections again."""
        self._listener = socket.create_server(("127.0.0.1", self.port))
        self._serve()

    def _serve(self) -> None:
        Thread(target=self._accept, args=(self._listener,), daemon=True).start()

    def _accept(self, listener: socket.socket) -> None:
        with _closed(listener):
            while True:
                near, _ = listener.accept()
                far = socket.create_connection(self._target)
                self._ends += [near, far]
                for source, sink in ((near, far), (far, near)):
                    Thread(target=_copy, args=(source, sink), daemon=True).start()


@contextmanager
def _closed(end: socket.socket) -> Iterator[None]:
    """Close a socket afterwards, whatever state it is in."""
    try:
        yield
    except OSError:
        pass
    finally:
        end.close()


def _copy(source: socket.socket, sink: socket.socket) -> None:
    with _closed(source), _closed(sink):
        while data := source.recv(65536):
            sink.sendall(data)


def test_an_outage_is_told_outlived_and_over_when_neo4j_is_back(
    client: Client, server: ServerInfo, matcher: Matcher, encoder: Encoder
) -> None:
    Store(client).write_nodes([node(item) for item in ITEMS])
    wire = Wire(server.bolt_uri)
    account = {"user": server.user, "password": server.password, "database": "neo4j"}
    with Client(f"bolt://127.0.0.1:{wire.port}", **account) as wired:
        app = create_app(wired, matcher, encoder=encoder, look_every=0.05)
        with TestClient(app) as http:
            wait_until(lambda: http.get("/readyz").status_code == 200)
            before = http.get("/api/search?q=电池").json()
            wire.cut()

            away = http.get("/readyz")
            assert away.status_code == 503
            assert "连不上 Neo4j" in away.json()["error"]["message"]
            refused = http.get("/api/matches/CG-01")
            assert refused.status_code == 503
            assert refused.json()["error"]["code"] == "graph_unavailable"
            assert refused.elapsed.total_seconds() < 5
            assert http.get("/healthz").status_code == 200
            assert http.get("/api/search?q=电池").json() == before

            wire.mend()
            wait_until(lambda: http.get("/readyz").status_code == 200)
            assert http.get("/api/matches/CG-01").status_code == 200
    wire.cut()
