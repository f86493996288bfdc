import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.values.maturity import parse_maturity


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("基础研究", 1, 3),
        ("概念验证阶段", 3, 4),
        ("实验室样品", 3, 4),
        ("初期阶段", 3, 4),
        ("正在研发,已有样品", 3, 5),
        ("通过小试", 4, 5),
        ("工程样机", 5, 6),
        ("中期阶段", 5, 6),
        ("中试示范", 6, 7),
        ("已完成中试", 6, 7),
        ("具备产业化条件", 7, 8),
        ("可以量产", 7, 8),
        ("成熟应用阶段", 8, 9),
        ("已推广应用", 8, 9),
        ("小试、中试", 4, 7),
        ("TRL6", 6, 6),
        ("TRL 6级", 6, 6),
        ("trl4-6", 4, 6),
        ("TRL等级:8", 8, 8),
        ("技术成熟度7级", 7, 7),
        ("第6级", 6, 6),
        ("六级", 6, 6),
        ("4~6级", 4, 6),
        ("7", 7, 7),
        ("实验室阶段(TRL3-4)", 3, 4),
    ],
)
def test_wording(text: str, low: int, high: int) -> None:
    maturity = parse_maturity(text)

    assert maturity is not None
    assert (maturity.min, maturity.max, maturity.raw) == (low, high, text)


@pytest.mark.parametrize("text", ["", "无", "其他", "尚未产业化", "待定", "15"])
def test_what_says_nothing_known(text: str) -> None:
    assert parse_maturity(text) is None


@given(st.text(max_size=20))
def test_levels_stay_within_the_scale(text: str) -> None:
    maturity = parse_maturity(text)

    assert maturity is None or 1 <= maturity.min <= maturity.max <= 9
