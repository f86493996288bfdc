"""Judging matches from the command line: one by one, a table at a time, taken back, watched, and carried along."""

import csv
from dataclasses import replace
from pathlib import Path

import pytest

from graph.model.judgements import judgement_id
from graph.store import Store
from tests.cli.conftest import ACHIEVEMENTS, Run, write_csv
from tests.conftest import empty

HEADER = ["需求编号", "成果编号", "研判", "原因", "备注"]


@pytest.fixture
def listed(graph: Store, lists: Path, run: Run) -> Store:
    """Two small lists in the graph, not matched."""
    assert run("ingest", lists).code == 0
    return graph


def test_a_judgement_is_kept_and_told(listed: Store, run: Run) -> None:
    said = run("judge", "N-1", "A-1", "--verdict", "可谈", "--reason", "太早期", "--by", "覃岚")
    assert "“高镍三元电解液配方开发”与“高电压三元电池用含氟电解液及其制备”可谈（太早期）" in said.stdout
    assert "运行 duijie match 后" in said.stdout
    (one,) = run("judgements", "--json").json["judgements"]
    assert one["demand"] == {
        "id": listed.find("N-1")[0].id,
        "code": "N-1",
        "title": "高镍三元电解液配方开发",
    }
    assert (one["verdict"], one["level"], one["reason"], one["by"]) == ("talk", 3, "early", "覃岚")
    assert one["maturity"] is not None
    assert "可谈（太早期）" in run("judgements", "N-1").stdout
    assert run("judgements", "N-2", "--json").json == {"judgements": []}


def test_english_words_and_the_name_of_the_user(listed: Store, run: Run) -> None:
    said = run("judge", "N-1", "A-3", "--verdict", "unrelated", "--reason", "direction", "--json").json
    assert (said["verdict"], said["reason"]) == ("unrelated", "direction")
    assert said["by"]


def test_a_later_word_takes_the_place_of_the_first(listed: Store, run: Run) -> None:
    run("judge", "N-1", "A-1", "--verdict", "合适", "--by", "覃岚")
    first = listed.judgements.all()[0]
    listed._client.write("write/drop_judgement", id=first.id)
    earlier = "2026-01-01T00:00:00+00:00"
    id_ = judgement_id(first.demand, first.supply, first.by, earlier)
    listed.judgements.add(replace(first, id=id_, at=earlier))
    run("judge", "N-1", "A-1", "--verdict", "不合适", "--by", "覃岚")
    found = run("judgements", "--json").json["judgements"]
    assert [(j["verdict"], j["standing"]) for j in found] == [("unrelated", True), ("talk", False)]
    assert "同一人后来改判" in run("judgements").stdout


def test_wrong_usage_says_what_to_write(listed: Store, run: Run) -> None:
    unknown = run("judge", "N-1", "A-1", "--verdict", "还行")
    assert (unknown.code, "应推、可谈、相关领域、无关" in unknown.stderr) == (2, True)
    assert run("judge", "N-1", "A-1").code == 2
    assert "没有编号、id 或名称为“A-9”" in run("judge", "N-1", "A-9", "--verdict", "可谈").error
    assert "不在需求侧" in run("judge", "A-1", "A-1", "--verdict", "可谈").error
    assert "不带原因" in run("judge", "N-1", "A-1", "--verdict", "应推", "--reason", "太贵").error
    assert listed.judgements.all() == []


def test_a_judgement_can_be_taken_back(listed: Store, run: Run) -> None:
    id_ = run("judge", "N-1", "A-1", "--verdict", "应推", "--json").json["id"]
    said = run("judgements", "--undo", id_).stdout
    assert f"已撤销研判 {id_}：“高镍三元电解液配方开发”与" in said
    assert listed.judgements.all() == []
    assert "没有编号为" in run("judgements", "--undo", id_).error


def test_a_table_goes_in_and_what_is_wrong_is_told(listed: Store, run: Run, settings_env: Path) -> None:
    rows = [
        HEADER,
        ["N-1", "A-1", "应推", "", ""],
        ["N-1", "A-2", "一般", "", ""],
        ["N-2", "A-2", "4", "", ""],
    ]
    said = run("judge", "--file", write_csv(settings_env / "六月.csv", rows), "--by", "覃岚")
    assert (said.code, "六月.csv：记下 1 行" in said.stdout) == (1, True)
    assert "六月.csv 工作表“六月”第 3 行“研判”列：看不懂“一般”" in said.stderr
    assert "第 4 行“研判”列：看不懂“4”" in said.stderr
    good = write_csv(settings_env / "七月.csv", [HEADER, ["N-2", "A-2", "可谈", "太贵", ""]])
    assert run("judge", "--file", good, "--json").json == {"taken": 1, "known": 0, "problems": []}
    assert run("judge", "--file", good, "--json").json["known"] == 1
    assert run("judge", "N-1", "--file", good).code == 2
    assert "没有找到研判表" in run("judge", "--file", write_csv(settings_env / "空.csv", [["a", "b"]])).error


def test_the_written_table_is_what_rankings_are_measured_on(
    listed: Store, run: Run, settings_env: Path
) -> None:
    run("judge", "N-1", "A-1", "--verdict", "应推", "--by", "覃岚")
    run(
        "judge",
        "N-1",
        "A-3",
        "--verdict",
        "无关",
        "--reason",
        "方向不符",
        "--note",
        "不是电池",
        "--by",
        "覃岚",
    )
    target = settings_env / "judgements.csv"
    assert run("judgements", "--csv", target).code == 0
    with target.open(encoding="utf-8-sig") as file:
        rows = {row["achievement_id"]: row for row in csv.DictReader(file)}
    assert {code: (row["need_id"], row["level"]) for code, row in rows.items()} == {
        "A-1": ("N-1", "4"),
        "A-3": ("N-1", "1"),
    }
    assert (rows["A-3"]["reason"], rows["A-3"]["note"], rows["A-3"]["by"]) == ("方向不符", "不是电池", "覃岚")
    assert run("judge", "--file", target, "--json").json == {"taken": 0, "known": 2, "problems": []}


def test_what_came_too_early_wakes_when_a_new_list_says_it_has_grown_up(
    listed: Store, run: Run, settings_env: Path
) -> None:
    run("judge", "N-2", "A-2", "--verdict", "可谈", "--reason", "太早期", "--by", "覃岚")
    run("judge", "N-1", "A-1", "--verdict", "可谈", "--reason", "太贵", "--by", "覃岚")
    (asleep,) = run("watchlist", "--json").json["pairs"]
    assert (asleep["awake"], asleep["judgement"]["supply"]["code"]) == (False, "A-2")
    assert "等待" in run("watchlist").stdout
    assert run("watchlist", "--awake", "--json").json == {"count": 0, "pairs": []}

    grown = [[*row[:4], "产业化", row[5]] if row[0] == "A-2" else row for row in ACHIEVEMENTS]
    assert run("ingest", write_csv(settings_env / "lists" / "成果清单.csv", grown)).code == 0
    (awake,) = run("watchlist", "--awake", "--json").json["pairs"]
    assert awake["maturity_now"] > awake["judgement"]["maturity"]
    assert "可再谈" in run("watchlist").stdout


def test_judgements_follow_a_merge_and_its_undo(listed: Store, run: Run) -> None:
    run("judge", "N-1", "A-1", "--verdict", "应推", "--by", "覃岚")
    run("judge", "N-1", "A-2", "--verdict", "相关领域", "--by", "覃岚")
    before = listed.judgements.all()
    survivor, absorbed = (listed.find(code)[0].id for code in ("A-2", "A-1"))
    merged = run("merge", "A-2", "A-1", "--json").json["id"]
    assert {j.supply for j in listed.judgements.all()} == {survivor}
    assert len(listed.judgements.of_item(survivor)) == 2
    assert listed.judgements.of_item(absorbed) == []
    assert run("undo", merged).code == 0
    assert listed.judgements.all() == before


def test_export_and_import_carry_judgements_also_of_merged_items(
    listed: Store, run: Run, settings_env: Path
) -> None:
    run("judge", "N-1", "A-1", "--verdict", "可谈", "--reason", "太早期", "--note", "等中试", "--by", "覃岚")
    before = listed.judgements.all()
    merged = run("merge", "A-2", "A-1", "--json").json["id"]
    after = listed.judgements.all()
    first, second = settings_env / "一.jsonl.gz", settings_env / "二.jsonl.gz"
    assert run("export", first).code == 0
    empty(listed._client)
    assert run("import", first).code == 0
    assert listed.judgements.all() == after != before
    assert run("export", second).code == 0
    assert first.read_bytes() == second.read_bytes()
    assert run("undo", merged).code == 0
    assert listed.judgements.all() == before


def test_taking_the_lists_in_again_keeps_judgements(listed: Store, run: Run, lists: Path) -> None:
    run("judge", "N-1", "A-1", "--verdict", "应推")
    before = listed.judgements.all()
    changed = [[*row[:3], "改过的简介", *row[4:]] if row[0] == "A-1" else row for row in ACHIEVEMENTS]
    assert run("ingest", write_csv(lists / "成果清单.csv", changed)).code == 0
    assert run("ingest", write_csv(lists / "成果清单.csv", ACHIEVEMENTS[:1] + ACHIEVEMENTS[2:])).code == 0
    assert listed.find("A-1")[0].withdrawn is not None
    assert listed.judgements.all() == before
