"""`/healthz` and `/readyz`."""

from fastapi.testclient import TestClient

from api.app import create_app
from embeddings.encoder import Encoder
from graph import schema
from graph.client import Client
from matching.market import Matcher


def test_a_running_service_is_healthy_and_ready(http: TestClient) -> None:
    assert http.get("/healthz").json() == {"status": "ok"}
    said = http.get("/readyz").json()
    assert said["ready"]
    assert {check["name"]: check["ok"] for check in said["checks"]} == dict.fromkeys(
        ("neo4j", "schema", "encoder", "index"), True
    )
    details = {check["name"]: check["detail"] for check in said["checks"]}
    assert details["neo4j"].startswith("Neo4j/")
    assert details["index"] == "索引：需求侧 5 条，供给侧 5 条"


def test_while_the_index_loads_the_service_is_healthy_but_not_ready(
    database: Client, matcher: Matcher, encoder: Encoder
) -> None:
    not_started = TestClient(create_app(database, matcher, encoder=encoder))
    assert not_started.get("/healthz").status_code == 200
    answer = not_started.get("/readyz")
    assert answer.status_code == 503
    assert answer.json()["error"] == {"code": "not_ready", "message": "索引正在装载"}


def test_a_missing_schema_file_is_named(database: Client, matcher: Matcher, encoder: Encoder) -> None:
    name = "schema/0026_item_text"
    database._driver.execute_query(
        "MATCH (v:SchemaVersion {id: $id}) DELETE v", id=name, database_=database.database
    )
    try:
        error = TestClient(create_app(database, matcher, encoder=encoder)).get("/readyz").json()["error"]
        assert f"缺少 {name}" in error["message"]
    finally:
        schema.apply(database)


def test_without_neo4j_the_service_is_healthy_but_not_ready(matcher: Matcher, encoder: Encoder) -> None:
    with Client("bolt://127.0.0.1:1", user="neo4j", password="-", database="neo4j") as nobody:
        app = create_app(nobody, matcher, encoder=encoder)
        with TestClient(app) as http:
            assert http.get("/healthz").status_code == 200
            answer = http.get("/readyz")
    assert answer.status_code == 503
    said = answer.json()
    assert not said["ready"]
    assert {check["name"]: check["ok"] for check in said["checks"]} == {
        "neo4j": False,
        "encoder": True,
        "index": False,
    }
    assert "连不上 Neo4j" in said["error"]["message"]
