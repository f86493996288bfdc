import zipfile
from pathlib import Path

import pytest

from ingest.readers import FileProblem, Format, read, sniff
from tests.ingest.readers.compound import compound_file

SPREADSHEETML = '<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet">'


def kept(folder: Path, content: bytes) -> Path:
    path = folder / "清单.xlsx"
    path.write_bytes(content)
    return path


@pytest.mark.parametrize(
    ("content", "found"),
    [
        (b"\r\n%PDF-1.7", Format.PDF),
        (compound_file("Workbook"), Format.WORKBOOK),
        (compound_file("Book"), Format.WORKBOOK),
        (compound_file("1Table", "Data", "CompObj", "ObjectPool", "WordDocument"), Format.OLD_WORD),
        (b"{\\rtf1\\ansi x}", Format.OLD_WORD),
        (b"<html><body>x", Format.HTML),
        (b"\xef\xbb\xbf\r\n  <TABLE border=1><tr>", Format.HTML),
        ("<!-- 导出 --><!DOCTYPE html>".encode("gb18030"), Format.HTML),
        (b'<?xml version="1.0"?><!DOCTYPE html PUBLIC "x"><html xmlns="y">', Format.HTML),
        ("<meta charset=utf-16><table>".encode("utf-16"), Format.HTML),
        ("<style>td{}</style><table><tr><td>甲</td></tr></table>".encode(), Format.HTML),
        (b'<?xml version="1.0"?>\n<?mso-application progid="Excel.Sheet"?>\n' + SPREADSHEETML.encode(), Format.SPREADSHEETML),
        (b"MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=x\r\n", Format.MHTML),
        ("名称,单位\n".encode("gb18030"), Format.TEXT),
        ("名称,单位\n".encode("utf-16-le"), Format.TEXT),
        (b"<10 MPa,name\n", Format.TEXT),
    ],
)  # fmt: skip
def test_the_content_decides(tmp_path: Path, content: bytes, found: Format) -> None:
    assert sniff(kept(tmp_path, content)) is found


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "空的"),
        (b'<?xml version="1.0"?><rows/>', "XML 数据"),
        (
            b'<?xml version="1.0"?><?mso-application progid="Word.Document"?><w:wordDocument xmlns:w="x">',
            "Word",
        ),
        (b'<?xml version="1.0"?><pkg:package xmlns:pkg="x">', "Word"),
        (b"\x89PNG\r\n\x1a\n", "图片"),
        (b"Rar!\x1a\x07", "压缩包"),
        (b"7z\xbc\xaf\x27\x1c\0\4", "压缩包"),
        (b"\x00\x01\x02binary", "二进制"),
        (b"PK\x03\x04broken", "损坏"),
        (compound_file("EncryptionInfo", "EncryptedPackage"), "密码"),
        (compound_file("PowerPoint Document"), "演示文稿"),
        (compound_file("VisioDocument"), "旧版 Office"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "旧版 Office"),
        (compound_file("Workbook"), "损坏"),
    ],
)
def test_what_no_reader_reads_is_named(tmp_path: Path, content: bytes, message: str) -> None:
    with pytest.raises(FileProblem, match=message) as raised:
        read(kept(tmp_path, content))

    assert raised.value.hint.endswith("。")


def test_an_embedded_workbook_makes_no_workbook(tmp_path: Path) -> None:
    embedded = compound_file("Workbook", within="ObjectPool")

    with pytest.raises(FileProblem, match="旧版 Office"):
        sniff(kept(tmp_path, embedded))


def zipped(folder: Path, **members: str) -> Path:
    path = folder / "a.docx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name.replace("__", "/"), content)
    return path


@pytest.mark.parametrize("name", ["a.txt", "word__需求.docx", "xl__清单.xlsx"])
def test_archives_are_told_from_documents(tmp_path: Path, name: str) -> None:
    path = zipped(tmp_path, **{name: "x"})

    assert sniff(path) is Format.ARCHIVE
    with pytest.raises(FileProblem, match="压缩包"):
        read(path)


def test_other_zipped_documents_are_named(tmp_path: Path) -> None:
    text = "application/vnd.oasis.opendocument.text"
    with pytest.raises(FileProblem, match="文字文档"):
        read(zipped(tmp_path, mimetype=text, **{"content.xml": "<x/>"}))
    with pytest.raises(FileProblem, match="演示文稿"):
        read(zipped(tmp_path, ppt__presentation="", **{"ppt/presentation.xml": "<x/>"}))


def test_a_bomb_is_refused_before_it_is_unpacked(tmp_path: Path) -> None:
    path = zipped(tmp_path, **{"xl/worksheets/sheet1.xml": "0" * (80 * 2**20)})

    with pytest.raises(FileProblem, match="解压后过大"):
        read(path)


def test_missing_files_and_folders(tmp_path: Path) -> None:
    with pytest.raises(FileProblem, match="无法打开"):
        read(tmp_path / "没有.xlsx")
    with pytest.raises(FileProblem, match="文件夹"):
        read(tmp_path)
