"""The jars come from the user's own cache: fetched once per machine, served to tests by a mirror on loopback.

No test writes into that cache. A cache of a test's own is made of hard links, so files in it are replaced, never
edited.
"""

import base64
import json
import os
import threading
import urllib.request
from collections import Counter
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from graph.server import ServerInfo
from graph.server.jars import Jar, locked_jars
from graph.server.progress import silent
from graph.server.provision import Source, jar_folder, provide_jars

Answer = Callable[[bytes], tuple[int, bytes, int]]
"""From a jar's bytes to the status, the bytes sent, and the length promised."""


class Mirror:
    """A Maven mirror on loopback; jars named in `wrong` are answered wrongly."""

    def __init__(self, folder: Path) -> None:
        self.requests: Counter[str] = Counter()
        self.wrong: dict[str, Answer] = {}
        self.folder = folder
        mirror = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                mirror.answer(self)

            def log_message(self, format: str, *args: object) -> None:  # noqa: A002 -- name of the base class
                """Keep quiet."""

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self._server.server_port}/maven/"
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.05,))
        self._thread.start()

    def answer(self, request: BaseHTTPRequestHandler) -> None:
        file = self.folder / request.path.removeprefix("/maven/")
        self.requests[file.name] += 1
        if not file.is_file():
            request.send_error(404)
            return
        content = file.read_bytes()
        status, sent, promised = self.wrong.get(file.name, whole)(content)
        request.send_response(status)
        request.send_header("Content-Length", str(promised))
        request.end_headers()
        request.wfile.write(sent)

    def close(self) -> None:
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()


def whole(content: bytes) -> tuple[int, bytes, int]:
    return 200, content, len(content)


def cut_short(content: bytes) -> tuple[int, bytes, int]:
    return 200, content[: len(content) // 2], len(content)


def altered(content: bytes) -> tuple[int, bytes, int]:
    return 200, content[:-1] + bytes([content[-1] ^ 1]), len(content)


def refused(content: bytes) -> tuple[int, bytes, int]:
    return 503, b"", 0


@pytest.fixture(scope="session")
def installed(cache_dir: Path) -> Path:
    """The user's cache with every jar in it."""
    provide_jars(cache_dir, Source(), silent)
    return cache_dir


@pytest.fixture
def mirror(installed: Path) -> Iterator[Mirror]:
    """A mirror that serves the jars of the user's cache."""
    served = Mirror(jar_folder(installed))
    yield served
    served.close()


@pytest.fixture
def linked_cache(installed: Path, tmp_path: Path) -> Path:
    """A whole cache of the test's own."""
    cache = tmp_path / "cache"
    for jar in locked_jars():
        target = place(cache, jar)
        target.parent.mkdir(parents=True, exist_ok=True)
        try:
            target.hardlink_to(place(installed, jar))
        except OSError:  # another disk
            target.write_bytes(place(installed, jar).read_bytes())
            os.utime(target, (place(installed, jar).stat().st_mtime,) * 2)
    return cache


def place(cache: Path, jar: Jar) -> Path:
    return jar_folder(cache) / jar.path


def replace_content(file: Path, content: bytes) -> None:
    """Give the file other bytes without touching those it is linked with."""
    file.unlink()
    file.write_bytes(content)


def cypher(info: ServerInfo, statement: str, **parameters: object) -> list[list[Any]]:
    """Run a statement over HTTP and give its rows."""
    credentials = base64.b64encode(f"{info.user}:{info.password}".encode()).decode()
    body = json.dumps({"statements": [{"statement": statement, "parameters": parameters}]}).encode()
    request = urllib.request.Request(
        f"{info.http_url}/db/neo4j/tx/commit",
        data=body,
        headers={"Authorization": f"Basic {credentials}", "Content-Type": "application/json"},
    )
    with urllib.request.urlopen(request, timeout=60) as answer:
        said = json.load(answer)
    assert not said["errors"], said["errors"]
    return [row["row"] for result in said["results"] for row in result["data"]]
