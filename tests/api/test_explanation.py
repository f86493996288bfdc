"""`/api/explanation`: any pair, and every field documented."""

from pathlib import Path
from typing import Any

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from pydantic import BaseModel

from api import explanation
from api.app import create_app
from embeddings.encoder import Encoder
from graph.client import Client
from matching.market import Matcher

DOCS = Path(__file__).parents[2] / "docs" / "explanation.md"


def ask(http: TestClient, demand: str, supply: str) -> Any:
    return http.get("/api/explanation", params={"demand": demand, "supply": supply})


def test_a_match_is_explained_with_its_ranks(http: TestClient) -> None:
    said = ask(http, "XQ/2026/01", "CG-01").json()
    (match,) = http.get("/api/matches/XQ%2F2026%2F01?top=1").json()["matches"]["demand"]
    assert said["supply"]["id"] == match["item"]["id"]
    assert {name: said[name] for name in ("score", "grade", "action", "relevance", "encoder", "weights")} == {
        name: match[name] for name in ("score", "grade", "action", "relevance", "encoder", "weights")
    }
    assert (said["for_demand"]["rank"], said["for_supply"]["rank"]) == (1, 1)
    assert "电解液" in {term["term"] for term in said["shared_terms"]} | {
        term["term"][-3:] for term in said["shared_terms"]
    }
    assert [text["title"] for text in said["demand"]["texts"]] == ["名称", "需求描述"]


def test_a_pair_that_is_no_match_is_explained_too(http: TestClient) -> None:
    said = ask(http, "XQ-03", "CG-03").json()
    assert said["grade"] == "D"
    assert said["for_demand"]["rank"] is None


def test_an_alumni_project_stands_on_both_sides(http: TestClient) -> None:
    assert ask(http, "XY-01", "CG-01").json()["demand"]["kind"] == "alumni_project"
    assert ask(http, "XQ/2026/01", "XY-01").json()["supply"]["kind"] == "alumni_project"


@pytest.mark.parametrize(
    ("demand", "supply", "status", "code"),
    [
        ("XQ-99", "CG-01", 404, "item_not_found"),
        ("CG-01", "XQ-02", 422, "wrong_side"),
        ("XY-01", "XY-01", 422, "wrong_side"),
        ("", "CG-01", 422, "invalid_request"),
    ],
)
def test_what_is_no_pair_is_told(http: TestClient, demand: str, supply: str, status: int, code: str) -> None:
    answer = ask(http, demand, supply)
    assert (answer.status_code, answer.json()["error"]["code"]) == (status, code)


def test_without_neo4j_the_answer_is_503(matcher: Matcher, encoder: Encoder) -> None:
    with Client("bolt://127.0.0.1:1", user="neo4j", password="-", database="neo4j") as nobody:
        app: FastAPI = create_app(nobody, matcher, encoder=encoder)
        answer = ask(TestClient(app), "XQ-02", "CG-02")
    assert answer.status_code == 503
    assert answer.json()["error"]["code"] == "graph_unavailable"


def test_every_field_stands_in_the_documentation() -> None:
    text = DOCS.read_text("utf-8")
    models = [m for m in vars(explanation).values() if isinstance(m, type) and issubclass(m, BaseModel)]
    missing = {
        f"{model.__name__}.{name}"
        for model in models
        for name in model.model_fields
        if f"`{name}`" not in text
    }
    assert not missing - {"BaseModel"}
