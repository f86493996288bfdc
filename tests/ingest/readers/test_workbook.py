from datetime import date, datetime
from pathlib import Path

import pytest
import xlsxwriter

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
    import zipfile

    broken = workbook.with_name("坏.xlsx")
    with zipfile.ZipFile(workbook) as source, zipfile.ZipFile(broken, "w") as target:
        for name in source.namelist():
            content = source.read(name)
            target.writestr(name, content[: len(content) // 2] if "sheet1" in name else content)

    with pytest.raises(FileProblem, match="损坏"):
        read(broken)
