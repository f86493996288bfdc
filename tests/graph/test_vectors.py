"""Vectors in the real index: what is nearest, what no longer counts, and that they stand apart from the items."""

import pytest

from graph import vectors
from graph.client import GraphError
from graph.model import Item, Label, Node, Side, item_to_json
from graph.model.embeddings import Embedding, TextVersion
from graph.properties import item_properties
from graph.store import Store
from tests.factories import achievement, alumni_project, need

SUPPLY, DEMAND = Side.SUPPLY, Side.DEMAND


def embedding(item: str, *vector: float, encoder: str = "e1", text: str = "t1") -> Embedding:
    return Embedding(item, TextVersion(encoder, text), vector)


def publish(store: Store, side: Side, *embeddings: Embedding) -> None:
    encoder = embeddings[0].version.encoder
    store.vectors.prepare(side, encoder)
    store.vectors.write(side, embeddings)
    store.vectors.create_index(side, encoder, len(embeddings[0].vector))
    store.vectors.wait_for_index(side)


def node(item: Item, id_: str) -> Node:
    seen = {"last_seen": "2026-01-01T00:00:00", "run_id": "r1"}
    return Node(item.kind.label, id_, {**item_properties(item_to_json(item), item.kind), **seen})


def nearest(
    store: Store, *vector: float, side: Side = SUPPLY, encoder: str = "e1", limit: int = 9
) -> list[str]:
    return store.vectors.nearest(side, vector, encoder=encoder, limit=limit)


@pytest.fixture
def three(unpublished: Store) -> Store:
    """Three achievements with vectors at 0°, 45° and 180° to (1, 0)."""
    unpublished.write_nodes([node(achievement(f"电解液{id_}"), id_) for id_ in "abc"])
    publish(unpublished, SUPPLY, embedding("a", 1, 0), embedding("b", 1, 1), embedding("c", -1, 0))
    return unpublished


def test_the_nearest_come_first_and_the_opposite_does_not_come(three: Store) -> None:
    assert nearest(three, 1, 0) == ["a", "b"]
    assert nearest(three, -1, 1, limit=1) == ["c"]
    assert nearest(three, 1, 0, limit=1) == ["a"]


def test_vectors_of_another_encoder_do_not_count(three: Store) -> None:
    three.vectors.write(SUPPLY, [embedding("a", 1, 0.1, encoder="e2")])
    assert nearest(three, 1, 0) == ["b"]


def test_the_index_of_one_encoder_gives_way_to_that_of_another(three: Store) -> None:
    three.vectors.prepare(SUPPLY, "e2")
    assert three.vectors.indexes() == {}
    publish(three, SUPPLY, embedding("a", 0, 0, 1, encoder="e2"))
    assert three.vectors.indexes()[SUPPLY].encoder == "e2"
    assert nearest(three, 0, 0, 1, encoder="e2") == ["a"]
    with pytest.raises(GraphError, match="supply e1"):
        nearest(three, 0, 1)


def test_withdrawn_and_removed_items_do_not_count_and_make_room_for_others(three: Store) -> None:
    for gone in ("g1", "g2", "g3"):
        three.vectors.write(SUPPLY, [embedding(gone, 1, 0.01)])
    three._client.write("write/withdraw_items", ids=["a"], withdrawn="2026-02-01", by="l")
    assert nearest(three, 1, 0, limit=1) == ["b"]


def test_an_item_of_both_sides_has_a_vector_on_each(unpublished: Store) -> None:
    unpublished.write_nodes([node(alumni_project(), "p")])
    publish(unpublished, SUPPLY, embedding("p", 1, 0))
    publish(unpublished, DEMAND, embedding("p", 0, 1))
    assert nearest(unpublished, 0, 1, side=DEMAND) == ["p"]
    assert nearest(unpublished, 0, 1, side=SUPPLY) == []
    assert unpublished.vectors.drop_all(SUPPLY) == 1
    assert nearest(unpublished, 0, 1, side=DEMAND) == ["p"]


def test_looking_wider_has_an_end(three: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(vectors, "_WIDEST", 2)
    for gone in ("g1", "g2"):
        three.vectors.write(SUPPLY, [embedding(gone, 1, 0)])
    assert nearest(three, 1, 0.05, limit=1) in ([], ["a"])
    monkeypatch.setattr(vectors, "_WIDEST", 100)
    assert nearest(three, 1, 0.05, limit=1) == ["a"]


def test_words_are_found_on_the_side_that_is_asked(unpublished: Store) -> None:
    items = {"a": achievement("高电压电解液"), "b": achievement("柑橘黄龙病检测"), "n": need("电解液配方")}
    unpublished.write_nodes([node(item, id_) for id_, item in items.items()])
    unpublished._client._driver.execute_query(
        "CALL db.index.fulltext.awaitEventuallyConsistentIndexRefresh()", database_="neo4j"
    )
    assert unpublished.vectors.mentioning(SUPPLY, "电解液", limit=5) == ["a"]
    assert unpublished.vectors.mentioning(DEMAND, "电解液 黄龙病", limit=5) == ["n"]


def test_vectors_are_no_part_of_items_exports_and_counts(three: Store) -> None:
    item = three.items_by_id(["a"])["a"]
    assert item.item == achievement("电解液a")
    rows = [*three.all_nodes(), {"properties": three._client.read("read/items_by_id", ids=["a"])[0]}]
    assert not any("Embedding" in row.get("labels", ()) for row in rows)
    assert not any(
        isinstance(v, list) and v and isinstance(v[0], float) for r in rows for v in r["properties"].values()
    )
    assert set(three.counts()) == {Label.ACHIEVEMENT, "SchemaVersion"}


def test_nothing_is_left_when_all_is_taken_back(three: Store) -> None:
    assert three.vectors.drop_all(SUPPLY) == 3
    assert three.vectors.published(SUPPLY) == {}
    assert three.vectors.indexes() == {}
