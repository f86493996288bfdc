"""Vectors of items as they are published in the graph."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class TextVersion:
    """What a vector was made of, and by what: the encoder's name and a hash of the text."""

    encoder: str
    text_hash: str


@dataclass(frozen=True, slots=True)
class Embedding:
    """The vector of an item as it stands on one side."""

    item: str
    version: TextVersion
    vector: Sequence[float]


@dataclass(frozen=True, slots=True)
class VectorIndex:
    """A vector index of the server; it holds vectors of one encoder alone.

    :param encoder: the encoder's name.
    :param state: in Neo4j's words: POPULATING, ONLINE or FAILED.
    :param percent: how far it is filled.
    """

    encoder: str
    state: str
    percent: float

    @property
    def online(self) -> bool:
        """Whether it answers."""
        return self.state == "ONLINE"

    @property
    def failed(self) -> bool:
        """Whether it never will."""
        return self.state == "FAILED"
