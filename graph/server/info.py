"""What others are told about a server."""

from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path


@dataclass(frozen=True, slots=True)
class ServerInfo:
    """How to reach a running server."""

    bolt_uri: str
    http_url: str
    user: str
    password: str = field(repr=False)
    pid: int

    @property
    def browser_url(self) -> str:
        """Address of Neo4j Browser."""
        return f"{self.http_url}/browser/"


@dataclass(frozen=True, slots=True)
class ServerStatus:
    """What is known of a server without touching it.

    :param running: whether its process is there.
    :param info: None while it does not answer.
    :param started: when the running process was created.
    """

    running: bool
    info: ServerInfo | None
    version: str
    started: datetime | None
    home: Path
    log: Path
