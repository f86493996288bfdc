"""Proposals, and what people decide about them, from the command line."""

from pathlib import Path

import pytest

from graph.store import Store
from tests.cli.conftest import Run, write_csv

HEADER = ["需求编号", "需求名称", "需求单位", "需求描述"]
DETAIL = "高镍正极配套电解液循环寿命不足需要新的成膜添加剂"


@pytest.fixture
def twice(graph: Store, run: Run, settings_env: Path) -> Store:
    """One need that two offices sent, under two titles and two names of the firm."""
    county = [HEADER, ["X-1", "高镍三元电解液配方开发", "桂林漓新能源有限公司", DETAIL]]
    city = [HEADER, ["S-7", "高镍三元电解液配方开发技术研究", "桂林市漓新能源有限责任公司", DETAIL]]
    for name, rows in (("县需求.csv", county), ("市需求.csv", city)):
        assert run("ingest", write_csv(settings_env / name, rows)).code == 0
    return graph


def test_proposals_tell_why(twice: Store, run: Run) -> None:
    said = run("duplicates", "--json").json
    assert [(p["label"], p["names"]) for p in said["proposals"]] == [
        ("Need", ["高镍三元电解液配方开发", "高镍三元电解液配方开发技术研究"]),
        ("Organization", ["桂林漓新能源有限公司", "桂林市漓新能源有限责任公司"]),
    ] or said["count"] == 2
    need = next(p for p in said["proposals"] if p["label"] == "Need")
    assert {e["kind"] for e in need["evidence"]} == {"title", "organization", "text", "places", "code"}
    assert run("duplicates", "--kind", "organization", "--json").json["count"] == 1
    shown = run("duplicates").stdout
    assert "可能重复 2 对" in shown
    assert "名称只差字尾" in shown
    assert run("duplicates", "--kind", "不知道").code == 2


def test_merge_undo_and_the_record_of_both(twice: Store, run: Run) -> None:
    done = run("merge", "X-1", "S-7", "--by", "覃科长", "--reason", "电话核实", "--json").json
    assert (done["action"], done["by"], done["reason"]) == ("merge", "覃科长", "电话核实")
    assert twice.counts()["Need"] == 1
    assert run("duplicates", "--kind", "need", "--json").json["count"] == 0
    undone = run("undo", done["id"], "--by", "韦科长", "--json").json
    assert undone["undone_by"] == "韦科长"
    assert twice.counts()["Need"] == 2
    (one,) = run("decisions", "--json").json["decisions"]
    assert one == undone
    assert "电话核实" in run("decisions").stdout
    again = run("undo", done["id"])
    assert (again.code, "已于" in again.error) == (1, True)


def test_two_called_different_are_not_proposed_again(twice: Store, run: Run) -> None:
    assert "不是同一个" in run("split", "X-1", "S-7").stdout
    assert run("duplicates", "--kind", "need", "--json").json["count"] == 0
    (decision,) = run("decisions", "--json").json["decisions"]
    assert decision["by"]
    assert run("undo", decision["id"]).code == 0
    assert run("duplicates", "--kind", "need", "--json").json["count"] == 1


def test_a_row_is_taken_out_of_an_item(twice: Store, run: Run, settings_env: Path) -> None:
    other = [HEADER, ["X-1", "柑橘分级机器视觉", "桂林漓新能源有限公司", "分级不准"]]
    run("ingest", write_csv(settings_env / "灵川需求.csv", other))
    assert twice.counts()["Need"] == 2
    assert run("split", "X-1", "--list", "不在的.csv").code == 2
    said = run("split", "X-1", "--list", "灵川需求.csv", "--json").json
    assert said["action"] == "split"
    assert twice.counts()["Need"] == 3
    assert run("split", "X-1").code == 2


def test_organisations_by_name(twice: Store, run: Run) -> None:
    said = run("merge", "桂林漓新能源有限公司", "桂林市漓新能源有限责任公司")
    assert "并入“桂林漓新能源有限公司”" in said.stdout
    assert twice.counts()["Organization"] == 1
    missing = run("merge", "桂林漓新能源有限公司", "没有这家")
    assert (missing.code, "没有这家" in missing.error) == (1, True)
