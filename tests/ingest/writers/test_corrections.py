"""Refused rows go back as they were, are corrected, and come in again as what they are."""

import pickle
from datetime import datetime
from pathlib import Path

import openpyxl
import pytest

from graph.model import Kind
from ingest.readers import FileProblem
from ingest.records import ParsedFile, RowError, parse
from ingest.refused import Heading, Refused
from ingest.writers.corrections import ReadList, write_corrections
from tests.ingest.lists import Cell, write_csv, write_xlsx

HASH = "ab" * 32
HEADER: list[Cell] = ["序号", "需求名称", "企业名称", "信用代码", "拟投入", "需求时限", "需求描述"]
ROWS: list[list[Cell]] = [
    ["七星区2025年企业技术需求汇总表", *[None] * 6],
    [*[None] * 5, "单位：万元", None],
    HEADER,
    ["一、新材料领域", *[None] * 6],
    [1, "轻质隔热材料", "漓江窑炉有限公司", "0945001", 50, "24个月", "窑体外壁温度过高"],
    [2, None, "漓江窑炉有限公司", "0945002", 80.5, "24个月", "=HYPERLINK(\"http://x\",\"点我\")"],
    ["二、现代农业领域", *[None] * 6],
    [3, None, "同上", "0945003", "30-50", "12个月", "罗汉果采后烘干能耗高"],
]  # fmt: skip


def correct(path: Path, sheet: str, cells: dict[str, Cell]) -> Path:
    """Fill in cells of a workbook as a clerk would."""
    book = openpyxl.load_workbook(path)
    for place, value in cells.items():
        book[sheet][place] = value
    book.save(path)
    return path


@pytest.fixture
def parsed(tmp_path: Path) -> ParsedFile:
    return parse(write_xlsx(tmp_path / "需求.xlsx", ROWS, sheet="七星区", merges=["A1:G1", "A4:G4", "A7:G7"]))


def said(parsed: ParsedFile) -> ReadList:
    return ReadList(parsed.file, HASH, parsed)


def test_rows_stand_as_they_were_under_what_stood_over_them(parsed: ParsedFile, tmp_path: Path) -> None:
    (path,) = write_corrections(tmp_path / "退回.xlsx", [said(parsed)])
    page = openpyxl.load_workbook(path)["七星区"]
    rows = list(page.iter_rows(values_only=True))
    assert rows[0][0] == "七星区2025年企业技术需求汇总表"
    assert rows[1][5] == "单位：万元"
    assert rows[2] == (*HEADER, "问题", "怎么改")
    assert rows[3][0] == "一、新材料领域"
    assert rows[4][:7] == (
        2,
        None,
        "漓江窑炉有限公司",
        "0945002",
        80.5,
        "24个月",
        '=HYPERLINK("http://x","点我")',
    )
    assert rows[4][7] == "原第 6 行“需求名称”列：缺少名称"
    assert rows[5][0] == "二、现代农业领域"
    assert rows[6][:3] == (3, None, "漓江窑炉有限公司")
    assert page["G5"].data_type == "s"
    assert page.freeze_panes == "A4"


def test_corrected_rows_come_in_as_supplement_of_their_list(parsed: ParsedFile, tmp_path: Path) -> None:
    (path,) = write_corrections(tmp_path / "退回.xlsx", [said(parsed)])
    again = parse(correct(path, "七星区", {"B5": "窑体外壁隔热涂层", "B7": "罗汉果节能烘干"}))
    assert (again.supplements, again.read, len(again.rows), again.errors) == (HASH, 2, 2, ())
    first, second = (row.item for row in again.rows)
    assert (first.title, first.fields) == ("窑体外壁隔热涂层", ("新材料",))
    assert (second.title, second.fields, second.organization) == (
        "罗汉果节能烘干",
        ("现代农业",),
        "漓江窑炉有限公司",
    )
    assert set(again.columns) == set(parsed.columns)
    assert again.notices == ()
    mended = [list(row) for row in ROWS]
    mended[5][1], mended[7][1] = "窑体外壁隔热涂层", "罗汉果节能烘干"
    whole = parse(
        write_xlsx(tmp_path / "需求.xlsx", mended, sheet="七星区", merges=["A1:G1", "A4:G4", "A7:G7"])
    )
    assert [(row.id, row.item) for row in again.rows] == [(row.id, row.item) for row in whole.rows[1:]]


def test_codes_that_only_number_the_rows_still_do(tmp_path: Path) -> None:
    rows: list[list[Cell]] = [
        ["编号", "成果名称", "完成单位", "成果简介"],
        ["1", "低温固化胶", "灵渠大学", "六十度固化"],
        ["2", None, "灵渠大学", "等温扩增"],
    ]
    whole = parse(
        write_csv(tmp_path / "成果.csv", [*rows[:2], ["2", "现场检测试纸", "灵渠大学", "等温扩增"]])
    )
    (path,) = write_corrections(tmp_path / "退回.xlsx", [said(parse(write_csv(tmp_path / "a.csv", rows)))])
    again = parse(correct(path, "a", {"B2": "现场检测试纸"}))
    assert [row.id for row in again.rows] == [whole.rows[1].id]


def test_rows_still_wrong_are_refused_again_and_belong_to_the_first_list(
    parsed: ParsedFile, tmp_path: Path
) -> None:
    (path,) = write_corrections(tmp_path / "退回.xlsx", [said(parsed)])
    again = parse(correct(path, "七星区", {"B5": "窑体外壁隔热涂层"}))
    assert [error.row for error in again.errors] == [7]
    (path,) = write_corrections(tmp_path / "再退回.xlsx", [ReadList(path.name, "cd" * 32, again)])
    third = parse(correct(path, "七星区", {"B5": "罗汉果节能烘干"}))
    assert (third.supplements, len(third.rows)) == (HASH, 1)


def test_kind_and_year_are_remembered_where_the_file_name_told_them(tmp_path: Path) -> None:
    rows: list[list[Cell]] = [
        ["名称", "单位", "联系人", "内容", "时限"],
        ["", "漓江窑炉有限公司", "秦岭", "外壁温度过高", "年底前"],
    ]
    original = parse(write_csv(tmp_path / "2025年榜单.csv", rows), Kind.CHALLENGE)
    (path,) = write_corrections(tmp_path / "x.xlsx", [said(original)])
    (row,) = parse(correct(path, "2025年榜单", {"A2": "窑体外壁降温"})).rows
    assert row.item.kind is Kind.CHALLENGE
    assert getattr(row.item, "deadline").end == "2025-12-31"  # noqa: B009 -- a field of challenges


def test_two_header_rows_and_dates_survive(tmp_path: Path) -> None:
    rows: list[list[Cell]] = [
        ["企业信息", "企业信息", "需求信息", "需求信息", "需求信息"],
        ["企业名称", "联系人", "需求名称", "需求描述", "需求时限"],
        ["漓江窑炉有限公司", "秦岭", None, "外壁温度过高", None],
    ]
    path = write_xlsx(tmp_path / "需求.xlsx", rows, merges=["A1:B1", "C1:E1"])
    correct(path, "Sheet1", {})
    book = openpyxl.load_workbook(path)
    book["Sheet1"]["E3"] = datetime(2026, 9, 30)  # noqa: DTZ001 -- cells have no zone
    book.save(path)
    original = parse(path)
    (out,) = write_corrections(tmp_path / "退回.xlsx", [said(original)])
    page = openpyxl.load_workbook(out)["Sheet1"]
    assert {str(area) for area in page.merged_cells.ranges} == {"A1:B1", "C1:E1", "F1:F2", "G1:G2"}
    assert page["E3"].value == datetime(2026, 9, 30)  # noqa: DTZ001
    again = parse(correct(out, "Sheet1", {"C3": "窑体外壁降温"}))
    assert again.columns == original.columns
    assert again.rows[0].item.title == "窑体外壁降温"


def test_several_lists_get_a_workbook_each_and_an_overview(parsed: ParsedFile, tmp_path: Path) -> None:
    damaged = ReadList("坏.xlsx", HASH, problem=FileProblem("文件已损坏。", "请重新获取。"))
    other = ReadList("乡镇/需求.xlsx", "cd" * 32, parsed)
    paths = write_corrections(tmp_path / "退回.xlsx", [said(parsed), other, damaged])
    assert [path.name for path in paths] == ["退回（需求）.xlsx", "退回（乡镇_需求）.xlsx", "退回.xlsx"]
    book = openpyxl.load_workbook(paths[-1])
    assert book["退回情况"]["A3"].value == "乡镇/需求.xlsx"
    assert [cell.value for cell in book["未能读取的文件"][2]] == ["坏.xlsx", "文件已损坏。", "请重新获取。"]
    assert parse(paths[1]).supplements == "cd" * 32


def test_a_problem_beside_one_list_stands_in_its_workbook_and_is_not_read(
    parsed: ParsedFile, tmp_path: Path
) -> None:
    damaged = ReadList("坏.xlsx", HASH, problem=FileProblem("文件已损坏。", "请重新获取。"))
    (path,) = write_corrections(tmp_path / "退回.xlsx", [said(parsed), damaged])
    assert "未能读取的文件" in openpyxl.load_workbook(path).sheetnames
    assert parse(path).notices == ()


def test_nothing_refused_writes_nothing(tmp_path: Path) -> None:
    fine = parse(write_csv(tmp_path / "需求.csv", [HEADER, ROWS[4]]))
    assert write_corrections(tmp_path / "退回.xlsx", [said(fine)]) == []
    assert not (tmp_path / "退回.xlsx").exists()


def test_columns_of_the_same_names_in_other_lists_are_kept(tmp_path: Path) -> None:
    rows: list[list[Cell]] = [
        ["需求名称", "企业名称", "需求描述", "问题"],
        ["轻质隔热材料", "漓江窑炉有限公司", "外壁过热", "热损大"],
    ]
    (row,) = parse(write_csv(tmp_path / "需求.csv", rows)).rows
    assert "热损大" in str(row.item)


def test_columns_that_hold_nothing_are_closed_up(tmp_path: Path) -> None:
    """As forms turned into rows have them."""
    heading = Heading(
        (("征集表",), ("", "单位：万元")), (("需求名称", "", "拟投入", "", "企业名称"),), "need"
    )
    row = Refused(heading, ("", "", 80, "万元", "漓江窑炉有限公司"))
    error = RowError("表", 1, "需求名称", "缺少名称", "请补上。", row)
    form = ParsedFile("表.docx", (Kind.NEED,), 1, (), (), (error,), {}, ())
    (path,) = write_corrections(tmp_path / "退回.xlsx", [said(form)])
    rows = list(openpyxl.load_workbook(path)["表"].iter_rows(values_only=True))
    assert rows == [
        ("征集表", None, None, None, None, None),
        ("单位：万元", None, None, None, None, None),
        ("需求名称", "拟投入", None, "企业名称", "问题", "怎么改"),
        (None, 80, "万元", "漓江窑炉有限公司", "原第 1 行“需求名称”列：缺少名称", "请补上。"),
    ]
    (back,) = parse(correct(path, "表", {"A4": "窑体降温"})).rows
    assert getattr(back.item, "budget").min == 8e5  # noqa: B009 -- a field of needs


def test_a_refused_row_pickles(parsed: ParsedFile) -> None:
    assert pickle.loads(pickle.dumps(parsed)) == parsed  # noqa: S301 -- our own bytes
