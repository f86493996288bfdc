"""What a side's score is made of, by name and title."""

from graph.model import Side
from matching.explain.explanation import Contribution
from matching.features import TITLES
from matching.score import Score
from matching.weights import Weights

_TITLES = {
    "intercept": "起点",
    "dense_title": "名称语义",
    "dense_full": "全文语义",
    "characters_title": "名称用字",
    "characters_full": "全文用字",
    "words_full": "全文用词",
    "supply_words": "成果名称的词在需求中的对应",
    "precedent": "研判过的相似对子",
    "demand_words": "需求名称的词在成果中的对应",
}


def contributions(score: Score, weights: Weights, side: Side) -> tuple[Contribution, ...]:
    """Every part of a side's log-odds, where it starts first; a part without weight (it is only shown) is left out."""
    parts = score.contributions(weights, side)
    return tuple(
        Contribution(name, TITLES.get(name) or _TITLES.get(name, name), round(value, 6))
        for name, value in parts.items()
        if value or name == "intercept"
    )
