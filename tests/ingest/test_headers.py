import pytest

from graph.model import Kind, title_field
from ingest.columns import Role, header_key, vocabulary
from ingest.columns.assignment import UnknownKindError, assign
from ingest.headers import Table, find_tables, heading
from ingest.readers import Grid, Raw


def table_of(rows: list[list[Raw]], kind: Kind | None = None, sheet: str = "Sheet1") -> Table:
    (table,) = find_tables(Grid(sheet, rows), kind)
    return table


def fields_of(table: Table) -> dict[str, str | None]:
    return {column.header: column.target.field for column in table.columns}


@pytest.mark.parametrize(
    ("header", "bare", "hints"),
    [
        ("*机构全称", "机构全称", ()),
        ("网\xa0址：", "网址", ()),
        ("成果简介(140字以内)", "成果简介", ("140字以内",)),
        ("拟投入资金总额（万元）", "拟投入资金总额", ("万元",)),
        ("一、成果名称", "成果名称", ()),
        ("3.成果名称", "成果名称", ()),
        ("预算/万元", "预算", ()),
        ("总投资亿元", "总投资", ()),
        ("E-mail", "e-mail", ()),
        ("【必填】需求名称", "需求名称", ("必填",)),
    ],
)
def test_header_keys(header: str, bare: str, hints: tuple[str, ...]) -> None:
    key = header_key(header)

    assert (key.bare, key.hints) == (bare, hints)


@pytest.mark.parametrize(
    ("kind", "header", "field"),
    [
        (Kind.ACHIEVEMENT, "成果名称", "title"),
        (Kind.ACHIEVEMENT, "项目（成果）名称", "title"),
        (Kind.ACHIEVEMENT, "成果（项目）名称", "title"),
        (Kind.ACHIEVEMENT, "成果/技术名称", "title"),
        (Kind.ACHIEVEMENT, "主要完成人员名单(按贡献大小排序)", "people"),
        (Kind.ACHIEVEMENT, "推广应用情况", "application"),
        (Kind.ACHIEVEMENT, "所属产业", "chain"),
        (Kind.ACHIEVEMENT, "科技成果的名称", "title"),
        (Kind.ACHIEVEMENT, "成果技术成熟度情况", "maturity"),
        (Kind.ACHIEVEMENT, "项目负责人电话", "contact"),
        (Kind.ACHIEVEMENT, "是否赋权", "policy_flags"),
        (Kind.ACHIEVEMENT, "编号", "code"),
        (Kind.ACHIEVEMENT, "序号", None),
        (Kind.ACHIEVEMENT, "备注", None),
        (Kind.ACHIEVEMENT, "知识产权归属", None),
        (Kind.NEED, "技术需求（难题）名称", "title"),
        (Kind.NEED, "所属产业", "industry"),
        (Kind.NEED, "企业资质", "quals"),
        (Kind.NEED, "推荐单位", "parent_dept"),
        (Kind.NEED, "需求类型", "kind"),
        (Kind.NEED, "县（市、区）", "region"),
        (Kind.NEED, "主要问题（需要解决的重大技术问题，限500字以内）", "problem"),
        (Kind.NEED, "到期年限", "deadline"),
        (Kind.CHALLENGE, "榜单编号", "code"),
        (Kind.CHALLENGE, "榜单序号", None),
        (Kind.CHALLENGE, "榜题金额（元）", "bounty"),
        (Kind.CHALLENGE, "揭榜截止日期", "bid_deadline"),
        (Kind.CHALLENGE, "完成时限(一般不超过3年)", "deadline"),
        (Kind.ALUMNI_PROJECT, "拟投资额(外资-万美元)", "invest"),
        (Kind.ALUMNI_PROJECT, "毕业届别", "graduated"),
        (Kind.ALUMNI_PROJECT, "是否同意公开", "consent"),
    ],
)
def test_what_a_header_stands_for(kind: Kind, header: str, field: str | None) -> None:
    matches = vocabulary(kind).match(header_key(header))

    assert matches[0].target.field == field
    assert 0.7 <= matches[0].confidence <= 1.0


@pytest.mark.parametrize("kind", list(Kind))
@pytest.mark.parametrize("header", ["甲乙丙", "食堂评价", "", "职务", "传真"])
def test_strangers_are_kept_aside(kind: Kind, header: str) -> None:
    matches = vocabulary(kind).match(header_key(header))

    assert all(match.target.role is Role.EXTRA or header == "职务" for match in matches)


@pytest.mark.parametrize("kind", list(Kind))
def test_every_alias_means_a_field_of_its_kind(kind: Kind) -> None:
    named = title_field(kind)
    titles = [t for targets in vocabulary(kind).aliases.values() for t in targets if t.field == named]

    assert len(titles) >= 10


def test_titles_and_furniture_above_the_header() -> None:
    table = table_of(
        [
            ["附件1", "", ""],
            ["2026年科技成果汇总表", "", "单位：万元"],
            ["填报单位：广西大学", "", ""],
            ["成果名称", "完成单位", "转让价格"],
            ["甲", "乙", 3],
        ]
    )

    assert table.kind is Kind.ACHIEVEMENT
    assert table.start == 4
    assert "单位：万元" in table.above


def test_two_header_rows_with_groups_above() -> None:
    table = table_of(
        [
            ["序号", "企业信息", "企业信息", "企业信息", "需求信息", "需求信息"],
            ["序号", "企业名称", "联系人", "联系电话", "需求名称", "需求描述"],
            [1, "甲厂", "张三", "1", "节能", "降低能耗"],
        ]
    )

    assert table.start == 2
    assert list(fields_of(table).values()) == [None, "org", "contact", "contact", "title", "detail"]


def test_a_sub_header_divides_columns() -> None:
    table = table_of(
        [
            ["序号", "成果名称", "完成单位", "联系人", "联系人", "联系人"],
            ["", "", "", "姓名", "手机", "邮箱"],
            [1, "甲", "乙", "张三", "13800138000", "a@b.cn"],
        ]
    )

    parts = [column.target.part for column in table.columns]
    assert table.start == 2
    assert parts[3:] == ["name", "phone", "email"]


def test_groups_make_generic_headers_clear() -> None:
    table = table_of(
        [
            ["需求信息", "需求信息", "需求单位", "需求单位"],
            ["名称", "描述", "名称", "性质"],
            ["节能", "降低能耗", "甲厂", "民营"],
        ]
    )

    assert list(fields_of(table).values()) == ["title", "detail", "org", "org_type"]


def test_a_row_of_units_and_a_row_of_numbers_are_no_data() -> None:
    table = table_of(
        [
            ["榜单名称", "发榜单位", "榜单金额", "完成时限"],
            ["", "", "万元", "月"],
            ["1", "2", "3", "4"],
            ["甲", "乙", 3, 12],
        ]
    )

    assert table.start == 3
    assert "万元" in table.columns[2].hints


def test_several_tables_on_one_sheet_and_repeated_headers() -> None:
    header: list[Raw] = ["成果名称", "完成单位", "成果简介"]
    rows: list[list[Raw]] = [
        header, ["甲", "广西大学", "…"], header, ["乙", "广西大学", "…"], [],
        ["需求名称", "需求单位", "需求描述", "联系电话"], ["丙", "甲厂", "…", "1"],
    ]  # fmt: skip

    first, second = find_tables(Grid("混合", rows), None)

    assert (first.kind, first.start, first.stop, set(first.repeats)) == (Kind.ACHIEVEMENT, 1, 4, {2})
    assert (second.kind, second.start, second.stop) == (Kind.NEED, 6, 7)


def test_the_title_belongs_to_one_column() -> None:
    table = table_of([["需求名称", "技术需求", "企业名称"], ["甲", "…", "乙"]])

    assert fields_of(table) == {"需求名称": "title", "技术需求": "detail", "企业名称": "org"}


def test_same_headers_are_told_apart() -> None:
    table = table_of(
        [["专家名称", "成果名称", "所属地域", "所属地域", "备注", "备注"], ["a", "b", "c", "d", "e", "f"]]
    )

    assert [column.header for column in table.columns][2:] == ["所属地域", "所属地域2", "备注", "备注2"]


@pytest.mark.parametrize(
    ("header", "kind"),
    [
        (["成果名称", "完成单位", "成果简介"], Kind.ACHIEVEMENT),
        (["项目名称", "完成人", "成熟度", "转化方式"], Kind.ACHIEVEMENT),
        (["需求名称", "企业名称", "需求描述", "拟投入资金"], Kind.NEED),
        (["技术难题名称", "企业名称", "难题描述"], Kind.NEED),
        (["榜单名称", "发榜单位", "榜单金额"], Kind.CHALLENGE),
        (["需求名称", "发榜单位", "悬赏金额", "揭榜条件"], Kind.CHALLENGE),
        (["校友姓名", "项目名称", "总投资", "拟落地区域"], Kind.ALUMNI_PROJECT),
        (["姓名", "毕业院校", "校友企业名称", "项目名称"], Kind.ALUMNI_PROJECT),
        (["场景名称", "场景建设单位", "场景描述"], Kind.SCENARIO),
        (["机会名称", "发布单位", "需求描述", "可提供数据"], Kind.SCENARIO),
        (["成果名称", "完成单位", "应用场景"], Kind.ACHIEVEMENT),
        (["需求名称", "需求单位", "应用场景", "拟投入资金"], Kind.NEED),
        (["专家名称", "专业特长", "工作业绩及专业资质"], Kind.EXPERT),
        (["姓名", "工作单位", "职称", "研究方向", "联系电话"], Kind.EXPERT),
        (["", "所属单位", "专业特长", "毕业院校", "联系方式"], Kind.EXPERT),
        (["校友姓名", "毕业院校", "工作单位", "项目名称"], Kind.ALUMNI_PROJECT),
    ],
)
def test_kinds_are_told_by_headers(header: list[Raw], kind: Kind) -> None:
    assert table_of([header, ["x"] * len(header)]).kind is kind


def test_titles_tell_the_kind_where_headers_do_not() -> None:
    rows: list[list[Raw]] = [["项目名称", "单位", "联系人", "联系电话"], ["甲", "乙", "丙", "1"]]

    with pytest.raises(UnknownKindError, match="--kind"):
        find_tables(Grid("Sheet1", rows), None)
    assert table_of(rows, sheet="校友项目").kind is Kind.ALUMNI_PROJECT
    assert table_of([["2026年揭榜挂帅榜单"], *rows]).kind is Kind.CHALLENGE
    assert table_of(rows, Kind.NEED).kind is Kind.NEED


@pytest.mark.parametrize(
    "rows", [[], [[]], [["关于征集的通知"]], [["a", "b"], [1, 2]], [["说明"], ["1.本表…"]]]
)
def test_no_table(rows: list[list[Raw]]) -> None:
    assert find_tables(Grid("x", rows), None) == ()


def test_what_stands_over_each_table_of_a_sheet_is_given_back() -> None:
    rows: list[list[Raw]] = [
        ["需求汇总表", "", "", ""],
        ["企业信息", "", "需求信息", ""],
        ["企业名称", "联系人", "需求名称", "需求描述"],
        ["甲厂", "秦岭", "降温", "过热"],
        ["", "", "", ""],
        ["成果名称", "完成单位", "完成人", "成果简介"],
        ["涂层", "灵渠大学", "蒋一帆", "隔热"],
    ]
    needs, achievements = find_tables(Grid("甲", rows), None)
    assert heading(needs) == (rows[:1], rows[1:3])
    assert heading(achievements) == (rows[:1], rows[5:6])


def test_the_labels_of_a_form_are_its_header() -> None:
    columns = assign(Kind.NEED, [("需求名称",), (), ("基本信息", "领域")], [(), (), ()])
    form = Table(
        Kind.NEED, Grid("表", [[], ["降温", "", "新材料"]]), columns, 1, 2, frozenset(), ("单位：万元",)
    )
    assert heading(form) == ([["单位：万元"]], [["需求名称", "", "领域"]])


@pytest.mark.parametrize(
    "side",
    [
        ["必填", "选填", "选填", "必填"],
        ["文本", "下拉选择", "（限200字）", "数字"],
        ["单位", "—", "—", "万元"],
        ["1", "2", "3", "4"],
    ],
)
def test_rows_below_the_header_that_are_part_of_it(side: list[Raw]) -> None:
    rows: list[list[Raw]] = [
        ["需求名称", "企业名称", "需求描述", "预算"], side,
        ["甲", "甲厂", "…", "30"], ["需求名称", "企业名称", "需求描述", "预算"], side, ["乙", "甲厂", "…", "50"],
    ]  # fmt: skip
    table = table_of(rows)

    assert (table.start, set(table.repeats)) == (2, {3, 4})


def test_a_header_of_few_known_words() -> None:
    header: list[Raw] = ["需求名称", "企业名称", "对接负责人的电话", "预计节约成本", "希望解决的问题"]
    table = table_of([["2026年征集表"], header, ["甲", "甲厂", "13900000001", "10%", "…"]])

    assert (table.start, table.kind) == (2, Kind.NEED)


@pytest.mark.parametrize(
    ("sheet", "title", "kind"),
    [("成果", "与企业技术需求对接", Kind.NEED), ("需求", "科技成果推介表", Kind.ACHIEVEMENT)],
)
def test_the_nearest_title_tells_the_kind(sheet: str, title: str, kind: Kind) -> None:
    rows: list[list[Raw]] = [[title], ["项目名称", "单位", "联系电话", "联系人"], ["甲", "乙", "1", "丙"]]

    assert table_of(rows, sheet=sheet).kind is kind
