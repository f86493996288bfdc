"""Source and day of a list from its name and texts, and which snapshots count."""

import time
from dataclasses import replace

import pytest

from graph.model import Kind
from graph.model.listings import Snapshot
from ingest.intake.snapshot import (
    ListError,
    as_of,
    checked_date,
    date_in,
    date_told,
    following,
    previous,
    same_name,
    source_name,
    suffixed,
    superseded,
)


@pytest.mark.parametrize(
    ("name", "source"),
    [
        ("桂林市技术需求清单2025-03.xlsx", "桂林市技术需求清单"),
        ("桂林市技术需求清单20250301.xls", "桂林市技术需求清单"),
        ("2025年3月5日技术需求清单.et", "技术需求清单"),
        ("技术需求清单（2025.03.05）.csv", "技术需求清单"),
        ("3月需求清单.xlsx", "需求清单"),
        ("十二月份需求清单.xlsx", "需求清单"),
        ("需求清单v2.1.xlsx", "需求清单"),
        ("需求清单_V3.xlsx", "需求清单"),
        ("需求清单（修订版）.xlsx", "需求清单"),
        ("需求清单-最新.xlsx", "需求清单"),
        ("需求清单 终稿.docx", "需求清单"),
        ("需求清单定稿（更新）.docx", "需求清单"),
        ("需求清单 - 副本.xlsx", "需求清单"),
        ("需求清单 - 副本 (2).xlsx", "需求清单"),
        ("需求清单(1).xlsx", "需求清单"),
        ("报送.zip/临桂区/需求清单（2025年3月）.xlsx", "需求清单"),
        ("2024年成果清单.xlsx", "2024年成果清单"),
        ("2025年第二批榜单（2025.03.05）v1.2.xlsx", "2025年第二批榜单"),
        ("需求清单2.xlsx", "需求清单2"),
        ("LIV2000成果.xlsx", "LIV2000成果"),
        ("202503.xlsx", "技术需求"),
        ("一月.csv", "技术需求"),
    ],
)
def test_the_name_of_a_source(name: str, source: str) -> None:
    assert source_name(name, [Kind.NEED]) == source


@pytest.mark.parametrize("name", ["(" * 3000, "A" * 32_000, "1" * 32_000, "2025年" * 8000, " -" * 8000])
def test_a_hostile_name_takes_no_time(name: str) -> None:
    started = time.process_time()
    source_name(name)
    date_in(name)
    date_told([name])
    assert time.process_time() - started < 2


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("清单2025-03.xlsx", "2025-03"),
        ("清单20250301.xlsx", "2025-03-01"),
        ("清单202503.xlsx", "2025-03"),
        ("2025年3月5日清单", "2025-03-05"),
        ("2024-2025年清单2025.3.5", "2025-03-05"),
        ("2025年清单", None),
        ("3月清单", None),
        ("清单20251399", None),
        ("2025-02-30", None),
        ("13812025031", None),
    ],
)
def test_the_date_in_a_name(text: str, day: str | None) -> None:
    assert date_in(text) == day


@pytest.mark.parametrize(
    ("texts", "day"),
    [
        (["桂林市技术需求汇总表（截至2025年3月31日）"], "2025-03-31"),
        (["2025年1月至2025年3月需求", "填报日期：2025.4.2"], "2025-04-02"),
        (["请于2025年4月30日前报送"], None),
        (["2025年度需求汇总表"], None),
        (["需求汇总表 2025年3月"], "2025-03"),
    ],
)
def test_the_date_told_above_a_table(texts: list[str], day: str | None) -> None:
    assert date_told(texts) == day


def test_the_day_of_a_list_by_the_surest_that_tells_it() -> None:
    received = "2025-05-20T08:00:00.000+00:00"
    assert as_of("清单2025-03.xlsx", ["截至2025年2月1日"], "2025-04-01", received) == "2025-03"
    assert as_of("清单.xlsx", ["截至2025年2月1日"], "2025-04-01", received) == "2025-02-01"
    assert as_of("清单.xlsx", [], "2025-04-01", received) == "2025-04-01"
    assert as_of("清单.csv", [], None, received) == "2025-05-20"
    assert as_of("2025年3月报送.zip/汇总表.xlsx", [], "2025-04-01", received) == "2025-03"
    # No list speaks of a day after it came.
    assert as_of("清单2025-12.xlsx", ["截至2026年1月1日"], "2025-04-01", received) == "2025-04-01"


def test_a_typed_date_is_checked() -> None:
    assert [checked_date(text) for text in ("2025-03-31", "2025年3月", "20250331", "2025")] == [
        "2025-03-31", "2025-03", "2025-03-31", "2025",
    ]  # fmt: skip
    with pytest.raises(ListError, match="不是日期"):
        checked_date("上个月")


def test_suffixes_tell_sources_of_one_name_apart() -> None:
    assert suffixed("汇总表", {}, "甲局") == "汇总表"
    assert suffixed("汇总表", {"汇总表"}, "甲局") == "汇总表（甲局）"
    assert suffixed("汇总表", {"汇总表", "汇总表（甲局）"}, "甲局") == "汇总表 (2)"
    assert suffixed("汇总表", {"汇总表", "汇总表 (2)"}, None) == "汇总表 (3)"
    assert same_name("汇总表 (2)", "汇总表")
    assert same_name("汇总表（甲局）", "汇总表")
    assert not same_name("汇总表2024", "汇总表")


def snapshot(id_: str, day: str, **said: object) -> Snapshot:
    """A complete list of two rows, received on its day."""
    whole = Snapshot(id_, f"{id_}.xlsx", "需求", day, f"{day}T08:00", accepted=2, complete=True)
    return replace(whole, **said)  # type: ignore[arg-type]


JANUARY, MARCH = snapshot("jan", "2025-01-01"), snapshot("mar", "2025-03-01")


def test_the_newest_whole_list_takes_the_place_of_the_others() -> None:
    assert superseded([MARCH, JANUARY]) == {"jan": True, "mar": False}
    assert superseded([JANUARY, replace(MARCH, accepted=0)]) == {"jan": False, "mar": False}
    assert superseded([JANUARY, replace(MARCH, complete=False)]) == {"jan": False, "mar": False}


def test_corrections_go_with_the_list_they_complete() -> None:
    late = snapshot("fix", "2025-01-01", received="2025-04-01T08:00", supplements="jan")
    assert superseded([JANUARY, late]) == {"jan": False, "fix": False}
    assert superseded([JANUARY, MARCH, late]) == {"jan": True, "fix": True, "mar": False}
    assert previous(MARCH, [JANUARY, late]) == ("fix", "jan")
    assert previous(late, [JANUARY, MARCH]) == ("jan",)


def test_lists_of_one_day_go_by_when_they_came() -> None:
    morning, noon = snapshot("b", "2025-01-01"), snapshot("a", "2025-01-01", received="2025-01-01T12:00")
    assert superseded([noon, morning]) == {"a": False, "b": True}


def test_the_list_before_and_the_list_after() -> None:
    february = snapshot("feb", "2025-02-01")
    assert previous(february, [JANUARY, MARCH]) == ("jan",)
    assert following(february, [JANUARY, MARCH]) == MARCH
    assert following(MARCH, [JANUARY, february]) is None
    assert previous(JANUARY, [february, MARCH]) == ()
