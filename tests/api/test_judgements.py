"""`/api/judgements` and `/api/watchlist`: said from this computer alone, read from anywhere."""

from collections.abc import Callable, Iterator

import httpx2
import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from graph.client import Client
from graph.model import Maturity, Relationship, RelationshipType
from graph.store import Store
from tests.api.conftest import node, serving
from tests.factories import achievement, need

OPINION = {"demand": "XQ-1", "supply": "CG-1", "verdict": "talk", "reason": "early", "by": " 韦一舟 "}


@pytest.fixture
def here(new_app: Callable[[], FastAPI], client: Client) -> Iterator[TestClient]:
    """A program of this computer, before a graph of two items."""
    said = Maturity(min=3, max=4, raw="小试")
    asks, offers = node(need(code="XQ-1")), node(achievement(code="CG-1", maturity=said))
    store = Store(client)
    store.write_nodes([asks, offers])
    ranked = {"weights": "weights-1"}
    store.write_relationships([Relationship(RelationshipType.MATCHES, asks.id, offers.id, ranked)])
    app = new_app()
    with TestClient(app, base_url="http://127.0.0.1:8000", client=("127.0.0.1", 50000)) as http:
        yield http


def test_a_judgement_is_kept_with_how_things_stood(here: TestClient) -> None:
    answer = here.post("/api/judgements", json=OPINION)
    assert answer.status_code == 201
    said = answer.json()
    assert (said["verdict"], said["level"], said["reason"], said["by"]) == ("talk", 3, "early", "韦一舟")
    assert (said["maturity"], said["weights"], said["note"]) == (4, "weights-1", None)
    assert (said["demand"]["code"], said["supply"]["kind"]) == ("XQ-1", "achievement")
    assert here.get("/api/judgements").json() == {"judgements": [said]}
    assert here.get("/api/judgements", params={"item": "CG-1"}).json() == {"judgements": [said]}


def test_a_later_word_takes_the_place_of_the_first(here: TestClient, client: Client) -> None:
    here.post("/api/judgements", json=OPINION)
    client._driver.execute_query("MATCH (j:Judgement) SET j.at = '2026-01-01T00:00:00+00:00'")
    client._driver.execute_query("MATCH (j:Judgement) SET j.id = 'first'")
    here.post("/api/judgements", json={**OPINION, "verdict": "field", "reason": "direction"})
    assert len(Store(client).judgements.all()) == 2
    assert [j["verdict"] for j in here.get("/api/judgements").json()["judgements"]] == ["field"]


def test_the_watch_list_tells_who_is_awake(here: TestClient, client: Client) -> None:
    here.post("/api/judgements", json=OPINION)
    (asleep,) = here.get("/api/watchlist").json()["pairs"]
    assert (asleep["awake"], asleep["why"]) == (False, "研判时 TRL 4 级，现在 TRL 4 级")
    assert here.get("/api/watchlist?awake=true").json() == {"pairs": []}
    client._driver.execute_query("MATCH (a:Achievement) SET a.maturity_max = 6")
    (awake,) = here.get("/api/watchlist?awake=true").json()["pairs"]
    assert (awake["maturity"], awake["judgement"]["maturity"]) == (6, 4)


@pytest.mark.parametrize(
    ("change", "code", "message"),
    [
        ({"supply": "CG-9"}, "item_not_found", "“CG-9”"),
        ({"supply": "XQ-1"}, "judgement_refused", "“XQ-1”是技术需求，不在供给侧"),
        ({"verdict": "recommend"}, "judgement_refused", "“应推”不带原因"),
        (
            {"verdict": "perfect"},
            "invalid_request",
            "verdict 只能是 'unrelated', 'field', 'talk' 或 'recommend'",
        ),
        ({"by": "  "}, "invalid_request", "by 不能为空"),
        ({"note": "长" * 1001}, "invalid_request", "note 不能超过 1000 个字"),
        ({"reasons": ["early"]}, "invalid_request", "reasons 没有这个参数"),
    ],
)
def test_what_is_wrong_is_told(here: TestClient, change: dict[str, object], code: str, message: str) -> None:
    answer = here.post("/api/judgements", json={**OPINION, **change})
    assert answer.status_code == (404 if code == "item_not_found" else 422)
    assert answer.json()["error"]["code"] == code
    assert message in answer.json()["error"]["message"]
    assert here.get("/api/judgements").json() == {"judgements": []}


def test_bodies_that_are_no_json_are_refused(here: TestClient) -> None:
    for content, kind in ((b"{", "application/json"), (b'{"demand": "XQ-1"}', "text/plain")):
        answer = here.post("/api/judgements", content=content, headers={"Content-Type": kind})
        assert (answer.status_code, answer.json()["error"]["code"]) == (422, "invalid_request")


@pytest.mark.parametrize(
    ("client_host", "base_url"),
    [
        ("192.168.1.7", "http://127.0.0.1:8000"),  # another computer
        ("127.0.0.1", "http://duijie.example:8000"),  # a page that gave this computer a name of its own
    ],
)
def test_only_this_computer_may_write(here: TestClient, client_host: str, base_url: str) -> None:
    other = TestClient(here.app, base_url=base_url, client=(client_host, 50000))
    answer = other.post("/api/judgements", json=OPINION)
    assert (answer.status_code, answer.json()["error"]["code"]) == (403, "not_local")
    assert other.get("/api/judgements").json() == {"judgements": []}


@pytest.mark.parametrize("base_url", ["http://localhost:8000", "http://[::1]:8000"])
def test_this_computer_has_several_names(here: TestClient, base_url: str) -> None:
    other = TestClient(here.app, base_url=base_url, client=("::1", 50000))
    assert other.post("/api/judgements", json=OPINION).status_code == 201


def test_a_proxy_of_this_computer_tells_for_whom_it_asks(
    new_app: Callable[[], FastAPI], here: TestClient
) -> None:
    with serving(new_app()) as port:
        address = f"http://127.0.0.1:{port}/api/judgements"
        with httpx2.Client(trust_env=False, timeout=20) as http:
            passed_on = http.post(address, json=OPINION, headers={"X-Forwarded-For": "10.0.0.5"})
            own = http.post(address, json=OPINION)
    assert (passed_on.status_code, own.status_code) == (403, 201)
