"""Operating-system side of the server: start it so that it outlives us, know it again, watch it, end it."""

import os
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import psutil

from graph.server.configuration import HOST, Ports
from graph.server.state import State

MAIN_CLASS = "org.neo4j.server.CommunityEntryPoint"
POLL_S = 0.05
# Bolt's greeting: its magic number and four version ranges (5.4 to 5.0, 4.4, none, none).
HANDSHAKE = bytes.fromhex("6060b017 00040405 00000404 00000000 00000000")


def server_arguments(home: Path) -> list[str]:
    """The end of the server's command line: by these words it is known again."""
    return [MAIN_CLASS, f"--home-dir={home}", f"--config-dir={home / 'conf'}", "--console-mode"]


def start_detached(command: Sequence[str], *, log: Path | None) -> psutil.Process:
    """Start a program that goes on when we end, without a terminal, its output in `log`."""
    flags = 0
    if sys.platform == "win32":
        flags = subprocess.DETACHED_PROCESS | subprocess.CREATE_NEW_PROCESS_GROUP
    with (log or Path(os.devnull)).open("wb") as output:
        child = subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            cwd=log.parent if log else None,  # not the folder somebody may want to remove
            start_new_session=True,
            creationflags=flags,
            # Without a UTF-8 locale Java cannot open files with Chinese names.
            env={**os.environ, "LC_ALL": "C.UTF-8"},
        )
    process = psutil.Process(child.pid)
    process.create_time()  # remembered from here on, also when the program ends at once
    # Should the program end before us, this thread takes note, so that it does not linger as a zombie.
    threading.Thread(target=child.wait, daemon=True, name=f"reaper-{child.pid}").start()
    return process


def find_server(home: Path, state: State | None) -> psutil.Process | None:
    """The running server of `home`: the one of the state file, else one whose starter was killed too soon."""
    recorded = recorded_server(home, state)
    if recorded is not None:
        return recorded
    for process in psutil.process_iter():
        if _serves(process, home):
            return process
    return None


def recorded_server(home: Path, state: State | None) -> psutil.Process | None:
    """The process of the state file if it still is that process and not a later one with its number."""
    if state is None or state.pid == 0:
        return None
    try:
        process = psutil.Process(state.pid)
        same = abs(process.create_time() - state.created) < 1
    except psutil.Error:
        return None
    return process if same and _serves(process, home) else None


def wait_until(ready: Callable[[], bool], process: psutil.Process, timeout_s: float) -> bool:
    """Wait for `ready`; False where the process ends first or the time is over."""
    end = time.monotonic() + timeout_s
    while time.monotonic() < end and is_alive(process):
        if ready():
            return True
        time.sleep(POLL_S)
    return False


def answers(process: psutil.Process, ports: Ports) -> bool:
    """Whether this very process listens on both ports and greets over Bolt."""
    try:
        with socket.create_connection((HOST, ports.bolt), timeout=2) as bolt:
            bolt.sendall(HANDSHAKE)
            greeted = len(bolt.recv(4)) == 4
        own_sockets = process.net_connections("tcp")
        listening = {s.laddr.port for s in own_sockets if s.status == psutil.CONN_LISTEN}
    except (psutil.Error, OSError):
        return False
    return greeted and {ports.bolt, ports.http} <= listening


def is_alive(process: psutil.Process) -> bool:
    """Whether the process runs; one that ended and was not yet taken note of does not."""
    try:
        return process.is_running() and process.status() != psutil.STATUS_ZOMBIE
    except psutil.Error:
        return False


def end(process: psutil.Process, patience_s: float) -> None:
    """Ask the process to stop; kill it where it has not within `patience_s` seconds."""
    try:
        process.terminate()
        process.wait(patience_s)
    except psutil.TimeoutExpired:
        process.kill()
        process.wait()
    except psutil.NoSuchProcess:
        return


def _serves(process: psutil.Process, home: Path) -> bool:
    try:
        return set(server_arguments(home)) <= set(process.cmdline())
    except psutil.Error:
        return False
