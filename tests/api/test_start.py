"""The start page."""

from fastapi.testclient import TestClient
from lxml import html

from api.app import create_app
from embeddings.encoder import Encoder
from graph.client import Client
from matching.market import Matcher


def test_the_start_page_names_the_service_and_every_link_works(http: TestClient) -> None:
    page = html.fromstring(http.get("/").content)
    assert page.get("lang") == "zh-CN"
    assert page.findtext(".//h1") == "对接"
    links = {link.get("href") for link in page.iter("a")}
    neo4j_browser = "http://127.0.0.1:7474/browser/"
    assert neo4j_browser in links
    ours = links - {neo4j_browser}
    assert {"docs", "openapi.json", "healthz", "readyz", "browser/duijie/guide.html"} <= ours
    assert {href: http.get(f"/{href}").status_code for href in ours} == dict.fromkeys(ours, 200)


def test_the_commands_for_another_neo4j_name_our_address(http: TestClient) -> None:
    page = http.get("/", headers={"Host": "duijie.example"}).text
    assert ":play http://duijie.example/browser/duijie/guide.html" in page


def test_without_a_known_neo4j_browser_its_usual_address_is_told(
    database: Client, matcher: Matcher, encoder: Encoder
) -> None:
    page = TestClient(create_app(database, matcher, encoder=encoder)).get("/").text
    assert "http://主机:7474/browser/" in page
