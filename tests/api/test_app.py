"""The description of the interface, and its documentation in a real browser that may reach nobody else."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from playwright.sync_api import Browser, Page, sync_playwright

from api.schemas import MATCHES_EXAMPLE, SEARCH_EXAMPLE, Matches, SearchResult
from tests.api.conftest import serving

CHROMIUM = Path("/usr/bin/chromium")
PUBLIC = "duijie.example"
"""A name that is not local: Swagger UI treats local ones with more restraint."""


def test_every_operation_has_an_id_tag_summary_and_chinese_description(http: TestClient) -> None:
    document = http.get("/openapi.json").json()
    operations = {
        f"{method} {path}": operation
        for path, methods in document["paths"].items()
        for method, operation in methods.items()
    }
    assert {path: operation["operationId"] for path, operation in operations.items()} == {
        "get /healthz": "healthz",
        "get /readyz": "readyz",
        "get /api/matches/{key}": "get_matches",
        "get /api/explanation": "get_explanation",
        "get /api/search": "search",
        "get /api/judgements": "get_judgements",
        "post /api/judgements": "post_judgement",
        "get /api/watchlist": "get_watchlist",
    }
    tags = {tag["name"] for tag in document["tags"]}
    for operation in operations.values():
        assert set(operation["tags"]) <= tags
        assert operation["summary"]
        assert operation["description"]


def test_errors_are_described_in_the_shape_they_have(http: TestClient) -> None:
    document = http.get("/openapi.json").json()
    assert "HTTPValidationError" not in document["components"]["schemas"]
    operations = (
        operation
        for path, methods in document["paths"].items()
        for operation in methods.values()
        if path.startswith("/api/")
    )
    for operation in operations:
        responses = operation["responses"]
        for status in set(responses) - {"200", "201"}:
            assert responses[status]["content"]["application/json"]["schema"]["$ref"].endswith("/ErrorBody")


def test_every_field_and_schema_is_described(http: TestClient) -> None:
    schemas = http.get("/openapi.json").json()["components"]["schemas"]
    assert [name for name, s in schemas.items() if "enum" not in s and not s.get("description")] == []


def test_the_examples_are_what_the_service_may_answer() -> None:
    assert Matches.model_validate(MATCHES_EXAMPLE).model_dump(mode="json") == MATCHES_EXAMPLE
    assert SearchResult.model_validate(SEARCH_EXAMPLE).model_dump(mode="json") == SEARCH_EXAMPLE


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Headless Chromium that takes the public name for this machine and knows no other."""
    if not CHROMIUM.exists():
        pytest.skip("没有 Chromium")
    rules = f"MAP {PUBLIC} 127.0.0.1, MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"
    arguments = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--no-proxy-server"]
    arguments += ["--disable-background-networking", "--disable-component-update", "--disable-sync"]
    arguments.append(f"--host-resolver-rules={rules}")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(CHROMIUM), args=arguments)
        yield browser
        browser.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A fresh page."""
    page = browser.new_page()
    yield page
    page.close()


def test_the_documentation_works_and_asks_no_other_host(new_app: Callable[[], FastAPI], page: Page) -> None:
    requests: list[str] = []
    problems: list[str] = []
    page.on("request", lambda request: requests.append(request.url))
    page.on("pageerror", lambda error: problems.append(str(error)))
    page.on("requestfailed", lambda request: problems.append(request.url))
    with serving(new_app()) as port:
        origin = f"http://{PUBLIC}:{port}"
        page.goto(f"{origin}/docs")
        page.locator("#operations-健康-healthz").click()
        page.get_by_role("button", name="Try it out").click()
        page.get_by_role("button", name="Execute").click()
        page.locator(".live-responses-table .response-col_status", has_text="200").wait_for()
        title = page.locator(".info .title").inner_text()
        operations = page.locator(".opblock").count()
    assert title.startswith("对接")
    assert operations == 8
    assert problems == []
    assert f"{origin}/openapi.json" in requests
    assert [url for url in requests if not url.startswith((origin, "data:", "blob:"))] == []


def test_a_page_of_another_origin_may_fetch_the_guide_as_neo4j_browser_does(
    new_app: Callable[[], FastAPI], page: Page
) -> None:
    with serving(new_app()) as port:
        page.goto(f"http://{PUBLIC}:{port}/healthz")
        fetched = page.evaluate(
            """async address => {
                const headers = {"cache-control": "no-cache", "pragma": "no-cache"};
                return (await fetch(address, {headers})).text();
            }""",
            f"http://127.0.0.1:{port}/browser/duijie/guide.html",
        )
    assert "<slide" in fetched
