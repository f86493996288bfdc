"""Merge, split and undo over a real graph: nothing is lost, nothing comes back by itself, an undo is as if never."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import pytest

from graph.client import Client
from graph.decisions import DecisionError
from graph.model import Kind, Label, organization_id
from graph.model.decisions import Action, Decision
from graph.statements import statement
from graph.store import Store
from ingest.intake.pipeline import Pipeline
from ingest.merging import Merging
from ingest.merging.proposing import proposed
from tests.conftest import empty
from tests.graph.test_statements import operators
from tests.ingest.invented import achievement_rows, difference, lines, write_list
from tests.ingest.victim import pipeline

NEEDS = ("需求编号", "需求名称", "需求单位", "需求描述", "所属领域")
COUNTY = [
    ["X-1", "高镍三元电解液配方开发", "桂林漓新能源有限公司", "循环寿命不足", "新能源"],
    ["X-2", "柑橘黄龙病早期检测", "阳朔金橘合作社", "肉眼看不出早期病树", "现代农业"],
]
CITY = [
    ["S-7", "高镍三元电池电解液开发", "桂林漓新能源有限公司", "循环寿命不足且要新的添加剂", "新材料"],
    ["S-8", "储能电站热失控预警", "桂林储能科技有限公司", "早期气体探测", "新能源"],
]


class World:
    """A graph, the lists given to it, and who decides about it."""

    def __init__(self, store: Store, folder: Path) -> None:
        self.store, self.folder = store, folder
        self.way: Pipeline = pipeline(store, folder / "originals")
        self.deciding = Merging(store, self.way._terms, "覃科长")

    def take(self, name: str, rows: Iterable[Sequence[str]], **claim: Any) -> None:
        """Take a list in."""
        self.way.ingest(write_list(self.folder / f"{name}.csv", rows, NEEDS), Kind.NEED)

    def merge(self, survivor: str, absorbed: str, reason: str | None = None) -> Decision:
        """Merge by code or name."""
        return self.deciding.merge(self.deciding.find(survivor), self.deciding.find(absorbed), reason)

    def needs(self) -> dict[str, dict[str, Any]]:
        """Needs by title."""
        nodes = (row for row in self.store.all_nodes() if "Need" in row["labels"])
        return {row["properties"]["title"]: row["properties"] for row in nodes}

    def links(self, id_: str, *types: str) -> set[tuple[str, str]]:
        """Relationships of a node as type and name of the other end."""
        names = {r["properties"]["id"]: r["properties"] for r in self.store.all_nodes()}
        return {
            (row["type"], names[other].get("name") or names[other].get("title"))
            for row in self.store.all_relationships()
            if id_ in (row["start"], row["end"]) and (not types or row["type"] in types)
            for other in [row["end"] if row["start"] == id_ else row["start"]]
        }

    def run(self, cypher: str, **parameters: Any) -> list[dict[str, Any]]:
        """What no statement of the product does."""
        found = self.store._client._driver.execute_query(cypher, parameters, database_="neo4j")
        return [record.data() for record in found.records]

    def lines(self) -> list[str]:
        """The whole graph but for decisions, and for which run wrote what."""
        self.run("MATCH (d:Decision) DETACH DELETE d")
        self.run("MATCH ()-[r]->() WHERE NOT r:LISTED_IN REMOVE r.run_id")
        return lines(self.store)


@pytest.fixture
def world(store: Store, tmp_path: Path) -> World:
    """Two lists of two offices, one need in both by another title."""
    world = World(store, tmp_path)
    world.take("县需求", COUNTY)
    world.take("市需求", CITY)
    return world


def again(world: World, client: Client, *lists: tuple[str, Any]) -> list[str]:
    """The graph as the same lists alone make it."""
    empty(client)
    fresh = World(world.store, world.folder)
    fresh.take("县需求", COUNTY)
    fresh.take("市需求", CITY)
    for name, rows in lists:
        fresh.take(name, rows)
    return fresh.lines()


def test_a_merged_need_has_both_sources_and_says_what_the_newest_says(world: World) -> None:
    decision = world.merge("X-1", "S-7", "电话核实是同一项")
    assert (decision.by, decision.reason, decision.action) == ("覃科长", "电话核实是同一项", Action.MERGE)
    assert set(world.needs()) == {"高镍三元电池电解液开发", "柑橘黄龙病早期检测", "储能电站热失控预警"}
    merged = world.needs()["高镍三元电池电解液开发"]
    assert merged["id"] == decision.survivor
    assert merged["detail"] == "循环寿命不足且要新的添加剂"
    assert world.links(merged["id"], "LISTED_IN") == {
        ("LISTED_IN", "县需求.csv"),
        ("LISTED_IN", "市需求.csv"),
    }
    assert world.links(merged["id"], "IN_FIELD") == {("IN_FIELD", "新材料")}
    assert world.links(merged["id"], "DECIDED") == {("DECIDED", decision.name)}
    assert world.store.decisions.all() == [decision]


def test_the_list_that_named_the_absorbed_need_does_not_bring_it_back(world: World) -> None:
    decision = world.merge("X-1", "S-7")
    rows = [[*CITY[0][:3], "循环寿命不足且要求千次保持八成", CITY[0][4]], CITY[1]]
    world.take("市需求2", rows)
    world.take("省需求", [["", *CITY[0][1:]]])  # by its title and organisation alone
    assert len(world.needs()) == 3
    assert {name for _, name in world.links(decision.survivor, "LISTED_IN")} == {
        "县需求.csv", "市需求.csv", "市需求2.csv", "省需求.csv"
    }  # fmt: skip


def test_two_rows_of_one_list_that_are_one_need(world: World, client: Client) -> None:
    rows = [
        ["Z-1", "高镍电解液", "桂林漓新能源有限公司", "寿命", "新能源"],
        ["Z-2", "高镍电解液配方研究", *COUNTY[0][2:]],
    ]
    world.take("区需求2025-03", rows)
    decision = world.merge("Z-1", "Z-2")
    later = [[*rows[0][:3], "寿命短", "新能源"], rows[1]]
    world.take("区需求2025-04", later)
    keys = world.store.decisions.listing_keys([decision.survivor])
    assert [(key.name, key.row) for key in sorted(keys, key=lambda key: (key.name, key.row))] == [
        ("区需求2025-03.csv", 2), ("区需求2025-03.csv", 3), ("区需求2025-04.csv", 2), ("区需求2025-04.csv", 3)
    ]  # fmt: skip
    world.deciding.undo(decision.id)
    found = world.lines()
    lists = [("区需求2025-03", rows), ("区需求2025-04", later)]
    assert difference(found, again(world, client, *lists)) == []


def test_people_of_two_organisations_that_are_one_person(world: World) -> None:
    rows = [
        ["A1", "固态电解质", "漓东理工大学", "韦一舟"],
        ["A2", "硅碳负极", "漓东理工大学材料学院", "韦一舟教授"],
    ]
    header = ("成果编号", "成果名称", "完成单位", "完成人")
    world.way.ingest(write_list(world.folder / "成果.csv", rows, header))
    before = world.lines()
    (proposal,) = [p for p in proposed(world.store) if p.label is Label.PERSON]
    decision = world.merge(proposal.first, proposal.second)
    assert world.links(decision.survivor, "COMPLETED", "WORKS_AT") == {
        ("COMPLETED", "固态电解质"), ("COMPLETED", "硅碳负极"),
        ("WORKS_AT", "漓东理工大学"), ("WORKS_AT", "漓东理工大学材料学院"),
    }  # fmt: skip
    world.way.ingest(
        write_list(
            world.folder / "成果2.csv", [["A3", "锂金属", *rows[1][2:]], ["A4", "隔膜", *rows[0][2:]]], header
        )
    )
    assert len(world.links(decision.survivor, "COMPLETED")) == 4
    world.deciding.undo(decision.id)
    assert len(world.links(decision.survivor, "COMPLETED")) == 2
    assert before


def test_an_undone_merge_is_as_if_never(world: World, client: Client) -> None:
    before = world.lines()
    decision = world.merge("X-1", "S-7")
    undone = world.deciding.undo(decision.id)
    assert undone.undone_by == "覃科长"
    assert difference(world.lines(), before) == []
    assert difference(before, again(world, client)) == []


def test_an_undo_gives_back_what_came_since(world: World, client: Client) -> None:
    more = [[*CITY[0][:3], "循环寿命不足且要求千次保持八成", CITY[0][4]], CITY[1]]
    decision = world.merge("X-1", "S-7")
    world.take("市需求2", more)
    world.deciding.undo(decision.id)
    found = world.lines()
    assert difference(found, again(world, client, ("市需求2", more))) == []


def test_relationships_of_any_type_follow_the_survivor_and_come_back(world: World) -> None:
    world.run(
        """
        MATCH (x:Need {code: 'X-1'}), (s:Need {code: 'S-7'}), (w:Need {code: 'S-8'})
        CREATE (c:Case {id: 'case', name: '对接'})-[:ABOUT {stage: '洽谈'}]->(s),
               (s)-[:NEAR {weight: 1}]->(w), (x)-[:NEAR {weight: 2}]->(w)
        """
    )
    before = world.lines()
    decision = world.merge("X-1", "S-7")
    told = world.run(
        "MATCH (n {id: $id})-[r:ABOUT|NEAR]-() RETURN type(r) AS type, properties(r) AS said",
        id=decision.survivor,
    )
    assert sorted((row["type"], row["said"].get("stage"), row["said"].get("weight")) for row in told) == [
        ("ABOUT", "洽谈", None), ("NEAR", None, 2)
    ]  # fmt: skip
    world.deciding.undo(decision.id)
    assert difference(world.lines(), before) == []


def test_a_case_closed_since_does_not_come_back(world: World) -> None:
    world.run("MATCH (s:Need {code: 'S-7'}) CREATE (:Case {id: 'case', name: '对接'})-[:ABOUT]->(s)")
    decision = world.merge("X-1", "S-7")
    world.run("MATCH (:Case)-[r:ABOUT]->() DELETE r")
    world.deciding.undo(decision.id)
    assert world.run("MATCH (:Case)-[r:ABOUT]->() RETURN r") == []


def test_chains_are_undone_from_the_end(world: World) -> None:
    world.take("区需求", [["Q-1", "高镍电解液", "桂林漓新能源有限公司", "寿命", "新能源"]])
    before = world.lines()
    first = world.merge("S-7", "Q-1")
    second = world.merge("X-1", "S-7")
    assert len(world.needs()) == 3
    assert len(world.links(second.survivor, "LISTED_IN")) == 3
    with pytest.raises(DecisionError, match=f"请先 duijie undo {second.id}"):
        world.deciding.undo(first.id)
    with pytest.raises(DecisionError, match="已并入"):
        world.deciding.find(first.absorbed)
    world.deciding.undo(second.id)
    world.deciding.undo(first.id)
    assert difference(world.lines(), before) == []


def test_two_merged_into_one_are_undone_in_any_order(world: World) -> None:
    world.take("区需求", [["Q-1", "高镍电解液", "桂林漓新能源有限公司", "寿命", "新能源"]])
    world.run(
        "MATCH (n:Need) WHERE n.code IN ['S-7', 'Q-1'] MATCH (w:Need {code: 'S-8'}) CREATE (n)-[:NEAR {of: n.code}]->(w)"
    )
    before = world.lines()
    first, second = world.merge("X-1", "S-7"), world.merge("X-1", "Q-1")
    near = "MATCH (n:Need)-[r:NEAR]->() RETURN r.of AS of"
    assert world.run(near) == [{"of": "S-7"}]
    world.deciding.undo(first.id)
    assert sorted(row["of"] for row in world.run(near)) == ["Q-1", "S-7"]
    world.deciding.undo(second.id)
    assert difference(world.lines(), before) == []


def test_what_cannot_be_is_refused_with_the_reason(world: World) -> None:
    world.way.ingest(
        write_list(
            world.folder / "榜单.csv",
            [["B-1", "储能电站热失控预警", "桂林储能科技有限公司"]],
            ("榜单编号", "榜单名称", "发榜单位"),
        ),
        Kind.CHALLENGE,
    )
    with pytest.raises(DecisionError, match="不是同一类"):
        world.merge("S-8", "B-1")
    with pytest.raises(DecisionError, match="就是它自己"):
        world.merge("S-8", "S-8")
    with pytest.raises(DecisionError, match="没有"):
        world.merge("S-8", "没有这一条")
    with pytest.raises(DecisionError, match="对应 2 个"):
        world.deciding.find("储能电站热失控预警")
    decision = world.merge("X-1", "S-7")
    world.deciding.undo(decision.id)
    with pytest.raises(DecisionError, match="撤销"):
        world.deciding.undo(decision.id)
    with pytest.raises(DecisionError, match="没有编号"):
        world.deciding.undo("")


def test_two_called_different_are_not_merged_before_that_is_undone(world: World) -> None:
    one, other = world.deciding.find("X-1"), world.deciding.find("S-7")
    decision = world.deciding.different(one, other, "两种电解液")
    with pytest.raises(DecisionError, match=decision.id):
        world.merge("S-7", "X-1")
    world.deciding.undo(decision.id)
    world.merge("S-7", "X-1")


def row_of(world: World, item: str, list_: str) -> Any:
    """The row of an item in a list."""
    id_ = world.deciding.find(item).id
    return next(key for key in world.store.decisions.listing_keys([id_]) if key.name == list_)


def test_a_row_taken_out_is_an_item_of_its_own_and_stays_one(world: World) -> None:
    same = [["X-1", "柑橘分级机器视觉", COUNTY[0][2], "分级不准", "智能制造"]]
    world.take("灵川需求2025-03", same)  # another of its needs, numbered the same way

    world.take("灵川需求2025-04", [[*same[0][:3], "分级不准且慢", same[0][4]]])
    decision = world.deciding.split(world.deciding.find("X-1"), row_of(world, "X-1", "灵川需求2025-03.csv"))
    assert world.needs()["柑橘分级机器视觉"]["id"] == decision.absorbed
    assert world.needs()["高镍三元电解液配方开发"]["detail"] == "循环寿命不足"
    world.take("灵川需求2025-05", [[*same[0][:3], "分级不准且贵", same[0][4]]])
    assert world.needs()["柑橘分级机器视觉"]["detail"] == "分级不准且贵"
    assert len(world.needs()) == 5


def test_an_undone_split_is_as_if_never(world: World) -> None:
    world.take("省需求", [["", *COUNTY[0][1:3], "循环寿命不足且要添加剂", "新材料"]])
    before = world.lines()
    assert len(world.needs()) == 4
    decision = world.deciding.split(world.deciding.find("X-1"), row_of(world, "X-1", "省需求.csv"))
    assert len(world.needs()) == 4  # both bear one title
    assert len(world.run("MATCH (n:Need) RETURN n")) == 5
    with pytest.raises(DecisionError, match="只有这一处来源"):
        world.deciding.split(
            world.deciding.find(decision.absorbed), row_of(world, decision.absorbed, "省需求.csv")
        )
    world.deciding.undo(decision.id)
    assert difference(world.lines(), before) == []


def test_organisations(world: World, client: Client) -> None:
    before = world.lines()
    lixin = [["L-1", "固态电解质", "漓新能源", "界面阻抗大", "新材料"]]
    world.take("园区需求", lixin)
    with_list = world.lines()
    decision = world.merge("桂林漓新能源有限公司", "漓新能源")
    survivor = organization_id("桂林漓新能源有限公司")
    titles = {"高镍三元电解液配方开发", "高镍三元电池电解液开发", "固态电解质"}
    assert {name for _, name in world.links(survivor, "REQUESTS")} == titles
    assert world.store.decisions.organizations()[0]["name"]
    named = {row["name"]: row["aliases"] for row in world.store.decisions.organizations()}
    assert named["桂林漓新能源有限公司"] == ["漓新能源"]
    assert "漓新能源" not in named
    world.take("园区需求2", [["L-2", "硅碳负极", "漓新能源", "膨胀", "新材料"]])
    assert {name for _, name in world.links(survivor, "REQUESTS")} == titles | {"硅碳负极"}
    world.deciding.undo(decision.id)
    absorbed = organization_id("漓新能源")
    assert {name for _, name in world.links(absorbed, "REQUESTS")} == {"固态电解质", "硅碳负极"}
    assert {name for _, name in world.links(survivor, "REQUESTS")} == titles - {"固态电解质"}
    assert before != with_list


def test_an_undone_merge_of_organisations_is_as_if_never(world: World) -> None:
    world.take("园区需求", [["L-1", "固态电解质", "漓新能源", "界面阻抗大", "新材料"]])
    before = world.lines()
    decision = world.merge("桂林漓新能源有限公司", "漓新能源")
    world.deciding.undo(decision.id)
    assert difference(world.lines(), before) == []


def test_relationships_are_followed_from_the_node_not_searched_for(world: World) -> None:
    """Relationships of any type have no index: in a graph of some size they are found from their node."""
    world.way.ingest(write_list(world.folder / "成果.csv", achievement_rows(500)))
    world.run("CALL db.resampleOutdatedIndexes()")
    for name in (
        "merge_links_out",
        "merge_links_in",
        "unmerge_links_out",
        "unmerge_links_in",
        "unmerge_shown_out",
    ):
        parameters = {"absorbed": "x", "survivor": "y", "without": []}
        plan = world.store._client.explain(statement(f"write/{name}"), parameters)
        assert not {"AllNodesScan", "DirectedAllRelationshipsScan"} & set(operators(plan)), name
