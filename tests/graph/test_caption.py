"""Captions break where Browser may break them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.caption import LINE, caption


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("陈立行", "陈立行"),
        ("漓州理工大学", "漓州理工大学"),
        ("新一代信息技术", "新一代 信息技术"),
        ("铝合金轮毂表面微小裂纹在线检测", "铝合金轮毂 表面微小裂 纹在线检测"),
        ("面向 5G 基站的 GaN 射频器件", "面向5G基站的 GaN射频器件"),
        ("氮化镓（GaN）外延、器件与封装", "氮化镓（GaN） 外延、 器件与封装"),
        ("", ""),
    ],
)
def test_caption_breaks_into_even_lines(name: str, shown: str) -> None:
    assert caption(name) == shown


def test_no_chinese_line_is_longer_than_a_circle_holds() -> None:
    for length in range(1, 60):
        lines = caption("术" * length).split(" ")
        assert sum(map(len, lines)) == length
        assert max(map(len, lines)) <= LINE
        assert max(map(len, lines)) - min(map(len, lines)) <= 1


def test_punctuation_stays_with_its_word() -> None:
    for cut in range(1, 20):
        lines = caption("甲" * cut + "《乙》，丙（丁）").split(" ")
        assert not any(line[0] in "》，）" or line[-1] in "《（" for line in lines)


@given(st.text(max_size=60))
def test_nothing_but_spaces_is_lost_or_added(name: str) -> None:
    assert "".join(caption(name).split()) == "".join(name.split())
