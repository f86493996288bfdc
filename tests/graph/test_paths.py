"""Ways between two items of a real graph."""

import pytest

from graph.client import Client
from graph.model import Label, Node, PropertyValue, Relationship, RelationshipType
from graph.store import Store
from tests.api.conftest import node
from tests.factories import achievement, alumni_project, need

NEED, ACHIEVEMENT, PROJECT = (node(item) for item in (need(), achievement(), alumni_project(consent=True)))


def named(label: Label, id_: str, name: str, **more: PropertyValue) -> Node:
    return Node(label, id_, {"name": name, "last_seen": "2026-01-01T00:00:00", "run_id": "r1", **more})


FIRM = named(Label.ORGANIZATION, "o-firm", "桂林漓新能源有限公司")
SCHOOL = named(Label.ORGANIZATION, "o-school", "漓东理工大学", kind="University")
ALUMNUS = named(Label.PERSON, "p-1", "韦一舟")
CITY = named(Label.REGION, "r-1", "桂林市")
CHAIN = named(Label.CHAIN_SEGMENT, "s-1", "电解液", chain="新能源")
TERMS = [named(Label.TERM, f"t-{n}", f"术语{n}", idf=7.0) for n in range(4)]
LINKS = [
    Relationship(RelationshipType.REQUESTS, FIRM.id, NEED.id),
    Relationship(RelationshipType.OFFERS, SCHOOL.id, ACHIEVEMENT.id),
    Relationship(RelationshipType.LOCATED_IN, FIRM.id, CITY.id),
    Relationship(RelationshipType.LOCATED_IN, SCHOOL.id, CITY.id),
    Relationship(RelationshipType.PROPOSES, ALUMNUS.id, PROJECT.id),
    Relationship(RelationshipType.GRADUATED_FROM, ALUMNUS.id, SCHOOL.id),
    Relationship(RelationshipType.IN_SEGMENT, NEED.id, CHAIN.id),
    Relationship(RelationshipType.IN_SEGMENT, ACHIEVEMENT.id, CHAIN.id),
    # The first term stands in a third item too, so it says less than the others.
    Relationship(RelationshipType.MENTIONS, PROJECT.id, TERMS[0].id, {"weight": 1.0}),
    *(
        Relationship(RelationshipType.MENTIONS, item.id, term.id, {"weight": 1.0})
        for item in (NEED, ACHIEVEMENT)
        for term in TERMS
    ),
]


@pytest.fixture
def linked(store: Store) -> Store:
    store.write_nodes([NEED, ACHIEVEMENT, PROJECT, FIRM, SCHOOL, ALUMNUS, CITY, CHAIN, *TERMS])
    store.write_relationships(LINKS)
    return store


def said(store: Store, demand: Node, supply: Node) -> list[str]:
    return ["–".join(n.name for n in path.nodes[1:-1]) for path in store.paths(demand.id, supply.id)]


def test_short_and_rare_ways_come_first_and_no_kind_of_way_crowds_out_another(linked: Store) -> None:
    firm_to_school = "桂林漓新能源有限公司–桂林市–漓东理工大学"
    assert sorted(said(linked, NEED, ACHIEVEMENT)[:3]) == ["术语1", "术语2", "电解液"]
    assert said(linked, NEED, ACHIEVEMENT)[3:] == [firm_to_school]


def test_an_alumnus_leads_to_his_school(linked: Store) -> None:
    found = linked.paths(PROJECT.id, ACHIEVEMENT.id)
    (tie,) = [path for path in found if len(path.nodes) == 4]
    assert [n.label for n in tie.nodes] == ["AlumniProject", "Person", "Organization", "Achievement"]
    assert [(s.type, s.forward) for s in tie.steps] == [
        ("PROPOSES", False),
        ("GRADUATED_FROM", True),
        ("OFFERS", True),
    ]


@pytest.mark.parametrize("consent", [False, None])
def test_an_alumnus_who_did_not_agree_is_not_named(store: Store, consent: bool | None) -> None:
    project = node(alumni_project(consent=consent))
    store.write_nodes([ACHIEVEMENT, project, SCHOOL, ALUMNUS])
    store.write_relationships(LINKS)
    assert said(store, project, ACHIEVEMENT) == ["校友–漓东理工大学"]


def test_items_without_a_tie_have_no_way(client: Client) -> None:
    store = Store(client)
    store.write_nodes([NEED, ACHIEVEMENT])
    assert store.paths(NEED.id, ACHIEVEMENT.id) == ()
    assert store.match(NEED.id, ACHIEVEMENT.id) is None
