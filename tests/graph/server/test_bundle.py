import io
import json
import subprocess
import tarfile
from pathlib import Path

import pytest

from graph.server import InstallError, bundle
from graph.server.bundle import install_bundle, write_bundle
from graph.server.jars import locked_jars
from graph.server.java import Java, bundled_home, find_java
from graph.server.progress import silent
from graph.server.provision import jar_folder


@pytest.fixture(scope="module")
def packed(installed: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("bundle") / "duijie-neo4j.tar"
    write_bundle(target, installed, find_java(installed), silent)
    return target


def rewritten(packed: Path, target: Path, changes: dict[str, bytes | None]) -> Path:
    """The bundle up to the last member named in `changes`, each with other bytes, or left out where None."""
    left = set(changes)
    with tarfile.open(packed) as source, tarfile.open(target, "w") as archive:
        for member in source:
            content = source.extractfile(member)
            assert content is not None
            changed = changes.get(member.name, content.read())
            if changed is not None:
                member.size = len(changed)
                archive.addfile(member, io.BytesIO(changed))
            left.discard(member.name)
            if not left:
                break
    return target


def manifest_of(packed: Path) -> dict[str, object]:
    with tarfile.open(packed) as archive:
        content = archive.extractfile(bundle.MANIFEST)
        assert content is not None
        return dict(json.load(content))


def test_machine_without_internet_gets_jars_and_a_java_that_runs(packed: Path, tmp_path: Path) -> None:
    steps: list[tuple[str, int, int]] = []
    install_bundle(packed, tmp_path, lambda *step: steps.append(step))
    assert all(jar.is_intact(jar_folder(tmp_path)) for jar in locked_jars())
    java = Java.at(bundled_home(tmp_path))
    assert java is not None
    subprocess.run([java.executable, "-version"], check=True)
    assert [done for _, done, _ in steps] == list(range(1, steps[-1][2] + 1))
    assert not list(packed.parent.glob("*.part"))


def test_runtime_for_another_kind_of_machine_is_left_out(
    packed: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bundle, "_this_platform", lambda: "windows-amd64")
    install_bundle(packed, tmp_path, silent)
    assert not bundled_home(tmp_path).exists()
    assert all(jar.is_intact(jar_folder(tmp_path)) for jar in locked_jars())


def test_altered_jar_is_refused(packed: Path, tmp_path: Path) -> None:
    name = f"jars/{locked_jars()[0].path}"
    damaged = rewritten(packed, tmp_path / "damaged.tar", {name: b"PK"})
    with pytest.raises(InstallError, match=f"{locked_jars()[0].artifact}.*已损坏"):
        install_bundle(damaged, tmp_path, silent)
    assert not list(tmp_path.rglob("*.jar"))


def test_missing_jars_are_counted(packed: Path, tmp_path: Path) -> None:
    first, second = (f"jars/{jar.path}" for jar in locked_jars()[:2])
    short = rewritten(packed, tmp_path / "short.tar", {first: None, second: None})
    with pytest.raises(InstallError, match=f"缺少 {len(locked_jars())} 个组件"):
        install_bundle(short, tmp_path, silent)


@pytest.mark.parametrize("manifest", [b"", b"{}", b"[]"])
def test_manifest_nobody_can_read_is_refused(packed: Path, tmp_path: Path, manifest: bytes) -> None:
    other = rewritten(packed, tmp_path / "other.tar", {bundle.MANIFEST: manifest})
    with pytest.raises(InstallError, match="不是 duijie server bundle 打的包"):
        install_bundle(other, tmp_path, silent)


def test_bundle_of_another_lock_is_refused(packed: Path, tmp_path: Path) -> None:
    manifest = json.dumps(manifest_of(packed) | {"lock": "0", "neo4j": "5.25.1"}).encode()
    other = rewritten(packed, tmp_path / "other.tar", {bundle.MANIFEST: manifest})
    with pytest.raises(InstallError, match=r"Neo4j 5\.25\.1"):
        install_bundle(other, tmp_path, silent)


def test_member_that_climbs_out_is_not_written(packed: Path, tmp_path: Path) -> None:
    evil = tmp_path / "evil.tar"
    with tarfile.open(evil, "w") as archive:
        for name, content in (
            (bundle.MANIFEST, json.dumps(manifest_of(packed)).encode()),
            ("java/../../../evil", b"x"),
        ):
            member = tarfile.TarInfo(name)
            member.size = len(content)
            archive.addfile(member, io.BytesIO(content))
    with pytest.raises(InstallError, match="缺少"):
        install_bundle(evil, tmp_path / "cache", silent)
    assert not list(tmp_path.rglob("evil"))


@pytest.mark.parametrize("content", [b"", b"not a tar at all" * 100])
def test_file_that_is_no_bundle_is_an_error_that_says_so(tmp_path: Path, content: bytes) -> None:
    source = tmp_path / "wrong.tar"
    source.write_bytes(content)
    with pytest.raises(InstallError, match=r"wrong\.tar"):
        install_bundle(source, tmp_path / "cache", silent)


def test_bundle_cut_short_is_an_error_that_says_so(packed: Path, tmp_path: Path) -> None:
    source = tmp_path / "cut.tar"
    source.write_bytes(packed.read_bytes()[:2_000_000])
    with pytest.raises(InstallError, match=r"cut\.tar"):
        install_bundle(source, tmp_path / "cache", silent)
