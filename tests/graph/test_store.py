"""The store writes idempotently and gives back what it was given."""

from collections.abc import Sequence

from graph.model import (
    Achievement,
    Item,
    Kind,
    Label,
    Need,
    Node,
    Period,
    PropertyValue,
    Relationship,
    RelationshipType,
    Side,
    Subgraph,
    item_id,
    item_to_json,
)
from graph.properties import item_properties
from graph.store import Store
from tests.factories import achievement, expert, need

RUN = {"last_seen": "2026-01-01T00:00:00", "run_id": "r1"}


def item_node(item: Item) -> Node:
    """The node of a record."""
    id_ = item_id(item.kind, code=item.code, title=item.title, org=item.organization)
    return Node(item.kind.label, id_, {**item_properties(item_to_json(item), item.kind), **RUN})


def checksum(store: Store) -> tuple[list[str], list[str]]:
    """Everything in the graph, in a stable order."""
    return sorted(map(repr, store.all_nodes())), sorted(map(repr, store.all_relationships()))


def match(demand: Node, supply: Node, **properties: float) -> Relationship:
    """A match of two items."""
    return Relationship(RelationshipType.MATCHES, demand.id, supply.id, properties)


def test_writing_twice_changes_nothing(store: Store) -> None:
    nodes = [item_node(need(code="N1")), Node(Label.FIELD, "f1", {"name": "新材料", **RUN})]
    links = [Relationship(RelationshipType.IN_FIELD, nodes[0].id, "f1", {"run_id": "r1"})]
    for _ in range(2):
        store.write_nodes(nodes)
        store.write_relationships(links)
        first = checksum(store)
    assert checksum(store) == first
    assert len(first[0]) == 2
    assert len(first[1]) == 1


def test_an_item_comes_back_as_it_was(store: Store) -> None:
    item = need(code="N1", detail="耐高温")
    store.write_nodes([item_node(item)])
    assert [found.item for found in store.items(Kind.NEED)] == [item]


def test_outlines_tell_what_changed_and_the_deadline(store: Store) -> None:
    due = need(code="N1", deadline=Period(raw="2026年6月底前", end="2026-06-30"), detail="耐高温")
    nodes = [item_node(due), item_node(achievement(code="A1")), item_node(expert())]
    store.write_nodes(nodes)
    store.mark_matched({nodes[0].id: "seen"})
    found = {outline.id: outline for outline in store.outlines()}
    assert found.keys() == {nodes[0].id, nodes[1].id}
    outline = found[nodes[0].id]
    assert (outline.kind, outline.matched_hash) == (Kind.NEED, "seen")
    assert outline.content_hash == nodes[0].properties["content_hash"]
    assert outline.item == Need(title="", deadline=due.deadline)
    assert found[nodes[1].id].item == Achievement(title="")


def test_matches_of_some_items(store: Store) -> None:
    one, two, three = (item_node(need(code=f"N{n}")) for n in range(3))
    asked, other = item_node(achievement(code="A1")), item_node(achievement(code="A2"))
    store.write_nodes([one, two, three, asked, other])
    store.write_relationships([match(one, asked), match(two, asked), match(two, other), match(three, other)])
    found = {(row["start"], row["end"]) for row in store.match_pairs([asked.id, one.id])}
    assert found == {(one.id, asked.id), (two.id, asked.id)}
    assert len(store.match_pairs()) == 4


def test_items_are_found_by_id_code_and_title(store: Store) -> None:
    node = item_node(need(code="N-1"))
    store.write_nodes([node, item_node(achievement())])
    for key in (node.id, "N-1", "高镍三元电解液配方开发"):
        assert [found.id for found in store.find(key)] == [node.id]
    assert store.find("没有") == []
    assert [found.id for found in store.titles_containing("三元电解液")] == [node.id]


def test_pages_join_without_gap_or_repeat(store: Store, monkeypatch: object) -> None:
    nodes = [item_node(need(code=f"N{i}")) for i in range(4500)]
    store.write_nodes(nodes)
    assert sorted(found.id for found in store.items(Kind.NEED)) == sorted(node.id for node in nodes)


def test_a_second_label_tells_the_kind_of_an_organisation(store: Store) -> None:
    store.write_nodes([Node(Label.ORGANIZATION, "o1", {"name": "漓东理工大学", "kind": "University", **RUN})])
    assert [set(row["labels"]) for row in store.all_nodes()] == [{"Organization", "University"}]


def test_roles_of_a_person_add_up_whatever_comes_first(store: Store) -> None:
    def person(label: Label, role: str, seen: str, **properties: str) -> Node:
        said: dict[str, PropertyValue] = {
            "name": "韦一舟",
            "roles": [role],
            "last_seen": seen,
            "run_id": "r1",
            **properties,
        }
        return Node(label, "p1", said)

    item = expert("韦一舟", specialty=("储能",))
    props: dict[str, PropertyValue] = dict(item_node(item).properties)
    props |= {"roles": ["专家"], "name": "韦一舟"}
    store.write_nodes([person(Label.PERSON, "校友", "2026-02-01")])
    store.write_nodes(
        [person(Label.PERSON, "完成人", "2026-01-01"), Node(Label.EXPERT, "p1", {**props, **RUN})]
    )
    (row,) = store.all_nodes()
    assert set(row["labels"]) == {"Person", "Expert"}
    assert row["properties"]["roles"] == ["完成人", "专家", "校友"]
    assert [found.item for found in store.items(Kind.EXPERT)] == [item]
    assert [found.id for found in store.find("韦一舟")] == ["p1"]


def test_a_changed_expert_keeps_what_other_lists_said(store: Store) -> None:
    one, work = item_node(expert()), item_node(achievement())
    field = Node(Label.FIELD, "旧", {"name": "旧", **RUN})
    store.write_nodes([one, work, field])
    store.write_relationships(
        [
            Relationship(RelationshipType.COMPLETED, one.id, work.id),
            Relationship(RelationshipType.IN_FIELD, one.id, "旧"),
        ]
    )
    store.write_subgraphs([Subgraph((one,))], run=RUN, changed=[one.id])
    assert [row["type"] for row in store.all_relationships()] == ["COMPLETED"]


def test_changed_items_lose_the_links_of_their_old_row(store: Store) -> None:
    node = item_node(need(code="N1"))
    old, new = (Node(Label.FIELD, name, {"name": name, **RUN}) for name in ("旧", "新"))

    def write(field: Node, changed: Sequence[str]) -> None:
        link = Relationship(RelationshipType.IN_FIELD, node.id, field.id)
        store.write_subgraphs([Subgraph((node, field), (link,))], run=RUN, changed=changed)

    write(old, [])
    write(new, [node.id])
    assert [(r["type"], r["end"]) for r in store.all_relationships()] == [("IN_FIELD", "新")]


def test_a_none_removes_a_property(store: Store) -> None:
    node = item_node(need(code="N1", detail="原来的"))
    store.write_nodes([node])
    store.write_nodes([Node(node.label, node.id, {**node.properties, "detail": None})])
    assert next(store.items(Kind.NEED)).item == need(code="N1")


def test_matches_are_read_from_both_sides_in_the_order_of_ranks(store: Store) -> None:
    demand = [item_node(need(code=f"N{i}")) for i in range(2)]
    supply = [item_node(achievement(code=f"A{i}")) for i in range(2)]
    store.write_nodes([*demand, *supply])
    store.write_relationships([
        match(demand[0], supply[0], score=0.4, rank_for_demand=2, rank_for_supply=1),
        match(demand[0], supply[1], score=0.9, rank_for_demand=1, rank_for_supply=1),
        match(demand[1], supply[0], score=0.3, rank_for_demand=1, rank_for_supply=2),
    ])  # fmt: skip
    assert [m.other.item.code for m in store.matches(demand[0].id, Side.DEMAND, 10)] == ["A1", "A0"]
    assert [m.other.item.code for m in store.matches(supply[0].id, Side.SUPPLY, 10)] == ["N0", "N1"]
    store.drop_matches([(demand[0].id, supply[0].id)])
    assert store.match_count() == 2


def test_neighbours_share_rare_terms_with_other_kinds(store: Store) -> None:
    n, a, b = item_node(need(code="N1")), item_node(achievement(code="A1")), item_node(achievement(code="A2"))
    rare, common = (
        Node(Label.TERM, t, {"name": t, "idf": idf, **RUN}) for t, idf in (("电解液", 8.0), ("电池", 2.0))
    )
    store.write_nodes([n, a, b, rare, common])
    store.write_relationships([
        Relationship(RelationshipType.MENTIONS, start.id, term.id, {"weight": 0.5})
        for start, term in ((n, rare), (a, rare), (n, common), (b, common))
    ])  # fmt: skip
    assert store.neighbours([n.id], rare=6.0, limit=5) == [{"id": n.id, "other": a.id, "strength": 2.0}]
