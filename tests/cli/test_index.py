"""`duijie index`: published, told of, searched and taken back."""

import gzip
from pathlib import Path

import pytest

from graph.store import Store
from tests.cli.conftest import Run


@pytest.fixture
def ingested(unpublished: Store, graph: Store, lists: Path, run: Run) -> Store:
    """The two lists in the graph, nothing published."""
    assert run("ingest", lists).code == 0
    return graph


def test_published_told_searched_and_taken_back(
    ingested: Store, run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    in_memory = run("search", "三元电池电解液", "--json").json
    monkeypatch.setenv("DUIJIE_SEARCH", "neo4j")
    assert "duijie index publish" in run("search", "三元电池电解液").error

    said = run("index", "publish", "--json").json
    assert said["supply"] == {"items": 3, "written": 3, "dropped": 0}
    assert said["demand"] == {"items": 2, "written": 2, "dropped": 0}
    assert "写入向量 0 个" in run("index", "publish", "--side", "supply").stdout
    found, expected = run("search", "三元电池电解液", "--json").json["hits"], in_memory["hits"]
    assert found[: len(expected)] == expected
    # Vectors in the index are rounded, so what shares next to nothing may seem to share something.
    assert all(hit["score"] < 0.05 for hit in found[len(expected) :])

    status = run("index", "status", "--json").json
    assert (status["supply"]["published"], status["supply"]["index"]["state"]) == (3, "ONLINE")
    assert "索引可用" in run("index", "status").stdout

    run("export", tmp_path / "graph.jsonl.gz")
    assert b"Embedding" not in gzip.decompress((tmp_path / "graph.jsonl.gz").read_bytes())

    assert "撤下向量 3 个" in run("index", "drop").stdout
    after = run("index", "status", "--json").json
    assert (after["supply"]["missing"], after["supply"]["index"]) == (3, None)


def test_one_side_alone(ingested: Store, run: Run) -> None:
    assert list(run("index", "publish", "--side", "demand", "--json").json) == ["demand"]
    status = run("index", "status", "--json").json
    assert (status["demand"]["missing"], status["supply"]["missing"]) == (0, 3)
    assert "运行 duijie index publish 补齐" in run("index", "status").stdout
