"""Several columns that say one thing together."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from graph.model import Kind, item_to_json
from ingest.records import parse
from tests.ingest.lists import Rows, write_xlsx


def fields(tmp_path: Path, rows: Rows, *, merges: tuple[str, ...] = ()) -> list[Mapping[str, Any]]:
    parsed = parse(write_xlsx(tmp_path / "清单.xlsx", rows, merges=merges))
    return [item_to_json(row.item) for row in parsed.rows]


def test_least_and_most_are_a_range(tmp_path: Path) -> None:
    rows: Rows = [
        ["成果名称", "完成单位", "转让价格", None],
        [None, None, "最低", "最高"],
        [None, None, "万元", "万元"],
        ["甲", "漓东理工大学", 50, 80],
        ["乙", "漓东理工大学", 50, None],
    ]
    both, least = fields(tmp_path, rows, merges=("A1:A2", "B1:B2", "C1:D1"))

    assert (both["price"]["min"], both["price"]["max"]) == (5e5, 8e5)
    assert (least["price"]["min"], least["price"].get("max")) == (5e5, None)


@pytest.mark.parametrize("header", ["预算{}（万元）", "{}预算（万元）", "预算（万元，{}）"])
def test_limits_in_two_headers(tmp_path: Path, header: str) -> None:
    rows: Rows = [
        ["需求名称", "企业名称", header.format("下限"), header.format("上限")],
        ["甲", "甲公司", 50, 80],
    ]
    (need,) = fields(tmp_path, rows)

    assert (need["budget"]["min"], need["budget"]["max"]) == (5e5, 8e5)


@pytest.mark.parametrize("headers", [("省份", "地市", "县区"), ("省", "市", "县")])
def test_the_columns_of_a_place_are_read_together(tmp_path: Path, headers: tuple[str, ...]) -> None:
    rows: Rows = [
        ["需求名称", "企业名称", *headers],
        ["甲", "甲公司", "河南省", "开封市", "鼓楼区"],
        ["乙", "甲公司", "江苏省", "南京市", "鼓楼区"],
        ["丙", "甲公司", None, "桂林市", None],
    ]
    found = fields(tmp_path, rows)

    assert [need["region"] for need in found] == [["410204"], ["320106"], ["450300"]]
    assert "extra" not in found[0]


def test_number_kind_and_state_of_a_patent_are_one_right(tmp_path: Path) -> None:
    rows: Rows = [
        ["专利名称", "完成单位", "专利号", "专利类型", "法律状态"],
        ["一种泵", "漓东理工大学", "202220123456.7", "实用新型", "有效"],
    ]
    (achievement,) = fields(tmp_path, rows)

    assert achievement["ip"] == [{"kind": "utility", "status": "granted", "number": "202220123456.7"}]


def test_where_a_project_lands_beside_what_is_intended(tmp_path: Path) -> None:
    rows: Rows = [
        ["校友姓名", "项目名称", "拟落地区域", "落地意向"],
        ["甲", "基地", "桂林市", "愿意，看条件"],
    ]
    (project,) = fields(tmp_path, rows)

    assert (project["landing"], project["landing_region"]) == ("愿意,看条件", ["450300"])


@pytest.mark.parametrize("header", [None, "单位"])
def test_units_of_their_own_column(tmp_path: Path, header: str | None) -> None:
    rows: Rows = [
        ["成果名称", "完成单位", "价格", header, "成熟度"],
        ["甲", "漓东理工大学", 80, "万元", "中试"],
        ["乙", "漓东理工大学", 350000, "元", "小试"],
        ["一、新材料"] * 5,
        ["成果名称", "完成单位", "价格", header, "成熟度"],
        ["丙", "漓东理工大学", 1.2, "亿元", "小试"],
    ]
    found = fields(tmp_path, rows)

    assert [item["price"]["min"] for item in found] == [8e5, 3.5e5, 1.2e8]
    assert [item["orgs"] for item in found] == [["漓东理工大学"]] * 3
    assert all("people" not in item and "contact" not in item for item in found)


def test_a_second_table_has_the_titles_above_it(tmp_path: Path) -> None:
    rows: Rows = [
        ["揭榜挂帅榜单"],
        ["榜单名称", "发榜单位", "榜单金额（万元）"],
        ["甲", "甲公司", 100],
        ["丙", "甲公司", 100],
        [None],
        ["企业技术需求汇总表"],
        ["序号", "技术需求", "所属领域", "企业名称", "联系人", "主要研究内容"],
        [1, "乙", "新材料", "乙公司", "张三", "配方"],
        [2, "丁", "新材料", "乙公司", "张三", "配方"],
    ]
    parsed = parse(write_xlsx(tmp_path / "清单.xlsx", rows))

    assert [(row.item.kind, row.item.title) for row in parsed.rows] == [
        (Kind.CHALLENGE, "甲"),
        (Kind.CHALLENGE, "丙"),
        (Kind.NEED, "乙"),
        (Kind.NEED, "丁"),
    ]
    assert parsed.read == 4


@pytest.mark.parametrize("header", ["预算/{}（必填）", "预算—{}", "预算（{}，可面议）", "预算（以{}计）"])
@pytest.mark.parametrize(("unit", "scale"), [("亿元", 1e8), ("万元", 1e4)])
def test_where_a_header_names_its_unit(tmp_path: Path, header: str, unit: str, scale: float) -> None:
    rows: Rows = [["需求名称", "企业名称", "联系人", header.format(unit)], ["甲", "甲公司", "张三", 2]]
    (need,) = fields(tmp_path, rows)

    assert (need["budget"]["min"], need["budget"]["unit_source"]) == (2 * scale, "header")


def test_an_amount_under_a_group_is_no_text_of_the_group(tmp_path: Path) -> None:
    rows: Rows = [
        ["序号", "企业信息", None, "技术需求", None, None],
        [None, "企业名称", "联系人", "难题名称", "难题描述", "投入（万元）"],
        [1, "甲公司", "张三", "密封", "泄漏", 50],
    ]
    (need,) = fields(tmp_path, rows, merges=("A1:A2", "B1:C1", "D1:F1"))

    assert need["detail"] == "泄漏"
