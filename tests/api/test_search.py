"""`/api/search`: what is found, on which side, and what is refused."""

import pytest
from fastapi.testclient import TestClient

from api.app import create_app
from api.routes.search import LONGEST_QUERY
from embeddings.encoder import Encoder
from graph.client import Client
from matching.market import Matcher


def test_achievements_are_found_best_first_with_reasons(http: TestClient) -> None:
    said = http.get("/api/search", params={"q": "耐高压的锂电池电解液"}).json()
    assert (said["query"], said["side"]) == ("耐高压的锂电池电解液", "supply")
    best = said["hits"][0]
    assert (best["rank"], best["code"], best["kind"]) == (1, "CG-01", "achievement")
    assert best["organization"] == "漓东理工大学"
    assert any("电解液" in reason for reason in best["reasons"])
    scores = [hit["score"] for hit in said["hits"]]
    assert scores == sorted(scores, reverse=True)
    assert [hit["rank"] for hit in said["hits"]] == list(range(1, len(scores) + 1))


@pytest.mark.parametrize(
    ("text", "side", "code"),
    [
        ("储能电站起火能不能提前知道，热失控预警", "demand", "JB-01"),
        ("储能电站起火能不能提前知道，热失控预警", "supply", "CG-03"),
        ("固态电池中试", "supply", "XY-01"),
        ("固态电池中试", "demand", "XY-01"),
    ],
)
def test_each_side_is_searched(http: TestClient, text: str, side: str, code: str) -> None:
    hits = http.get("/api/search", params={"q": text, "side": side, "top": 1}).json()["hits"]
    assert [hit["code"] for hit in hits] == [code]


def test_what_shares_nothing_finds_nothing(http: TestClient) -> None:
    assert http.get("/api/search", params={"q": "！？"}).json()["hits"] == []


@pytest.mark.parametrize(
    ("params", "name", "problem"),
    [
        ({}, "q", "没有填写"),
        ({"q": "  "}, "q", "不能为空"),
        ({"q": "长" * (LONGEST_QUERY + 1)}, "q", f"不能超过 {LONGEST_QUERY} 个字"),
        ({"q": "a", "top": 0}, "top", "不能小于 1"),
        ({"q": "a", "top": 1001}, "top", "不能大于 1000"),
        ({"q": "a", "top": "多"}, "top", "应为整数"),
        ({"q": "a", "side": "both"}, "side", "只能是 'demand' 或 'supply'"),
    ],
)
def test_wrong_parameters_are_named(
    http: TestClient, params: dict[str, str | int], name: str, problem: str
) -> None:
    answer = http.get("/api/search", params=params)
    assert answer.status_code == 422
    error = answer.json()["error"]
    assert error["code"] == "invalid_request"
    assert error["message"] == f"参数有误：{name} {problem}"
    assert error["fields"] == [{"name": name, "problem": problem}]


def test_the_longest_query_is_answered(http: TestClient) -> None:
    assert http.get("/api/search", params={"q": "锂" * LONGEST_QUERY}).status_code == 200


def test_before_the_index_is_loaded_the_answer_is_503(
    database: Client, matcher: Matcher, encoder: Encoder
) -> None:
    not_started = TestClient(create_app(database, matcher, encoder=encoder))
    answer = not_started.get("/api/search?q=a")
    assert answer.status_code == 503
    assert answer.headers["Retry-After"] == "5"
    assert answer.json()["error"] == {"code": "not_ready", "message": "索引正在装载，请稍候再试。"}
