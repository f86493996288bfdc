"""What stands in a list beside its data rows, as offices write it."""

import pytest

from graph.model import Kind
from ingest.furniture import Layout, RowKind, category_of, classify, list_org
from ingest.readers import Raw

WITH_SERIALS = Layout(title=1, serials=frozenset({0}))
TITLE_FIRST = Layout(title=0, serials=frozenset())


def kind_of(row: list[Raw], layout: Layout = WITH_SERIALS) -> RowKind:
    return classify(row, layout, after_remark=False)[0]


@pytest.mark.parametrize(
    "text",
    [
        "合计",
        "小 计",
        "本类小计",
        "新材料领域小计",
        "共计 12 项",
        "总计：12项",
        "合计12项",
        "小计（3项）",
        "累计",
    ],
)
def test_totals(text: str) -> None:
    assert kind_of([text, "", "", 350]) is RowKind.TOTAL
    assert kind_of([text, "", "", 350], TITLE_FIRST) is RowKind.TOTAL


@pytest.mark.parametrize("text", ["设计院信息化", "会计共享平台", "统计分析系统"])
def test_a_title_with_such_characters_is_none(text: str) -> None:
    assert kind_of([text, "甲公司", "", 350], TITLE_FIRST) is RowKind.DATA


@pytest.mark.parametrize(
    ("text", "field"),
    [
        ("一、新材料领域", "新材料"),
        ("Ⅱ 电子信息", "电子信息"),
        ("A. 节能环保", "节能环保"),
        ("（1）新材料", "新材料"),
        ("1、新材料", "新材料"),
        ("1.新能源领域（3项）", "新能源"),
        ("【现代农业】", "现代农业"),
        ("—— 新材料 ——", "新材料"),
        ("◆装备制造", "装备制造"),
        ("领域一：新材料", "新材料"),
        ("新材料 3项", "新材料"),
        ("一、新材料领域（3项，合计500万元）", "新材料"),
        ("新材料领域技术需求", "新材料"),
    ],
)
def test_categories(text: str, field: str) -> None:
    kind, said = classify([text, "", ""], WITH_SERIALS, after_remark=False)

    assert kind is RowKind.CATEGORY
    assert category_of(said, Kind.NEED) == {"fields": (field,)}


@pytest.mark.parametrize(
    "text", ["一、新材料", "A. 节能环保", "【现代农业】", "新材料领域（共3项）", "智能制造类", "郑州市"]
)
def test_a_category_in_the_column_of_titles(text: str) -> None:
    assert kind_of([text, "", ""], TITLE_FIRST) is RowKind.CATEGORY


@pytest.mark.parametrize(
    "text", ["智能焊接", "1、智能焊接", "新材料产业", "续航里程提升", "2026年新产品研发"]
)
def test_a_lone_title_is_a_row(text: str) -> None:
    assert kind_of([text, "", ""], TITLE_FIRST) is RowKind.DATA


@pytest.mark.parametrize(
    "text", ["以下为第二批征集", "第一批", "2026年度", "请于9月底前报送", "以上信息仅供参考。"]
)
def test_what_tells_of_the_list_is_no_category(text: str) -> None:
    assert kind_of([text, "", ""]) is RowKind.REMARK


def test_a_category_may_name_the_company() -> None:
    assert category_of("二、甲铜业有限公司（2项）", Kind.NEED) == {"org": ("甲铜业有限公司",)}


def test_an_example_row_is_not_read() -> None:
    assert kind_of(["示例", "某某技术需求", "某某公司", 100]) is RowKind.REMARK
    assert kind_of([1, "示例工厂改造", "甲公司", 100]) is RowKind.DATA


@pytest.mark.parametrize(
    ("text", "org"),
    [
        ("填报单位：漓东理工大学（盖章）", "漓东理工大学"),
        ("填报单位：甲机械有限公司（公章）", "甲机械有限公司"),
        ("推荐单位：青秀区科技局", None),
        ("金额单位：人民币万元", None),
    ],
)
def test_who_filled_in_a_list(text: str, org: str | None) -> None:
    assert list_org([text]) == org
