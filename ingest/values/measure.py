"""The vocabulary of measured values: numbers, units with their normal spelling, and comparison words."""

import re
from functools import lru_cache

from ingest.values.numerals import MULTIPLIERS, plain_superscripts, tidy

_LATIN_UNITS = (
    "[kMGTmunpcdμµ]?(?:Pa|Hz|W|V|A|Ω|F|J|N|g|m|s|L|l|mol|eV|B|bps|cd|lm|T|Wh|Ah|VA|var|Gy|Sv|Bq|K|b|C|H|rad)"
    "|MPA|Mpa|mpa|KPa|kpa|Kpa|GPA|Gpa|KW|Kw|kw|MHZ|KHz|khz|GHZ|ml|mL|KG|Kg|kg|MM|mm|cm|CM|KM|nm|um|μm|dB|dBm|dBi|ppm|ppb|ppt|rpm|RPM|HV|HRC|HRA|HB|HBW|HRB|HU"
    "|FPS|fps|TOPS|TFLOPS|GFLOPS|QPS|TPS|IU|CFU|cfu|U|pH|kcal|cal|h|min|ms|μs|ns|d|t|bar|mbar|psi|cP|cSt|kN|kJ|MJ|kWh|kVA|mAh|Ah|Wh|Mbps|Gbps|MB|GB|TB|PB|lx|Lux|lux|NTU|mmHg|kgf|mg|ug|μg|ng|wt|vol|at|deg|NPL|log|Lm|mPa|D|kDa|Da|bp|CP|px|K"
)
_HAN_UNIT_WORDS = (
    "摄氏度|兆帕|千帕|帕|小时|分钟|毫秒|微秒|秒钟|秒|工作日|天|日|周|个月|月|年|季度|人次|次|个|台套|台|套|件|种|项|万吨|吨|千克|公斤|毫克|微克|克|平方米|平方公里|平方厘米|立方米|公里|千米|厘米"
    "|毫米|微米|纳米|米|毫升|升|伏|安|千瓦时|千瓦|兆瓦|瓦|度|帧|倍|级|元|株|头|只|粒|条|辆|人|家|路|组|层|亩|公顷|周期|循环|像素|分贝|赫兹|个百分点|百分点|点|批|张|片|根|篇|尾|羽|户|份|门|例|类|卷|转|吨标准煤|标准煤|目|度电|伏特|安培|圈|位|通道|幅|出|拷贝|枚|桩|台份|架次|拷贝数|碗|瓶|袋|盒|车|座|栋|支|克拉|标签"
)
_HAN_UNITS = "|".join(sorted(_HAN_UNIT_WORDS.split("|"), key=len, reverse=True))
_UNIT_CORE = rf"(?:(?:vol|wt|at|mol)\s?%|dB\(A\)|[%‰℃℉]|°(?:C|Brix|Bx|Bé|F)?|[″′\"]{{1,2}}|(?:{_LATIN_UNITS})(?![A-Za-z])|{_HAN_UNITS})"
_POWER = r"(?:[²³]|\^?-?[234](?![\d.])|[⁻-]?[¹²³]|⁻[¹²³⁴])?"
_UNIT = (
    rf"(?:/(?:℃|K|min|h|s)(?![A-Za-z])|{_UNIT_CORE}{_POWER})(?:\s?[/·•⋅*.]\s?(?:\(?\s?{_UNIT_CORE}{_POWER}(?:[·•⋅*.]{_UNIT_CORE}{_POWER})*\s?\)?"
    rf"|(?:100|1000)?\s?(?:{_LATIN_UNITS}){_POWER}))*"
)
_ANY_UNIT = r"(?:[A-Za-zμΩ%‰℃°][A-Za-z0-9μΩ²³⁻¹/·%]{0,11}|[\u3400-\u9fff]{1,3}(?:/[\u3400-\u9fffA-Za-z]{1,4})?(?=[,，、;；。)）\s]|$))"
_NUM = r"10\^[-−]?\d{1,3}(?!\d)|10[⁻⁺]?[⁰¹²³⁴-⁹]{1,3}|[-−+]?\d+(?:\.\d+)?(?:\s?[×xX*]\s?10(?:\^[-−+]?\d{1,2}|[-−+]\d{1,2}|\d|[⁻⁺]?[⁰¹²³⁴-⁹]{1,3})(?![\d.])|[eE][-+]?\d{1,2}(?!\d)|10[⁻⁺]?[⁰¹²³⁴-⁹]{1,3})?"
_MULTIPLIER = r"万亿|千万|百万|十万|亿|万|千(?![克米瓦卡伏帕])|百(?=[次个台件吨倍])"
_OPS = {
    ">=": "≥|>=|≧|⩾|＞=|大于或?等于|大于等于|高于或等于|不低于|不小于|不少于|不得低于|不得少于|不应低于|至少|达到或超过|不短于|达到|可达到?|达|优于|不弱于|提升至|提升到|提高到|提高至|升至|升到|增至|增加到|增加至|最低",
    "<=": "≤|<=|≦|⩽|小于或?等于|小于等于|低于或等于|不超过|不大于|不高于|不多于|不得超过|不得大于|不得高于|不应超过|至多|控制在|降低到|降低至|降至|缩短至|缩短到|缩至|缩减至|减至|减少到|减少至|压缩至|不长于|最大不超过|最高不超过",
    ">": ">|＞|大于|高于|超过|多于|长于|突破",
    "<": "<|＜|小于|低于|少于|短于|不足",
    "±": "±|\\+/-|正负",
    "=": "=|≈|~|约为|约|等于|为|[:：]",
}
_OP_OF = [(re.compile(f"(?:{words})$"), op) for op, words in _OPS.items()]
UNIT_ASIDE = re.compile(
    rf"\s?(?:[(（\[](?:单位[:：]?)?(?P<mul>万亿|千万|百万|亿|万)?(?P<unit>{_UNIT})[)）\]]|/(?P<latin>{_UNIT}))"
)
"""A unit in brackets or after a stroke, beside a name or a number: 屈服强度（MPa）, 导热系数/W·m⁻¹·K⁻¹."""
UNKNOWN_UNIT = re.compile(rf"\s?{_ANY_UNIT}")
_OP = "|".join(f"(?:{words})" for words in _OPS.values())
_FIRST = "".join(
    sorted({re.sub(r"[\\\[(]", "", word)[0] for words in _OPS.values() for word in words.split("|")})
)
"""What an expression may begin with, beside a digit or a sign: a guard that spares most positions."""
EXPRESSION = re.compile(
    rf"(?=[{re.escape(_FIRST)}\d:：\-−+])(?P<op>(?:(?:{_OP})\s?){{1,4}}+)?"
    rf"(?<![A-Za-z\d.])(?P<low>{_NUM})\s?(?P<lmul>{_MULTIPLIER})?(?:余|多)?\s?(?P<lunit>{_UNIT})?"
    rf"(?:\s?(?:(?P<tol>±|\+/-)|-|~|—|–|至|到)\s?(?P<high>{_NUM})(?![\d年月])\s?(?P<hmul>{_MULTIPLIER})?(?:余|多)?\s?(?P<hunit>{_UNIT})?)?"
    rf"(?P<tail>及?以上|及?以下|之?以?内(?!容|部|存)|之内|左右|\+(?!\d))?"
)
_LARGEST = 1e290
_POWER_OF_TEN = re.compile(r"10(?:\^|[⁻⁺⁰¹²³⁴-⁹])")
_SPELLING = {"°C": "℃", "摄氏度": "℃", "um": "μm", "µm": "μm", "MPA": "MPa", "Mpa": "MPa", "mpa": "MPa", "KPa": "kPa", "Kpa": "kPa", "kpa": "kPa",
             "GPA": "GPa", "Gpa": "GPa", "KW": "kW", "Kw": "kW", "kw": "kW", "KG": "kg", "Kg": "kg", "MM": "mm", "CM": "cm", "KM": "km", "MHZ": "MHz",
             "GHZ": "GHz", "KHz": "kHz", "khz": "kHz", "ug": "μg", "ml": "mL", "m2": "m²", "m3": "m³", "cm2": "cm²", "cm3": "cm³", "mm2": "mm²",
             "km2": "km²", "平方米": "m²", "立方米": "m³", "RPM": "rpm", "us": "μs"}  # fmt: skip
_SPELLED_PART = re.compile(r"[A-Za-zµ°]+\^?\d?|摄氏度|平方米|立方米")


@lru_cache(256)
def operator_of(written: str) -> str:
    """Tell the comparison a wording means: 不低于 → >=; none is =."""
    return next((op for pattern, op in _OP_OF if pattern.search(written)), "=") if written else "="


@lru_cache(8192)
def value_of(number: str, multiplier: str | None) -> float:
    """Read a number with its power of ten and its multiplier: 5×10⁸, 60万."""
    plain = plain_superscripts(number.replace("−", "-").replace(" ", "").replace("^", ""))
    if power := re.match(r"^([-+]?\d+(?:\.\d+)?)(?:[×xX*]10([-+]?\d+))$", plain):
        value = float(power.group(1)) * 10.0 ** max(-300, min(300, int(power.group(2))))
    elif _POWER_OF_TEN.match(number):
        value = 10.0 ** max(-300, min(300, int(plain[2:])))
    else:
        value = float(plain)
    return tidy(min(value, _LARGEST) * MULTIPLIERS.get(multiplier or "", 1.0))


@lru_cache(1024)
def spelled(unit: str | None) -> str | None:
    """Spell a unit the normal way: Mpa → MPa, m2 → m²."""
    if unit is None:
        return None
    return _SPELLED_PART.sub(
        lambda part: _SPELLING.get(part.group().replace("^", ""), part.group()), unit.replace(" ", "")
    )
