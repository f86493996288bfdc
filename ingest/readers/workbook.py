"""Spreadsheets of every make (.xlsx, .xls, .et, .ods) through calamine."""

from pathlib import Path

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
    load_workbook,
)

from ingest.readers import ods, xls
from ingest.readers.grid import Document, FileProblem, Grid, Merge, Raw, Returned, fill_merged
from ingest.readers.returned import (
    EXAMPLE_SHEETS,
    GUIDE_SHEETS,
    MARKER_SHEET,
    OWN_SHEETS,
    read_marker,
    without_advice,
)
from ingest.readers.xlsx import Faults, Findings, inspect

_DAMAGED = ("表格文件已损坏或不完整，打不开。", "请用 WPS/Excel 打开修复后另存为 .xlsx，再导入。")


def read(path: Path) -> Document:
    """Read every visible sheet; hidden ones are named in the notices."""
    xls.check(path)
    findings = inspect(path)
    merges = ods.merges(path)
    try:
        with load_workbook(str(path)) as workbook:
            return _read_sheets(workbook, findings, merges)
    except PasswordError as error:
        raise FileProblem("文件设有打开密码。", "请去掉密码（另存为，清除打开权限密码）后再导入。") from error
    except (CalamineError, ValueError, OSError, OverflowError) as error:
        raise FileProblem(*_DAMAGED) from error
    except BaseException as error:
        # A panic of the Rust parser comes as a BaseException of a class that cannot be imported.
        if type(error).__name__ != "PanicException":
            raise
        raise FileProblem(*_DAMAGED) from error


def _read_sheets(
    workbook: CalamineWorkbook, findings: dict[str, Findings], merges: dict[str, list[Merge]]
) -> Document:
    grids, notices = [], []
    metas = [m for m in workbook.sheets_metadata if m.typ is SheetTypeEnum.WorkSheet]
    aside = _guides([m.name for m in metas if m.visible is SheetVisibleEnum.Visible])
    for meta in metas:
        if meta.name.startswith(OWN_SHEETS):
            continue
        if meta.name in aside:
            if meta.name in EXAMPLE_SHEETS:
                notices.append(f"工作表“{meta.name}”是示例，未读取；如是数据，请改名后重新导入。")
            continue
        if meta.visible is not SheetVisibleEnum.Visible:
            notices.append(f"隐藏的工作表“{meta.name}”未读取；如需导入，请取消隐藏后重新导入。")
            continue
        found = findings.get(meta.name, Findings())
        notices += found.notices(meta.name)
        grids.append(_grid(workbook.get_sheet_by_name(meta.name), found.faults, merges.get(meta.name, [])))
    return Document(tuple(grids), tuple(notices), _returned(workbook))


def _guides(names: list[str]) -> set[str]:
    """Names of the sheets that show or say how to fill in the others; none where there are no others."""
    guides = {name for name in names if name in EXAMPLE_SHEETS | GUIDE_SHEETS}
    return guides if len(guides) < len(names) else set()


def _returned(workbook: CalamineWorkbook) -> Returned | None:
    if MARKER_SHEET not in workbook.sheet_names:
        return None
    return read_marker(workbook.get_sheet_by_name(MARKER_SHEET).to_python())


def _grid(sheet: CalamineSheet, faults: Faults, merges: list[Merge]) -> Grid:
    if sheet.start is None:
        return Grid(sheet.name, [])
    first_column = sheet.start[1]
    rows: list[list[Raw]] = without_advice(list(sheet.iter_rows()))
    fill_merged(rows, sheet.merged_cell_ranges or merges, first_column)
    shifted = {(row, column - first_column): fault for (row, column), fault in faults.items()}
    return Grid(sheet.name, rows, first_column, faults=shifted)
