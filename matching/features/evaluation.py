"""What a feature is given and what it answers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from graph.model import Item
from graph.model.judgements import Judgement


@dataclass(frozen=True, slots=True)
class Prepared:
    """An item with what features ask of its text again and again: its normal form and its words."""

    id: str
    item: Item
    text: str
    words: frozenset[str]


@dataclass(frozen=True, slots=True)
class Context:
    """What is known beside the two items.

    :param today: ISO date.
    :param judgements: by (demand id, supply id), oldest first.
    """

    today: str
    judgements: Mapping[tuple[str, str], Sequence[Judgement]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Pair:
    """A demand and a supply; `idf` tells the rarity of the demand's words."""

    demand: Prepared
    supply: Prepared
    idf: Mapping[str, float]
    context: Context


@dataclass(frozen=True, slots=True)
class Evaluation:
    """A value in [0, 1] (0.5 says nothing either way), its sentence, and whether it contradicts the match."""

    value: float
    sentence: str
    contradiction: bool = False
