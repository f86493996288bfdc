"""The table of errors."""

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from api import errors
from graph.client import GraphError
from graph.model.errors import DuijieError
from graph.schema import SchemaError
from graph.server import StartError
from graph.store import ItemNotFoundError


@pytest.mark.parametrize(
    ("error", "status", "code"),
    [
        (ItemNotFoundError("没有"), 404, "item_not_found"),
        (errors.WrongSideError("没有"), 422, "wrong_side"),
        (errors.NotReadyError("没有"), 503, "not_ready"),
        (GraphError("没有"), 503, "graph_unavailable"),
        (SchemaError("没有"), 503, "schema_mismatch"),
        (StartError("没有"), 500, "failed"),
        (DuijieError("没有"), 500, "failed"),
    ],
)
def test_each_error_has_its_status_code_and_message(error: DuijieError, status: int, code: str) -> None:
    app = FastAPI()
    errors.install(app)

    def fail() -> None:
        raise error

    app.add_api_route("/", fail)
    answer = TestClient(app).get("/")
    assert answer.status_code == status
    assert answer.json() == {"error": {"code": code, "message": "没有"}}
    assert ("Retry-After" in answer.headers) == (status == 503)


@pytest.mark.parametrize(
    ("method", "path", "status", "code"),
    [
        ("GET", "/gibts/nicht", 404, "not_found"),
        ("POST", "/healthz", 405, "method_not_allowed"),
        ("GET", "/browser/duijie/x", 404, "not_found"),
    ],
)
def test_wrong_addresses_are_told_in_the_same_shape(
    http: TestClient, method: str, path: str, status: int, code: str
) -> None:
    answer = http.request(method, path)
    assert answer.status_code == status
    assert answer.json()["error"]["code"] == code
