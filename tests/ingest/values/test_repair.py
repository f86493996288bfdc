import pytest

from ingest.values.repair import looks_cut, said_twice

X = "该成果针对现有铝合金强度低的问题提出了新型热处理工艺并在企业完成验证"


@pytest.mark.parametrize(
    ("text", "cut"),
    [
        (X * 4 + "?", True),
        (X + "效果很好?", True),
        (X + "如何解决?", False),
        (X + "能否实现？", False),
        (X + "。", False),
        ((X * 5)[:139] + "的", True),
        ((X * 5)[:140], True),
        ((X * 5)[:131], False),
        (X * 2 + "，可以广泛应用于", True),
        (X * 2 + "，主要包括(一", True),
        (X + "�", True),
        ("短?", False),
        ((X * 5)[:139] + "。", False),
        (X * 2 + "、", True),
        (X * 2 + "，具有", True),
        (X * 2 + "，性能优良", False),
        ((X * 9)[:255], True),
        ("已完成中试", False),
        ("Al?", False),
    ],
)
def test_a_text_that_was_cut(text: str, cut: bool) -> None:
    assert looks_cut(text) is cut


def test_a_long_text_pasted_twice_counts_once() -> None:
    assert said_twice(X + X) == X
    assert said_twice(f"{X}\n{X}") == X
    assert said_twice("儿童医院儿童医院") is None
    assert said_twice(X) is None
