"""Terms of an item over a small background."""

import pytest

from embeddings.background import Background
from graph.model import Item
from ingest.intake.terms import Mention, TermExtractor
from tests.factories import achievement, alumni_project, need

BACKGROUND = Background(1000, {" 电池": 500, " 电解液": 10, " 方法": 900, " 高温": 200, " 隔膜": 20})


def terms(item: Item, limit: int = 10) -> list[str]:
    """Terms of an item, strongest first."""
    return [mention.term for mention in TermExtractor(BACKGROUND, limit=limit).mentions(item)]


def test_rare_words_come_first() -> None:
    assert terms(need("电池、隔膜")) == ["隔膜", "电池"]


def test_the_strongest_weighs_one_and_the_rest_in_proportion() -> None:
    extractor = TermExtractor(BACKGROUND)
    first, second = extractor.mentions(need("电池、隔膜"))
    assert first == Mention("隔膜", 1.0, round(BACKGROUND.word_idf("隔膜"), 3))
    assert second.weight == pytest.approx(BACKGROUND.word_idf("电池") / BACKGROUND.word_idf("隔膜"), abs=1e-3)


def test_given_keywords_come_before_all_and_weigh_one() -> None:
    found = TermExtractor(BACKGROUND).mentions(achievement("电池隔膜", keywords=("高温", "Ｘ射线", "长")))
    assert [(m.term, m.weight) for m in found[:2]] == [("高温", 1.0), ("x射线", 1.0)]
    assert "长" not in [m.term for m in found]


def test_words_that_always_stand_together_are_one_term() -> None:
    assert terms(need("电解液隔膜", detail="电解液隔膜"))[0] == "电解液隔膜"


def test_neighbours_in_a_title_are_one_term() -> None:
    assert terms(need("电池隔膜")) == ["电池隔膜"]


def test_a_compound_is_as_rare_as_its_rarest_word_wherever_it_stands() -> None:
    extractor = TermExtractor(BACKGROUND)
    assert extractor.idf("电池隔膜") == BACKGROUND.word_idf("隔膜")


def test_numbers_and_stop_words_are_no_terms() -> None:
    assert terms(need("2026 的 隔膜 350")) == ["隔膜"]


def test_an_item_without_a_word_has_no_terms() -> None:
    assert terms(need("—")) == []


def test_no_more_than_the_limit() -> None:
    assert terms(need("电池、隔膜、高温、电解液"), limit=2) == ["电解液", "隔膜"]


@pytest.mark.parametrize(
    ("item", "field"),
    [
        (achievement("某某", application="隔膜"), "application"),
        (achievement("某某", innovation="隔膜"), "innovation"),
        (need("某某", problem="隔膜"), "problem"),
        (need("某某", key_tech="隔膜"), "key_tech"),
        (alumni_project("某某", wanted="隔膜"), "wanted"),
    ],
)
def test_bodies_are_read(item: Item, field: str) -> None:
    assert "隔膜" in terms(item), field


def test_the_same_item_gives_the_same_terms() -> None:
    item = achievement("高温电池电解液", abstract="隔膜、方法、电解液、高温隔膜")
    assert TermExtractor(BACKGROUND).mentions(item) == TermExtractor(BACKGROUND).mentions(item)
