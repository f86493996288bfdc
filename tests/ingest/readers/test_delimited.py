from pathlib import Path

import pytest

from ingest.readers import FileProblem, read
from ingest.readers.delimited import find_delimiter

TEXT = '成果名称,完成单位,简介\r\n甲,广西大学,"一行，\r\n二行"\r\n\r\n乙,桂林理工大学,无\r\n'


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "gbk", "utf-16"])
def test_encodings(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "成果.csv"
    path.write_bytes(TEXT.encode(encoding))

    (grid,) = read(path).grids

    assert grid.sheet == "成果"
    assert grid.rows == [
        ["成果名称", "完成单位", "简介"],
        ["甲", "广西大学", "一行，\r\n二行"],
        [],
        ["乙", "桂林理工大学", "无"],
    ]


@pytest.mark.parametrize("delimiter", [",", "\t", ";", "，", "|"])
def test_delimiters(tmp_path: Path, delimiter: str) -> None:
    path = tmp_path / "x.txt"
    path.write_text(
        f"清单\n名称{delimiter}单位{delimiter}电话\n甲{delimiter}乙{delimiter}1\n", encoding="utf-8"
    )

    assert read(path).grids[0].rows[1] == ["名称", "单位", "电话"]
    assert find_delimiter(path.read_text(encoding="utf-8")) == delimiter


def test_big5_is_read_when_it_is_no_gb18030(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_bytes("名稱,單位\n資訊,臺灣大學\n".encode("big5") + b"\xa4\x40\xff"[:2])

    assert len(read(path).grids[0].rows) == 3


def test_undecodable_bytes_are_reported(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_bytes(b"\xff\xfe\x00\xd8\x00")

    with pytest.raises(FileProblem, match="编码"):
        read(path)


def test_a_huge_cell_is_read_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_text("名称,单位\n" + "字" * 1_000_000 + ",乙\n", encoding="utf-8")

    cell = read(path).grids[0].rows[1][0]

    assert isinstance(cell, str)
    assert len(cell) == 1_000_000


def kept(folder: Path, text: str) -> Path:
    path = folder / "x.txt"
    path.write_text(text, encoding="utf-8", newline="")
    return path


def test_the_delimiter_that_excel_names_is_no_row(tmp_path: Path) -> None:
    path = kept(tmp_path, "sep=|\r\n名称|单位,电话\r\n甲|乙,1\r\n")

    assert read(path).grids[0].rows == [["名称", "单位,电话"], ["甲", "乙,1"]]


def test_line_ends_of_old_macs(tmp_path: Path) -> None:
    assert read(kept(tmp_path, "名称,单位\r甲,乙\r")).grids[0].rows == [["名称", "单位"], ["甲", "乙"]]


def test_ragged_rows_are_kept_as_they_are(tmp_path: Path) -> None:
    rows = read(kept(tmp_path, "名称,单位,电话\n甲\n乙,丙,1,多\n")).grids[0].rows

    assert rows == [["名称", "单位", "电话"], ["甲"], ["乙", "丙", "1", "多"]]


def test_a_quote_without_its_partner_swallows_no_rows(tmp_path: Path) -> None:
    document = read(kept(tmp_path, '名称,单位,电话\n"甲,乙,1\n丙,丁,2\n戊,己,3\n'))

    assert document.grids[0].rows[1:] == [['"甲', "乙", "1"], ["丙", "丁", "2"], ["戊", "己", "3"]]
    assert "引号不成对" in document.notices[0]


def test_columns_set_off_by_blanks(tmp_path: Path) -> None:
    text = "2026年成果清单\n序号  成果名称      完成单位      联系电话\n1     节能窑炉      桂林理工大学  0773-1\n2     无人 采摘机                 0773-2\n"

    assert read(kept(tmp_path, text)).grids[0].rows == [
        ["2026年成果清单"],
        ["序号", "成果名称", "完成单位", "联系电话"],
        ["1", "节能窑炉", "桂林理工大学", "0773-1"],
        ["2", "无人 采摘机", "", "0773-2"],
    ]


def test_lines_of_a_form_become_one_column(tmp_path: Path) -> None:
    lines = [
        "企业技术需求表",
        "需求名称：水下机器人，耐压30米",
        "需求单位：北海渔业公司",
        "",
        "联系人:李雷，电话 0779-1",
    ]

    assert read(kept(tmp_path, "\n".join(lines))).grids[0].rows == [[line] for line in lines]


def test_a_row_wider_than_any_spreadsheet_is_cut_and_told(tmp_path: Path) -> None:
    path = tmp_path / "清单.csv"
    path.write_text("成果名称,完成单位\n甲,乙\n" + "," * 20_000, "utf-8")
    document = read(path)
    assert len(document.grids[0].rows[2]) == 16_384
    assert document.notices == ("第 3 行超过 16384 列，多出的没有读取。",)
