"""What a feature is given and what it answers."""

from collections.abc import Mapping
from dataclasses import dataclass

from graph.model import Item


@dataclass(frozen=True, slots=True)
class Prepared:
    """An item with what features ask of its text again and again: its normal form and its words."""

    item: Item
    text: str
    words: frozenset[str]


@dataclass(frozen=True, slots=True)
class Pair:
    """A demand and a supply; `idf` tells the rarity of the demand's words, `today` is an ISO date."""

    demand: Prepared
    supply: Prepared
    idf: Mapping[str, float]
    today: str


@dataclass(frozen=True, slots=True)
class Evaluation:
    """A value in [0, 1] (0.5 says nothing either way), its sentence, and whether it contradicts the match."""

    value: float
    sentence: str
    contradiction: bool = False
