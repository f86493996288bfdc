import shutil
import time
from pathlib import Path

import psutil
import pytest

from ingest.readers import FileProblem, office, read
from tests.ingest.readers.compound import compound_file

RTF = (
    r"{\rtf1\ansi\ansicpg936\trowd\cellx3000\cellx6000 \intbl Title\cell Org\cell\row"
    r"\trowd\cellx3000\cellx6000 \intbl Kiln\cell GUET\cell\row}"
)
INSTALLED = any(map(shutil.which, office.CONVERTERS))


@pytest.mark.parametrize("content", [RTF.encode(), compound_file("WordDocument", "1Table")])
def test_without_a_converter_the_hint_says_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, content: bytes
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    path = tmp_path / "需求.doc"
    path.write_bytes(content)

    with pytest.raises(FileProblem, match=r"另存为 \.docx"):
        read(path)


def converter(folder: Path, script: str) -> None:
    program = folder / "soffice"
    program.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    program.chmod(0o755)


def test_a_converter_that_hangs_is_ended_with_its_children(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path), prepend=":")
    converter(tmp_path, f"sleep 60 & echo $! > {tmp_path}/child; wait")
    path = tmp_path / "需求.doc"
    path.write_bytes(RTF.encode())

    with pytest.raises(FileProblem, match="转换超过"):
        office.read(path, timeout=2.0)

    child = int((tmp_path / "child").read_text(encoding="ascii"))
    deadline = time.monotonic() + 10
    while _runs(child):
        assert time.monotonic() < deadline
        time.sleep(0.05)


def _runs(number: int) -> bool:
    try:
        return psutil.Process(number).status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False


def test_a_converter_that_fails_is_reported(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path), prepend=":")
    converter(tmp_path, "exit 1")
    path = tmp_path / "需求.doc"
    path.write_bytes(RTF.encode())

    with pytest.raises(FileProblem, match="转换失败"):
        read(path)


@pytest.mark.skipif(not INSTALLED, reason="LibreOffice is not installed")
def test_a_table_of_an_old_document(tmp_path: Path) -> None:
    path = tmp_path / "成果.rtf"
    path.write_bytes(RTF.encode())

    assert read(path).grids[0].rows == [["Title", "Org"], ["Kiln", "GUET"]]
