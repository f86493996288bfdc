"""Files, folders and archives as people send them: all of it, under readable names, and nothing outside."""

import io
import zipfile
from pathlib import Path

import pytest

from ingest import received as module
from ingest.received import received

CSV = "成果名称,完成单位\n余热回收装置,广西大学\n".encode()


def packed(members: dict[str, bytes]) -> bytes:
    """A zip of some members."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def gbk_zip(path: Path, name: str, content: bytes) -> Path:
    """A zip as a Chinese Windows writes it, byte by byte: names in GBK, no flag for UTF-8."""
    raw = name.encode("gbk")
    stand_in = "n" * len(raw)
    path.write_bytes(packed({stand_in: content}).replace(stand_in.encode(), raw))
    return path


def names(*paths: Path) -> list[str]:
    with received(paths) as files:
        return [file.name for file in files]


def problems(*paths: Path) -> dict[str, str]:
    with received(paths) as files:
        return {file.name: file.problem.problem for file in files if file.problem}


def test_folders_are_opened_and_what_office_leaves_behind_is_passed_over(tmp_path: Path) -> None:
    for name in (
        "b.csv",
        "县/横州市.csv",
        "~$b.csv",
        ".hidden.csv",
        "README.md",
        "Thumbs.db",
        "__MACOSX/b.csv",
    ):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(CSV)
    assert names(tmp_path) == ["b.csv", "县/横州市.csv"]
    assert names(tmp_path / "b.csv") == ["b.csv"]


def test_members_of_an_archive_are_read_under_their_names(tmp_path: Path) -> None:
    inner = packed({"乡镇/清单.csv": CSV})
    file = tmp_path / "报送.zip"
    file.write_bytes(packed({"附件/成果.csv": CSV, "附件/内层.zip": inner, "__MACOSX/._成果.csv": b"x"}))
    with received([file]) as files:
        assert [f.name for f in files] == ["报送.zip/附件/内层.zip/乡镇/清单.csv", "报送.zip/附件/成果.csv"]
        assert [f.path.read_bytes() for f in files] == [CSV, CSV]
        folder = files[0].path.parent
    assert not folder.exists()


def test_names_of_a_chinese_windows_are_readable(tmp_path: Path) -> None:
    assert names(gbk_zip(tmp_path / "a.zip", "横州市/需求清单.csv", CSV)) == ["a.zip/横州市/需求清单.csv"]


def test_names_without_the_flag_may_be_utf8(tmp_path: Path) -> None:
    name = "需求清单.csv"
    stand_in = "n" * len(name.encode())
    file = tmp_path / "mac.zip"
    file.write_bytes(packed({stand_in: CSV}).replace(stand_in.encode(), name.encode()))
    assert names(file) == ["mac.zip/需求清单.csv"]


def test_a_member_cannot_leave_the_folder_it_is_unpacked_to(tmp_path: Path) -> None:
    file = tmp_path / "a.zip"
    file.write_bytes(packed({"../../evil.csv": CSV, "/etc/evil.csv": CSV}))
    with received([file]) as files:
        assert {f.path.parent for f in files} == {files[0].path.parent}
        assert all(f.path.name.isdigit() for f in files)
    assert not (tmp_path.parent / "evil.csv").exists()


def test_a_bad_member_costs_only_itself(tmp_path: Path) -> None:
    file = tmp_path / "a.zip"
    content = packed({"a.csv": CSV * 50, "b.csv": CSV})
    at = content.index(b"a.csv") + len("a.csv") + 3
    file.write_bytes(content[:at] + bytes([content[at] ^ 0xFF]) + content[at + 1 :])
    assert problems(file) == {"a.zip/a.csv": "压缩包里的这个文件已损坏。"}
    assert names(file) == ["a.zip/a.csv", "a.zip/b.csv"]


def test_archives_that_unpack_too_far_are_stopped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MAX_UNPACKED_BYTES", 3 * 2**20)
    file = tmp_path / "a.zip"
    file.write_bytes(packed({f"{n}.csv": bytes(2 * 2**20) for n in range(3)}))
    said = problems(file)
    assert list(said) == ["a.zip/1.csv", "a.zip/2.csv"]
    assert set(said.values()) == {"解压后过大，为安全起见没有读取。"}


def test_archives_packed_too_deep_are_named(tmp_path: Path) -> None:
    content = CSV
    for depth in range(5):
        content = packed({f"{depth}.zip" if depth else "a.csv": content})
    (tmp_path / "a.zip").write_bytes(content)
    assert list(problems(tmp_path / "a.zip").values()) == ["压缩包套了 3 层以上，里面的没有读取。"]


def test_empty_and_encrypted_archives_say_so(tmp_path: Path) -> None:
    (tmp_path / "empty.zip").write_bytes(packed({"空/": b""}))
    assert problems(tmp_path / "empty.zip") == {"empty.zip": "压缩包是空的。"}
    content = bytearray(packed({"a.csv": CSV}))
    content[6] |= 1
    content[content.index(b"PK\x01\x02") + 8] |= 1
    (tmp_path / "locked.zip").write_bytes(content)
    assert problems(tmp_path / "locked.zip") == {"locked.zip/a.csv": "压缩包设有密码。"}


def test_a_workbook_is_no_archive(tmp_path: Path) -> None:
    (tmp_path / "成果.xlsx").write_bytes(packed({"xl/workbook.xml": b"<workbook/>"}))
    assert names(tmp_path / "成果.xlsx") == ["成果.xlsx"]
