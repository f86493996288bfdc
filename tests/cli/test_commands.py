"""The contract of the command line: what each command does, its JSON, its exit code."""

import csv
import json
import subprocess
import sys
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from graph.store import Store
from tests.cli.conftest import NEEDS, Run, write_csv


def test_ingest_reports_each_file_and_row(graph: Store, lists: Path, run: Run) -> None:
    files = {f["file"]: f for f in run("ingest", lists, "--json").json["files"]}
    needs = files["需求清单.csv"]
    assert (needs["kinds"], needs["read"], needs["accepted"], needs["rejected"], needs["duplicate"]) == (
        ["need"],
        3,
        2,
        1,
        0,
    )
    assert needs["changes"] == {"new": 2}
    assert [(e["row"], e["column"]) for e in needs["errors"]] == [(4, "需求名称")]
    assert graph.counts()["Need"] == 2
    again = run("ingest", lists, "--json").json["files"]
    assert all(f["again"] for f in again)


def test_ingest_dry_run_gives_rows_and_writes_nothing(graph: Store, lists: Path, run: Run) -> None:
    said = run("ingest", lists / "需求清单.csv", "--dry-run", "--json").json["files"][0]
    assert [row["code"] for row in said["rows"]] == ["N-1", "N-2"]
    assert said["rows"][0]["fields"]["budget"] == {
        "min": 500000, "max": 2000000, "currency": "CNY", "raw": "50-200", "unit_source": "header",
    }  # fmt: skip
    assert "budget" not in said["rows"][1]["fields"]
    assert graph.counts() == {"SchemaVersion": graph.counts()["SchemaVersion"]}


def test_a_file_that_cannot_be_read_is_told_and_the_rest_goes_in(graph: Store, lists: Path, run: Run) -> None:
    (lists / "坏.xlsx").write_bytes(b"PK not a workbook")
    said = run("ingest", lists, "--json")
    assert said.code == 1
    bad = next(f for f in said.json["files"] if f["file"] == "坏.xlsx")
    assert bad["errors"][0]["problem"]
    assert bad["errors"][0]["hint"]
    assert graph.counts()["Need"] == 2


def test_ingest_for_people(graph: Store, lists: Path, run: Run) -> None:
    said = run("ingest", lists)
    assert said.code == 0
    assert "需求清单.csv / 需求清单 第 4 行“需求名称”列" in said.stdout


def test_match_tells_pairs_and_time_and_does_nothing_twice(graph: Store, lists: Path, run: Run) -> None:
    run("ingest", lists)
    first, second = run("match", "--json").json, run("match", "--json").json
    assert first["fresh"] == 5
    assert first["matches"] == first["written"] > 0
    assert (second["fresh"], second["written"], second["compared"]) == (0, 0, 0)
    assert second["matches"] == first["matches"]


def test_matches_ranks_the_right_one_first_from_both_sides(matched: Store, run: Run) -> None:
    for key, side, best in (
        ("N-1", "demand", "A-1"),
        ("柑橘黄龙病田间早期检测", "demand", "A-2"),
        ("A-2", "supply", "N-2"),
    ):
        said = run("matches", key, "--format", "json").json["matches"][side]
        assert said[0]["item"]["code"] == best
        assert said[0][f"rank_for_{side}"] == 1
        assert said[0]["reasons"]
        assert 0 < said[0]["score"] < 1


def test_matches_as_table_csv_and_excel(matched: Store, run: Run, settings_env: Path) -> None:
    assert "A-1" in run("matches", "N-1").stdout
    rows = list(csv.DictReader(run("matches", "N-1", "--format", "csv").stdout.splitlines()))
    assert rows[0]["编号"] == "A-1"
    target = settings_env / "匹配.xlsx"
    assert run("matches", "N-1", "--format", "xlsx", "--output", target).code == 0
    sheet = CalamineWorkbook.from_path(target).get_sheet_by_index(0).to_python()
    assert sheet[0][0] == "方向"
    assert sheet[1][6] == "A-1"
    assert run("matches", "N-1", "--format", "xlsx").code == 2


def test_an_unknown_item_is_told_with_what_is_near(matched: Store, run: Run) -> None:
    said = run("matches", "黄龙病")
    assert said.code == 1
    assert "柑橘黄龙病" in said.error


@pytest.mark.parametrize(
    ("side", "text", "best"), [("supply", "黄龙病快速检测", "A-2"), ("demand", "电解液添加剂", "N-1")]
)
def test_search(matched: Store, run: Run, side: str, text: str, best: str) -> None:
    hits = run("search", text, "--side", side, "--top", "2", "--json").json["hits"]
    assert hits[0]["code"] == best
    assert [hit["rank"] for hit in hits] == list(range(1, len(hits) + 1))


def test_search_for_nothing_in_common(matched: Store, run: Run) -> None:
    assert run("search", "？？？", "--json").json["hits"] == []
    assert run("search", "  ").code == 2


def test_score_pairs_whether_candidates_or_not(matched: Store, run: Run, settings_env: Path) -> None:
    pairs = settings_env / "pairs.csv"
    pairs.write_text("need_id,achievement_id,备注\nN-1,A-1,甲\nN-1,A-3,乙\nN-2,A-2,丙\n", "utf-8")
    output = settings_env / "scores.csv"
    assert run("score", pairs, "--output", output).code == 0
    rows = list(csv.DictReader(output.read_text("utf-8-sig").splitlines()))
    assert [(r["need_id"], r["achievement_id"], r["备注"]) for r in rows] == [
        ("N-1", "A-1", "甲"),
        ("N-1", "A-3", "乙"),
        ("N-2", "A-2", "丙"),
    ]
    scores = [float(r["score"]) for r in rows]
    assert scores[0] > scores[1]
    assert scores[2] > scores[1]
    shown = run("score", pairs)
    assert [float(r["score"]) for r in csv.DictReader(shown.stdout.splitlines())] == scores


def test_score_tells_unknown_codes_and_missing_columns(matched: Store, run: Run, settings_env: Path) -> None:
    pairs = settings_env / "pairs.csv"
    pairs.write_text("need_id,achievement_id\nN-1,A-9\nN-2,A-2\n", "utf-8")
    said = run("score", pairs)
    assert said.code == 1
    assert "A-9" in said.stderr
    rows = list(csv.DictReader(said.stdout.splitlines()))
    assert rows[0]["score"] == ""
    assert float(rows[1]["score"]) > 0
    pairs.write_text("need,achievement\nN-1,A-1\n", "utf-8")
    assert "need_id" in run("score", pairs).error


def test_a_changed_row_moves_the_matches(matched: Store, run: Run, lists: Path) -> None:
    changed = [NEEDS[0], ["N-1", "低放射性球形硅微粉采购", "桂林漓新能源有限公司", "封装用球形硅微粉", ""]]
    newer = write_csv(lists / "需求清单（更新）.csv", changed)
    assert run("ingest", newer, "--json").json["files"][0]["changes"] == {"changed": 1, "withdrawn": 1}
    assert run("match", "--json").json["fresh"] == 1
    assert run("matches", "N-1", "--format", "json").json["matches"]["demand"][0]["item"]["code"] == "A-3"


def test_export_and_import_keep_the_whole_graph(matched: Store, run: Run, settings_env: Path) -> None:
    from tests.conftest import empty

    first, second = settings_env / "甲.jsonl.gz", settings_env / "乙.jsonl.gz"
    assert run("export", first).code == 0
    empty(matched._client)
    assert run("import", first).code == 0
    assert run("export", second).code == 0
    assert first.read_bytes() == second.read_bytes()
    assert run("match", "--json").json["fresh"] == 0


def test_import_refuses_what_is_not_an_export(graph: Store, run: Run, settings_env: Path) -> None:
    other = settings_env / "x.jsonl.gz"
    other.write_bytes(b"not gzip")
    assert "不是对接导出的" in run("import", other).error
    import gzip

    head = json.dumps({"format": "duijie-graph", "version": 1, "nodes": 2, "relationships": 0})
    other.write_bytes(gzip.compress(f"{head}\n".encode()))
    assert "不完整" in run("import", other).error


def test_doctor_and_encoders(graph: Store, run: Run) -> None:
    said = run("doctor", "--json").json
    assert said["ok"], said
    assert {c["check"] for c in said["checks"]} == {"文件夹", "软件包", "语义模型", "图数据库"}
    assert run("encoders", "--json").json["current"]["dimension"] > 0


def test_doctor_tells_how_to_mend(graph: Store, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DUIJIE_NEO4J_PASSWORD", "wrong-password")
    said = run("doctor", "--json")
    assert said.code == 1
    graph_check = next(c for c in said.json["checks"] if c["check"] == "图数据库")
    assert not graph_check["ok"]
    assert "DUIJIE_NEO4J_PASSWORD" in graph_check["mend"]


def test_wrong_usage_is_two(run: Run) -> None:
    assert run("ingest").code == 2
    assert run("nonsense").code == 2
    assert run("ingest", "does-not-exist.csv").code == 2


def test_a_real_process_prints_one_document_and_exits_with_one_on_failure(
    settings_env: Path, lists: Path
) -> None:
    command = [sys.executable, "-m", "cli.main"]
    good = subprocess.run(
        [*command, "ingest", lists, "--dry-run", "--json"], capture_output=True, text=True, check=False
    )
    assert good.returncode == 0
    assert {f["file"] for f in json.loads(good.stdout)["files"]} == {"需求清单.csv", "成果清单.csv"}
    (settings_env / "duijie.toml").write_text('no_such_setting = "x"\n')
    bad = subprocess.run([*command, "config"], capture_output=True, text=True, check=False)
    assert bad.returncode == 1
    assert "no_such_setting" in bad.stderr
    assert bad.stdout == ""
