import subprocess
import sys
import time
from pathlib import Path

import pytest

from graph.server import InstallError
from graph.server.jars import Jar, locked_jars
from graph.server.progress import silent
from graph.server.provision import Source, jar_folder, provide_jars
from tests.graph.server.conftest import (
    Answer,
    Mirror,
    altered,
    cut_short,
    place,
    refused,
    replace_content,
    whole,
)

SMALL: Jar = next(jar for jar in locked_jars() if jar.artifact == "cypher-antlr-common")
OTHER: Jar = next(jar for jar in locked_jars() if jar.artifact == "neo4j-lock")


INSTALL = """
import sys
from pathlib import Path
from graph.server.progress import silent
from graph.server.provision import Source, provide_jars
provide_jars(Path(sys.argv[1]), Source(sys.argv[2]), silent)
"""


def all_intact(cache: Path) -> bool:
    return all(jar.is_intact(jar_folder(cache)) for jar in locked_jars())


def test_whole_cache_needs_no_network(linked_cache: Path) -> None:
    provide_jars(linked_cache, Source(mirror="http://127.0.0.1:9/", offline=True), silent)
    assert all_intact(linked_cache)


def test_missing_truncated_and_altered_jars_are_mended(linked_cache: Path, mirror: Mirror) -> None:
    missing, truncated, damaged = locked_jars()[:3]
    place(linked_cache, missing).unlink()
    replace_content(place(linked_cache, truncated), b"PK")
    content = place(linked_cache, damaged).read_bytes()
    replace_content(place(linked_cache, damaged), content[:-1] + bytes([content[-1] ^ 1]))

    steps: list[tuple[str, int, int]] = []
    provide_jars(linked_cache, Source(mirror.url), lambda *step: steps.append(step))

    assert all_intact(linked_cache)
    total = len(locked_jars())
    assert steps == [("下载 Neo4j 组件", total - 3 + done, total) for done in (1, 2, 3)]
    assert {name for name in mirror.requests if name.endswith(".jar")} == {
        jar.path.name for jar in (missing, truncated, damaged)
    }


def test_mended_jar_keeps_the_time_stamp_that_class_archives_remember(
    linked_cache: Path, mirror: Mirror
) -> None:
    before = place(linked_cache, SMALL).stat().st_mtime
    place(linked_cache, SMALL).unlink()
    provide_jars(linked_cache, Source(mirror.url), silent)
    assert place(linked_cache, SMALL).stat().st_mtime == before


def test_install_killed_in_the_middle_goes_on_where_it_was(tmp_path: Path, mirror: Mirror) -> None:
    cache = tmp_path / "cache"
    with subprocess.Popen([sys.executable, "-c", INSTALL, str(cache), mirror.url]) as installing:
        while sum(1 for _ in jar_folder(cache).rglob("*.jar")) < 40:
            assert installing.poll() is None
            time.sleep(0.01)
        installing.kill()
    kept = [jar for jar in locked_jars() if jar.is_intact(jar_folder(cache))]
    assert len(kept) == sum(1 for _ in jar_folder(cache).rglob("*.jar"))  # nothing half-written in place
    mirror.requests.clear()

    provide_jars(cache, Source(mirror.url), silent)

    assert all_intact(cache)
    assert not mirror.requests.keys() & {jar.path.name for jar in kept}
    assert not (cache / "staging").exists()


def test_two_installs_at_once_fetch_every_jar_once(linked_cache: Path, mirror: Mirror) -> None:
    wanted = locked_jars()[:8]
    for jar in wanted:
        place(linked_cache, jar).unlink()
    command = [sys.executable, "-c", INSTALL, str(linked_cache), mirror.url]
    with subprocess.Popen(command) as one, subprocess.Popen(command) as two:
        assert (one.wait(), two.wait()) == (0, 0)
    assert all_intact(linked_cache)
    assert [mirror.requests[jar.path.name] for jar in wanted] == [1] * len(wanted)


@pytest.mark.parametrize(
    ("answer", "problem"),
    [(cut_short, "IncompleteRead"), (altered, "校验值不符"), (refused, "not found in remote repositories")],
)
def test_jar_that_never_comes_whole_is_named_and_not_installed(
    linked_cache: Path, mirror: Mirror, answer: Answer, problem: str
) -> None:
    for jar in (SMALL, OTHER):
        place(linked_cache, jar).unlink()
    mirror.wrong[SMALL.path.name] = answer

    with pytest.raises(InstallError) as caught:
        provide_jars(linked_cache, Source(mirror.url), silent)

    assert SMALL.path.name in str(caught.value)
    assert mirror.url in str(caught.value)
    assert problem in str(caught.value)
    assert mirror.requests[SMALL.path.name] == 3
    assert not place(linked_cache, SMALL).exists()
    mirror.wrong.clear()
    provide_jars(linked_cache, Source(mirror.url), silent)
    assert all_intact(linked_cache)


def test_jar_that_comes_wrong_once_is_asked_for_again(linked_cache: Path, mirror: Mirror) -> None:
    place(linked_cache, SMALL).unlink()

    def wrong_once(content: bytes) -> tuple[int, bytes, int]:
        return altered(content) if mirror.requests[SMALL.path.name] == 1 else whole(content)

    mirror.wrong[SMALL.path.name] = wrong_once
    provide_jars(linked_cache, Source(mirror.url), silent)
    assert all_intact(linked_cache)


def test_unreachable_mirror_says_what_to_do(linked_cache: Path) -> None:
    place(linked_cache, SMALL).unlink()
    with pytest.raises(InstallError, match=r"(?s)镜像 http://127\.0\.0\.1:9/.*DUIJIE_MAVEN_MIRROR"):
        provide_jars(linked_cache, Source("http://127.0.0.1:9/"), silent)


def test_offline_says_how_many_are_missing_and_how_to_bring_them(linked_cache: Path) -> None:
    place(linked_cache, SMALL).unlink()
    with pytest.raises(InstallError) as caught:
        provide_jars(linked_cache, Source(offline=True), silent)
    assert "缺少 1 个" in str(caught.value)
    assert SMALL.path.name in str(caught.value)
    assert "duijie server bundle --install" in str(caught.value)


def test_without_the_extra_the_message_names_it(linked_cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    place(linked_cache, SMALL).unlink()
    monkeypatch.setitem(sys.modules, "jgo.maven", None)
    with pytest.raises(InstallError, match=r"duijie\[local\]"):
        provide_jars(linked_cache, Source("http://127.0.0.1:9/"), silent)
