from datetime import date
from pathlib import Path

import pytest

from ingest.readers import FileProblem, read

BOOK = """<?xml version="1.0" encoding="{encoding}"?><?mso-application progid="Excel.Sheet"?>
<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:x="urn:schemas-microsoft-com:office:excel"
 xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet" xmlns:html="http://www.w3.org/TR/REC-html40">
<Worksheet ss:Name="成果"><Table>
<Row><Cell ss:MergeAcross="3"><Data ss:Type="String">2026年成果清单</Data></Cell></Row>
<Row ss:Index="3"><Cell><Data ss:Type="String">单位</Data></Cell><Cell><Data ss:Type="String">成果名称</Data></Cell>
<Cell ss:Index="4"><Data ss:Type="String">价格</Data></Cell></Row>
<Row><Cell ss:MergeDown="1"><Data ss:Type="String">广西大学</Data></Cell>
<Cell><ss:Data ss:Type="String"><html:Font>节能</html:Font>窑炉</ss:Data></Cell>
<Cell><Data ss:Type="DateTime">2025-03-01T00:00:00.000</Data></Cell><Cell><Data ss:Type="Number">3.5</Data></Cell></Row>
<Row><Cell ss:Index="2"><Data ss:Type="String">采摘机</Data></Cell><Cell ss:Index="4"><Data ss:Type="Error">#DIV/0!</Data></Cell></Row>
</Table></Worksheet>
<Worksheet ss:Name="字典"><Table><Row><Cell><Data ss:Type="String">x</Data></Cell></Row></Table>
<x:WorksheetOptions><x:Visible>SheetHidden</x:Visible></x:WorksheetOptions></Worksheet>
</Workbook>"""


@pytest.mark.parametrize("encoding", ["utf-8", "gb2312", "utf-16"])
def test_cells_keep_their_place_and_kind(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "清单.xls"
    path.write_bytes(BOOK.format(encoding=encoding).encode(encoding))

    document = read(path)

    (grid,) = document.grids
    assert grid.sheet == "成果"
    assert grid.rows == [
        ["2026年成果清单"] * 4,
        [],
        ["单位", "成果名称", "", "价格"],
        ["广西大学", "节能窑炉", date(2025, 3, 1), 3.5],
        ["广西大学", "采摘机", "", ""],
    ]
    assert grid.faults == {(4, 3): "#DIV/0!"}
    assert "字典" in document.notices[0]


def test_a_cut_file_is_reported(tmp_path: Path) -> None:
    path = tmp_path / "清单.xls"
    path.write_text(BOOK.format(encoding="utf-8")[:1000], encoding="utf-8")

    with pytest.raises(FileProblem, match="损坏"):
        read(path)


def test_a_place_far_out_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "清单.xls"
    path.write_text(
        BOOK.format(encoding="utf-8").replace('ss:Index="3"', 'ss:Index="99999999"'), encoding="utf-8"
    )

    with pytest.raises(FileProblem, match="范围过大"):
        read(path)
