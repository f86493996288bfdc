from pathlib import Path

import docx
import pytest

from ingest.readers import FileProblem, read
from ingest.readers.html import html_grids


def test_tables_with_merged_cells_and_captions(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_paragraph("2026年企业技术需求汇总表（单位：万元）")
    table = document.add_table(rows=4, cols=3)
    for row, texts in enumerate(
        [
            ("企业信息", "", "需求名称"),
            ("企业名称", "电话", "需求名称"),
            ("甲厂", "1", "节能"),
            ("甲厂", "1", "降噪"),
        ]
    ):
        for column, text in enumerate(texts):
            table.cell(row, column).text = text
    table.cell(0, 0).merge(table.cell(0, 1)).text = "企业信息"
    table.cell(2, 0).merge(table.cell(3, 0)).text = "甲厂"
    path = tmp_path / "需求.docx"
    document.save(str(path))

    (grid,) = read(path).grids

    assert grid.sheet == "表1"
    assert grid.captions == ("2026年企业技术需求汇总表（单位：万元）",)
    assert grid.rows == [
        ["企业信息", "企业信息", "需求名称"],
        ["企业名称", "电话", "需求名称"],
        ["甲厂", "1", "节能"],
        ["甲厂", "1", "降噪"],
    ]


def test_paragraphs_of_a_cell_are_lines() -> None:
    (grid,) = html_grids("<table><tr><td><p>一</p><p>二<br/>三</p></td><td> 四\u3000五 </td></tr></table>")

    assert grid.rows == [["一\n二\n三", "四\u3000五"]]


def test_ticked_boxes_are_kept() -> None:
    page = '<table><tr><td><input type="checkbox" checked="checked"/>转让 <input type="checkbox"/>许可</td></tr></table>'

    assert html_grids(page)[0].rows == [["☑转让 □许可"]]


def test_spans_that_lie_are_bounded() -> None:
    (grid,) = html_grids(
        '<table><tr><td colspan="99999999" rowspan="x">甲</td></tr><tr><td rowspan="9">乙</td></tr></table>'
    )

    assert len(grid.rows) == 2
    assert len(grid.rows[0]) <= 200


def test_a_document_without_a_table(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_paragraph("关于征集需求的通知")
    path = tmp_path / "通知.docx"
    document.save(str(path))

    with pytest.raises(FileProblem, match="没有表格"):
        read(path)


def test_a_damaged_document(tmp_path: Path) -> None:
    import zipfile

    path = tmp_path / "坏.docx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("word/document.xml", "<w:document")

    with pytest.raises(FileProblem, match="损坏"):
        read(path)
