"""The private Neo4j of a data directory: installed, started, found, stopped."""

from collections.abc import Mapping
from contextlib import AbstractContextManager, suppress
from datetime import UTC, datetime
from pathlib import Path

from graph.server.bundle import install_bundle, write_bundle
from graph.server.classdata import archive_file, archive_in_background, class_list
from graph.server.errors import InstallError
from graph.server.info import ServerInfo, ServerStatus
from graph.server.jars import neo4j_version
from graph.server.java import find_java
from graph.server.launch import console_log
from graph.server.locking import exclusive
from graph.server.password import USER, password_file, read_password
from graph.server.process import answers, end, find_server, recorded_server
from graph.server.progress import Progress, silent
from graph.server.provision import Source, provide_jars
from graph.server.start import STOP_TIMEOUT_S, Starter
from graph.server.state import State


class LocalServer:
    """One Neo4j per data directory, shared by all processes; any of them may call every method.

    :param data_dir: holds the graph, its password and its logs in `neo4j/`.
    :param cache_dir: holds jars and class archives, for all data directories of a user.
    :param mirror: address of a Maven repository to use instead of Maven Central.
    :param offline: never fetch anything.
    :param browser_files: what Neo4j Browser shows after connecting: `guide.html`, `style.grass` and
        whatever they refer to, served below `browser/duijie/`.
    """

    def __init__(
        self,
        data_dir: Path,
        cache_dir: Path,
        *,
        mirror: str | None = None,
        offline: bool = False,
        browser_files: Mapping[str, bytes] | None = None,
        progress: Progress = silent,
    ) -> None:
        self.home = data_dir.resolve() / "neo4j"
        self._cache = cache_dir.resolve()
        self._source = Source(mirror, offline)
        self._browser_files = browser_files or {}
        self.progress = progress

    def ensure(self) -> ServerInfo:
        """Install what is missing, start the server if it does not run, and tell how to reach it.

        Raises `InstallError` or `StartError`.
        """
        running = self._running()
        if running is not None:
            self._prepare_faster_start()
            return running
        self.install()
        self.home.mkdir(parents=True, exist_ok=True, mode=0o700)
        with self._alone():
            return self._running() or self._info(self._starter().start())

    def install(self) -> None:
        """Bring the jars into the cache without starting anything."""
        provide_jars(self._cache, self._source, self.progress)

    def stop(self) -> bool:
        """Stop the server; False where none ran."""
        if not self.home.exists():
            return False
        with self._alone():
            process = find_server(self.home, State.read(self.home))
            if process is not None:
                end(process, STOP_TIMEOUT_S)
            State.clear(self.home)
        return process is not None

    def status(self) -> ServerStatus:
        """Look at the server without starting it."""
        state = State.read(self.home)
        runs = recorded_server(self.home, state) is not None
        return ServerStatus(
            running=runs,
            info=self._running(),
            version=state.version if state and runs else neo4j_version(),
            started=datetime.fromtimestamp(state.created, UTC) if state and runs else None,
            home=self.home,
            log=console_log(self.home),
        )

    def password(self) -> str:
        """The password of the user `neo4j`; raises `ServerError` before the first start."""
        return read_password(self.home)

    def bundle(self, target: Path) -> None:
        """Write jars and runtime into one file for a machine without internet."""
        self.install()
        write_bundle(target, self._cache, find_java(self._cache), self.progress)

    def install_bundle(self, source: Path) -> None:
        """Install from a file that `bundle` wrote on another machine."""
        install_bundle(source, self._cache, self.progress)

    def _alone(self) -> AbstractContextManager[None]:
        return exclusive(self.home / "server.lock", "等待另一个程序启动或停止 Neo4j", self.progress)

    def _starter(self) -> Starter:
        return Starter(self.home, self._cache, self._browser_files, self.progress)

    def _running(self) -> ServerInfo | None:
        state = State.read(self.home)
        process = recorded_server(self.home, state)
        if state is None or process is None or not password_file(self.home).exists():
            return None
        return self._info(state) if answers(process, state.ports) else None

    def _info(self, state: State) -> ServerInfo:
        ports = state.ports
        return ServerInfo(ports.bolt_uri, ports.http_url, user=USER, password=self.password(), pid=state.pid)

    def _prepare_faster_start(self) -> None:
        # A server that runs needs none of this, so nothing that fails here is worth a word.
        with suppress(OSError, InstallError):
            if class_list(self.home).exists():
                java = find_java(self._cache)
                archive = archive_file(self._cache, java)
                archive_in_background(archive, java, home=self.home, cache_dir=self._cache)
