"""Dates and years as people write them: 2025.3, 25年3月底, 2025Q3, 二〇二五年, 2025年3-6月, serial numbers."""

import calendar
import math
import re
from datetime import date, datetime, timedelta

from ingest.readers.grid import Raw
from ingest.values.numerals import arabic
from ingest.values.text import cell_text

_YEAR = r"(?<!\d)(?:19|20)\d{2}"
_TO = r"(?:至|到|[-~—–]{1,2})"
_DATE = re.compile(
    rf"(?P<year>{_YEAR})(?:年度?|[-./](?=\d))?"
    r"(?:(?<=[年\-./])(?P<month>1[0-2]|0?[1-9])(?![\d季个])(?:月份?|[-./](?=\d))?"
    r"(?:(?<=[月\-./])(?P<day>3[01]|[12]\d|0?[1-9])(?!\d)[日号]?)?)?"
)
_COMPACT = re.compile(rf"({_YEAR})(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])?(?!\d)")
_PART_OF_YEAR = re.compile(r"年?[底末内]|上半年|下半年|第?[1-4]季度")
_TIME = re.compile(
    r"[T\s]?(?<!\d)\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?|(?<=[日号])\s?\d{1,2}[时点](?:\d{1,2}分|整)?"
)
_SHORT_YEAR = re.compile(r"(?<!\d)['’‘]?([1-4]\d)年(?=(?:1[0-2]|0?[1-9])月|[底末]|[上下]半年|第?[1-4]季度)")
_QUARTER = re.compile(rf"({_YEAR})年?[-/.]?[qQ]([1-4])(?!\d)")
_DAY_OR_MONTH_FIRST = re.compile(rf"(?<![\d./-])(\d{{1,2}})[/.-](\d{{1,2}})[/.-]({_YEAR})(?!\d)")
_SAME_YEAR = re.compile(
    rf"({_YEAR})年(\d{{1,2}})(?:月(?:(\d{{1,2}})[日号]?)?)?{_TO}(?:(\d{{1,2}})月(?:(\d{{1,2}})[日号]?)?|(\d{{1,2}})日)"
)
_NO_YEAR = re.compile(
    r"^(?P<before>\D{0,8}?)(?=(?<!半)年[底末内]|[上下]半年|第?[1-4]季度|(?:1[0-2]|0?[1-9])月(?!内|\d*[.年]))"
)
_RELATIVE = re.compile(r"今年度?|本年度?|当年|明年|次年")
_EXCEL_DAY_0 = date(1899, 12, 30)
_YEARS = range(1900, 2101)


def iso_date(raw: Raw, list_year: int | None = None) -> str | None:
    """Read one date (of a span, its end) as precisely as it is given: 2025, 2025-03 or 2025-03-31."""
    if isinstance(raw, datetime):
        return raw.date().isoformat()
    if isinstance(raw, date):
        return raw.isoformat()
    if isinstance(raw, int | float) and not isinstance(raw, bool):
        return number_date(float(raw))
    dates = dates_in(plain_dates(cell_text(raw), list_year))
    return dates[-1] if dates else None


def parse_year(raw: Raw) -> int | None:
    """Read a year: 2023年, 2023-06, 2008届, 08届; of a span, its last year."""
    if found := iso_date(raw):
        return int(found[:4])
    short = re.match(r"^['’]?(\d{2})(?:届|级|年)", cell_text(raw))
    if short is None:
        return None
    return 1900 + int(short.group(1)) if int(short.group(1)) > 50 else 2000 + int(short.group(1))


def number_date(number: float) -> str | None:
    """Read a number: a serial day of a spreadsheet, 20250331, 202503, 2025 or 2025.3."""
    if not math.isfinite(number):
        return None
    if 20_000 < number < 80_000:
        return (_EXCEL_DAY_0 + timedelta(days=int(number))).isoformat()
    if number.is_integer():
        return next(reversed(dates_in(str(int(number)))), None)
    return _decimal_month(number) if int(number) in _YEARS else None


def lost_zero(number: float) -> bool:
    """Tell 2025.1, which is January or a 2025.10 that lost its zero."""
    return int(number) in _YEARS and f"{number:.2f}".endswith(".10")


def _decimal_month(number: float) -> str:
    """Read 2025.3 as March; of 2025.1 only the year is certain."""
    year, month = f"{number:.2f}".split(".")
    month = month[0].zfill(2) if month[1] == "0" else month
    return f"{year}-{month}" if 2 <= int(month) <= 12 else year


def plain_dates(text: str, list_year: int | None = None) -> str:
    """Write the dates of a text in one way, each with its year; `list_year` dates 年底前, 9月 and 明年."""
    text = _TIME.sub(" ", arabic(text)).replace(" ", "")
    text = re.sub(r"(?<=\d)。(?=\d)", ".", text)
    text = re.sub(r"(?<![第\d])([1-4])季度", r"第\1季度", text)
    text = _QUARTER.sub(r"\1年第\2季度", _SHORT_YEAR.sub(r"20\1年", text))
    text = _SAME_YEAR.sub(_both_ends, _DAY_OR_MONTH_FIRST.sub(_year_first, text))
    if list_year is None or re.search(_YEAR, text):
        return text
    text = _RELATIVE.sub(
        lambda n: f"{list_year + 1 if n.group()[0] in '明次' else list_year}年", text
    ).replace("年年", "年")
    return text if re.search(_YEAR, text) else _NO_YEAR.sub(rf"\g<before>{list_year}年", text, count=1)


def _both_ends(found: re.Match[str]) -> str:
    """Write out 2025年3-6月 and 2025年3月1日至15日."""
    year, month, day, last_month, last_day, day_only = found.groups()
    last_month, last_day = last_month or month, last_day or day_only
    last_year = int(year) + (int(last_month) < int(month))
    days = (f"{day}日" if day else "", f"{last_day}日" if last_day else "")
    return f"{year}年{month}月{days[0]}至{last_year}年{last_month}月{days[1]}"


def _year_first(found: re.Match[str]) -> str:
    """Turn 12/31/2025 and 31/12/2025 round; of 3/5/2025 only the year is certain."""
    first, second, year = int(found[1]), int(found[2]), found[3]
    if first <= 12 < second <= 31:
        return f"{year}-{first}-{second}"
    return f"{year}-{second}-{first}" if second <= 12 < first <= 31 else year


def dates_in(text: str) -> list[str]:
    """Find the dates of a text written in one way, in order."""
    if compact := _COMPACT.findall(text):
        return [_iso(int(y), int(m), d) for y, m, d in compact]
    found = []
    for match in _DATE.finditer(text):
        year, month, day = match.groups()
        if not month and match.group() == year and text[match.end() : match.end() + 1].isdigit():
            continue
        if not month and (part := _PART_OF_YEAR.match(text, match.end())):
            found.append(_end_of_part(int(year), part.group()))
        else:
            found.append(_iso(int(year), int(month), day) if month else year)
    return found


def without_dates(text: str) -> str:
    """Blank the dates, so that what is left may tell a span of time."""
    return _DATE.sub(" ", text)


def _end_of_part(year: int, part: str) -> str:
    if "半年" in part:
        return f"{year}-{6 if part[0] == '上' else 12:02d}"
    if "季度" in part:
        return f"{year}-{3 * int(part.strip('第季度')):02d}"
    return f"{year}-12-31"


def _iso(year: int, month: int, day: str | None) -> str:
    if not day:
        return f"{year}-{month:02d}"
    last = calendar.monthrange(year, month)[1]
    return f"{year}-{month:02d}-{min(int(day), last):02d}"
