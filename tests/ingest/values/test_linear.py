"""No parser takes long over a hostile cell: the longest a spreadsheet can hold, built to make patterns retry."""

import time
from collections.abc import Callable
from typing import Any

import pytest

from ingest.values.contact import parse_contact
from ingest.values.dates import iso_date, parse_year
from ingest.values.indicator import parse_indicators
from ingest.values.ip import parse_ip
from ingest.values.lists import parse_flag, parse_list, parse_words
from ingest.values.maturity import parse_maturity
from ingest.values.modes import parse_modes
from ingest.values.money import parse_money
from ingest.values.people import parse_people
from ingest.values.period import parse_period
from ingest.values.region import region_codes
from ingest.values.repair import looks_cut
from ingest.values.text import cell_lines, clean

LENGTH = 32_000
SECONDS = 1.0
"""Of processor time; a parser that retries takes minutes."""
UNITS = [
    "1", "(", "一", "一二三", "1万-(2亿元至,", "1.", "1,111", "万", "-", "1 111 ", "1亿1", "(1)", "2025年1-", "12个月", "TRL6-",
    "发明专利3项", "ZL 2 0 ", "☑□", "US1,", "中试", "a@", "a.", "广西", " 张", "·", "电话:", "&lt;", "一\n", "\uf0a3", "≥",
    "强度≥1", "5×10^", "1MPa", "m/", "%", "10", "达到", "1(2)", "到1", "≥1-", "由1", "25℃", "1.1.", "±",
]  # fmt: skip


@pytest.mark.parametrize("unit", UNITS)
@pytest.mark.parametrize(
    "parse",
    [
        clean, cell_lines, looks_cut, parse_list, parse_words, parse_people, parse_flag, parse_maturity, parse_modes, parse_ip,
        parse_indicators, region_codes, parse_year, iso_date,
        pytest.param(lambda text: parse_money(text, None), id="parse_money"),
        pytest.param(lambda text: parse_period(text, list_year=2026), id="parse_period"),
        pytest.param(lambda text: parse_contact({"name": text, "any": text, "phone": text}), id="parse_contact"),
    ],
)  # fmt: skip
def test_hostile_cells_take_no_time(parse: Callable[[str], Any], unit: str) -> None:
    text = (unit * LENGTH)[:LENGTH]
    start = time.process_time()
    parse(text)

    assert time.process_time() - start < SECONDS
