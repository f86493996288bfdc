import zipfile
from pathlib import Path

import pytest

from graph.server.browser import customise_browser

FILES = {"guide.html": "<h1>指南</h1>".encode(), "style.grass": b"node {}"}


@pytest.fixture
def jar(tmp_path: Path) -> Path:
    path = tmp_path / "neo4j-browser-5.24.0.jar"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("browser/index.html", "<html>")
    return path


def test_copy_serves_the_browser_and_our_files(jar: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(customise_browser(jar, FILES, tmp_path / "lib")) as archive:
        assert archive.read("browser/index.html") == b"<html>"
        assert {name: archive.read(f"browser/duijie/{name}") for name in FILES} == FILES
        assert archive.testzip() is None


def test_original_stays_as_it_was(jar: Path, tmp_path: Path) -> None:
    before = jar.read_bytes()
    customise_browser(jar, FILES, tmp_path / "lib")
    assert jar.read_bytes() == before


def test_same_files_give_the_same_bytes_whatever_their_order(jar: Path, tmp_path: Path) -> None:
    one = customise_browser(jar, FILES, tmp_path / "one")
    two = customise_browser(jar, dict(reversed(FILES.items())), tmp_path / "two")
    assert one.name == two.name
    assert one.read_bytes() == two.read_bytes()


def test_copy_is_written_again_only_for_other_files(jar: Path, tmp_path: Path) -> None:
    first = customise_browser(jar, FILES, tmp_path / "lib")
    written = first.stat().st_mtime_ns
    assert customise_browser(jar, FILES, tmp_path / "lib") == first
    assert first.stat().st_mtime_ns == written
    other = customise_browser(jar, {**FILES, "guide.html": b"other"}, tmp_path / "lib")
    assert list((tmp_path / "lib").iterdir()) == [other] != [first]
