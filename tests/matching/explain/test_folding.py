"""The normal form that knows where it came from."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from embeddings.words import normalise
from matching.explain.folding import folded


@given(st.text())
def test_it_is_the_normal_form_of_the_product(text: str) -> None:
    assert folded(text).text.rstrip(" ") == normalise(text)


@given(st.text(), st.data())
def test_a_stretch_of_it_comes_from_the_stretch_it_names(text: str, data: st.DataObject) -> None:
    found = folded(text)
    if not found.text:
        return
    start = data.draw(st.integers(0, len(found.text) - 1))
    end = data.draw(st.integers(start + 1, len(found.text)))
    a, b = found.original(start, end)
    assert 0 <= a < b <= len(text)
    assert normalise(found.text[start:end]) in normalise(text[a:b])


@pytest.mark.parametrize(
    ("text", "start", "end", "original"),
    [
        ("ＬｉＦｅＰＯ４电池", 0, 7, "ＬｉＦｅＰＯ４"),
        ("㎎级  提取", 0, 2, "㎎"),
        ("Straße", 4, 6, "ß"),
        ("ｶﾞｽ回收", 0, 1, "ｶﾞ"),
    ],
)
def test_what_changes_length_is_found_where_it_was_written(
    text: str, start: int, end: int, original: str
) -> None:
    a, b = folded(text).original(start, end)
    assert text[a:b] == original
