"""The documents of the corpus: Word, PDF, web pages and what is only called .xls."""

from collections.abc import Iterator
from pathlib import Path
from random import Random

from tests.corpus import forms, pdf, sheets, structure, sums, web, word
from tests.corpus import layouts as lay
from tests.corpus.delimited import text
from tests.corpus.page import plain
from tests.corpus.written import ListFile

KINDS = tuple(forms.TITLES)


def documents(folder: Path, seed: int) -> Iterator[ListFile]:
    """Summary tables and forms."""
    yield from _tables(folder, seed)
    yield from _layouts(folder, seed)
    yield from _ways(folder, seed)
    yield from _choices(folder, seed)
    yield from _unit_beside(folder, seed)
    yield from _pdfs(folder, seed)
    yield from _web(folder, seed)
    yield from _sheets_of_forms(folder, seed)


def _tables(folder: Path, seed: int) -> Iterator[ListFile]:
    dice = Random(f"{seed} 4")
    for kind in KINDS:
        yield word.lists(folder / f"{lay.NAMES[kind]}.docx", lay.titled(kind, dice, 6))
    yield word.lists(folder / "推介表按领域分类.docx", structure.categories(dice, 8))
    yield word.lists(folder / "高校成果合并单元格.docx", structure.merged_down(dice, 6))
    yield word.lists(folder / "需求汇总表两层表头.docx", structure.two_row_header("need", dice, 6))
    yield word.lists(folder / "需求汇总表有合计.docx", lay.furnished("need", dice, 6))
    yield word.lists(folder / "需求汇总表单位在角上.docx", sums.corner_unit(dice, 6))
    for kind in ("need", "achievement"):
        name = f"{lay.NAMES[kind]}表外标题.docx"
        yield word.lists(folder / name, lay.titled(kind, dice, 6), captions=True)
    yield word.lists(folder / "需求汇总表单位在表外.docx", sums.corner_unit(dice, 6), captions=True)
    both = [plain(dice, lay.NAMES[kind], kind, lay.USUAL[kind], 4) for kind in ("need", "achievement")]
    yield word.lists(folder / "需求与成果两张表.docx", *both)


def _layouts(folder: Path, seed: int) -> Iterator[ListFile]:
    """One form a file, in every layout."""
    dice = Random(f"{seed} 5")
    for number, (name, layout) in enumerate(forms.LAYOUTS.items()):
        for kind in KINDS[number % 2 :: 2]:
            path = folder / f"{forms.TITLES[kind]}_{name}.docx"
            yield word.forms(path, [forms.form(kind, dice)], layout)


def _ways(folder: Path, seed: int) -> Iterator[ListFile]:
    """Values written with all that Word offers."""
    dice = Random(f"{seed} 6")
    for number, way in enumerate(
        ("paragraphs", "controlled", "block_controlled", "boxed", "tracked", "split_runs")
    ):
        kind = KINDS[number % 4]
        path = folder / f"{forms.TITLES[kind]}_{way}.docx"
        yield word.forms(path, [forms.form(kind, dice)], forms.two_by_row, word.WAYS[way])


def _choices(folder: Path, seed: int) -> Iterator[ListFile]:
    """Choices printed in full and ticked; several forms in one file."""
    dice = Random(f"{seed} 7")
    for number, boxes in enumerate(forms.BOXES):
        kind = KINDS[number % 2]
        path = folder / f"{forms.TITLES[kind]}_勾选{number + 1}.docx"
        yield word.forms(path, [forms.form(kind, dice, boxes=boxes)], forms.two_by_row)
    for way in ("symbols", "check_boxes"):
        path = folder / f"企业技术需求征集表_{way}.docx"
        yield word.forms(path, [forms.form("need", dice, boxes="☑□")], forms.two_by_row, word.WAYS[way])
    for kind in ("need", "achievement"):
        four = forms.several(kind, dice, 4, boxes="☑□")
        yield word.forms(folder / f"{forms.TITLES[kind]}（四份）.docx", four, forms.two_by_row)


def _unit_beside(folder: Path, seed: int) -> Iterator[ListFile]:
    """Sums with their unit in the next cell: 资金需求总额 | 50 | 万元."""
    dice = Random(f"{seed} 11")
    for kind in KINDS[:4]:
        columns = forms.with_bare_sums(forms.template(kind, dice))
        path = folder / f"{forms.TITLES[kind]}_单位在邻格.docx"
        yield word.forms(path, [forms.filled(kind, columns, dice)], forms.unit_beside)


def _pdfs(folder: Path, seed: int) -> Iterator[ListFile]:
    dice = Random(f"{seed} 8")
    for kind in KINDS:
        yield pdf.lists(folder / f"{lay.NAMES[kind]}.pdf", lay.titled(kind, dice, 8))
    yield pdf.lists(folder / "需求汇总表多页.pdf", lay.titled("need", dice, 40))
    yield pdf.lists(folder / "推介表按领域分类.pdf", structure.categories(dice, 8))
    yield pdf.lists(folder / "需求两层表头.pdf", structure.two_row_header("need", dice, 8))
    yield pdf.lists(folder / "高校成果合并单元格.pdf", structure.merged_down(dice, 8))
    yield pdf.lists(folder / "需求汇总表有合计.pdf", lay.furnished("need", dice, 6))
    for kind, fields in (
        ("need", "seq title org budget deadline contact.phone"),
        ("achievement", "seq title orgs people maturity price"),
    ):
        yield pdf.lists(
            folder / f"{lay.NAMES[kind]}无框线.pdf",
            plain(dice, lay.NAMES[kind], kind, fields, 8),
            ruled=False,
        )
    pages = [plain(dice, lay.NAMES[kind], kind, lay.USUAL[kind], 4) for kind in ("need", "achievement")]
    yield pdf.lists(folder / "夹扫描页的清单.pdf", *pages, scanned=1)
    yield pdf.lists(folder / "需求汇总表单位在表外.pdf", sums.corner_unit(dice, 6), captions=True)
    yield pdf.scan(folder / "扫描件.pdf")
    for kind in KINDS:
        yield pdf.forms(
            folder / f"{forms.TITLES[kind]}.pdf", [forms.form(kind, dice, boxes="√□")], forms.two_by_row
        )
    yield pdf.forms(
        folder / "需求征集表（三份）.pdf",
        forms.several("need", dice, 3),
        forms.one_by_row,
    )


def _web(folder: Path, seed: int) -> Iterator[ListFile]:
    dice = Random(f"{seed} 9")
    yield web.page(folder / "科技成果汇总表.html", lay.titled("achievement", dice, 6))
    yield web.page(folder / "企业技术需求.htm", lay.titled("need", dice, 6), encoding="gb2312")
    yield web.page(
        folder / "两张表的网页.html",
        *(plain(dice, lay.NAMES[kind], kind, lay.USUAL[kind], 4) for kind in ("challenge", "expert")),
    )
    yield web.page(folder / "高校成果合并单元格.html", structure.merged_down(dice, 6))
    yield web.page(folder / "需求汇总表单位在表外.html", sums.corner_unit(dice, 6), captions=True)
    yield web.form(folder / "需求详情页.html", [forms.form("need", dice, boxes="☑□")], forms.two_by_row)
    yield web.form(folder / "成果详情页.html", [forms.form("achievement", dice)], forms.one_by_row)
    yield web.excel_page(folder / "系统导出的需求汇总表.xls", lay.titled("need", dice, 6))
    yield web.excel_page(
        folder / "系统导出的成果汇总表.xls",
        structure.two_row_header("achievement", dice, 6),
        encoding="utf-8",
    )
    yield web.spreadsheet_xml(folder / "导出的榜单.xls", lay.titled("challenge", dice, 6))
    yield web.spreadsheet_xml(
        folder / "导出的清单.xml",
        plain(dice, "需求汇总表", "need", lay.USUAL["need"], 5),
        structure.merged_down(dice, 6),
    )
    yield text(
        folder / "其实是文本的需求汇总表.xls", lay.titled("need", dice, 6), encoding="gb18030", separator="\t"
    )
    yield text(
        folder / "其实是文本的成果汇总表.xls",
        lay.titled("achievement", dice, 6),
        encoding="utf-16-le",
        separator="\t",
    )


def _sheets_of_forms(folder: Path, seed: int) -> Iterator[ListFile]:
    """A form filled in on a sheet."""
    dice = Random(f"{seed} 10")
    for number, kind in enumerate(KINDS):
        layout = (forms.one_by_row, forms.two_by_row, forms.value_below)[number % 3]
        yield sheets.forms(folder / f"{forms.TITLES[kind]}.xlsx", [forms.form(kind, dice)], layout)
    yield sheets.forms(
        folder / "需求征集表（一页一份）.xlsx", forms.several("need", dice, 3), forms.two_by_row
    )
