"""Weights of relevance learned from judgements.

    python -m matching.learn JUDGED_FOLDER

The folder holds `needs.jsonl`, `achievements.jsonl` and `judgements.csv`. A ridge regression of the judged
level within each need, no weight below zero, gives the direction; a logistic fit on it turns it into the
probability of "related" (level 3 or more).
Both are convex and solved exactly, so the same judgements give the same weights. What is printed is
cross-validated by need: every need is scored by weights that have not seen it.
"""

import csv
import json
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize, nnls

from embeddings.background import Background
from embeddings.encoder import Encoder, open_encoder
from graph.model import Side
from matching.evaluate import mean_ndcg, related_auc
from matching.index import SIMILARITIES, SideIndex, similarities
from matching.lexical import LexicalSpace
from matching.texts import ItemText

Numbers = NDArray[np.float64]

RIDGE = 1.0
FOLDS = 10
RELATED = 3
SEED = 20260101


@dataclass(frozen=True, slots=True)
class Judged:
    """Judged pairs: the need of each, its level, and the similarities of its texts."""

    needs: Sequence[str]
    levels: NDArray[np.int64]
    similarities: Numbers


def read_judged(folder: Path, encoder: Encoder) -> Judged:
    """Compare the texts of every judged pair."""
    needs, achievements = (
        _texts(folder / "needs.jsonl", "need_id"),
        _texts(folder / "achievements.jsonl", "achievement_id"),
    )
    with (folder / "judgements.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    space = LexicalSpace(Background.load())

    def encode(texts: Sequence[str], side: Side) -> NDArray[np.float32]:
        return encoder.encode_demand(texts) if side is Side.DEMAND else encoder.encode_supply(texts)

    demand = SideIndex.build(list(needs.values()), Side.DEMAND, encode, space)
    supply = SideIndex.build(list(achievements.values()), Side.SUPPLY, encode, space)
    row_of = [{id_: row for row, id_ in enumerate(texts)} for texts in (needs, achievements)]
    i = np.array([row_of[0][row["need_id"]] for row in rows])
    j = np.array([row_of[1][row["achievement_id"]] for row in rows])
    found = similarities(demand, supply, i, j).astype(np.float64)
    return Judged([row["need_id"] for row in rows], np.array([int(row["level"]) for row in rows]), found)


def _texts(path: Path, key: str) -> dict[str, ItemText]:
    with path.open(encoding="utf-8") as file:
        rows = [json.loads(line) for line in file]
    return {row[key]: ItemText(row["title"], row.get("content") or "") for row in rows}


def learn(judged: Judged) -> tuple[float, Numbers]:
    """Intercept and coefficients, one for each of SIMILARITIES, in log-odds of "related"."""
    x = _centred(judged.needs, judged.similarities)
    y = _centred(judged.needs, judged.levels.astype(np.float64)[:, None])[:, 0]
    penalty = np.sqrt(RIDGE) * np.eye(x.shape[1])
    direction, _ = nnls(np.vstack([x, penalty]), np.append(y, np.zeros(x.shape[1])))
    along = judged.similarities @ direction
    related = np.where(judged.levels >= RELATED, 1.0, -1.0)

    def loss(ab: Numbers) -> float:
        return float(np.logaddexp(0, -related * (ab[0] + ab[1] * along)).mean())

    intercept, slope = minimize(loss, np.zeros(2), method="BFGS").x
    return float(intercept), slope * direction


def _centred(needs: Sequence[str], values: Numbers) -> Numbers:
    """Values less their mean over each need: what ranks within a need, not what tells needs apart."""
    _, place = np.unique(np.array(needs), return_inverse=True)
    counts = np.bincount(place)[:, None]
    sums = np.zeros((len(counts), values.shape[1]))
    np.add.at(sums, place, values)
    centred: Numbers = values - (sums / counts)[place]
    return centred


def cross_validated(judged: Judged, *, seed: int = SEED) -> Numbers:
    """Log-odds of every pair from weights that have not seen its need."""
    names = np.array(judged.needs)
    order = np.random.default_rng(seed).permutation(np.unique(names))
    fold_of = {name: place % FOLDS for place, name in enumerate(order)}
    folds = np.array([fold_of[name] for name in names])
    scores = np.zeros(len(names))
    for fold in range(FOLDS):
        held = folds == fold
        kept = Judged(names[~held].tolist(), judged.levels[~held], judged.similarities[~held])
        intercept, coefficients = learn(kept)
        scores[held] = intercept + judged.similarities[held] @ coefficients
    return scores


def main(folder: Path) -> None:
    """Print the weights as JSON on stdout and the cross-validated figures on stderr."""
    judged = read_judged(folder, open_encoder())
    intercept, coefficients = learn(judged)
    scores = cross_validated(judged)
    figures = f"nDCG@10 {mean_ndcg(judged.needs, judged.levels, scores):.4f}, AUC {related_auc(judged.levels, scores):.4f}"
    sys.stderr.write(f"{len(set(judged.needs))} needs, {len(judged.needs)} pairs, by need: {figures}\n")
    named = {"intercept": intercept} | dict(zip(SIMILARITIES, coefficients.tolist(), strict=True))
    sys.stdout.write(json.dumps({name: round(value, 4) for name, value in named.items()}, indent=2) + "\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
