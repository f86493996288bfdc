from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import docx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.model import Kind
from ingest.columns.mappings import Mappings
from ingest.forms import find_forms
from ingest.forms.grid import grid_reading
from ingest.readers import Grid, Raw
from ingest.records import ParsedFile, Place, parse
from ingest.report import file_to_json
from tests.ingest.documents import Span, add_table, check_box, fill, paragraph, run, save, symbol, text_box
from tests.ingest.lists import write_xlsx


def fields(parsed: ParsedFile, number: int = 0) -> Mapping[str, Any]:
    """Fields of an accepted row as JSON tells them, with the texts left out that values came from."""
    rows = file_to_json(parsed, with_rows=True, protect_contacts=False)["rows"]
    return {name: without_raw(value) for name, value in rows[number]["fields"].items()}


def without_raw(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {name: part for name, part in value.items() if name != "raw"}
    return [without_raw(part) for part in value] if isinstance(value, list | tuple) else value


def word_form(
    tmp_path: Path, rows: Sequence[Sequence[str]], merges: Sequence[Span] = (), *above: str, name: str = "表"
) -> ParsedFile:
    """Read a Word file with one table under some lines."""
    document = docx.Document()
    for line in above:
        document.add_paragraph(line)
    add_table(document, rows, merges)
    document.save(str(tmp_path / f"{name}.docx"))
    return parse(tmp_path / f"{name}.docx")


def money(low: float | None, high: float | None, source: str) -> dict[str, Any]:
    amounts = {"min": low, "max": high}
    return {name: value for name, value in amounts.items() if value is not None} | {
        "currency": "CNY",
        "unit_source": source,
    }


def test_an_achievement_with_two_pairs_in_a_row(tmp_path: Path) -> None:
    parsed = word_form(
        tmp_path,
        [
            ["成果名称", "高强镁合金挤压成形技术", "", ""],
            ["*完成单位：", "桂林电子科技大学", "所属学院", "机电工程学院"],
            ["主要完成人", "张三、李四", "联系电话", "13800138000"],
            ["技术领域（单选）", "□电子信息 ☑新材料 □生物医药", "成熟度", "□实验室 □小试 ☑中试 □产业化"],
            ["知识产权情况", "发明专利3项", "转化方式", "☑转让 ☑许可 □作价入股 □其他：____"],
            ["预期交易价格", "50", "万元", ""],
            ["成果简介（500字以内）", "一种挤压成形技术。", "", ""],
            ["单位意见", "（盖章）\n    年   月   日", "", ""],
        ],
        [(0, 1, 0, 3), (6, 1, 6, 3), (7, 1, 7, 3)],
        "附件1",
        "广西高校科技成果登记表",
    )

    assert (parsed.read, parsed.kinds, parsed.errors) == (1, (Kind.ACHIEVEMENT,), ())
    assert (parsed.rows[0].sheet, parsed.rows[0].row) == ("表", 1)
    assert fields(parsed) == {
        "title": "高强镁合金挤压成形技术",
        "orgs": ["桂林电子科技大学"],
        "department": "机电工程学院",
        "people": ["张三", "李四"],
        "contact": {"phone": "13800138000"},
        "fields": ["新材料"],
        "maturity": {"min": 6, "max": 7},
        "ip": [{"kind": "invention", "count": 3}],
        "modes": ["transfer", "license"],
        "price": money(500_000, 500_000, "neighbour"),
        "abstract": "一种挤压成形技术。",
    }


def test_a_need_with_groups_in_the_first_column(tmp_path: Path) -> None:
    rows = [
        ["企业技术需求征集表", "", "", "", ""],
        ["企业\n基本\n信息", "名 称", "南宁糖业股份有限公司", "企业性质", "□国有 ☑民营"],
        ["", "联 系 人", "王五", "联系电话", "0771-1234567"],
        ["", "所在地区", "广西南宁市", "所属行业", "制糖"],
        ["需求信息", "名　称", "甘蔗渣高值利用技术", "", ""],
        ["", "需求描述（包括背景、参数等）", "1.背景：渣多\n2.目标：得率≥90%", "", ""],
        ["", "拟投入资金", "50 至 80", "万元", ""],
        ["", "期望完成时间", "2026年12月", "合作方式", "委托开发"],
    ]

    parsed = word_form(tmp_path, rows, [(0, 0, 0, 4), (1, 0, 3, 0), (4, 0, 7, 0), (4, 2, 4, 4), (5, 2, 5, 4)])

    assert fields(parsed) == {
        "title": "甘蔗渣高值利用技术",
        "org": "南宁糖业股份有限公司",
        "org_type": "民营",
        "contact": {"name": "王五", "phone": "0771-1234567"},
        "region": ["450100"],
        "industry": "制糖",
        "detail": "1.背景:渣多\n2.目标:得率≥90%",
        "budget": money(500_000, 800_000, "neighbour"),
        "deadline": {"end": "2026-12"},
        "modes": ["commission"],
    }


def test_a_challenge_with_its_values_below_numbered_labels(tmp_path: Path) -> None:
    rows = [
        ["榜单名称", "面向东盟的多语种大模型"],
        ["需求单位（发榜方）", "南宁某科技公司"],
        ["一、拟解决的主要技术问题", ""],
        ["1. 低资源语种语料。\n2. 推理成本高。", ""],
        ["二、考核指标", ""],
        ["抗拉强度≥800MPa", ""],
        ["三、揭榜方需具备的条件", ""],
        ["具有独立法人资格。", ""],
        ["四、悬赏金额", "不低于 400 万元"],
        ["五、任务期限", "2026年7月至2028年6月"],
        ["六、产权归属", "双方共有"],
        ["联系人及电话", "陆工 0771-5551234"],
    ]

    parsed = word_form(
        tmp_path, rows, [(row, 0, row, 1) for row in range(2, 8)], "2026年度揭榜挂帅重大技术需求征集表"
    )

    assert fields(parsed) == {
        "title": "面向东盟的多语种大模型",
        "issuer": "南宁某科技公司",
        "detail": "1. 低资源语种语料。\n2. 推理成本高。",
        "indicators": [{"name": "抗拉强度", "op": ">=", "value": 800.0, "unit": "MPa"}],
        "bidder_requirements": "具有独立法人资格。",
        "bounty": money(4_000_000, None, "cell"),
        "deadline": {"start": "2026-07", "end": "2028-06"},
        "ip_rule": "双方共有",
        "contact": {"name": "陆工", "phone": "0771-5551234"},
    }


def test_an_alumni_project_in_three_tables_under_headings(tmp_path: Path) -> None:
    path = save(
        tmp_path / "表.docx",
        "校友项目征集表",
        "一、校友信息",
        [["校友姓名", "钱七", "毕业院校", "广西大学"], ["毕业年份", "2008", "联系电话", "13800138000"]],
        "二、企业信息",
        [["名称", "深圳甲科技有限公司"], ["所属行业", "机器人"], ["企业简介", "做机器人"]],
        "三、项目信息",
        [["项目名称", "机器人产业园"], ["总投资（亿元）", "2.5"], ["拟落地区域", "南宁市"], ["是否同意公开", "☑是 □否"]],
    )  # fmt: skip

    parsed = parse(path)

    assert (parsed.read, parsed.kinds, parsed.rows[0].sheet) == (1, (Kind.ALUMNI_PROJECT,), "表")
    assert fields(parsed) == {
        "title": "机器人产业园",
        "person": "钱七",
        "school": "广西大学",
        "graduated": 2008,
        "contact": {"phone": "13800138000"},
        "enterprise": "深圳甲科技有限公司",
        "industry": "机器人",
        "ent_profile": "做机器人",
        "invest": money(250_000_000, 250_000_000, "header"),
        "landing": "南宁市",
        "landing_region": ["450100"],
        "consent": True,
    }


def test_labels_and_values_in_the_same_cells(tmp_path: Path) -> None:
    rows = [
        ["成果名称：生物质炭基缓释肥", "成果编号：GX-2025-017"],
        ["完成单位：广西大学农学院", "完成人：黄某、韦某某"],
        ["联系人：黄某  联系电话：13877112233", "电子邮箱：huang@gxu.edu.cn"],
        ["成果简介：\n以甘蔗渣为原料制备。\n肥效期长。", ""],
        [
            "技术成熟度：（  ）小试 （√）中试 （  ）产业化",
            "合作方式：（√）技术转让 （√）技术许可 （ ）作价入股",
        ],
    ]

    assert fields(word_form(tmp_path, rows, [(3, 0, 3, 1)])) == {
        "title": "生物质炭基缓释肥",
        "code": "GX-2025-017",
        "orgs": ["广西大学农学院"],
        "people": ["黄某", "韦某某"],
        "contact": {"name": "黄某", "phone": "13877112233", "email": "huang@gxu.edu.cn"},
        "abstract": "以甘蔗渣为原料制备。\n肥效期长。",
        "maturity": {"min": 6, "max": 7},
        "modes": ["transfer", "license"],
    }


def test_labels_printed_above_their_values(tmp_path: Path) -> None:
    rows = [
        ["技术需求登记表", "", ""],
        ["需求名称", "企业名称", "联系电话"],
        ["智能排产", "柳州机械厂", "13900000000"],
        ["所属行业", "拟投入资金（万元）", "需求时限"],
        ["机械", "100", "24个月"],
        ["需求描述", "", ""],
        ["需要一套排产系统，满足多品种小批量生产的要求。", "", ""],
    ]

    assert fields(word_form(tmp_path, rows, [(0, 0, 0, 2), (5, 0, 5, 2), (6, 0, 6, 2)])) == {
        "title": "智能排产",
        "org": "柳州机械厂",
        "contact": {"phone": "13900000000"},
        "industry": "机械",
        "budget": money(1_000_000, 1_000_000, "header"),
        "deadline": {"months": 24},
        "detail": "需要一套排产系统,满足多品种小批量生产的要求。",
    }


def test_lists_inside_a_form(tmp_path: Path) -> None:
    rows = [
        ["成果名称", "A技术", "", "", ""],
        ["完成单位", "广西大学", "", "", ""],
        ["成果简介", "好技术", "", "", ""],
        ["主要完成人", "姓名", "职称", "单位", "分工"],
        ["", "张三", "教授", "广西大学", "总体"],
        ["", "李四", "副教授", "广西大学", "实验"],
        ["知识产权", "序号", "类型", "名称", "专利号"],
        ["", "1", "发明专利", "A的方法", "ZL202310001234.5"],
        ["", "2", "实用新型", "A的装置", "ZL202320001234.6"],
        ["联系人", "姓名", "电话", "邮箱", ""],
        ["", "王五", "13800138000", "a@b.cn", ""],
    ]
    merges = [*((row, 1, row, 4) for row in range(3)), (3, 0, 5, 0), (6, 0, 8, 0), (9, 0, 10, 0)]

    found = fields(word_form(tmp_path, rows, merges))

    assert found["people"] == ["张三", "李四"]
    assert [(ip["kind"], ip["number"]) for ip in found["ip"] if "number" in ip] == [
        ("invention", "ZL202310001234.5"),
        ("utility", "ZL202320001234.6"),
    ]
    assert found["contact"] == {"name": "王五", "phone": "13800138000", "email": "a@b.cn"}


def test_tables_inside_the_cells_of_a_form(tmp_path: Path) -> None:
    document = docx.Document()
    table = add_table(
        document,
        [
            ["成果名称", "A技术"],
            ["完成单位", "广西大学"],
            ["主要完成人", ""],
            ["联络信息", ""],
            ["成果简介", "好"],
        ],
    )
    add_table(
        table.cell(2, 1),
        [["姓名", "职称", "单位"], ["张三", "教授", "广西大学"], ["李四", "讲师", "广西大学"]],
    )
    add_table(table.cell(3, 1), [["联系人", "王五"], ["电话", "13800138000"]])
    document.save(str(tmp_path / "表.docx"))

    found = fields(parse(tmp_path / "表.docx"))

    assert found["people"] == ["张三", "李四"]
    assert found["contact"] == {"name": "王五", "phone": "13800138000"}
    assert found["abstract"] == "好"


def test_lines_of_text_without_a_table(tmp_path: Path) -> None:
    path = save(
        tmp_path / "需求.docx",
        "企业技术需求",
        "一、需求名称：焊接机器人视觉",
        "二、需求单位：桂林某厂",
        "三、需求描述：第一段。",
        "第二段继续。",
        "四、合作方式：□转让 ☑合作开发",
        "五、联系人：张三    联系电话：13800138000",
        "填表说明",
        "1.本表由企业填写。",
        "单位（盖章）：",
        "   年   月   日",
    )

    assert fields(parse(path)) == {
        "title": "焊接机器人视觉",
        "org": "桂林某厂",
        "detail": "第一段。\n第二段继续。",
        "modes": ["codevelop"],
        "contact": {"name": "张三", "phone": "13800138000"},
    }


def test_boxes_controls_and_text_boxes_of_word(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_paragraph("科技成果登记表")
    document.element.body.insert(
        1, docx.oxml.parse_xml(paragraph(text_box("联系人：王五", "联系电话：13800138000")))
    )
    table = add_table(
        document,
        [
            ["成果名称", "", "完成单位", "广西大学"],
            ["成熟度", "", "转化方式", ""],
            ["成果简介", "好", "密级", ""],
        ],
    )
    deleted = "<w:del><w:r><w:delText>旧</w:delText></w:r></w:del>"
    fill(table.cell(0, 1), paragraph(deleted, f"<w:ins>{run('新技术')}</w:ins>"))
    fill(table.cell(1, 1), paragraph(symbol("F0A3"), run("小试 "), symbol("F052"), run("中试")))
    fill(
        table.cell(1, 3),
        paragraph(check_box(ticked=True), run("技术转让"), check_box(ticked=False), run("技术许可")),
    )
    fill(table.cell(2, 3), paragraph(run("单击或点击此处输入文字。")))
    document.save(str(tmp_path / "表.docx"))

    assert fields(parse(tmp_path / "表.docx")) == {
        "title": "新技术",
        "orgs": ["广西大学"],
        "maturity": {"min": 6, "max": 7},
        "modes": ["transfer"],
        "abstract": "好",
        "contact": {"name": "王五", "phone": "13800138000"},
    }


def test_text_around_a_form_adds_what_the_form_does_not_say(tmp_path: Path) -> None:
    rows = [["需求名称", "节能"], ["需求描述", "要节能"], ["所属行业", "制糖"], ["联系电话", "13800138000"]]

    found = fields(word_form(tmp_path, rows, (), "需求单位：甲厂    联系电话：0771-1111111", "2026年3月1日"))

    assert found["org"] == "甲厂"
    assert found["contact"] == {"phone": "13800138000"}


def test_an_expert_like_form_keeps_unknown_labels_as_extra(tmp_path: Path) -> None:
    rows = [
        ["需求名称", "节能", "企业名称", "甲厂"],
        ["需求描述", "要节能", "紧急程度", "急"],
        ["企业吉祥物", "白海豚", "联系人", "张三"],
    ]

    parsed = word_form(tmp_path, rows)

    assert fields(parsed)["extra"] == {"企业吉祥物": "白海豚"}
    assert parsed.columns["企业吉祥物"] is None


def test_labels_that_end_with_a_unit_are_labels(tmp_path: Path) -> None:
    rows = [
        ["需求名称", "节能", "企业名称", "甲厂"],
        ["预算（元）", "50000～150000", "厂区树木/棵", "12"],
        ["需求描述", "好", "食堂开支/元", "800"],
    ]

    found = fields(word_form(tmp_path, rows))

    assert found["budget"] == money(50_000, 150_000, "header")
    assert found["extra"] == {"厂区树木/棵": "12", "食堂开支/元": "800"}


FORM = [["成果名称", "成果{}"], ["完成单位", "广西大学"], ["成果简介", "好"], ["联系人", "李"]]


def filled(number: int) -> list[list[str]]:
    return [[text.format(number) for text in row] for row in FORM]


def test_several_forms_one_after_the_other(tmp_path: Path) -> None:
    parsed = parse(save(tmp_path / "表.docx", "成果一", filled(1), "成果二", filled(2), "成果三", filled(3)))

    assert [(row.item.title, row.sheet, row.row) for row in parsed.rows] == [
        ("成果1", "表1", 1),
        ("成果2", "表2", 2),
        ("成果3", "表3", 3),
    ]


def test_several_forms_in_one_table(tmp_path: Path) -> None:
    parsed = parse(save(tmp_path / "表.docx", [*filled(1), ["", ""], *filled(2)]))

    assert [(row.item.title, row.sheet, row.row) for row in parsed.rows] == [
        ("成果1", "表", 1),
        ("成果2", "表", 2),
    ]


def test_two_forms_side_by_side(tmp_path: Path) -> None:
    parsed = word_form(tmp_path, [[*left, *right] for left, right in zip(filled(1), filled(2), strict=True)])

    assert [(row.item.title, row.row) for row in parsed.rows] == [("成果1", 1), ("成果2", 2)]
    assert fields(parsed, 0)["abstract"] == "好"


def test_forms_that_use_different_words(tmp_path: Path) -> None:
    other = [["项目名称", "另一个"], ["持有单位", "桂林理工大学"], ["项目简介", "也好"], ["联络员", "王"]]

    parsed = parse(save(tmp_path / "表.docx", "科技成果表", filled(1), "科技成果表", other))

    assert [row.item.title for row in parsed.rows] == ["成果1", "另一个"]


def test_the_same_form_twice_is_a_duplicate(tmp_path: Path) -> None:
    parsed = parse(save(tmp_path / "表.docx", "成果", filled(1), "成果", filled(1)))

    assert (parsed.read, len(parsed.rows), len(parsed.duplicates)) == (2, 1, 1)
    assert parsed.duplicates[0].of == Place("表1", 1)


def test_an_empty_copy_of_the_form_is_no_item(tmp_path: Path) -> None:
    blank = [[label, ""] for label, _ in FORM]

    parsed = parse(save(tmp_path / "表.docx", "成果", filled(1), "成果", blank))

    assert (parsed.read, len(parsed.rows)) == (1, 1)


def test_an_empty_copy_before_the_form_is_no_item(tmp_path: Path) -> None:
    blank = [[label, ""] for label, _ in FORM]

    parsed = parse(save(tmp_path / "表.docx", "成果", blank, "成果", filled(1)))

    assert (parsed.read, [row.item.title for row in parsed.rows]) == (1, ["成果1"])


def test_a_form_that_nobody_filled_in_has_no_row(tmp_path: Path) -> None:
    parsed = parse(save(tmp_path / "表.docx", "成果", [[label, ""] for label, _ in FORM]))

    assert (parsed.read, parsed.errors) == (0, ())
    assert "还没有填写" in parsed.notices[-1]


def test_forms_of_several_kinds_one_after_the_other(tmp_path: Path) -> None:
    need = [
        ["需求名称", "防腐涂层"],
        ["企业名称", "甲厂"],
        ["需求描述", "要耐盐雾"],
        ["联系电话", "13800138000"],
    ]
    expert = [
        ["专家姓名", "张三"],
        ["所属单位", "广西大学"],
        ["专业特长", "糖业"],
        ["联系电话", "13900139000"],
    ]

    parsed = parse(
        save(
            tmp_path / "表.docx",
            "科技成果推介表",
            filled(1),
            "技术需求征集表",
            need,
            "专家信息登记表",
            expert,
        )
    )

    assert [(row.item.kind, row.item.title, row.row) for row in parsed.rows] == [
        (Kind.ACHIEVEMENT, "成果1", 1),
        (Kind.NEED, "防腐涂层", 2),
        (Kind.EXPERT, "张三", 3),
    ]
    assert fields(parsed, 1)["contact"] == {"phone": "13800138000"}


def test_labels_over_their_values_in_the_first_rows(tmp_path: Path) -> None:
    parsed = word_form(
        tmp_path,
        [
            ["姓名", "工作单位", "职称", "联系电话"],
            ["覃海波", "广西大学", "教授", "13800138000"],
            ["研究方向", "制糖、发酵", "", ""],
            ["毕业院校", "江南大学", "", ""],
        ],
        [(2, 1, 2, 3), (3, 1, 3, 3)],
        "专家信息登记表",
    )

    assert fields(parsed) == {
        "person": "覃海波",
        "org": "广西大学",
        "position": "教授",
        "contact": {"phone": "13800138000"},
        "specialty": ["制糖", "发酵"],
        "school": "江南大学",
    }


def test_parts_of_a_form_in_tables_of_their_own_inside_a_frame(tmp_path: Path) -> None:
    document = docx.Document()
    outer = add_table(document, [["基本信息", ""], ["转化意向", ""]])
    add_table(outer.cell(0, 1), [["成果名称", "A技术"], ["完成单位", "广西大学"], ["成果简介", "好"]])
    add_table(outer.cell(1, 1), [["合作方式", "技术许可"], ["拟转让价格", "20万元"]])
    document.save(str(tmp_path / "表.docx"))

    found = fields(parse(tmp_path / "表.docx"))

    assert found == {
        "title": "A技术",
        "orgs": ["广西大学"],
        "abstract": "好",
        "modes": ["license"],
        "price": money(200_000, 200_000, "cell"),
    }


@pytest.mark.parametrize(
    ("header", "told"),
    [
        ([], ["必填", "选填，请如实填写", "必填", "请填写真实姓名"]),
        ([["填报项目", "填报内容", "填写说明"]], ["不超过30字", "全称", "", "本人"]),
    ],
)
def test_a_column_of_instructions_says_nothing(
    tmp_path: Path, header: list[list[str]], told: list[str]
) -> None:
    rows = [["成果名称", "A技术"], ["完成单位", "广西大学"], ["成果简介", "好"], ["联系人", "张三"]]

    parsed = word_form(tmp_path, [*header, *([*row, say] for row, say in zip(rows, told, strict=True))])

    assert fields(parsed) == {
        "title": "A技术",
        "orgs": ["广西大学"],
        "abstract": "好",
        "contact": {"name": "张三"},
    }


def test_numbered_headings_with_their_values_below(tmp_path: Path) -> None:
    lines = [
        "科技成果推介材料",
        "一、成果名称",
        "罗非鱼胶原肽",
        "二、完成单位",
        "广西大学",
        "三、成果简介",
        "酶解制备。",
    ]
    more = ["腥味低。", "四、完成时间", "2024年12月31日", "联系人：梁静  电话：13800138000"]

    parsed = parse(save(tmp_path / "表.docx", *lines, *more))

    assert fields(parsed) == {
        "title": "罗非鱼胶原肽",
        "orgs": ["广西大学"],
        "abstract": "酶解制备。\n腥味低。",
        "year": 2024,
        "contact": {"name": "梁静", "phone": "13800138000"},
    }


def test_headings_without_numbers_need_a_name_and_text_below(tmp_path: Path) -> None:
    lines = [
        "成果名称",
        "罗非鱼胶原肽",
        "完成单位",
        "广西大学",
        "成果简介",
        "酶解制备。",
        "应用领域",
        "保健食品",
    ]

    parsed = parse(save(tmp_path / "表.docx", *lines))

    assert fields(parsed) == {
        "title": "罗非鱼胶原肽",
        "orgs": ["广西大学"],
        "abstract": "酶解制备。",
        "application": "保健食品",
    }


def test_lists_beside_the_label_they_belong_to(tmp_path: Path) -> None:
    people = [
        ["主要完成人", "序号", "姓名", "职称", "单位"],
        ["", "1", "张三", "教授", "广西大学"],
        ["", "2", "李四", "", ""],
    ]
    rights = [
        ["知识产权情况", "专利名称", "专利号", "法律状态", ""],
        ["", "一种装置", "ZL202110345678.9", "已授权", ""],
    ]
    rows = [[label, value, "", "", ""] for label, value in FORM]

    parsed = word_form(
        tmp_path,
        [*rows, *people, *rights],
        [*((r, 1, r, 4) for r in range(len(rows))), (4, 0, 6, 0), (7, 0, 8, 0), (7, 3, 7, 4), (8, 3, 8, 4)],
    )

    assert fields(parsed)["people"] == ["张三", "李四"]
    assert [right["number"] for right in fields(parsed)["ip"]] == ["ZL202110345678.9"]


def test_a_limit_of_length_before_the_value_is_none_of_it(tmp_path: Path) -> None:
    parsed = word_form(tmp_path, [*filled(1)[:3], ["技术路线", "（限500字以内）\n先酶解，再提纯。"]])

    assert fields(parsed)["route"] == "先酶解,再提纯。"


def test_who_filled_in_the_form_is_not_the_contact(tmp_path: Path) -> None:
    parsed = word_form(
        tmp_path,
        [
            *filled(1),
            ["联系人", "梁静"],
            ["联系电话", "13800138000"],
            ["法人电话", "0771-5550009"],
            ["填表人", "王小二"],
        ],
    )

    assert fields(parsed)["contact"] == {"name": "梁静", "phone": "13800138000"}
    assert fields(parsed)["extra"] == {"法人电话": "0771-5550009", "填表人": "王小二"}


def test_several_needs_of_one_enterprise(tmp_path: Path) -> None:
    rows = [
        ["企业名称", "甲厂", "联系电话", "13800138000"],
        ["需求一", "", "", ""],
        ["需求编号", "X1", "需求名称", "降耗"],
        ["需求描述", "描述1", "", ""],
        ["需求二", "", "", ""],
        ["需求编号", "X2", "需求名称", "节水"],
        ["需求描述", "描述2", "", ""],
    ]

    parsed = word_form(tmp_path, rows, [(row, 1, row, 3) for row in (3, 6)], "企业技术需求征集表")

    assert [
        (fields(parsed, n)["title"], fields(parsed, n)["code"], fields(parsed, n)["detail"]) for n in (0, 1)
    ] == [
        ("降耗", "X1", "描述1"),
        ("节水", "X2", "描述2"),
    ]
    assert all(fields(parsed, n)["org"] == "甲厂" for n in (0, 1))


def test_a_sheet_of_forms_and_a_sheet_of_a_list(tmp_path: Path) -> None:
    form = [["需求名称", "节能"], ["企业名称", "甲厂"], ["需求描述", "要节能"], ["联系电话", "13800138000"]]
    path = save(
        tmp_path / "表.docx",
        form,
        "附：科技成果清单",
        [["成果名称", "完成单位"], ["甲", "广西大学"], ["乙", "广西大学"]],
    )

    parsed = parse(path)

    assert [(row.item.kind, row.item.title, row.sheet, row.row) for row in parsed.rows] == [
        (Kind.ACHIEVEMENT, "甲", "表2", 2),
        (Kind.ACHIEVEMENT, "乙", "表2", 3),
        (Kind.NEED, "节能", "表", 1),
    ]


def test_a_form_in_a_workbook(tmp_path: Path) -> None:
    rows: list[list[str | float]] = [
        ["企业技术需求表", "", "", ""],
        ["需求名称", "降耗", "企业名称", "甲厂"],
        ["拟投入资金", 30, "万元", ""],
        ["需求描述", "描述", "", ""],
        ["联系人", "王", "联系电话", 13800138000],
        ["承诺：所填内容真实。单位（盖章）", "", "", ""],
    ]
    path = write_xlsx(tmp_path / "需求.xlsx", rows, merges=["A1:D1", "B4:D4", "A6:D6"])

    found = fields(parse(path))

    assert found["budget"] == money(300_000, 300_000, "neighbour")
    assert found["contact"] == {"name": "王", "phone": "13800138000"}
    assert found["detail"] == "描述"


@pytest.mark.parametrize(
    ("rows", "column"),
    [
        ([["需求名称", ""], ["企业名称", "甲厂"], ["需求描述", "要节能"], ["联系人", "张"]], "需求名称"),
        ([["需求名称", "____"], ["企业名称", "甲厂"], ["需求描述", "要节能"], ["联系人", "张"]], "需求名称"),
        (
            [["企业名称", "甲厂"], ["需求时限", "24个月"], ["联系人", "张"], ["需求紧迫性", "急"]],
            "技术需求名称",
        ),
    ],
)
def test_a_form_without_a_name_says_which_label_is_missing(
    tmp_path: Path, rows: list[list[str]], column: str
) -> None:
    parsed = word_form(tmp_path, rows, (), "技术需求征集表")

    assert (parsed.read, len(parsed.rows)) == (1, 0)
    assert (parsed.errors[0].row, parsed.errors[0].column, parsed.errors[0].problem) == (
        1,
        column,
        "缺少名称",
    )


@pytest.mark.parametrize(
    "value",
    [
        "____",
        "（未填写）",
        "    年   月   日",
        "□A □B □其他：____",
        "单击此处输入文字。",
        "选择一项。",
        "___至___万元",
        "",
    ],
)
def test_what_nobody_filled_in_is_unknown(tmp_path: Path, value: str) -> None:
    rows = [
        ["成果名称", "甲"],
        ["完成单位", "广西大学"],
        ["成果简介", value],
        ["转化方式", value],
        ["联系人", "张"],
    ]

    assert fields(word_form(tmp_path, [*rows, ["转让价格", value]])) == {
        "title": "甲",
        "orgs": ["广西大学"],
        "contact": {"name": "张"},
    }


LISTS: list[list[list[Raw]]] = [
    [["序号", "成果名称", "完成单位", "成熟度"], ["1", "甲", "广西大学", "中试"]],
    [["成果名称", "完成单位", "类型"], ["甲", "广西大学", "专利"], ["乙", "广西大学", "论文"], ["丙", "某大学", "专利"]],
    [["技术需求", "", "", ""], ["需求名称", "企业名称", "联系人", "电话"], ["节能", "甲厂", "张", "138"]],
    [["企业信息", "企业信息", "需求信息", "需求信息"], ["名称", "电话", "名称", "预算（万元）"], ["甲厂", "138", "节能", "30"]],
    [["成果名称", "技术特点说明", "完成单位", "其他说明"], ["甲", "好", "广西大学", "无"]],
    [["成果名称", "完成单位"], ["甲", "广西大学"]],
    [["填报单位：广西大学", "", ""], ["联系人：张三", "联系电话：138", ""], ["成果名称", "完成人", "简介"], ["甲", "李", "好"], ["乙", "李", "好"]],
    [["姓名", "单位", "职称"], ["张", "广西大学", "教授"], ["李", "广西大学", "教授"]],
    [["需求名称", "企业名称", "", "资金需求总额"], ["节能", "甲厂", "x", "30"]],
    [["序号", "榜单名称", "发榜单位", "考核指标", "完成时限(一般不超过3年)", "揭榜条件"], ["1", "甲", "乙厂", "≥1", "2027", "无"]] * 3,
    [["成果名称", "完成单位", "阶段（2026年）", "联系人"], ["甲", "", "", ""], ["成果名称", "完成单位", "阶段（2026年）", "联系人"], ["乙", "", "", ""]],
]  # fmt: skip


@pytest.mark.parametrize("rows", LISTS)
def test_a_list_is_never_read_as_a_form(rows: list[list[Raw]]) -> None:
    assert find_forms([Grid("Sheet1", rows)], None, "表").tables == ()


texts = st.one_of(
    st.sampled_from(
        [
            "成果名称",
            "完成单位：",
            "需求名称",
            "联系人",
            "电话",
            "主要完成人",
            "姓名",
            "一、基本信息",
            "",
            "☑是 □否",
            "（ ）",
            "万元",
            "联系人：张三 电话：1",
        ]
    ),
    st.text(alphabet="甲乙：:（）()□☑√_ \n1.、【】", max_size=20),
)


@given(st.lists(st.lists(texts, min_size=1, max_size=5), min_size=1, max_size=10))
def test_any_grid_is_read_or_left(rows: list[list[Raw]]) -> None:
    grid = Grid("Sheet1", rows)

    labels = [pair.label for pair in grid_reading(grid).pairs]
    found = find_forms([grid], Kind.NEED, "表")

    written = "".join("".join(str(cell).split()) for row in rows for cell in row)
    assert all("".join(label.split()) in written for label in labels)
    for table in found.tables:
        values = table.grid.rows[-1][::2]  # each followed by its unit
        assert table.stop - table.start == any(value != "" for value in values)


@pytest.mark.parametrize(
    "letter", ["a", "（", " ", "：", "□", "_", "年", "☑ ", "√ a ", "( )", "【", "一、", "成果名称："]
)
def test_hostile_texts_are_read_in_time(letter: str) -> None:
    text = (letter * 32_000)[:32_000]
    rows: list[list[Raw]] = [["成果名称", text], ["成果简介", text], [text, text], [text], ["联系人", text]]

    find_forms([Grid("Sheet1", rows)], Kind.ACHIEVEMENT, "表")


def test_an_expert_is_named_by_a_person(tmp_path: Path) -> None:
    rows = [
        ["专家信息登记表", "", "", ""],
        ["姓 名", "覃思远", "性 别", "男"],
        ["工作单位", "广西大学", "职务/职称", "教授"],
        ["联系电话", "13800138000", "电子邮箱", "a@gxu.example.cn"],
        ["研究方向", "膜分离、甘蔗渣利用", "", ""],
        ["主要成果", "主持国家项目2项。", "", ""],
    ]

    parsed = word_form(tmp_path, rows, [(0, 0, 0, 3), (4, 1, 4, 3), (5, 1, 5, 3)], name="专家信息登记表")

    assert parsed.kinds == (Kind.EXPERT,)
    assert fields(parsed) == {
        "person": "覃思远",
        "org": "广西大学",
        "position": "教授",
        "contact": {"phone": "13800138000", "email": "a@gxu.example.cn"},
        "specialty": ["膜分离", "甘蔗渣利用"],
        "results": "主持国家项目2项。",
        "extra": {"性别": "男"},
    }


def test_experts_one_after_the_other(tmp_path: Path) -> None:
    cards = [
        [
            ["姓名", name],
            ["工作单位", "广西大学"],
            ["职称", "教授"],
            ["研究方向", "制糖"],
            ["联系电话", "1380013800" + digit],
        ]
        for name, digit in (("张三", "1"), ("李四", "2"))
    ]

    parsed = parse(save(tmp_path / "专家库.docx", "专家信息表", cards[0], "专家信息表", cards[1]))

    assert [(row.item.title, row.row) for row in parsed.rows] == [("张三", 1), ("李四", 2)]


def test_a_scenario(tmp_path: Path) -> None:
    rows = [
        ["场景名称", "智慧矿山无人运输"],
        ["场景单位", "平果铝业公司"],
        ["场景描述", "露天矿无人驾驶。"],
        ["痛点问题", "人工成本高"],
        ["可提供数据", "矿区地图"],
        ["建设周期", "12个月"],
        ["场景投资（万元）", "300"],
        ["联系人", "韦工 13800138000"],
    ]

    assert fields(word_form(tmp_path, rows, (), "应用场景征集表")) == {
        "title": "智慧矿山无人运输",
        "org": "平果铝业公司",
        "detail": "露天矿无人驾驶。",
        "problem": "人工成本高",
        "data": "矿区地图",
        "deadline": {"months": 12},
        "budget": money(3_000_000, 3_000_000, "header"),
        "contact": {"name": "韦工", "phone": "13800138000"},
    }


def test_what_was_said_of_labels_is_remembered(tmp_path: Path) -> None:
    rows = [["需求名称", "节能"], ["企业名称", "甲厂"], ["需求描述", "要节能"], ["厂里愿掏", "30万元"]]
    path = save(tmp_path / "表.docx", rows)
    labels = [label for label, _ in rows]
    mappings = Mappings(tmp_path / "mappings.json").remember(
        labels, {"厂里愿掏": "budget"}, kind=None, file="表.docx"
    )

    assert fields(parse(path, mappings=mappings))["budget"] == money(300_000, 300_000, "cell")


UNKNOWN = ["预计节约成本", "是否现场考察", "历史合作次数"]


@pytest.mark.parametrize("groups", [[], [["序号", *["基本信息"] * 4, *["合作信息"] * 5]]])
def test_a_short_list_with_unknown_columns_is_no_form(tmp_path: Path, groups: list[list[str]]) -> None:
    rows: list[list[str | int]] = [
        ["填报单位（盖章）：", "", "", "日期："],
        *[list[str | int](group) for group in groups],
        ["序号", "专家姓名", "职称", "所属单位", "研究方向", "联系电话", *UNKNOWN, "备注"],
        [1, "张三", "教授", "漓东理工大学", "电池", "0773-5800001", "", "", "", ""],
    ]
    parsed = parse(write_xlsx(tmp_path / "专家.xlsx", rows))

    assert [(row.row, row.item.title) for row in parsed.rows] == [(len(rows), "张三")]
