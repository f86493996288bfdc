"""Which words of an item are compared."""

import pytest

from graph.model import Item
from matching.texts import item_text, parts, sentences
from tests.factories import achievement, challenge, need


def test_the_title_counts_twice() -> None:
    assert item_text(need("耐高压", detail="电解液要耐压")).full == "耐高压\n耐高压\n电解液要耐压"


@pytest.mark.parametrize(
    ("item", "known", "products"),
    [
        (need("沃柑老是放不住怎么办", profile="沃柑6000亩、水果分选线"), (), "水果分选线"),
        (need("灰浆怎么用", profile="大理石板材，异型石材"), (), "大理石板材"),
        (need("电池老是鼓包怎么解决", industry="储能装置制造业"), (), "储能装置"),
        (need("电池老是鼓包怎么解决"), ("动力电池制造", "汽车产业链"), "动力电池、汽车"),
        (need("电池老是鼓包怎么解决", industry="电池制造"), (), ""),
        (need("不够长", profile="一种比需求还长得多的产品"), (), ""),
        (need("放不住", detail="沃柑" * 30, profile="水果分选线"), (), ""),
        (need("沃柑放不住", profile="公司成立于桂林，" * 8), (), ""),
        (challenge("储能预警", chain="储能"), ("电池",), ""),
    ],
)
def test_a_short_need_is_told_by_what_its_firm_makes(
    item: Item, known: tuple[str, ...], products: str
) -> None:
    text = item_text(item, known)
    assert text.products == products
    assert text.own == item_text(item).own
    assert products in text.full
    assert text.full.startswith(text.own)


def test_sentences_stand_where_they_say() -> None:
    detail = "现有药剂不稳。 保鲜期要到60天；\n1、成本；要求成本不升高"
    found = sentences(need("沃柑保鲜", detail=detail))
    assert [one.text for one in found] == ["沃柑保鲜", "现有药剂不稳", "保鲜期要到60天", "要求成本不升高"]
    assert all(detail[one.start : one.end] == one.text for one in found[1:])


def test_parts_tell_only_what_is_said() -> None:
    assert parts(achievement("电解液", application="储能电池")) == {
        "title": "电解液",
        "application": "储能电池",
        "full": "电解液\n电解液\n储能电池",
    }
