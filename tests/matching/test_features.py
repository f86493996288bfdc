"""Each feature on a table of better, worse and unknown."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from embeddings.words import normalise, words
from graph.model import Indicator, Ip, Item, Maturity, Mode, Money, Period, Side, UnitSource
from graph.model.judgements import Judgement, Reason, Verdict
from matching.context import Context, Ties
from matching.features import FEATURES, SHOWN, TITLES, Evaluation, Pair, Prepared
from tests.factories import achievement, alumni_project, challenge, need, scenario
from tests.matching.encoder import encode as toy_encode

TODAY = Context("2026-06-01")


def encode(texts: Sequence[str]) -> NDArray[np.float32]:
    return toy_encode(texts, Side.DEMAND)


def money(low: float | None, high: float | None = None) -> Money:
    return Money(min=low, max=high if high is not None else low, raw="x", unit_source=UnitSource.CELL)


def trl(low: int, high: int | None = None) -> Maturity:
    return Maturity(min=low, max=high or low, raw="x")


def indicator(name: str, op: str, value: float, unit: str = "%") -> Indicator:
    return Indicator(name=name, op=op, value=value, unit=unit, raw=f"{name}{op}{value}{unit}")


def pair(demand: Item, supply: Item, context: Context = TODAY) -> Pair:
    a, b = (
        Prepared(id_, i, normalise(i.title), frozenset(words(i.title)), encode)
        for id_, i in (("d", demand), ("s", supply))
    )
    return Pair(a, b, dict.fromkeys(a.words, 8.0), context)


def evaluate(name: str, demand: Item, supply: Item, context: Context = TODAY) -> Evaluation | None:
    return {**FEATURES, **SHOWN}[name](pair(demand, supply, context))


WANTS_PILOT: dict[str, Any] = {"maturity_wanted": trl(6, 7)}
GRANTED, APPLIED, EXPIRED, MOVED = (
    Ip(kind="invention", status=status, count=2)
    for status in ("granted", "applied", "expired", "transferred")
)
PARTNERS = Ties(
    {"d": frozenset({"firm"}), "s": frozenset({"school"})}, partners={"firm": frozenset({"school"})}
)
ALUMNI = Ties({"d": frozenset({"firm"}), "s": frozenset({"school"})}, {("school", "firm"): frozenset({"p"})})
POSTS = Ties({"d": frozenset({"firm"})}, posts={"s": frozenset({"firm"})})
OWN = Ties({"d": frozenset({"firm"}), "s": frozenset({"firm", "school"})})

CASES: list[tuple[str, Item, Item, float]] = [
    ("maturity", need(**WANTS_PILOT), achievement(maturity=trl(6, 7)), 1.0),
    ("maturity", need(**WANTS_PILOT), achievement(maturity=trl(4, 5)), 0.5),
    ("maturity", need(**WANTS_PILOT), achievement(maturity=trl(4)), 0.45),
    ("maturity", need(**WANTS_PILOT), achievement(maturity=trl(1, 2)), 0.4),
    ("maturity", need(modes=(Mode.TRANSFER,)), achievement(maturity=trl(8, 9)), 0.8),
    ("maturity", need(modes=(Mode.TRANSFER,)), achievement(maturity=trl(4)), 0.4),
    ("maturity", need(modes=(Mode.COMMISSION,)), achievement(maturity=trl(4)), 0.6),
    ("maturity", need(modes=(Mode.COMMISSION, Mode.TRANSFER)), achievement(maturity=trl(2)), 0.5),
    ("modes", need(modes=(Mode.COMMISSION,)), achievement(modes=(Mode.COMMISSION, Mode.OPEN)), 1.0),
    ("modes", need(modes=(Mode.LICENSE,)), achievement(modes=(Mode.TRIAL,)), 0.85),
    ("modes", need(modes=(Mode.OPEN,)), achievement(modes=(Mode.TRANSFER,)), 0.6),
    ("modes", need(modes=(Mode.CODEVELOP,)), achievement(modes=(Mode.COMMISSION,)), 0.75),
    ("modes", need(modes=(Mode.TRANSFER,)), achievement(modes=(Mode.SELF,)), 0.2),
    ("modes", need(modes=(Mode.TRANSFER,)), achievement(modes=(Mode.SERVICE,)), 0.1),
    ("modes", need(modes=(Mode.SELF,)), achievement(), 0.0),
    ("budget", need(budget=money(5e5, 2e6)), achievement(price=money(1e6)), 1.0),
    ("budget", need(budget=money(5e5)), achievement(price=money(1e6)), 0.25),
    ("budget", challenge(bounty=money(1e6)), achievement(price=money(1e6)), 1.0),
    ("field", need(fields=("新材料",)), achievement(fields=("新材料与新能源",)), 1.0),
    ("field", need(fields=("先进装备制造",)), achievement(fields=("智能制造",)), 0.75),
    ("field", need(fields=("新一代信息技术",)), achievement(fields=("人工智能",)), 0.75),
    ("field", need(fields=("新材料",)), achievement(fields=("现代农业",)), 0.4),
    ("chain", need(chain="新能源汽车产业链-动力电池"), achievement(chain="新能源汽车产业链-动力电池（中游）"), 1.0),
    ("chain", need(chain="新能源汽车产业链→上游"), achievement(chain="新能源汽车产业链→中游"), 0.8),
    ("chain", need(chain="新能源汽车产业链-车身"), achievement(chain="新能源汽车产业链-动力电池"), 0.65),
    ("chain", need(industry="新能源汽车"), achievement(chain="新能源汽车产业链"), 0.65),
    ("chain", need(chain="生态食品"), achievement(chain="低空经济"), 0.4),
    ("region", need(region=("450305",)), achievement(region=("450300",)), 1.0),
    ("region", need(region=("310115",)), achievement(region=("310000",)), 1.0),
    ("region", need(region=("450100",)), achievement(region=("450300",)), 0.7),
    ("region", need(region=("450000",)), achievement(region=("450000",)), 0.7),
    ("region", need(region=("450305",)), achievement(region=("440305",)), 0.75),
    ("ip", need(), achievement(ip=(GRANTED,)), 0.7 + 0.2 / 3),
    ("ip", need(), achievement(ip=(replace(GRANTED, count=90),)), 0.8),
    ("ip", need(), achievement(ip=(APPLIED, EXPIRED)), 0.6),
    ("ip", need(), achievement(ip=(Ip(kind="software", count=3),)), 0.55),
    ("ip", need(), achievement(ip=(EXPIRED,)), 0.3),
    ("ip", need(), achievement(ip=(MOVED,)), 0.3),
    ("ip", challenge(ip_rule="知识产权归发榜方所有"), achievement(ip=(GRANTED,)), 0.4),
    ("ip", challenge(ip_rule="新产生的知识产权归发榜方"), achievement(ip=(APPLIED,)), 0.6),
    ("ip", need(), achievement(secret="机密", ip=(GRANTED,)), 0.2),
    ("team", need(), achievement(people=("韦一", "韦二", "韦三"), status="已许可1家", ip=(GRANTED,)), 0.74),
    ("team", need(), achievement(evidence="第三方检测报告"), 0.58),
    ("ties", alumni_project(), achievement(), 1.0),
    ("deadline", need(deadline=Period(end="2026-05", raw="")), achievement(), 0.0),
    ("deadline", challenge(bid_deadline="2026-05-31", deadline=Period(end="2028", raw="")), achievement(), 0.0),
    ("deadline", scenario(deadline=Period(end="2025", raw="")), achievement(), 0.0),
    ("indicators", need(indicators=(indicator("回收率", ">=", 95),)), achievement(indicators=(indicator("锂回收率", ">=", 97),)), 1.0),
    ("indicators", need(indicators=(indicator("回收率", ">=", 95),)), achievement(indicators=(indicator("锂回收率", "=", 90),)), 0.0),
    ("indicators", need(indicators=(indicator("损耗", "<=", 2),)), achievement(indicators=(indicator("介质损耗", "<=", 1),)), 1.0),
    ("sentences", need("电解液"), achievement("柑橘", abstract="一种含氟的电解液配方"), 1.0),
    ("application", need("电解液"), achievement("柑橘", application="用于锂电电解液"), 1.0),
    ("body", need("铣刀", detail="要电解液和电池的配方"), achievement("柑橘", abstract="电解液配方"), 0.5**0.5),
    ("requirements", need(indicators=(indicator("电池循环", ">=", 2),)), achievement(indicators=(indicator("电池寿命", ">=", 2),)), 1.0),
]  # fmt: skip


@pytest.mark.parametrize(("name", "demand", "supply", "value"), CASES)
def test_value(name: str, demand: Item, supply: Item, value: float) -> None:
    said = evaluate(name, demand, supply)
    assert said
    assert said.value == pytest.approx(value)
    assert said.sentence


@pytest.mark.parametrize(
    ("ties", "value"), [(POSTS, 1.0), (ALUMNI, 0.9), (PARTNERS, 0.8), (OWN, 0.5), (Ties(), None)]
)
def test_ties_of_the_graph(ties: Ties, value: float | None) -> None:
    said = evaluate("ties", need(), achievement(), replace(TODAY, ties=ties))
    assert (said and said.value) == value


UNKNOWN: list[tuple[str, Item, Item]] = [
    ("maturity", need(), achievement(maturity=trl(6, 7))),
    ("maturity", need(modes=(Mode.EQUITY,)), achievement(maturity=trl(6, 7))),
    ("maturity", need(**WANTS_PILOT), achievement()),
    ("modes", need(modes=(Mode.TRANSFER,)), achievement()),
    ("modes", need(), achievement(modes=(Mode.TRANSFER,))),
    ("budget", need(), achievement(price=money(1e6))),
    ("budget", need(budget=money(1e6)), achievement()),
    ("field", need(fields=("新材料",)), achievement()),
    ("field", need(fields=("新材料",)), achievement(fields=("其他",))),
    ("chain", need(), achievement(chain="新能源汽车")),
    ("chain", need(industry="橡胶制品业"), achievement(chain="新能源汽车")),
    ("region", need(region=("450305",)), achievement(region=("540100",))),
    ("region", need(region=("110108",)), achievement(region=("450305",))),
    ("ip", need(), achievement(ip=(Ip(kind="paper", count=3),))),
    ("ip", need(), achievement(secret="公开")),
    ("team", need(), achievement(people=("韦一",), status="未转化")),
    ("ties", alumni_project(school="灵渠大学"), achievement()),
    ("judged", need(), achievement()),
    ("deadline", need(deadline=Period(end="2026-06", raw="")), achievement()),
    ("deadline", challenge(bid_deadline="2026-06-01"), achievement()),
    ("indicators", need(indicators=(indicator("强度", ">=", 95, "MPa"),)), achievement(indicators=(indicator("强度", ">=", 97, "HV"),))),
    ("terms", need("高镍"), achievement("柑橘")),
    ("application", need(), achievement()),
    ("body", need(detail="电解液"), achievement()),
    ("requirements", need(), achievement(indicators=(indicator("电池寿命", ">=", 2),))),
]  # fmt: skip


@pytest.mark.parametrize(("name", "demand", "supply"), UNKNOWN)
def test_unknown_says_nothing(name: str, demand: Item, supply: Item) -> None:
    assert evaluate(name, demand, supply) is None


@pytest.mark.parametrize(
    ("name", "demand", "supply", "flagged", "gated"),
    [
        ("modes", need(modes=(Mode.SELF,)), achievement(), True, True),
        ("modes", need(modes=(Mode.SELF, Mode.TRANSFER)), achievement(modes=(Mode.TRANSFER,)), False, False),
        ("modes", need(modes=(Mode.TRANSFER,)), achievement(modes=(Mode.SERVICE,)), True, False),
        ("deadline", need(deadline=Period(end="2026-05", raw="")), achievement(), True, True),
        ("ip", need(), achievement(ip=(EXPIRED,)), True, False),
        ("maturity", need(**WANTS_PILOT), achievement(maturity=trl(1)), False, False),
        ("budget", need(budget=money(5e5)), achievement(price=money(1e9)), False, False),
    ],
)
def test_what_is_impossible_gates_and_what_contradicts_is_flagged(
    name: str, demand: Item, supply: Item, flagged: bool, gated: bool
) -> None:
    said = evaluate(name, demand, supply)
    assert said
    assert (said.contradiction, said.gate) == (flagged, gated)


@pytest.mark.parametrize(
    ("reached", "bridge"), [(1, "概念验证、中试"), (3, "概念验证、中试"), (4, "中试"), (5, "中试")]
)
def test_a_wide_gap_of_maturity_names_the_bridge(reached: int, bridge: str) -> None:
    said = evaluate("maturity", need(maturity_wanted=trl(8)), achievement(maturity=trl(reached)))
    assert said
    assert f"可经{bridge}平台衔接" in said.sentence


def test_first_use_pay_later_is_told_where_maturity_falls_short() -> None:
    said = evaluate("maturity", need(**WANTS_PILOT), achievement(maturity=trl(5), modes=(Mode.TRIAL,)))
    assert said
    assert "先使用后付费" in said.sentence


def judgement(verdict: Verdict, by: str = "韦一", **more: Any) -> Judgement:
    at = more.pop("at", "2026-05-01T08:00:00Z")
    return Judgement(id=f"{by}{at}", demand="d", supply="s", verdict=verdict, by=by, at=at, **more)


EARLY = judgement(Verdict.UNRELATED, reason=Reason.EARLY, maturity=4)


@pytest.mark.parametrize(
    ("judgements", "maturity", "value"),
    [
        ([judgement(Verdict.RECOMMEND)], None, 1.0),
        ([judgement(Verdict.UNRELATED)], None, 0.0),
        ([judgement(Verdict.UNRELATED), judgement(Verdict.TALK, at="2026-05-02T08:00:00Z")], None, 0.8),
        ([judgement(Verdict.UNRELATED), judgement(Verdict.RECOMMEND, "韦二")], None, 0.5),
        ([EARLY], trl(4), 0.0),
        ([EARLY], None, 0.0),
        ([EARLY], trl(6), None),
        ([judgement(Verdict.FIELD, reason=Reason.DUPLICATE)], None, None),
        ([judgement(Verdict.FIELD, reason=Reason.UNREACHABLE)], None, None),
    ],
)
def test_past_judgements(judgements: list[Judgement], maturity: Maturity | None, value: float | None) -> None:
    context = replace(TODAY, judgements={("d", "s"): judgements})
    said = evaluate("judged", need(), achievement(maturity=maturity), context)
    assert (said and said.value) == value


def test_a_need_reported_withdrawn_is_flagged_with_every_supply() -> None:
    gone = replace(judgement(Verdict.FIELD, reason=Reason.GONE), supply="another")
    said = evaluate("judged", need(), achievement(), replace(TODAY, judgements={("d", "another"): [gone]}))
    assert said
    assert said.contradiction
    assert not said.gate


def test_shared_terms_are_named_rarest_first_and_joined() -> None:
    said = evaluate("terms", need("罗汉果甜苷提取残渣"), achievement("罗汉果甜苷提取工艺"))
    assert said
    assert "罗汉果" in said.sentence


def test_every_feature_has_a_title_and_a_sentence_for_users() -> None:
    assert set(TITLES) == {*FEATURES, *SHOWN}
    for feature in (*FEATURES.values(), *SHOWN.values()):
        assert feature.__doc__
        assert "。" in feature.__doc__


def test_the_documentation_lists_every_feature() -> None:
    text = (Path(__file__).parents[2] / "docs" / "features.md").read_text("utf-8")
    assert [name for name in FEATURES if f"| `{name}` {TITLES[name]} |" not in text] == []
    assert [name for name in SHOWN if f"`{name}` {TITLES[name]}" not in text] == []


def test_each_indicator_is_listed_as_met_missed_or_unstated() -> None:
    wanted = (
        indicator("强度", ">=", 0.5, "GPa"),
        indicator("延伸率", ">=", 12),
        indicator("硬度", ">=", 60, "HRC"),
    )
    offered = (indicator("强度", ">=", 600, "MPa"), indicator("断裂伸长率", "=", 8))
    said = evaluate("indicators", need(indicators=wanted), achievement(indicators=offered))

    assert said
    assert said.value == 0.5
    assert "指标达到：强度>=0.5GPa（成果：强度>=600MPa，即 0.6GPa）" in said.sentence
    assert "指标未达到：延伸率" in said.sentence
    assert "成果未写明：硬度" in said.sentence


# Columns of both sides, each well filled and badly filled.
DEMANDS: dict[str, list[Any]] = {
    "fields": [("新材料",), ("现代农业", "其他")],
    "chain": ["新能源汽车产业链-动力电池", "低空经济；上游"],
    "industry": ["电池制造"],
    "region": [("450305",), ("110000", "4403")],
    "modes": [(Mode.SELF,), (Mode.TRANSFER, Mode.OPEN)],
    "maturity_wanted": [trl(6, 7), trl(9)],
    "budget": [money(1e5), money(None, 3e6)],
    "deadline": [Period(end="2025-12", raw="x"), Period(months=24, raw="x")],
    "indicators": [(indicator("强度", ">=", 0.5, "GPa"),), (indicator("", "range", -3, ""),)],
    "detail": ["电解液耐压要高；循环寿命长。"],
}
SUPPLIES: dict[str, list[Any]] = {
    "fields": DEMANDS["fields"],
    "chain": DEMANDS["chain"],
    "region": DEMANDS["region"],
    "modes": DEMANDS["modes"],
    "maturity": [trl(2, 3), trl(8)],
    "price": [money(1e6), money(0.0)],
    "indicators": [(indicator("抗压强度", "=", 300, "MPa"),)],
    "ip": [(GRANTED, EXPIRED), (MOVED,)],
    "secret": ["公开", "秘密"],
    "people": [("韦一", "韦二", "韦三")],
    "status": ["已转化", "无"],
    "abstract": ["一种高电压电解液。用于电池！"],
    "application": ["电池"],
}


def columns(choices: dict[str, list[Any]]) -> st.SearchStrategy[dict[str, Any]]:
    return st.fixed_dictionaries(
        {}, optional={name: st.sampled_from(values) for name, values in choices.items()}
    )


NEEDED = {
    "indicators": ({"indicators"}, {"indicators"}),
    "field": ({"fields"}, {"fields"}),
    "chain": ({"chain", "industry"}, {"chain"}),
    "maturity": ({"maturity_wanted", "modes"}, {"maturity"}),
    "budget": ({"budget"}, {"price"}),
    "region": ({"region"}, {"region"}),
    "ip": (set[str](), {"ip", "secret"}),
    "team": (set[str](), {"people", "status", "evidence", "benefit", "ip"}),
    "deadline": ({"deadline"}, set[str]()),
    "application": (set[str](), {"application"}),
    "body": ({"detail"}, {"abstract"}),
    "requirements": ({"indicators"}, {"indicators"}),
}
"""Columns of which a feature needs at least one on each side."""


@given(demand=columns(DEMANDS), supply=columns(SUPPLIES))
def test_a_value_is_a_share_and_a_missing_column_is_unknown(
    demand: dict[str, Any], supply: dict[str, Any]
) -> None:
    both = pair(need(**demand), achievement(**supply))
    for name, feature in {**FEATURES, **SHOWN}.items():
        said = feature(both)
        assert said is None or (0.0 <= said.value <= 1.0 and said.sentence)
        for needs, has in zip(NEEDED.get(name, ()), (demand, supply), strict=False):
            assert not needs or needs & set(has) or said is None


COUNTERPARTS = {"budget": "price", "maturity_wanted": "maturity", "fields": "fields", "region": "region",
                "chain": "chain", "industry": "chain", "indicators": "indicators"}  # fmt: skip


@given(demand=columns(DEMANDS), supply=columns(SUPPLIES), column=st.sampled_from(sorted(COUNTERPARTS)))
def test_a_column_the_other_side_lacks_changes_nothing(
    demand: dict[str, Any], supply: dict[str, Any], column: str
) -> None:
    supply.pop(COUNTERPARTS[column], None)
    without = pair(need(**{n: v for n, v in demand.items() if n != column}), achievement(**supply))
    filled = pair(need(**demand), achievement(**supply))
    assert all(feature(filled) == feature(without) for feature in FEATURES.values())
