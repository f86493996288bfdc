"""Values tell the field of a column whose header does not, and doubt a header they contradict."""

import pytest

from graph.model import Kind
from ingest.columns import LEAST_CONFIDENCE, Found, Role
from ingest.headers import find_tables
from ingest.readers import Grid, Raw
from ingest.values.looks import is_credit_code, is_organization, is_person, is_phone

PHONES = ["13900000001", "0773-5800001", "13900000003"]
COMPANIES = ["桂林漓新能源有限公司", "柳州市焱屿储能科技公司", "象山米粉食品厂"]
PEOPLE = ["莫远山", "覃知秋", "欧阳明"]


def columns_of(
    kind: Kind, header: str, values: list[Raw], others: dict[str, Raw]
) -> dict[str, tuple[str | None, str | None, Found | None]]:
    """Field, how it was found and confidence of each column of a list with these values under a header."""
    rows: list[list[Raw]] = [[*others, header], *([*others.values(), value] for value in values)]
    (table,) = find_tables(Grid("Sheet1", rows), kind)
    return {c.header: (c.target.field, c.target.part, c.found) for c in table.columns}


NEED: dict[str, Raw] = {"需求名称": "电机降噪", "需求描述": "噪声大", "备注": "急"}
ACHIEVEMENT: dict[str, Raw] = {"成果名称": "电机降噪", "成果简介": "噪声小", "备注": "新"}


@pytest.mark.parametrize(
    ("kind", "header", "values", "field", "part"),
    [
        (Kind.NEED, "甲栏", PHONES, "contact", "phone"),
        (Kind.NEED, "甲栏", ["a@example.com", "b@example.com"], "contact", "email"),
        (Kind.NEED, "甲栏", ["莫远山 13900000001", "覃知秋，0773-5800001", "李四 13900000003"], "contact", "any"),
        (Kind.ACHIEVEMENT, "甲栏", ["ZL202310001234.5", "CN202310001234.5"], "ip", None),
        (Kind.NEED, "甲栏", ["桂林市", "柳州市鹿寨县", "450300"], "region", None),
        (Kind.NEED, "甲栏", COMPANIES, "org", None),
        (Kind.CHALLENGE, "甲栏", COMPANIES, "issuer", None),
        (Kind.ACHIEVEMENT, "甲栏", ["漓东理工大学", "灵渠大学", "桂北农科院"], "orgs", None),
        (Kind.ACHIEVEMENT, "甲栏", PEOPLE, "people", None),
        (Kind.NEED, "甲栏", PEOPLE, "contact", "name"),
        (Kind.ACHIEVEMENT, "甲栏", ["小试", "通过中试", "TRL6"], "maturity", None),
        (Kind.NEED, "甲栏", ["合作开发", "委托研发", "技术转让、许可"], "modes", None),
        (Kind.NEED, "承担费用", ["50万元", "100-200万", "1.2亿元"], "budget", None),
        (Kind.NEED, "还剩多少时间", ["12个月", "2年", "2026年12月"], "deadline", None),
        (Kind.ALUMNI_PROJECT, "能不能公开讲", ["是", "否", "是"], "consent", None),
    ],
)  # fmt: skip
def test_values_tell_the_field(
    kind: Kind, header: str, values: list[Raw], field: str, part: str | None
) -> None:
    others = ACHIEVEMENT if kind is Kind.ACHIEVEMENT else NEED
    if kind in (Kind.CHALLENGE, Kind.ALUMNI_PROJECT):
        others = {"项目名称": "甲", "项目简介": "乙", "备注": "丙"}
    found = columns_of(kind, header, values, others)

    assert found[header] == (field, part, Found.VALUES)


def test_a_credit_code_is_told_by_its_check_digit() -> None:
    assert is_credit_code("91350100M000100Y43")
    assert not is_credit_code("91350100M000100Y44")
    assert not is_credit_code("9135 0100")


@pytest.mark.parametrize(
    ("kind", "header", "values"),
    [
        (Kind.NEED, "去年上交的税款", ["5000万元", "1亿元", "300万元"]),
        (Kind.NEED, "甲栏", ["5000万元", "1亿元", "300万元"]),
        (Kind.NEED, "成立之时", ["2001年3月", "2015年", "2020年1月"]),
        (Kind.ACHIEVEMENT, "甲栏", ["新材料", "新材料", "电子信息"]),
        (Kind.NEED, "甲栏", ["桂林市", "张三", "13900000001", "待定"]),
        (Kind.NEED, "甲栏", ["莫远山", "覃知秋"]),
        (Kind.NEED, "甲栏", []),
    ],
)
def test_what_many_columns_look_like_is_kept_aside(kind: Kind, header: str, values: list[Raw]) -> None:
    others = ACHIEVEMENT if kind is Kind.ACHIEVEMENT else NEED
    found = columns_of(kind, header, values, others)

    assert found[header] == (None, None, None)


def test_a_vote_fills_only_what_no_header_has() -> None:
    others = {**NEED, "需求单位": "桂林漓新能源有限公司", "联系电话": "13900000009"}

    assert columns_of(Kind.NEED, "甲栏", list(COMPANIES), others)["甲栏"] == (None, None, None)
    assert columns_of(Kind.NEED, "甲栏", list(PHONES), others)["甲栏"] == (None, None, None)


@pytest.mark.parametrize(
    ("header", "values", "field", "part"),
    [
        ("联系电话", COMPANIES, "org", None),
        ("经费", PHONES, "contact", "phone"),
        ("需求单位", PHONES, "contact", "phone"),
        ("预算金额", COMPANIES, "org", None),
    ],
)
def test_values_contradict_a_header(header: str, values: list[Raw], field: str, part: str | None) -> None:
    found = columns_of(Kind.NEED, header, values, NEED)

    assert found[header] == (field, part, Found.VALUES)


def test_what_people_said_is_not_doubted_and_a_vote_is_never_sure() -> None:
    rows: list[list[Raw]] = [[*NEED, "甲栏"], *([*NEED.values(), phone] for phone in PHONES)]
    (table,) = find_tables(Grid("Sheet1", rows), Kind.NEED)
    voted = next(column for column in table.columns if column.header == "甲栏")

    assert LEAST_CONFIDENCE <= voted.confidence <= 0.6


@pytest.mark.parametrize(
    ("first", "role"), [(["莫远山", "覃知秋", "欧阳明"], Role.VALUE), ([1, 2, 3], Role.IGNORED)]
)
def test_an_empty_header_hides_a_name_or_a_serial(first: list[Raw], role: Role) -> None:
    rows: list[list[Raw]] = [
        ["", "所属单位", "专业特长", "毕业院校"],
        *([cell, "漓东理工大学", "储能", "灵渠大学"] for cell in first),
    ]
    (table,) = find_tables(Grid("专家", rows, first_column=1), None)

    assert table.kind is Kind.EXPERT
    assert (table.columns[0].header, table.columns[0].target.role) == ("第2列", role)


@pytest.mark.parametrize("letter", ["一", "1", "a", "@", "公", "13"])
def test_no_look_takes_long_on_hostile_values(letter: str) -> None:
    text = letter * 32_000

    for tells in (is_person, is_phone, is_organization, is_credit_code):
        assert not tells(text)
