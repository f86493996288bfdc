"""Received files become grids of cells, whatever they are called; the content decides how they are read."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from ingest.readers import delimited, html, mhtml, office, pdf, spreadsheetml, word, workbook
from ingest.readers.grid import Document, FileProblem, Grid, Raw
from ingest.readers.sniff import Format, check_size, sniff

__all__ = ["Document", "FileProblem", "Format", "Grid", "Raw", "read", "sniff"]

_READERS: dict[Format, Callable[[Path], Document]] = {
    Format.WORKBOOK: workbook.read,
    Format.WORD: word.read,
    Format.OLD_WORD: office.read,
    Format.PDF: pdf.read,
    Format.HTML: html.read,
    Format.MHTML: mhtml.read,
    Format.SPREADSHEETML: spreadsheetml.read,
    Format.TEXT: delimited.read,
}


def read(path: Path, stem: str | None = None) -> Document:
    """Read a list; raises `FileProblem` with a Chinese sentence that says what is wrong and what to do.

    :param stem: what the one table of a file without sheets is called; the file's name where it is not given.
    """
    try:
        check_size(path)
        found = sniff(path)
        if found is Format.ARCHIVE:
            raise FileProblem("这是压缩包，不是单个清单。", "请先解压，再导入里面的文件。")
        document = _READERS[found](path)
    except OSError as error:
        raise FileProblem(
            f"文件无法打开：{error.strerror or error}", "请确认文件存在、有读取权限，且没有被其他程序占用。"
        ) from error
    named = [grid if grid.sheet else replace(grid, sheet=stem or path.stem) for grid in document.grids]
    return replace(document, grids=tuple(named))
