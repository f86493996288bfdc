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
