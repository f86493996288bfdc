"""What the store writes: nodes and relationships with plain properties."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from graph.model.labels import Label, RelationshipType

Scalar = str | int | float | bool
PropertyValue = Scalar | list[str] | None
"""A value Neo4j stores; `None` removes the property."""


@dataclass(frozen=True, slots=True)
class Node:
    """A node to create or bring up to date; `properties` holds all it may have, absent ones as None."""

    label: Label
    id: str
    properties: Mapping[str, PropertyValue]


@dataclass(frozen=True, slots=True)
class Relationship:
    """A relationship between two nodes named by id; endpoints must be written first."""

    type: RelationshipType
    start: str
    end: str
    properties: Mapping[str, PropertyValue] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Subgraph:
    """What one row of a list adds to the graph."""

    nodes: tuple[Node, ...] = ()
    relationships: tuple[Relationship, ...] = ()
