"""Subgraphs as the rows of write statements: each node and relationship once, in an order of its own. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from operator import itemgetter

from graph.caption import caption
from graph.client import Row, Write
from graph.model import Label, Node, PropertyValue, Relationship, RelationshipType, Subgraph

_GATHERED = ("aliases", "roles")
"""Properties of which every list may add some."""


@dataclass(frozen=True, slots=True)
class LaidOut:
    """The writes of nodes, and those of the relationships between them."""

    nodes: Sequence[Write] = ()
    relationships: Sequence[Write] = ()


def lay_out(subgraphs: Sequence[Subgraph]) -> LaidOut:
    """Lay out what one transaction writes."""
    return LaidOut(
        node_writes(distinct([node for s in subgraphs for node in s.nodes])),
        relationship_writes([r for s in subgraphs for r in s.relationships]),
    )


def distinct(nodes: Iterable[Node]) -> list[Node]:
    """One node per label and id, the last word on each property winning as in the graph itself; roles add up.

    Their order is stable, so that locks never cross.
    """
    merged: dict[tuple[Label, str], Node] = {}
    for node in nodes:
        key = (node.label, node.id)
        known = merged.get(key)
        if known is None:
            merged[key] = node
        elif known is not node and known.properties != node.properties:
            merged[key] = Node(*key, _together(known.properties, node.properties))
    return [node for _, node in sorted(merged.items(), key=itemgetter(0))]


def _together(
    known: Mapping[str, PropertyValue], new: Mapping[str, PropertyValue]
) -> dict[str, PropertyValue]:
    """Properties of a node that several rows name; what was once said of `_GATHERED` stays."""
    together = {**known, **new}
    for name in _GATHERED:
        if said := _texts(known.get(name)):
            together[name] = sorted({*said, *_texts(new.get(name))})
    return together


def _texts(value: PropertyValue) -> list[str]:
    return value if isinstance(value, list) else []


def node_writes(nodes: Sequence[Node]) -> list[Write]:
    """Writes of distinct nodes, one for each label."""
    rows: dict[Label, list[Row]] = {}
    for node in nodes:
        name = node.properties.get("title") or node.properties.get("name")
        row: Row = {"id": node.id, "properties": {**node.properties, "caption": caption(str(name or ""))}}
        if node.label is Label.ORGANIZATION:
            row["labels"] = [str(node.properties.get("kind"))] if node.properties.get("kind") else []
            row["aliases"] = row["properties"].pop("aliases", [])
        rows.setdefault(node.label, []).append(row)
    return [
        Write(f"write/node_{label.name.lower()}", {"rows": batch}) for label, batch in sorted(rows.items())
    ]


def relationship_writes(relationships: Sequence[Relationship]) -> list[Write]:
    """Writes of relationships, one for each type; the last word on each wins."""
    distinct: dict[RelationshipType, dict[tuple[str, str, str], Relationship]] = {}
    for r in relationships:
        distinct.setdefault(r.type, {})[r.start, r.end, _one_of_several(r)] = r
    return [
        Write(
            f"write/relationship_{type_.value.lower()}",
            {
                "rows": [
                    {"start": start, "end": end, "properties": r.properties}
                    for (start, end, _), r in sorted(said.items(), key=itemgetter(0))
                ]
            },
        )
        for type_, said in sorted(distinct.items(), key=itemgetter(0))
    ]


def _one_of_several(relationship: Relationship) -> str:
    """What tells relationships of one type between the same two nodes apart, where there may be several."""
    said = relationship.properties
    if relationship.type is RelationshipType.LISTED_IN:
        return str(said.get("natural_id"))
    if relationship.type is RelationshipType.MERGED_LINK:
        return f"{said.get('merged_type')} {said.get('merged_out')}"
    return ""
