"""What a file is, told by its first bytes: names and extensions of received lists are often wrong."""

import zipfile
from enum import Enum, auto
from pathlib import Path

from ingest.readers.grid import FileProblem

MAX_FILE_BYTES = 200 * 2**20
MAX_UNPACKED_BYTES = 2 * 2**30
_MAX_RATIO = 300
"""Spreadsheets pack up to about 1:40; a bomb packs 1:1000."""
_RATIO_MATTERS_FROM = 64 * 2**20

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_SAVE_AS_TABLE = "请用 WPS 表格或 Excel 打开后另存为 .xlsx，再重新导入。"
_SAVE_AS_WORD = "请用 WPS 或 Word 打开后另存为 .docx，再重新导入。"


class Format(Enum):
    """How a file is read."""

    WORKBOOK = auto()
    WORD = auto()
    TEXT = auto()
    ARCHIVE = auto()
    """Holds other files; `ingest.received` opens it."""


def check_size(path: Path) -> None:
    """Refuse empty and oversized files before a byte of them is parsed."""
    if path.is_dir():
        raise FileProblem("这是一个文件夹，不是文件。", "请指定文件夹里的文件。")
    size = path.stat().st_size
    if size == 0:
        raise FileProblem("文件是空的（0 字节）。", "请检查文件是否传输完整，重新获取后再导入。")
    if size > MAX_FILE_BYTES:
        raise FileProblem(
            f"文件过大（{size / 2**20:.0f} MB，上限 {MAX_FILE_BYTES // 2**20} MB）。",
            "请删除图片等附加内容，或按单位拆成几个文件后再导入。",
        )


def sniff(path: Path) -> Format:
    """Tell the format from the content; raises `FileProblem` for what no reader reads."""
    with path.open("rb") as file:
        head = file.read(4096)
    if head.startswith(b"PK"):
        return _inside_zip(path)
    if head.startswith(_OLE):
        return _inside_ole(path)
    return _refuse_known_others(head)


def _refuse_known_others(head: bytes) -> Format:
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    if start.startswith(b"%pdf"):
        raise FileProblem(
            "这是 PDF 文件，暂不能直接读取。", "请向填报单位索取原始表格，或另存为 .xlsx 后再导入。"
        )
    if start.startswith((b"<?xml", b"<html", b"<!doctype", b"<table", b"<meta", b"<head")):
        raise FileProblem("这是网页或 XML 文件，只是扩展名像表格。", _SAVE_AS_TABLE)
    if start.startswith(b"{\\rtf"):
        raise FileProblem("这是 RTF 文件，暂不能读取。", _SAVE_AS_WORD)
    if start.startswith((b"\x89png", b"\xff\xd8\xff", b"gif8", b"rar!", b"7z\xbc\xaf", b"\x1f\x8b")):
        raise FileProblem("这是图片或压缩包，不是清单。", "请解压，或索取原始的 .xlsx、.csv、.docx 文件。")
    if b"\0" in head and not head.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise FileProblem(
            "无法识别的二进制文件。", "支持 .xlsx、.xls、.et、.ods、.csv、.txt、.docx。" + _SAVE_AS_TABLE
        )
    return Format.TEXT


def _inside_zip(path: Path) -> Format:
    try:
        with zipfile.ZipFile(path) as archive:
            infos = archive.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OverflowError) as error:
        raise FileProblem(
            "文件已损坏，打不开。", "请重新获取文件，或用 WPS/Excel 打开修复后另存。"
        ) from error
    _refuse_bomb(path, sum(info.file_size for info in infos))
    names = {info.filename for info in infos}
    if any(name.startswith("xl/") for name in names):
        return Format.WORKBOOK
    if "word/document.xml" in names:
        return Format.WORD
    if "content.xml" in names:
        return Format.WORKBOOK
    return Format.ARCHIVE


def _refuse_bomb(path: Path, unpacked: int) -> None:
    packed = max(path.stat().st_size, 1)
    bomb = unpacked > _RATIO_MATTERS_FROM and unpacked / packed > _MAX_RATIO
    if unpacked > MAX_UNPACKED_BYTES or bomb:
        raise FileProblem(
            f"文件解压后过大（{unpacked / 2**20:.0f} MB），为安全起见没有读取。",
            "请确认来源；若确为清单，请清除多余的空白行列和图片后另存为新文件。",
        )


def _inside_ole(path: Path) -> Format:
    content = path.read_bytes()

    def has(name: str) -> bool:
        return name.encode("utf-16-le") in content

    if has("EncryptedPackage"):
        raise FileProblem("文件设有打开密码。", "请去掉密码（另存为，清除打开权限密码）后再导入。")
    if has("Workbook") or has("Book"):
        return Format.WORKBOOK
    if has("WordDocument"):
        raise FileProblem("这是旧版 Word（.doc/.wps）文件，暂不能直接读取。", _SAVE_AS_WORD)
    raise FileProblem("无法识别的旧版 Office 文件。", _SAVE_AS_TABLE)
