"""The life of a real server. Each test has a data directory of its own; the jars are those of the user's cache."""

import socket
import stat
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import psutil
import pytest

from graph.server import LocalServer, ServerInfo, StartError
from graph.server.access import access_problem
from graph.server.configuration import Ports, free_ports
from graph.server.process import find_server, is_alive
from graph.server.state import State
from tests.graph.server.conftest import cypher

ENSURE = """
import sys
from pathlib import Path
from graph.server import LocalServer
info = LocalServer(Path(sys.argv[1]), Path(sys.argv[2]), offline=True).ensure()
print(info.pid, info.bolt_uri)
"""


@pytest.fixture
def own(tmp_path: Path, installed: Path) -> Iterator[LocalServer]:
    """A server of the test's own, not yet started."""
    local = LocalServer(tmp_path / "数据 目录", installed, offline=True)
    yield local
    local.stop()


@pytest.fixture
def ensure_elsewhere(tmp_path: Path, installed: Path) -> Callable[[], "subprocess.Popen[str]"]:
    """Starts a command that ensures the same server."""
    command = [sys.executable, "-c", ENSURE, str(tmp_path / "数据 目录"), str(installed)]
    return lambda: subprocess.Popen(command, stdout=subprocess.PIPE, text=True)


def process_of(local: LocalServer) -> psutil.Process:
    """The server's process as soon as there is one."""
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        process = find_server(local.home, None)
        if process is not None:
            return process
        time.sleep(0.01)
    raise AssertionError("no server process")


def ports_of(info: ServerInfo) -> Ports:
    return Ports(bolt=int(info.bolt_uri.rpartition(":")[2]), http=int(info.http_url.rpartition(":")[2]))


def kill(process: psutil.Process) -> None:
    process.kill()
    process.wait(20)


def test_running_server_listens_on_loopback_only(server: ServerInfo) -> None:
    sockets = psutil.Process(server.pid).net_connections("inet")
    listening = {s.laddr.ip.removeprefix("::ffff:") for s in sockets if s.status == psutil.CONN_LISTEN}
    assert listening == {"127.0.0.1"}


def test_running_server_takes_our_password_and_no_well_known_one(server: ServerInfo) -> None:
    assert access_problem(ports_of(server), server.user, server.password) is None
    refused = access_problem(ports_of(server), "neo4j", "neo4j")
    assert refused == "Neo.ClientError.Security.Unauthorized"


def test_password_is_not_shown_by_accident(server: ServerInfo) -> None:
    assert server.password not in repr(server)


def test_two_commands_at_once_end_with_one_server_that_outlives_them(
    own: LocalServer, ensure_elsewhere: Callable[[], "subprocess.Popen[str]"]
) -> None:
    assert not own.stop()
    assert not own.status().running

    with ensure_elsewhere() as one, ensure_elsewhere() as two:
        told = [command.communicate(timeout=120)[0].split() for command in (one, two)]

    info = own.ensure()
    assert told == [[str(info.pid), info.bolt_uri]] * 2
    status = own.status()
    assert status.running
    assert status.info == info
    assert status.started is not None
    assert cypher(info, "RETURN 1") == [[1]]
    password = own.home / "password"
    assert stat.S_IMODE(password.stat().st_mode) == 0o600
    assert own.password() == info.password == password.read_text("utf-8").strip()

    assert own.stop()
    assert not psutil.pid_exists(info.pid)
    assert not own.status().running
    assert not own.stop()


def test_killed_server_comes_back_with_its_data_and_spares_the_next_owner_of_its_pid(
    own: LocalServer,
) -> None:
    first = own.ensure()
    cypher(first, "UNWIND range(1, 1000) AS n CREATE (:Kept {n: n})")
    kill(psutil.Process(first.pid))
    assert not own.status().running
    with subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE) as bystander:
        ports = ports_of(first)
        created = psutil.Process(bystander.pid).create_time()
        State(ports.bolt, ports.http, "5", bystander.pid, created).write(own.home)

        second = own.ensure()

        assert second.pid != bystander.pid
        assert bystander.poll() is None
        bystander.communicate(b"\n")
    assert second.password == first.password
    assert cypher(second, "MATCH (k:Kept) RETURN count(k), sum(k.n)") == [[1000, 500500]]

    own.stop()
    (own.home / "password").write_text("somebody-changed-it", "utf-8")
    with pytest.raises(StartError, match="不接受密码文件里的密码"):
        own.ensure()
    assert find_server(own.home, None) is None


def test_server_whose_starter_was_killed_is_taken_over(
    own: LocalServer, ensure_elsewhere: Callable[[], "subprocess.Popen[str]"]
) -> None:
    with ensure_elsewhere() as command:
        process = process_of(own)
        command.kill()
    info = own.ensure()
    assert info.pid == process.pid
    assert cypher(info, "RETURN 1") == [[1]]


def test_first_start_killed_while_databases_are_made_begins_anew(
    own: LocalServer, ensure_elsewhere: Callable[[], "subprocess.Popen[str]"]
) -> None:
    with ensure_elsewhere() as command:
        process = process_of(own)
        while not (own.home / "data" / "databases" / "neo4j").exists():
            assert is_alive(process)
            time.sleep(0.005)
        command.kill()
        kill(process)
    assert cypher(own.ensure(), "CREATE (n:A {n: 1}) RETURN n.n") == [[1]]


def test_port_taken_while_the_server_starts_leads_to_another(own: LocalServer) -> None:
    tried: list[int] = []
    with socket.socket() as rival:
        rival.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        rival.bind(("127.0.0.1", free_ports(own.home).bolt))

        def take_port(step: str, done: int, total: int) -> None:
            state = State.read(own.home)
            if step == "启动 Neo4j" and state is not None and state.bolt_port not in tried:
                tried.append(state.bolt_port)
                rival.listen()

        own.progress = take_port
        info = own.ensure()

        assert tried[0] == rival.getsockname()[1] != ports_of(info).bolt
    assert tried[-1] == ports_of(info).bolt  # the second, unless a third program was quicker once more


def test_wrong_setting_is_explained_with_the_lines_of_the_log(own: LocalServer) -> None:
    conf = own.home / "conf" / "local.conf"
    conf.parent.mkdir(parents=True)
    conf.write_text("no.such.setting=1\n", "utf-8")
    with pytest.raises(StartError) as caught:
        own.ensure()
    said = str(caught.value)
    assert "设置有误" in said.splitlines()[0]
    assert "No declared setting with name: no.such.setting" in said
    assert find_server(own.home, None) is None
    assert not own.status().running
