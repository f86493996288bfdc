"""Amounts of money: 50-200万, 3.61亿, 不超过500万元, 伍拾万元, 20万美元, a bare 500 under （万元）.

A wrong unit is worse than none: what can be read in two ways is unknown, with the reason.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, time, timedelta
from functools import lru_cache

from graph.model import Money, UnitSource
from ingest.readers.grid import Raw
from ingest.values.amounts import Amount, amounts_in, fold, range_of
from ingest.values.currency import Unit, unit_of
from ingest.values.numerals import tidy
from ingest.values.text import cell_text, is_placeholder

Reading = tuple[Money | None, str | None]
"""An amount, and what was wrong: a reason without an amount, or a remark beside it."""

_LARGEST_ASSUMED = 10_000
"""A bare number from 1 亿 (read as 万元) on may as well be yuan."""
_LARGEST_UNDER_WAN = 1_000_000
"""A bare number that would make 100 亿 under 万元 was rather meant in yuan."""
_LARGEST = 1e12
_LARGEST_WRITTEN = 1e14
_SMALLEST = 1_000
"""Below this an amount is read, but looked at twice."""

_TOTAL = re.compile(r"(?:总|共|合计|入门费|许可费|转让费)[^\d,;。]{0,8}$")
_PART = re.compile(r"(?:其中|含|包括|一期|首期|首付)[^\d]{0,12}$")
_VAGUE = re.compile(r"[数几][十百千万亿]|[十百千万亿]几|上[百千]万|[百千]万元?级|[万亿]元级|若干|近[百千]万")
_PER_PIECE = re.compile(
    r"(?:\d|[万亿千百元w])\s?/\s?(?!\d|年|项|次|个项目|期|[\d.]*万)[^\d\s,;]|每[一]?[吨亩台套件人平公千米度片个只条株斤升立辆户户小]"
)
_PARTS_OF_DATE = re.compile(r"(?<!\d)(?:19|20)\d\d[-/.]\d{1,2}[-/.]\d{1,2}(?!\d)|(?<!\d)\d{1,2}[-/][a-z]{3}|[a-z]{3}-\d{1,2}(?!\d)")  # fmt: skip
_WORDS_AROUND_BARE = re.compile(
    r"预算|预计|计划|约|总|投入|投资|意向|资金|经费|费用|金额|价格|报价|转让费|转让|许可费|入门费|合计|共|计|上限|大概|左右|上下|拟|为|是|可|面议|价|额|费|具体|估值|不低于|不少于|不小于|至少|最低|大于|超过|高于|逾"
    r"|不超过|不高于|不大于|至多|最高|小于|低于|少于|及|以上|以下|以内|之内|起|封顶|人民币|整|\W|其中.*"
)
_NO_TOTAL = {
    "像是日期，不是金额": _PARTS_OF_DATE,
    "是单价，不是总额": _PER_PIECE,
}
_SEVERAL = "写了几个金额，无法判断取哪个"
_BARE = re.compile(r"\d{1,12}(?:\.\d{1,6})?")
_BRACKETS = re.compile(r"\(([^()]*+)\)")


class _DoubtError(Exception):
    """Why an amount cannot be told."""


def parse_money(raw: Raw, unit: Unit | None) -> Reading:
    """Read an amount; `unit` is what header, neighbour or corner say. Returns it and what was wrong, if anything."""
    if isinstance(raw, bool | date | time | timedelta):
        return None, "单元格里是日期或勾选，不是金额（可能是“3-5”被表格软件改成了日期）"
    if isinstance(raw, int | float):
        return _read(float(raw), cell_text(raw), unit)
    return _parse_text(cell_text(raw), unit)


@lru_cache(65536)
def _parse_text(text: str, unit: Unit | None) -> Reading:
    if not text or is_placeholder(text):
        return None, None
    return _read(float(text) if _BARE.fullmatch(text) else None, text, unit)


def _read(number: float | None, text: str, unit: Unit | None) -> Reading:
    try:
        if number is not None:
            return _money(Amount(number, number), unit, text)
        folded = fold(text)
        if "面议" in folded and not any(c.isdigit() for c in folded):
            return None, None
        return _written(folded, unit, text)
    except _DoubtError as doubt:
        return None, str(doubt)


def _written(folded: str, unit: Unit | None, text: str) -> Reading:
    """Read the amount outside brackets; inside only where none stands outside."""
    if _VAGUE.search(text):
        raise _DoubtError("金额只写了大概数，无法取值")
    for problem, pattern in _NO_TOTAL.items():
        if pattern.search(folded):
            raise _DoubtError(problem)
    asides = _BRACKETS.findall(folded)
    named = next((u for aside in asides if (u := unit_of(aside, UnitSource.CELL))), None)
    for part in (_BRACKETS.sub("", folded), folded):
        if amounts := list(amounts_in(part)):
            return _choose(amounts, part, named or unit, text)
    raise _DoubtError("看不出金额")


def _choose(amounts: Sequence[Amount], folded: str, unit: Unit | None, text: str) -> Reading:
    """Pick the amount a text is about: the only one, the total, or the two ends of a range."""
    named = [a for a in amounts if a.unit or a.sign]
    if any(_runs_on(a, folded) or (named and _stands_beside(a, folded)) for a in amounts):
        raise _DoubtError(_SEVERAL)
    if not named and _WORDS_AROUND_BARE.sub("", _without(amounts, folded)):
        raise _DoubtError("看不出金额")
    choices = list({(a.low, a.high, a.unit, a.sign, a.bound): a for a in named or amounts}.values())
    if len(choices) == 1:
        return _money(choices[0], unit, text)
    if len(choices) == 2 and {a.bound for a in choices} == {"least", "most"}:
        low, high = sorted(choices, key=lambda a: a.bound or "")
        return _money(range_of(replace(low, bound=None), high), unit, text)
    totals = [a for a in choices if _TOTAL.search(folded, max(0, a.start - 12), a.start)]
    if len(totals) != 1 and not _PART.search(folded, choices[0].end, choices[1].start):
        raise _DoubtError(_SEVERAL)
    money, problem = _money(totals[0] if totals else choices[0], unit, text)
    return money, problem or "写了几个金额，取总额"


def _runs_on(amount: Amount, folded: str) -> bool:
    """Tell 3万5, which names no unit for its end."""
    return folded[amount.end : amount.end + 1].isdigit()


def _stands_beside(amount: Amount, folded: str) -> bool:
    """Tell 50、100万: the bare number may share the unit of the next."""
    bare = amount.unit is None and amount.sign is None
    return bare and re.match(r"[、,/或和]\d", folded[amount.end : amount.end + 2]) is not None


def _without(amounts: Sequence[Amount], folded: str) -> str:
    starts, ends = [a.start for a in amounts], [0, *(a.end for a in amounts)]
    return " ".join(folded[end:start] for end, start in zip(ends, [*starts, len(folded)], strict=True))


def _money(amount: Amount, outer: Unit | None, text: str) -> Reading:
    """Give an amount its unit and check that it is plausible; 0 says nothing."""
    if amount.low == amount.high == 0:
        return None, None
    if amount.low < 0:
        raise _DoubtError("金额是负数")
    unit = amount.unit or _unit_around(amount, outer)
    low, high = tidy(amount.low * unit.scale), tidy(amount.high * unit.scale)
    if low > high:
        raise _DoubtError("区间的两端对不上，无法判断各自的单位")
    if high >= (_LARGEST_WRITTEN if unit.source is UnitSource.CELL else _LARGEST):
        raise _DoubtError("金额不合理")
    currency = unit.currency or (outer.currency if outer else "CNY")
    small = high < _SMALLEST and currency == "CNY"
    return Money(
        min=None if amount.bound == "most" else low,
        max=None if amount.bound == "least" else high,
        currency=currency, raw=text, unit_source=unit.source,
    ), f"金额只有{high:g}元，请核对单位" if small else None  # fmt: skip


def _unit_around(amount: Amount, outer: Unit | None) -> Unit:
    """Take the unit that stands around a bare number; 万元 where none does and only that is plausible."""
    if outer and outer.per_piece:
        raise _DoubtError("表头写的是单价，不是总额")
    if amount.sign and (outer is None or outer.scale == 1.0):
        return Unit(1.0, amount.sign, UnitSource.CELL)
    if outer is None:
        if not (amount.low >= 1 and amount.high < _LARGEST_ASSUMED):
            raise _DoubtError("没有写金额单位，无法判断是元还是万元")
        return Unit(1e4, "CNY", UnitSource.ASSUMED)
    if amount.sign and (amount.sign != outer.currency or amount.high >= _LARGEST_ASSUMED):
        raise _DoubtError("单元格写的币种或单位与表头对不上")
    if outer.scale >= 1e4 and amount.high >= _LARGEST_UNDER_WAN:
        raise _DoubtError("按表头的单位金额过大，可能是以元填写的")
    return outer
