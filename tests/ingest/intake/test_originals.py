"""Originals are kept byte for byte, once, under the name and with the date of their first coming."""

import hashlib
import json
import os
import re
import threading
from pathlib import Path

import pytest

from ingest.intake.originals import Original, Originals
from ingest.readers import FileProblem
from ingest.received import readable

CONTENT = b"\xef\xbb\xbfa,b\r\n\x00\xff"


def given(folder: Path, name: str = "清单.csv", content: bytes = CONTENT) -> Path:
    """A file that was sent."""
    folder.mkdir(exist_ok=True)
    path = folder / name
    path.write_bytes(content)
    return path


def keep(folder: Path, path: Path) -> Original:
    """Keep a file under its own name."""
    return Originals(folder / "kept").keep(path, readable(path.name))


def test_kept_byte_for_byte_and_only_for_its_owner(tmp_path: Path) -> None:
    original = keep(tmp_path, given(tmp_path / "in"))
    assert original.hash == hashlib.sha256(CONTENT).hexdigest()
    assert original.path.read_bytes() == CONTENT
    assert original.path.name == original.name == "清单.csv"
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}\+00:00", original.received)
    assert (tmp_path / "kept").stat().st_mode & 0o777 == 0o700
    notes = list((tmp_path / "kept").rglob("*.json"))
    assert [path.stat().st_mode & 0o777 for path in (original.path, *notes)] == [0o600, 0o600]


def test_the_second_coming_changes_nothing(tmp_path: Path) -> None:
    originals = Originals(tmp_path / "kept")
    first = originals.keep(given(tmp_path / "in"), "清单.csv")
    files = {path: path.stat().st_mtime_ns for path in (tmp_path / "kept").rglob("*")}
    assert originals.keep(given(tmp_path / "in", "另一个名字.xlsx"), "另一个名字.xlsx") == first
    assert {path: path.stat().st_mtime_ns for path in (tmp_path / "kept").rglob("*")} == files


def test_what_a_kill_left_behind_is_swept_away(tmp_path: Path) -> None:
    digest = hashlib.sha256(CONTENT).hexdigest()
    folder = tmp_path / "kept" / digest[:2] / digest
    folder.mkdir(parents=True)
    for left in (folder / "part", folder / "其他名.xls", folder.parent / "part"):
        left.write_bytes(b"half")
    original = keep(tmp_path, given(tmp_path / "in"))
    kept = sorted(path.name for path in folder.parent.rglob("*") if path.is_file())
    assert kept == sorted([f"{digest}.json", "清单.csv"])
    assert original.path.read_bytes() == CONTENT


def test_all_who_bring_the_same_file_at_once_get_the_same_date(tmp_path: Path) -> None:
    path, found, together = given(tmp_path / "in"), [], threading.Barrier(8)

    def bring() -> None:
        together.wait()
        found.append(keep(tmp_path, path))

    threads = [threading.Thread(target=bring) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(found) == 8
    assert len(set(found)) == 1


@pytest.mark.parametrize(
    ("raw", "name"),
    [
        ("清单.csv".encode(), "清单.csv"),
        ("成果清单.csv".encode("gb18030"), "成果清单.csv"),
        (b"\xff.csv", "\ufffd.csv"),
    ],
)
def test_names_are_readable_whatever_their_bytes(tmp_path: Path, raw: bytes, name: str) -> None:
    assert readable(os.fsdecode(raw)) == name
    original = keep(tmp_path, given(tmp_path / "in", os.fsdecode(raw)))
    assert original.path.name == name
    note = next((tmp_path / "kept").rglob("*.json"))
    assert json.loads(note.read_text("utf-8"))["name"] == name


def test_a_member_of_an_archive_keeps_its_whole_name(tmp_path: Path) -> None:
    path = given(tmp_path / "in", "00001")
    original = Originals(tmp_path / "kept").keep(path, "报送.zip/县/清单.csv")
    assert (original.name, original.path.name) == ("报送.zip/县/清单.csv", "清单.csv")
    assert original.path.read_bytes() == CONTENT


def test_the_longest_name_fits(tmp_path: Path) -> None:
    name = "长" * 83 + "x.csv"  # 254 bytes of the 255 a name may have
    assert keep(tmp_path, given(tmp_path / "in", name)).path.name == name


def test_a_file_that_is_gone_is_a_clear_error(tmp_path: Path) -> None:
    with pytest.raises(FileProblem, match=r"原件保存失败.*请确认文件仍在"):
        keep(tmp_path, tmp_path / "没有.csv")


def test_a_folder_that_cannot_be_written_is_a_clear_error(tmp_path: Path) -> None:
    (tmp_path / "kept").write_bytes(b"a file stands in its place")
    with pytest.raises(FileProblem, match=r"原件保存失败.*数据目录可写"):
        keep(tmp_path, given(tmp_path / "in"))
