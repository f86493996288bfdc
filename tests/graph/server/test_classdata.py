import subprocess
import sys
from pathlib import Path

import pytest

from graph.server import classdata
from graph.server.classdata import archive_file, archive_in_background, class_list, sharing_options
from graph.server.java import Java, find_java


@pytest.fixture
def java(installed: Path) -> Java:
    return find_java(installed)


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    return tmp_path / "classes.jsa"


@pytest.fixture
def home(tmp_path: Path, java: Java) -> Path:
    """A home with the class list of a short run."""
    listed = class_list(tmp_path)
    listed.parent.mkdir()
    subprocess.run([java.executable, f"-XX:DumpLoadedClassList={listed}", "-version"], check=True)
    with listed.open("a", encoding="utf-8") as lines:
        lines.write(f"@lambda-proxy {'x' * 6000}\njava/lang/Str")  # what a killed server's list ends with
    return tmp_path


def test_archive_made_in_the_background_is_one_the_jvm_takes(
    home: Path, java: Java, archive: Path, installed: Path
) -> None:
    assert sharing_options(archive, home) == [f"-XX:DumpLoadedClassList={class_list(home)}"]

    maker = archive_in_background(archive, java, home=home, cache_dir=installed)

    assert maker is not None
    maker.wait(60)
    shared, auto = sharing_options(archive, home)
    assert auto == "-Xshare:auto"
    options = [f"@{home / 'run' / 'classes.args'}", shared, "-Xshare:on", "-version"]
    subprocess.run([str(java.executable), *options], check=True)
    assert {file.name for file in home.iterdir()} == {"run", archive.name}
    assert [file.name for file in (home / "run").iterdir()] == ["classes.args"]


def test_nothing_is_made_twice(home: Path, java: Java, archive: Path, installed: Path) -> None:
    archive.touch()
    assert archive_in_background(archive, java, home=home, cache_dir=installed) is None
    assert not class_list(home).exists()


def test_list_another_command_took_is_left_to_it(
    home: Path, java: Java, archive: Path, installed: Path
) -> None:
    class_list(home).unlink()
    assert archive_in_background(archive, java, home=home, cache_dir=installed) is None


def test_nothing_is_made_on_a_small_disk(
    home: Path, java: Java, archive: Path, installed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(classdata, "ROOM_NEEDED", sys.maxsize)
    assert archive_in_background(archive, java, home=home, cache_dir=installed) is None
    assert not archive.exists()


def test_list_the_jvm_refuses_leaves_nothing_behind(
    home: Path, java: Java, archive: Path, installed: Path
) -> None:
    class_list(home).write_text("no such class id: none\n", "utf-8")
    maker = archive_in_background(archive, java, home=home, cache_dir=installed)
    assert maker is not None
    maker.wait(60)
    assert not archive.exists()
    assert {file.name for file in home.rglob("*")} == {"run", "classes.args"}


def test_another_runtime_has_another_archive(java: Java, tmp_path: Path) -> None:
    other = tmp_path / "java"
    other.mkdir()
    (other / "release").write_text('JAVA_VERSION="17.0.1"', "utf-8")
    assert archive_file(tmp_path, java) != archive_file(tmp_path, Java(other, "17.0.1"))
