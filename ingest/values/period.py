"""Spans of time and deadlines: 24个月, 2025年6月至2026年底, 一年半, 合同签订后12个月, 长期有效."""

import re
from datetime import date
from functools import lru_cache

from graph.model import Period
from ingest.readers.grid import Raw
from ingest.values.dates import dates_in, lost_zero, number_date, plain_dates, without_dates
from ingest.values.text import cell_text, is_placeholder

_UNIT = r"个?(?:自然)?月|年|个?(?:工作|自然|日历)?[日天]|周|个?季度"
_DURATION = re.compile(
    rf"(?<![\d年.])(\d+(?:\.\d+)?)(?:[-~—至到](\d+(?:\.\d+)?))?({_UNIT})(?:(半)|[零又]?(\d{{1,2}})个月)?(?!\d|[份底前末度])"
)
_PLAIN_NUMBER = re.compile(r"\d{1,3}(?:\.\d{1,2})?|[2-7]\d{4}")
_PLAIN_RANGE = re.compile(r"(\d{1,3}(?:\.\d)?)[-~—至到](\d{1,3}(?:\.\d)?)")
_PART_OF_YEAR = re.compile(r"[上下]半年|第\d个?季度")
_TO = re.compile(r"至|到|-{1,2}|~|—|–")
_FROM = re.compile(r"(?<!即日)(?:起(?!草|重)|开始|启动)")
_ROUGH = re.compile(r"(?<![一二两三四五六七八九十〇零])([一二两三四五六七八])([二三四五六七八九])(?=年|个月)")
_MONTHS = {"月": 1.0, "年": 12.0, "天": 1 / 30, "日": 1 / 30, "周": 7 / 30, "度": 3.0}
"""Months in a unit, by its last character."""
_WORKDAYS = 22


def parse_period(
    raw: Raw, *, unit: str | None = None, list_year: int | None = None
) -> tuple[Period | None, str | None]:
    """Read a deadline; `unit` is 月, 年 or 天 where the header says so, `list_year` the year the list names."""
    text = cell_text(raw)
    if not text or is_placeholder(text):
        return None, None
    if isinstance(raw, date):
        return Period(end=text[:10], raw=text), None
    if isinstance(raw, int | float) and not isinstance(raw, bool):
        return _number_period(float(raw), text, unit)
    return _text_period(text, unit, list_year)


def _number_period(number: float, text: str, unit: str | None) -> tuple[Period | None, str | None]:
    if number <= 0:
        return None, None
    if unit is not None and number < 1900:
        return Period(months=_in_months(number, unit), raw=text), None
    if found := number_date(number):
        return Period(end=found, raw=text), "可能是1月，也可能是丢了零的10月" if lost_zero(number) else None
    return None, "没有写时间单位，无法判断是月还是年"


@lru_cache(65536)
def _text_period(text: str, unit: str | None, list_year: int | None) -> tuple[Period | None, str | None]:
    if _PLAIN_NUMBER.fullmatch(text):
        return _number_period(float(text), text, unit)
    if unit and (found := _PLAIN_RANGE.fullmatch(text)):
        return _number_period(float(found[2]), text, unit)
    folded = plain_dates(_ROUGH.sub(r"\1-\2", text), list_year)
    dates = dates_in(folded)
    months = _months(without_dates(folded) if dates else folded)
    if len(dates) >= 2 and _TO.search(folded):
        return Period(start=dates[0], end=dates[-1], months=months, raw=text), None
    if dates and _FROM.search(folded):
        return Period(start=dates[0], months=months, raw=text), None
    return Period(end=dates[-1] if dates else None, months=months, raw=text), None


def _months(text: str) -> int | None:
    text = _PART_OF_YEAR.sub("", text)
    if "半年" in text and not any(c.isdigit() for c in text):
        return 6
    found = _DURATION.search(text)
    if found is None:
        return None
    low, high, unit, half, more = found.groups()
    extra = int(more) if more else 6 if half and unit == "年" else 0
    return _in_months(float(high or low), unit) + extra


def _in_months(number: float, unit: str) -> int:
    if not number < 10_000:
        return 10_000
    return max(1, round(number / _WORKDAYS if "工作" in unit else number * _MONTHS[unit[-1]]))
