from pathlib import Path

import numpy as np
import pytest

from embeddings.ngrams import NgramVocabulary


@pytest.fixture
def vocabulary() -> NgramVocabulary:
    return NgramVocabulary(("a4", "池", "电", "电池", "锂"))


def test_bag_holds_known_ngrams_with_sublinear_counts(vocabulary: NgramVocabulary) -> None:
    rows, weights = vocabulary.bag("锂电池、电池，A4纸")
    assert rows.tolist() == [0, 1, 2, 3, 4]
    twice = 1 + np.log(2)
    assert weights.tolist() == pytest.approx([1, twice, twice, twice, 1])


def test_bags_of_many_are_the_bags_of_each(vocabulary: NgramVocabulary) -> None:
    rows, weights, offsets = vocabulary.bags(["锂", "", "电池"])
    assert rows.tolist() == [4, 1, 2, 3]
    assert weights.tolist() == [1, 1, 1, 1]
    assert offsets.tolist() == [0, 1, 1]


def test_no_texts_make_empty_bags(vocabulary: NgramVocabulary) -> None:
    assert [part.tolist() for part in vocabulary.bags([])] == [[], [], []]


def test_vocabulary_reads_back_as_written(vocabulary: NgramVocabulary, tmp_path: Path) -> None:
    vocabulary.save(tmp_path)
    assert NgramVocabulary.load(tmp_path) == vocabulary


def test_repeated_line_is_refused() -> None:
    with pytest.raises(ValueError, match="重复"):
        NgramVocabulary(("锂", "锂"))
