from pathlib import Path

import pytest

from graph.model import Achievement, Mode, UnitSource
from ingest.records import parse
from ingest.values.text import is_placeholder, simplified

LIST = (
    "2026年科技成果推介表,,,,,,\n單位：萬元,,,,,,\n"
    "序號,成果名稱,完成單位,成熟度,合作方式,意向價格,聯絡電話\n"
    "一、新材料領域,,,,,,\n"
    "1,節能窯爐,清華大學,實驗室階段,技術轉讓、專利許可,50,0771-1\n"
    "2,高強鋼纜,臺灣大學,暫無,技術轉讓,面議,0771-2\n"
    "3,深海網箱,國立中山大學,小試階段,合作開發,30,0771-3\n"
    "4,採摘機器人,國立中山大學,中試階段,作價入股,80,0771-4\n"
    "合計,,,,,160,\n備註：以上成果均可轉化。,,,,,,\n"
)


@pytest.mark.parametrize("encoding", ["big5", "utf-8", "gb18030", "utf-16"])
def test_a_traditional_list_is_understood_and_kept_as_written(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "清單.csv"
    path.write_bytes(LIST.encode(encoding))

    parsed = parse(path)

    first, second, *_ = (row.item for row in parsed.rows)
    assert isinstance(first, Achievement)
    assert (first.title, first.orgs, first.fields) == ("節能窯爐", ("清華大學",), ("新材料",))
    assert first.modes == (Mode.TRANSFER, Mode.LICENSE)
    assert first.maturity is not None
    assert (first.maturity.min, first.maturity.raw) == (3, "實驗室階段")
    assert first.price is not None
    assert (first.price.min, first.price.unit_source) == (500_000, UnitSource.CORNER)
    assert isinstance(second, Achievement)
    assert (second.maturity, second.price) == (None, None)
    assert parsed.read == 4
    assert parsed.columns["成果名稱"] == "title"


def test_wordings_are_compared_as_simplified() -> None:
    assert simplified("實驗室階段（萬元）") == "实验室阶段（万元）"
    assert simplified("著作权") == "著作权"
    assert is_placeholder("暫無")
    assert is_placeholder("詳見附件")
