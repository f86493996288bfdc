import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from reportlab.lib import colors
from reportlab.lib.pagesizes import A4
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, PageBreak, Paragraph, SimpleDocTemplate, Table, TableStyle

from ingest.readers import FileProblem, read
from ingest.readers.pdf.glyphs import glyphs_of

pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
FONT = "STSong-Light"
Texts = Sequence[Sequence[str]]
Style = Sequence[tuple[Any, ...]]
STYLE = ParagraphStyle("cell", fontName=FONT, fontSize=9, leading=11, wordWrap="CJK")
HEADER = ["序号", "成果名称", "完成单位", "成果简介", "联系电话"]
WIDTHS = [30, 110, 80, 220, 60]
GRID: Style = [("GRID", (0, 0), (-1, -1), 0.5, colors.black)]
ABSTRACT = "本成果采用多光谱图像与轻量级神经网络，实现螺纹钢表面裂纹的在线检测，准确率≥98.5%。"


def achievements(count: int) -> list[list[str]]:
    return [
        [
            str(n),
            f"螺纹钢表面缺陷在线检测技术{n}",
            ("桂林电子科技大学", "广西大学")[n % 2],
            ABSTRACT * (1 + n % 3),
            f"0773{n:07d}",
        ]
        for n in range(1, count + 1)
    ]


def table(rows: Texts, style: Style = GRID, **options: Any) -> Table:
    cells = [[Paragraph(cell, STYLE) for cell in row] for row in rows]
    options = {"colWidths": WIDTHS, "repeatRows": 1} | options
    made = Table(cells, **options)
    made.setStyle(TableStyle([("VALIGN", (0, 0), (-1, -1), "MIDDLE"), *style]))
    return made


def written(path: Path, *story: Flowable, encrypt: StandardEncryption | None = None) -> Path:
    SimpleDocTemplate(str(path), pagesize=A4, encrypt=encrypt).build(list(story))
    return path


def text(words: str) -> Paragraph:
    return Paragraph(words, STYLE)


def test_a_ruled_table_over_many_pages_is_one(tmp_path: Path) -> None:
    rows = achievements(60)
    path = written(tmp_path / "a.pdf", text("2026年科技成果汇总表"), table([HEADER, *rows]))

    document = read(path)

    (grid,) = document.grids
    assert grid.rows == [HEADER, *rows]
    assert grid.captions == ("2026年科技成果汇总表",)
    assert document.notices == ()


def test_titles_that_are_part_of_the_table_are_repeated_with_the_header(tmp_path: Path) -> None:
    title = ["2026年科技成果汇总表", "", "", "", ""]
    remark = ["说明：请如实填写", "", "", "", ""]
    rows = [[f"{row[0]}、", *row[1:]] for row in achievements(40)]
    spans = [*GRID, ("SPAN", (0, 0), (-1, 0)), ("SPAN", (0, 1), (-1, 1))]
    path = written(tmp_path / "a.pdf", table([title, remark, HEADER, *rows], spans, repeatRows=3))

    (grid,) = read(path).grids

    assert grid.rows == [[title[0]] * 5, [remark[0]] * 5, HEADER, *rows]


def test_a_row_broken_over_a_page_is_mended(tmp_path: Path) -> None:
    rows = achievements(60)
    top = [("VALIGN", (0, 0), (-1, -1), "TOP"), *GRID]
    path = written(tmp_path / "a.pdf", table([HEADER, *rows], top, splitInRow=1))

    (grid,) = read(path).grids

    # reportlab prints the header once more above a row that it breaks.
    assert [row for row in grid.rows if row != HEADER] == rows


def test_a_row_without_a_number_is_kept_where_it_may_be_a_row_of_its_own(tmp_path: Path) -> None:
    first, second = [["", "甲成果", "广西大学"]], [["", "乙成果", "广西大学"]]
    widths: dict[str, Any] = {"colWidths": [30, 110, 80], "repeatRows": 0}
    path = written(
        tmp_path / "a.pdf",
        table([HEADER[:3], *first], **widths),
        PageBreak(),
        table(second, **widths),
    )

    (grid,) = read(path).grids

    assert grid.rows == [HEADER[:3], *first, *second]


def test_merged_cells_are_filled_and_carried_over_the_page(tmp_path: Path) -> None:
    header = ["完成单位", "成果名称", "联系电话"]
    rows = [["广西大学" if n % 40 == 0 else "", f"成果{n}", f"1380773{n:04d}"] for n in range(80)]
    spans = [
        *GRID,
        ("SPAN", (0, 1), (0, 40)),
        ("SPAN", (0, 41), (0, 80)),
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
    ]
    path = written(tmp_path / "a.pdf", table([header, *rows], spans, colWidths=[80, 100, 80], repeatRows=0))

    (grid,) = read(path).grids

    assert [row[0] for row in grid.rows[1:]] == ["广西大学"] * 80


def test_line_breaks_that_were_written_stay_and_wraps_go(tmp_path: Path) -> None:
    cells = [
        "1",
        "节能窑炉",
        "桂林电子科技大学材料学院",
        "1.能耗低；<br/>2.寿命长<br/>电话 0773-2290000",
        "x",
    ]
    path = written(tmp_path / "a.pdf", table([HEADER, cells], colWidths=[30, 110, 60, 220, 60]))

    row = read(path).grids[0].rows[1]

    assert row[2] == "桂林电子科技大学材料学院"
    assert row[3] == "1.能耗低；\n2.寿命长\n电话 0773-2290000"


def test_exponents_stay_and_indexes_are_plain(tmp_path: Path) -> None:
    cells = [
        "1",
        "比表面积≥1200m<super>2</super>/g，循环10<super>6</super>次",
        "CO<sub>2</sub>减排",
        "x",
        "1",
    ]
    path = written(tmp_path / "a.pdf", table([HEADER, cells]))

    assert read(path).grids[0].rows[1][1:3] == ["比表面积≥1200m²/g，循环10⁶次", "CO2减排"]


def test_several_tables_and_what_stands_above_them(tmp_path: Path) -> None:
    needs = [["需求名称", "需求单位"], ["深海网箱养殖", "北海渔业公司"]]
    path = written(
        tmp_path / "a.pdf",
        text("一、成果"),
        table([HEADER, *achievements(2)]),
        text("二、需求（单位：万元）"),
        table(needs, colWidths=[100, 100]),
    )

    first, second = read(path).grids

    assert (first.sheet, first.captions) == ("表1", ("一、成果",))
    assert (second.sheet, second.captions) == ("表2", ("二、需求（单位：万元）",))
    assert second.rows == needs


def test_a_table_without_lines(tmp_path: Path) -> None:
    rows = achievements(40)
    path = written(tmp_path / "a.pdf", text("2026年科技成果汇总表"), table([HEADER, *rows], []))

    document = read(path)

    (grid,) = document.grids
    assert grid.rows == [HEADER, *rows]
    assert "没有框线" in document.notices[0]


def test_columns_without_lines_whose_headers_stand_beside_the_values(tmp_path: Path) -> None:
    header = ["序号", "专家姓名", "所属单位", "职称"]
    rows = [
        [str(n), f"覃{'海波兰宁'[n % 4]}", ("广西大学", "桂林理工大学")[n % 2], "教授"] for n in range(1, 13)
    ]
    centred = ParagraphStyle("head", parent=STYLE, alignment=1)
    cells = [[Paragraph(cell, centred) for cell in header], *([text(cell) for cell in row] for row in rows)]
    made = Table(cells, colWidths=[60, 120, 140, 120])
    path = written(tmp_path / "a.pdf", text("专家名单"), made)

    assert read(path).grids[0].rows == [header, *rows]


def test_a_form_without_lines(tmp_path: Path) -> None:
    rows = [
        ["成果名称", "螺纹钢表面缺陷在线检测技术"],
        ["完成单位", "广西大学"],
        ["主要完成人员名单（按贡献大小排序）", "张三、李四"],
        ["成果简介", ABSTRACT * 3],
        ["联系人", "张三"],
        ["联系电话", "13800138000"],
    ]
    path = written(tmp_path / "a.pdf", text("科技成果推介表"), table(rows, [], colWidths=[160, 280]))

    (grid,) = read(path).grids

    assert grid.captions == ("科技成果推介表",)
    assert grid.rows == rows


def test_characters_without_a_picture_in_the_font_are_read(tmp_path: Path) -> None:
    rows = [["技术指标", "处理能力≥500m³/h；面积≤20m²"], ["转化方式", "□技术转让 ☑技术许可"]]
    path = written(tmp_path / "a.pdf", table(rows, colWidths=[100, 300]))

    assert read(path).grids[0].rows == rows


def test_a_table_with_horizontal_lines_only(tmp_path: Path) -> None:
    rows = achievements(5)
    lines = [
        ("LINEABOVE", (0, 0), (-1, 0), 1, colors.black),
        ("LINEBELOW", (0, 0), (-1, 0), 0.5, colors.black),
    ]
    path = written(tmp_path / "a.pdf", table([HEADER, *rows], lines))

    assert read(path).grids[0].rows == [HEADER, *rows]


def test_a_table_without_its_outer_lines(tmp_path: Path) -> None:
    rows = achievements(5)
    inner = [
        ("INNERGRID", (0, 0), (-1, -1), 0.5, colors.black),
        ("LINEABOVE", (0, 0), (-1, 0), 1, colors.black),
    ]
    path = written(
        tmp_path / "a.pdf",
        table([HEADER, *rows], [*inner, ("LINEBELOW", (0, -1), (-1, -1), 1, colors.black)]),
    )

    assert read(path).grids[0].rows == [HEADER, *rows]


def test_a_form_keeps_its_labels_and_values(tmp_path: Path) -> None:
    form = [
        ["需求名称", "水下机器人", "需求单位", "北海渔业公司"],
        ["需求描述", "长期在水深30米作业", "", ""],
    ]
    style = [*GRID, ("SPAN", (1, 1), (3, 1))]
    path = written(
        tmp_path / "a.pdf",
        text("企业技术需求征集表"),
        table(form, style, colWidths=[70, 150, 70, 150], repeatRows=0),
    )

    (grid,) = read(path).grids

    assert grid.rows == [form[0], ["需求描述", *["长期在水深30米作业"] * 3]]


def test_forms_that_begin_alike_lose_no_row(tmp_path: Path) -> None:
    pages = [[["需求单位", "北海渔业公司"], ["需求名称", name]] for name in ("水下机器人", "网箱清洗")]
    widths: dict[str, Any] = {"colWidths": [70, 200], "repeatRows": 0}
    story = [part for page in pages for part in (table(page, **widths), PageBreak())]

    (grid,) = read(written(tmp_path / "a.pdf", *story)).grids

    assert grid.rows == [row for page in pages for row in page]


def test_lines_of_a_form_without_a_table_become_one_column(tmp_path: Path) -> None:
    lines = [
        "成果名称：螺纹钢表面缺陷在线检测技术",
        "完成单位：桂林电子科技大学",
        "成果简介：" + ABSTRACT * 2,
    ]
    path = written(tmp_path / "a.pdf", *map(text, lines))

    (grid,) = read(path).grids

    assert grid.rows == [[line] for line in lines]


def picture_page(canvas: Canvas) -> None:
    canvas.drawImage(ImageReader(Image.new("L", (100, 140), 200)), 0, 0, *A4)
    canvas.showPage()


def test_what_forms_say_in_the_same_place_of_their_pages_is_kept(tmp_path: Path) -> None:
    forms = [[f"需求名称：需求{n}", "企业名称：甲公司", f"联系电话：1380013800{n}"] for n in (1, 2)]
    pages = [[*map(text, lines), PageBreak()] for lines in forms]
    path = written(tmp_path / "a.pdf", *(flowable for page in pages for flowable in page))

    assert [row[0] for row in read(path).grids[0].rows] == [*forms[0], *forms[1]]


def test_scanned_pages_are_named(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    canvas = Canvas(str(path), pagesize=A4)
    canvas.setFont(FONT, 12)
    canvas.drawString(72, 700, "成果名称：螺纹钢表面缺陷在线检测技术与装备")
    canvas.showPage()
    picture_page(canvas)
    picture_page(canvas)
    canvas.save()

    document = read(path)

    assert document.notices[0].startswith("第 2、3 页是扫描图像，没有文字，未读取；")
    assert len(document.grids) == 1


def test_a_scan_as_a_whole_is_a_problem(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    canvas = Canvas(str(path), pagesize=A4)
    picture_page(canvas)
    canvas.save()

    with pytest.raises(FileProblem, match=r"扫描图像.*文字识别"):
        read(path)


def test_a_locked_file_is_a_problem(tmp_path: Path) -> None:
    path = written(tmp_path / "a.pdf", text("甲"), encrypt=StandardEncryption("secret", strength=128))

    with pytest.raises(FileProblem, match="密码"):
        read(path)


def test_a_file_that_only_forbids_copying_is_read(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    canvas = Canvas(str(path), pagesize=A4, encrypt=StandardEncryption("", "owner", canCopy=0))
    canvas.drawString(72, 700, "TRL6, PLC control system")
    canvas.save()

    assert read(path).grids[0].rows == [["TRL6, PLC control system"]]


def test_watermarks_and_page_numbers_are_no_text(tmp_path: Path) -> None:
    def decorate(canvas: Canvas, document: SimpleDocTemplate) -> None:
        canvas.saveState()
        canvas.setFont(FONT, 40)
        canvas.drawCentredString(300, 20, f"— {document.page} —")
        canvas.rotate(45)
        canvas.drawString(300, 100, "内部资料")
        canvas.restoreState()

    rows = achievements(40)
    path = tmp_path / "a.pdf"
    made = SimpleDocTemplate(str(path), pagesize=A4)
    made.build([table([HEADER, *rows])], onFirstPage=decorate, onLaterPages=decorate)

    (grid,) = read(path).grids

    assert grid.rows == [HEADER, *rows]


def test_characters_the_file_does_not_name_are_kept_and_noted(tmp_path: Path) -> None:
    # reportlab encrypts the name of the character set, so that no program can tell what the glyphs mean.
    path = written(tmp_path / "a.pdf", text("甲"), encrypt=StandardEncryption("", "owner"))

    document = read(path)

    assert str(document.grids[0].rows[0][0]).startswith("(cid:")
    assert document.notices[0].startswith("第 1 页有无法识别的字符")


@pytest.mark.parametrize(
    ("font", "text", "sign"),
    [
        ("ABCDEE+Wingdings-Regular", "\uf0fe", "☑"),
        ("Wingdings", "\xa8", "□"),
        ("ABCDEE+Wingdings 2", "\uf052", "☑"),
        ("Wingdings2", "\xa3", "□"),
        ("SimSun", "R", "R"),
        ("SimSun", "⻢", "马"),
        ("SimSun", "⼤", "大"),
        ("NotoSansCJKsc-Regular", "㬵", "胶"),
    ],
)
def test_signs_of_symbol_fonts_and_radicals(font: str, text: str, sign: str) -> None:
    char = {
        "matrix": (1, 0, 0, 1, 0, 0),
        "text": text,
        "fontname": font,
        "x0": 0,
        "x1": 9,
        "top": 0,
        "bottom": 9,
    }

    assert glyphs_of([char])[0].text == sign


@pytest.mark.parametrize(
    "content", [b"%PDF-1.7\n...", b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 1 0 R>>endobj"]
)
def test_a_damaged_file_is_a_problem(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(content)

    with pytest.raises(FileProblem, match="PDF"):
        read(path)


@pytest.mark.skipif(shutil.which("chromium") is None, reason="chromium is not installed")
def test_a_web_page_printed_to_pdf(tmp_path: Path) -> None:
    rows = [
        [str(n), f"高速列车长大隧道风阻监测{n}", "广西大学", f"马铃薯与鱼类、齿轮的自动检测{n}。" * 9]
        for n in range(1, 41)
    ]
    cells = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in rows)
    head = "".join(f"<th>{cell}</th>" for cell in HEADER[:4])
    page = tmp_path / "list.html"
    page.write_text(
        "<!doctype html><meta charset=utf-8><style>table{border-collapse:collapse}td,th{border:1px solid;padding:4px}"
        f"</style><h1>成果汇总表</h1><table><thead><tr>{head}</tr></thead>{cells}</table>",
        encoding="utf-8",
    )
    path = tmp_path / "list.pdf"
    subprocess.run(
        ["chromium", "--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={tmp_path / 'profile'}", f"--print-to-pdf={path}", str(page)],
        check=True, capture_output=True, timeout=60,
    )  # fmt: skip

    (grid,) = read(path).grids

    assert grid.rows == [HEADER[:4], *rows]
    assert "成果汇总表" in grid.captions
