"""Records survive the way into node properties and back."""

import pytest

from graph.model import (
    Contact,
    Indicator,
    Ip,
    Item,
    Kind,
    Maturity,
    Mode,
    Money,
    Period,
    UnitSource,
    field_names,
    item_from_json,
    item_to_json,
)
from graph.properties import content_hash, item_properties, json_from_properties, property_names
from tests.factories import achievement, alumni_project, challenge, expert, need, scenario

MONEY = Money(min=500_000.0, max=2_000_000.0, raw="50-200", unit_source=UnitSource.HEADER)
ITEMS: list[Item] = [
    need(
        budget=MONEY,
        deadline=Period(end="2026-12", raw="2026年12月前"),
        modes=(Mode.COMMISSION, Mode.OPEN),
        need_kind="技术攻关",
        maturity_wanted=Maturity(min=6, max=7, raw="中试"),
        indicators=(Indicator(name="比能量", op=">=", value=300.0, unit="Wh/kg", raw="比能量≥300Wh/kg"),),
        extra={"备用列": "甲"},
        region=("450300",),
    ),
    achievement(
        ip=(Ip(kind="invention", status="granted", count=2),),
        maturity=Maturity(min=4, max=5, raw="小试"),
        price=Money(min=300_000.0, raw="30万以上", unit_source=UnitSource.CELL),
        year=2025,
        people=("莫远山", "覃知秋"),
    ),
    challenge(bounty=MONEY, bid_deadline="2026-08-31"),
    scenario(data="一年的负荷数据", budget=MONEY),
    expert(position="教授", specialty=("储能", "热管理"), school="灵渠大学"),
    alumni_project(consent=True, graduated=2008, landing_region=("450300", "450305")),
]


@pytest.mark.parametrize("item", ITEMS, ids=lambda item: item.kind)
def test_round_trip(item: Item) -> None:
    said = item_to_json(item)
    properties = item_properties(said, item.kind)
    assert item_from_json(item.kind, json_from_properties(item.kind, properties)) == item
    assert set(properties) <= property_names(item.kind)


def test_a_contact_stays_out_of_the_graph() -> None:
    item = need(
        contact=Contact(name="韦某", phone="00000000000"), extra={"微信": "13800000000", "规模": "中型"}
    )
    properties = item_properties(item_to_json(item), item.kind)
    text = repr(properties)
    assert "韦某" not in text
    assert "0000000" not in text
    assert "中型" in text


def test_the_hash_tells_changed_content() -> None:
    assert content_hash(item_to_json(need())) == content_hash(item_to_json(need()))
    assert content_hash(item_to_json(need())) != content_hash(item_to_json(need(detail="另有要求")))


def test_wordings_of_ip_are_chinese() -> None:
    properties = item_properties(item_to_json(ITEMS[1]), ITEMS[1].kind)
    assert properties["ip"] == ["发明专利 2 项（已授权）"]


def test_an_expert_has_a_person_and_no_title() -> None:
    said = item_to_json(expert("韦一舟", org=None))
    assert said == {"person": "韦一舟"}
    assert "title" not in field_names(Kind.EXPERT)
