"""What is known beside two items."""

from dataclasses import replace
from typing import Any

import pytest

from graph.model import Item, Period, Relationship, RelationshipType, item_id, organization_id, person_id
from graph.model.judgements import Judgement, Reason, Verdict
from graph.store import Store
from ingest.intake.subgraph import Stamp, subgraph
from matching.context import Context, Ties, load_context
from tests.factories import achievement, alumni_project, challenge, expert, need

FIRM, SCHOOL, OTHER = "桂林漓新能源有限公司", "漓东理工大学", "灵渠大学"
TODAY = "2026-06-01"


def judgement(demand: str = "d", **said: Any) -> Judgement:
    given = {"verdict": Verdict.TALK, "by": "韦一", "at": "2026-05-01T08:00:00Z"} | said
    return Judgement(id=f"{given}", demand=demand, supply="s", **given)


def write(store: Store, *items: Item) -> list[str]:
    """Write items as lists give them; their ids."""
    ids = [item_id(item.kind, code=None, title=item.title, org=item.organization) for item in items]
    stamp = Stamp("r1", "2026-01-01T00:00:00")
    store.write_subgraphs(
        [subgraph(id_, item, stamp, mentions=()) for id_, item in zip(ids, items, strict=True)], run={}
    )
    return ids


def test_alumni_of_a_school_are_known_where_they_work(store: Store) -> None:
    wanted, offered, _ = write(store, need(), achievement(), expert(org=FIRM, school=SCHOOL))

    ties = load_context(store.ties, TODAY).ties
    firm, school = organization_id(FIRM), organization_id(SCHOOL)
    assert ties.organizations == {wanted: {firm}, offered: {school}}
    assert ties.alumni == {(school, firm): {person_id("韦一舟", FIRM)}}


def test_an_alumnus_who_does_not_consent_is_no_tie(store: Store) -> None:
    write(store, need(), achievement(), alumni_project(enterprise=FIRM, consent=False))
    assert load_context(store.ties, TODAY).ties == Ties()


def test_organisations_that_completed_something_together_are_partners(store: Store) -> None:
    wanted, offered, joint = write(store, need(), achievement(), achievement("联合攻关", orgs=(SCHOOL, FIRM)))

    ties = load_context(store.ties, TODAY).ties
    assert ties.partners == {organization_id(FIRM): {organization_id(SCHOOL)}}
    assert set(ties.organizations) == {wanted, offered, joint}


def test_people_with_a_second_post_are_known(store: Store) -> None:
    _, offered = write(store, need(), achievement(people=("韦一舟",)))
    person = person_id("韦一舟", SCHOOL)
    post = Relationship(RelationshipType.WORKS_AT, person, organization_id(FIRM), {"run_id": "r1"})
    store.write_relationships([post])

    assert load_context(store.ties, TODAY).ties.posts == {offered: {organization_id(FIRM)}}


def test_what_a_firm_makes_is_known_from_its_other_needs(store: Store) -> None:
    silent, *_ = write(
        store,
        need("放不住"),
        need("分选", profile="砂糖橘、沃柑", industry="水果种植"),
        need("别家", org="恭城果蔬公司"),
    )
    assert load_context(store.ties, TODAY).trades == {silent: ("水果种植", "砂糖橘、沃柑")}


def test_an_ordinary_graph_has_no_ties(store: Store) -> None:
    write(store, need(), achievement(people=("韦一舟",)), achievement("另一项", orgs=(OTHER,)))
    assert load_context(store.ties, TODAY).ties == Ties()


@pytest.mark.parametrize(
    ("item", "closed"),
    [
        (need(deadline=Period(end="2026-05-31", raw="")), "2026-05-31"),
        (need(deadline=Period(end="2026-06", raw="")), None),
        (need(deadline=Period(months=24, raw="")), None),
        (challenge(bid_deadline="2026-05", deadline=Period(end="2028", raw="")), "2026-05"),
        (challenge(deadline=Period(end="2025", raw="")), "2025"),
        (achievement(), None),
    ],
)
def test_a_demand_closes_on_its_day(item: Item, closed: str | None) -> None:
    assert Context(TODAY).closed(item) == closed


def test_the_last_word_of_each_person_counts(store: Store) -> None:
    first, last = judgement(), judgement(verdict=Verdict.UNRELATED, at="2026-05-02T08:00:00Z")
    other = judgement(by="韦二")

    context = load_context(store.ties, TODAY, [last, other, first])
    assert set(context.newest("d", "s")) == {last, other}
    assert context.newest("d", "another") == ()


def test_a_demand_is_gone_until_the_same_person_speaks_of_it_again() -> None:
    gone = judgement(verdict=Verdict.UNRELATED, reason=Reason.GONE)
    again = replace(judgement(at="2026-05-02T08:00:00Z"), supply="s2")
    other = judgement(by="韦二", at="2026-05-03T08:00:00Z")

    assert Context(TODAY, {("d", "s"): [gone, other]}).gone == {"d"}
    assert not Context(TODAY, {("d", "s"): [gone], ("d", "s2"): [again]}).gone


TIES = Ties(
    {"d": frozenset({"firm"}), "s": frozenset({"school"})},
    {("school", "firm"): frozenset({"p"})},
    {"firm": frozenset({"school"})},
    {"s": frozenset({"firm"})},
)
KNOWN = Context(TODAY, {("d", "s"): [judgement()]}, TIES)


@pytest.mark.parametrize(
    "changed",
    [
        replace(KNOWN, today="2026-07-01"),
        replace(KNOWN, judgements={("d", "s"): [judgement(), judgement(by="韦二")]}),
        replace(KNOWN, judgements={}),
        replace(KNOWN, ties=replace(TIES, alumni={("school", "firm"): frozenset({"p", "q"})})),
        replace(KNOWN, ties=replace(TIES, partners={})),
        replace(KNOWN, ties=replace(TIES, posts={})),
        replace(KNOWN, trades={"d": ("电池制造",)}),
    ],
)
def test_the_signature_of_a_demand_changes_with_what_is_known_of_it(changed: Context) -> None:
    item = need(deadline=Period(end="2026-06-15", raw=""))
    assert KNOWN.signature("d", item) != changed.signature("d", item)
    assert KNOWN.signature("d", item) == replace(KNOWN, today="2026-06-10").signature("d", item)


def test_what_nothing_is_known_of_has_no_signature() -> None:
    assert KNOWN.signature("s", achievement()) == ""
    assert KNOWN.signature("another", need()) == ""
