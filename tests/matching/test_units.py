import pytest

from matching.features.units import convert


@pytest.mark.parametrize(
    ("value", "unit", "to", "expected"),
    [
        (600, "MPa", "GPa", 0.6),
        (600, "兆帕", "MPa", 600),
        (30000, "ppm", "%", 3),
        (5, "‰", "%", 0.5),
        (500, "min", "h", 500 / 60),
        (500, "分钟", "小时", 500 / 60),
        (100, "kg/h", "t/d", 2.4),
        (100, "公斤/小时", "吨/天", 2.4),
        (25, "℃", "K", 298.15),
        (10, "W/(m·K)", "W/mK", 10),
        (1, "g/cm³", "kg/m³", 1000),
        (200, "m²/g", "m2/g", 200),
        (1, "mg/kg", "ppm", 1),
        (5, "μm", "微米", 5),
        (2000, "元/吨", "元/公斤", 2),
        (1, "亩", "m²", 2000 / 3),
        (1, "m³/h", "L/min", 1000 / 60),
        (2, "年", "个月", 24),
        (500, "件/小时", "件/天", 12000),
        (3, "kWh/t", "kWh/kg", 0.003),
        (60, "HRC", "HRC", 60),
        (5, None, None, 5),
    ],
)
def test_the_same_in_another_unit(value: float, unit: str | None, to: str | None, expected: float) -> None:
    assert convert(value, unit, to) == pytest.approx(expected)


@pytest.mark.parametrize(
    ("unit", "to"),
    [
        ("MPa", "%"),
        ("HRC", "HV"),
        ("dB", "dB(A)"),
        ("MPa", None),
        (None, "%"),
        ("次", "件"),
        ("(" * 24, "m"),
        ("m**9**9", "m"),
        ("的", "m"),
    ],
)
def test_what_does_not_measure_the_same_is_not_compared(unit: str | None, to: str | None) -> None:
    assert convert(1.0, unit, to) is None
