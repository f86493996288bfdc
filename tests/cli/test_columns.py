"""`duijie columns`: explained as read, corrected once, remembered for every list of the form."""

from pathlib import Path

import pytest

from graph.store import Store
from tests.cli.conftest import Run, write_csv

HEADER = ["需求名称", "需求单位", "需求描述", "承担费用", "联系电话", "网上看法"]
ROWS = [HEADER, ["电机降噪", "桂林电机有限公司", "噪声大", "50万元", "13900000001", "好"]]


@pytest.fixture
def needs(settings_env: Path) -> Path:
    """A list with a column nobody knows."""
    return write_csv(settings_env / "需求.csv", ROWS)


def columns_of(run: Run, file: Path, *options: str) -> dict[str, dict[str, object]]:
    (table,) = run("columns", "explain", file, "--json", *options).json["tables"]
    return {column["header"]: column for column in table["columns"]}


def test_explain_tells_field_how_and_samples(run: Run, needs: Path) -> None:
    columns = columns_of(run, needs)

    assert columns["需求描述"] == {
        "header": "需求描述", "field": "detail", "title": "需求描述", "found": "exact", "confidence": 1.0,
        "samples": ["噪声大"],
    }  # fmt: skip
    assert columns["网上看法"]["field"] is columns["网上看法"]["found"] is None
    assert columns["联系电话"]["samples"] == ["***"]
    assert columns_of(run, needs, "--show-contacts")["联系电话"]["samples"] == ["13900000001"]
    shown = run("columns", "explain", needs)
    assert "没有认出" in shown.stdout
    assert "13900000001" not in shown.stdout


def test_a_correction_is_shown_remembered_listed_and_forgotten(run: Run, needs: Path, tmp_path: Path) -> None:
    said = run("columns", "map", needs, "--set", "承担费用=预算", "--set", "网上看法=ignore")
    assert said.code == 0
    assert all(word in said.stdout for word in ("承担费用", "原样保留", "预算", "不读"))

    shuffled = write_csv(tmp_path / "另一份.csv", [row[::-1] for row in ROWS])
    (file,) = run("ingest", shuffled, "--dry-run", "--json").json["files"]
    assert file["rows"][0]["fields"]["budget"]["min"] == 500_000
    assert columns_of(run, shuffled)["承担费用"]["found"] == "remembered"
    assert run("columns", "explain", shuffled, "--json").json["tables"][0]["remembered"] is True

    (entry,) = run("columns", "list", "--json").json
    assert entry["columns"] == {"承担费用": "budget", "网上看法": "ignore"}
    assert entry["fingerprint"] in run("columns", "list").stdout
    assert run("columns", "forget", entry["fingerprint"]).code == 0
    assert columns_of(run, shuffled)["承担费用"]["field"] is None
    assert "还没有" in run("columns", "list").stdout


@pytest.mark.parametrize(
    ("pair", "said"),
    [
        ("承担费用=budgt", "budget"),
        ("承担费=budget", "承担费用"),
        ("承担费用", "列名=字段"),
        ("承担费用=bounty", "技术需求没有字段"),
        ("承担费用=contact.fax", "contact"),
    ],
)
def test_what_cannot_be_mapped_is_refused_with_what_is_near(
    run: Run, needs: Path, pair: str, said: str
) -> None:
    refused = run("columns", "map", needs, "--set", pair)

    assert refused.code == 2
    assert said in refused.stderr
    assert run("columns", "list", "--json").json == []


def test_forgetting_what_was_never_said_is_an_error(run: Run) -> None:
    assert run("columns", "forget", "0" * 12).code == 2


def test_a_list_in_the_graph_is_read_anew_after_a_correction(graph: Store, run: Run, needs: Path) -> None:
    assert run("ingest", needs, "--json").json["files"][0]["changes"] == {"new": 1}
    assert run("columns", "map", needs, "--set", "承担费用=budget").code == 0
    assert run("ingest", needs, "--json").json["files"][0]["changes"] == {"changed": 1}
    assert run("ingest", needs, "--json").json["files"][0]["again"] is True
