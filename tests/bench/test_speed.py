import numpy as np
import pytest

from bench.invented import achievements, needs
from bench.speed import TIE, agreement, dense_side
from embeddings.encoder import open_encoder
from matching.candidates import top_k


def test_agreement_takes_ties_and_refuses_other_neighbours() -> None:
    encoder = open_encoder()
    queries, others = dense_side(encoder, needs(30)), dense_side(encoder, achievements(80))
    scores = queries.dense @ others.dense.T
    _, columns, _ = top_k(scores, 5)
    ours = columns.reshape(30, 5)
    values = np.take_along_axis(scores, ours, axis=1)
    assert agreement(queries, others, ours, (values, ours)) == 1.0
    assert agreement(queries, others, ours, (values + TIE / 2, ours[:, ::-1])) < 1.0
    with pytest.raises(AssertionError, match="not the same neighbours"):
        agreement(queries, others, np.roll(ours, 1, axis=0), (values, ours))
