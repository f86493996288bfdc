"""What routes are given: the service's parts, and parameters that several of them share."""

from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends, Query, Request

from api.markets import Markets
from graph.client import Client
from graph.store import Store


@dataclass(frozen=True, slots=True)
class Service:
    """The parts of a running service."""

    client: Client
    store: Store
    markets: Markets
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

Top = Annotated[int, Query(ge=1, le=1000, description="每一侧最多给出几条")]
