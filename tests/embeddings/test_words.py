from importlib.util import find_spec

import pytest

from embeddings.words import (
    character_ngrams,
    jieba_segmenter,
    normalise,
    rjieba_segmenter,
    stop_words,
    words,
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ＡＢＣ１２３（测试）　㎡", "abc123(测试) m2"),
        ("  高 盐\n\n废水\t", "高 盐 废水"),
        ("MoS₂ 涂层", "mos2 涂层"),
        ("", ""),
    ],
)
def test_normalise_folds_width_case_and_blanks(text: str, expected: str) -> None:
    assert normalise(text) == expected


def test_words_keep_technical_tokens_whole_and_drop_boilerplate() -> None:
    found = words("一种基于TRL-9的C++与α-氧化铝涂层的制备方法研究")
    assert found == ["trl-9", "c++", "α", "氧化铝", "涂层", "制备"]


def test_words_of_nothing_are_none() -> None:
    assert words("") == []
    assert words("，。——（）") == []


def test_stop_words_hold_list_boilerplate_but_no_comment() -> None:
    assert {"研究", "技术", "方法", "一种", "本发明", "公开"} <= stop_words()
    assert not any(word.startswith("#") for word in stop_words())


@pytest.mark.skipif(find_spec("rjieba") is None, reason="rjieba has no wheel for this platform")
def test_both_segmenters_cut_alike() -> None:
    rust = rjieba_segmenter()
    assert rust is not None
    python = jieba_segmenter()
    for text in ("高盐废水浓缩零排放技术", "韭菜绿色防控技术研究", "咪唑掺杂导电纤维作为高性能光敏电池器件"):
        assert list(rust(text)) == python(text)


def test_ngrams_overlap_and_stop_at_punctuation() -> None:
    assert character_ngrams("锂电池，A4", (1, 2)) == ["锂", "电", "池", "锂电", "电池", "a", "4", "a4"]
    assert character_ngrams("锂", (2, 3)) == []
