"""Each feature on a table of better, worse and unknown."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from embeddings.words import normalise, words
from graph.model import Indicator, Item, Maturity, Mode, Money, Period, Side, UnitSource
from matching.features import FEATURES, TITLES, Context, Evaluation, Pair, Prepared
from tests.factories import achievement, alumni_project, challenge, need
from tests.matching.encoder import encode as toy_encode


def encode(texts: Sequence[str]) -> NDArray[np.float32]:
    return toy_encode(texts, Side.DEMAND)


def money(low: float | None, high: float | None = None) -> Money:
    return Money(min=low, max=high if high is not None else low, raw="x", unit_source=UnitSource.CELL)


def evaluate(name: str, demand: Item, supply: Item) -> Evaluation | None:
    a, b = (Prepared("", i, normalise(i.title), frozenset(words(i.title)), encode) for i in (demand, supply))
    idf = dict.fromkeys(a.words, 8.0)
    return FEATURES[name](Pair(a, b, idf, Context("2026-06-01")))


def indicator(name: str, op: str, value: float, unit: str = "%") -> Indicator:
    return Indicator(name=name, op=op, value=value, unit=unit, raw=f"{name}{op}{value}{unit}")


TRL: dict[str, Any] = {"maturity_wanted": Maturity(min=6, max=7, raw="中试")}
CASES: list[tuple[str, Item, Item, float]] = [
    ("maturity", need(**TRL), achievement(maturity=Maturity(min=6, max=7, raw="")), 1.0),
    ("maturity", need(**TRL), achievement(maturity=Maturity(min=4, max=5, raw="")), 0.5),
    ("maturity", need(**TRL), achievement(maturity=Maturity(min=2, max=3, raw="")), 0.0),
    ("maturity", need(modes=(Mode.TRANSFER,)), achievement(maturity=Maturity(min=8, max=9, raw="")), 1.0),
    ("modes", need(modes=(Mode.COMMISSION,)), achievement(modes=(Mode.COMMISSION, Mode.OPEN)), 1.0),
    ("modes", need(modes=(Mode.OPEN,)), achievement(modes=(Mode.TRANSFER,)), 0.6),
    ("modes", need(modes=(Mode.TRANSFER,)), achievement(modes=(Mode.SERVICE,)), 0.1),
    ("modes", need(modes=(Mode.SELF,)), achievement(), 0.0),
    ("budget", need(budget=money(5e5, 2e6)), achievement(price=money(1e6)), 1.0),
    ("budget", need(budget=money(5e5)), achievement(price=money(1e6)), 0.25),
    ("budget", challenge(bounty=money(1e6)), achievement(price=money(1e6)), 1.0),
    ("field", need(fields=("新材料",)), achievement(fields=("新材料",)), 1.0),
    ("field", need(fields=("新材料",)), achievement(fields=("现代农业",)), 0.3),
    ("chain", need(industry="新能源汽车"), achievement(chain="新能源汽车产业链"), 1.0),
    ("region", need(region=("450305",)), achievement(region=("450300",)), 1.0),
    ("region", need(region=("450100",)), achievement(region=("450300",)), 0.7),
    ("alumni", alumni_project(), achievement(), 1.0),
    ("deadline", need(deadline=Period(end="2026-05", raw="")), achievement(), 0.2),
    ("indicators", need(indicators=(indicator("回收率", ">=", 95),)), achievement(indicators=(indicator("锂回收率", ">=", 97),)), 1.0),
    ("indicators", need(indicators=(indicator("回收率", ">=", 95),)), achievement(indicators=(indicator("锂回收率", "=", 90),)), 0.0),
    ("indicators", need(indicators=(indicator("损耗", "<=", 2),)), achievement(indicators=(indicator("介质损耗", "<=", 1),)), 1.0),
]  # fmt: skip


@pytest.mark.parametrize(("name", "demand", "supply", "value"), CASES)
def test_value(name: str, demand: Item, supply: Item, value: float) -> None:
    said = evaluate(name, demand, supply)
    assert said
    assert said.value == pytest.approx(value)
    assert said.sentence


UNKNOWN: list[tuple[str, Item, Item]] = [
    ("maturity", need(), achievement(maturity=Maturity(min=6, max=7, raw=""))),
    ("maturity", need(**TRL), achievement()),
    ("modes", need(modes=(Mode.TRANSFER,)), achievement()),
    ("budget", need(), achievement(price=money(1e6))),
    ("budget", need(budget=money(1e6)), achievement()),
    ("field", need(fields=("新材料",)), achievement()),
    ("chain", need(), achievement(chain="新能源汽车")),
    ("region", need(region=("450305",)), achievement(region=("110000",))),
    ("alumni", alumni_project(school="灵渠大学"), achievement()),
    ("deadline", need(deadline=Period(end="2026-06", raw="")), achievement()),
    ("indicators", need(indicators=(indicator("强度", ">=", 95, "MPa"),)), achievement(indicators=(indicator("强度", ">=", 97, "HV"),))),
    ("terms", need("高镍"), achievement("柑橘")),
]  # fmt: skip


@pytest.mark.parametrize(("name", "demand", "supply"), UNKNOWN)
def test_unknown_says_nothing(name: str, demand: Item, supply: Item) -> None:
    assert evaluate(name, demand, supply) is None


def test_shared_terms_are_named_rarest_first_and_joined() -> None:
    said = evaluate("terms", need("罗汉果甜苷提取残渣"), achievement("罗汉果甜苷提取工艺"))
    assert said
    assert "罗汉果" in said.sentence


def test_every_feature_has_a_title_and_a_sentence_for_users() -> None:
    assert set(TITLES) == set(FEATURES)
    for feature in FEATURES.values():
        assert feature.__doc__
        assert "。" in feature.__doc__


def test_each_indicator_is_listed_as_met_missed_or_unstated() -> None:
    wanted = (
        indicator("强度", ">=", 0.5, "GPa"),
        indicator("延伸率", ">=", 12),
        indicator("硬度", ">=", 60, "HRC"),
    )
    offered = (indicator("强度", ">=", 600, "MPa"), indicator("延伸率", "=", 8))
    said = evaluate("indicators", need(indicators=wanted), achievement(indicators=offered))

    assert said
    assert said.value == 0.5
    assert "指标达到：强度>=0.5GPa（成果：强度>=600MPa，即 0.6GPa）" in said.sentence
    assert "指标未达到：延伸率" in said.sentence
    assert "成果未写明：硬度" in said.sentence
