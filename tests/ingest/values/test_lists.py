import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.values.lists import parse_flag, parse_list, parse_people, parse_words


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
    ("text", "names"),
    [
        ("张三、李四", ["张三", "李四"]),
        ("张 三", ["张三"]),
        ("张 三 李 四", ["张三", "李四"]),
        ("欧阳 锋", ["欧阳锋"]),
        ("张三 李四 王五", ["张三", "李四", "王五"]),
        ("张三等5人", ["张三"]),
        ("王五 教授", ["王五"]),
        ("John Smith、李四", ["John Smith", "李四"]),
        ("阿卜杜拉·买买提", ["阿卜杜拉·买买提"]),
    ],
)
def test_people(text: str, names: list[str]) -> None:
    assert list(parse_people(text)) == names


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
    assert all(parse_people(text))
