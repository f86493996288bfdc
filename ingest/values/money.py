"""Amounts of money: 50-200万, 3.61亿, 不超过500万元, 伍拾万元, 20万美元, a bare 500 under （万元）."""

import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from graph.model import Money, UnitSource
from ingest.readers.grid import Raw
from ingest.values.numerals import MULTIPLIERS, arabic, join_thousands, tidy
from ingest.values.text import cell_text, is_placeholder

_SCALES = {"": 1.0, **MULTIPLIERS, "k": 1e3, "w": 1e4}
_CURRENCIES = {
    "人民币": "CNY", "元": "CNY", "圆": "CNY", "块": "CNY", "rmb": "CNY", "cny": "CNY", "¥": "CNY",
    "美元": "USD", "美金": "USD", "usd": "USD", "$": "USD", "欧元": "EUR", "eur": "EUR", "€": "EUR",
    "日元": "JPY", "jpy": "JPY", "港元": "HKD", "港币": "HKD", "hkd": "HKD", "英镑": "GBP", "gbp": "GBP", "£": "GBP",
    "新台币": "TWD", "台币": "TWD", "澳元": "AUD", "加元": "CAD", "韩元": "KRW", "新加坡元": "SGD", "新元": "SGD",
}  # fmt: skip
_SCALE = r"万亿|千万|百万|十万|亿|万|千|[wk](?![a-z])"
_CURRENCY = r"人民币|美元|美金|欧元|日元|港元|港币|英镑|新台币|台币|澳元|加元|韩元|新加坡元|新元|元|圆|块|rmb|cny|usd|eur|jpy|hkd|gbp"
_UNIT = re.compile(rf"(?:单位[:：]?)?(?:人民币)?({_SCALE})?(?:人民币)?({_CURRENCY})?(?:人民币)?$")
_AMOUNT = rf"(?:rmb|cny|usd|[¥$€£])?(\d+(?:\.\d+)?)({_SCALE})?({_CURRENCY})?"
_RANGE = re.compile(rf"{_AMOUNT}(?:-|~|～|—|–|至|到)+{_AMOUNT}")
_SINGLE = re.compile(_AMOUNT)
_AT_LEAST = re.compile(
    r"≥|>=|>|不低于|不少于|不小于|至少|最低|(?<!不)大于|(?<!不)超过|(?<!不)高于|以上|起$|起步|\+$|及以上"
)
_AT_MOST = re.compile(
    r"≤|<=|<|不超过|不高于|不大于|不多于|至多|最高|(?<!不)小于|(?<!不)低于|(?<!不)少于|以下|以内|之内|上限|封顶"
)
_PER_UNIT = re.compile(r"元?/(?!年|项|次|个项目)[^\d\s]|每[吨亩台套件人平]")
_TOTAL = re.compile(r"总|共|合计|入门费|许可费|转让费")
_SHARE = re.compile(r"(?:\d+(?:\.\d+)?%?[-~～至到])?\d+(?:\.\d+)?[%‰成]")
_NOT_MONEY = ("年", "月", "个", "期", "亩", "天", "日", "次")
_NOISE = re.compile(r"[\s约]|左右|大概|大约|预计|人民币|\(含税\)|含税|上下")
_UNIT_IN_HINT = re.compile(rf"(?:({_SCALE})({_CURRENCY})?|({_CURRENCY}))(?:/年)?$")
_COMPOUND = re.compile(r"^(\d+(?:\.\d+)?)亿(\d+(?:\.\d+)?)(千)?万元?$")
_LARGEST_ASSUMED = 100_000
"""A bare number from 10 亿 (read as 万元) on may as well be yuan: unknown is better than wrong."""


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit found outside the number: its scale, its currency and where it stood."""

    scale: float
    currency: str
    source: UnitSource


_ASSUMED = Unit(1e4, "CNY", UnitSource.ASSUMED)


@lru_cache(1024)
def unit_of(text: str, source: UnitSource) -> Unit | None:
    """Read a text that is nothing but a unit: 万元, （亿元）, 单位：万元, 外资-万美元."""
    folded = re.sub(r"[\s()（）\[\]]", "", text).casefold()
    within = _UNIT_IN_HINT.search if source is UnitSource.HEADER else _UNIT_IN_HINT.match
    found = _UNIT.match(folded) or within(folded)  # a cell of 50万元 is an amount, not a unit
    if not folded or found is None or not any(found.groups()):
        return None
    groups = [g for g in found.groups() if g]
    scale = next((_SCALES[g] for g in groups if g in _SCALES), 1.0)
    currency = next((_CURRENCIES[g] for g in groups if g in _CURRENCIES), "CNY")
    return Unit(scale, currency, source)


def parse_money(raw: Raw, unit: Unit | None) -> tuple[Money | None, str | None]:
    """Read an amount; `unit` is what header, neighbour or corner say. Returns it and what was wrong, if anything."""
    if isinstance(raw, bool | date):
        return None, "单元格里是日期或勾选，不是金额"
    if isinstance(raw, int | float):
        return _bare(float(raw), unit, cell_text(raw))
    return _parse_text(cell_text(raw), unit)


def _bare(number: float, unit: Unit | None, text: str) -> tuple[Money | None, str | None]:
    if number == 0:
        return None, None
    if not 0 < number < 1e15:
        return None, "金额不合理"
    if unit is None and number >= _LARGEST_ASSUMED:
        return None, "没有写金额单位，无法判断是元还是万元"
    used = unit or _ASSUMED
    amount = tidy(number * used.scale)
    return Money(min=amount, max=amount, currency=used.currency, raw=text, unit_source=used.source), None


@lru_cache(65536)
def _parse_text(text: str, unit: Unit | None) -> tuple[Money | None, str | None]:
    written = any(c.isdigit() for c in text)
    if not text or is_placeholder(text) or ("面议" in text and not written):
        return None, None
    folded = join_thousands(_NOISE.sub("", text.casefold()))
    folded = folded if written else arabic(folded)
    if compound := _COMPOUND.match(folded):
        high, low, thousand = compound.groups()
        amount = tidy(float(high) * 1e8 + float(low) * (1e7 if thousand else 1e4))
        return Money(min=amount, max=amount, raw=text, unit_source=UnitSource.CELL), None
    if _PER_UNIT.search(folded):
        return None, "是单价，不是总额"
    folded = _SHARE.sub("", folded)
    found = _RANGE.search(folded)
    return _range(found, unit, text) if found else _first(folded, unit, text)


def _first(folded: str, unit: Unit | None, text: str) -> tuple[Money | None, str | None]:
    amounts = [m for m in _SINGLE.finditer(folded) if not folded.startswith(_NOT_MONEY, m.end())]
    if len(amounts) == 1:
        return _single(amounts[0], unit, text, None)
    if amounts and _TOTAL.search(folded[: amounts[0].start()]):
        return _single(amounts[0], unit, text, "写了几个金额，取总额")
    return None, "写了几个金额，无法判断取哪个" if amounts else "看不出金额"


def _resolve(scale: str | None, currency: str | None, folded: str, unit: Unit | None) -> Unit:
    written = _CURRENCIES.get(currency or "") or next(
        (c for s, c in _CURRENCIES.items() if s in "$€£" and s in folded), None
    )
    written = written or next(
        (_CURRENCIES[s] for s in ("usd", "eur", "hkd", "jpy", "gbp") if s in folded), None
    )
    if scale or currency:
        outer = unit.currency if unit and not currency else "CNY"
        return Unit(_SCALES[scale or ""], written or outer, UnitSource.CELL)
    if written and unit is None:
        return Unit(1.0, written, UnitSource.CELL)
    return unit or _ASSUMED


def _range(found: re.Match[str], unit: Unit | None, text: str) -> tuple[Money | None, str | None]:
    low, low_scale, low_currency, high, high_scale, high_currency = found.groups()
    upper = _resolve(high_scale, high_currency, found.string, unit)
    if low_scale is None and low_currency is None:
        lower = upper
    else:
        lower = _resolve(low_scale, low_currency or high_currency, found.string, unit)
        if high_scale is None and high_currency is None:
            upper = lower
    ends = sorted((tidy(float(low) * lower.scale), tidy(float(high) * upper.scale)))
    if ends[1] == 0:
        return None, None
    if upper.source is UnitSource.ASSUMED and float(high) >= _LARGEST_ASSUMED:
        return None, "没有写金额单位，无法判断是元还是万元"
    return Money(min=ends[0], max=ends[1], currency=upper.currency, raw=text, unit_source=upper.source), None


def _single(
    found: re.Match[str], unit: Unit | None, text: str, note: str | None
) -> tuple[Money | None, str | None]:
    number, scale, currency = found.groups()
    used = _resolve(scale, currency, found.string, unit)
    if float(number) == 0:
        return None, None
    if used.source is UnitSource.ASSUMED and float(number) >= _LARGEST_ASSUMED:
        return None, "没有写金额单位，无法判断是元还是万元"
    amount = tidy(float(number) * used.scale)
    at_most, at_least = _AT_MOST.search(found.string), _AT_LEAST.search(found.string)
    return Money(
        min=None if at_most else amount,
        max=None if at_least and not at_most else amount,
        currency=used.currency, raw=text, unit_source=used.source,
    ), note  # fmt: skip
