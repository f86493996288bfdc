"""The files of the corpus, written into a folder; the same every time."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from random import Random

from tests.corpus import layouts as lay
from tests.corpus import structure, sums
from tests.corpus.archives import Bundle, archive
from tests.corpus.archives import folder as laid_out
from tests.corpus.delimited import text
from tests.corpus.documents import documents
from tests.corpus.page import Page, plain
from tests.corpus.phrases import PLACES
from tests.corpus.workbooks import ods, xls, xlsx
from tests.corpus.written import ListFile

KINDS = ("achievement", "need", "challenge", "alumni_project", "scenario", "expert")


def write_all(folder: Path, seed: int = 0) -> list[ListFile]:
    """Write every file of the corpus; another seed gives other headers and values in the same files."""
    return [
        file for family in (workbooks, older_workbooks, texts, documents) for file in family(folder, seed)
    ]


def workbooks(folder: Path, seed: int) -> Iterator[ListFile]:
    """Lists as xlsx, one kind of mess each."""
    dice = Random(f"{seed} 1")

    def book(name: str, *pages: Page) -> ListFile:
        return xlsx(folder / f"{name}.xlsx", *pages)

    for kind in KINDS:
        yield book(f"2026年{lay.NAMES[kind]}", lay.titled(kind, dice, 8))
        yield book(f"{lay.NAMES[kind]}（全）", lay.full(kind, dice, 6))
        yield book(f"{lay.NAMES[kind]}（新表头）", lay.noisy(kind, dice, 6))
        yield book(f"{lay.NAMES[kind]}历年格式", *structure.headers_in_turn(kind, dice, 3))
    for number in range(3):
        yield book(f"需求汇总表单位在角上{number + 1}", sums.corner_unit(dice, 8))
    yield book("榜单金额单位不一", sums.header_against_corner(dice, 8))
    yield book("成果清单单位在第二行", sums.unit_row(dice, 8))
    yield book("需求表单位在邻格甲", sums.neighbour_unit(dice, 8))
    yield book("需求表单位在邻格乙", sums.neighbour_unit(dice, 8))
    yield book("校友投资内外资", sums.mixed_units(dice, 10))
    yield book("需求清单金额变日期", sums.money_become_dates(dice, 9))
    for kind in ("need", "achievement", "alumni_project"):
        yield book(f"{lay.NAMES[kind]}两层表头", structure.two_row_header(kind, dice, 8))
    yield book("高校成果合并单元格", structure.merged_down(dice, 10))
    yield book("推介表按领域分类", structure.categories(dice, 12))
    yield book("推介表按领域分类未合并", structure.categories(dice, 12, merged=False))
    yield book("推介表按高校分类", structure.categories(dice, 12, universities=True))
    yield book("需求汇总表有合计", lay.furnished("need", dice, 8))
    yield book("成果汇总表有合计", lay.furnished("achievement", dice, 8))
    yield book("需求汇总表打印版", structure.printed("need", dice, 9))
    yield book("三张表放一页", structure.several_tables(dice, 12))
    yield book(
        "各县需求",
        *(
            plain(dice, place, "need", lay.USUAL["need"], 5)
            for place in ("横州市", "宾阳县", "上林县", "马山县")
        ),
    )
    yield book("带隐藏页", lay.titled("need", dice, 6), *_hidden(dice))
    yield book("带说明页", *_guides(dice), lay.titled("achievement", dice, 6, name="填报表"))
    yield book("需求汇总表有空列", structure.spaced("need", dice, 9))
    yield book("成果汇总表有空列", structure.spaced("achievement", dice, 9))
    yield book("榜单预编号", lay.prenumbered("challenge", dice, 5))
    yield book("需求预编号", lay.prenumbered("need", dice, 5))
    yield xlsx(folder / "成果汇总表带公式.xlsx", lay.titled("achievement", dice, 8), formulas=True)
    for kind in KINDS:
        yield book(f"{lay.NAMES[kind]}重复行", lay.with_duplicates(kind, dice, 7))
        yield book(f"{lay.NAMES[kind]}缺名称", lay.without_titles(kind, dice, 8))
    yield book("需求汇总表同上", lay.ditto(dice, 8))
    yield book("需求汇总表年底前", lay.named_year(dice, 5))
    yield book("需求汇总表起止年", lay.from_to(dice, 8))
    yield book("需求汇总表没有单位", sums.no_unit_anywhere(dice, 6))
    yield book("需求汇总表其中自有", sums.with_part_of_sum(dice, 6))
    yield book("专家库", structure.nameless_first_column(dice, 8))
    yield book("推介会报名表", lay.with_remarks_column("achievement", dice, 8))
    yield book("几类清单", *(plain(dice, lay.NAMES[kind], kind, lay.USUAL[kind], 4) for kind in KINDS))


def _hidden(dice: Random) -> Iterator[Page]:
    page = plain(dice, "旧版", "need", lay.USUAL["need"], 4)
    page.hidden = True
    yield page
    options = Page("下拉选项", dice, hidden=True)
    for row in ("技术领域 合作方式", "电子信息 技术转让", "新材料 技术许可"):
        options.line(*row.split())
    yield options


def _guides(dice: Random) -> Iterator[Page]:
    guide = Page("填写说明", dice)
    for line in (
        "填表说明",
        "一、成果名称：填写全称，不超过50字。",
        "二、完成单位：填写单位全称。",
        "三、金额单位为万元。",
    ):
        guide.line(line)
    yield guide
    options = Page("数据字典", dice)
    for row in (
        "技术领域 成熟度 合作方式",
        "电子信息 实验室阶段 技术转让",
        "新材料 中试阶段 技术许可",
        "现代农业 产业化 作价入股",
    ):
        options.line(*row.split())
    yield options


def older_workbooks(folder: Path, seed: int) -> Iterator[ListFile]:
    """Lists as xls, et and ods."""
    dice = Random(f"{seed} 2")
    writers: list[tuple[str, Callable[..., ListFile]]] = [("xls", xls), ("et", xls), ("ods", ods)]
    for suffix, write in writers:

        def book(
            name: str, *pages: Page, write: Callable[..., ListFile] = write, suffix: str = suffix
        ) -> ListFile:
            return write(folder / f"{name}.{suffix}", *pages)

        for kind in KINDS:
            yield book(f"{lay.NAMES[kind]}", lay.titled(kind, dice, 7))
        yield book("高校成果合并单元格", structure.merged_down(dice, 8))
        yield book("推介表按领域分类", structure.categories(dice, 8))
        yield book("需求两层表头", structure.two_row_header("need", dice, 6))
        yield book("带隐藏页", lay.titled("need", dice, 5), *([] if suffix == "ods" else _hidden(dice)))
        yield book("需求汇总表单位在角上", sums.corner_unit(dice, 6))


ENCODINGS = ("utf-8", "utf-8-sig", "utf-16-le", "utf-16-be", "gb18030", "gbk")


def texts(folder: Path, seed: int) -> Iterator[ListFile]:
    """Lists as csv, tsv and txt."""
    dice = Random(f"{seed} 3")
    for number, encoding in enumerate(ENCODINGS):
        kind = KINDS[number]
        page = lay.titled(kind, dice, 7)
        if encoding == "gbk":
            page = plain(dice, "", kind, "person org position specialty school contact.phone", 7)
        yield _typed(text(folder / f"{lay.NAMES[kind]}_{encoding}.csv", page, encoding=encoding))
    for name, separator in (("制表符.tsv", "\t"), ("制表符.txt", "\t"), ("分号.csv", ";"), ("分号.txt", ";")):
        page = lay.titled("need", dice, 7)
        yield _typed(text(folder / f"企业技术需求_{name}", page, encoding="gb18030", separator=separator))
    page = plain(dice, "", "need", "seq title org contact.name contact.phone", 8)
    yield _typed(text(folder / "企业技术需求_全角逗号.txt", page, encoding="gb18030", separator="，"))
    page = plain(dice, "", "achievement", "seq title orgs department year contact.email", 8)
    yield _typed(text(folder / "科技成果清单_繁体.csv", page, encoding="big5"))
    page = lay.with_duplicates("achievement", dice, 6)
    yield _typed(text(folder / "科技成果清单_重复.csv", page, encoding="gb18030"))


def _typed(file: ListFile) -> ListFile:
    return replace(file, format="text")


def bundles(folder: Path, files: Sequence[ListFile]) -> Iterator[Bundle]:
    """Archives and a folder of files already written."""
    chosen = [file for file in files if file.format in {"xlsx", "docx-form", "text", "xls", "pdf-list"}][::9]
    yield archive(
        folder / "各县报送.zip",
        {f"{place}/{file.path.name}": file for place, file in zip(PLACES, chosen, strict=False)},
    )
    yield archive(
        folder / "高校报送.zip", {f"材料/{file.path.name}": file for file in chosen[:6]}, names="gbk"
    )
    yield laid_out(
        folder / "来件",
        {f"{place}/{file.path.name}": file for place, file in zip(PLACES, chosen[6:], strict=False)},
    )
