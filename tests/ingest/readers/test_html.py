from pathlib import Path

import pytest

from ingest.readers import FileProblem, html
from ingest.readers.html import html_grids


def test_paragraphs_of_a_cell_are_lines() -> None:
    (grid,) = html_grids("<table><tr><td><p>一</p><p>二<br/>三</p></td><td> 四\u3000五 </td></tr></table>")

    assert grid.rows == [["一\n二\n三", "四\u3000五"]]


def test_fields_of_a_page_form() -> None:
    (grid,) = html_grids(
        '<table><tr><td><input type="checkbox" checked="checked"/>转让 <input type="checkbox"/>许可</td>'
        '<td><input type="text" value="张三"><input type="hidden" value="x"></td>'
        "<td><select><option>小试<option selected>中试</select></td></tr></table>"
    )

    assert grid.rows == [["☑转让 □许可", "张三", "中试"]]


@pytest.mark.parametrize(
    ("ticked", "empty"),
    [
        (
            "<span style='font-family:Wingdings'>\u00fe</span>",
            "<span style='font-family:Wingdings'>\u00a8</span>",
        ),
        ('<font face="Wingdings 2">R</font>', '<font face="Wingdings 2">\u00a3</font>'),
    ],
)
def test_boxes_in_symbol_fonts(ticked: str, empty: str) -> None:
    (grid,) = html_grids(f"<table><tr><td>转化方式</td><td>{ticked}转让 {empty}许可</td></tr></table>")

    assert grid.rows == [["转化方式", "☑转让 □许可"]]


def test_merged_cells_both_ways() -> None:
    (grid,) = html_grids(
        "<table><thead><tr><th colspan=2>企业</th><th rowspan=2>名称</th></tr><tr><th>单位</th><th>电话</th></tr></thead>"
        "<tbody><tr><td>甲</td><td>1</td><td>节能</td></tr></tbody></table>"
    )

    assert grid.rows == [["企业", "企业", "名称"], ["单位", "电话", "名称"], ["甲", "1", "节能"]]


def test_spans_that_lie_are_bounded() -> None:
    (grid,) = html_grids(
        '<table><tr><td colspan="99999999" rowspan="x">甲</td></tr><tr><td rowspan="9">乙</td></tr></table>'
    )

    assert len(grid.rows) == 2
    assert len(grid.rows[0]) <= 200


def test_line_breaks_of_the_source_mean_nothing_in_chinese() -> None:
    (grid,) = html_grids("<table><tr><td>木薯\n   淀粉</td><td>AI\n  chip\n 研发</td></tr></table>")

    assert grid.rows == [["木薯淀粉", "AI chip 研发"]]


def test_tables_that_lay_out_the_page_are_looked_through() -> None:
    page = """<table width=100%><tr><td><img src=a.gif></td></tr><tr><td><p>2026年成果汇总表</p>
    <table border=1><tr><th>成果名称<th>完成单位</tr><tr><td>甲</td><td>乙</td></tr><tr><td>丙</td><td>丁</td></tr></table>
    </td></tr><tr><td>版权所有</td></tr></table>"""

    (grid,) = html_grids(page)

    assert grid.captions == ("2026年成果汇总表",)
    assert grid.rows == [["成果名称", "完成单位"], ["甲", "乙"], ["丙", "丁"]]


def test_a_table_beside_its_label_stays_in_the_cell() -> None:
    (grid,) = html_grids(
        "<table><tr><td>成员</td><td><table><tr><td>姓名</td><td>职称</td></tr><tr><td>张三</td><td>教授</td></tr>"
        "</table></td></tr></table>"
    )

    assert grid.rows == [["成员", "姓名 职称\n张三 教授"]]
    assert grid.nested[0, 1][0].rows[1] == ["张三", "教授"]


@pytest.mark.parametrize(
    "page",
    [
        "<dl><dt>成果名称<dd>甲<dt>完成单位<dd>乙<dt>成果简介<dd>丙<br>丁<dt>电话<dd>1</dl>",
        "<dl><div><dt>成果名称<dd>甲</div><div><dt>完成单位<dd>乙</div><div><dt>成果简介<dd>丙<br>丁</div><div><dt>电话<dd>1</div></dl>",
        (
            "<section><i class=l>成果名称</i><i class=v>甲</i><i class=l>完成单位</i><i class=v>乙</i>"
            "<i class=l>成果简介</i><i class=v>丙<br>丁</i><i class=l>电话</i><i class=v>1</i></section>"
        ),
        (
            "<div><div class=r><div>成果名称</div><div>甲</div></div><div class=r><div>完成单位</div><div>乙</div></div>"
            "<div class=r><div>成果简介</div><div><p>丙</p>丁</div></div><div class=r><div>电话</div><div>1</div></div></div>"
        ),
    ],
)
def test_terms_and_lines_of_two_parts_are_a_table(page: str) -> None:
    (grid,) = html_grids(f"<body><h1>成果详情</h1>{page}<p>版权所有</p></body>")

    assert grid.captions == ("成果详情",)
    assert grid.rows == [["成果名称", "甲"], ["完成单位", "乙"], ["成果简介", "丙\n丁"], ["电话", "1"]]


def test_what_the_page_hides_is_not_read() -> None:
    (grid,) = html_grids(
        "<style>td{}</style><script>var a='x'</script><!-- 注 --><p style='display:none'>藏</p>"
        "<table><caption>清单</caption><tr><td>甲<span style='DISPLAY: none'>藏</span></td><td>乙</td></tr></table>"
    )

    assert grid.captions == ("清单",)
    assert grid.rows == [["甲", "乙"]]


@pytest.mark.parametrize(
    ("encoding", "head"),
    [
        ("gb18030", '<meta http-equiv="Content-Type" content="text/html; charset=gb2312">'),
        ("gb18030", ""),
        ("utf-8", "<meta charset=utf-8>"),
        ("utf-8", "<meta charset=gbk-2000>"),
        ("utf-8", ""),
        ("utf-8-sig", "<meta charset=gb2312>"),
        ("utf-16", ""),
        ("utf-8", '<?xml version="1.0" encoding="UTF-8"?>'),
    ],
)
def test_encodings(tmp_path: Path, encoding: str, head: str) -> None:
    page = f"{head}<html><body><table><tr><td>成果名称</td><td>木薯淀粉改性䶮</td></tr></table></body></html>"
    path = tmp_path / "网页.xls"
    path.write_bytes(page.encode(encoding))

    (grid,) = html.read(path).grids

    assert grid.rows == [["成果名称", "木薯淀粉改性䶮"]]


@pytest.mark.parametrize(
    "page", ["", "<html></html>", "<p>通知</p>", "\x00", "<table></table>", "<table><tr>"]
)
def test_a_page_without_a_table(tmp_path: Path, page: str) -> None:
    path = tmp_path / "网页.html"
    path.write_text(page, "utf-8")

    with pytest.raises(FileProblem, match="没有表格"):
        html.read(path)


def test_tables_nested_beyond_reason_end() -> None:
    assert len(html_grids("<table><tr><td>甲" * 3000)) <= 3000
