from datetime import date
from pathlib import Path

import pytest
import xlsxwriter
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.model import (
    Achievement,
    AlumniProject,
    Challenge,
    Contact,
    Ip,
    Kind,
    Mode,
    Money,
    Need,
    Period,
    UnitSource,
    item_id,
)
from ingest.columns import vocabulary
from ingest.columns.assignment import UnknownKindError
from ingest.readers import FileProblem, Grid, Raw
from ingest.records import ParsedFile, Place, parse
from tests.ingest.lists import Cell, Rows, write_csv, write_xlsx

HEADER: list[Cell] = [
    "序号",
    "成果编号",
    "成果名称",
    "完成单位",
    "主要完成人",
    "技术领域",
    "成熟度",
    "拟转化方式",
    "预期交易价格（万元）",
]


def row(number: int, title: Cell = "甲", **cells: Cell) -> list[Cell]:
    values = dict(
        zip(
            map(str, HEADER),
            [number, f"CG{number:03d}", title, "广西大学", "张三", "新材料", "中试", "技术转让", 50],
            strict=True,
        )
    )
    return list((values | cells).values())


def parse_rows(tmp_path: Path, rows: Rows, kind: Kind | None = None) -> ParsedFile:
    return parse(write_xlsx(tmp_path / "成果.xlsx", rows), kind)


def test_an_achievement_row(tmp_path: Path) -> None:
    header: list[Cell] = [
        *HEADER,
        "所属学院",
        "知识产权",
        "完成时间",
        "联系人",
        "联系电话",
        "是否赋权",
        "备注",
        "推荐单位",
    ]
    more: list[Cell] = [
        "化工学院",
        "发明专利3项，授权2项",
        "2024年6月",
        "李老师",
        "13800138000",
        "是",
        "可面谈",
        "科技厅",
    ]
    parsed = parse_rows(tmp_path, [header, [*row(1), *more]])

    (found,) = parsed.rows
    item = found.item
    assert isinstance(item, Achievement)
    assert item == Achievement(
        title="甲",
        code="CG001",
        fields=("新材料",),
        parent_dept="科技厅",
        contact=Contact(name="李老师", phone="13800138000"),
        extra=item.extra,
        orgs=("广西大学",),
        department="化工学院",
        people=("张三",),
        maturity=item.maturity,
        ip=(Ip(kind="invention", count=3), Ip(kind="invention", status="granted", count=2)),
        modes=(Mode.TRANSFER,),
        price=Money(min=5e5, max=5e5, raw="50", unit_source=UnitSource.HEADER),
        year=2024,
        policy_flags=("赋权",),
    )
    assert item.extra["备注"] == "可面谈"
    assert found.id == item_id(Kind.ACHIEVEMENT, code="CG001", title="甲", org="广西大学")
    assert (found.sheet, found.row) == ("Sheet1", 2)
    assert parsed.columns["序号"] is None
    assert parsed.columns["成果名称"] == "title"
    assert parsed.columns["备注"] is None
    assert found.confidence["title"] == 1.0


def test_a_need_row(tmp_path: Path) -> None:
    rows: Rows = [
        ["2026年技术需求汇总表", "", "", "", "", "", "", "", "", ""],
        [
            "需求名称",
            "企业名称",
            "需求类型",
            "所属产业",
            "所在地区",
            "资金需求总额",
            "",
            "开始年限",
            "到期年限",
            "是否高企",
        ],
        ["节能", "甲厂", "技术攻关", "制糖", "广西南宁市", 30, "万元", "2026年1月", "2027年12月", "是"],
    ]
    (found,) = parse_rows(tmp_path, rows).rows

    assert found.item == Need(
        title="节能",
        org="甲厂",
        need_kind="技术攻关",
        industry="制糖",
        region=("450100",),
        budget=Money(min=3e5, max=3e5, raw="30", unit_source=UnitSource.NEIGHBOUR),
        deadline=Period(start="2026-01", end="2027-12", raw="2026年1月-2027年12月"),
        quals=("高新技术企业",),
    )


def test_a_challenge_row(tmp_path: Path) -> None:
    rows: Rows = [
        ["揭榜挂帅榜单", "", "", "", "", ""],
        ["", "", "", "", "", "单位：万元"],
        ["榜单编号", "榜单名称", "发榜单位", "榜单金额", "完成时限", "揭榜截止日期"],
        ["JB01", "攻关", "甲厂", "100-200", "24个月", "2027年3月31日"],
    ]
    (found,) = parse_rows(tmp_path, rows).rows

    assert found.item == Challenge(
        title="攻关",
        code="JB01",
        issuer="甲厂",
        bounty=Money(min=1e6, max=2e6, raw="100-200", unit_source=UnitSource.CORNER),
        deadline=Period(months=24, raw="24个月"),
        bid_deadline="2027-03-31",
    )


def test_an_alumni_row(tmp_path: Path) -> None:
    rows: Rows = [
        [
            "校友姓名",
            "毕业院校",
            "毕业年份",
            "校友企业名称",
            "项目名称",
            "总投资(亿元)",
            "拟落地区域",
            "是否同意公开",
        ],
        ["张三", "广西大学", "2008届", "深圳甲公司", "基地", 1.5, "桂林市七星区", "否"],
    ]
    (found,) = parse_rows(tmp_path, rows).rows

    assert found.item == AlumniProject(
        title="基地",
        person="张三",
        school="广西大学",
        graduated=2008,
        enterprise="深圳甲公司",
        invest=Money(min=1.5e8, max=1.5e8, raw="1.5", unit_source=UnitSource.HEADER),
        landing="桂林市七星区",
        landing_region=("450305",),
        consent=False,
    )


def test_a_row_without_title_is_refused_with_its_place(tmp_path: Path) -> None:
    parsed = parse_rows(tmp_path, [HEADER, row(1), row(2, None), row(3, "—")])

    assert (parsed.read, len(parsed.rows), parsed.rejected) == (3, 1, 2)
    first = parsed.errors[0]
    assert (first.row, first.column, first.problem) == (3, "成果名称", "缺少名称")
    assert "成果名称" in first.hint


def test_a_row_without_organisation_is_taken_with_a_notice(tmp_path: Path) -> None:
    (found,) = parse_rows(tmp_path, [HEADER, row(1, 完成单位=None)]).rows

    assert "单位" in found.notices[0].problem


def test_an_unreadable_amount_is_kept_aside_with_a_notice(tmp_path: Path) -> None:
    (found,) = parse_rows(tmp_path, [HEADER, row(1, **{"预期交易价格（万元）": "首付加提成"})]).rows

    assert isinstance(found.item, Achievement)
    assert found.item.price is None
    assert found.item.extra == {"预期交易价格（万元）": "首付加提成"}
    assert found.notices[0].column == "预期交易价格（万元）"
    assert found.notices[0].hint


def test_placeholders_are_absent(tmp_path: Path) -> None:
    cells: dict[str, Cell] = {
        "主要完成人": "无",
        "技术领域": "—",
        "成熟度": "待定",
        "拟转化方式": "",
        "预期交易价格（万元）": "面议",
    }
    (found,) = parse_rows(tmp_path, [HEADER, row(1, **cells)]).rows

    assert found.item == Achievement(title="甲", code="CG001", orgs=("广西大学",))
    assert found.notices == ()


def test_furniture_is_not_read(tmp_path: Path) -> None:
    blank: list[Cell] = [None] * len(HEADER)
    rows: Rows = [
        ["附件2"],
        ["2026年度科技成果汇总表"],
        HEADER,
        row(1),
        HEADER,
        row(2, "乙"),
        blank,
        [3, *blank[1:]],
        ["合计", None, None, None, None, None, None, None, 100],
        ["备注：价格可议"],
        ["填表说明：1.名称须与专利一致"],
        ["2.单位写全称"],
    ]
    parsed = parse_rows(tmp_path, rows)

    assert [found.item.title for found in parsed.rows] == ["甲", "乙"]
    assert parsed.read == 2


def test_category_rows_speak_for_the_rows_below(tmp_path: Path) -> None:
    none: dict[str, Cell] = {"技术领域": None, "完成单位": None}
    rows: Rows = [HEADER, ["一、新材料领域"], row(1, **none), row(2, "乙", 完成单位=None), ["（二）桂林理工大学"], row(3, "丙", **none), ["三、智能装备类（2项）"], row(4, "丁", **none)]  # fmt: skip
    parsed = parse_rows(tmp_path, rows)

    found = [(r.item.fields, r.item.organization) for r in parsed.rows]
    assert found == [
        (("新材料",), None),
        (("新材料",), None),
        ((), "桂林理工大学"),
        (("智能装备",), "桂林理工大学"),
    ]


def test_category_rows_merged_across(tmp_path: Path) -> None:
    rows: Rows = [HEADER, ["生物医药", *[None] * 8], row(1, 技术领域=None)]
    path = write_xlsx(tmp_path / "成果.xlsx", rows, merges=["A2:I2"])

    (found,) = parse(path).rows

    assert found.item.fields == ("生物医药",)


def test_cells_merged_down_are_filled(tmp_path: Path) -> None:
    rows: Rows = [HEADER, row(1), row(2, "乙", 完成单位=None)]
    path = write_xlsx(tmp_path / "成果.xlsx", rows, merges=["D2:D3"])

    assert [r.item.organization for r in parse(path).rows] == ["广西大学", "广西大学"]


def test_same_as_above_is_copied(tmp_path: Path) -> None:
    rows: Rows = [
        HEADER,
        row(1),
        row(2, "乙", 完成单位="同上", 主要完成人="〃"),
        row(3, "丙", 完成单位="同上"),
    ]
    parsed = parse_rows(tmp_path, rows)

    assert [r.item.organization for r in parsed.rows] == ["广西大学"] * 3


def test_duplicates_point_to_the_first(tmp_path: Path) -> None:
    parsed = parse_rows(tmp_path, [HEADER, row(1), row(2, "乙"), row(1)])

    assert [(d.row, d.of) for d in parsed.duplicates] == [(4, Place("Sheet1", 2))]
    assert parsed.read == 3


def test_the_same_code_on_another_title_is_another_item(tmp_path: Path) -> None:
    parsed = parse_rows(tmp_path, [HEADER, row(1), row(2, "乙", 成果编号="CG001")])

    first, second = parsed.rows
    assert first.id != second.id
    assert second.id == item_id(Kind.ACHIEVEMENT, code=None, title="乙", org="广西大学")
    assert "编号" in second.notices[0].problem


def test_running_numbers_are_no_identity(tmp_path: Path) -> None:
    rows: Rows = [["编号", "成果名称", "完成单位"], [1, "甲", "广西大学"], [2, "乙", "广西大学"]]
    parsed = parse_rows(tmp_path, rows)

    assert [r.item.code for r in parsed.rows] == ["1", "2"]
    assert parsed.rows[0].id == item_id(Kind.ACHIEVEMENT, code=None, title="甲", org="广西大学")


def test_lost_digits_are_not_guessed(tmp_path: Path) -> None:
    rows: Rows = [["需求名称", "企业名称", "统一社会信用代码"], ["节能", "甲厂", 9.14501e17]]
    (found,) = parse_rows(tmp_path, rows).rows

    assert isinstance(found.item, Need)
    assert found.item.credit_code is None
    assert "丢失" in found.notices[0].problem


def test_the_list_names_the_organisation_and_the_year(tmp_path: Path) -> None:
    rows: Rows = [
        ["桂林理工大学2025年科技成果汇总表"],
        ["成果名称", "成果简介", "成熟度"],
        ["甲", "内容", "小试"],
    ]
    (found,) = parse_rows(tmp_path, rows).rows

    assert found.item.organization == "桂林理工大学"
    assert found.confidence["orgs"] < 1


def test_several_columns_fill_one_field(tmp_path: Path) -> None:
    rows: Rows = [
        [
            "需求名称",
            "企业名称",
            "需求简介",
            "需求描述",
            "主要产品",
            "注册资本",
            "拟短期合作方式",
            "拟长期合作方式",
        ],
        ["节能", "甲厂", "一", "二", "糖", "500万", "技术服务", "联合开发"],
    ]
    (found,) = parse_rows(tmp_path, rows).rows

    assert isinstance(found.item, Need)
    assert found.item.detail == "一\n二"
    assert found.item.profile == "糖\n注册资本:500万"
    assert found.item.modes == (Mode.SERVICE, Mode.CODEVELOP)


def test_formula_errors_are_told(tmp_path: Path) -> None:
    path = tmp_path / "成果.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        for number, cells in enumerate((HEADER, row(1))):
            sheet.write_row(number, 0, cells)
        sheet.write_formula("I2", "=1/0", value="#DIV/0!")

    (found,) = parse(path).rows

    assert [(n.column, "#DIV/0!" in n.problem) for n in found.notices] == [("预期交易价格（万元）", True)]


def test_a_cell_beyond_all_measure_is_refused(tmp_path: Path) -> None:
    path = write_csv(tmp_path / "成果.csv", [HEADER, row(1), row(2, "字" * 40_000)])
    parsed = parse(path)

    assert (parsed.read, len(parsed.rows)) == (2, 1)
    assert (parsed.errors[0].row, parsed.errors[0].column) == (3, "成果名称")


def test_a_file_with_several_kinds(tmp_path: Path) -> None:
    path = tmp_path / "混合.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheets: dict[str, Rows] = {
            "成果": [HEADER, row(1)],
            "需求": [["需求名称", "企业名称", "需求描述"], ["节能", "甲厂", "…"]],
            "说明": [["请认真填写"]],
        }
        for sheet, rows in sheets.items():
            page = book.add_worksheet(sheet)
            for number, cells in enumerate(rows):
                page.write_row(number, 0, cells)

    parsed = parse(path)

    assert parsed.kinds == (Kind.ACHIEVEMENT, Kind.NEED)
    assert [(r.sheet, r.item.title) for r in parsed.rows] == [("成果", "甲"), ("需求", "节能")]
    assert "说明" in parsed.notices[0]


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        ([], "没有任何内容"),
        ([["关于征集成果的通知"]], "没有找到表头"),
        ([["项目名称", "单位", "联系人"], ["a", "b", "c"]], "哪类"),
    ],
)
def test_files_that_are_no_list(tmp_path: Path, rows: Rows, message: str) -> None:
    with pytest.raises(FileProblem, match=message):
        parse(write_xlsx(tmp_path / "x.xlsx", rows))


def test_contacts_are_in_no_message(tmp_path: Path) -> None:
    header: list[Cell] = [*HEADER, "联系人", "联系电话"]
    parsed = parse_rows(
        tmp_path, [header, [*row(1), "李老师", "13800138000"], [*row(2, None), "李老师", "13800138000"]]
    )

    assert "13800138000" not in repr(parsed)
    assert "李老师" not in repr(parsed)


CELLS: st.SearchStrategy[Raw] = st.one_of(
    st.just(""),
    st.text(max_size=12),
    st.sampled_from(
        [
            "同上",
            "〃",
            "合计",
            "备注",
            "一、新材料领域",
            "无",
            "面议",
            "50-80万",
            "2026年12月",
            "TRL6",
            "☑是",
            "桂林市",
            "≥300MPa",
        ]
    ),
    st.sampled_from(
        sorted(vocabulary(Kind.NEED).aliases)[::7] + sorted(vocabulary(Kind.ACHIEVEMENT).aliases)[::7]
    ),
    st.integers(-10, 10**20),
    st.floats(),
    st.booleans(),
    st.dates(date(1900, 1, 1), date(2100, 1, 1)),
)


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)
@given(rows=st.lists(st.lists(CELLS, max_size=9), max_size=14), kind=st.sampled_from([None, *Kind]))
def test_no_grid_breaks_it(rows: list[list[Raw]], kind: Kind | None) -> None:
    from ingest.extraction import TableReader
    from ingest.headers import find_tables

    header: list[Raw] = [
        "序号",
        "需求名称",
        "企业名称",
        "预算金额（万元）",
        "完成时限",
        "合作方式",
        "所在地区",
        "技术指标",
        "联系人",
    ]
    for grid in (Grid("x", rows), Grid("x", [header, *rows])):
        try:
            tables = find_tables(grid, kind, ("清单",))
        except UnknownKindError:
            continue
        for table in tables:
            for draft in TableReader(table, ("清单",)).drafts():
                assert table.start <= draft.index < table.stop
                assert set(draft.confidence) >= set(draft.values)
