"""Units of measure compared across their spellings and scales: MPa and 兆帕, ppm and %, kg/h and t/d.

`pint` converts. It takes a second to load, so it is loaded when the first two different units meet.
"""

import re
from functools import cache, lru_cache
from tokenize import TokenError
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pint import UnitRegistry

_CHINESE = {
    "兆帕": "MPa", "千帕": "kPa", "帕": "Pa", "公斤": "kg", "千克": "kg", "毫克": "mg", "微克": "ug", "克": "g", "吨": "t",
    "小时": "h", "工作日": "day", "分钟": "min", "毫秒": "ms", "微秒": "us", "秒钟": "s", "秒": "s", "天": "day", "日": "day",
    "周": "week", "个月": "month", "月": "month", "年": "year", "平方公里": "km**2", "平方厘米": "cm**2", "平方毫米": "mm**2",
    "平方米": "m**2", "立方厘米": "cm**3", "立方米": "m**3", "公里": "km", "千米": "km", "厘米": "cm", "毫米": "mm", "微米": "um",
    "纳米": "nm", "米": "m", "毫升": "mL", "升": "L", "公顷": "hectare", "亩": "mu_area", "千瓦时": "kWh", "兆瓦": "MW",
    "千瓦": "kW", "瓦": "W", "千伏": "kV", "伏特": "V", "伏": "V", "安培": "A", "安": "A", "兆赫": "MHz", "赫兹": "Hz", "摄氏度": "degC",
    "元": "yuan", "件": "piece", "次": "cycle_time", "台": "machine", "株": "plant", "头": "animal",
}  # fmt: skip
_HAN = re.compile("|".join(sorted(_CHINESE, key=len, reverse=True)))
_SPELLED = {
    "W/mK": "W/(m*K)", "W/m·K": "W/(m*K)", "t/d": "t/day", "rpm": "revolution/min", "r/min": "revolution/min", "NTU": "", "U": "", "D": "",
}  # fmt: skip
_SUPERSCRIPT = re.compile("([⁻⁺]?[⁰¹²³⁴-⁹])")
_PLAIN = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁺", "0123456789-+")
_ALLOWED = re.compile(r"(?:[A-Za-z_%‰ΩμµÅ]+(?:\*\*[-+]?\d)?|[*/() ]|\d{1,4}(?=[A-Za-z]))+")
_DEFINITIONS = (
    "yuan = [currency]", "piece = [piece]", "cycle_time = [times]", "machine = [machine]", "plant = [plant]", "animal = [animal]",
    "mu_area = 2000 / 3 * meter ** 2",
)  # fmt: skip
_LONGEST = 24


def convert(value: float, unit: str | None, to: str | None) -> float | None:
    """Express a value in another unit; None where the two do not measure the same thing."""
    if (unit or "") == (to or ""):
        return value
    if not unit or not to:
        return None
    return _converted(value, unit, to)


@lru_cache(65536)
def _converted(value: float, unit: str, to: str) -> float | None:
    source, target = _plain(unit), _plain(to)
    if source is None or target is None:
        return None
    if source == target:
        return value
    import pint  # noqa: PLC0415 -- slow to load, and most lists need no conversion

    try:
        return float(_registry().Quantity(value, source).to(target).magnitude)
    except (
        pint.PintError,
        TokenError,
        ValueError,
        TypeError,
        AttributeError,
        AssertionError,
        ArithmeticError,
    ):
        return None


@cache
def _registry() -> "UnitRegistry[float]":
    import pint  # noqa: PLC0415

    registry: UnitRegistry[float] = pint.UnitRegistry()
    for definition in _DEFINITIONS:
        registry.define(definition)
    return registry


@lru_cache(4096)
def _plain(unit: str) -> str | None:
    """Spell a unit for pint; None where it is none (dB, HRC and the like compare only when spelled the same)."""
    if len(unit) > _LONGEST:
        return None
    text = _SPELLED.get(unit, unit)
    text = _HAN.sub(lambda found: _CHINESE[found.group()], text)
    text = _SUPERSCRIPT.sub(lambda found: f"**{found.group().translate(_PLAIN)}", text)
    text = re.sub(r"(?<=[A-Za-zμ])\^?([234])(?!\d)", r"**\1", text)
    text = re.sub(r"[·•⋅]", "*", text).replace("‰", "permille").replace("%", "percent")
    degrees = "degC" if text in {"℃", "°C", "degC"} else "delta_degC"
    text = re.sub("℃|°C", degrees, text)
    return text if text and _ALLOWED.fullmatch(text) else None
