"""What the last start left for the next process to find: the file `server.json`."""

import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Self

from graph.server.configuration import Ports


@dataclass(frozen=True, slots=True)
class State:
    """One start of the server.

    :param version: of Neo4j.
    :param pid: 0 while the process is being started.
    :param created: when the process was created, seconds since 1970; tells it from a later one of that id.
    """

    bolt_port: int
    http_port: int
    version: str
    pid: int = 0
    created: float = 0.0

    @property
    def ports(self) -> Ports:
        """Where it listens."""
        return Ports(bolt=self.bolt_port, http=self.http_port)

    @classmethod
    def read(cls, home: Path) -> Self | None:
        """The state of a server's home; None where there is none or it cannot be understood."""
        try:
            return cls(**json.loads(_file(home).read_text("utf-8")))
        except (OSError, ValueError, TypeError):
            return None

    def write(self, home: Path) -> None:
        """Put the state in place of the last one, in one step."""
        unfinished = _file(home).with_suffix(".new")
        unfinished.write_text(json.dumps(asdict(self)), "utf-8")
        unfinished.replace(_file(home))

    @staticmethod
    def clear(home: Path) -> None:
        """Say that no server runs."""
        _file(home).unlink(missing_ok=True)


def _file(home: Path) -> Path:
    return home / "server.json"
