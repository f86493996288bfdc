"""Weights as data: what turns similarities and features into a score, with what is known of how good it is.

The shipped ones lie beside this module; those learned from a site's own judgements in its data directory
(`matching.weights.installed`). A version never changes, so a ranking can be made again by it.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import cache
from importlib import resources
from typing import Any

import numpy as np
from numpy.typing import NDArray

from graph.model import Side
from graph.model.errors import DuijieError
from matching.alignment import ALIGNMENTS
from matching.index import COSINES
from matching.precedent import Precedent

SHIPPED = "weights-2"
TEXTS = (*COSINES, *ALIGNMENTS)
"""How two texts are compared: as a whole, then by their words."""
SIMILARITIES = (*TEXTS, "precedent")
"""What relevance is made of: the texts, and what judged pairs say of pairs like this one."""

ACTIONS = {"S": "首推", "A": "可推", "B": "预沟通", "C": "备选", "D": "不推"}
"""What to do with a match of each grade, best first."""

TALK = "B"
"""The best grade of a match with a contradiction: somebody has to ask first."""

Numbers = NDArray[np.float64]


class WeightsError(DuijieError):
    """Weights cannot be read, or are not there."""


@dataclass(frozen=True, slots=True)
class Band:
    """Scores of at least `least` and what a technology manager does with them.

    :param judged: pairs of this band that people judged, scored by weights that had not seen their need.
    :param related: how many of those they judged worth talking about (level 3 or more).
    """

    grade: str
    least: float
    judged: int = 0
    related: int = 0

    @property
    def action(self) -> str:
        """What a technology manager does with such a match."""
        return ACTIONS[self.grade]

    @property
    def worth(self) -> str:
        """How often such a match was worth talking about; empty where none was judged."""
        if not self.judged:
            return ""
        return f"研判过 {self.judged} 对同档的，{self.related / self.judged:.0%} 可谈或应推"


@dataclass(frozen=True, slots=True)
class Memory:
    """What the judgements behind some weights said, as sums, so that new ones add to them instead of replacing them.

    Within needs, of centred similarities x of texts and levels y; and of the logistic fit along the direction learned.

    :param gram: sum of x xᵀ, [len(TEXTS), len(TEXTS)].
    :param moment: sum of x y, [len(TEXTS)].
    :param curvature: second derivative of the logistic loss by (intercept, slope), [2, 2].
    """

    gram: Sequence[Sequence[float]]
    moment: Sequence[float]
    curvature: Sequence[Sequence[float]]


@dataclass(frozen=True, slots=True)
class Weights:
    """The logistic model of relevance, each side's weight of each feature, and the bands of the score.

    :param seen: demands whose judgements a site learned these from.
    """

    version: str
    about: str
    intercept: float
    relevance: Mapping[str, float]
    evidence: Mapping[Side, Mapping[str, float]]
    bands: Sequence[Band]
    memory: Memory
    seen: Sequence[str] = ()
    precedent: Precedent | None = None

    @classmethod
    def load(cls, name: str = SHIPPED) -> "Weights":
        """Read shipped weights by name."""
        return _load(name)

    @classmethod
    def from_json(cls, text: str) -> "Weights":
        """Read what `to_json` wrote; raises WeightsError."""
        try:
            data: dict[str, Any] = json.loads(text)
            return cls(
                data["version"],
                data["about"],
                data["intercept"],
                {name: data["relevance"][name] for name in SIMILARITIES},
                {Side(side): dict(weights) for side, weights in data["evidence"].items()},
                [Band(**band) for band in data["bands"]],
                Memory(**data["memory"]),
                data.get("seen", []),
                Precedent(**data["precedent"]) if data.get("precedent") else None,
            )
        except (ValueError, KeyError, TypeError) as error:
            raise WeightsError(f"权重文件读不出（{error}）：请重新学习或删去它") from error

    def to_json(self) -> str:
        """Write as JSON, the same weights as the same text."""
        return json.dumps(asdict(self), ensure_ascii=False, indent=2) + "\n"

    def log_odds(self, similarities: NDArray[np.float32]) -> Numbers:
        """Log-odds of relevance of rows of similarities [n, len(SIMILARITIES)]; shape [n]."""
        odds: Numbers = self.intercept + similarities.astype(np.float64) @ self.coefficients
        return odds

    @property
    def coefficients(self) -> Numbers:
        """Weights of SIMILARITIES in their order."""
        return np.array([self.relevance[name] for name in SIMILARITIES])

    def band(self, score: float) -> Band:
        """The band a score falls in."""
        return next(band for band in self.bands if score >= band.least)


@cache
def _load(name: str) -> Weights:
    return Weights.from_json((resources.files("matching.weights") / f"{name}.json").read_text("utf-8"))
