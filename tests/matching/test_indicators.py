"""Indicators of a demand against those of an achievement, in whatever units both were written."""

import pytest

from graph.model import Indicator
from matching.features.indicators import _comparables, _meets


def indicator(
    name: str, op: str, value: float, unit: str | None, value_max: float | None = None
) -> Indicator:
    return Indicator(
        name=name, op=op, value=value, value_max=value_max, unit=unit, raw=f"{name}{op}{value:g}{unit or ''}"
    )


@pytest.mark.parametrize(
    ("wanted", "offered", "met"),
    [
        (indicator("抗拉强度", ">=", 0.5, "GPa"), indicator("抗拉强度", ">=", 600, "MPa"), True),
        (indicator("抗拉强度", ">=", 0.5, "GPa"), indicator("抗拉强度", "=", 450, "兆帕"), False),
        (indicator("杂质含量", "<=", 5, "%"), indicator("杂质含量", "<=", 30000, "ppm"), True),
        (indicator("杂质含量", "<=", 1, "%"), indicator("杂质含量", "<=", 30000, "ppm"), False),
        (indicator("处理时间", "<=", 8, "h"), indicator("处理时间", "=", 500, "min"), False),
        (indicator("处理时间", "<=", 8, "小时"), indicator("处理时间", "=", 480, "分钟"), True),
        (indicator("处理量", ">=", 2, "t/d"), indicator("处理量", "=", 100, "kg/h"), True),
        (indicator("耐温", ">=", 350, "K"), indicator("耐温", ">=", 85, "℃"), True),
        (indicator("酸碱用量降", "=", 80, "%"), indicator("酸碱用量下降", "=", 95, "%"), True),
        (indicator("酸碱用量降", "=", 80, "%"), indicator("酸碱用量下降", "=", 60, "%"), False),
        (indicator("固含量", "=", 60, "%"), indicator("固含量", "=", 80, "%"), False),
        (indicator("延伸率", ">=", 12, "%"), indicator("断裂伸长率", "=", 15, "%"), True),
        (indicator("粒径", "range", 50, "nm", 100), indicator("粒径", "=", 0.08, "μm"), True),
    ],
)
def test_units_are_converted(wanted: Indicator, offered: Indicator, met: bool) -> None:
    assert list(_comparables(wanted, [offered]))
    assert _meets(wanted, offered) is met


@pytest.mark.parametrize("unit", ["HV", None, "%"])
def test_other_measures_are_not_compared(unit: str | None) -> None:
    assert not list(_comparables(indicator("硬度", ">=", 60, "HRC"), [indicator("硬度", ">=", 600, unit)]))
