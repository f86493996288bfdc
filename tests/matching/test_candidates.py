"""Exact neighbours, ties, sources."""

import numpy as np
import pytest

from embeddings.background import Background
from graph.model import Side
from matching.candidates import Source, candidates, merged, top_k
from matching.index import SideIndex
from matching.lexical import LexicalSpace
from matching.texts import ItemText
from tests.matching.encoder import encode

DEMAND = [ItemText("高镍电解液配方"), ItemText("柑橘黄龙病早发现"), ItemText("完全无关")]
SUPPLY = [ItemText("电池电解液"), ItemText("黄龙病检测"), ItemText("陶瓷"), ItemText("柑橘保鲜")]


@pytest.fixture(scope="module")
def sides() -> tuple[SideIndex, SideIndex]:
    space = LexicalSpace(Background.load())
    return SideIndex.build(DEMAND, Side.DEMAND, encode, space), SideIndex.build(
        SUPPLY, Side.SUPPLY, encode, space
    )


def rows(n: int) -> np.ndarray:
    return np.arange(n, dtype=np.int64)


def test_neighbours_of_both_sources(sides: tuple[SideIndex, SideIndex]) -> None:
    found = candidates(*sides, wanted=rows(3), among=rows(4), top=2)
    pairs = dict(
        zip(zip(found.query.tolist(), found.other.tolist(), strict=True), range(len(found)), strict=True)
    )
    assert set(pairs) == {(0, 0), (1, 1), (1, 3)}
    assert found.rank[Source.DENSE][pairs[0, 0]] == 1
    assert found.rank[Source.LEXICAL][pairs[0, 0]] == 1
    assert found.rank[Source.GRAPH].tolist() == [0, 0, 0]


def test_what_shares_nothing_is_no_candidate(sides: tuple[SideIndex, SideIndex]) -> None:
    assert 2 not in candidates(*sides, wanted=rows(3), among=rows(4), top=4).query


def test_only_the_wanted_among_the_given(sides: tuple[SideIndex, SideIndex]) -> None:
    found = candidates(*sides, wanted=np.array([1]), among=np.array([3]), top=5)
    assert list(zip(found.query.tolist(), found.other.tolist(), strict=True)) == [(1, 3)]
    assert len(candidates(*sides, wanted=np.array([], dtype=np.int64), among=rows(4), top=5)) == 0


def test_graph_neighbours_join_with_their_rank(sides: tuple[SideIndex, SideIndex]) -> None:
    near = (np.array([0, 0, 2]), np.array([3, 2, 1]))
    found = candidates(*sides, wanted=rows(3), among=rows(4), top=2, neighbours=near)
    ranks = {(q, o): r for q, o, r in zip(found.query, found.other, found.rank[Source.GRAPH], strict=True)}
    assert ranks[0, 3] == 1
    assert ranks[0, 2] == 2
    assert ranks[2, 1] == 1


@pytest.mark.parametrize("columns", [1, 50, 700])
@pytest.mark.parametrize("k", [1, 7, 50, 80])
def test_top_k_is_a_stable_sort_of_the_positive_scores(columns: int, k: int) -> None:
    scores = np.random.default_rng(7).integers(-2, 5, size=(20, columns)).astype(np.float32)
    rows, found, rank = top_k(scores, k)
    for row in range(len(scores)):
        best = [c for c in np.argsort(-scores[row], kind="stable").tolist() if scores[row, c] > 0][:k]
        assert found[rows == row].tolist() == best
        assert rank[rows == row].tolist() == list(range(1, len(best) + 1))


def test_nothing_found_is_empty() -> None:
    assert len(merged([])) == 0
