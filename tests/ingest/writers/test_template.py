"""An empty list of every kind, filled in, is read without a doubt in any column."""

from datetime import datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from graph.model import Contact, Indicator, Ip, Kind, Maturity, Mode, Money, Period, item_to_json
from ingest.records import parse
from ingest.writers.layout import Column, examples, layout
from ingest.writers.template import header_of, write_template

MONEY = {"min": 500000.0, "max": 800000.0, "currency": "CNY", "raw": "50-80", "unit_source": "header"}
BY_TYPE: dict[type, tuple[Any, Any]] = {
    Money: ("50-80", MONEY),
    Period: ("24个月", {"months": 24, "raw": "24个月"}),
    Maturity: ("中试阶段", {"min": 6, "max": 7, "raw": "中试阶段"}),
    Indicator: (
        "抗拉强度≥300MPa",
        [{"name": "抗拉强度", "op": ">=", "value": 300.0, "unit": "MPa", "raw": "抗拉强度≥300MPa"}],
    ),
    Ip: ("发明专利3项", [{"kind": "invention", "count": 3}]),
    Mode: ("许可、作价入股", ["license", "equity"]),
    int: (2024, 2024),
    bool: ("是", True),
}
BY_FIELD: dict[str, tuple[Any, Any]] = {
    "region": ("广西桂林市七星区", ["450305"]),
    "landing": ("广西桂林市临桂区", "广西桂林市临桂区"),
    "people": ("韦思远、莫雨桐", ["韦思远", "莫雨桐"]),
    "credit_code": ("91450300MA5TERT01F", "91450300MA5TERT01F"),
    "code": ("007-甲", "007-甲"),
    "bid_deadline": (datetime(2026, 6, 30), "2026-06-30"),  # noqa: DTZ001 -- cells have no zone
}
CONTACT = {"name": "秦岭", "phone": "0773-5550101", "email": "qin@example.cn"}


def sample(column: Column) -> tuple[Any, Any]:
    """What a clerk writes into a column, and what the field must then hold."""
    if column.is_flag:
        return "是", [column.part]
    if column.shape.type is Contact:
        return CONTACT[column.part or ""], {column.part: CONTACT[column.part or ""]}
    if column.field == "extra":
        return "另行寄送样品", {column.header: "另行寄送样品"}
    if found := BY_FIELD.get(column.field) or BY_TYPE.get(column.shape.type):
        return found
    text = column.options[0] if column.options else f"{column.header}的内容"
    return (f"{text}、第二项", [text, "第二项"]) if column.shape.many else (text, text)


@pytest.mark.parametrize("kind", Kind)
def test_filled_in_every_field_is_read_exactly(kind: Kind, tmp_path: Path) -> None:
    path = tmp_path / "清单.xlsx"
    write_template(path, kind)
    book = openpyxl.load_workbook(path)
    page = book[kind.display_name]
    truth: dict[str, Any] = {}
    for at, column in enumerate(layout(kind), start=1):
        page.cell(2, at).value, value = sample(column)
        match truth.get(column.field):
            case None:
                truth[column.field] = value
            case list() as known:
                truth[column.field] = [*known, *value]
            case known:
                truth[column.field] = known | value
    if "landing" in truth:
        truth["landing_region"] = ["450312"]
    book.save(path)

    parsed = parse(path)

    (row,) = parsed.rows
    assert item_to_json(row.item) == truth
    assert (parsed.kinds, parsed.read, row.notices) == ((kind,), 1, ())
    assert set(row.confidence.values()) == {1.0} or "landing_region" in truth
    assert parsed.notices == ("工作表“填写示例”是示例，未读取；如是数据，请改名后重新导入。",)


@pytest.mark.parametrize("kind", Kind)
def test_every_option_is_understood(kind: Kind, tmp_path: Path) -> None:
    path = tmp_path / "清单.xlsx"
    write_template(path, kind)
    book = openpyxl.load_workbook(path)
    page = book[kind.display_name]
    columns = layout(kind)
    for row in range(max(len(column.options) for column in columns)):
        for at, column in enumerate(columns, start=1):
            if column.is_required:
                page.cell(row + 2, at).value = f"第{row}项"
            elif row < len(column.options):
                page.cell(row + 2, at).value = column.options[row]
    book.save(path)
    parsed = parse(path)
    assert [row.notices for row in parsed.rows] == [()] * max(len(column.options) for column in columns)


@pytest.mark.parametrize("kind", Kind)
def test_empty_it_holds_nothing_and_says_so(kind: Kind, tmp_path: Path) -> None:
    path = tmp_path / "模板.xlsx"
    write_template(path, kind)
    parsed = parse(path)
    assert (parsed.kinds, parsed.read, parsed.rows, parsed.errors) == ((kind,), 0, (), ())
    assert any("还没有填写" in notice for notice in parsed.notices)


@pytest.mark.parametrize("kind", Kind)
def test_the_examples_are_what_a_good_list_looks_like(kind: Kind, tmp_path: Path) -> None:
    path = tmp_path / "模板.xlsx"
    write_template(path, kind)
    book = openpyxl.load_workbook(path)
    for page in book.worksheets:
        if page.title != "填写示例":
            book.remove(page)
    book["填写示例"].title = kind.display_name
    book.save(path)
    parsed = parse(path)
    assert [len(parsed.rows), parsed.errors] == [len(examples(kind)), ()]
    assert all(row.notices == () for row in parsed.rows)


def test_options_stand_on_a_hidden_sheet_and_rules_point_there(tmp_path: Path) -> None:
    path = tmp_path / "模板.xlsx"
    write_template(path, Kind.NEED)
    book = openpyxl.load_workbook(path)
    assert book["_对接选项"].sheet_state == "hidden"
    rules = {str(rule.sqref): rule for rule in book["技术需求"].data_validations.dataValidation}
    columns = layout(Kind.NEED)
    at = next(n for n, column in enumerate(columns) if column.field == "industry")
    letter = openpyxl.utils.get_column_letter(at + 1)
    rule = rules[f"{letter}2:{letter}2001"]
    assert rule.formula1 == f"'_对接选项'!${letter}$1:${letter}${len(columns[at].options)}"
    assert [book["_对接选项"].cell(1, at + 1).value] == [columns[at].options[0]]
    assert header_of(columns[1]) == "需求名称*"
