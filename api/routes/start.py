"""`/`: what this service is and where everything is."""

from html import escape
from importlib import resources
from string import Template

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from api.dependencies import ServiceDep
from api.routes import browser

router = APIRouter(include_in_schema=False)


@router.get("/")
def start(request: Request, service: ServiceDep) -> HTMLResponse:
    """Give the start page."""
    page = (resources.files("api") / "templates" / "start.html").read_text("utf-8")
    values = {
        "address": escape(browser.address(request)),
        "neo4j_browser": _link(service.neo4j_browser_url),
    }
    return HTMLResponse(Template(page).substitute(values))


def _link(url: str | None) -> str:
    if url is None:
        return "由所连的 Neo4j 提供，地址通常是 <code>http://主机:7474/browser/</code>"
    return f'<a href="{escape(url)}">{escape(url)}</a>'
