"""A pair explained: the three lists, the questions, the sum, and nothing that the items do not say."""

import math
import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.model import Achievement, Indicator, Item, Maturity, Mode, Money, Need, Period, Side, UnitSource
from matching.explain import Explanation
from tests.factories import achievement, need
from tests.matching.explain.pairs import explained


def money(amount: float | None) -> Money:
    return Money(max=amount, raw=f"{amount or 0:g}元" if amount else "面议", unit_source=UnitSource.CELL)


def indicator(value: float, raw: str) -> Indicator:
    return Indicator(name="能量密度", op=">=", value=value, unit="Wh/kg", raw=raw)


amounts = st.none() | st.floats(1e4, 1e7).map(round).map(float)
modes = st.lists(st.sampled_from(Mode), max_size=2, unique=True).map(tuple)
regions = st.sampled_from([(), ("450300",), ("450100",)])
fields = st.sampled_from([(), ("新材料",), ("新能源",)])
texts = st.sampled_from([None, "电解液不耐高压。要求循环千次！", "电池用电解液；循环千次以上"])
levels = st.none() | st.integers(1, 9).map(lambda level: Maturity(min=level, max=level, raw=f"TRL{level}"))
needs = st.builds(
    Need,
    title=st.sampled_from(["电解液", "柑橘黄龙病检测"]),
    detail=texts,
    fields=fields,
    region=regions,
    modes=modes,
    budget=amounts.map(money),
    maturity_wanted=levels,
    deadline=st.sampled_from([None, Period(end="2025-06-30", raw="2025年6月")]),
    indicators=st.sampled_from([(), (indicator(300, "能量密度≥300Wh/kg"),)]),
)
achievements = st.builds(
    Achievement,
    title=st.sampled_from(["含氟电解液", "陶瓷铣刀"]),
    abstract=texts,
    fields=fields,
    region=regions,
    modes=modes,
    price=amounts.map(money),
    maturity=levels,
    indicators=st.sampled_from(
        [(), (indicator(310, "能量密度310Wh/kg"),), (indicator(200, "能量密度200Wh/kg"),)]
    ),
)


@given(needs, achievements)
def test_contributions_sum_to_the_log_odds_of_each_score(wanted: Need, offered: Achievement) -> None:
    said = explained(wanted, offered)
    for side in (said.for_demand, said.for_supply):
        total = sum(part.value for part in side.contributions)
        assert 1 / (1 + math.exp(-total)) == pytest.approx(side.score, abs=5e-6)  # each part is rounded


@given(needs, achievements)
def test_every_quotation_stands_in_the_items(wanted: Need, offered: Achievement) -> None:
    said = explained(wanted, offered)
    stated = _wordings(wanted) | _wordings(offered)
    for question in said.questions:
        assert "{" not in question.text
        assert set(re.findall("“([^”]+)”", question.text)) <= stated
    for row in said.indicators:
        assert row.wanted in stated
        assert row.offered is None or row.offered in stated


@given(needs, achievements)
def test_aligned_sentences_are_cut_from_their_fields(wanted: Need, offered: Achievement) -> None:
    for pair in explained(wanted, offered).aligned:
        for item, sentence in ((wanted, pair.demand), (offered, pair.supply)):
            assert getattr(item, sentence.field)[sentence.start : sentence.end] == sentence.text


@given(needs, achievements)
def test_what_is_unknown_is_open_and_never_against(wanted: Need, offered: Achievement) -> None:
    said = explained(wanted, offered)
    unknown = {gap.name for gap in said.coverage.unknown}
    assert not unknown & {
        point.name for point in (*said.points, *said.conflicts) if point.name != "indicators"
    }
    assert unknown <= {point.name for point in said.open_points}
    assert said.coverage.known + len(unknown) == said.coverage.total


def _wordings(item: Item) -> set[str]:
    """Everything an item says, as it was written."""
    values = (getattr(item, name) for name in item.__dataclass_fields__)
    parts = [part for value in values for part in (value if isinstance(value, tuple) else (value,))]
    return {said for part in parts if isinstance(said := getattr(part, "raw", part), str)}


def texts_of(said: Explanation, which: str) -> list[str]:
    return [point.text for point in getattr(said, which)]


def asked(said: Explanation, side: Side) -> list[str]:
    return [question.text for question in said.questions if question.side is side]


def test_indicators_are_told_one_by_one() -> None:
    wanted = need(
        indicators=(
            indicator(300, "能量密度≥300Wh/kg"),
            Indicator(name="循环寿命", op=">=", value=1000, unit="次", raw="循环寿命≥1000次"),
        )
    )
    said = explained(wanted, achievement(indicators=(indicator(310, "能量密度310Wh/kg"),)))
    assert "满足：能量密度≥300Wh/kg（成果：能量密度310Wh/kg）" in texts_of(said, "points")
    assert "未说明：循环寿命≥1000次" in texts_of(said, "open_points")
    assert "需求要求“循环寿命≥1000次”，能否达到？有没有测试报告？" in asked(said, Side.SUPPLY)


def test_a_contradiction_is_a_conflict_and_asked_first() -> None:
    wanted: dict[str, Any] = {"deadline": Period(end="2025-06-30", raw="2025年6月底")}
    said = explained(need(**wanted), achievement())
    assert texts_of(said, "conflicts") == ["期限已过（2025-06-30），请先确认是否仍有效"]
    assert asked(said, Side.DEMAND)[0] == "期限已过，需求是否仍然有效？"


def test_a_gap_in_maturity_is_open_and_leads_to_the_pilot() -> None:
    wanted = need(maturity_wanted=Maturity(min=8, max=8, raw="可量产"))
    said = explained(wanted, achievement(maturity=Maturity(min=4, max=4, raw="小试")))
    assert "比需求方希望的低 4 级" in next(p.text for p in said.open_points if p.name == "maturity")
    assert asked(said, Side.SUPPLY)[0] == "有没有中试或概念验证的计划，缺什么条件？"


def test_who_is_silent_is_named_and_asked() -> None:
    said = explained(need(budget=money(2e6)), achievement())
    assert "科技成果未写明报价" in texts_of(said, "open_points")
    assert "报价区间是多少？" in asked(said, Side.SUPPLY)
    assert not [text for text in asked(said, Side.DEMAND) if "预算" in text]


def test_what_is_stated_and_does_not_tell_is_said_so() -> None:
    said = explained(need(), achievement(status="尚未转化"))
    assert "科技成果写明的应用证据还不足以判断" in texts_of(said, "open_points")
    both = explained(need(modes=(Mode.OPEN,)), achievement(maturity=Maturity(min=4, max=4, raw="小试")))
    assert "技术需求未写明希望的成熟度" in texts_of(both, "open_points")


def test_ranks_are_those_of_the_stored_match() -> None:
    said = explained(need(), achievement(), {"rank_for_demand": 1, "rank_for_supply": 3})
    assert (said.for_demand.rank, said.for_supply.rank) == (1, 3)
    assert explained(need(), achievement()).for_demand.rank is None
