"""Which pairs are kept, and at what rank, against a plain sort."""

import numpy as np
import pytest

from graph.model import Side
from matching.ranking import FLOOR, Pairs, key, ranked


def plain(pairs: Pairs, top: int, keep: frozenset[Side]) -> dict[tuple[int, int], tuple[int, int]]:
    """Ranks of the kept pairs by sorting everything; ties go by row."""
    rows = list(zip(*(end.tolist() for end in (*pairs.ends, *pairs.scores)), strict=True))
    worth = [row for row in rows if max(row[2], row[3]) >= FLOOR * 1e6]

    def places(among: list[tuple[int, ...]], side: int) -> dict[tuple[int, ...], int]:
        ordered = sorted(among, key=lambda row: (row[side], -row[2 + side], row[1 - side]))
        return {row: 1 + sum(r[side] == row[side] for r in ordered[:at]) for at, row in enumerate(ordered)}

    best = [places(worth, side) for side in (0, 1)]
    sides = [n for n, side in enumerate((Side.DEMAND, Side.SUPPLY)) if side in keep]
    kept = [row for row in worth if any(best[n][row] <= top for n in sides)]
    final = [places(kept, side) for side in (0, 1)]
    return {(row[0], row[1]): (final[0][row], final[1][row]) for row in kept}


def ranks(pairs: Pairs) -> dict[tuple[int, int], tuple[int, int]]:
    rows = zip(*(part.tolist() for part in (*pairs.ends, *pairs.ranks)), strict=True)
    return {(d, s): (a, b) for d, s, a, b in rows if a}


@pytest.mark.parametrize("keep", [frozenset(Side), frozenset({Side.DEMAND}), frozenset({Side.SUPPLY})])
@pytest.mark.parametrize("seed", range(5))
def test_ranks_in_steps_are_those_of_a_plain_sort(seed: int, keep: frozenset[Side]) -> None:
    dice = np.random.default_rng(seed)
    order = np.arange(12), np.arange(9)
    pairs = Pairs.none()
    for _ in range(6):
        gone = dice.random(12) < 0.2, dice.random(9) < 0.2
        lost = gone[0][pairs.demand] | gone[1][pairs.supply]
        affected = np.zeros(12, dtype=bool), np.zeros(9, dtype=bool)
        for side in (0, 1):
            affected[side][pairs.ends[side][lost]] = True
        pairs = pairs.take(~lost)
        new = pairs.lacking(np.unique(key(dice.integers(0, 12, 25), dice.integers(0, 9, 25))))
        pairs = pairs.with_more(Pairs.of(new, *(dice.integers(0, 12, (2, len(new))) / 20)))
        affected[0][new >> 32], affected[1][new & 0xFFFFFFFF] = True, True
        pairs = ranked(pairs, affected, order, top=3, keep=keep)
        assert ranks(pairs) == plain(pairs, 3, keep)
        assert pairs.keys.tolist() == sorted(set(pairs.keys.tolist()))


def test_ties_go_by_the_order_of_ids() -> None:
    pairs = Pairs.of(key(np.array([0, 0]), np.array([0, 1])), np.array([0.5, 0.5]), np.array([0.5, 0.5]))
    everyone = np.ones(1, dtype=bool), np.ones(2, dtype=bool)
    found = ranked(pairs, everyone, (np.array([0]), np.array([1, 0])), top=1, keep=frozenset({Side.DEMAND}))
    assert found.rank_for_demand.tolist() == [0, 1]
