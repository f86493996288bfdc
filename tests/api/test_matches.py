"""`/api/matches/{key}`: every way to name an item, both sides, and what is told of a match."""

from urllib.parse import quote

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from api.app import create_app
from embeddings.encoder import Encoder
from graph.client import Client
from graph.model import Kind, item_id
from matching.market import Matcher

NEED = item_id(Kind.NEED, code="XQ/2026/01", title="", org=None)


@pytest.mark.parametrize("key", ["XQ/2026/01", NEED, "高镍三元电解液配方开发", " XQ/2026/01 "])
@pytest.mark.parametrize("safe", ["", "/"])
def test_an_item_is_found_by_code_id_and_title(http: TestClient, key: str, safe: str) -> None:
    said = http.get(f"/api/matches/{quote(key, safe=safe)}").json()
    assert said["item"] == {
        "id": NEED,
        "kind": "need",
        "code": "XQ/2026/01",
        "title": "高镍三元电解液配方开发",
        "organization": "桂林漓新能源有限公司",
    }


def test_a_match_tells_score_both_ranks_reasons_and_features(http: TestClient, encoder: Encoder) -> None:
    matches = http.get("/api/matches/XQ%2F2026%2F01").json()["matches"]
    assert list(matches) == ["demand"]
    best = matches["demand"][0]
    assert best["item"]["code"] == "CG-01"
    assert best["item"]["kind"] == "achievement"
    assert 0.3 < best["score"] <= 1
    assert (best["rank_for_demand"], best["rank_for_supply"]) == (1, 1)
    assert best["reasons"][0].startswith("内容")
    assert {"dense_title", "terms"} <= set(best["features"])
    assert best["encoder"] == encoder.name
    assert best["weights"]
    assert (best["grade"], best["action"]) in {("S", "首推"), ("A", "可推"), ("B", "预沟通")}


def test_matches_come_in_the_order_of_ranks_and_no_more_than_asked_for(http: TestClient) -> None:
    every = http.get("/api/matches/CG-01").json()["matches"]["supply"]
    assert [match["rank_for_supply"] for match in every] == list(range(1, len(every) + 1))
    assert len(every) > 1
    assert http.get("/api/matches/CG-01?top=1").json()["matches"]["supply"] == every[:1]


def test_an_alumni_project_stands_on_both_sides(http: TestClient) -> None:
    both = http.get("/api/matches/XY-01").json()["matches"]
    assert set(both) == {"demand", "supply"}
    assert both["demand"][0]["item"]["kind"] == "achievement"
    assert both["supply"][0]["item"]["kind"] in ("need", "challenge")
    one = http.get("/api/matches/XY-01?side=supply").json()["matches"]
    assert one == {"supply": both["supply"]}


def test_a_side_the_item_does_not_stand_on_is_an_error(http: TestClient) -> None:
    answer = http.get("/api/matches/CG-01?side=demand")
    assert answer.status_code == 422
    assert answer.json()["error"] == {
        "code": "wrong_side",
        "message": "科技成果只在供给侧；请去掉 side 参数。",
    }


def test_an_unknown_item_is_told_with_titles_that_are_near(http: TestClient) -> None:
    answer = http.get(f"/api/matches/{quote('热失控')}")
    assert answer.status_code == 404
    error = answer.json()["error"]
    assert error["code"] == "item_not_found"
    assert "“热失控”" in error["message"]
    assert "储能电池热失控多参量早期预警方法（CG-03）" in error["message"]


@pytest.mark.parametrize("key", ["%20", "%00", "..%2F..%2Fetc%2Fpasswd", "%FF%FE", "'%20OR%201=1"])
def test_odd_keys_are_just_unknown(http: TestClient, key: str) -> None:
    answer = http.get(f"/api/matches/{key}")
    assert answer.status_code == 404
    assert answer.json()["error"]["code"] == "item_not_found"


def test_an_empty_key_is_wrong(http: TestClient) -> None:
    assert http.get("/api/matches/").json()["error"]["fields"] == [{"name": "key", "problem": "不能为空"}]


def test_without_neo4j_the_answer_is_503_at_once(matcher: Matcher, encoder: Encoder) -> None:
    with Client("bolt://127.0.0.1:1", user="neo4j", password="-", database="neo4j") as nobody:
        app: FastAPI = create_app(nobody, matcher, encoder=encoder)
        answer = TestClient(app).get("/api/matches/CG-01")
    assert answer.status_code == 503
    assert answer.headers["Retry-After"] == "5"
    assert answer.json()["error"]["code"] == "graph_unavailable"
    assert "连不上 Neo4j" in answer.json()["error"]["message"]
    assert answer.elapsed.total_seconds() < 5
