"""The sample lists from file to explained matches, as `make demo` shows them."""

from pathlib import Path

import pytest

from cli import demo
from graph.store import Store
from tests.cli.conftest import Run

SAMPLES = Path(__file__).parents[2] / "samples"
COUNTS = {"achievement": (99, 97), "need": (68, 66), "challenge": (10, 10), "alumni_project": (15, 14),
          "scenario": (9, 8), "expert": (10, 8)}  # fmt: skip
"""Rows read and accepted of each kind, as `samples/README.md` tells them."""
INTENDED = {
    "GXXQ-2026-028": "LDKJ-2026-036",
    "JB2026-02": "LDKJ-2026-010",
    "JB2026-01": "LQU2026Y0031",
    "KJ26-14": "LQU2026Y0005",
    "GXXQ-2026-012": "LDKJ-2026-025",
}
"""Demands and the achievement that was written for each, by another hand and in other words."""
UNSERVED = ("GXXQ-2026-033", "GXXQ-2026-034", "GXXQ-2026-035", "GXXQ-2026-036", "JB2026-09")


def test_every_sample_row_is_accounted_for(run: Run) -> None:
    files = run("ingest", SAMPLES, "--dry-run", "--json").json["files"]
    assert len(files) == 8
    for said in files:
        assert said["read"] == said["accepted"] + said["rejected"] + said["duplicate"]
    for kind, (read, accepted) in COUNTS.items():
        of_kind = [said for said in files if said["kinds"] == [kind]]
        assert (sum(f["read"] for f in of_kind), sum(f["accepted"] for f in of_kind)) == (read, accepted)


def test_the_demo_shows_lists_matches_and_what_to_do_next(
    graph: Store, run: Run, capsys: pytest.CaptureFixture[str]
) -> None:
    demo.main(SAMPLES)
    first = capsys.readouterr().out
    for words in (
        "清单读取结果",
        "“需求名称”列：缺少名称",
        "揭榜挂帅 JB2026",
        "校友项目",
        "作价入股",
        "双方都提到",
        "未说明",
    ):
        assert words in first
    assert first.rstrip().splitlines()[-1].startswith("停止 Neo4j：")
    demo.main(SAMPLES)
    again = capsys.readouterr().out
    assert again[again.index("需求侧 ") :] == first[first.index("需求侧 ") :]

    for demand, supply in INTENDED.items():
        best = run("matches", demand, "--format", "json", "--top", "1").json["matches"]["demand"][0]
        assert best["item"]["code"] == supply
    for demand in UNSERVED:
        ranked = run("matches", demand, "--format", "json", "--top", "1").json["matches"]["demand"]
        assert not ranked or ranked[0]["score"] < 0.3
