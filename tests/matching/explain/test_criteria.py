"""What was known of a pair, and who did not say."""

from typing import Any

import pytest

from graph.model import Indicator, Maturity, Mode, Money, Period, Side, UnitSource
from matching.explain.criteria import Criterion, coverage, criteria
from matching.explain.explanation import Coverage
from matching.features import FEATURES
from matching.score import Score
from tests.factories import achievement, alumni_project, need
from tests.matching.explain.pairs import paired


def covered(wanted: dict[str, Any], offered: dict[str, Any], *known: str) -> Coverage:
    pair = paired(need(**wanted), achievement(**offered))
    said = {name: e for name in known if (e := FEATURES[name](pair))}
    assert set(said) == set(known)
    return coverage(pair, Score(0.5, 0.5, 0.5, (0.0,) * 5, said))


def money(raw: str, amount: float | None = None) -> Money:
    return Money(max=amount, raw=raw, unit_source=UnitSource.CELL)


def test_every_feature_that_lists_have_columns_for_is_a_criterion() -> None:
    assert set(FEATURES) - set(criteria()) == {"terms", "judged", "ties"}
    assert set(criteria()) <= set(FEATURES)


@pytest.mark.parametrize("criterion", criteria().values(), ids=list(criteria()))
def test_templates_take_only_what_items_state(criterion: Criterion) -> None:
    for text in (*criterion.unmet.values(), *criterion.unstated.values()):
        text.format(wanted="要求", offered="达到")


def test_of_two_titles_only_the_texts_are_known() -> None:
    found = covered({}, {})
    assert (found.known, found.total) == (1, 11)
    assert found.summary == "依据 1/11 项"
    assert [gap.name for gap in found.unknown][:2] == ["indicators", "maturity"]
    assert found.unknown[1].missing == (Side.DEMAND, Side.SUPPLY)


def test_what_one_side_says_leaves_the_other_to_be_asked() -> None:
    found = covered({"budget": money("200 万元", 2e6)}, {"price": money("面议")})
    (gap,) = [gap for gap in found.unknown if gap.name == "budget"]
    assert gap.missing == (Side.SUPPLY,)


def test_what_both_say_incomparably_is_nobodys_silence() -> None:
    found = covered(
        {"indicators": (Indicator(name="强度", op=">=", value=5, unit="MPa", raw="强度≥5MPa"),)},
        {"indicators": (Indicator(name="收率", op=">=", value=90, unit="%", raw="收率≥90%"),)},
    )
    assert found.unknown[0].missing == ()


def test_a_region_that_differs_and_a_day_to_come_are_known() -> None:
    found = covered(
        {"region": ("450300",), "deadline": Period(end="2027-01-01", raw="2027年")}, {"region": ("110100",)}
    )
    assert not {"region", "deadline"} & {gap.name for gap in found.unknown}


def test_a_maturity_wanted_is_known_from_the_way_of_taking_over() -> None:
    maturity = Maturity(min=7, max=8, raw="中试")
    found = covered({"modes": (Mode.TRANSFER,)}, {"maturity": maturity}, "maturity")
    assert "maturity" not in {gap.name for gap in found.unknown}


def test_only_what_both_kinds_have_columns_for_counts() -> None:
    score = Score(0.5, 0.5, 0.5, (0.0,) * 5, {})
    of_alumni = coverage(paired(alumni_project(), achievement()), score)
    assert not {"budget", "maturity", "indicators", "modes"} & {gap.name for gap in of_alumni.unknown}
    both = coverage(paired(need(), alumni_project()), score)
    assert not {"ip", "team", "budget"} & {gap.name for gap in both.unknown}
