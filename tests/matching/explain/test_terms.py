"""Shared terms and the places they are highlighted at."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from embeddings.words import normalise
from matching.explain.explanation import FieldText, SharedTerm, Span
from matching.explain.terms import field_texts, shared_terms
from tests.factories import achievement, need
from tests.matching.explain.pairs import paired

PIECES = (
    "电解液",
    "三元",
    "锂电池",
    "ＬｉＦＳＩ",
    "LiFSI",
    "lifsi",
    "Ｐｈ",
    "pH",
    "㎎",
    "的",
    "，",
    " ",
    "\n",
    "é",
    "ß",
    "高镍正极",
    "ｶﾞ",
)
texts = st.lists(st.sampled_from(PIECES), max_size=12).map("".join)


def terms(demand: dict[str, str], supply: dict[str, str]) -> tuple[SharedTerm, ...]:
    wanted, offered = need("甲", **demand), achievement("乙", **supply)
    return shared_terms(paired(wanted, offered), field_texts(wanted), field_texts(offered))


def written(texts: tuple[FieldText, ...], span: Span) -> str:
    (text,) = (t.text for t in texts if (t.field, t.part) == (span.field, span.part))
    return text[span.start : span.end]


@given(texts, texts)
def test_what_is_highlighted_is_the_term(detail: str, abstract: str) -> None:
    wanted, offered = need("甲", detail=detail), achievement("乙", abstract=abstract)
    sides = field_texts(wanted), field_texts(offered)
    for term in shared_terms(paired(wanted, offered), *sides):
        assert term.demand
        assert term.supply
        assert term.rarity > 0
        for text, spans in zip(sides, (term.demand, term.supply), strict=True):
            assert {normalise(written(text, span)) for span in spans} == {normalise(term.term)}


@given(texts, texts)
def test_no_two_highlights_overlap(detail: str, abstract: str) -> None:
    found = terms({"detail": detail}, {"abstract": abstract})
    for side in ("demand", "supply"):
        spans = sorted((s.field, s.part or 0, s.start, s.end) for term in found for s in getattr(term, side))
        for (*here, _, end), (*there, start, _) in pairwise(spans):
            assert here != there or end <= start


def test_words_side_by_side_in_both_are_one_term() -> None:
    found = terms({"detail": "高镍三元锂电池要用"}, {"abstract": "适用于三元锂电池和三元材料"})
    assert [term.term for term in found] == ["三元锂电池"]
    assert found[0].supply == (Span("abstract", None, 3, 8),)


def test_terms_are_found_across_width_and_case_and_told_as_the_demand_writes_them() -> None:
    (term,) = terms({"detail": "要用LiFSI盐"}, {"abstract": "含ＬＩＦＳＩ的盐"})
    assert term.term == "LiFSI"
    assert term.supply == (Span("abstract", None, 1, 6),)


def test_letters_inside_a_longer_word_are_not_the_term() -> None:
    assert terms({"detail": "调节pH值"}, {"abstract": "graphene与pha"}) == ()


def test_values_of_a_list_are_counted() -> None:
    wanted, offered = need("甲", keywords=("陶瓷", "电解液")), achievement("电解液")
    (term,) = shared_terms(paired(wanted, offered), field_texts(wanted), field_texts(offered))
    assert term.demand == (Span("keywords", 1, 0, 3),)
    assert term.supply == (Span("title", None, 0, 3),)


def test_telephone_numbers_are_starred_out_without_moving_anything() -> None:
    (_, text) = field_texts(need("甲", detail="电话13800138000，要电解液"))
    assert text.text == "电话***********，要电解液"
