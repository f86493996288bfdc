"""The service where searches go to Neo4j's own indexes."""

from collections.abc import Iterator

import pytest
from fastapi.testclient import TestClient

from api.app import create_app
from embeddings.encoder import Encoder
from graph.model import Side
from graph.store import Store
from matching.market import Matcher
from matching.publication import publish
from tests.api.conftest import ITEMS, node


@pytest.fixture
def searched(unpublished: Store, matcher: Matcher, encoder: Encoder) -> Iterator[TestClient]:
    """The service over the invented graph, nothing published yet."""
    unpublished.write_nodes([node(item) for item in ITEMS])
    app = create_app(unpublished._client, matcher, encoder=encoder, published=True)
    with TestClient(app) as http:
        yield http


def test_searches_are_answered_once_vectors_are_published(
    searched: TestClient, unpublished: Store, matcher: Matcher, encoder: Encoder
) -> None:
    refused = searched.get("/api/search", params={"q": "耐高压的锂电池电解液"})
    assert refused.status_code == 503
    assert refused.json()["error"]["code"] == "not_published"
    not_ready = searched.get("/readyz")
    assert not_ready.status_code == 503
    assert "duijie index publish" in not_ready.json()["error"]["message"]

    for side in Side:
        publish(unpublished, unpublished.vectors, matcher.encode, encoder=encoder, side=side)
        unpublished.vectors.wait_for_index(side)
    assert searched.get("/readyz").status_code == 200
    best = searched.get("/api/search", params={"q": "耐高压的锂电池电解液"}).json()["hits"][0]
    assert best["code"] == "CG-01"
    assert any("电解液" in reason for reason in best["reasons"])
    demand = {"q": "储能电站起火能不能提前知道，热失控预警", "side": "demand"}
    assert searched.get("/api/search", params=demand).json()["hits"][0]["code"] == "JB-01"
