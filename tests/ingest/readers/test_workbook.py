import struct
import zipfile
from datetime import date, datetime, timedelta
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter
import xlwt

from ingest.readers import FileProblem, read


@pytest.fixture
def workbook(tmp_path: Path) -> Path:
    path = tmp_path / "清单.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("甲县")
        sheet.merge_range("B3:D3", "成果汇总表")
        sheet.write_row("B4", ["名称", "金额", "日期", "编号"])
        sheet.write_row("B5", ["甲", 3.5])
        sheet.write_datetime("D5", datetime(2025, 3, 1), book.add_format({"num_format": "yyyy年m月d日"}))  # noqa: DTZ001
        sheet.write("E5", "0012")
        sheet.merge_range("B6:B7", "乙")
        sheet.write("C7", 2)
        sheet.write_formula("C6", "=1/0", value="#DIV/0!")
        book.add_worksheet("字典").hide()
    return path


def test_rows_are_numbered_as_the_program_shows_them(workbook: Path) -> None:
    (grid,) = read(workbook).grids

    assert grid.sheet == "甲县"
    assert grid.first_column == 1
    assert grid.rows[3] == ["名称", "金额", "日期", "编号"]
    assert grid.rows[4] == ["甲", 3.5, date(2025, 3, 1), "0012"]


def test_merged_cells_are_filled_both_ways(workbook: Path) -> None:
    (grid,) = read(workbook).grids

    assert grid.rows[2][:3] == ["成果汇总表"] * 3
    assert [row[0] for row in grid.rows[5:7]] == ["乙", "乙"]


def test_hidden_sheets_are_named_not_read(workbook: Path) -> None:
    document = read(workbook)

    assert len(document.grids) == 1
    assert "字典" in document.notices[0]


def test_formula_errors_are_found(workbook: Path) -> None:
    (grid,) = read(workbook).grids

    assert grid.faults == {(5, 1): "#DIV/0!"}


def test_the_extension_does_not_matter(workbook: Path) -> None:
    renamed = workbook.rename(workbook.with_suffix(".csv"))

    assert read(renamed).grids[0].sheet == "甲县"


def test_a_stray_cell_far_out_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "远.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        sheet.write("A1", "名称")
        sheet.write(1_048_575, 16_383, "x")

    with pytest.raises(FileProblem, match="范围过大"):
        read(path)


@pytest.mark.parametrize("cut", [100, 1000, 3000])
def test_a_truncated_file_is_reported(workbook: Path, cut: int) -> None:
    workbook.write_bytes(workbook.read_bytes()[:cut])

    with pytest.raises(FileProblem, match="损坏"):
        read(workbook)


def test_damaged_xml_is_reported(workbook: Path) -> None:
    broken = workbook.with_name("坏.xlsx")
    with zipfile.ZipFile(workbook) as source, zipfile.ZipFile(broken, "w") as target:
        for name in source.namelist():
            content = source.read(name)
            target.writestr(name, content[: len(content) // 2] if "sheet1" in name else content)

    with pytest.raises(FileProblem, match="损坏"):
        read(broken)


def rewritten(path: Path, member: str, old: str, new: str) -> Path:
    changed = path.with_name("改.xlsx")
    with zipfile.ZipFile(path) as source, zipfile.ZipFile(changed, "w") as target:
        for name in source.namelist():
            content = source.read(name)
            if name.endswith(member):
                assert old.encode() in content
                content = content.replace(old.encode(), new.encode())
            target.writestr(name, content)
    return changed


def old_workbook(path: Path) -> Path:
    book = xlwt.Workbook(encoding="utf-8")
    sheet = book.add_sheet("甲县")
    sheet.write_merge(0, 0, 0, 2, "成果汇总表")
    for column, header in enumerate(["单位", "电话", "日期"]):
        sheet.write(1, column, header)
    sheet.write_merge(2, 3, 0, 0, "广西大学")
    sheet.write(2, 1, 13800001234)
    sheet.write(2, 2, datetime(2025, 3, 1), xlwt.easyxf(num_format_str='yyyy"年"m"月"d"日"'))  # noqa: DTZ001
    sheet.write(3, 1, "0773-2290000")
    for name, visibility in (("字典", 1), ("参数", 2)):
        book.add_sheet(name).visibility = visibility
    book.save(str(path))
    return path


@pytest.mark.parametrize("name", ["清单.xls", "清单.et"])
def test_old_workbooks(tmp_path: Path, name: str) -> None:
    document = read(old_workbook(tmp_path / name))

    (grid,) = document.grids
    assert grid.rows == [
        ["成果汇总表"] * 3,
        ["单位", "电话", "日期"],
        ["广西大学", 13800001234, date(2025, 3, 1)],
        ["广西大学", "0773-2290000", ""],
    ]
    assert ["字典" in document.notices[0], "参数" in document.notices[1]] == [True, True]


OPEN_DOCUMENT = """<?xml version="1.0" encoding="UTF-8"?>
<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"
 xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" office:version="1.2">
<office:automatic-styles><style:style style:name="no" style:family="table"><style:table-properties table:display="false"/>
</style:style></office:automatic-styles><office:body><office:spreadsheet>
<table:table table:name="甲县">
<table:table-row><table:table-cell office:value-type="string"><text:p>单位</text:p></table:table-cell>
<table:table-cell office:value-type="string"><text:p>价格</text:p></table:table-cell></table:table-row>
<table:table-row><table:table-cell table:number-rows-spanned="2" table:number-columns-spanned="1" office:value-type="string">
<text:p>广西大学</text:p></table:table-cell><table:table-cell office:value-type="float" office:value="3.5"/></table:table-row>
<table:table-row><table:covered-table-cell/>
<table:table-cell office:value-type="date" office:date-value="2025-03-01"/></table:table-row>
<table:table-row table:number-rows-repeated="1048570"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>
</table:table>
<table:table table:name="字典" table:style-name="no"><table:table-row>
<table:table-cell office:value-type="string"><text:p>x</text:p></table:table-cell></table:table-row></table:table>
</office:spreadsheet></office:body></office:document-content>"""
SPREADSHEET = "application/vnd.oasis.opendocument.spreadsheet"


def test_open_document_workbooks(tmp_path: Path) -> None:
    path = tmp_path / "清单.ods"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", SPREADSHEET)
        archive.writestr("content.xml", OPEN_DOCUMENT.replace("\n", ""))
        archive.writestr(
            "META-INF/manifest.xml",
            '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
            f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{SPREADSHEET}"/></manifest:manifest>',
        )

    document = read(path)

    (grid,) = document.grids
    assert grid.rows == [["单位", "价格"], ["广西大学", 3.5], ["广西大学", date(2025, 3, 1)]]
    assert "字典" in document.notices[0]


def test_what_openpyxl_writes(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "成果"
    for row in (
        ["成果名称", "价格", "电话", "时长", "编号"],
        ["节能窑炉", "=1+2", 1.38e10, timedelta(hours=30), "00123"],
        ["采摘机", "５００", "0779-1", None, 4.201061990010113e17],
    ):
        sheet.append(row)
    sheet["D2"].number_format = "[h]:mm"
    sheet.row_dimensions[3].hidden = True
    book.create_chartsheet("图")
    book.create_sheet("参数").sheet_state = "veryHidden"
    path = tmp_path / "清单.xlsx"
    book.save(path)

    document = read(path)

    (grid,) = document.grids
    assert grid.rows[1] == ["节能窑炉", "", 13800000000, timedelta(hours=30), "00123"]
    assert grid.rows[2] == ["采摘机", "５００", "0779-1", "", 4.201061990010113e17]
    assert document.notices == (
        "“成果”有 1 个公式没有保存计算结果（如 B2），按空白处理；请用 WPS/Excel 打开并保存后重新导入。",
        "“成果”第 3 行是隐藏行，也已读取；如不需要，请删除后重新导入。",
        "隐藏的工作表“参数”未读取；如需导入，请取消隐藏后重新导入。",
    )


def test_a_formula_that_gave_an_empty_text_is_no_fault(tmp_path: Path) -> None:
    path = tmp_path / "清单.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        sheet.write("A1", "名称")
        sheet.write_formula("B1", '=IF(A1="","x","")', value="")

    assert len(read(path).notices) == 1
    assert read(rewritten(path, "sheet1.xml", '<c r="B1">', '<c r="B1" t="str">')).notices == ()


def test_a_sheet_that_lies_about_its_extent(workbook: Path) -> None:
    liar = rewritten(workbook, "sheet1.xml", '<dimension ref="B3:E7"/>', '<dimension ref="A1:XFD1048576"/>')

    assert read(liar).grids[0].rows == read(workbook).grids[0].rows


def test_readings_of_characters_are_no_text(workbook: Path) -> None:
    path = rewritten(
        workbook,
        "sharedStrings.xml",
        "<t>甲</t>",
        '<r><t>高</t></r><r><t>桥</t></r><rPh sb="0" eb="1"><t>gao</t></rPh>',
    )

    assert read(path).grids[0].rows[4][0] == "高桥"


def test_a_sheet_of_one_column(tmp_path: Path) -> None:
    path = tmp_path / "清单.xlsx"
    with xlsxwriter.Workbook(path) as book:
        book.add_worksheet().write_column("A1", ["成果名称", "节能窑炉"])

    assert read(path).grids[0].rows == [["成果名称"], ["节能窑炉"]]


@pytest.mark.parametrize(
    ("head", "offset", "count"),
    [(b"\x00\x02\x0e\x00", 4, 40_000), (b"\x00\x02\x0e\x00", 8, 2**31), (b"\xfc\x00", 8, 2**31)],
    ids=["rows from far below", "rows to far below", "shared strings"],
)
def test_wild_counts_of_an_old_workbook_are_refused(
    tmp_path: Path, head: bytes, offset: int, count: int
) -> None:
    path = old_workbook(tmp_path / "清单.xls")
    content = bytearray(path.read_bytes())
    struct.pack_into("<I", content, content.index(head, 512) + offset, count)
    path.write_bytes(content)

    with pytest.raises(FileProblem, match="损坏"):
        read(path)
