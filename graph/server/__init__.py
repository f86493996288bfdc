"""The private local Neo4j: installs it from a committed lock, starts it, finds it again, stops it."""

from graph.server.errors import InstallError, ServerError, StartError
from graph.server.info import ServerInfo, ServerStatus
from graph.server.local import LocalServer
from graph.server.progress import Progress

__all__ = [
    "InstallError",
    "LocalServer",
    "Progress",
    "ServerError",
    "ServerInfo",
    "ServerStatus",
    "StartError",
]
