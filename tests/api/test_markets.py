"""The market in memory: follows the graph, never stands still for it, and answers many threads at once."""

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import pytest

from api import markets as module
from api.errors import NotReadyError
from api.markets import Markets
from embeddings.cache import VectorCache
from embeddings.encoder import Encoder
from graph.client import Client
from graph.model import Item, Side
from graph.store import Store
from matching.market import Matcher
from tests.api.conftest import ITEMS, node, wait_until
from tests.factories import achievement, need

Fill = Callable[[Sequence[Item]], None]


@pytest.fixture
def markets(client: Client, fill: Fill, matcher: Matcher, encoder: Encoder) -> Markets:
    """The market over the invented graph, not started: tests look when they want to."""
    fill(ITEMS)
    return Markets(client, matcher, encoder, every=0.05)


def found(markets: Markets, text: str, side: Side = Side.SUPPLY) -> list[str]:
    """Titles of what a search finds."""
    return [hit.entry.item.title for hit in markets.search(text, side, top=5)]


def look(markets: Markets, times: int = 2) -> None:
    """Look as the thread does; a change is taken in once it has been quiet from one look to the next."""
    for _ in range(times):
        markets._look()


def test_before_the_first_look_there_is_no_answer(markets: Markets) -> None:
    with pytest.raises(NotReadyError):
        markets.search("电池", Side.SUPPLY, top=1)


def test_an_unchanged_graph_is_loaded_once(markets: Markets) -> None:
    look(markets, 1)
    first = markets.loaded
    look(markets)
    assert markets.loaded is first


def test_an_empty_graph_is_ready_and_finds_nothing(
    client: Client, matcher: Matcher, encoder: Encoder
) -> None:
    markets = Markets(client, matcher, encoder, every=1)
    look(markets, 1)
    assert markets.loaded
    assert found(markets, "电池") == []


def test_new_changed_and_removed_items_are_taken_in(markets: Markets, client: Client, fill: Fill) -> None:
    look(markets)
    old, new = "罗汉果甜苷提取工艺", "甘蔗叶制备生物炭"
    fill([achievement(old, code="CG-09")])
    look(markets)
    assert found(markets, old)[0] == old

    fill([achievement(new, code="CG-09")])
    look(markets)
    assert found(markets, new)[0] == new
    assert old not in found(markets, old)

    client._driver.execute_query("MATCH (n:Achievement {code: 'CG-09'}) DETACH DELETE n", database_="neo4j")
    fill([])
    look(markets)
    assert new not in found(markets, new)


def test_a_list_still_coming_in_is_waited_for(markets: Markets, fill: Fill) -> None:
    look(markets)
    first = markets.loaded
    for number in range(3):
        fill([need(f"新需求{number}", code=f"N{number}")])
        look(markets, 1)
        assert markets.loaded is first
    look(markets, 1)
    assert markets.loaded is not first


def test_a_new_day_is_a_change_for_deadlines_pass(markets: Markets, monkeypatch: pytest.MonkeyPatch) -> None:
    look(markets)
    monkeypatch.setattr(module, "today", lambda: date(2030, 1, 2))
    look(markets)
    assert markets.loaded
    assert markets.loaded.asker.context.today == "2030-01-02"


def test_the_thread_takes_changes_in_by_itself(markets: Markets, fill: Fill) -> None:
    with markets:
        wait_until(lambda: markets.loaded is not None)
        fill([achievement("罗汉果甜苷提取工艺", code="CG-09")])
        wait_until(lambda: "罗汉果甜苷提取工艺" in found(markets, "罗汉果甜苷提取工艺"))
    assert not markets._thread.is_alive()


def test_what_fails_is_told_and_the_old_market_stands(
    markets: Markets, client: Client, fill: Fill, caplog: pytest.LogCaptureFixture
) -> None:
    with markets:
        wait_until(lambda: markets.loaded is not None)
        client._driver.execute_query(
            "CREATE (:Achievement {id: 'x', content_hash: 'h', title: '坏', modes: ['不认识的']})",
            database_="neo4j",
        )
        fill([])
        wait_until(lambda: markets.problem is not None)
        assert found(markets, "高电压电解液")[0] == "高电压三元电池用含氟电解液及其制备"
        client._driver.execute_query("MATCH (n {id: 'x'}) DELETE n", database_="neo4j")
        wait_until(lambda: markets.problem is None)
    assert sum("装载索引失败" in record.message for record in caplog.records) == 1


@contextmanager
def reloading(markets: Markets, client: Client) -> Iterator[Callable[[], int]]:
    """The market loaded anew again and again in a thread of its own; gives how often so far."""
    loads, stop = 0, False

    def reload() -> None:
        nonlocal loads
        while not stop:
            markets._loaded = markets._load({})
            loads += 1

    with ThreadPoolExecutor(1) as pool:
        future = pool.submit(reload)
        try:
            yield lambda: loads
        finally:
            stop = True
            future.result()


def test_many_threads_get_the_answers_of_one_while_the_market_is_replaced(
    markets: Markets, client: Client
) -> None:
    look(markets)
    texts = [item.title for item in ITEMS] * 12
    alone = [_answers(markets, text) for text in texts]
    with reloading(markets, client) as loads, ThreadPoolExecutor(8) as pool:
        together = list(pool.map(lambda text: _answers(markets, text), texts))
        wait_until(lambda: loads() >= 2)
    assert together == alone


def _answers(markets: Markets, text: str) -> list[tuple[str, float]]:
    return [(hit.entry.id, hit.score.relevance) for side in Side for hit in markets.search(text, side, top=5)]


def test_searches_leave_no_trace_in_the_cache_of_vectors(
    client: Client, fill: Fill, matcher: Matcher, encoder: Encoder, tmp_path: Path
) -> None:
    fill(ITEMS)
    cached = Matcher(
        VectorCache(tmp_path, encoder).encode, matcher.background, matcher.weights, matcher.context
    )
    markets = Markets(client, cached, encoder, every=1)
    look(markets)

    def size() -> int:
        return sum(file.stat().st_size for file in tmp_path.rglob("*"))

    before = size()
    markets.search("谁也没有找过的东西", Side.SUPPLY, top=5)
    assert size() == before > 0


def test_the_market_holds_each_item_on_its_sides(markets: Markets, client: Client) -> None:
    look(markets)
    assert markets.loaded
    held = {entry.id for market in markets.loaded.markets.values() for entry in market.entries}
    assert held == {node(item).id for item in ITEMS}
    assert {side: len(market) for side, market in markets.loaded.markets.items()} == {
        Side.DEMAND: 5,
        Side.SUPPLY: 5,
    }
    assert Store(client).counts()["AlumniProject"] == 1
