"""Tables of .docx files: mammoth makes HTML (it alone keeps ticked boxes and content controls) of them."""

from pathlib import Path

import mammoth

from ingest.readers.grid import Document, FileProblem
from ingest.readers.html import html_grids


def read(path: Path) -> Document:
    """Read every table of the document; the paragraphs above a table are its captions."""
    try:
        with path.open("rb") as file:
            page = mammoth.convert_to_html(file, convert_image=mammoth.images.img_element(lambda _: {})).value
    except Exception as error:  # mammoth stumbles over damage in any way there is
        raise FileProblem(
            "Word 文件已损坏，打不开。", "请用 WPS/Word 打开修复后另存为 .docx，再导入。"
        ) from error
    grids = html_grids(page)
    if not grids:
        raise FileProblem("文档里没有表格。", "请导入带清单表格的文档，或把内容整理成表格。")
    return Document(grids)
