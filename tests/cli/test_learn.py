"""`duijie learn`, `weights`, `evaluate` on a graph of judged pairs."""

import csv
from pathlib import Path

import pytest

from graph.store import Store
from matching.weights import SHIPPED
from tests.cli.conftest import Run

MATTERS = "高镍电解液 柑橘黄龙病 高盐废水 桥梁声发射 茶多酚提取 桑蚕丝敷料".split()


def write(path: Path, rows: list[list[str]]) -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)
    return path


@pytest.fixture
def judged(graph: Store, run: Run, settings_env: Path) -> Path:
    """Six needs and twenty-four achievements in the graph, and a table that judges four of each need."""
    needs = [[f"X{n}", f"{matter}技术难题", f"需要{matter}工艺"] for n, matter in enumerate(MATTERS)]
    offers = [
        [f"C{n}{way}", f"{matter}{name}"]
        for n, matter in enumerate(MATTERS)
        for way, name in enumerate(("方法", "装置", "检测系统", "标准"))
    ]
    lists = (
        write(settings_env / "技术需求清单.csv", [["需求编号", "需求名称", "需求内容"], *needs]),
        write(settings_env / "科技成果清单.csv", [["成果编号", "成果名称"], *offers]),
    )
    assert run("ingest", *lists).code == 0
    table = [["need_id", "achievement_id", "level"]]
    for n in range(6):
        table += [[f"X{n}", f"C{n}{way}", level] for way, level in ((0, "4"), (1, "3"), (2, "3"))]
        table += [[f"X{n}", f"C{(n + 2) % 6}{way}", "1"] for way in range(3)]
    return write(settings_env / "judgements.csv", table)


def test_the_ranking_is_measured_beside_others(judged: Path, run: Run) -> None:
    said = run("evaluate", judged, "--json").json
    assert (said["weights"], said["rows_left_out"]) == (SHIPPED, 0)
    ours = said["sides"]["demand"]["全部"]["duijie"]
    assert (ours["items"], ours["pairs"]) == (6, 36)
    assert ours["auc"] == ours["recall"] == 1.0
    assert set(said["sides"]["demand"]["全部"]) == {"duijie", "bm25", "characters", "random"}
    shown = run("evaluate", judged).stdout
    assert "nDCG@10" in shown
    assert "供给侧" in shown


def test_rows_that_are_not_in_the_graph_are_told_and_the_rest_counts(judged: Path, run: Run) -> None:
    with judged.open("a", encoding="utf-8") as file:
        file.write("X0,没有的编号,4\nX1,C10,5\n")
    said = run("evaluate", judged, "--json")
    assert said.json["rows_left_out"] == 2
    assert said.json["sides"]["demand"]["全部"]["duijie"]["pairs"] == 36
    assert "“没有的编号”不在图谱的供给侧" in said.stderr
    assert "第 39 行" in said.stderr


def test_a_table_without_a_known_pair_is_an_error(graph: Store, run: Run, settings_env: Path) -> None:
    table = write(
        settings_env / "judgements.csv", [["need_id", "achievement_id", "level"], ["X9", "C9", "4"]]
    )
    said = run("evaluate", table)
    assert said.code == 1
    assert "没有一对在图谱里" in said.error


def test_few_judgements_change_nothing(judged: Path, run: Run) -> None:
    run("judge", "X0", "C00", "--verdict", "应推", "--by", "韦一舟")
    said = run("learn", "--json").json
    assert (said["installed"], said["in_use"]) == (False, SHIPPED)
    assert "至少要 30 对" in said["why"]


def test_judgements_are_learned_and_every_match_tells_the_version(
    judged: Path, graph: Store, run: Run
) -> None:
    assert run("match").code == 0
    assert run("judge", "--file", judged, "--by", "韦一舟").code == 0
    tried = run("learn", "--dry-run", "--json").json
    assert (tried["installed"], tried["in_use"]) == (False, SHIPPED)
    said = run("learn", "--json").json
    assert said["installed"], said
    version = said["in_use"]
    assert version == tried["version"] != SHIPPED
    assert said["shipped"]["pairs"] == 36
    listed = run("weights", "--json").json
    assert (listed["in_use"], [one["version"] for one in listed["versions"]]) == (version, [SHIPPED, version])
    assert run("learn", "--json").json["why"] == "没有新的研判，权重不变。"

    before = {(row["start"], row["end"]): row["properties"] for row in graph.match_pairs()}
    assert {properties["weights"] for properties in before.values()} == {SHIPPED}
    run("match")
    assert {row["properties"]["weights"] for row in graph.match_pairs()} == {version}


def test_a_ranking_is_made_again_by_its_version(judged: Path, graph: Store, run: Run) -> None:
    run("judge", "--file", judged, "--by", "韦一舟")
    run("match")
    first = graph.match_pairs()
    run("learn")
    run("match")
    assert graph.match_pairs() != first
    run("match", "--weights", SHIPPED)
    again = graph.match_pairs()

    def ranked(rows: list[dict[str, dict[str, object]]]) -> list[tuple[object, ...]]:
        names = ("score", "rank_for_demand", "rank_for_supply", "grade", "weights")
        return sorted(
            (row["start"], row["end"], *(row["properties"][name] for name in names)) for row in rows
        )

    assert ranked(again) == ranked(first)


def test_a_version_that_is_not_there_is_told(graph: Store, run: Run) -> None:
    for said in (run("weights", "--use", "weights-9"), run("match", "--weights", "weights-9")):
        assert said.code == 1
        assert "没有权重版本“weights-9”" in said.error
