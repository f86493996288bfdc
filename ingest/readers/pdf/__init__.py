"""PDF files: ruled and unruled tables over many pages, and the lines of forms; scanned pages are named."""

import logging
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import pdfplumber
from pdfminer.pdfdocument import PDFEncryptionError, PDFPasswordIncorrect
from pdfplumber.page import Page

from ingest.readers.grid import Document, FileProblem, number_list
from ingest.readers.pdf.flow import grids_of
from ingest.readers.pdf.fonts import name_all_codes
from ingest.readers.pdf.pages import Reading, read_page

MAX_PAGES = 1000
MAX_SECONDS = 300.0

_ASK = "请重新获取文件，或索取原始的 .xlsx、.docx 文件。"
_SPLIT = "请拆成几个文件，或索取原始的 .xlsx、.docx 文件后再导入。"
_SCANNED = "请索取电子版（.xlsx、.docx），或先做文字识别。"

logging.getLogger("pdfminer").setLevel(logging.ERROR)  # it warns of every font it finds odd


def read(path: Path) -> Document:
    """Read the tables; a file without one gives its lines as a table of one column."""
    name_all_codes()
    try:
        with pdfplumber.open(path) as pdf:
            reading = _read_pages(pdf.pages)
    except FileProblem:
        raise
    except Exception as error:  # pdfminer stumbles over damage in any way there is
        if _is_locked(error):
            raise FileProblem(
                "PDF 设有打开密码。", "请去掉密码后再导入，或索取原始的 .xlsx、.docx 文件。"
            ) from error
        raise FileProblem("PDF 文件已损坏，打不开。", _ASK) from error
    if not reading.blocks:
        if reading.scanned:
            raise FileProblem("这份 PDF 是扫描图像，没有文字，不能读取。", _SCANNED)
        raise FileProblem("PDF 里没有任何内容。", "请检查是否选错了文件。")
    return Document(grids_of(reading.blocks), tuple(_notices(reading)))


def _is_locked(error: BaseException | None) -> bool:
    while error is not None:
        causes = (error, *error.args)
        if any(isinstance(cause, (PDFPasswordIncorrect, PDFEncryptionError)) for cause in causes):
            return True
        error = error.__cause__ or error.__context__
    return False


def _read_pages(pages: Sequence[Page]) -> Reading:
    if len(pages) > MAX_PAGES:
        raise FileProblem(f"PDF 页数过多（{len(pages)} 页，上限 {MAX_PAGES} 页）。", _SPLIT)
    reading = Reading()
    started = time.monotonic()
    for number, page in enumerate(pages, start=1):
        read_page(page, number, reading)
        page.close()
        if time.monotonic() - started > MAX_SECONDS:
            raise FileProblem(f"PDF 读取超过 {MAX_SECONDS:.0f} 秒（第 {number} 页），已停止。", _SPLIT)
    return reading


def _notices(reading: Reading) -> Iterator[str]:
    if reading.scanned:
        yield f"第 {number_list(reading.scanned)} 页是扫描图像，没有文字，未读取；{_SCANNED}"
    if reading.unruled:
        yield f"第 {number_list(reading.unruled)} 页的表格没有框线，按文字的对齐分列，请核对各列有没有错位。"
    if reading.broken:
        pages = number_list(reading.broken)
        yield f"第 {pages} 页有无法识别的字符（PDF 没有给出它们的文字），已原样保留，请对照原件核对。"
