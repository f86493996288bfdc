"""Words meet their nearest word; a pair compares the same whatever stands beside it."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from embeddings.background import Background
from embeddings.encoder import open_encoder
from embeddings.words import words
from matching.alignment import AlignedText, WordTable, aligned

TEXTS = ("高镍三元电解液配方开发", "含氟电解质制备方法", "柑橘黄龙病快速检测", "污泥低温干化技术", "", "的")
TABLE = WordTable(open_encoder(), Background.load())


def text(title: str, body: str = "") -> AlignedText:
    return TABLE.text(title, words(f"{title}\n{body}"))


def met(demand: AlignedText, supply: AlignedText) -> tuple[float, float]:
    found = aligned(TABLE, ({0: demand}, {0: supply}), np.array([0]), np.array([0]))
    return float(found[0, 0]), float(found[0, 1])


def test_a_text_meets_itself_fully() -> None:
    assert met(text(TEXTS[0]), text(TEXTS[0])) == pytest.approx((1.0, 1.0), abs=1e-3)


def test_a_near_word_counts_more_than_a_far_one() -> None:
    need = text(TEXTS[0])
    assert met(need, text("电解质制备"))[0] > met(need, text("黄龙病检测"))[0]


def test_the_body_meets_a_title_and_need_not_be_met_by_it() -> None:
    need, supply = text("储能系统开发", "污泥低温干化"), text("污泥低温干化技术")
    bare = text("储能系统开发")
    assert met(need, supply)[0] > met(bare, supply)[0]
    assert met(need, supply)[1] == met(bare, supply)[1]


def test_a_text_without_words_meets_nothing() -> None:
    assert met(text(""), text(TEXTS[0])) == met(text(TEXTS[0]), text("的")) == (0.0, 0.0)


@given(st.lists(st.tuples(st.integers(0, 5), st.integers(0, 5)), min_size=1, max_size=30))
@settings(max_examples=30, deadline=None)
def test_a_pair_compares_the_same_alone_and_among_others(pairs: list[tuple[int, int]]) -> None:
    side = {row: text(title) for row, title in enumerate(TEXTS)}
    i, j = np.array(pairs).T
    together = aligned(TABLE, (side, side), i, j)
    for place, (a, b) in enumerate(pairs):
        assert tuple(together[place]) == met(side[a], side[b])
