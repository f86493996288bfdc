"""Request ids, the line per request, and what nobody foresaw."""

import logging

import pytest
from fastapi.testclient import TestClient
from starlette.types import Receive, Scope, Send

from api.access import AccessLog


def test_the_callers_request_id_is_kept(http: TestClient) -> None:
    assert http.get("/healthz", headers={"X-Request-ID": "abc-1.2_3"}).headers["X-Request-ID"] == "abc-1.2_3"


@pytest.mark.parametrize("given", ["", "a b", "x" * 65, "<script>"])
def test_anything_else_gets_a_new_one(http: TestClient, given: str) -> None:
    ids = {http.get("/healthz", headers={"X-Request-ID": given}).headers["X-Request-ID"] for _ in range(2)}
    assert len(ids) == 2
    assert all(len(id_) == 32 for id_ in ids)


def test_a_request_is_one_line_without_its_query(http: TestClient, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO, "api.access")
    http.get("/api/matches/a%0A伪造?top=1", headers={"X-Request-ID": "r7"})
    (record,) = (r for r in caplog.records if r.name == "api.access")
    line = record.getMessage()
    assert "\n" not in line
    assert line.startswith("testclient GET /api/matches/a%0A%E4%BC%AA%E9%80%A0 404 ")
    assert line.endswith("ms r7")


async def _broken(scope: Scope, receive: Receive, send: Send) -> None:
    raise RuntimeError("内部机密")


def test_what_nobody_foresaw_is_told_without_its_inner_workings(caplog: pytest.LogCaptureFixture) -> None:
    answer = TestClient(AccessLog(_broken)).get("/", headers={"X-Request-ID": "r8"})
    assert answer.status_code == 500
    assert answer.headers["X-Request-ID"] == "r8"
    assert answer.json()["error"]["code"] == "internal_error"
    assert "r8" in answer.json()["error"]["message"]
    assert "内部机密" not in answer.text
    assert any(r.exc_info and "r8" in r.getMessage() for r in caplog.records)
