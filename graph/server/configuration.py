"""What the private server is told: ports, memory, and the words Neo4j Browser runs after connecting."""

import hashlib
import socket
import sys
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path

from graph.server.errors import StartError

HOST = "127.0.0.1"
BOLT_PORT = 7687
HTTP_PORT = 7474
OTHER_PORTS = 199  # tried above the usual ones; the two ranges do not meet
HEAP_KEY = "server.memory.heap.max_size"
# Settings of the people who run this machine; they win over ours.
LOCAL_FILE = "local.conf"


@dataclass(frozen=True, slots=True)
class Ports:
    """Where a server listens, on loopback only."""

    bolt: int
    http: int

    @property
    def http_url(self) -> str:
        """Address of the HTTP side, without a slash at the end."""
        return f"http://{HOST}:{self.http}"

    @property
    def bolt_uri(self) -> str:
        """Address for drivers."""
        return f"bolt://{HOST}:{self.bolt}"


def free_ports(home: Path, avoid: Collection[int] = ()) -> Ports:
    """The usual two ports where they are free, else two of the next ones; none of `avoid`.

    Each home begins its search elsewhere: so servers started together do not run for the same ports, and a
    server tends to keep its own.
    """
    begin = int.from_bytes(hashlib.sha256(str(home).encode()).digest()[:4]) % OTHER_PORTS
    return Ports(bolt=_free_port(BOLT_PORT, begin, avoid), http=_free_port(HTTP_PORT, begin, avoid))


def write_configuration(home: Path, ports: Ports, browser_folder: str | None) -> dict[str, str]:
    """Write `conf/neo4j.conf` and give the settings in it.

    :param browser_folder: where Neo4j Browser serves our guide and style; None where it has none.
    """
    folder = home / "conf"
    folder.mkdir(parents=True, exist_ok=True)
    settings = (
        _settings(ports) | _browser_settings(ports, browser_folder) | _local_settings(folder / LOCAL_FILE)
    )
    lines = [
        f"# 由 duijie 在每次启动时写成；要改设置，请写到旁边的 {LOCAL_FILE}。",
        *(f"{key}={value}" for key, value in settings.items()),
    ]
    (folder / "neo4j.conf").write_text("\n".join(lines) + "\n", "utf-8")
    return settings


def _settings(ports: Ports) -> dict[str, str]:
    return {
        "server.default_listen_address": HOST,
        "server.bolt.listen_address": f"{HOST}:{ports.bolt}",
        "server.bolt.advertised_address": f"{HOST}:{ports.bolt}",
        "server.http.listen_address": f"{HOST}:{ports.http}",
        "server.http.advertised_address": f"{HOST}:{ports.http}",
        "server.https.enabled": "false",
        HEAP_KEY: "512m",
        "server.memory.pagecache.size": "256m",
        # Reserving logs ahead costs half a gigabyte of disk per database and gained nothing measurable.
        "db.tx_log.preallocate": "false",
        "db.tx_log.rotation.retention_policy": "1 days 512M",
        "dbms.usage_report.enabled": "false",
        "client.allow_telemetry": "false",
        # Stop in half a second instead of ten.
        "internal.dbms.bolt.netty_server_shutdown_quiet_period": "0",
        "browser.remote_content_hostname_whitelist": f"localhost,{HOST}",
    }


def _browser_settings(ports: Ports, folder: str | None) -> dict[str, str]:
    if folder is None:
        return {}
    address = f"{ports.http_url}/{folder}"
    return {"browser.post_connect_cmd": f"style {address}/style.grass; play {address}/guide.html"}


def _local_settings(file: Path) -> dict[str, str]:
    if not file.exists():
        return {}
    return dict(_assignments(file.read_text("utf-8")))


def _assignments(text: str) -> Iterator[tuple[str, str]]:
    for line in text.splitlines():
        key, equals, value = line.partition("=")
        if equals and not line.lstrip().startswith("#"):
            yield key.strip(), value.strip()


def _free_port(usual: int, begin: int, avoid: Collection[int]) -> int:
    others = (usual + 1 + (begin + step) % OTHER_PORTS for step in range(OTHER_PORTS))
    for port in (usual, *others):
        if port not in avoid and _is_free(port):
            return port
    raise StartError(f"端口 {usual} 到 {usual + OTHER_PORTS} 都被占用；请关掉一些程序后再试。")


def _is_free(port: int) -> bool:
    with socket.socket() as probe:
        if sys.platform != "win32":
            # Otherwise the last connections of a server just stopped make its own port look taken.
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
            probe.listen()
        except OSError:
            return False
    return True
