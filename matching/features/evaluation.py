"""What a feature is given and what it answers."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from graph.model import Item
from matching.context import Context
from matching.texts import Sentence, parts, sentences

Vectors = NDArray[np.float32]

EncodeSide = Callable[[Sequence[str]], Vectors]
"""Texts of one side to vectors [n, dimension] of unit length."""


@dataclass(frozen=True)
class Prepared:
    """An item with what features ask of its text again and again: its normal form and its words.

    Sentences and their vectors are made when an explanation first asks for them.
    """

    id: str
    item: Item
    text: str
    words: frozenset[str]
    encode: EncodeSide

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        """Its sentences, the title first."""
        return sentences(self.item)

    @cached_property
    def sentence_vectors(self) -> Vectors:
        """Vectors of its sentences [n, dimension]."""
        return self.encode([sentence.text for sentence in self.sentences])

    @cached_property
    def part_vectors(self) -> Mapping[str, Vectors]:
        """Vector [dimension] of each part of its text that says something."""
        texts = parts(self.item)
        return dict(zip(texts, self.encode(list(texts.values())), strict=True))


@dataclass(frozen=True, slots=True)
class Pair:
    """A demand and a supply; `idf` tells the rarity of the demand's words."""

    demand: Prepared
    supply: Prepared
    idf: Mapping[str, float]
    context: Context


@dataclass(frozen=True, slots=True)
class Evaluation:
    """A value in [0, 1] (0.5 says nothing either way), its sentence, and whether it contradicts the match.

    :param contradiction: what both sides say explicitly does not go together; told to whoever decides.
    :param gate: it cannot come to a match at all; the pair leaves the ranking.
    """

    value: float
    sentence: str
    contradiction: bool = False
    gate: bool = False
