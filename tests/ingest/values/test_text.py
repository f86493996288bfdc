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


@pytest.mark.parametrize(
    ("written", "text"),
    [
        ("网&nbsp;址", "网 址"),
        ("强度&lt;5", "强度<5"),
        ("A&amp;B", "A&B"),
        ("R&D中心", "R&D中心"),
        ("&quot;桂&quot;", '"桂"'),
        ("a&#39;b", "a'b"),
        ("&ldquo;一&rdquo;", "“一”"),
        ("甲<br>乙", "甲\n乙"),
        ("甲<br/>乙", "甲\n乙"),
        ("\u96f6\u200b\u5bbd", "零宽"),
        ("\u8f6f\xad\u8fde", "软连"),
        ("\ufeff\u9996", "首"),
        ("a\u2060b\u200db\u200c", "abb"),
        ("\u202a\u53f3\u202c", "右"),
        ("\u5f3a\u5ea6\uf0b3300", "强度≥300"),
        ("\uf0fc\u8f6c\u8ba9", "✓转让"),
        ("\uf0a8\u8f6c\u8ba9 \uf0fe\u8bb8\u53ef", "□转让 ☑许可"),
        ("\uf052\u8bb8\u53ef \uf0a3\u8f6c\u8ba9", "☑许可 □转让"),
        ("\u8bef\u5dee\uf0a35%", "误差≤5%"),
        ("\uf0b15%", "±5%"),
        ("\uf0b7\u8981\u70b9", "•要点"),
        ("\u7532\ue123\u4e59", "甲乙"),
        ("\u63a7\x07\u5236", "控制"),
        ("一_x000D_二", "一\n二"),
        ("10⁶", "10⁶"),
        ("m²", "m²"),
        ("㎡", "m²"),
        ("㎏", "kg"),
        ("℃", "℃"),
        ("２５℃", "25℃"),
        ("（全角）", "(全角)"),
        ("⽤于", "用于"),
        ("x³", "x³"),
        ("W/(m·K)", "W/(m·K)"),
        ("儿童医院儿童医院", "儿童医院儿童医院"),
        ("  空  格 ", "空 格"),
        ("\u56fa\u5b9a\n\u6709", "固定\n有"),
        (
            "\u672c\u6280\u672f\u5177\u6709\u5f88\u9ad8\u7684\n\u56fa\u5b9a\u6709\u673a\u7269\u7684\u80fd\u529b",
            "本技术具有很高的固定有机物的能力",
        ),
        (
            "\u80fd\u591f\u663e\u8457\u63d0\u9ad8\u4ea7\u54c1\u7684\n\u8d28\u91cf,\u964d\u4f4e\u6210\u672c",
            "能够显著提高产品的质量,降低成本",
        ),
        ("\u4e00\u79cd\u65b0\u6750\u6599\n,\u53ef\u7528\u4e8e\u6c7d\u8f66", "一种新材料,可用于汽车"),
        ("\u5f3a\u5ea6\u9ad8\n\u6210\u672c\u4f4e", "强度高\n成本低"),
        ("1.\u5f3a\u5ea6\u9ad8\n2.\u6210\u672c\u4f4e", "1.强度高\n2.成本低"),
        ("\u6280\u672f\u7279\u70b9:\n\u5f3a\u5ea6\u9ad8", "技术特点:\n强度高"),
        ("\u7b2c\u4e00\u6bb5\u3002\n\u7b2c\u4e8c\u6bb5\u3002", "第一段。\n第二段。"),
        ("CO₂", "CO2"),
        ("\u7532\r\n\u4e59", "甲\n乙"),
        ("\u7532\u2028\u4e59", "甲\n乙"),
        ("\u7532\x0b\u4e59", "甲\n乙"),
        ("A", "A"),
        ("µm", "μm"),
        ("≥95％", "≥95%"),
        ("&lt;b&gt;", "<b>"),
        ("&unknown;", "&unknown;"),
        ("AT&T;", "AT&T;"),
        ("😀好", "😀好"),
        ("５～８", "5~8"),
        ("①甲②乙", "①甲②乙"),
        ("10^6", "10^6"),
        ("Na⁺", "Na⁺"),
        ("aⁿ", "aⁿ"),
        (
            "\u672c\u9879\u76ee\u7814\u7a76\u4e86\u4e00\u79cd\u65b0\u578b\u7684\u9ad8\u5f3a\u5ea6\u590d\u5408\u6750\u6599\u5176\u6027\u80fd\u663e\u8457\u4f18\u4e8e\u73b0\u6709\u4ea7\n\u54c1,\u5177\u6709\u826f\u597d\u524d\u666f",
            "本项目研究了一种新型的高强度复合材料其性能显著优于现有产品,具有良好前景",
        ),
    ],
)
def test_damage_that_is_certain_is_mended(written: str, text: str) -> None:
    assert clean(written) == text
