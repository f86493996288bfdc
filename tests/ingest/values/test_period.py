from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.model import Period
from ingest.values.period import iso_date, parse_period, parse_year


@pytest.mark.parametrize(
    ("raw", "start", "end", "months"),
    [
        ("24个月", None, None, 24),
        ("2年", None, None, 24),
        ("两年内", None, None, 24),
        ("一年半", None, None, 18),
        ("半年", None, None, 6),
        ("1.5年", None, None, 18),
        ("90天", None, None, 3),
        ("1-2年", None, None, 24),
        ("签订合同后12个月", None, None, 12),
        ("十八个月", None, None, 18),
        ("2025年12月31日", None, "2025-12-31", None),
        ("2025-12", None, "2025-12", None),
        ("2025.3", None, "2025-03", None),
        ("2025.1", None, "2025-01", None),
        ("2025/3/1", None, "2025-03-01", None),
        ("20250331", None, "2025-03-31", None),
        ("2027 年 12 月", None, "2027-12", None),
        ("2026", None, "2026", None),
        ("2026年度", None, "2026", None),
        ("2027年国庆前", None, "2027", None),
        ("2027年6月底前", None, "2027-06", None),
        ("2025年底前", None, "2025-12-31", None),
        ("2026年上半年", None, "2026-06", None),
        ("2026年第三季度", None, "2026-09", None),
        ("2026年6月30日前完成", None, "2026-06-30", None),
        ("2025年2月31日", None, "2025-02-28", None),
        ("2024年1月至2026年12月", "2024-01", "2026-12", None),
        ("2024-2026", "2024", "2026", None),
        ("2016年至2018年", "2016", "2018", None),
        ("2027年1月—2028年6月", "2027-01", "2028-06", None),
        ("2025年1月起，为期2年", "2025-01", None, 24),
        (date(2026, 5, 1), None, "2026-05-01", None),
        (datetime(2026, 5, 1, 8, 30), None, "2026-05-01", None),  # noqa: DTZ001
        (2026, None, "2026", None),
        (45000.0, None, "2023-03-15", None),
        (2025.3, None, "2025-03", None),
        (2025.1, None, "2025", None),
    ],
)
def test_periods(raw: str | float | date, start: str | None, end: str | None, months: int | None) -> None:
    period, problem = parse_period(raw)

    assert problem is None
    assert period is not None
    assert (period.start, period.end, period.months) == (start, end, months)


@pytest.mark.parametrize("text", ["长期有效", "永久有效", "尽快", "年底前", "越快越好"])
def test_what_names_no_time_keeps_its_words(text: str) -> None:
    assert parse_period(text) == (Period(raw=text), None)


def test_a_list_that_names_its_year_dates_the_rows() -> None:
    assert parse_period("年底前", list_year=2026)[0] == Period(end="2026-12-31", raw="年底前")
    assert parse_period("9月30日前", list_year=2026)[0] == Period(end="2026-09-30", raw="9月30日前")
    assert parse_period("下半年", list_year=2026)[0] == Period(raw="下半年")


@pytest.mark.parametrize(
    ("raw", "unit", "months"), [(24, "月", 24), ("36", "个月", 36), (2.0, "年", 24), (60, "天", 2)]
)
def test_the_header_names_the_unit(raw: float | str, unit: str, months: int) -> None:
    period, _ = parse_period(raw, unit=unit)

    assert period is not None
    assert period.months == months


@pytest.mark.parametrize("raw", [12, "12", 24.0])
def test_a_bare_number_is_not_guessed(raw: float | str) -> None:
    period, problem = parse_period(raw)

    assert period is None
    assert problem


@pytest.mark.parametrize("raw", ["", "无", "待定", "—", 0])
def test_placeholders(raw: str | int) -> None:
    assert parse_period(raw) == (None, None)


@pytest.mark.parametrize(
    ("raw", "year"),
    [
        ("2023年", 2023),
        ("2023-06", 2023),
        ("2008届", 2008),
        ("08届", 2008),
        ("98届", 1998),
        ("2020-2023", 2023),
        ("二〇二三年", 2023),
        (2023, 2023),
        (2023.0, 2023),
        (date(2021, 1, 1), 2021),
        ("无", None),
        ("近三年", None),
    ],
)
def test_years(raw: str | float | date, year: int | None) -> None:
    assert parse_year(raw) == year


@given(st.dates(date(1990, 1, 1), date(2089, 12, 31)))
def test_a_written_date_is_read_back(day: date) -> None:
    assert iso_date(f"{day.year}年{day.month}月{day.day}日") == day.isoformat()
    assert iso_date(day.isoformat()) == day.isoformat()


@given(st.one_of(st.text(max_size=30), st.floats(), st.integers()))
def test_anything_is_taken(raw: str | float) -> None:
    period, year = parse_period(raw, list_year=2026), parse_year(raw)
    assert period is None or period == parse_period(raw, list_year=2026)
    assert year is None or 1900 <= year < 2200
