from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.model import Period
from ingest.values.dates import iso_date, parse_year
from ingest.values.period import parse_period
from ingest.values.text import cell_text


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
    assert parse_period("下半年", list_year=2026)[0] == Period(end="2026-12", raw="下半年")


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


@pytest.mark.parametrize(
    ("raw", "start", "end", "months", "unit", "list_year"),
    [
        ("2025.10", None, "2025-10", None, None, None),
        (2025.3, None, "2025-03", None, None, None),
        (2025.12, None, "2025-12", None, None, None),
        ("2025/3/5", None, "2025-03-05", None, None, None),
        ("2025.3.5", None, "2025-03-05", None, None, None),
        ("25年3月", None, "2025-03", None, None, None),
        ("25年3月5日", None, "2025-03-05", None, None, None),
        ("25年底", None, "2025-12-31", None, None, None),
        ("2025年3月底", None, "2025-03", None, None, None),
        ("2025年3月中旬", None, "2025-03", None, None, None),
        ("2025Q3", None, "2025-09", None, None, None),
        ("2025年Q3", None, "2025-09", None, None, None),
        ("2025年三季度", None, "2025-09", None, None, None),
        ("2025年第4季度", None, "2025-12", None, None, None),
        (45000, None, "2023-03-15", None, None, None),
        ("2016年至2018年", "2016", "2018", None, None, None),
        ("2025.1-2026.12", "2025-01", "2026-12", None, None, None),
        ("2025.01—2026.12", "2025-01", "2026-12", None, None, None),
        ("2025年1月1日-2026年12月31日", "2025-01-01", "2026-12-31", None, None, None),
        ("2025-01-01至2026-12-31", "2025-01-01", "2026-12-31", None, None, None),
        ("2025/1/1~2026/12/31", "2025-01-01", "2026-12-31", None, None, None),
        ("2025年3-6月", "2025-03", "2025-06", None, None, None),
        ("2025年3月至6月", "2025-03", "2025-06", None, None, None),
        ("2025年1-12月", "2025-01", "2025-12", None, None, None),
        ("2025年3月-2026年2月", "2025-03", "2026-02", None, None, None),
        ("24个月", None, None, 24, None, None),
        ("24 个月", None, None, 24, None, None),
        ("24月", None, None, 24, None, None),
        ("1-2年", None, None, 24, None, None),
        ("一年半", None, None, 18, None, None),
        ("两年半", None, None, 30, None, None),
        ("18个月内", None, None, 18, None, None),
        ("半年", None, None, 6, None, None),
        ("半年内", None, None, 6, None, None),
        ("半年内", None, None, 6, None, 2026),
        ("2年内", None, None, 24, None, None),
        ("三年", None, None, 36, None, None),
        ("叁年", None, None, 36, None, None),
        ("一到两年", None, None, 24, None, None),
        ("6-12个月", None, None, 12, None, None),
        ("1年6个月", None, None, 18, None, None),
        ("2年3个月", None, None, 27, None, None),
        ("12个月左右", None, None, 12, None, None),
        ("约12个月", None, None, 12, None, None),
        ("合同签订后12个月", None, None, 12, None, None),
        ("合同签订后12个月内完成", None, None, 12, None, None),
        ("自合同签订之日起24个月", None, None, 24, None, None),
        ("签约后一年内", None, None, 12, None, None),
        ("为期三年", None, None, 36, None, None),
        ("十二个月", None, None, 12, None, None),
        ("三十六个月", None, None, 36, None, None),
        ("60日历天", None, None, 2, None, None),
        ("90个自然日", None, None, 3, None, None),
        ("180天", None, None, 6, None, None),
        ("12周", None, None, 3, None, None),
        ("0.5年", None, None, 6, None, None),
        ("2年（24个月）", None, None, 24, None, None),
        ("不超过3年", None, None, 36, None, None),
        ("一般不超过2年", None, None, 24, None, None),
        ("三个月", None, None, 3, None, None),
        ("1个季度", None, None, 3, None, None),
        ("一年", None, None, 12, None, None),
        ("3年期", None, None, 36, None, None),
        ("两三年", None, None, 36, None, None),
        ("24", None, None, 24, "月", None),
        (24, None, None, 24, "个月", None),
        ("2", None, None, 24, "年", None),
        ("12-18", None, None, 18, "月", None),
        ("1-2", None, None, 24, "年", None),
        ("1.5", None, None, 18, "年", None),
        ("24个月", None, None, 24, "月", None),
        ("2年", None, None, 24, "月", None),
        ("2026年12月", None, "2026-12", None, "月", None),
        ("年底前", None, "2025-12-31", None, None, 2025),
        ("年底前", None, None, None, None, None),
        ("今年年底", None, "2025-12-31", None, None, 2025),
        ("明年6月", None, "2026-06", None, None, 2025),
        ("明年底", None, "2026-12-31", None, None, 2025),
        ("本年度内", None, "2025-12-31", None, None, 2025),
        ("9月底前", None, "2025-09", None, None, 2025),
        ("10月31日前", None, "2025-10-31", None, None, 2025),
        ("上半年", None, "2025-06", None, None, 2025),
        ("下半年", None, "2025-12", None, None, 2025),
        ("第三季度", None, "2025-09", None, None, 2025),
        ("长期有效", None, None, None, None, None),
        ("永久", None, None, None, None, None),
        ("随时", None, None, None, None, None),
        ("长期", None, None, None, None, None),
        ("常年有效", None, None, None, None, None),
        ("长期有效", None, None, None, None, 2025),
        ("截至2025年12月31日", None, "2025-12-31", None, None, None),
        ("截止日期：2025-12-31", None, "2025-12-31", None, None, None),
        ("2025年12月31日前", None, "2025-12-31", None, None, None),
        ("2025-12-31 17:00", None, "2025-12-31", None, None, None),
        ("2025-12-31 00:00:00", None, "2025-12-31", None, None, None),
        ("2025-12-31T00:00:00", None, "2025-12-31", None, None, None),
        ("2025年12月31日17时", None, "2025-12-31", None, None, None),
        ("2025 年 12 月 31 日", None, "2025-12-31", None, None, None),
        ("二〇二五年十二月", None, "2025-12", None, None, None),
        ("二〇二五年十二月三十一日", None, "2025-12-31", None, None, None),
        ("2025年十二月", None, "2025-12", None, None, None),
        ("二零二六年底", None, "2026-12-31", None, None, None),
        ("2025年3月5号", None, "2025-03-05", None, None, None),
        ("2025-3", None, "2025-03", None, None, None),
        ("2025/03", None, "2025-03", None, None, None),
        ("202503", None, "2025-03", None, None, None),
        (202503, None, "2025-03", None, None, None),
        ("20250305", None, "2025-03-05", None, None, None),
        (20250305, None, "2025-03-05", None, None, None),
        ("2025", None, "2025", None, None, None),
        (2025, None, "2025", None, None, None),
        ("2025年", None, "2025", None, None, None),
        ("2025年内", None, "2025-12-31", None, None, None),
        ("2025年底前完成，研发周期12个月", None, "2025-12-31", 12, None, None),
        ("2025年1月起，为期2年", "2025-01", None, 24, None, None),
        ("3年（2025-2027年）", "2025", "2027", 36, None, None),
        ("2025.01-2027.12（36个月）", "2025-01", "2027-12", 36, None, None),
        ("12/31/2025", None, "2025-12-31", None, None, None),
        ("31/12/2025", None, "2025-12-31", None, None, None),
        ("2025-2027", "2025", "2027", None, None, None),
        ("2025至2027年", "2025", "2027", None, None, None),
        ("2024年起", "2024", None, None, None, None),
        ("2025年１２月", None, "2025-12", None, None, None),
        ("2025．3", None, "2025-03", None, None, None),
        ("2025。3", None, "2025-03", None, None, None),
        ("2025-13", None, "2025", None, None, None),
        ("’25年6月", None, "2025-06", None, None, None),
        ("2025年上半年", None, "2025-06", None, None, None),
        ("2025年末", None, "2025-12-31", None, None, None),
        ("2026年春节前", None, "2026", None, None, None),
        ("2025.12.31前", None, "2025-12-31", None, None, None),
        ("即日起至2025年12月31日", None, "2025-12-31", None, None, None),
        (datetime(2025, 3, 5), None, "2025-03-05", None, None, None),  # noqa: DTZ001
        ("2025年6月30日（以合同为准）", None, "2025-06-30", None, None, None),
        ("希望1年内解决", None, None, 12, None, None),
        ("2025年3月1日至15日", "2025-03-01", "2025-03-15", None, None, None),
        ("十四五期间", None, None, None, None, None),
        ("尽快", None, None, None, None, None),
        ("90个工作日", None, None, 4, None, None),
    ],
)
def test_as_officials_write(
    raw: str | float | date,
    start: str | None,
    end: str | None,
    months: int | None,
    unit: str | None,
    list_year: int | None,
) -> None:
    period, problem = parse_period(raw, unit=unit, list_year=list_year)

    assert problem is None
    assert period is not None
    assert (period.start, period.end, period.months) == (start, end, months)


def test_a_number_that_may_have_lost_its_zero_is_only_a_year() -> None:
    period, problem = parse_period(2025.1)

    assert period == Period(end="2025", raw="2025.1")
    assert problem is not None
    assert "10月" in problem


@pytest.mark.parametrize(
    ("raw", "year"),
    [
        ("2023", 2023),
        ("2023年", 2023),
        ("2023-06", 2023),
        ("二〇二三年", 2023),
        ("二零二三", 2023),
        ("2023届", 2023),
        ("2021-2023", 2023),
        ("2021—2023年", 2023),
        ("23年", 2023),
        ("98届", 1998),
        ("08届", 2008),
        ("2023年度", 2023),
        ("2023-2024学年", 2024),
        (2023.06, 2023),
        (44927, 2023),
        ("2023.9-2024.6", 2024),
        ("近三年", None),
        ("无", None),
        ("2023/12/1", 2023),
        ("１９９８年", 1998),
        ("2023级", 2023),
        ("1998年7月毕业", 1998),
        ("二〇〇八届", 2008),
        ("待定", None),
        (date(2020, 1, 1), 2020),
        ("2020、2021", 2021),
        ("2019年12月31日", 2019),
    ],
)
def test_more_years(raw: str | float | date, year: int | None) -> None:
    assert parse_year(raw) == year


@pytest.mark.parametrize(
    ("raw", "day"),
    [
        ("2025年12月31日", "2025-12-31"),
        ("2025-12-31 17:00", "2025-12-31"),
        ("2025年11月1日至2025年12月31日", "2025-12-31"),
        ("11月1日-12月31日", None),
        ("2025.12.31", "2025-12-31"),
        (46022, "2025-12-31"),
        ("截至2025年12月31日18:00", "2025-12-31"),
        ("2025年11月1日—12月31日", "2025-12-31"),
        ("长期", None),
        ("2025年12月", "2025-12"),
        ("二〇二五年十二月三十一日", "2025-12-31"),
    ],
)
def test_days_when_bidding_closes(raw: str | float, day: str | None) -> None:
    assert iso_date(raw) == day


def test_a_list_that_names_its_year_dates_the_closing_day() -> None:
    assert iso_date("12月31日", 2025) == "2025-12-31"


@given(
    st.dates(date(1990, 1, 1), date(2089, 12, 31)),
    st.sampled_from(
        [
            "%Y-%m-%d",
            "%Y/%m/%d",
            "%Y.%m.%d",
            "%Y年%m月%d日",
            "%Y%m%d",
            "截至%Y年%m月%d日17:00",
            "%Y-%m-%d 00:00:00",
        ]
    ),
)
def test_a_day_reads_the_same_however_written(day: date, form: str) -> None:
    assert parse_period(day.strftime(form))[0] == Period(
        end=day.isoformat(), raw=cell_text(day.strftime(form))
    )


@given(
    st.dates(date(1990, 1, 1), date(2060, 1, 1)),
    st.integers(1, 3000),
    st.sampled_from(["至", "-", "～", "—", " 至 "]),
)
def test_a_span_reads_as_its_ends(day: date, length: int, dash: str) -> None:
    end = day + timedelta(days=length)
    period, _ = parse_period(f"{day.year}年{day.month}月{dash}{end.year}年{end.month}月")

    assert period is not None
    assert (period.start, period.end) == (day.isoformat()[:7], end.isoformat()[:7])
