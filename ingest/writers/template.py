"""Empty lists to fill in: drop-downs, hints, examples and a guide; the reader knows every column of them."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from xlsxwriter.utility import xl_col_to_name

from graph.model import Kind
from ingest.readers.returned import OPTIONS_SHEET
from ingest.writers.layout import DATES, Column, examples, layout
from ingest.writers.workbook import Style, new_workbook, style, write_cell

ROWS = 2000
"""Rows below the header that have drop-downs and hints."""
_MAX_MESSAGE, _MAX_TITLE = 255, 32
_LONG = frozenset(
    "abstract innovation route indicators application benefit evidence profile detail problem key_tech goal base"
    " bidder_requirements pay_split ent_profile wanted data results".split()
)
_GUIDE = (
    "1. 在“{sheet}”表里一行填一项，从第 2 行填起；带 * 的列必须填。表头请不要改，用不着的列可以空着或删去。",
    "2. 不知道、没有、面议的，请空着，不必写“无”。",
    "3. 单元格里有下拉的可以选，也可以自己写；写几个时用顿号“、”隔开。",
    "4. “填写示例”里的两行是虚构的，导入时不读。",
    "5. 填好存为 .xlsx 发回即可；导入后会告诉您哪些行没有看懂、怎样改。",
)


def write_template(path: Path, kind: Kind) -> None:
    """Write the empty list of a kind."""
    columns = layout(kind)
    sheet = kind.display_name
    with new_workbook(path) as book:
        data = book.add_worksheet(sheet)
        shown = book.add_worksheet("填写示例")
        guide = book.add_worksheet("填写说明")
        options = book.add_worksheet(OPTIONS_SHEET)
        for page in (data, shown):
            _write_header(book, page, columns)
        _write_examples(book, shown, columns, kind)
        _write_guide(book, guide, columns, sheet)
        for at, column in enumerate(columns):
            source = _write_options(options, at, column)
            data.data_validation(1, at, ROWS, at, _validation(column, source))
        options.hide()
        data.activate()
        book.set_properties({"title": f"{sheet}模板"})


def _write_header(book: Any, page: Any, columns: Sequence[Column]) -> None:  # noqa: ANN401 -- xlsxwriter has no types
    must = style(book, bold=True, bg_color="#FFE699", align="center", valign="vcenter")
    may = style(book, bold=True, bg_color="#D9E2F3", align="center", valign="vcenter")
    text = book.add_format({"num_format": "@", "text_wrap": True, "valign": "top"})
    day = book.add_format({"num_format": "yyyy-mm-dd", "valign": "top"})
    year = book.add_format({"num_format": "0", "valign": "top"})
    for at, column in enumerate(columns):
        shape = day if column.field in DATES else year if column.shape.type is int else text
        page.set_column(at, at, _width(column), shape)
        look = must if column.is_required else may
        write_cell(page, (0, at), header_of(column), look)
    page.set_row(0, 32)
    page.freeze_panes(1, 2)


def header_of(column: Column) -> str:
    """Header of a column in a template: a star for what must be filled in."""
    return f"{column.header}*" if column.is_required else column.header


def _width(column: Column) -> int:
    if column.field in _LONG:
        return 40
    return 32 if column.field in {"title", "orgs", "org", "issuer", "enterprise"} else 18


def _write_examples(book: Any, page: Any, columns: Sequence[Column], kind: Kind) -> None:  # noqa: ANN401
    look = style(book, font_color="#7F7F7F", italic=True)
    for row, example in enumerate(examples(kind), start=1):
        for at, column in enumerate(columns):
            if text := example.get(column.key):
                write_cell(page, (row, at), text, look)


def _write_guide(book: Any, page: Any, columns: Sequence[Column], sheet: str) -> None:  # noqa: ANN401
    plain, free = style(book), style(book, border=0, text_wrap=False)
    bold: Style = style(book, bold=True, bg_color="#D9E2F3")
    for row, text in enumerate(_GUIDE):
        write_cell(page, (row, 0), text.format(sheet=sheet), free)
    top = len(_GUIDE) + 1
    for at, text in enumerate(("列", "必填", "怎么填", "可选项")):
        write_cell(page, (top, at), text, bold)
    for row, column in enumerate(columns, start=top + 1):
        must = "必填" if column.is_required else ""
        for at, text in enumerate((column.header, must, column.hint, "、".join(column.options))):
            write_cell(page, (row, at), text, plain)
    for at, width in enumerate((24, 8, 56, 72)):
        page.set_column(at, at, width)


def _write_options(page: Any, at: int, column: Column) -> str | None:  # noqa: ANN401
    """Write the options of a column below one another; a list written into the cell's rule may have 255 characters."""
    for row, text in enumerate(column.options):
        page.write_string(row, at, text)
    if not column.options:
        return None
    letters = xl_col_to_name(at)
    return f"='{OPTIONS_SHEET}'!${letters}$1:${letters}${len(column.options)}"


def _validation(column: Column, source: str | None) -> dict[str, Any]:
    """Rule of a column: it offers and explains, and lets other wordings pass, but for yes and no."""
    rule: dict[str, Any] = {"validate": "any"}
    if source:
        strict = column.is_flag or column.shape.type is bool
        rule = {
            "validate": "list",
            "source": source,
            "show_error": strict,
            "error_title": "请选“是”或“否”",
            "error_message": "这一格只能填“是”或“否”，不知道请空着。",
        }
    title = header_of(column)[:_MAX_TITLE]
    return {**rule, "input_title": title, "input_message": (column.hint or title)[:_MAX_MESSAGE]}
