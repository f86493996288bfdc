import numpy as np
import pytest

from bench.invented import achievements, needs
from bench.speed import TIE, agreement, all_pairs, dense
from embeddings.encoder import open_encoder
from matching.candidates import dense_blocks
from matching.nearest import nearest_both_ways


def test_agreement_takes_ties_and_refuses_other_neighbours() -> None:
    encoder = open_encoder()
    queries, others = dense(encoder, needs, 30, 2), dense(encoder, achievements, 80, 1)
    ours, _ = nearest_both_ways(dense_blocks(queries, others), (30, 80), 5)
    scores = np.sort(queries @ others.T, axis=1)[:, :-6:-1]
    assert agreement(ours, (scores, ours.other)) == 1.0
    assert agreement(ours, (scores + TIE / 2, ours.other[:, ::-1])) < 1.0
    with pytest.raises(AssertionError, match="not the same neighbours"):
        agreement(ours, (np.roll(scores, 1, axis=0), ours.other))


def test_both_contestants_find_the_same() -> None:
    found = all_pairs(60, 1)
    assert found["vectors_per_side"] == 60
    assert min(found["same_places"]) > 0.9
