"""`/browser/duijie/…`: guide, style and favourites for a Neo4j Browser that another server serves."""

from starlette.exceptions import HTTPException
from starlette.middleware.cors import CORSMiddleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route, Router

from graph.browser import browser_files

PATH = "/browser/duijie"

_MEDIA_TYPES = {"html": "text/html", "grass": "text/plain", "zip": "application/zip"}


def address(request: Request) -> str:
    """Where these files are, as the reader knows us; links of the guide need it in another server's page."""
    return str(request.base_url).rstrip("/") + PATH


def _file(request: Request) -> Response:
    name = request.path_params["name"]
    content = browser_files(address(request)).get(name)
    if content is None:
        raise HTTPException(404)
    return Response(content, media_type=_MEDIA_TYPES[name.rpartition(".")[2]])


# Neo4j Browser fetches with headers that need leave, from whatever address its server has.
files = CORSMiddleware(
    Router([Route("/{name}", _file)]),
    allow_origins=["*"],
    allow_headers=["cache-control", "pragma"],
    allow_private_network=True,
)
