"""What can go wrong with the private server.

ServerError
├─ InstallError  Java or the jars could not be had
└─ StartError    the server did not come up, or could not be stopped
"""

from graph.model.errors import DuijieError


class ServerError(DuijieError):
    """The private Neo4j cannot be used; the message says why and what to do."""


class InstallError(ServerError):
    """Java or a jar is missing, broken or out of reach."""


class StartError(ServerError):
    """The server did not start or stop; the message ends with the last lines of its log."""
