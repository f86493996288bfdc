"""What a file is, told by its content: names and extensions of received lists are often wrong."""

import re
import zipfile
import zlib
from enum import Enum, auto
from pathlib import Path

from ingest.readers.encoding import decode, looks_like_text
from ingest.readers.grid import FileProblem
from ingest.readers.ole import OLE, root_names

MAX_FILE_BYTES = 200 * 2**20
MAX_UNPACKED_BYTES = 2 * 2**30
_MAX_RATIO = 300
"""Spreadsheets pack up to about 1:40; a bomb packs 1:1000."""
_RATIO_MATTERS_FROM = 64 * 2**20
_HEAD = 8192

_SAVE_AS_TABLE = "请用 WPS 表格或 Excel 打开后另存为 .xlsx，再重新导入。"
_SAVE_AS_WORD = "请用 WPS 或 Word 打开后另存为 .docx，再重新导入。"
_MARKUP = re.compile(
    r"<(?:html|!doctype|table|meta|head|body|style|div|span|p|br|font|center|title|tr)[\s>/]"
)
_PROLOG = re.compile(r"\s*<\?xml[^>]*\?>")
_COMMENT = re.compile(r"\s*<!--(?:(?!-->).)*-->", re.DOTALL)
_ENCODED_PART = re.compile(r"^mime-version:|^content-type:\s*multipart/related", re.IGNORECASE | re.MULTILINE)
_WORD_BODY = re.compile(r"word/document\d*\.xml")
_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"BM", b"II*\0", b"MM\0*")
_ARCHIVES = (b"Rar!", b"7z\xbc\xaf\x27\x1c", b"\x1f\x8b", b"BZh", b"\xfd7zXZ")


class Format(Enum):
    """How a file is read."""

    WORKBOOK = auto()
    WORD = auto()
    OLD_WORD = auto()
    PDF = auto()
    HTML = auto()
    MHTML = auto()
    SPREADSHEETML = auto()
    TEXT = auto()
    ARCHIVE = auto()


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
        head = file.read(_HEAD)
    if head.startswith(b"PK"):
        return _inside_zip(path)
    if head.startswith(OLE):
        return _inside_ole(path)
    if b"%PDF-" in head[:1024]:
        return Format.PDF
    _refuse_others(head)
    return _text_format(head)


def _refuse_others(head: bytes) -> None:
    if head.startswith(_PICTURES):
        raise FileProblem(
            "这是图片，没有可读取的文字。", "请索取原始的 .xlsx、.csv、.docx 文件，或先做文字识别。"
        )
    if head.startswith(_ARCHIVES):
        raise FileProblem("这是 rar、7z 或 gz 压缩包，不能直接读取。", "请解压后再导入，或改用 zip 压缩。")
    if not looks_like_text(head):
        raise FileProblem(
            "无法识别的二进制文件。",
            "支持 .xlsx、.xls、.et、.ods、.csv、.txt、.docx、.pdf、网页。" + _SAVE_AS_TABLE,
        )


def _text_format(head: bytes) -> Format:
    try:
        start = decode(head).text.lstrip("\ufeff \t\r\n").lower()
    except FileProblem:
        return Format.TEXT
    if start.startswith("{\\rtf"):
        return Format.OLD_WORD
    if _ENCODED_PART.search(start[:2048]) and not start.startswith("<"):
        return Format.MHTML
    bare = _without_prolog(start)
    if "urn:schemas-microsoft-com:office:spreadsheet" in bare[:2048] and not _MARKUP.match(bare):
        return Format.SPREADSHEETML
    if _MARKUP.match(bare) or (start != bare and "<html" in bare[:2048]):
        return Format.HTML
    if "<w:worddocument" in bare or "<pkg:package" in bare:
        raise FileProblem("这是存为 XML 的 Word 文件，不能直接读取。", _SAVE_AS_WORD)
    if start.startswith("<?xml"):
        raise FileProblem("这是 XML 数据文件，不是清单。", _SAVE_AS_TABLE)
    return Format.TEXT


def _without_prolog(start: str) -> str:
    """Drop what may stand before the first element: declarations and comments."""
    rest = start
    while found := _PROLOG.match(rest) or _COMMENT.match(rest) or re.match(r"\s*<\?mso[^>]*\?>", rest):
        rest = rest[found.end() :]
    return rest.lstrip()


def _inside_zip(path: Path) -> Format:
    try:
        with zipfile.ZipFile(path) as archive:
            infos = archive.infolist()
            names = {info.filename.replace("\\", "/") for info in infos}
            mime = archive.read("mimetype") if "mimetype" in names else b""
    except (zipfile.BadZipFile, zlib.error, ValueError, NotImplementedError, OverflowError) as error:
        raise FileProblem(
            "文件已损坏，打不开。", "请重新获取文件，或用 WPS/Excel 打开修复后另存。"
        ) from error
    found = _zip_format(names, mime)
    if found is not Format.ARCHIVE:  # what is in an archive is measured file by file
        _refuse_bomb(path, sum(info.file_size for info in infos))
    return found


def _zip_format(names: set[str], mime: bytes) -> Format:
    if any(name.startswith(("xl/workbook.", "xl/worksheets/")) for name in names):
        return Format.WORKBOOK
    if any(_WORD_BODY.fullmatch(name) for name in names):
        return Format.WORD
    if mime.startswith(b"application/vnd.oasis.opendocument.text"):
        raise FileProblem("这是 OpenDocument 文字文档（.odt），不能直接读取。", _SAVE_AS_WORD)
    if "content.xml" in names and (not mime or b"spreadsheet" in mime):
        return Format.WORKBOOK
    if "ppt/presentation.xml" in names:
        raise FileProblem("这是演示文稿，不是清单。", "请把清单整理成 .xlsx 或 .docx 后再导入。")
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
    names = root_names(path.read_bytes())
    if "EncryptedPackage" in names:
        raise FileProblem("文件设有打开密码。", "请去掉密码（另存为，清除打开权限密码）后再导入。")
    if "WordDocument" in names:
        return Format.OLD_WORD
    if names & {"Workbook", "Book"}:
        return Format.WORKBOOK
    if "PowerPoint Document" in names:
        raise FileProblem("这是演示文稿，不是清单。", "请把清单整理成 .xlsx 或 .docx 后再导入。")
    raise FileProblem("无法识别的旧版 Office 文件。", _SAVE_AS_TABLE)
