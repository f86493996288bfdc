"""From nothing, or from what a killed command left, to a server that answers."""

import time
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

import psutil

from graph.server.browser import FOLDER, customise_browser
from graph.server.classdata import archive_file, sharing_options
from graph.server.configuration import HEAP_KEY, free_ports, write_configuration
from graph.server.errors import StartError
from graph.server.failure import explain_failure, port_was_taken
from graph.server.jars import locked_jars, neo4j_version
from graph.server.java import find_java
from graph.server.launch import console_log, launch
from graph.server.password import ensure_password
from graph.server.process import answers, end, find_server, is_alive, wait_until
from graph.server.progress import Progress
from graph.server.provision import jar_folder, shared_jars
from graph.server.state import State

START_TIMEOUT_S = 180
STOP_TIMEOUT_S = 60
PORT_TRIES = 3


@dataclass(frozen=True, slots=True)
class Starter:
    """Starts the server of one home; the caller holds its lock and has installed the jars."""

    home: Path
    cache_dir: Path
    browser_files: Mapping[str, bytes]
    progress: Progress

    def start(self) -> State:
        """Bring the server up and give its state; raises `StartError` with the end of its log."""
        state = State.read(self.home)
        process = find_server(self.home, state)
        if process is not None and state is not None:
            # Its starter was killed before it was up: wait in its place.
            return self._wait(state, process) or self._give_up(process)
        if process is not None:
            end(process, STOP_TIMEOUT_S)
        ensure_password(self.home)
        return self._start_where_free()

    def _start_where_free(self) -> State:
        """Start on free ports, on others again where another program was faster to take them."""
        taken: set[int] = set()
        while True:
            ports = free_ports(taken)
            state = State(ports.bolt, ports.http, neo4j_version())
            process = self._launch(state)
            up = self._wait(state, process)
            if up is not None:
                return up
            taken |= {ports.bolt, ports.http}
            if is_alive(process) or not port_was_taken(self._log) or len(taken) == 2 * PORT_TRIES:
                return self._give_up(process)

    def _launch(self, state: State) -> psutil.Process:
        java = find_java(self.cache_dir)
        settings = write_configuration(self.home, state.ports, FOLDER if self.browser_files else None)
        state.write(self.home)
        return launch(
            java,
            self.home,
            jars=[*shared_jars(self.cache_dir), self._browser_jar()],
            heap=settings[HEAP_KEY],
            options=sharing_options(archive_file(self.cache_dir, java), self.home),
        )

    def _browser_jar(self) -> Path:
        jar = next(jar_folder(self.cache_dir) / jar.path for jar in locked_jars() if jar.is_browser)
        return customise_browser(jar, self.browser_files, self.home / "lib")

    def _wait(self, state: State, process: psutil.Process) -> State | None:
        """Write down which process it is and wait until it answers; None where it does not."""
        state = replace(state, pid=process.pid, created=process.create_time())
        state.write(self.home)
        begun = time.monotonic()

        def ready() -> bool:
            self.progress("启动 Neo4j", int(time.monotonic() - begun), 0)
            return answers(process, state.ports)

        return state if wait_until(ready, process, START_TIMEOUT_S) else None

    def _give_up(self, process: psutil.Process) -> State:
        timed_out = is_alive(process)
        end(process, STOP_TIMEOUT_S)
        State.clear(self.home)
        raise StartError(explain_failure(self._log, timed_out=timed_out))

    @property
    def _log(self) -> Path:
        return console_log(self.home)
