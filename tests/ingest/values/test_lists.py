import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.values.lists import parse_flag, parse_list, parse_words
from ingest.values.text import cell_lines


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("新材料、新能源;电子,信息/光电\n材料", ["新材料", "新能源", "电子", "信息", "光电", "材料"]),
        ("新材料(金属、陶瓷)、电子", ["新材料(金属、陶瓷)", "电子"]),
        ("1.甲;2.乙", ["甲", "乙"]),
        ("高企、、无、专精特新,", ["高企", "专精特新"]),
        ("甲、乙、甲", ["甲", "乙"]),
        ("", []),
    ],
)
def test_lists(text: str, parts: list[str]) -> None:
    assert list(parse_list(text)) == parts


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("碳酸钙 改性 填充", ["碳酸钙", "改性", "填充"]),
        ("GaN 器件;快充", ["GaN 器件", "快充"]),
        ("石墨烯", ["石墨烯"]),
    ],
)
def test_keywords(text: str, words: list[str]) -> None:
    assert list(parse_words(text)) == words


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("是", True),
        ("同意", True),
        ("√", True),
        ("是(仅名称)", True),
        ("☑是 □否", True),
        ("否", False),
        ("不同意", False),
        ("□是 ☑否", False),
        ("待定", None),
        ("", None),
    ],
)
def test_flags(text: str, said: bool | None) -> None:
    assert parse_flag(text) is said


@given(st.text(max_size=60))
def test_any_text_is_taken(text: str) -> None:
    assert all(parse_list(text))


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("新材料、电子信息", ["新材料", "电子信息"]),
        ("新材料；电子信息", ["新材料", "电子信息"]),
        ("新材料/电子信息", ["新材料", "电子信息"]),
        ("新材料，电子信息", ["新材料", "电子信息"]),
        ("新材料\n电子信息", ["新材料", "电子信息"]),
        ("新材料;电子信息;", ["新材料", "电子信息"]),
        ("☑新材料 □电子信息 ☑先进制造", ["新材料", "先进制造"]),
        ("1.新材料 2.电子信息", ["新材料", "电子信息"]),
        ("新材料（金属、陶瓷）", ["新材料(金属、陶瓷)"]),
        ("新材料 ", ["新材料"]),
        ("无", []),
        ("①新材料②电子信息", ["新材料", "电子信息"]),
        ("资源与环境", ["资源与环境"]),
        ("生物、医药", ["生物", "医药"]),
        ("TCP/IP协议", ["TCP", "IP协议"]),
        ("新材料|电子", ["新材料", "电子"]),
        ("桂林电子科技大学；广西大学", ["桂林电子科技大学", "广西大学"]),
        ("新材料，", ["新材料"]),
        ("—、新材料", ["新材料"]),
    ],
)
def test_lists_as_officials_write(text: str, parts: list[str]) -> None:
    assert list(parse_list(cell_lines(text))) == parts


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("是", True),
        ("否", False),
        ("有", True),
        ("无", False),
        ("√", True),
        ("×", False),
        ("Y", True),
        ("N", False),
        ("是 ", True),
        ("已授权", True),
        ("同意", True),
        ("不同意", False),
        ("☑是 □否", True),
        ("□是 ☑否", False),
        ("是☑ 否□", True),
        ("是□ 否☑", False),
        ("（√）是 （ ）否", True),
        ("是（√）否（ ）", True),
        ("□是 □否", None),
        ("待定", None),
        ("是，可公开", True),
        ("否（涉密）", False),
        ("暂不公开", False),
        ("可以公开", True),
        ("TRUE", True),
        ("1", True),
        ("已同意", True),
        ("同意公开", True),
        ("不公开", False),
        ("愿意", True),
        ("不愿意", False),
        ("暂不", False),
        ("未同意", False),
        ("是√", True),
        ("√是", True),
        ("已签署", True),
        ("仅限内部", None),
    ],
)
def test_flags_as_officials_write(text: str, said: bool | None) -> None:
    assert parse_flag(cell_lines(text)) is said
