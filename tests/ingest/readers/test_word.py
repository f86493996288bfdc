import zipfile
from collections.abc import Callable
from pathlib import Path
from time import process_time

import docx
import pytest
from docx.oxml import parse_xml

from ingest.readers import FileProblem, Grid, read
from tests.ingest.documents import (
    NAMESPACES,
    add,
    add_table,
    check_box,
    control,
    fill,
    legacy_box,
    paragraph,
    run,
    save,
    symbol,
    text_box,
)

FONT = '<w:r><w:rPr><w:rFonts w:ascii="{font}" w:hAnsi="{font}"/></w:rPr><w:t>{text}</w:t></w:r>'


def cell_of(tmp_path: Path, *paragraphs: str) -> str:
    """Text of a cell with these paragraphs, between two with plain texts."""
    document = docx.Document()
    table = add_table(document, [["标签", "", "备注"]])
    fill(table.cell(0, 1), *paragraphs)
    path = tmp_path / "表.docx"
    document.save(str(path))
    (grid,) = read(path).grids
    assert grid.rows[0][0] == "标签"
    return str(grid.rows[0][1])


def grids_of(path: Path) -> tuple[Grid, ...]:
    return read(path).grids


def test_tables_with_merged_cells_and_captions(tmp_path: Path) -> None:
    rows = [
        ("企业信息", "", "需求名称"),
        ("企业名称", "电话", "需求名称"),
        ("甲厂", "1", "节能"),
        ("甲厂", "1", "降噪"),
    ]
    document = docx.Document()
    document.add_paragraph("2026年企业技术需求汇总表（单位：万元）")
    add_table(document, rows, [(0, 0, 0, 1), (2, 0, 3, 0)])
    document.save(str(tmp_path / "需求.docx"))

    (grid,) = grids_of(tmp_path / "需求.docx")

    assert grid.sheet == "表1"
    assert grid.captions == ("2026年企业技术需求汇总表（单位：万元）",)
    assert grid.rows == [
        ["企业信息", "企业信息", "需求名称"],
        ["企业名称", "电话", "需求名称"],
        ["甲厂", "1", "节能"],
        ["甲厂", "1", "降噪"],
    ]


@pytest.mark.parametrize(
    ("runs", "text"),
    [
        ([symbol("F052"), run("转让 "), symbol("F0A3"), run("许可")], "☑转让 □许可"),
        ([symbol("F0FE", "Wingdings"), run("转让 "), symbol("F0A8", "Wingdings"), run("许可")], "☑转让 □许可"),
        ([symbol("00A3"), run("小试")], "□小试"),
        ([FONT.format(font="Wingdings 2", text="R"), run("转让"), FONT.format(font="Wingdings 2", text="£")], "☑转让□"),
        ([check_box(ticked=True), run("转让 "), check_box(ticked=False), run("许可")], "☑转让 □许可"),
        ([legacy_box(ticked=True), run("转让 "), legacy_box(ticked=False), run("许可")], "☑转让 □许可"),
        ([control(run("广西大学"), "<w:text/>")], "广西大学"),
        ([control(run("单击此处输入文字。"), "<w:showingPlcHdr/>")], ""),
        ([run("旧"), "<w:del><w:r><w:delText>删</w:delText></w:r></w:del>", f"<w:ins>{run('新')}</w:ins>"], "旧新"),
        ([f"<w:moveFrom>{run('从')}</w:moveFrom>", f"<w:moveTo>{run('到')}</w:moveTo>"], "到"),
        ([run("显"), "<w:r><w:rPr><w:vanish/></w:rPr><w:t>隐</w:t></w:r>"], "显"),
        ([f'<w:hyperlink>{run("a@b.cn")}</w:hyperlink>'], "a@b.cn"),
        ([f'<w:fldSimple w:instr=" DATE ">{run("2026年")}</w:fldSimple>'], "2026年"),
        (["<w:r><w:t>甲</w:t><w:br/><w:t>乙</w:t><w:tab/><w:t>丙</w:t></w:r>"], "甲\n乙 丙"),
        (["<w:r><w:t>13</w:t><w:noBreakHyphen/><w:t>8</w:t></w:r>"], "13-8"),
        ([symbol("F0B3", "Symbol"), run("95%")], "≥95%"),
        ([text_box("联系人：张三", "电话：1")], "联系人：张三\n电话：1"),
        ([text_box("联系人：张三", fallback=False)], "联系人：张三"),
    ],
)  # fmt: skip
def test_what_a_cell_shows_is_read(tmp_path: Path, runs: list[str], text: str) -> None:
    assert cell_of(tmp_path, paragraph(*runs)) == text


def test_a_chosen_entry_of_an_old_list_field(tmp_path: Path) -> None:
    entries = '<w:listEntry w:val="小试"/><w:listEntry w:val="中试"/>'
    data = f'<w:ffData><w:ddList><w:result w:val="1"/>{entries}</w:ddList></w:ffData>'

    assert (
        cell_of(tmp_path, paragraph(f'<w:r><w:fldChar w:fldCharType="begin">{data}</w:fldChar></w:r>'))
        == "中试"
    )


def test_numbers_that_word_counts_are_written_out(tmp_path: Path) -> None:
    counted = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'

    text = cell_of(tmp_path, *(paragraph(run(line), properties=counted) for line in ("背景", "目标")))

    assert text == "1. 背景\n2. 目标"
    assert cell_of(tmp_path, paragraph(run("只有一段"), properties=counted)) == "只有一段"


def test_controls_around_paragraphs_cells_and_rows(tmp_path: Path) -> None:
    document = docx.Document()
    table = add_table(document, [["成果名称", "甲", "完成单位"], ["电话", "1", "备注"]])

    def wrap(element: docx.oxml.xmlchemy.BaseOxmlElement) -> None:
        parent = element.getparent()
        assert parent is not None
        place = parent.index(element)
        parent.remove(element)
        outer = parse_xml(f"<w:sdt {NAMESPACES}><w:sdtPr/><w:sdtContent/></w:sdt>")
        outer[1].append(element)
        parent.insert(place, outer)

    wrap(table.cell(0, 1)._tc)
    wrap(table.rows[1]._tr)
    wrap(table.cell(0, 0).paragraphs[0]._p)
    document.save(str(tmp_path / "表.docx"))

    (grid,) = grids_of(tmp_path / "表.docx")

    assert grid.rows == [["成果名称", "甲", "完成单位"], ["电话", "1", "备注"]]


def test_a_deleted_row_and_a_deleted_cell_are_gone(tmp_path: Path) -> None:
    document = docx.Document()
    table = add_table(document, [["甲", "乙"], ["丙", "丁"], ["戊", "己"]])
    table.rows[0]._tr.insert(0, parse_xml(f"<w:trPr {NAMESPACES}><w:del/></w:trPr>"))
    table.cell(1, 1)._tc.get_or_add_tcPr().append(parse_xml(f"<w:cellDel {NAMESPACES}/>"))
    document.save(str(tmp_path / "表.docx"))

    (grid,) = grids_of(tmp_path / "表.docx")

    assert grid.rows == [["丙", ""], ["戊", "己"]]


def test_headers_footers_and_notes_are_left_out(tmp_path: Path) -> None:
    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = "成果名称：页眉"
    document.sections[0].footer.paragraphs[0].text = "第1页"
    add_table(document, [["甲", "乙"]])
    document.save(str(tmp_path / "表.docx"))

    (grid,) = grids_of(tmp_path / "表.docx")

    assert (grid.captions, grid.rows) == ((), [["甲", "乙"]])


def test_a_table_in_a_cell_is_text_of_the_cell_and_a_grid_of_its_own(tmp_path: Path) -> None:
    document = docx.Document()
    table = add_table(document, [["主要完成人", ""], ["成果名称", "甲"]])
    add_table(table.cell(0, 1), [["姓名", "职称"], ["张三", "教授"]])
    document.save(str(tmp_path / "表.docx"))

    (grid,) = grids_of(tmp_path / "表.docx")

    assert grid.rows[0] == ["主要完成人", "姓名 职称\n张三 教授"]
    assert grid.nested[0, 1][0].rows == [["姓名", "职称"], ["张三", "教授"]]


def test_a_table_that_only_frames_another_is_looked_through(tmp_path: Path) -> None:
    document = docx.Document()
    frame = add_table(document, [[""]])
    frame.cell(0, 0).text = "科技成果表"
    add_table(frame.cell(0, 0), [["成果名称", "甲"], ["完成单位", "乙"]])
    document.save(str(tmp_path / "表.docx"))

    (grid,) = grids_of(tmp_path / "表.docx")

    assert grid.captions == ("科技成果表",)
    assert grid.rows == [["成果名称", "甲"], ["完成单位", "乙"]]


@pytest.mark.parametrize("between", [(), ("",), ("（续表）",)])
def test_a_table_goes_on_after_a_page_break(tmp_path: Path, between: tuple[str, ...]) -> None:
    path = save(tmp_path / "表.docx", [["名称", "单位"], ["甲", "1"]], *(between or ("",)), [["乙", "2"]])

    (grid,) = grids_of(path)

    assert grid.rows == [["名称", "单位"], ["甲", "1"], ["乙", "2"]]


def test_tables_of_other_width_or_under_another_heading_stay_apart(tmp_path: Path) -> None:
    path = save(
        tmp_path / "表.docx",
        [["名称", "单位"], ["甲", "1"]],
        "",
        [["乙", "2", "3"], ["丙", "4", "5"]],
        "二、其他",
        [["丁", "6", "7"], ["戊", "8", "9"]],
    )

    assert [(grid.sheet, len(grid.rows), grid.captions) for grid in grids_of(path)] == [
        ("表1", 2, ()),
        ("表2", 2, ()),
        ("表3", 2, ("二、其他",)),
    ]


def test_labelled_lines_after_the_last_table_are_a_grid(tmp_path: Path) -> None:
    path = save(tmp_path / "表.docx", [["甲", "乙"]], "联系人：张三", "感谢支持")

    table, lines = grids_of(path)

    assert not table.prose
    assert lines.prose
    assert lines.rows == [["联系人：张三"], ["感谢支持"]]


def test_a_text_box_on_the_page_is_text_above_the_table(tmp_path: Path) -> None:
    document = docx.Document()
    add(document, paragraph(run("登记表"), text_box("联系人：张三")))
    add_table(document, [["甲", "乙"]])
    document.save(str(tmp_path / "表.docx"))

    (grid,) = grids_of(tmp_path / "表.docx")

    assert grid.captions == ("登记表", "联系人：张三")


def test_a_document_without_a_table(tmp_path: Path) -> None:
    with pytest.raises(FileProblem, match="没有表格"):
        read(save(tmp_path / "通知.docx", "关于征集需求的通知"))


@pytest.mark.parametrize(
    "spoil",
    [
        lambda xml: xml[: len(xml) // 2],
        lambda _: b"",
        lambda xml: xml.replace(b"w:body", b"w:nobody"),
        lambda _: b"<w:document" + b"<a>" * 5000,
    ],
)
def test_a_damaged_document(tmp_path: Path, spoil: Callable[[bytes], bytes]) -> None:
    whole = save(tmp_path / "好.docx", [["甲", "乙"]])
    path = tmp_path / "坏.docx"
    with zipfile.ZipFile(whole) as good, zipfile.ZipFile(path, "w") as bad:
        for name in good.namelist():
            content = good.read(name)
            bad.writestr(name, spoil(content) if name == "word/document.xml" else content)

    with pytest.raises(FileProblem, match="损坏"):
        read(path)


def test_spans_that_lie_are_bounded(tmp_path: Path) -> None:
    document = docx.Document()
    table = add_table(document, [["甲", "乙"], ["丙", "丁"]])
    properties = table.cell(0, 0)._tc.get_or_add_tcPr()
    properties.append(parse_xml(f'<w:gridSpan {NAMESPACES} w:val="99999999"/>'))
    properties.append(parse_xml(f"<w:vMerge {NAMESPACES}/>"))
    document.save(str(tmp_path / "表.docx"))

    (grid,) = grids_of(tmp_path / "表.docx")

    assert len(grid.rows[0]) == 200
    assert grid.rows[1][:2] == ["丙", "丁"]


def test_a_long_table_is_read_in_time_that_grows_with_it(tmp_path: Path) -> None:
    cells = "".join(f"<w:tc><w:p>{run('内容')}</w:p></w:tc>" for _ in range(6))

    def seconds(rows: int) -> float:
        document = docx.Document()
        add(document, f"<w:tbl {NAMESPACES}>{f'<w:tr>{cells}</w:tr>' * rows}</w:tbl>")
        document.save(str(tmp_path / "长.docx"))
        began = process_time()
        (grid,) = grids_of(tmp_path / "长.docx")
        took = process_time() - began
        assert len(grid.rows) == rows
        return took

    few, many = min(seconds(500) for _ in range(3)), min(seconds(5000) for _ in range(2))

    assert many < 25 * few
