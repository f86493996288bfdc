"""From nothing, or from what a killed command left, to a server that answers."""

import time
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

import psutil

from graph.server.access import access_problem
from graph.server.browser import FOLDER, customise_browser
from graph.server.classdata import archive_file, sharing_options
from graph.server.configuration import HEAP_KEY, Ports, free_ports, write_configuration
from graph.server.errors import StartError
from graph.server.failure import explain_closed_door, explain_failure, port_was_taken
from graph.server.jars import locked_jars, neo4j_version
from graph.server.java import find_java
from graph.server.launch import console_log, launch
from graph.server.password import (
    USER,
    begin_first_start,
    check_password_not_lost,
    complete_first_start,
    read_password,
)
from graph.server.process import answers, end, find_server, is_alive, recorded_server, wait_until
from graph.server.progress import Progress
from graph.server.provision import jar_folder, shared_jars
from graph.server.state import State

START_TIMEOUT_S = 180
STOP_TIMEOUT_S = 60
PORT_TRIES = 5


@dataclass(frozen=True, slots=True)
class Starter:
    """Starts the server of one home; the caller holds its lock and has installed the jars."""

    home: Path
    cache_dir: Path
    browser_files: Mapping[str, bytes]
    progress: Progress

    def start(self) -> State:
        """Bring the server up and give its state; raises `StartError` with the end of its log."""
        check_password_not_lost(self.home)
        state = State.read(self.home)
        process = find_server(self.home, state)
        if process is not None and state is not None:
            # Its starter was killed before it was up: wait in its place.
            up = self._wait(state, process)
        else:
            if process is not None:
                end(process, STOP_TIMEOUT_S)
            begin_first_start(self.home)
            up = self._start_where_free()
        self._check_access(up)
        complete_first_start(self.home)
        return up

    def _start_where_free(self) -> State:
        """Start on free ports, on others again where another program was faster to take them."""
        taken: set[int] = set()
        for _ in range(PORT_TRIES - 1):
            ports = free_ports(self.home, taken)
            try:
                return self._start_on(ports)
            except StartError:
                if not port_was_taken(self._log):
                    raise
                taken |= {ports.bolt, ports.http}
        return self._start_on(free_ports(self.home, taken))

    def _start_on(self, ports: Ports) -> State:
        state = State(ports.bolt, ports.http, neo4j_version())
        return self._wait(state, self._launch(state))

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

    def _wait(self, state: State, process: psutil.Process) -> State:
        """Write down which process it is and wait until it answers."""
        state = replace(state, pid=process.pid, created=process.create_time())
        state.write(self.home)
        begun = time.monotonic()

        def ready() -> bool:
            self.progress("启动 Neo4j", int(time.monotonic() - begun), 0)
            return answers(process, state.ports)

        if not wait_until(ready, process, START_TIMEOUT_S):
            timed_out = is_alive(process)
            self._withdraw(state)
            raise StartError(explain_failure(self._log, timed_out=timed_out))
        return state

    def _check_access(self, state: State) -> None:
        problem = access_problem(state.ports, USER, read_password(self.home))
        if problem is not None:
            self._withdraw(state)
            raise StartError(explain_closed_door(self.home, problem))

    def _withdraw(self, state: State) -> None:
        process = recorded_server(self.home, state)
        if process is not None:
            end(process, STOP_TIMEOUT_S)
        State.clear(self.home)

    @property
    def _log(self) -> Path:
        return console_log(self.home)
