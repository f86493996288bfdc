"""Ask a server that answers whether it opens its database to us."""

import base64
import json
import urllib.error
import urllib.request

from graph.server.configuration import Ports

DATABASE = "neo4j"
TIMEOUT_S = 60
# Straight to loopback, whatever proxy the machine is told to use.
_direct = urllib.request.build_opener(urllib.request.ProxyHandler({}))


def access_problem(ports: Ports, user: str, password: str) -> str | None:
    """Neo4j's code for what keeps us out, such as `…Security.Unauthorized`; None where all is well."""
    credentials = base64.b64encode(f"{user}:{password}".encode()).decode()
    request = urllib.request.Request(  # noqa: S310 -- our own http address
        f"{ports.http_url}/db/{DATABASE}/tx/commit",
        data=b'{"statements": []}',
        headers={"Authorization": f"Basic {credentials}", "Content-Type": "application/json"},
    )
    try:
        with _direct.open(request, timeout=TIMEOUT_S) as answer:
            errors = json.load(answer)["errors"]
    except urllib.error.HTTPError as error:
        errors = json.load(error)["errors"]
    except OSError as error:
        return str(error)
    return str(errors[0]["code"]) if errors else None
