"""What people said of a pair, as its node keeps it."""

from graph.model.judgements import Judgement, Reason, Verdict, judgement_from, judgement_id

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
