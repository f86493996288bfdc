"""Dates, years and spans of time: 24个月, 2025年6月至2026年底, 2025.3, 长期有效."""

import calendar
import math
import re
from datetime import date, datetime, timedelta
from functools import lru_cache

from graph.model import Period
from ingest.readers.grid import Raw
from ingest.values.numerals import arabic
from ingest.values.text import cell_text, is_placeholder

_DATE = re.compile(
    r"(?<!\d)((?:19|20)\d{2})(?:年度?|[-./](?=\d))?(?:(?<=[年\-./])(1[0-2]|0?[1-9])(?!\d)(?:月份?|[-./](?=\d))?(?:(?<=[月\-./])(3[01]|[12]\d|0?[1-9])(?!\d)日?)?)?"
)
_COMPACT = re.compile(r"(?<!\d)((?:19|20)\d{2})(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])?(?!\d)")
_DURATION = re.compile(
    r"(?<![\d年.])(\d+(?:\.\d+)?)(?:[-~—至到](\d+(?:\.\d+)?))?(个月|月|年|天|日|周|个?季度)(半)?(?!\d|[份底前末度])"
)
_YEAR_END = re.compile(r"年底|年末|年内")
_END_OF = re.compile(r"(年?[底末]|上半年|下半年|第?[一二三四1-4]季度)")
_PLAIN_NUMBER = re.compile(r"\d{1,3}(?:\.\d{1,2})?|[2-7]\d{4}")
_PART_OF_YEAR = re.compile(r"[上下]半年|第\d个?季度")
_MONTH = re.compile(r"(1[0-2]|[1-9])月(?:(\d{1,2})日)?")
_TO = re.compile(r"至|到|-{1,2}|~|—|–")
_PER_MONTH = {
    "个月": 1.0,
    "月": 1.0,
    "年": 12.0,
    "天": 1 / 30,
    "日": 1 / 30,
    "周": 7 / 30,
    "季度": 3.0,
    "个季度": 3.0,
}
_HALVES = {"上半年": 6, "下半年": 12}
_YEAR_RANGE = range(1900, 2101)
_EXCEL_DAY_0 = date(1899, 12, 30)


def iso_date(raw: Raw) -> str | None:
    """Read one date as precisely as it is given: 2025, 2025-03 or 2025-03-31."""
    if isinstance(raw, datetime):
        return raw.date().isoformat()
    if isinstance(raw, date):
        return raw.isoformat()
    if isinstance(raw, int | float) and not isinstance(raw, bool):
        return _number_date(float(raw))
    text = cell_text(raw)
    dates = _dates(text if any(c.isdigit() and c.isascii() for c in text) else arabic(text))
    return dates[-1] if dates else None


def parse_year(raw: Raw) -> int | None:
    """Read a year: 2023年, 2023-06, 2008届, 08届; of a span, its last year."""
    if found := iso_date(raw):
        return int(found[:4])
    short = re.match(r"^(\d{2})(?:届|年)", cell_text(raw))
    if short is None:
        return None
    return 1900 + int(short.group(1)) if int(short.group(1)) > 50 else 2000 + int(short.group(1))


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


def _number_date(number: float) -> str | None:
    if not math.isfinite(number):
        return None
    if 20_000 < number < 80_000:
        return (_EXCEL_DAY_0 + timedelta(days=int(number))).isoformat()
    if number.is_integer():
        return next(reversed(_dates(str(int(number)))), None)
    return _decimal_month(number) if int(number) in _YEAR_RANGE else None


def _decimal_month(number: float) -> str:
    """Read 2025.3 as March; 2025.1 may be January or a 2025.10 that lost its zero: only the year is certain."""
    year, month = f"{number:.2f}".split(".")
    month = month[0].zfill(2) if month[1] == "0" else month
    return f"{year}-{month}" if 2 <= int(month) <= 12 else year


def _number_period(number: float, text: str, unit: str | None) -> tuple[Period | None, str | None]:
    if number <= 0:
        return None, None
    if unit is not None and number < 1900:
        return Period(months=max(1, round(number * _PER_MONTH[unit])), raw=text), None
    if found := _number_date(number):
        return Period(end=found, raw=text), None
    return None, "没有写时间单位，无法判断是月还是年"


@lru_cache(65536)
def _text_period(text: str, unit: str | None, list_year: int | None) -> tuple[Period | None, str | None]:
    if _PLAIN_NUMBER.fullmatch(text):
        return _number_period(float(text), text, unit)
    folded = text.replace(" ", "")
    if not any(c.isdigit() for c in folded):
        folded = arabic(folded)
    dates = _dates(folded)
    months = _months(_DATE.sub(" ", folded) if dates else folded)
    if len(dates) >= 2 and _TO.search(folded):
        return Period(start=dates[0], end=dates[-1], raw=text), None
    if dates and (months is not None or folded.endswith(("起", "开始"))):
        return Period(start=dates[0], months=months, raw=text), None
    if dates:
        return Period(end=dates[-1], raw=text), None
    return Period(months=months, end=None if months else _in_year(folded, list_year), raw=text), None


def _in_year(text: str, year: int | None) -> str | None:
    """Read 年底前 or 9月 in a list that names its year."""
    if year is None:
        return None
    if _YEAR_END.search(text):
        return f"{year}-12-31"
    month = _MONTH.match(text)
    return _iso(year, int(month.group(1)), month.group(2)) if month else None


def _months(text: str) -> int | None:
    text = _PART_OF_YEAR.sub("", text)
    if "半年" in text and not any(c.isdigit() for c in text):
        return 6
    found = _DURATION.search(text)
    if found is None:
        return None
    low, high, unit, half = found.groups()
    months = float(high or low) * _PER_MONTH[unit]
    return max(1, round(months + (6 if half and unit == "年" else 0)))


def _dates(text: str) -> list[str]:
    if compact := _COMPACT.findall(text):
        return [_iso(int(y), int(m), d) for y, m, d in compact]
    found = []
    for match in _DATE.finditer(text):
        year, month, day = match.groups()
        rest = text[match.end() :]
        written = match.group()
        if not month and written == year and rest[:1].isdigit():
            continue
        if not month and (part := _END_OF.match(text, match.end())):
            found.append(_end_of_part(int(year), part.group(1)))
        else:
            found.append(_iso(int(year), int(month), day) if month else year)
    return found


def _end_of_part(year: int, part: str) -> str:
    if part in _HALVES:
        return f"{year}-{_HALVES[part]:02d}"
    if "季度" in part:
        return f"{year}-{3 * int(arabic(part.strip('第季度'))):02d}"
    return f"{year}-12-31"


def _iso(year: int, month: int, day: str | None) -> str:
    if not day:
        return f"{year}-{month:02d}"
    last = calendar.monthrange(year, month)[1]
    return f"{year}-{month:02d}-{min(int(day), last):02d}"
