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
_HAN_UNIT_WORDS = (
    "摄氏度|小时|分钟|毫秒|微秒|秒钟|秒|工作日|天|日|周|个月|月|年|季度|人次|次|个|台套|台|套|件|种|项|万吨|吨|千克|公斤|毫克|微克|克|平方米|平方公里|平方厘米|立方米|公里|千米|厘米"
    "|毫米|微米|纳米|米|毫升|升|伏|安|千瓦时|千瓦|兆瓦|瓦|度|帧|倍|级|元|株|头|只|粒|条|辆|人|家|路|组|层|亩|公顷|周期|循环|像素|分贝|赫兹|个百分点|百分点|点|批|张|片|根|篇|尾|羽|户|份|门|例|类|卷|转|吨标准煤|标准煤|目|度电|伏特|安培|圈|位|通道|幅|出|拷贝|枚|桩|台份|架次|拷贝数|碗|瓶|袋|盒|车|座|栋|支|克拉|标签"
)
_HAN_UNITS = "|".join(sorted(_HAN_UNIT_WORDS.split("|"), key=len, reverse=True))
_UNIT_CORE = rf"(?:(?:vol|wt|at|mol)\s?%|dB\(A\)|[%‰℃℉]|°(?:C|Brix|Bx|Bé|F)?|[″′\"]{1, 2}|(?:{_LATIN_UNITS})(?![A-Za-z])|{_HAN_UNITS})"
_POWER = r"(?:[²³]|\^?-?[234](?![\d.])|[⁻-]?[¹²³]|⁻[¹²³⁴])?"
_UNIT = (
    rf"(?:/(?:℃|K|min|h|s)(?![A-Za-z])|{_UNIT_CORE}{_POWER})(?:\s?[/·•⋅*.]\s?(?:\(?\s?{_UNIT_CORE}{_POWER}(?:[·•⋅*.]{_UNIT_CORE}{_POWER})*\s?\)?"
    rf"|(?:100|1000)?\s?(?:{_LATIN_UNITS}){_POWER}))*"
)
_ANY_UNIT = r"(?:[A-Za-zμΩ%‰℃°][A-Za-z0-9μΩ²³⁻¹/·%]{0,11}|[\u3400-\u9fff]{1,3}(?:/[\u3400-\u9fffA-Za-z]{1,4})?(?=[,，、;；。)）\s]|$))"
_NUM = r"10\^[-−]?\d+|10[⁻⁺]?[⁰¹²³⁴-⁹]+|[-−+]?\d+(?:\.\d+)?(?:\s?[×xX*]\s?10(?:\^[-−+]?\d{1,2}|[-−+]\d{1,2}|\d|[⁻⁺]?[⁰¹²³⁴-⁹]{1,3})(?![\d.])|[eE][-+]?\d+|10[⁻⁺]?[⁰¹²³⁴-⁹]+)?|10[⁻⁺]?[⁰¹²³⁴-⁹]+|10\^[-−]?\d+"
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
_UNKNOWN_UNIT = re.compile(rf"\s?{_ANY_UNIT}")
_OP = "|".join(f"(?:{words})" for words in _OPS.values())
_FIRST = "".join(
    sorted({re.sub(r"[\\\[(]", "", word)[0] for words in _OPS.values() for word in words.split("|")})
)
"""What an expression may begin with, beside a digit or a sign: a guard that spares most positions."""
_EXPRESSION = re.compile(
    rf"(?=[{re.escape(_FIRST)}\d:：\-−+])(?P<op>(?:(?:{_OP})\s?){{1,4}}+)?"
    rf"(?<![A-Za-z\d.])(?P<low>{_NUM})\s?(?P<lmul>{_MULTIPLIER})?(?:余|多)?\s?(?P<lunit>{_UNIT})?"
    rf"(?:\s?(?:(?P<tol>±|\+/-)|-|~|—|–|至|到)\s?(?P<high>{_NUM})(?![\d年月])\s?(?P<hmul>{_MULTIPLIER})?(?:余|多)?\s?(?P<hunit>{_UNIT})?)?"
    rf"(?P<tail>及?以上|及?以下|之?以?内(?!容|部|存)|之内|左右|\+(?!\d))?"
)
_SENTENCES = re.compile(
    r"[;；。!！\n]|[①-⑳]|(?<![\d.])[(（]?\d{1,2}[)）](?![\d%])|(?:^|(?<=[\s,，;；。]))\d{1,2}[.、．](?!\d)"
)
_NEARBY, _CLAUSE = 20, 120
"""Characters looked back at: for what makes a number no measure, and for its name."""
_GOES_ON = re.compile(r"\s?(?:[(（][^()（）]*[)）])?\s?[\u3400-\u9fffA-Za-z×*@/|]")
_PLAIN_END = re.compile(r"\s*(?:[,，、;；。)）]|$)")
_CLAUSES = re.compile(r"[,，、](?![^(（]*[)）])")
_POWER_OF_TEN = re.compile(r"10(?:\^|[⁻⁺⁰¹²³⁴-⁹])")
_JOINT = re.compile(r"[\s,，、且并和及与]*")
_YEAR = re.compile(r"(?:19|20)\d\d$")
_EDGES = " ,，、:：;；。\t—"
_NAME_HEAD = re.compile(r"^(?:且|并且|以及|其中|同时|并(?!发|行|联|网|入|购)|[)）]|的)+\s*")
_NAME_TAIL = re.compile(
    r"(?:要求|可以|能够|应该|(?<![响反效供适感对])应|须|稳定在|保持在|保持|(?<=[\u3400-\u9fff])的|(?<=[\u3400-\u9fff])在|是)+$"
)
_BASELINE = re.compile(r"(?:由|从)[^,，、由从\d]{0,12}\d[^,，、由从]{0,16}$")
_STANDARD = re.compile(r"(?:GB|ISO|IEC|ASTM|DB|YY|JB|HG|NY|QB|TRL|IP|CAS|No\.?)[/T\s]*$", re.IGNORECASE)
_NOT_MEASURED = re.compile(
    r"(?:(?:GB|ISO|IEC|ASTM|DB|YY|JB|HG|NY|QB|TRL|IP|CAS|No\.?)[/T\s]*|[@/×x*]\s*|(?:由|从)[^,，、由从\d]{0,12})$",
    re.IGNORECASE,
)
_SMALLER_IS_BETTER = re.compile(r"精度|误差|分辨|损耗|噪声|偏差|粗糙|延迟|时延")
_SPELLING = {"°C": "℃", "摄氏度": "℃", "um": "μm", "µm": "μm", "MPA": "MPa", "Mpa": "MPa", "mpa": "MPa", "KPa": "kPa", "Kpa": "kPa", "kpa": "kPa",
             "GPA": "GPa", "Gpa": "GPa", "KW": "kW", "Kw": "kW", "kw": "kW", "KG": "kg", "Kg": "kg", "MM": "mm", "CM": "cm", "KM": "km", "MHZ": "MHz",
             "GHZ": "GHz", "KHz": "kHz", "khz": "kHz", "ug": "μg", "ml": "mL", "m2": "m²", "m3": "m³", "cm2": "cm²", "cm3": "cm³", "mm2": "mm²",
             "km2": "km²", "平方米": "m²", "立方米": "m³", "RPM": "rpm", "us": "μs"}  # fmt: skip
_SPELLED_PART = re.compile(r"[A-Za-zµ°]+\^?\d?|摄氏度|平方米|立方米")


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
    before = before[-_NEARBY:]
    if match["op"]:
        ratio = match["op"].strip() in (":", "：") and before[-1:].isdigit()
        return not ratio and not _STANDARD.search(before)
    if _NOT_MEASURED.search(before) or _is_open(text[max(0, match.start() - _CLAUSE) : match.start()]):
        return False
    if match["tail"] or match["tol"]:
        return True
    if match["lunit"] or match["hunit"] or match["lmul"]:
        return not _GOES_ON.match(text, match.end())
    named = before.rstrip()[-1:] >= "\u3400" or (before[-1:] == " " and match["high"] is not None)
    return named and _PLAIN_END.match(text, match.end()) is not None and not _YEAR.match(match["low"])


def _is_open(text: str) -> bool:
    return text.count("(") + text.count("（") > text.count(")") + text.count("）")


def _unknown_unit(match: re.Match[str], text: str) -> str:
    if match["lunit"] or match["hunit"] or not match["op"] or match["tail"]:
        return ""
    unit = _UNKNOWN_UNIT.match(text, match.end())
    return unit.group() if unit else ""


def _indicator(match: re.Match[str], text: str, before: str, previous: str | None) -> Indicator:
    unknown = _unknown_unit(match, text)
    raw = _NAME_HEAD.sub("", (before + match.group() + unknown).strip(_EDGES))
    unit = match["hunit"] or match["lunit"] or unknown.strip() or None
    name = _name(before[-_CLAUSE:]) or (previous if _JOINT.fullmatch(before) else None)
    low = _value(match["low"], match["lmul"])
    if match["high"] is not None:
        high = _value(match["high"], match["hmul"])
        if match["hmul"] and not match["lmul"] and not match["lunit"]:
            low = _value(match["low"], match["hmul"])
        ends = (low - high, low + high) if match["tol"] else (min(low, high), max(low, high))
        return Indicator(
            name=name, op="range", value=tidy(ends[0]), value_max=tidy(ends[1]), unit=_spell(unit), raw=raw
        )
    return Indicator(name=name, op=_operator(match, name), value=low, unit=_spell(unit), raw=raw)


def _operator(match: re.Match[str], name: str | None) -> str:
    written = (match["op"] or "").strip()
    tail = match["tail"] or ""
    op = _op_of(written)
    if written.endswith("优于") and name and _SMALLER_IS_BETTER.search(name):
        return "<="
    if op in {"=", ">="} and ("以下" in tail or "内" in tail):
        return "<="
    if op == "=" and ("以上" in tail or tail == "+"):
        return ">="
    return op


@lru_cache(256)
def _op_of(written: str) -> str:
    return next((op for pattern, op in _OP_OF if pattern.search(written)), "=") if written else "="


@lru_cache(8192)
def _value(number: str, multiplier: str | None) -> float:
    plain = plain_superscripts(number.replace("−", "-").replace(" ", "").replace("^", ""))
    if power := re.match(r"^([-+]?\d+(?:\.\d+)?)(?:[×xX*]10([-+]?\d+))$", plain):
        value = float(power.group(1)) * 10.0 ** max(-300, min(300, int(power.group(2))))
    elif _POWER_OF_TEN.match(number):
        value = 10.0 ** max(-300, min(300, int(plain[2:])))
    else:
        value = float(plain)
    return tidy(value * MULTIPLIERS.get(multiplier or "", 1.0))


@lru_cache(8192)
def _name(before: str) -> str | None:
    clause = _CLAUSES.split(before.rstrip(_EDGES))[-1].strip(_EDGES)
    name = _NAME_TAIL.sub("", _BASELINE.sub("", _NAME_HEAD.sub("", clause)))
    return name.strip(_EDGES + "(（·").rstrip("-~") or None


@lru_cache(1024)
def _spell(unit: str | None) -> str | None:
    if unit is None:
        return None
    return _SPELLED_PART.sub(
        lambda part: _SPELLING.get(part.group().replace("^", ""), part.group()), unit.replace(" ", "")
    )
