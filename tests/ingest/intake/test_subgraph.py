"""One row's part of the graph."""

from dataclasses import replace
from typing import Any

import pytest

from graph.model import Contact, Item, Label, Subgraph, item_id
from graph.model.listings import Listing, Snapshot
from ingest.intake.subgraph import Stamp, listed_in, subgraph
from ingest.intake.terms import Mention
from tests.factories import achievement, alumni_project, challenge, expert, need, scenario

RUN = Stamp("run-1", "2026-01-01")


def built(item: Item, mentions: tuple[Mention, ...] = (), *, replace: bool = False) -> Subgraph:
    """The part of the graph of an item with the id `item`."""
    return subgraph("item", item, RUN, mentions=mentions, replace=replace)


def told(part: Subgraph) -> set[str]:
    """Relationships as a reader says them: names of the ends in place of their ids."""
    names: dict[str, Any] = {n.id: n.properties.get("name") or "item" for n in part.nodes}
    return {f"{names[r.start]} {r.type} {names[r.end]}" for r in part.relationships}


@pytest.mark.parametrize(
    ("item", "relationships"),
    [
        (achievement(orgs=()), set()),
        (
            achievement(orgs=("漓东理工大学", "桂林制药厂"), people=("韦一舟教授", "韦二舟")),
            {
                "漓东理工大学 OFFERS item", "桂林制药厂 OFFERS item", "韦一舟 COMPLETED item", "韦二舟 COMPLETED item",
                "韦一舟 WORKS_AT 漓东理工大学", "韦二舟 WORKS_AT 漓东理工大学",
            },
        ),
        (achievement(orgs=(), people=("韦一舟",)), {"韦一舟 COMPLETED item"}),
        (need(org="桂林制药厂"), {"桂林制药厂 REQUESTS item"}),
        (need(org=None), set()),
        (challenge(issuer="桂林制药厂"), {"桂林制药厂 ISSUES item"}),
        (challenge(issuer=None), set()),
        (scenario(org="桂林制药厂"), {"桂林制药厂 REQUESTS item"}),
        (scenario(org=None, fields=("智慧城市",)), {"item IN_FIELD 智慧城市"}),
        (
            expert(org="漓东理工大学", school="灵渠大学", fields=("新材料",)),
            {"韦一舟 WORKS_AT 漓东理工大学", "韦一舟 GRADUATED_FROM 灵渠大学", "韦一舟 IN_FIELD 新材料"},
        ),
        (expert(org=None), set()),
        (
            alumni_project(person="韦一舟", enterprise="桂林制药厂", school="漓东理工大学"),
            {
                "桂林制药厂 PROPOSES item", "韦一舟 PROPOSES item", "韦一舟 WORKS_AT 桂林制药厂",
                "韦一舟 GRADUATED_FROM 漓东理工大学",
            },
        ),
        (alumni_project(person="韦一舟", school=None), {"韦一舟 PROPOSES item"}),
        (alumni_project(person=None, enterprise="桂林制药厂"), {"桂林制药厂 PROPOSES item"}),
        (
            need(org="桂林制药厂", region=("450305",)),
            {
                "桂林制药厂 REQUESTS item", "桂林制药厂 LOCATED_IN 七星区", "七星区 PART_OF 桂林市",
                "桂林市 PART_OF 广西壮族自治区",
            },
        ),
        (need(org=None, fields=("新材料", "新能源")), {"item IN_FIELD 新材料", "item IN_FIELD 新能源"}),
        (need(org=None, chain="新能源汽车产业链-动力电池"), {"item IN_SEGMENT 动力电池"}),
    ],
)  # fmt: skip
def test_whom_and_what_a_row_names(item: Item, relationships: set[str]) -> None:
    assert told(built(item)) == relationships


def test_every_end_of_a_relationship_is_there() -> None:
    item = alumni_project(enterprise="桂林制药厂", fields=("新材料",), chain="电子信息", region=("450305",))
    part = built(item, mentions=(Mention("电解液", 0.5, 8.0),))
    ids = {node.id for node in part.nodes}
    assert {end for r in part.relationships for end in (r.start, r.end)} == ids


def test_everything_carries_its_run() -> None:
    part = built(need(fields=("新材料",)))
    assert {n.properties["run_id"] for n in part.nodes} == {"run-1"}
    assert {n.properties["last_seen"] for n in part.nodes} == {"2026-01-01"}
    assert {r.properties["run_id"] for r in part.relationships} == {"run-1"}


def test_terms_carry_rarity_and_the_mention_its_weight() -> None:
    part = built(need(org=None), mentions=(Mention("电解液", 0.5, 8.0),))
    term = next(n for n in part.nodes if n.label == "Term")
    assert (term.properties["name"], term.properties["idf"]) == ("电解液", 8.0)
    assert [r.properties["weight"] for r in part.relationships if r.type == "MENTIONS"] == [0.5]


def test_the_position_of_a_segment_is_kept_where_it_is_told() -> None:
    told_position = built(need(org=None, chain="新能源汽车产业链-动力电池（中游）"))
    untold = built(need(org=None, chain="新能源汽车产业链-动力电池"))
    with_it, without = (
        next(n for n in p.nodes if n.label == "ChainSegment") for p in (told_position, untold)
    )
    assert with_it.id == without.id
    assert with_it.properties["position"] == "中游"
    assert "position" not in without.properties


def test_only_a_changed_row_removes_what_it_no_longer_says() -> None:
    item = need(detail="耐高温")
    new, changed = (
        next(n for n in built(item, replace=again).nodes if n.id == "item") for again in (False, True)
    )
    assert "budget_min" not in new.properties
    assert changed.properties["budget_min"] is None
    assert changed.properties["detail"] == new.properties["detail"] == "耐高温"
    assert {k: v for k, v in changed.properties.items() if v is not None} == new.properties


def test_a_contact_never_enters_the_graph() -> None:
    part = built(need(contact=Contact(name="韦五舟", phone="13900000000")))
    assert "韦五舟" not in repr(part)
    assert "13900000000" not in repr(part)


def test_the_listing_tells_sheet_row_and_what_changed() -> None:
    snapshot = Snapshot("list-1", "清单.xlsx", "清单", "2026-01", "2026-01-02")
    said = Listing("item", "row", snapshot, "Sheet1", 5, "{}", "h", "changed", "[]", "r")
    found = listed_in(said)
    assert (found.start, found.end) == ("item", "list-1")
    assert found.properties == {
        "sheet": "Sheet1", "row": 5, "natural_id": "row", "record": "{}", "record_hash": "h",
        "joined": "row", "change": "changed", "changes": "[]", "reading": "r", "run_id": "list-1",
    }  # fmt: skip
    assert "changes" not in listed_in(replace(said, changes=None)).properties
    assert "record" not in listed_in(said, "h").properties
    assert "joined" not in listed_in(replace(said, natural_id="item")).properties


def test_the_id_of_the_row_is_the_id_of_the_node() -> None:
    item = need(code="N1")
    id_ = item_id(item.kind, code="N1", title=item.title, org=item.organization)
    assert subgraph(id_, item, RUN, mentions=()).nodes[-1].id == id_


def test_one_organisation_by_any_of_its_names() -> None:
    said = [
        built(achievement(orgs=(name,), people=("韦一舟教授",)))
        for name in ("桂电", "桂林电子科技大学", "桂林电子科技大学（原桂林电子工业学院）")
    ]
    nodes = [{n.label: n for n in one.nodes} for one in said]
    assert len({n[Label.ORGANIZATION].id for n in nodes}) == 1
    assert len({n[Label.PERSON].id for n in nodes}) == 1
    assert {n[Label.ORGANIZATION].properties["name"] for n in nodes} == {"桂林电子科技大学"}
    assert [n[Label.ORGANIZATION].properties.get("aliases") for n in nodes] == [
        ["桂电"],
        None,
        ["桂林电子科技大学(原桂林电子工业学院)", "桂林电子工业学院"],
    ]


def test_the_same_name_in_two_organisations_is_two_people() -> None:
    ids = {
        node.id
        for org in ("桂林电子科技大学", "桂林理工大学")
        for node in built(achievement(orgs=(org,), people=("韦一舟",))).nodes
        if node.label is Label.PERSON
    }
    assert len(ids) == 2


@pytest.mark.parametrize(
    ("written", "kept"), [("91350100M000100Y43", "91350100M000100Y43"), ("91350100M000100Y34", None)]
)
def test_a_credit_code_is_kept_where_its_check_digit_holds(written: str, kept: str | None) -> None:
    (org,) = (n for n in built(need(credit_code=written)).nodes if n.label is Label.ORGANIZATION)
    assert org.properties.get("credit_code") == kept


def test_an_expert_is_the_person_who_completed_the_achievements() -> None:
    item = expert("韦一舟", org="漓东理工大学")
    id_ = item_id(item.kind, code="ZJ-1", title=item.title, org=item.organization)
    person = next(n for n in built(achievement(people=("韦一舟教授",))).nodes if n.label == "Person")
    node = subgraph(id_, item, RUN, mentions=()).nodes[-1]
    assert (node.label, node.id) == ("Expert", person.id)
    assert (node.properties["name"], node.properties["roles"]) == ("韦一舟", ["专家"])
