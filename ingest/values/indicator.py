"""Measurable requirements in running text: 抗拉强度≥300MPa、延伸率不低于12%；寿命60万次以上."""

import re
from functools import lru_cache

from graph.model import Indicator
from ingest.values.measure import EXPRESSION, UNIT_ASIDE, UNKNOWN_UNIT, operator_of, spelled, value_of
from ingest.values.numerals import join_thousands, tidy
from ingest.values.text import is_placeholder

_SENTENCES = re.compile(
    r"[;；。!！\n]|[①-⑳]|(?<![\d.A-Za-z])[(（]?\d{1,2}[)）](?![\d%])|(?:^|(?<=[\s,，;；。]))\d{1,2}[.、．](?!\d)"
)
_NEARBY, _CLAUSE = 20, 120
"""Characters looked back at: for what makes a number no measure, and for its name."""
_GOES_ON = re.compile(r"\s?(?:[(（][^()（）]*[)）])?\s?[\u3400-\u9fffA-Za-z×*@/|]")
_PLAIN_END = re.compile(r"\s*(?:[,，、;；。)）]|$)")
_CLAUSES = re.compile(r"[,，、](?![^(（]*[)）])")
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
_SMALLER_IS_BETTER = re.compile(
    r"精度|误差|分辨|损耗|噪声|偏差|粗糙|延迟|时延|真空度|能耗|时间|检出限|残留|泄漏"
)


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
    for match in EXPRESSION.finditer(text):
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
    unit = UNKNOWN_UNIT.match(text, match.end())
    return unit.group() if unit else ""


def _indicator(match: re.Match[str], text: str, before: str, previous: str | None) -> Indicator:
    unknown = _unknown_unit(match, text)
    raw = _NAME_HEAD.sub("", (before + match.group() + unknown).strip(_EDGES))
    ends = (match["lunit"], match["hunit"]) if _is_relative(match) else (match["hunit"], match["lunit"])
    unit = ends[0] or ends[1] or unknown.strip() or None
    name = _name(before[-_CLAUSE:]) or (previous if _JOINT.fullmatch(before) else None)
    times = None
    if unit is None:
        name, unit, times = _unit_aside(name, text[match.end() : match.end() + _NEARBY])
    op, low, high = _measured(match, name)
    low, high = value_of(f"{low:.15g}", times), None if high is None else value_of(f"{high:.15g}", times)
    return Indicator(name=name, op=op, value=low, value_max=high, unit=spelled(unit), raw=raw)


def _measured(match: re.Match[str], name: str | None) -> tuple[str, float, float | None]:
    """Give the comparison, the value, and the upper end of a range."""
    low = value_of(match["low"], match["lmul"])
    if match["high"] is None or _is_power(match):
        low = value_of(f"10^-{match['high']}", match["hmul"]) if match["high"] else low
        return _operator(match, name), low, None
    high = value_of(match["high"], match["hmul"])
    if match["hmul"] and not match["lmul"] and not match["lunit"]:
        low = value_of(match["low"], match["hmul"])
    if _is_relative(match):
        high = abs(low) * high / 100
    ends = (low - high, low + high) if match["tol"] else (min(low, high), max(low, high))
    return "range", tidy(ends[0]), tidy(ends[1])


def _is_relative(match: re.Match[str]) -> bool:
    """Tell 220V±10%, whose tolerance is a share of the value."""
    return bool(match["tol"] and match["hunit"] == "%" and match["lunit"] not in {None, "%"})


def _is_power(match: re.Match[str]) -> bool:
    """Tell <10-6 that lost its superscript from a range: less than a range says nothing."""
    one_sided = operator_of((match["op"] or "").strip()) in {"<", "<=", ">", ">="}
    return one_sided and not match["tol"] and match["low"] == "10" and len(match["high"]) == 1


def _unit_aside(name: str | None, after: str) -> tuple[str | None, str | None, str | None]:
    """Find the unit that a name ends in, or that follows the number in brackets: (name, unit, multiplier)."""
    for found in UNIT_ASIDE.finditer(name or ""):
        if (
            name
            and found.end() == len(name)
            and found.start() > 0
            and (found["unit"] or found["latin"] < "\u3400")
        ):
            return name[: found.start()], found["unit"] or found["latin"], found["mul"]
    found_after = UNIT_ASIDE.match(after)
    if found_after and found_after["unit"]:
        return name, found_after["unit"], found_after["mul"]
    return name, None, None


def _operator(match: re.Match[str], name: str | None) -> str:
    written = (match["op"] or "").strip()
    tail = match["tail"] or ""
    op = operator_of(written)
    if written.endswith("优于") and name and _SMALLER_IS_BETTER.search(name):
        return "<="
    if op in {"=", ">="} and ("以下" in tail or "内" in tail):
        return "<="
    if op == "=" and ("以上" in tail or tail == "+"):
        return ">="
    return op


@lru_cache(8192)
def _name(before: str) -> str | None:
    clause = _CLAUSES.split(before.rstrip(_EDGES))[-1].strip(_EDGES)
    name = _NAME_TAIL.sub("", _BASELINE.sub("", _NAME_HEAD.sub("", clause)))
    return name.strip(_EDGES + "(（·").rstrip("-~") or None
