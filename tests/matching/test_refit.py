"""A site's judgements refit the weights where there are enough, and a worse model is told."""

from dataclasses import replace

import numpy as np
import pytest
from numpy.typing import NDArray

from graph.model.judgements import Reason
from matching.features import FEATURES
from matching.judged import Judged
from matching.refit import Comparison, lacking, refit
from matching.validation import Figures
from matching.weights import SIMILARITIES, Weights


def nowhere(rows: int) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """Vectors of texts that an encoder finds nothing in."""
    return np.zeros((rows, 3), np.float32), np.zeros((rows, 3), np.float32)


def judged(*, telling: str, right: bool = True, needs: int = 12, seed: int = 3) -> Judged:
    """Eight pairs of each need; one similarity tells the level, or tells it the wrong way round."""
    chance = np.random.default_rng(seed)
    levels = np.tile([4, 3, 3, 2, 2, 1, 1, 1], needs)
    similarities = chance.uniform(0.2, 0.6, size=(len(levels), len(SIMILARITIES)))
    said = 0.15 * (levels if right else 5 - levels)
    similarities[:, SIMILARITIES.index(telling)] = said + 0.02 * chance.normal(size=len(levels))
    nothing = np.zeros((len(levels), len(FEATURES)))
    return Judged(
        [f"n{row // 8}" for row in range(len(levels))],
        levels,
        similarities,
        nothing,
        [None] * len(levels),
        nowhere(len(levels)),
        "toy",
    )


def test_what_the_judgements_say_is_learned_and_measured_on_unseen_needs() -> None:
    found = refit(judged(telling="words_full"), Weights.load(), about="甲")
    assert not found.worse
    assert found.shipped.new.ndcg > found.shipped.old.ndcg
    assert found.shipped.pairs == 96
    assert found.weights.relevance["words_full"] > Weights.load().relevance["words_full"]
    assert found.weights.version != Weights.load().version
    assert found.weights.seen == [f"n{n}" for n in sorted(range(12), key=str)]


def test_the_weights_in_use_are_compared_on_what_they_have_not_learned_from() -> None:
    first = refit(judged(telling="words_full"), Weights.load(), about="甲").weights
    again = judged(telling="words_full", needs=20)
    assert refit(judged(telling="words_full"), first, about="乙").in_use is None
    compared = refit(again, first, about="乙").in_use
    assert compared is not None
    assert compared.pairs == 64  # eight needs more


def test_the_bands_count_the_new_judgements_too() -> None:
    found = refit(judged(telling="words_full"), Weights.load(), about="甲").weights
    assert sum(band.judged for band in found.bands) == sum(band.judged for band in Weights.load().bands) + 96


@pytest.mark.parametrize(
    ("old", "new", "worse"),
    [((0.7, 0.8), (0.7, 0.8), False), ((0.7, 0.8), (0.68, 0.9), True), ((0.7, 0.8), (0.72, 0.79), True), ((0.7, 0.8), (0.699, 0.81), False)],
)  # fmt: skip
def test_lower_by_either_figure_is_worse(
    old: tuple[float, float], new: tuple[float, float], worse: bool
) -> None:
    assert Comparison(40, Figures(*old), Figures(*new)).worse is worse


def test_too_few_judgements_say_what_is_missing() -> None:
    said = judged(telling="words_full")
    assert lacking(said) is None
    assert "至少要 30 对" in (lacking(judged(telling="words_full", needs=3)) or "")
    assert "至少要 5 条" in (lacking(replace(said, levels=np.where(said.levels == 1, 1, 2))) or "")
    assert "无关" in (lacking(replace(said, levels=np.maximum(said.levels, 2))) or "")


def test_weights_learned_against_the_truth_are_told_to_be_worse() -> None:
    """Reasons that only speak of the fit are left out: what remains to learn from here is the wrong way round."""
    wrong, right = judged(telling="dense_full", right=False), judged(telling="dense_full")
    mixed = Judged(
        [*wrong.needs, *(f"r{n}" for n in right.needs)],
        np.concatenate([wrong.levels, right.levels]),
        np.concatenate([wrong.similarities, right.similarities]),
        np.concatenate([wrong.evidence, right.evidence]),
        [None] * 96 + [Reason.SOLVED] * 96,
        nowhere(192),
        "toy",
    )
    assert refit(mixed, Weights.load(), about="甲").shipped.worse
