import socket
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import psutil
import pytest

from graph.server.configuration import Ports
from graph.server.process import (
    answers,
    end,
    find_server,
    is_alive,
    recorded_server,
    server_arguments,
    start_detached,
    wait_until,
)
from graph.server.state import State

WAITS = "import threading; print('up', flush=True); threading.Event().wait()"


def start(arguments: Sequence[str], log: Path, program: str = WAITS) -> psutil.Process:
    """A Python program with those words on its command line, once it has said that it is up."""
    process = start_detached([sys.executable, "-c", program, *arguments], log=log)
    assert wait_until(lambda: "up" in log.read_text(), process, 20)
    return process


@pytest.fixture
def bystander(tmp_path: Path) -> Iterator[psutil.Process]:
    """Another program."""
    process = start(["--home-dir=/elsewhere"], tmp_path / "bystander.log")
    yield process
    end(process, 5)


@pytest.fixture
def lookalike(tmp_path: Path) -> Iterator[psutil.Process]:
    """A program with the command line of the server of `tmp_path`."""
    process = start(server_arguments(tmp_path), tmp_path / "lookalike.log")
    yield process
    end(process, 5)


def state_of(process: psutil.Process, *, later: float = 0) -> State:
    return State(1, 2, "5", pid=process.pid, created=process.create_time() + later)


def test_recorded_server_is_found(lookalike: psutil.Process, tmp_path: Path) -> None:
    assert recorded_server(tmp_path, state_of(lookalike)) == lookalike


def test_pid_of_another_program_is_no_server(bystander: psutil.Process, tmp_path: Path) -> None:
    assert recorded_server(tmp_path, state_of(bystander)) is None


def test_later_process_with_the_same_pid_is_no_server(lookalike: psutil.Process, tmp_path: Path) -> None:
    assert recorded_server(tmp_path, state_of(lookalike, later=-60)) is None


def test_server_of_another_home_is_no_server(lookalike: psutil.Process, tmp_path: Path) -> None:
    assert recorded_server(tmp_path / "other", state_of(lookalike)) is None


def test_dead_process_is_no_server(lookalike: psutil.Process, tmp_path: Path) -> None:
    state = state_of(lookalike)
    lookalike.kill()
    lookalike.wait()
    assert recorded_server(tmp_path, state) is None
    assert find_server(tmp_path, state) is None
    assert not is_alive(lookalike)


@pytest.mark.parametrize("state", [None, State(1, 2, "5")])
def test_server_nobody_wrote_down_is_found_by_its_command_line(
    lookalike: psutil.Process, tmp_path: Path, state: State | None
) -> None:
    assert recorded_server(tmp_path, state) is None
    assert find_server(tmp_path, state) == lookalike


def test_detached_program_outlives_its_starter(tmp_path: Path) -> None:
    log = tmp_path / "log"
    starter = (
        "import sys; from pathlib import Path; from graph.server.process import start_detached;"
        "print(start_detached([sys.executable, '-c', sys.argv[1]], log=Path(sys.argv[2])).pid)"
    )
    ran = subprocess.run(
        [sys.executable, "-c", starter, WAITS, str(log)], capture_output=True, text=True, check=True
    )
    process = psutil.Process(int(ran.stdout))
    assert wait_until(lambda: "up" in log.read_text(), process, 20)
    end(process, 5)
    assert not is_alive(process)


def test_program_that_does_not_stop_is_killed(tmp_path: Path) -> None:
    deaf = "import signal; signal.signal(signal.SIGTERM, signal.SIG_IGN)\n"
    process = start([], tmp_path / "log", program=deaf + WAITS)
    end(process, 0.2)
    assert not is_alive(process)


def test_ending_what_has_ended_does_nothing(bystander: psutil.Process) -> None:
    end(bystander, 5)
    end(bystander, 5)
    assert not is_alive(bystander)


def test_waiting_ends_with_the_process(tmp_path: Path) -> None:
    process = start_detached([sys.executable, "-c", ""], log=None)
    assert not wait_until(lambda: False, process, 20)


def test_waiting_ends_with_the_time(bystander: psutil.Process) -> None:
    assert not wait_until(lambda: False, bystander, 0.1)
    assert is_alive(bystander)


def test_listener_that_is_another_process_is_not_our_answer(bystander: psutil.Process) -> None:
    with socket.create_server(("127.0.0.1", 0)) as one, socket.create_server(("127.0.0.1", 0)) as two:
        assert not answers(bystander, Ports(bolt=one.getsockname()[1], http=two.getsockname()[1]))
