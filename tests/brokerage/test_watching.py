"""Pairs that came too early wake when the supply has grown up; pure, on items written here."""

from dataclasses import replace

import pytest

from brokerage.watching import watched
from graph.model import Item, Maturity
from graph.model.judgements import Judgement, Reason, Verdict
from graph.store import StoredItem
from tests.factories import achievement, need


def stored(id_: str, item: Item, withdrawn: str | None = None) -> StoredItem:
    """An item as the graph gives it."""
    return StoredItem(id_, item, "hash", None, withdrawn)


def trl(level: int | None) -> Maturity | None:
    """A maturity, or what no list tells."""
    return None if level is None else Maturity(min=max(1, level - 1), max=level, raw="")


def early(maturity: int | None, at: str = "2026-06-01T08:00:00+00:00") -> Judgement:
    """Somebody called the pair too early while the supply stood there."""
    return Judgement(
        id=at,
        demand="n",
        supply="a",
        verdict=Verdict.TALK,
        reason=Reason.EARLY,
        by="韦一舟",
        at=at,
        maturity=maturity,
    )


@pytest.mark.parametrize(
    ("then", "now", "wanted", "awake", "why"),
    [
        (4, 6, None, True, "成熟度从 TRL 4 级到 TRL 6 级，可以再谈"),
        (4, 4, None, False, "研判时 TRL 4 级，现在 TRL 4 级"),
        (6, 4, 4, False, "研判时 TRL 6 级，现在 TRL 4 级"),
        (4, None, None, False, "研判时 TRL 4 级，现在未知"),
        (None, None, 3, False, "研判时未知，现在未知，到 TRL 2 级时唤醒"),
        (None, 5, 6, True, "成熟度从未知到 TRL 5 级，可以再谈"),  # 5–6 is wanted
        (None, 4, 6, False, "研判时未知，现在 TRL 4 级，到 TRL 5 级时唤醒"),
        (None, 6, None, False, "研判时未知，现在 TRL 6 级，到 TRL 7 级时唤醒"),
        (None, 7, None, True, "成熟度从未知到 TRL 7 级，可以再谈"),
    ],
)
def test_a_pair_wakes_when_maturity_rises(
    then: int | None, now: int | None, wanted: int | None, awake: bool, why: str
) -> None:
    items = {
        "n": stored("n", need(maturity_wanted=trl(wanted))),
        "a": stored("a", achievement(maturity=trl(now))),
    }
    (pair,) = watched([early(then)], items)
    assert (pair.awake, pair.why) == (awake, why)


def test_only_the_newest_word_of_a_person_counts() -> None:
    items = {"n": stored("n", need()), "a": stored("a", achievement())}
    later = replace(early(4, "2026-06-02T08:00:00+00:00"), reason=None)
    assert watched([early(4), later], items) == []
    other = replace(later, by="覃岚")
    assert [pair.judgement for pair in watched([early(4), other], items)] == [early(4)]


def test_pairs_nobody_can_talk_about_are_left_out() -> None:
    demand, supply = stored("n", need()), stored("a", achievement())
    assert watched([early(4)], {"n": demand}) == []
    assert watched([early(4)], {"n": replace(demand, withdrawn="2026-06-02"), "a": supply}) == []


def test_awake_pairs_come_first() -> None:
    items = {
        "n": stored("n", need()),
        "a": stored("a", achievement(maturity=trl(4))),
        "b": stored("b", achievement(maturity=trl(6))),
    }
    pairs = watched([early(4), replace(early(4), supply="b")], items)
    assert [(pair.supply.id, pair.awake) for pair in pairs] == [("b", True), ("a", False)]
