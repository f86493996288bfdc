import zipfile
from pathlib import Path

import pytest

from ingest.readers import FileProblem, read

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "空的"),
        (b"%PDF-1.7\n...", "PDF"),
        (b"<html><table><tr><td>x</td></tr></table></html>", "网页"),
        (b'<?xml version="1.0"?><Workbook/>', "网页或 XML"),
        (b"{\\rtf1 x}", "RTF"),
        (b"\x89PNG\r\n\x1a\n", "图片"),
        (b"Rar!\x1a\x07", "压缩包"),
        (b"\x00\x01\x02binary", "二进制"),
        (b"PK\x03\x04broken", "损坏"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "密码"),
        (OLE + "WordDocument".encode("utf-16-le"), "旧版 Word"),
        (OLE + b"\0" * 600, "旧版 Office"),
        (OLE + "Workbook".encode("utf-16-le"), "损坏"),
    ],
)
def test_what_no_reader_reads_is_named(tmp_path: Path, content: bytes, message: str) -> None:
    path = tmp_path / "清单.xlsx"
    path.write_bytes(content)

    with pytest.raises(FileProblem, match=message) as raised:
        read(path)

    assert raised.value.hint.endswith("。")


def test_archives_are_named(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("a.txt", "x")

    with pytest.raises(FileProblem, match="压缩包"):
        read(path)


def test_a_bomb_is_refused_before_it_is_unpacked(tmp_path: Path) -> None:
    path = tmp_path / "bomb.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b"0" * (80 * 2**20))

    with pytest.raises(FileProblem, match="解压后过大"):
        read(path)


def test_missing_files_and_folders(tmp_path: Path) -> None:
    with pytest.raises(FileProblem, match="无法打开"):
        read(tmp_path / "没有.xlsx")
    with pytest.raises(FileProblem, match="文件夹"):
        read(tmp_path)
