"""How two items hang together in the graph."""

from dataclasses import dataclass

from graph.model.labels import Label, RelationshipType


@dataclass(frozen=True, slots=True)
class PathNode:
    """A node on the way, by what it is and what people call it."""

    id: str
    label: Label
    name: str


@dataclass(frozen=True, slots=True)
class PathStep:
    """A relationship on the way; `forward` where its arrow points along the way."""

    type: RelationshipType
    forward: bool


@dataclass(frozen=True, slots=True)
class GraphPath:
    """A way from a demand to a supply: nodes, and between each two of them a step."""

    nodes: tuple[PathNode, ...]
    steps: tuple[PathStep, ...]
