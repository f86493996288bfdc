from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.readers import Raw
from ingest.values.text import cell_lines, cell_text, clean, is_placeholder


@pytest.mark.parametrize(
    ("written", "text"),
    [
        ("ａｂｃ１２３，（测试）：", "abc123,(测试):"),
        (" \u3000空格\xa0 全角\u3000", "空格 全角"),
        ("面积10㎡，10⁶次，m³", "面积10m²,10⁶次,m³"),
        ("CO₂、Ⅲ型、µm", "CO2、III型、μm"),
        ("①提高②降低，25℃", "①提高②降低,25℃"),
        ("1、甲\n2、乙", "1、甲\n2、乙"),
        ("第一段。\r\n第二段。", "第一段。\n第二段。"),
        ("强度≥300MPa\n延伸率≥5%", "强度≥300MPa\n延伸率≥5%"),
        (
            "这段文字从扫描件里复制而来，中间没有标\n点就断了行",
            "这段文字从扫描件里复制而来,中间没有标点就断了行",
        ),
        ("用于汽车、\n船舶", "用于汽车、船舶"),
    ],
)
def test_clean(written: str, text: str) -> None:
    assert clean(written) == text


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        (1.0, "1"),
        (13800138000.0, "13800138000"),
        (0.1, "0.1"),
        (3.61, "3.61"),
        (True, "是"),
        (date(2025, 3, 31), "2025-03-31"),
        (datetime(2025, 3, 31), "2025-03-31"),  # noqa: DTZ001
        (datetime(2025, 3, 31, 9, 30), "2025-03-31 09:30:00"),  # noqa: DTZ001
        (time(9, 30), "09:30:00"),
        (timedelta(hours=36), "36小时"),
    ],
)
def test_cells_of_other_types(raw: Raw, text: str) -> None:
    assert cell_text(raw) == text


def test_lines_that_are_values_are_not_joined() -> None:
    written = "桂林电子科技大学材料科学与工程学院\n广西大学机械工程学院"

    assert cell_lines(written) == written
    assert "\n" not in cell_text(written)


@pytest.mark.parametrize(
    "text",
    [
        "面议",
        "—",
        "---",
        "/",
        "\\",
        "无",
        "暂无",
        "(未填写)",
        "N/A",
        "null",
        "0",
        "详见附件",
        "见附件。",
        "#DIV/0!",
        "先进水平",
    ],
)
def test_placeholders(text: str) -> None:
    assert is_placeholder(text)


@pytest.mark.parametrize("text", ["无锡", "无人机", "国内先进水平", "0.5", "-5", "保密级"])
def test_not_placeholders(text: str) -> None:
    assert not is_placeholder(text)


@given(st.text())
def test_clean_is_stable(text: str) -> None:
    once = clean(text)

    assert clean(once) == once
