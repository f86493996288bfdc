"""Judged pairs as rankings are learned from and measured on."""

import csv
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from graph.model import Achievement, Item, Need, Side
from graph.model.judgements import Judgement, Reason, standing
from matching.features import FEATURES
from matching.market import Entry, Market, Matcher
from matching.score import Score

Numbers = NDArray[np.float64]

RELATED = 3
"""Level from which a pair is worth talking about."""

ITSELF = "judged"
"""The feature that repeats past judgements: it must not be learned from them."""


@dataclass(frozen=True, slots=True)
class Judged:
    """Judged pairs, one row each.

    :param needs: the demand of each.
    :param levels: 1 unrelated to 4 strongly related, [n].
    :param similarities: of the texts, [n, len(SIMILARITIES)].
    :param evidence: what each feature said as 2 · value − 1, 0 where it is unknown, [n, len(FEATURES)].
    :param reasons: why a pair was declined, where it was said.
    :param vectors: of the demand and of the supply of each, [n, dimension], and whose they are.
    """

    needs: Sequence[str]
    levels: NDArray[np.int64]
    similarities: Numbers
    evidence: Numbers
    reasons: Sequence[Reason | None]
    vectors: tuple[NDArray[np.float32], NDArray[np.float32]]
    encoder: str

    def __len__(self) -> int:
        """How many pairs."""
        return len(self.levels)

    def take(self, kept: NDArray[np.bool_]) -> "Judged":
        """Some of the rows."""
        rows = np.flatnonzero(kept).tolist()
        return Judged(
            [self.needs[row] for row in rows],
            self.levels[kept],
            self.similarities[kept],
            self.evidence[kept],
            [self.reasons[row] for row in rows],
            (self.vectors[0][kept], self.vectors[1][kept]),
            self.encoder,
        )


@dataclass(frozen=True, slots=True)
class Lists:
    """Both sides of a folder of judged pairs, and the pairs as row numbers with a level."""

    demand: Sequence[Entry]
    supply: Sequence[Entry]
    i: NDArray[np.int64]
    j: NDArray[np.int64]
    levels: NDArray[np.int64]

    @classmethod
    def read(cls, folder: Path) -> "Lists":
        """Read `needs.jsonl`, `achievements.jsonl` and `judgements.csv`."""
        demand = [
            Entry(row["need_id"], Need(title=row["title"], detail=row.get("content") or None))
            for row in _rows(folder / "needs.jsonl")
        ]
        supply = [
            Entry(row["achievement_id"], Achievement(title=row["title"]))
            for row in _rows(folder / "achievements.jsonl")
        ]
        with (folder / "judgements.csv").open(encoding="utf-8-sig", newline="") as file:
            rows = list(csv.DictReader(file))
        place = [{entry.id: row for row, entry in enumerate(side)} for side in (demand, supply)]
        i = np.array([place[0][row["need_id"]] for row in rows])
        j = np.array([place[1][row["achievement_id"]] for row in rows])
        return cls(demand, supply, i, j, np.array([int(row["level"]) for row in rows]))

    def of_demands(self, kept: NDArray[np.bool_]) -> "Lists":
        """The same lists, with the pairs of some demands alone.

        :param kept: marks of demands.
        """
        here = kept[self.i]
        return replace(self, i=self.i[here], j=self.j[here], levels=self.levels[here])

    def judged(self, matcher: Matcher) -> Judged:
        """Compare the texts of every judged pair; these lists have no columns for features to speak of."""
        demand, supply = matcher.market(self.demand, Side.DEMAND), matcher.market(self.supply, Side.SUPPLY)
        similarities = matcher.similarities(demand, supply, self.i, self.j).astype(np.float64)
        return Judged(
            [self.demand[row].id for row in self.i.tolist()],
            self.levels,
            similarities,
            np.zeros((len(self.i), len(FEATURES))),
            [None] * len(self.i),
            _vectors((demand, supply), self.i, self.j),
            matcher.encoder,
        )


def _vectors(
    sides: tuple[Market, Market], i: NDArray[np.int64], j: NDArray[np.int64]
) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    of_demand, of_supply = (np.array([side.vector(row) for row in range(len(side))]) for side in sides)
    return of_demand[i], of_supply[j]


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8") as file:
        return [json.loads(line) for line in file]


def judged(judgements: Sequence[Judgement], items: Mapping[str, Item], matcher: Matcher) -> Judged:
    """Compare the pairs people judged, the newest word of each person on a pair; what is gone is left out."""
    rows = [said for said in standing(judgements) if said.demand in items and said.supply in items]
    ids = [sorted({said.demand for said in rows}), sorted({said.supply for said in rows})]
    forgetful = matcher.but(context=replace(matcher.context, judgements={}))
    sides = [
        forgetful.market([Entry(id_, items[id_]) for id_ in found], side)
        for found, side in zip(ids, Side, strict=True)
    ]
    i = np.array([sides[0].row[said.demand] for said in rows], dtype=np.int64)
    j = np.array([sides[1].row[said.supply] for said in rows], dtype=np.int64)
    scores = list(forgetful.scores(sides[0], sides[1], i, j)) if rows else []
    return Judged(
        [said.demand for said in rows],
        np.array([said.verdict.level for said in rows], dtype=np.int64),
        np.array([score.similarities for score in scores]).reshape(len(rows), -1),
        np.array([_evidence(score) for score in scores]).reshape(len(rows), -1),
        [said.reason for said in rows],
        _vectors((sides[0], sides[1]), i, j) if rows else (np.zeros((0, 1), np.float32),) * 2,
        matcher.encoder,
    )


def _evidence(score: Score) -> list[float]:
    said = score.evaluations
    return [2 * said[name].value - 1 if name in said and name != ITSELF else 0.0 for name in FEATURES]
