"""What judged pairs say of pairs like them."""

import numpy as np
import pytest
from numpy.typing import NDArray

from matching.precedent import RANK, Precedent, precedent

DIMENSION = 24


def vectors(count: int, seed: int) -> NDArray[np.float32]:
    rows = np.random.default_rng(seed).standard_normal((count, DIMENSION)).astype(np.float32)
    unit: NDArray[np.float32] = rows / np.linalg.norm(rows, axis=1, keepdims=True)
    return unit


DEMANDS, SUPPLIES = vectors(6, 1), vectors(48, 2)
OF_DEMAND, OF_SUPPLY = np.repeat(np.arange(6), 8), np.arange(48)
NEEDS = [f"n{i}" for i in OF_DEMAND]
LEFT = np.tile([1.0, -1.0], 24)


def learned(before: Precedent | None = None) -> Precedent:
    found = precedent("toy", (DEMANDS[OF_DEMAND], SUPPLIES[OF_SUPPLY]), LEFT, NEEDS, before)
    assert found
    return found


def test_a_pair_that_was_judged_well_speaks_for_its_like() -> None:
    near = SUPPLIES + 0.1 * vectors(48, 3)
    values = learned().values(DEMANDS[OF_DEMAND], near)
    assert values[LEFT > 0].mean() > 0.2 > -0.2 > values[LEFT < 0].mean()


def test_of_another_need_it_says_little() -> None:
    own, other = (
        learned().values(DEMANDS[OF_DEMAND], SUPPLIES[OF_SUPPLY]),
        learned().values(vectors(6, 9)[OF_DEMAND], SUPPLIES[OF_SUPPLY]),
    )
    assert np.abs(other).mean() < 0.5 * np.abs(own).mean()


def test_what_was_learned_before_is_added() -> None:
    once, again = learned(), learned(learned())
    ends = DEMANDS[OF_DEMAND], SUPPLIES[OF_SUPPLY]
    assert again.values(*ends) == pytest.approx(2 * once.values(*ends), abs=0.15)


def test_nothing_judged_or_nothing_encoded_says_nothing() -> None:
    empty = np.zeros((0, DIMENSION), np.float32)
    assert precedent("toy", (empty, empty), np.zeros(0), []) is None
    nowhere = np.zeros((48, DIMENSION), np.float32)
    assert precedent("toy", (nowhere, nowhere), LEFT, NEEDS) is None
    assert precedent("toy", (empty, empty), np.zeros(0), [], learned()) == learned()


def test_the_same_judgements_give_the_same_precedent() -> None:
    assert learned() == learned()
    assert learned().directions[0].shape == (DIMENSION, RANK)


def test_vectors_of_fewer_dimensions_than_directions_fit_too() -> None:
    rows = np.eye(3, dtype=np.float32)
    found = precedent(
        "toy",
        (rows[[0, 0, 1, 1]], rows[[0, 1, 1, 2]]),
        np.array([1.0, -1.0, 1.0, -1.0]),
        ["a", "a", "b", "b"],
    )
    assert found
    assert found.values(rows[[0]], rows[[0]])[0] > 0 > found.values(rows[[0]], rows[[1]])[0]
