"""Measurable requirements in running text: 抗拉强度≥300MPa、延伸率不低于12%；寿命60万次以上."""

import re
from functools import lru_cache

from graph.model import Indicator
from ingest.values.numerals import MULTIPLIERS, join_thousands, plain_superscripts, tidy
from ingest.values.text import is_placeholder

_LATIN_UNITS = (
    "[kMGTmunpcdμµ]?(?:Pa|Hz|W|V|A|Ω|F|J|N|g|m|s|L|l|mol|eV|B|bps|cd|lm|T|Wh|Ah|VA|var|Gy|Sv|Bq|K|b|C|H|rad)"
    "|MPA|Mpa|mpa|KPa|kpa|Kpa|GPA|Gpa|KW|Kw|kw|MHZ|KHz|khz|GHZ|ml|mL|KG|Kg|kg|MM|mm|cm|CM|KM|nm|um|μm|dB|dBm|dBi|ppm|ppb|ppt|rpm|RPM|HV|HRC|HRA|HB|HBW|HRB|HU"
    "|FPS|fps|TOPS|TFLOPS|GFLOPS|QPS|TPS|IU|CFU|cfu|U|pH|kcal|cal|h|min|ms|μs|ns|d|t|bar|mbar|psi|cP|cSt|kN|kJ|MJ|kWh|kVA|mAh|Ah|Wh|Mbps|Gbps|MB|GB|TB|PB|lx|Lux|lux|NTU|mmHg|kgf|mg|ug|μg|ng|wt|vol|at|deg|NPL|log|Lm|mPa|D|kDa|Da|bp|CP|px|K"
)
_HAN_UNITS = (
    "摄氏度|小时|分钟|毫秒|微秒|秒钟|秒|工作日|天|日|周|个月|月|年|季度|人次|次|个|台套|台|套|件|种|项|万吨|吨|千克|公斤|毫克|微克|克|平方米|平方公里|平方厘米|立方米|公里|千米|厘米"
    "|毫米|微米|纳米|米|毫升|升|伏|安|千瓦时|千瓦|兆瓦|瓦|度|帧|倍|级|元|株|头|只|粒|条|辆|人|家|路|组|层|亩|公顷|周期|循环|像素|分贝|赫兹|个百分点|百分点|点|批|张|片|根|篇|尾|羽|户|份|门|例|类|卷|转|吨标准煤|标准煤|目|度电|伏特|安培|圈|位|通道"
)
_UNIT_CORE = rf"(?:[%‰℃℉°]|°C|(?:{_LATIN_UNITS})(?![A-Za-z])|{_HAN_UNITS})"
_POWER = r"(?:[²³]|\^?-?[234](?![\d.])|[⁻-]?[¹²³]|⁻[¹²³⁴])?"
_UNIT = (
    rf"{_UNIT_CORE}{_POWER}(?:\s?[/·•⋅*.]\s?(?:\(?\s?{_UNIT_CORE}{_POWER}(?:[·•⋅*.]{_UNIT_CORE}{_POWER})*\s?\)?"
    rf"|(?:100|1000)?\s?(?:{_LATIN_UNITS}){_POWER}))*"
)
_ANY_UNIT = r"[A-Za-zμΩ%‰℃°][A-Za-z0-9μΩ²³⁻¹/·%()]{0,11}"
_NUM = r"[-−+]?\d+(?:\.\d+)?(?:\s?[×xX*]\s?10\^?[-−]?[⁻⁺]?[\d⁰¹²³⁴-⁹]+|[eE][-+]?\d+|10[⁻⁺]?[⁰¹²³⁴-⁹]+)?|10[⁻⁺]?[⁰¹²³⁴-⁹]+|10\^[-−]?\d+"
_MULTIPLIER = r"万亿|千万|百万|十万|亿|万|千(?![克米瓦卡伏帕])|百(?=[次个台件吨倍])"
_OPS = {
    ">=": "≥|>=|≧|⩾|＞=|大于或?等于|大于等于|高于或等于|不低于|不小于|不少于|不得低于|不得少于|不应低于|至少|达到或超过|不短于|达到|可达到?|达|优于|不弱于|提升至|提高到|提高至|最低",
    "<=": "≤|<=|≦|⩽|小于或?等于|小于等于|低于或等于|不超过|不大于|不高于|不多于|不得超过|不得大于|不得高于|不应超过|至多|控制在|降低到|降低至|降至|缩短至|不长于|最大不超过|最高不超过",
    ">": ">|＞|大于|高于|超过|多于|长于|突破",
    "<": "<|＜|小于|低于|少于|短于|不足",
    "±": "±|\\+/-|正负",
    "=": "=|≈|~|约为|约|等于|为|[:：]",
}
_OP_OF = [(re.compile(f"(?:{words})$"), op) for op, words in _OPS.items()]
_OP = "|".join(f"(?:{words})" for words in _OPS.values())
_EXPRESSION = re.compile(
    rf"(?P<op>(?:(?:{_OP})\s*)+)?"
    rf"(?<![A-Za-z\d.])(?P<low>{_NUM})\s?(?P<lmul>{_MULTIPLIER})?(?:余|多)?\s?(?P<lunit>{_UNIT})?"
    rf"(?:\s?(?:(?P<tol>±|\+/-)|-|~|—|–|至|到)\s?(?P<high>{_NUM})(?![\d年月])\s?(?P<hmul>{_MULTIPLIER})?(?:余|多)?\s?(?P<hunit>{_UNIT})?)?"
    rf"(?P<tail>及?以上|及?以下|之?以?内(?!容|部|存)|之内|左右|\+(?!\d))?"
)
_SENTENCES = re.compile(r"[;；。!！\n]|[①-⑳]|(?<![\d.])[(（]?\d{1,2}[)）](?![\d%])|(?:^|(?<=[\s,，;；。]))\d{1,2}[.、．](?!\d)")
_CONDITION = re.compile(r"^\s?(?:的?(?:条件|环境|温度|工况|负载|压力|浓度))?(?:下|时|后(?!处理)|前)")
_NAME_EDGES = " ,，、:：;；。()（）\t-—~的且并和及与在是可应须需要"
_NAME_TAIL = re.compile(r"(?:应|须|需|要求|可以|能够|能|均|稳定|保持|可|要)+$")
_STANDARD = re.compile(r"(?:GB|ISO|IEC|ASTM|DB|YY|JB|HG|NY|QB|TRL|IP|CAS|No\.?)[/T\s]*$", re.IGNORECASE)
_SMALLER_IS_BETTER = re.compile(r"精度|误差|分辨|损耗|噪声|偏差|粗糙|延迟|时延")
_SPELLING = {"°C": "℃", "摄氏度": "℃", "um": "μm", "µm": "μm", "MPA": "MPa", "Mpa": "MPa", "mpa": "MPa", "KPa": "kPa", "Kpa": "kPa", "kpa": "kPa",
             "GPA": "GPa", "Gpa": "GPa", "KW": "kW", "Kw": "kW", "kw": "kW", "KG": "kg", "Kg": "kg", "MM": "mm", "CM": "cm", "KM": "km", "MHZ": "MHz",
             "GHZ": "GHz", "KHz": "kHz", "khz": "kHz", "ug": "μg", "ml": "mL", "m2": "m²", "m3": "m³", "cm2": "cm²", "cm3": "cm³", "mm2": "mm²",
             "km2": "km²", "平方米": "m²", "立方米": "m³", "RPM": "rpm", "us": "μs"}  # fmt: skip
_SPELLED_PART = re.compile(r"[A-Za-zµ°]+\^?\d?|摄氏度|平方米|立方米")
_TRADED = frozenset("台 套 件 项 种 家 份".split())


@lru_cache(16384)
def parse_indicators(text: str) -> tuple[Indicator, ...]:
    """Read every indicator of a text; a sentence without any number stays as one that has only `raw`."""
    if not text or is_placeholder(text):
        return ()
    found: list[Indicator] = []
    for sentence in _SENTENCES.split(join_thousands(text)):
        if stripped := sentence.strip(" ,，、:："):
            found.extend(_sentence(stripped))
    return tuple(found)


def _sentence(text: str) -> list[Indicator]:
    found: list[Indicator] = []
    start = 0
    for match in _EXPRESSION.finditer(text):
        before = text[start : match.start()]
        if not _counts(match, text, before):
            continue
        found.append(_indicator(match, text, before, found[-1].name if found else None))
        start = match.end() + len(_unknown_unit(match, text))
    return found or [Indicator(raw=text)]


def _counts(match: re.Match[str], text: str, before: str) -> bool:
    """Tell a measured value from a number in a name (Q345钢), a standard (GB 5009) or a condition (25℃下)."""
    if match["op"]:
        return not _STANDARD.search(before)
    if _CONDITION.match(text, match.end()) or _STANDARD.search(before):
        return False
    return bool(match["lunit"] or match["hunit"] or match["tail"] or match["lmul"])


def _unknown_unit(match: re.Match[str], text: str) -> str:
    if match["lunit"] or match["hunit"] or not match["op"] or match["tail"]:
        return ""
    unit = re.compile(rf"\s?{_ANY_UNIT}").match(text, match.end())
    return unit.group() if unit else ""


def _indicator(match: re.Match[str], text: str, before: str, previous: str | None) -> Indicator:
    unknown = _unknown_unit(match, text)
    raw = (before + match.group() + unknown).strip(_NAME_EDGES.replace("(", "").replace(")", ""))
    unit = match["hunit"] or match["lunit"] or unknown.strip() or None
    name = _name(before) or (previous if re.fullmatch(r"[\s,，、且并和及与]*", before) else None)
    low = _value(match["low"], match["lmul"])
    if match["high"] is not None:
        high = _value(match["high"], match["hmul"])
        if match["hmul"] and not match["lmul"] and not match["lunit"]:
            low = _value(match["low"], match["hmul"])
        ends = (low - high, low + high) if match["tol"] else (min(low, high), max(low, high))
        return Indicator(name=name, op="range", value=tidy(ends[0]), value_max=tidy(ends[1]), unit=_spell(unit), raw=raw)
    return Indicator(name=name, op=_operator(match, name), value=low, unit=_spell(unit), raw=raw)


def _operator(match: re.Match[str], name: str | None) -> str:
    written = (match["op"] or "").strip()
    tail = match["tail"] or ""
    op = next((op for pattern, op in _OP_OF if pattern.search(written)), "=")
    if written.endswith("优于") and name and _SMALLER_IS_BETTER.search(name):
        return "<="
    if op in {"=", ">="} and ("以下" in tail or "内" in tail):
        return "<="
    if op == "=" and ("以上" in tail or tail == "+"):
        return ">="
    return op


def _value(number: str, multiplier: str | None) -> float:
    plain = plain_superscripts(number.replace("−", "-").replace(" ", "").replace("^", ""))
    if power := re.match(r"^([-+]?\d+(?:\.\d+)?)(?:[×xX*]10([-+]?\d+))$", plain):
        value = float(power.group(1)) * 10.0 ** max(-300, min(300, int(power.group(2))))
    elif number.startswith("10") and len(number) > 2 and not number[2].isascii() or "^" in number:
        value = 10.0 ** max(-300, min(300, int(plain[2:])))
    else:
        value = float(plain)
    return tidy(value * MULTIPLIERS.get(multiplier or "", 1.0))


def _name(before: str) -> str | None:
    clause = re.split(r"[,，、](?![^(（]*[)）])", before.rstrip(_NAME_EDGES))[-1] if before else ""
    name = _NAME_TAIL.sub("", clause.strip(_NAME_EDGES)).strip(_NAME_EDGES)
    return name or None


def _spell(unit: str | None) -> str | None:
    if unit is None:
        return None
    return _SPELLED_PART.sub(lambda part: _SPELLING.get(part.group().replace("^", ""), part.group()), unit.replace(" ", ""))
