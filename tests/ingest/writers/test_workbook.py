"""Cells keep their type and text on the way through a workbook."""

import tempfile
from datetime import date, datetime, time, timedelta
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from ingest.readers import Raw
from ingest.writers.workbook import MAX_TEXT, new_workbook, plain_text, sheet_name, style, write_cell

TEXTS = st.text(st.characters(exclude_categories=["Cs", "Cc", "Cn"]), min_size=1, max_size=40)


def through(value: Raw) -> Raw:
    """Write a cell and read it back."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "x.xlsx"
        with new_workbook(path) as book:
            write_cell(book.add_worksheet("甲"), (0, 0), value, style(book))
        rows = CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python()
        back: Raw = rows[0][0]
        return back


@settings(max_examples=40, deadline=None)
@given(TEXTS)
@example("=1+1")
@example('+HYPERLINK("http://x")')
@example("@SUM(A1)")
@example("-2+3+cmd|' /C calc'!A0")
@example("http://example.cn/x")
@example("mailto:a@example.cn")
@example("internal:Sheet1!A1")
@example("{=A1}")
@example("00123")
@example("1e5")
@example("_x0041_")
@example("'甲")
@example(" 两端有空格 ")
def test_texts_stay_texts(text: str) -> None:
    assert through(text) == text


@pytest.mark.parametrize(
    "value",
    [
        0,
        1.5,
        -3,
        80.25,
        True,
        False,
        date(2026, 6, 30),
        datetime(2026, 6, 30, 9, 30),  # noqa: DTZ001 -- cells have no zone
        time(9, 30),
        date(1900, 3, 1),
        timedelta(hours=30),
    ],
)
def test_values_keep_their_type(value: Raw) -> None:
    assert through(value) == value


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (10**17, "100000000000000000"),
        (date(1899, 1, 2), "1899-01-02"),
        (float("inf"), "inf"),
        (float("nan"), "nan"),
    ],
)
def test_what_a_cell_cannot_hold_is_written_as_text(value: Raw, written: str) -> None:
    assert through(value) == written


def test_a_text_longer_than_a_cell_is_cut() -> None:
    assert through("长" * (MAX_TEXT + 5)) == "长" * MAX_TEXT


def test_characters_that_xml_cannot_hold_are_dropped() -> None:
    assert plain_text("a\x00b\x0bc\ud800d\ufffe\n") == "abcd\n"


@pytest.mark.parametrize(
    ("wanted", "taken", "name"),
    [
        ("七星区", [], "七星区"),
        ("七星区", ["七星区"], "七星区(2)"),
        ("A", ["a", "A(2)"], "A(3)"),
        ("a/b:c*[d]?\\", [], "a_b_c__d___"),
        ("", [], "清单"),
        ("'引号'", [], "引号"),
        ("长" * 40, ["长" * 31], "长" * 28 + "(2)"),
    ],
)  # fmt: skip
def test_sheets_have_names_that_workbooks_allow(wanted: str, taken: list[str], name: str) -> None:
    assert sheet_name(wanted, taken) == name
