"""`duijie serve` as a process of its own: starts, answers, stops when told."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import httpx2

from graph.server import LocalServer, ServerInfo
from tests.api.conftest import wait_until

ROOT = Path(__file__).parent.parent.parent
COMMAND = [sys.executable, "-c", "from cli.main import main; main()", "serve"]


def environment(data_dir: Path, **settings: str) -> Mapping[str, str]:
    """Nothing of the developer's own settings."""
    ours = {name: value for name, value in os.environ.items() if not name.startswith("DUIJIE_")}
    return ours | {"DUIJIE_DATA_DIR": str(data_dir), "DUIJIE_ENV_FILE": os.devnull, **settings}


def external(data_dir: Path, server: ServerInfo) -> Mapping[str, str]:
    """Settings that name a Neo4j."""
    return environment(
        data_dir,
        DUIJIE_NEO4J_URI=server.bolt_uri,
        DUIJIE_NEO4J_USER=server.user,
        DUIJIE_NEO4J_PASSWORD=server.password,
    )


@contextmanager
def serving(
    environment: Mapping[str, str], log: Path, *options: str
) -> Iterator[tuple[subprocess.Popen[str], httpx2.Client]]:
    """The process and a client of it, once it is ready; it is gone afterwards."""
    with log.open("w") as stderr:
        process = subprocess.Popen(
            [*COMMAND, "--port", "0", *options],
            env=environment,
            cwd=ROOT,
            text=True,
            stdout=subprocess.PIPE,
            stderr=stderr,
        )
    try:
        assert process.stdout
        said = process.stdout.readline()
        address = re.search(r"http://\S+", said)
        assert address, f"{said}{log.read_text()}"
        with httpx2.Client(base_url=address[0], trust_env=False, timeout=20) as http:
            wait_until(lambda: http.get("/readyz").status_code == 200)
            yield process, http
    finally:
        process.kill()
        process.communicate()


def test_it_answers_without_delay_and_to_be_stopped_is_no_failure(server: ServerInfo, tmp_path: Path) -> None:
    log = tmp_path / "log"
    with serving(external(tmp_path, server), log) as (process, http):
        assert http.get("/api/search", params={"q": "锂" * 2000}).status_code == 200
        times = [_seconds(http, "/healthz") for _ in range(40)]
        assert sorted(times)[10] < 0.035  # waiting for a delayed acknowledgement takes 40 ms, each time
        process.send_signal(signal.SIGTERM)
        rest, _ = process.communicate(timeout=20)
    assert process.returncode == 0
    assert "网页服务已停止" in rest
    assert re.search(
        r"^\S+ \S+ INFO 127\.0\.0\.1 GET /api/search 200 [\d.]+ms \w+$", log.read_text(), re.MULTILINE
    )
    assert "Traceback" not in log.read_text()


def _seconds(http: httpx2.Client, path: str) -> float:
    started = time.perf_counter()
    http.get(path)
    return time.perf_counter() - started


def test_a_port_in_use_is_told_and_nothing_is_started(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        done = subprocess.run(
            [*COMMAND, "--port", port],
            env=environment(tmp_path),
            cwd=ROOT,
            text=True,
            capture_output=True,
            check=False,
        )
    assert done.returncode == 1
    assert f"端口 {port} 已被别的程序占用" in done.stderr
    assert "--port" in done.stderr
    assert "Traceback" not in done.stderr
    assert not (tmp_path / "neo4j").exists()


def test_an_address_that_is_not_ours_is_told(tmp_path: Path) -> None:
    command = [*COMMAND, "--host", "192.0.2.1", "--port", "0"]
    done = subprocess.run(
        command, env=environment(tmp_path), cwd=ROOT, text=True, capture_output=True, check=False
    )
    assert done.returncode == 1
    assert "不能监听 192.0.2.1:0" in done.stderr


def test_the_private_neo4j_is_started_and_left_running(tmp_path: Path, cache_dir: Path) -> None:
    local = LocalServer(tmp_path, cache_dir)
    try:
        with serving(environment(tmp_path), tmp_path / "log", "--host", "0.0.0.0") as (process, http):  # noqa: S104
            info = local.status().info
            assert info
            assert f'href="{info.browser_url}"' in http.get("/").text
            process.send_signal(signal.SIGINT)
            assert process.wait(20) == 0
        assert local.status().info == info
        assert "没有登录保护" in (tmp_path / "log").read_text()
    finally:
        local.stop()
