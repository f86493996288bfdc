"""The files for a Neo4j Browser that another server serves, and the leave it asks for."""

import io
import zipfile

import pytest
from fastapi.testclient import TestClient

from graph.browser import browser_files


@pytest.mark.parametrize(
    ("name", "media_type"),
    [
        ("guide.html", "text/html; charset=utf-8"),
        ("style.grass", "text/plain; charset=utf-8"),
        ("favourites.zip", "application/zip"),
    ],
)
def test_each_file_is_served_to_any_origin(http: TestClient, name: str, media_type: str) -> None:
    answer = http.get(f"/browser/duijie/{name}", headers={"Origin": "http://neo4j.example:7474"})
    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == media_type
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert answer.content == browser_files("http://testserver/browser/duijie")[name]


def test_every_file_there_is_can_be_served(http: TestClient) -> None:
    assert all(http.get(f"/browser/duijie/{name}").status_code == 200 for name in browser_files())


def test_the_guide_links_to_where_the_reader_found_it(http: TestClient) -> None:
    guide = http.get("/browser/duijie/guide.html", headers={"Host": "duijie.example:8000"}).text
    assert 'href="http://duijie.example:8000/browser/duijie/favourites.zip"' in guide


def test_favourites_are_a_zip_of_statements(http: TestClient) -> None:
    with zipfile.ZipFile(io.BytesIO(http.get("/browser/duijie/favourites.zip").content)) as archive:
        assert archive.testzip() is None
        assert len(archive.namelist()) >= 10


def test_the_preflight_of_neo4j_browser_is_answered(http: TestClient) -> None:
    answer = http.options(
        "/browser/duijie/guide.html",
        headers={
            "Origin": "http://neo4j.example:7474",
            "Access-Control-Request-Method": "GET",
            "Access-Control-Request-Headers": "cache-control, pragma",
            "Access-Control-Request-Private-Network": "true",
        },
    )
    assert answer.status_code == 200
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert "GET" in answer.headers["Access-Control-Allow-Methods"]
    allowed = {name.strip() for name in answer.headers["Access-Control-Allow-Headers"].split(",")}
    assert {"cache-control", "pragma"} <= allowed
    assert answer.headers["Access-Control-Allow-Private-Network"] == "true"


def test_only_these_files_are_open_to_other_origins(http: TestClient) -> None:
    answer = http.get("/api/search?q=a", headers={"Origin": "http://neo4j.example:7474"})
    assert "Access-Control-Allow-Origin" not in answer.headers
