"""Rankings measured on judged pairs of two markets."""

from collections.abc import Sequence

import numpy as np
import pytest

from embeddings.background import Background
from embeddings.encoder import open_encoder
from graph.model import Item, Side
from matching.features import Context
from matching.index import straight
from matching.market import Entry, Market, Matcher
from matching.measure import OURS, RANKINGS, JudgedPairs, measure, subsets
from matching.weights import Weights
from tests.factories import achievement, challenge, need

MATTERS = "高镍电解液 柑橘黄龙病 高盐废水 桥梁声发射 茶多酚提取 桑蚕丝敷料".split()


@pytest.fixture(scope="module")
def matcher() -> Matcher:
    return Matcher(straight(open_encoder()), Background.load(), Weights.load(), Context(""))


def market(matcher: Matcher, items: Sequence[Item], side: Side) -> Market:
    return matcher.market([Entry(f"{side}{row}", item) for row, item in enumerate(items)], side)


@pytest.fixture(scope="module")
def sides(matcher: Matcher) -> tuple[Market, Market]:
    needs = [
        need(f"{matter}技术难题", detail="工艺不稳定，" * (8 * row)) for row, matter in enumerate(MATTERS)
    ]
    offers = [achievement(f"{matter}{way}") for matter in MATTERS for way in ("方法", "装置", "检测系统")]
    return market(matcher, needs, Side.DEMAND), market(matcher, offers, Side.SUPPLY)


@pytest.fixture(scope="module")
def pairs() -> JudgedPairs:
    """Of each need its own three achievements are related, three of another are not."""
    rows = [(n, a, 4 if a // 3 == n else 1) for n in range(6) for a in (*range(3 * n, 3 * n + 3), *range((3 * n + 6) % 18, (3 * n + 6) % 18 + 3))]  # fmt: skip
    demand, supply, levels = np.array(rows).T
    return JudgedPairs(demand, supply, levels)


@pytest.mark.parametrize("side", list(Side))
def test_what_is_about_the_same_matter_ranks_first(
    matcher: Matcher, sides: tuple[Market, Market], pairs: JudgedPairs, side: Side
) -> None:
    found = measure(matcher, sides, pairs, side)["全部"]
    assert set(found) == set(RANKINGS)
    ours = found[OURS]
    assert (ours.ndcg, ours.auc, ours.recall, ours.mrr) == pytest.approx((1.0, 1.0, 1.0, 1.0))
    assert ours.pairs == 36
    assert ours.items == (6 if side is Side.DEMAND else 18)
    assert found["random"].auc is not None
    assert found["random"].auc < 0.8
    for peer in ("bm25", "characters"):
        assert found[peer].auc == pytest.approx(1.0, abs=0.1)


def test_precision_counts_the_rows_a_manager_reads(
    matcher: Matcher, sides: tuple[Market, Market], pairs: JudgedPairs
) -> None:
    assert measure(matcher, sides, pairs, Side.DEMAND)["全部"][OURS].precision == pytest.approx(3 / 5)


def test_scores_of_the_best_are_those_of_the_product(
    matcher: Matcher, sides: tuple[Market, Market], pairs: JudgedPairs
) -> None:
    """AUC over the product's own scores is the AUC that is told."""
    from matching.evaluate import related_auc

    scores = [said.for_demand for said in matcher.scores(*sides, pairs.demand, pairs.supply)]
    told = measure(matcher, sides, pairs, Side.DEMAND)["全部"][OURS].auc
    assert told == pytest.approx(related_auc(pairs.levels, np.array(scores)))


def test_subsets_go_by_length_and_kind(matcher: Matcher) -> None:
    items = [need("电解液"), need("电解液", detail="高电压" * 40), challenge("电解液", detail="高电压" * 120)]
    found = subsets(market(matcher, items, Side.DEMAND), [0, 1, 2])
    assert list(found.values()) == [[0, 1, 2], [0], [1], [2], [2], [0, 1]]


def test_a_single_pair_has_no_order_to_judge(matcher: Matcher, sides: tuple[Market, Market]) -> None:
    one = JudgedPairs(np.array([0]), np.array([0]), np.array([4]))
    said = measure(matcher, sides, one, Side.DEMAND)["全部"][OURS]
    assert (said.ndcg, said.auc, said.mrr, said.recall) == (None, None, None, 1.0)
