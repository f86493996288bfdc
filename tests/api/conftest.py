"""A small invented graph with real matches, and the real service over it."""

import socket
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from itertools import count

import pytest
import uvicorn
from fastapi import FastAPI
from fastapi.testclient import TestClient

from api.app import create_app
from embeddings.background import Background
from embeddings.encoder import Encoder, open_encoder
from graph.client import Client
from graph.model import Item, Label, Node, PropertyValue, Side, item_id, item_to_json
from graph.properties import item_properties
from graph.store import Store
from matching.features import Context
from matching.index import Encode
from matching.market import Matcher
from matching.run import run
from matching.weights import Weights
from tests.conftest import empty
from tests.factories import achievement, alumni_project, challenge, need

ITEMS = (
    need(code="XQ/2026/01", detail="三元锂电池在高电压下循环寿命短，要求电解液耐高压"),
    need("铝合金轮毂轻量化压铸工艺", code="XQ-02", org="灵川轮毂制造有限公司"),
    need("食品车间废水脱氮除磷", code="XQ-03"),
    challenge(code="JB-01", detail="储能电站电池热失控的早期预警"),
    achievement(code="CG-01", abstract="用于锂电池的高电压含氟电解液，循环寿命长"),
    achievement("铝合金轮毂低压铸造与轻量化设计", code="CG-02"),
    achievement("储能电池热失控多参量早期预警方法", code="CG-03"),
    achievement("生物膜法脱氮除磷一体化污水处理设备", code="CG-04"),
    alumni_project(code="XY-01", detail="固态锂电池电解质中试", wanted="寻找锂电池电解液合作单位"),
)
"""Demand and supply that fit each other in pairs; an alumni project stands on both sides."""


def node(item: Item) -> Node:
    """The node of a record."""
    id_ = item_id(item.kind, code=item.code, title=item.title, org=item.organization)
    seen = {"last_seen": "2026-01-01T00:00:00", "run_id": "r1"}
    return Node(item.kind.label, id_, {**item_properties(item_to_json(item), item.kind), **seen})


def wait_until(holds: Callable[[], bool], seconds: float = 30) -> None:
    """Look again and again until something holds; fail where it does not within `seconds`."""
    end = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < end, "还没有发生"
        time.sleep(0.02)


@pytest.fixture(scope="session")
def encoder() -> Encoder:
    """The encoder the product ships."""
    return open_encoder()


@pytest.fixture(scope="session")
def matcher(encoder: Encoder) -> Matcher:
    """A matcher without a cache of vectors."""
    return Matcher(_straight(encoder), Background.load(), Weights.load(), Context("2026-06-01"))


def _straight(encoder: Encoder) -> Encode:
    encoders = {Side.DEMAND: encoder.encode_demand, Side.SUPPLY: encoder.encode_supply}
    return lambda texts, side: encoders[side](texts)


@pytest.fixture
def fill(client: Client) -> Callable[[Sequence[Item]], None]:
    """Takes items in as a list of their own, into the graph emptied for this test."""
    lists = count(1)

    def take_in(items: Sequence[Item]) -> None:
        id_ = f"list-{next(lists)}"
        said: dict[str, PropertyValue] = {
            "name": id_,
            "received": "2026-01-01T00:00:00",
            "complete": True,
            "parser": "1",
            "last_seen": "x",
        }
        Store(client).write_nodes([*map(node, items), Node(Label.LIST_SNAPSHOT, id_, said)])

    return take_in


@pytest.fixture(scope="module")
def new_app(database: Client, matcher: Matcher, encoder: Encoder) -> Callable[[], FastAPI]:
    """Makes the application over the invented graph, matched; an application starts once."""
    empty(database)
    store = Store(database)
    store.write_nodes([node(item) for item in ITEMS])
    run(store, matcher, encoder=encoder.name, top=20)
    browser = "http://127.0.0.1:7474/browser/"
    return partial(create_app, database, matcher, encoder=encoder, neo4j_browser_url=browser, look_every=0.05)


@pytest.fixture(scope="module")
def http(new_app: Callable[[], FastAPI]) -> Iterator[TestClient]:
    """A client of the running service, its index loaded."""
    with TestClient(new_app()) as http:
        wait_until(lambda: http.get("/readyz").status_code == 200)
        yield http


@contextmanager
def serving(app: FastAPI) -> Iterator[int]:
    """The application on a real socket of this process; gives the port."""
    listener = socket.create_server(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(app, log_config=None))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
    thread.start()
    try:
        wait_until(lambda: server.started)
        yield listener.getsockname()[1]
    finally:
        server.should_exit = True
        thread.join()
        listener.close()
