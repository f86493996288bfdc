import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.values.indicator import parse_indicators

Expected = tuple[str | None, str, float, float | None, str | None]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("抗拉强度≥300MPa", ("抗拉强度", ">=", 300, None, "MPa")),
        ("抗拉强度：≥300Mpa", ("抗拉强度", ">=", 300, None, "MPa")),
        ("良率不低于95%", ("良率", ">=", 95, None, "%")),
        ("年产能达到1000吨以上", ("年产能", ">=", 1000, None, "吨")),
        ("检测时间≤5分钟", ("检测时间", "<=", 5, None, "分钟")),
        ("能耗不超过3kWh/t", ("能耗", "<=", 3, None, "kWh/t")),
        ("响应时间小于10ms", ("响应时间", "<", 10, None, "ms")),
        ("成本降低30%以上", ("成本降低", ">=", 30, None, "%")),
        ("周期3天以内", ("周期", "<=", 3, None, "天")),
        ("寿命≥60万次", ("寿命", ">=", 600_000, None, "次")),
        ("寿命60万次以上", ("寿命", ">=", 600_000, None, "次")),
        ("金花菌≥20万CFU/g", ("金花菌", ">=", 200_000, None, "CFU/g")),
        ("耐温-40℃~85℃", ("耐温", "range", -40, 85, "℃")),
        ("工作温度-20~70 ℃", ("工作温度", "range", -20, 70, "℃")),
        ("进水TDS 3万~12万 mg/L", ("进水TDS", "range", 30_000, 120_000, "mg/L")),
        ("粒径0.5-2um", ("粒径", "range", 0.5, 2, "μm")),
        ("浓缩比10~20", ("浓缩比", "range", 10, 20, None)),
        ("温度25±2℃", ("温度", "range", 23, 27, "℃")),
        ("重复定位精度±0.02mm", ("重复定位精度", "±", 0.02, None, "mm")),
        ("定位精度优于0.1mm", ("定位精度", "<=", 0.1, None, "mm")),
        ("介电常数5.9", ("介电常数", "=", 5.9, None, None)),
        ("导热系数：10W/(m·K)", ("导热系数", "=", 10, None, "W/(m·K)")),
        ("漏率≤1×10⁻⁶ Pa·m³/s", ("漏率", "<=", 1e-6, None, "Pa·m³/s")),
        ("浓度<10^-3mol/L", ("浓度", "<", 1e-3, None, "mol/L")),
        ("面积25 m2", ("面积", "=", 25, None, "m²")),
        ("容量1,200mAh", ("容量", "=", 1200, None, "mAh")),
        ("PM2.5去除率≥99.9%", ("PM2.5去除率", ">=", 99.9, None, "%")),
        ("部署周期由10天缩短至1天", ("部署周期", "<=", 1, None, "天")),
        ("延伸率由1.8%提高到≥4.5%", ("延伸率", ">=", 4.5, None, "%")),
        ("能见度3 m时检出率≥88%", ("能见度3 m时检出率", ">=", 88, None, "%")),
        ("单片(250 mm×500 mm)检测时间3.2 s", ("单片(250 mm×500 mm)检测时间", "=", 3.2, None, "s")),
        ("首包响应≤1.2 s", ("首包响应", "<=", 1.2, None, "s")),
        ("批量盘点速率≥200枚/s", ("批量盘点速率", ">=", 200, None, "枚/s")),
        ("≥6000次", (None, ">=", 6000, None, "次")),
    ],
)
def test_one_indicator(text: str, expected: Expected) -> None:
    (found,) = parse_indicators(text)

    assert (found.name, found.op, found.value, found.value_max, found.unit) == expected


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("抗拉强度≥300MPa，延伸率≥12%、硬度≥200HV；寿命5年", ["抗拉强度", "延伸率", "硬度", "寿命"]),
        ("1、强度≥300MPa；2、延伸率≥12%。", ["强度", "延伸率"]),
        ("①强度：≥300MPa②屈服≥200MPa", ["强度", "屈服"]),
        ("强度≥300MPa\n延伸率≥12%", ["强度", "延伸率"]),
        ("Cd去除率≥97%、Pb≥98%、Zn≥95%", ["Cd去除率", "Pb", "Zn"]),
    ],
)
def test_several_indicators(text: str, names: list[str]) -> None:
    assert [found.name for found in parse_indicators(text)] == names


@pytest.mark.parametrize(
    "text",
    [
        "达到国际先进水平",
        "符合GB 5009.3-2016",
        "采用Q345钢",
        "Mn/Fe比6:4",
        "支持DST、JC5等格式",
        "防水等级IP68",
    ],
)
def test_words_without_a_measure_are_kept_as_they_are(text: str) -> None:
    found = parse_indicators(text)

    assert [(one.raw, one.op) for one in found] == [(text, None)]


@pytest.mark.parametrize("text", ["", "无", "详见附件", "越高越好"])
def test_placeholders(text: str) -> None:
    assert parse_indicators(text) == ()


@given(st.text(alphabet="强度≥≤±~-0123456789.%MPamm万次以上，；(（)）℃/×^由至", max_size=60))
def test_any_text_is_taken(text: str) -> None:
    for found in parse_indicators(text):
        assert found.op in {None, ">=", "<=", ">", "<", "=", "range", "±"}
        assert (found.op is None) == (found.value is None)
