"""Deadlines, periods, years and days."""

from datetime import datetime
from random import Random
from typing import Any

from tests.corpus.said import Cell, Said, either


def day(dice: Random) -> datetime:
    """Draw a day."""
    return datetime(dice.randint(2025, 2028), dice.randint(1, 12), dice.randint(1, 28))  # noqa: DTZ001 - a date in a cell has no zone


def period(dice: Random) -> Said:
    """A deadline or a period."""
    start, end = day(dice), day(dice)
    year, month = end.year, f"{end.year}-{end.month:02}"
    first, last = start.year - 3, year
    months = dice.choice([6, 12, 18, 24, 36])
    span = {"start": f"{first}-03", "end": month}
    days = {"start": f"{first}-01-01", "end": f"{year}-12-31"}
    month_end = either({"end": month}, {"end": f"{month}-{_last(end)}"})
    year_end = either({"end": f"{year}-12-31"}, {"end": f"{year}-12"}, {"end": str(year)})
    forms: list[tuple[Cell, Any]] = [
        (end, {"end": end.strftime("%Y-%m-%d")}),
        (f"{end:%Y-%m-%d}", {"end": f"{end:%Y-%m-%d}"}),
        (f"{year}年{end.month}月{end.day}日", {"end": f"{end:%Y-%m-%d}"}),
        (f"{year}/{end.month}/{end.day}", {"end": f"{end:%Y-%m-%d}"}),
        (f"{year}.{end.month:02}.{end.day:02}", {"end": f"{end:%Y-%m-%d}"}),
        (f"{year}年{end.month}月", {"end": month}),
        (month, {"end": month}),
        (f"{year}年", {"end": str(year)}),
        (year, {"end": str(year)}),
        (f"{year}年底前", year_end),
        (f"{year}年{end.month}月底前", month_end),
        (f"{year}年{end.month}月前", month_end),
        (f"{year}-{end.month}-{end.day}", {"end": f"{end:%Y-%m-%d}"}),
        (f"{year}年{end.month}月{end.day}日前", {"end": f"{end:%Y-%m-%d}"}),
        (f"{year}/{end.month:02}", {"end": month}),
        ("二〇二六年六月", {"end": "2026-06"}),
        ("3年", {"months": 36}),
        ("合同签订后24个月", {"months": 24}),
        (f"{year}年{end.month}月{end.day}日前完成", {"end": f"{end:%Y-%m-%d}"}),
        (f"自{first}年3月起至{year}年{end.month}月止", span),
        (f"{first}.03—{year}.{end.month:02}", span),
        ("十八个月", {"months": 18}),
        ("半年", {"months": 6}),
        (f"{months}个月", {"months": months}),
        (f"{months}个月内", {"months": months}),
        ("1年半", {"months": 18}),
        ("2年", {"months": 24}),
        ("2年内", {"months": 24}),
        ("两年内", {"months": 24}),
        ("一年", {"months": 12}),
        (f"{first}年至{last}年", {"start": str(first), "end": str(last)}),
        (f"{first}年-{last}年", {"start": str(first), "end": str(last)}),
        (f"{first}年3月至{year}年{end.month}月", span),
        (f"{first}-03至{month}", span),
        (f"{first}.03-{year}.{end.month:02}", span),
        (f"{first}年1月1日—{year}年12月31日", days),
        (f"{first}-01-01 至 {year}-12-31", days),
        ("长期有效", {"raw": "长期有效"}),
        ("永久有效", {"raw": "永久有效"}),
        ("—", None),
        ("待定", None),
    ]
    shown, value = dice.choice(forms)
    return Said(shown, {"deadline": value} if value is not None else {})


def _last(date: datetime) -> int:
    return {2: 29 if date.year % 4 == 0 else 28, 4: 30, 6: 30, 9: 30, 11: 30}.get(date.month, 31)


def end_of_named_year(list_year: int) -> Said:
    """“By the end of the year”, in a list that names its year."""
    return Said(
        "年底前",
        {
            "deadline": either(
                {"end": f"{list_year}-12-31"}, {"end": f"{list_year}-12"}, {"end": str(list_year)}
            )
        },
    )


def edge(dice: Random, part: str) -> Said:
    """The first (`start`) or last (`end`) year, of which another column has the other end."""
    year_ = dice.randint(2023, 2025) if part == "start" else dice.randint(2026, 2028)
    forms: list[Cell] = [year_, f"{year_}年", str(year_)]
    return Said(dice.choice(forms), {"deadline": {part: str(year_)}})


def bid_deadline(dice: Random) -> Said:
    """The day when bidding closes."""
    date = day(dice)
    iso = f"{date:%Y-%m-%d}"
    forms: list[tuple[Cell, Any]] = [
        (date, iso),
        (iso, iso),
        (f"{date.year}年{date.month}月{date.day}日", iso),
        (f"{date.year}.{date.month}.{date.day}", iso),
        (f"{date.year}年{date.month}月{date.day}日前", iso),
        (f"{date:%Y/%m/%d} 18:00", iso),
        ("—", None),
    ]
    shown, value = dice.choice(forms)
    return Said(shown, {"bid_deadline": value} if value else {})


def year(dice: Random, field: str = "year", first: int = 2015, last: int = 2025) -> Said:
    """A year, however exact the date that names it."""
    date = datetime(dice.randint(first, last), dice.randint(1, 12), dice.randint(1, 28))  # noqa: DTZ001 - as above
    forms: list[Cell] = [
        date.year,
        str(date.year),
        f"{date.year}年",
        f"{date.year}年度" if field == "year" else f"{date.year}届",
        f"{date.year}年{date.month}月",
        f"{date.year}.{date.month:02}",
        f"{date:%Y-%m-%d}",
        date,
    ]
    return Said(dice.choice(forms), {field: date.year})
