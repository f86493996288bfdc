"""Exact neighbours of a query and of many rows, dense and lexical."""

import numpy as np
import pytest

from embeddings.background import Background
from graph.model import Side
from matching.candidates import dense_blocks, found_for, lexical_blocks
from matching.index import SideIndex
from matching.lexical import LexicalSpace
from matching.texts import ItemText
from tests.matching.encoder import encode

DEMAND = [
    ItemText("高镍电解液配方"),
    ItemText("柑橘黄龙病早发现"),
    ItemText("完全无关"),
    ItemText("电池", "陶瓷隔膜"),
]
SUPPLY = [ItemText("电池电解液"), ItemText("黄龙病检测"), ItemText("陶瓷"), ItemText("柑橘保鲜")]


def index(texts: list[ItemText], side: Side) -> SideIndex:
    return SideIndex.build(texts, side, encode, LexicalSpace(Background.load()))


@pytest.fixture(scope="module")
def supply() -> SideIndex:
    return index(SUPPLY, Side.SUPPLY)


@pytest.mark.parametrize(
    ("query", "expected"),
    [(DEMAND[0], [0]), (DEMAND[1], [1, 3]), (DEMAND[2], []), (DEMAND[3], [0, 2])],
    ids=["one", "two", "what shares nothing is no candidate", "title and body"],
)
def test_neighbours_of_a_query(supply: SideIndex, query: ItemText, expected: list[int]) -> None:
    assert found_for(index([query], Side.DEMAND), supply, 2).tolist() == expected


def test_nothing_is_found_among_nothing() -> None:
    assert found_for(index([DEMAND[0]], Side.DEMAND), index([], Side.SUPPLY), 3).tolist() == []


@pytest.mark.parametrize("rows", [None, np.array([0, 3])])
def test_blocks_are_the_products(
    supply: SideIndex, rows: np.ndarray | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("matching.candidates._SCORES", 2 * len(SUPPLY))
    demand = index(DEMAND, Side.DEMAND)
    wanted = range(4) if rows is None else rows.tolist()
    dense = [
        (row, s.tolist())
        for n, b in dense_blocks(demand.dense, supply.dense, rows)
        for row, s in zip(n, b, strict=True)
    ]
    lexical = [
        (row, s.tolist())
        for n, b in lexical_blocks(demand.rare_full, supply.rare_full, rows)
        for row, s in zip(n, b, strict=True)
    ]
    assert [row for row, _ in dense] == [row for row, _ in lexical] == list(wanted)
    assert np.array([s for _, s in dense]) == pytest.approx((demand.dense @ supply.dense.T)[list(wanted)])
    shared = demand.rare_full.matrix(supply.rare_full.vocabulary).toarray() @ supply.rare_full.own.toarray().T
    assert np.array([s for _, s in lexical]) == pytest.approx(shared[list(wanted)])
