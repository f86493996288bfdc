"""The node and relationship types of the graph, and the records that rows of lists become."""

from graph.model.ids import (
    field_id,
    item_id,
    organization_id,
    person_id,
    region_id,
    segment_id,
    snapshot_id,
    term_id,
)
from graph.model.items import (
    ITEM_TYPES,
    Achievement,
    AlumniProject,
    Challenge,
    Item,
    Need,
    field_names,
    item_from_json,
    item_to_json,
)
from graph.model.labels import Kind, Label, Mode, RelationshipType, Side
from graph.model.nodes import Node, PropertyValue, Relationship, Subgraph
from graph.model.values import Contact, Indicator, Ip, Maturity, Money, Period, UnitSource

__all__ = [
    "ITEM_TYPES",
    "Achievement",
    "AlumniProject",
    "Challenge",
    "Contact",
    "Indicator",
    "Ip",
    "Item",
    "Kind",
    "Label",
    "Maturity",
    "Mode",
    "Money",
    "Need",
    "Node",
    "Period",
    "PropertyValue",
    "Relationship",
    "RelationshipType",
    "Side",
    "Subgraph",
    "UnitSource",
    "field_id",
    "field_names",
    "item_from_json",
    "item_id",
    "item_to_json",
    "organization_id",
    "person_id",
    "region_id",
    "segment_id",
    "snapshot_id",
    "term_id",
]
