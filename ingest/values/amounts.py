"""Numbers and ranges in a text that may be money: each in digits, with its own unit and bound."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from graph.model import UnitSource
from ingest.values.currency import CURRENCIES, CURRENCY, SCALE, SCALES, WIDTH, Unit
from ingest.values.numerals import digits, join_thousands, tidy

_SIGN = r"us\$|hk\$|nt\$|[¥$€£]|usd|rmb|cny|eur|hkd|gbp|jpy|美元|美金|港币|欧元|英镑"
_NUMBER = re.compile(
    rf"(?:(?P<sign>{_SIGN})|(?P<minus>(?<![\d.万亿元千%)wk\-])-)|(?<![\d.a-z]))"
    rf"(?P<number>\d++(?:\.\d++)?+(?:e\+?\d{{1,2}})?)(?![\d.]*\.\d)(?:多|余|来)?"
    rf"(?:(?P<scale>{SCALE})(?:多|余)?)?(?P<currency>{CURRENCY})?"
)
_BETWEEN = re.compile(r"整?(?:-|~|～|—|–|−|至|到)+(?:人民币)?")
_BEFORE = re.compile(
    r"(?:(?P<least>≥|>=|>|不低于|不少于|不小于|不得低于|不得少于|至少|最低|最少|大于|超过|高于|多于|逾|起步价)"
    r"|(?P<most>≤|<=|<|不超过|不高于|不大于|不多于|不得超过|不得高于|至多|最多|最高|小于|低于|少于|上限))"
    r"[^\d,;。]{0,6}$"
)
_AFTER = re.compile(
    r"(?:整|\))?(?:(?P<least>[及或]?以上|起(?!草|源)|\+(?![\u3400-\u9fff\d])|起步)|(?P<most>[及或]?以下|以内|之内|内(?!容)|封顶|上限|为限))"
)
_COUNTED = re.compile(
    r"第?(?<![\d.])\d++(?:\.\d++)?+(?:[-~至到/]\d++(?:\.\d++)?+)?"
    r"(?:年|个|月|日|天|期|次|人|台|套|件|吨|项|家|批|股|条|亩|平|m|%|‰|成(?!果|本|交)|名|篇|倍|阶段|岁|公[斤里顷]|k[gmw]|小时|周)"
)
_BOUND_ASIDE = re.compile(r"\(([及或]?以[上下内]|上限|封顶|起)\)")
_NOISE = re.compile(r"大约|大概|预计|人民币|\(含税\)|含税|不含税|左右|上下|[\n\t]")
_GROUPED = re.compile(r"(?<![\d.])\d{1,3}(?: \d{3})++(?!\d)")
_YI_WAN = re.compile(r"(?<![\d.])(\d{1,9}(?:\.\d{1,9})?)亿零?(\d{1,9}(?:\.\d{1,9})?)(千)?万")
_WAN_YUAN = re.compile(r"(?<![\d.])(\d{1,9})万零?(\d{1,4})(千|百)?(?=元)|(?<![\d.])(\d{1,9})万(\d)千")
_APART = re.compile(r"(?<=\d)\s+(?=[十百千万亿])")
"""A blank between a number and its scale, which would make 5 百万 the numbers 5 and 100万."""
_ONE_OF = re.compile(r"(?<=\d)个(?=多?[万亿])|(?<=\d) (?=\D)|(?<=[^\d]) (?=.)|^ | $")


@dataclass(frozen=True, slots=True)
class Amount:
    """A number or a range in a text: its ends in the unit it names, where it stands, how it is bound."""

    low: float
    high: float
    unit: Unit | None = None
    """The unit written at the number; None: only what stands around it can tell."""
    sign: str | None = None
    """A currency sign without a scale: $500."""
    start: int = 0
    end: int = 0
    bound: str | None = None


def fold(text: str) -> str:
    """Write every amount of a text in digits, one number each: 三点五亿, 3亿5千万 (3.5亿), 1,200 (1200).

    Numbers that count years, pieces or shares are blanked.
    """
    folded = _NOISE.sub("", digits(_APART.sub("", text.casefold().translate(WIDTH))))
    folded = _GROUPED.sub(lambda n: n.group().replace(" ", ""), join_thousands(folded))
    folded = _ONE_OF.sub("", folded)
    folded = _YI_WAN.sub(
        lambda n: f"{tidy(float(n[1]) * 1e4 + float(n[2]) * (1e3 if n[3] else 1)):.12g}万", folded
    )
    folded = _WAN_YUAN.sub(_in_yuan, folded)
    return _COUNTED.sub(lambda n: " " * len(n.group()), _BOUND_ASIDE.sub(r"\1", folded))


def _in_yuan(found: re.Match[str]) -> str:
    if found[4]:
        return f"{int(found[4]) * 10_000 + int(found[5]) * 1000}元"
    return f"{int(found[1]) * 10_000 + int(found[2]) * int(SCALES[found[3] or ''])}"


def amounts_in(text: str) -> Iterator[Amount]:
    """Find numbers and ranges that may be money, in order."""
    pending: Amount | None = None
    for found in _NUMBER.finditer(text):
        amount = _amount(found)
        if pending is not None and _BETWEEN.fullmatch(text, pending.end, amount.start):
            yield _bound(range_of(pending, amount), text)
            pending = None
            continue
        if pending is not None:
            yield _bound(pending, text)
        pending = amount
    if pending is not None:
        yield _bound(pending, text)


def _amount(found: re.Match[str]) -> Amount:
    number = float(found["number"]) * (-1 if found["minus"] else 1)
    written = found["currency"] or ""
    sign = CURRENCIES.get(found["sign"] or (written if written < "\u3400" else ""))
    unit = None
    if found["scale"] or written >= "\u3400":
        currency = CURRENCIES.get(written)
        if currency in {None, "CNY"}:
            currency = sign or currency
        unit = Unit(SCALES[found["scale"] or ""], currency or "", UnitSource.CELL)
    return Amount(number, number, unit, sign, found.start(), found.end())


def range_of(low: Amount, high: Amount) -> Amount:
    """Join two ends; a unit at one of them holds for both (50-200万, 50万-200)."""
    unit, last = low.unit, high.unit
    bottom, top = low.low, high.high
    if last and low.sign and not last.currency:
        last = replace(last, currency=low.sign)
    if unit and last and unit.scale != last.scale:
        bottom, top, last = bottom * unit.scale, top * last.scale, replace(last, scale=1.0)
        bottom, top = sorted((bottom, top))
    elif unit and last:
        bottom, top = sorted((bottom, top))
    return Amount(bottom, top, last or unit, high.sign or low.sign, low.start, high.end)


def _bound(amount: Amount, text: str) -> Amount:
    if amount.low != amount.high:
        return amount
    found = _BEFORE.search(text, max(0, amount.start - 14), amount.start) or _AFTER.match(text, amount.end)
    return replace(amount, bound="least" if found["least"] else "most") if found else amount
