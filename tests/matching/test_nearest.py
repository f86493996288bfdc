"""Both directions of one product against a plain sort."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from matching import nearest as module
from matching.nearest import Nearest, add, nearest, nearest_both_ways, top_k

Scores = NDArray[np.float32]


def sorted_out(scores: Scores, top: int) -> Nearest:
    """The lists by sorting each row whole."""
    found = Nearest.none(len(scores), top)
    for row, of_row in enumerate(scores):
        best = [c for c in np.argsort(-of_row, kind="stable").tolist() if of_row[c] > 0][:top]
        found.other[row, : len(best)], found.score[row, : len(best)] = best, of_row[best]
    return found


def same(found: Nearest, expected: Nearest) -> bool:
    return bool((found.other == expected.other).all() and (found.score == expected.score).all())


@pytest.mark.parametrize("columns", [1, 50, 700])
@pytest.mark.parametrize("k", [1, 7, 50, 80])
def test_top_k_is_a_stable_sort_of_the_positive_scores(columns: int, k: int) -> None:
    scores = np.random.default_rng(7).integers(-2, 5, size=(20, columns)).astype(np.float32)
    rows, found, rank = top_k(scores, k)
    for row in range(len(scores)):
        best = [c for c in np.argsort(-scores[row], kind="stable").tolist() if scores[row, c] > 0][:k]
        assert found[rows == row].tolist() == best
        assert rank[rows == row].tolist() == list(range(1, len(best) + 1))


@given(st.data())
def test_one_product_serves_both_directions(data: st.DataObject) -> None:
    rows, columns, top, size = (data.draw(st.integers(1, high)) for high in (40, 60, 12, 15))
    dice = np.random.default_rng(data.draw(st.integers(0, 99)))
    scores = dice.integers(-3, data.draw(st.sampled_from([4, 1000])), size=(rows, columns)).astype(np.float32)
    numbers = np.arange(rows)
    blocks = [(numbers[at : at + size], scores[at : at + size]) for at in range(0, rows, size)]
    of_rows, of_columns = nearest_both_ways(blocks, (rows, columns), top)
    assert same(of_rows, sorted_out(scores, top))
    assert same(of_columns, sorted_out(np.ascontiguousarray(scores.T), top))
    assert same(nearest(blocks, rows, top), of_rows)


def test_what_waits_is_settled_in_between(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_BUFFER", 10)
    scores = np.random.default_rng(1).random((30, 9), dtype=np.float32)
    blocks = [(np.array([row]), scores[row : row + 1]) for row in range(30)]
    _, found = nearest_both_ways(blocks, scores.shape, 4)
    assert same(found, sorted_out(np.ascontiguousarray(scores.T), 4))


def test_entries_are_put_among_those_that_stand() -> None:
    lists = sorted_out(np.array([[3, 0, 1], [0, 0, 2]], dtype=np.float32), 2)
    named = add(lists, np.array([1, 0, 1]), np.array([7, 8, 9]), np.array([2, 2, 5], dtype=np.float32))
    assert named.tolist() == [0, 1]
    assert lists.other.tolist() == [[0, 8], [9, 2]]
    assert lists.score.tolist() == [[3, 2], [5, 2]]
