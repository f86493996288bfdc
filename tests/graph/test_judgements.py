"""What people said of a pair, as its node keeps it."""

from dataclasses import replace

import pytest

from graph.judgements import JudgementError
from graph.model import Item, Node, Relationship, RelationshipType, item_id, item_to_json
from graph.model.judgements import Judgement, Reason, Verdict, judgement_from, judgement_id, standing
from graph.properties import item_properties
from graph.store import Store
from tests.factories import achievement, alumni_project, need

AT = "2026-06-01T08:00:00+00:00"


def test_a_judgement_comes_back_from_its_node() -> None:
    said = Judgement(
        id=judgement_id("n1", "a1", "韦一舟", AT),
        demand="n1",
        supply="a1",
        verdict=Verdict.FIELD,
        by="韦一舟",
        at=AT,
        reason=Reason.EARLY,
        maturity=4,
    )
    assert judgement_from(said.properties()) == said
    assert "note" not in said.properties()


def test_verdicts_are_the_levels_rankings_learn_from() -> None:
    assert [(v.level, v.display_name) for v in Verdict] == [
        (1, "无关"),
        (2, "相关领域"),
        (3, "可谈"),
        (4, "应推"),
    ]


def test_another_person_or_time_is_another_judgement() -> None:
    ids = {judgement_id("n1", "a1", by, at) for by in ("甲", "乙") for at in (AT, AT.replace("08", "09"))}
    assert len(ids) == 4


def said(demand: str, supply: str, verdict: Verdict = Verdict.TALK, **parts: str) -> Judgement:
    """A judgement of a pair."""
    by, at = parts.get("by", "韦一舟"), parts.get("at", AT)
    id_ = judgement_id(demand, supply, by, at)
    return Judgement(id=id_, demand=demand, supply=supply, verdict=verdict, by=by, at=at)


def test_what_the_same_person_says_later_takes_its_place() -> None:
    first = said("n1", "a1", at="2026-06-01T08:00:00+00:00")
    other = said("n1", "a1", by="覃岚", at="2026-06-02T08:00:00+00:00")
    later = said("n1", "a1", Verdict.FIELD, at="2026-06-03T08:00:00+00:00")
    elsewhere = said("n1", "a2", at="2026-06-01T09:00:00+00:00")
    assert standing([later, other, elsewhere, first]) == [elsewhere, other, later]


def write(store: Store, *items: Item) -> list[str]:
    """Put items into the graph and give their ids."""
    ids = [item_id(i.kind, code=i.code, title=i.title, org=i.organization) for i in items]
    store.write_nodes(
        [
            Node(i.kind.label, id_, item_properties(item_to_json(i), i.kind))
            for i, id_ in zip(items, ids, strict=True)
        ]
    )
    return ids


def test_the_graph_keeps_judgements_in_the_order_of_time(store: Store) -> None:
    demand, supply, project = write(store, need(), achievement(), alumni_project())
    late = said(demand, supply, at="2026-06-02T08:00:00+00:00")
    early = replace(said(demand, project, Verdict.FIELD), reason=Reason.EARLY, note="等中试", maturity=4)
    asks = said(project, supply, by="覃岚", at="2026-06-03T08:00:00+00:00")
    store.judgements.add(late, asks)
    store.judgements.add(early)
    store.judgements.add(early)
    assert store.judgements.all() == [early, late, asks]
    assert store.judgements.of_item(project) == [early, asks]
    assert store.judgements.of_pair(demand, supply) == [late]
    assert store.counts()["Judgement"] == 3


def test_one_that_is_taken_back_is_gone(store: Store) -> None:
    demand, supply = write(store, need(), achievement())
    judgement = said(demand, supply)
    store.judgements.add(judgement)
    assert store.judgements.remove(judgement.id) == judgement
    assert store.judgements.all() == []
    with pytest.raises(JudgementError, match="没有编号为"):
        store.judgements.remove(judgement.id)


def test_both_items_must_be_there_on_their_side(store: Store) -> None:
    demand, supply = write(store, need(), achievement())
    with pytest.raises(JudgementError, match="没有这些条目，或它们不在这一侧：nobody"):
        store.judgements.add(said(demand, supply), said(demand, "nobody"))
    with pytest.raises(JudgementError, match="不在这一侧"):
        store.judgements.add(said(supply, demand))
    assert store.judgements.all() == []


def test_the_weights_that_ranked_a_pair_are_told(store: Store) -> None:
    demand, supply, other = write(store, need(), achievement(), achievement("高镍正极材料"))
    ranked = Relationship(RelationshipType.MATCHES, demand, supply, {"weights": "weights-7"})
    store.write_relationships([ranked])
    found = store.judgements.weights([(demand, supply), (demand, other), ("nobody", supply)])
    assert found == {(demand, supply): "weights-7"}


def test_a_withdrawn_item_keeps_what_was_said_of_it(store: Store) -> None:
    demand, supply = write(store, need(), achievement())
    judgement = said(demand, supply)
    store.judgements.add(judgement)
    store._client.write("write/withdraw_items", ids=[supply], withdrawn="2026-06-02", by="list")
    assert store.judgements.all() == [judgement]


def test_a_pair_that_became_one_thing_is_no_pair(store: Store) -> None:
    one, other, demand = write(store, alumni_project(code="1"), alumni_project(code="2"), need())
    kept = said(demand, one)
    store.judgements.add(said(one, other), kept)
    store._client.write("write/merge_links_in", absorbed=other, survivor=one)
    assert store.judgements.all() == store.judgements.of_item(one) == [kept]
