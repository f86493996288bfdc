"""Sparse vectors checked against arithmetic and against scikit-learn."""

import math

import numpy as np
import pytest
from sklearn.feature_extraction.text import TfidfVectorizer

from embeddings.background import Background
from embeddings.words import character_ngrams, words
from matching.lexical import LexicalSpace, Vectors, joined

TEXTS = ["高镍三元电解液，电解液配方", "Ｌi-ion 电池的电解液", "柑橘黄龙病检测", "", "MoS₂ 涂层"]


@pytest.fixture(scope="module")
def space() -> LexicalSpace:
    return LexicalSpace(Background.load())


def dense(vectors: Vectors, vocabulary: np.ndarray) -> np.ndarray:
    return vectors.matrix(vocabulary).toarray()


def test_weights_are_those_of_the_formula(space: LexicalSpace) -> None:
    background = Background.load()
    raw = {
        g: (1 + math.log(n)) * background.idf(g) for g, n in (("电", 2), ("解", 2), ("电解", 2), ("解电", 1))
    }
    length = math.sqrt(sum(w * w for w in raw.values()))
    found = space.characters(["电解电解"])
    assert sorted(found.weight.tolist()) == pytest.approx(sorted(w / length for w in raw.values()), rel=1e-5)


@pytest.mark.parametrize("channel", ["characters", "words"])
def test_cosines_are_those_of_scikit_learn(space: LexicalSpace, channel: str) -> None:
    background = Background.load()
    tokens = (lambda t: character_ngrams(t, (1, 2))) if channel == "characters" else words
    reference = TfidfVectorizer(analyzer=tokens, sublinear_tf=True, norm=None, use_idf=False).fit(TEXTS)
    names = reference.get_feature_names_out()
    idf = background.idfs(list(names)) if channel == "characters" else background.word_idfs(names)
    expected = reference.transform(TEXTS).toarray() * idf
    expected /= np.maximum(np.linalg.norm(expected, axis=1, keepdims=True), 1e-12)
    vectors = getattr(space, channel)(TEXTS)
    ours = dense(vectors, vectors.vocabulary)
    assert ours @ ours.T == pytest.approx(expected @ expected.T, abs=1e-5)


def test_the_empty_text_is_a_zero_row(space: LexicalSpace) -> None:
    vectors = space.characters(["", "，。", "电"])
    assert dense(vectors, vectors.vocabulary).sum(axis=1).tolist() == pytest.approx([0, 0, 1])


def test_tokens_outside_the_vocabulary_count_in_the_length(space: LexicalSpace) -> None:
    whole, part = space.characters(["电解液配方"]), space.characters(["电解液"])
    assert 0 < (dense(whole, part.vocabulary) ** 2).sum() < 1


def test_rare_vectors_hold_pairs_only(space: LexicalSpace) -> None:
    whole = space.characters(["电解", "解电解", "电"])
    rare = whole.pairs
    assert rare.own.toarray().astype(bool).sum(axis=1).tolist() == [1, 2, 0]
    assert (rare.own.toarray() ** 2).sum(axis=1).tolist() == pytest.approx([1, 1, 0])
    kept = np.isin(whole.vocabulary, rare.vocabulary)
    expected = whole.own.toarray()[1, kept]
    assert rare.own.toarray()[1] == pytest.approx(expected / np.linalg.norm(expected))


def test_rows_of_several_are_joined_over_one_vocabulary(space: LexicalSpace) -> None:
    parts = [space.words(TEXTS[:2]), space.words([]), space.words(TEXTS[2:])]
    whole, found = space.words(TEXTS), joined(parts)
    assert found.vocabulary.tolist() == whole.vocabulary.tolist()
    assert found.own.toarray() == pytest.approx(whole.own.toarray())
    assert space.named(found.tokens(0)) == set(words(TEXTS[0]))


def test_rows_are_taken_in_the_given_order(space: LexicalSpace) -> None:
    vectors = space.characters(TEXTS)
    taken = vectors.take(np.array([4, 3, 0, 4]))
    assert dense(taken, vectors.vocabulary).tolist() == vectors.own.toarray()[[4, 3, 0, 4]].tolist()
    assert len(vectors.take(np.array([], dtype=np.int64))) == 0
