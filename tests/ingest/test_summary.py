from pathlib import Path

from ingest.records import parse
from ingest.summary import MOST_LINES, column_lines, notice_lines
from tests.ingest.lists import Cell, write_csv

HEADER: list[Cell] = ["序号", "需求名称", "意向投入", "企业名称", "传真", "需求描述"]


def row(number: int, amount: Cell, name: str = "") -> list[Cell]:
    return [number, name or f"第{number}号需求", amount, "漓江窑炉有限公司", "0773-1", "外壁过热"]


def test_columns_by_what_became_of_them(tmp_path: Path) -> None:
    parsed = parse(write_csv(tmp_path / "需求.csv", [HEADER, row(1, "5万元")]))
    assert column_lines(parsed) == [
        "读懂的列：需求名称，意向投入→拟投入资金，企业名称，需求描述",
        "没有对应字段、原样保留的列：传真",
        "不需要的列：序号",
    ]


def test_notices_of_one_sort_are_one_line(tmp_path: Path) -> None:
    rows = [row(n, 350_000 + n) for n in range(1, 8)]
    (line,) = notice_lines(parse(write_csv(tmp_path / "需求.csv", [HEADER, *rows])))
    assert line.startswith("“意向投入”列 7 处：没有写金额单位")
    assert line.endswith("首见 需求 第 2 行。")


def test_a_single_notice_says_where(tmp_path: Path) -> None:
    (line,) = notice_lines(parse(write_csv(tmp_path / "需求.csv", [HEADER, row(1, 350_000)])))
    assert line.startswith("需求 第 2 行“意向投入”列：没有写金额单位")


def test_a_flood_of_notices_is_cut_and_counted(tmp_path: Path) -> None:
    rows = [[f"N{n}", f"需求{n}", "甲厂", f"内容{m}"] for n in range(30) for m in range(2)]
    parsed = parse(
        write_csv(tmp_path / "需求.csv", [["需求编号", "需求名称", "企业名称", "需求描述"], *rows])
    )
    lines = notice_lines(parsed)
    assert len(lines) == MOST_LINES + 1
    assert lines[-1] == "……另有 10 条提醒，见 --json。"
