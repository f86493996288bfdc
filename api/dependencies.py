"""What routes are given: the service's parts, and parameters that several of them share."""

from dataclasses import dataclass
from ipaddress import ip_address
from typing import Annotated, Protocol

from fastapi import Depends, Query, Request

from api.errors import NotLocalError
from embeddings.encoder import Encoder
from graph.client import Client
from graph.model import Side
from graph.store import Store
from matching.market import Matcher
from matching.search import Hit


class Searcher(Protocol):
    """What answers searches: both sides in memory, or the server's own indexes."""

    @property
    def encoder(self) -> Encoder:
        """What encodes the texts."""
        ...

    def asker(self) -> Matcher:
        """What compares the items people ask about."""
        ...

    def search(self, text: str, side: Side, *, top: int) -> list[Hit]:
        """Best entries of a side for a text, best first."""
        ...

    def readiness(self) -> tuple[bool, str]:
        """Whether searches can be answered, and what of, or what is missing."""
        ...


@dataclass(frozen=True, slots=True)
class Service:
    """The parts of a running service."""

    client: Client
    store: Store
    markets: Searcher
    neo4j_browser_url: str | None


def _service(request: Request) -> Service:
    service: Service = request.app.state.service
    return service


ServiceDep = Annotated[Service, Depends(_service)]


def _reachable_store(service: ServiceDep) -> Store:
    """The store, once Neo4j has answered: left alone, the driver tries for half a minute before it gives up."""
    service.client.verify()
    return service.store


StoreDep = Annotated[Store, Depends(_reachable_store)]


def _local_only(request: Request) -> None:
    """Refuse what did not come from this computer, and what a page reached by giving it a name of its own."""
    asked = request.client.host if request.client else None
    if not (_is_local(asked) and _is_local(request.url.hostname)):
        raise NotLocalError("没有登录保护，只接受本机写入：请在运行服务的电脑上用 http://127.0.0.1 访问。")


def _is_local(host: str | None) -> bool:
    try:
        return host == "localhost" or ip_address(host or "").is_loopback
    except ValueError:
        return False


LocalOnly = Depends(_local_only)

Top = Annotated[int, Query(ge=1, le=1000, description="每一侧最多给出几条")]
