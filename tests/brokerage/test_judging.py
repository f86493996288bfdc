"""What managers say of pairs, checked and completed, over a real graph."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from brokerage.judging import REASONS, Opinion, find, judge
from graph.judgements import JudgementError
from graph.model import Item, Maturity, Node, Relationship, RelationshipType, Side, item_id, item_to_json
from graph.model.judgements import Reason, Verdict
from graph.properties import item_properties
from graph.store import ItemNotFoundError, Store
from tests.factories import achievement, alumni_project, need

NOW = datetime(2026, 6, 1, 8, 0, 30, 5, tzinfo=UTC)
NEED = need(code="XQ-1")
OFFER = achievement(code="CG-1", maturity=Maturity(min=3, max=4, raw="小试"))


def write(store: Store, *items: Item) -> None:
    """Put items into the graph."""
    store.write_nodes(
        [
            Node(
                item.kind.label,
                item_id(item.kind, code=item.code, title=item.title, org=item.organization),
                item_properties(item_to_json(item), item.kind),
            )
            for item in items
        ]
    )


@pytest.fixture
def opinion(store: Store) -> Opinion:
    """A need and an achievement in the graph, and what somebody says of them."""
    write(store, NEED, OFFER)
    return Opinion(
        demand=find(store, "XQ-1", Side.DEMAND),
        supply=find(store, "CG-1", Side.SUPPLY),
        verdict=Verdict.TALK,
        by="韦一舟",
    )


def test_a_judgement_knows_how_things_stood(store: Store, opinion: Opinion) -> None:
    pair = opinion.demand.id, opinion.supply.id
    store.write_relationships([Relationship(RelationshipType.MATCHES, *pair, {"weights": "weights-1"})])
    said = judge(store, replace(opinion, reason=Reason.EARLY), now=NOW)
    assert (said.at, said.maturity, said.weights) == ("2026-06-01T08:00:30+00:00", 4, "weights-1")
    assert store.judgements.all() == [said]


def test_what_was_said_on_another_day_does_not_know_how_things_stood_then(
    store: Store, opinion: Opinion
) -> None:
    said = judge(store, replace(opinion, at="2026-05-01T08:00:00+00:00"), now=NOW)
    assert (said.at, said.maturity, said.weights) == ("2026-05-01T08:00:00+00:00", None, None)


def test_the_note_leaves_telephone_numbers_out_of_the_graph(store: Store, opinion: Opinion) -> None:
    said = judge(store, replace(opinion, note=" 韦工 13800000000 说再等等 "), now=NOW)
    assert said.note == "韦工 *** 说再等等"
    assert judge(store, replace(opinion, note="  "), now=NOW).note is None


@pytest.mark.parametrize(
    ("verdict", "reason", "problem"),
    [
        (Verdict.RECOMMEND, Reason.EARLY, "“应推”不带原因；原因是“太早期”的"),
        (Verdict.TALK, Reason.DIRECTION, "“可谈”只能带 指标不够、太早期、太贵、联系不上；原因是“方向不符”的"),
        (Verdict.TALK, Reason.DUPLICATE, "请改判相关领域或无关"),
    ],
)
def test_a_reason_must_go_with_the_verdict(
    store: Store, opinion: Opinion, verdict: Verdict, reason: Reason, problem: str
) -> None:
    with pytest.raises(JudgementError, match=problem):
        judge(store, replace(opinion, verdict=verdict, reason=reason))
    assert store.judgements.all() == []


@pytest.mark.parametrize("verdict", [Verdict.UNRELATED, Verdict.FIELD])
def test_a_pair_may_be_declined_for_any_reason(store: Store, opinion: Opinion, verdict: Verdict) -> None:
    reasons = [judge(store, replace(opinion, verdict=verdict, reason=reason)).reason for reason in Reason]
    assert reasons == list(Reason)


def test_somebody_must_have_said_it_of_two_items(store: Store, opinion: Opinion) -> None:
    with pytest.raises(JudgementError, match="没有写研判人"):
        judge(store, replace(opinion, by=" "))
    with pytest.raises(JudgementError, match="超过 1000 个字"):
        judge(store, replace(opinion, note="长" * 1001))
    with pytest.raises(JudgementError, match="不能与它自己配对"):
        judge(store, replace(opinion, supply=opinion.demand))


def test_an_item_is_found_on_its_side_alone(store: Store) -> None:
    write(store, NEED, OFFER, alumni_project(code="XY-1"))
    assert find(store, "XY-1", Side.DEMAND) == find(store, "XY-1", Side.SUPPLY)
    with pytest.raises(JudgementError, match="“CG-1”是科技成果，不在需求侧"):
        find(store, "CG-1", Side.DEMAND)
    with pytest.raises(ItemNotFoundError, match="没有编号、id 或名称为“CG-9”"):
        find(store, "CG-9", Side.SUPPLY)


def test_of_several_by_one_name_none_is_guessed(store: Store) -> None:
    write(store, need("数控机床主轴", code="A"), need("数控机床主轴", code="B", org="灵川轮毂制造有限公司"))
    with pytest.raises(JudgementError, match="在需求侧对应 2 条，请用 id 指定"):
        find(store, "数控机床主轴", Side.DEMAND)


def test_the_docs_name_every_verdict_with_its_reasons_and_every_reason() -> None:
    text = (Path(__file__).parents[2] / "docs" / "judging.md").read_text("utf-8")
    rows = [line.strip("| ").split(" | ") for line in text.splitlines() if line.startswith("| ")]
    for verdict in Verdict:
        (row,) = [row for row in rows if row[0] == verdict.display_name]
        allowed = REASONS[verdict]
        names = "、".join(r.display_name for r in Reason if r in allowed)
        said = "不带" if not allowed else "都可以" if allowed == set(Reason) else names
        assert (f"`{verdict.value}`" in row[1], row[2], row[4]) == (True, str(verdict.level), said)
    assert {row[0]: row[1] for row in rows if row[0] in {r.display_name for r in Reason}} == {
        reason.display_name: f"`{reason.value}`" for reason in Reason
    }
