"""Numbers as people write them: Chinese numerals, thousands separators, powers of ten."""

import re

_DIGITS = {
    c: v
    for v, cs in enumerate(("零〇", "一壹", "二贰两", "三叁", "四肆", "五伍", "六陆", "七柒", "八捌", "九玖"))
    for c in cs
}
_STEPS = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
_SECTIONS = {"万": 10_000, "亿": 100_000_000}
CHINESE_DIGITS = "".join(_DIGITS)
_LONGEST = 24
_RUN = re.compile(rf"[{CHINESE_DIGITS}十拾百佰千仟]+")
_AMOUNT_RUN = re.compile(rf"(?<![\d.]){_RUN.pattern}")
"""The 千 of 5千万 is no numeral of its own."""
_DIGIT = "[一二两三四五六七八九]"
_ROUGH = re.compile(rf"(?<!{_DIGIT})({_DIGIT})({_DIGIT})([十百千])?([百千万亿])?(?!{_DIGIT})")
_DECIMAL = re.compile(rf"(\d)点((?:\d|[{CHINESE_DIGITS}])++)")
_THOUSANDS = re.compile(r"(?<![\d.])\d{1,3}(?:,\d{3})+(?!\d)")
_SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻", "0123456789+-")

MULTIPLIERS = {
    "十": 10,
    "百": 100,
    "千": 1e3,
    "万": 1e4,
    "十万": 1e5,
    "百万": 1e6,
    "千万": 1e7,
    "亿": 1e8,
    "万亿": 1e12,
}


def chinese_number(text: str) -> int | None:
    """Read a whole Chinese numeral: 一百二十 → 120, 二〇二五 → 2025; None if it is none."""
    if not 0 < len(text) <= _LONGEST or any(
        c not in _DIGITS and c not in _STEPS and c not in _SECTIONS for c in text
    ):
        return None
    if len(text) > 1 and all(c in _DIGITS for c in text):
        return int("".join(str(_DIGITS[c]) for c in text))
    total = section = digit = 0
    for c in text:
        if c in _DIGITS:
            digit = _DIGITS[c]
        elif c in _STEPS:
            section += (digit or 1) * _STEPS[c]
            digit = 0
        else:
            total = (
                (total + section + digit) * _SECTIONS[c]
                if c == "亿"
                else total + (section + digit) * _SECTIONS[c]
            )
            section = digit = 0
    return total + section + digit


def arabic(text: str) -> str:
    """Write every Chinese numeral of a short text in digits; 万 and 亿 stay as units."""
    return _RUN.sub(
        lambda run: str(n) if (n := chinese_number(run.group())) is not None else run.group(), text
    )


def digits(text: str) -> str:
    """Write the numerals of an amount in digits: 三点五亿 → 3.5亿, 二三百万 → 200-300万."""
    if text.isascii() or not _RUN.search(text):
        return text
    plain = _AMOUNT_RUN.sub(lambda run: arabic(run.group()), _ROUGH.sub(_from_to, text))
    return _DECIMAL.sub(lambda n: f"{n[1]}.{arabic_digits(n[2])}", plain)


def arabic_digits(text: str) -> str:
    """Write each Chinese digit of a row of digits: 二五 → 25."""
    return "".join(str(_DIGITS.get(c, c)) for c in text)


def _from_to(found: re.Match[str]) -> str:
    """Spell out 二三百 (two to three hundred); a mere row of digits (二五) stays."""
    low, high, step, unit = found.groups()
    if not (step or unit) or _DIGITS[high] <= _DIGITS[low]:
        return found.group()
    return f"{low}{step or ''}-{high}{step or ''}{unit or ''}"


def join_thousands(text: str) -> str:
    """Take the separators out of 1,200,000."""
    return _THOUSANDS.sub(lambda n: n.group().replace(",", ""), text) if "," in text else text


def plain_superscripts(text: str) -> str:
    """Write superscript digits and signs as ordinary ones."""
    return text.translate(_SUPERSCRIPTS)


def tidy(value: float) -> float:
    """Drop the dust of binary fractions: 0.1 × 10000 is 1000."""
    return float(f"{value:.12g}")
