"""The private server from the command line, a real one in a data directory of its own."""

import tarfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.conftest import Run


@pytest.fixture
def private(run: Run, cache_dir: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Run]:
    """Commands over the machine's own cache; whatever was started is stopped."""
    monkeypatch.setenv("DUIJIE_CACHE_DIR", str(cache_dir))
    yield run
    run("server", "stop")


def test_start_status_use_and_stop(private: Run, lists: Path) -> None:
    before = private("server", "status", "--json").json
    assert (before["running"], before["ready"]) == (False, False)
    assert "password" not in before

    assert "http://127.0.0.1:" in private("server", "start").stdout
    assert private("ingest", lists).code == 0
    shown = private("server", "status", "--show-password", "--json").json
    assert shown["ready"]
    assert len(shown["password"]) >= 16
    assert shown["password"] in private("server", "status", "--show-password").stdout
    assert shown["password"] not in private("server", "status").stdout
    assert private("doctor", "--json").json["ok"]

    assert "已停止" in private("server", "stop").stdout
    assert "没有在运行" in private("server", "stop").stdout
    assert not private("server", "status", "--json").json["running"]


def test_a_bundle_installs_into_an_empty_cache(
    private: Run, settings_env: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = settings_env / "duijie-neo4j.tar"
    assert private("server", "bundle", target).code == 0
    with tarfile.open(target) as packed:
        assert len(packed.getnames()) > 200
    monkeypatch.setenv("DUIJIE_CACHE_DIR", str(settings_env / "empty-cache"))
    monkeypatch.setenv("DUIJIE_OFFLINE", "true")
    assert private("server", "bundle", target, "--install").code == 0
    assert len(list((settings_env / "empty-cache" / "jars").rglob("*.jar"))) > 200


def test_a_neo4j_that_is_not_ours_is_left_alone(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DUIJIE_NEO4J_URI", "bolt://127.0.0.1:1")
    assert "DUIJIE_NEO4J_URI" in run("server", "stop").error
    assert "DUIJIE_NEO4J_PASSWORD" in run("match").error
