import pytest

from ingest.values.numerals import arabic, chinese_number, join_thousands


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("十", 10),
        ("一百二十", 120),
        ("二〇二五", 2025),
        ("两千", 2000),
        ("伍拾", 50),
        ("一亿二千万", 120_000_000),
        ("甲", None),
        ("", None),
    ],
)
def test_chinese_numbers(text: str, number: int | None) -> None:
    assert chinese_number(text) == number


def test_numerals_in_a_text() -> None:
    assert arabic("发明专利三项，五十万元") == "发明专利3项，50万元"
    assert join_thousands("1,200,000元，3,5") == "1200000元，3,5"
