"""What one row adds to the graph: its item, whom and what it names, and the links between. Pure."""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

from graph.model import (
    Achievement,
    AlumniProject,
    Challenge,
    Expert,
    Item,
    Label,
    Need,
    Node,
    PropertyValue,
    Relationship,
    RelationshipType,
    Scenario,
    Subgraph,
    field_id,
    item_to_json,
    organization_id,
    person_id,
    region_id,
    segment_id,
    term_id,
)
from graph.model.listings import Listing
from graph.model.segments import Segment, segments
from graph.properties import item_properties, property_names
from ingest.credit_code import credit_code
from ingest.intake.terms import Mention
from ingest.resolve import organization_kind, organization_name, person_name
from ingest.values.region import parent_code, region_name

_REMEMBERED = 20_000
"""Nodes that rows of a list name again and again: each is made once."""


class Stamp(NamedTuple):
    """Who writes and when: the newest list that names the item, and the day it came."""

    run_id: str
    seen: str


class Builder:
    """Collects the nodes and relationships of one item."""

    def __init__(self, id_: str, item: Item, stamp: Stamp) -> None:
        self.id, self.item, self._stamp = id_, item, stamp
        self._nodes: list[Node] = []
        self._links: list[Relationship] = []

    def add(self, node: Node) -> str:
        """Add a node; give its id."""
        self._nodes.append(node)
        return node.id

    def link(self, type_: RelationshipType, start: str, end: str, **properties: Any) -> None:  # noqa: ANN401
        """Add a relationship."""
        self._links.append(Relationship(type_, start, end, {**properties, "run_id": self._stamp.run_id}))

    def organization(self, name: str, regions: Sequence[str] = (), code: str | None = None) -> str:
        """Add an organisation, where it is and its credit code; give its id."""
        id_ = self.add(_organization(name, code, self._stamp))
        for region in regions:
            self.link(RelationshipType.LOCATED_IN, id_, self.region(region))
        return id_

    def region(self, code: str) -> str:
        """Add a region (GB/T 2260 code) and those it is part of; give its id."""
        id_ = self.add(_region(code, self._stamp))
        if parent := parent_code(code):
            self.link(RelationshipType.PART_OF, id_, self.region(parent))
        return id_

    def person(self, name: str, org: str | None, role: str) -> str:
        """Add a person; give its id."""
        id_ = self.add(_person(name, org, role, self._stamp))
        if org:
            self.link(RelationshipType.WORKS_AT, id_, self.organization(org))
        return id_

    def build(self, properties: Mapping[str, PropertyValue], *, replace: bool) -> Subgraph:
        """Give the item's part of the graph; with `replace`, properties it no longer has are removed."""
        kind = self.item.kind
        said: dict[str, Any] = dict.fromkeys(property_names(kind)) if replace else {}
        said |= {"organization": self.item.organization, **properties, **_stamped(self._stamp)}
        if isinstance(self.item, Expert):  # a person among others
            said |= {"name": self.item.title, "roles": ["专家"]}
        self._nodes.append(Node(kind.label, self.id, said))
        return Subgraph(tuple(self._nodes), tuple(self._links))


def _stamped(stamp: Stamp) -> dict[str, PropertyValue]:
    return {"last_seen": stamp.seen, "run_id": stamp.run_id}


@lru_cache(_REMEMBERED)
def _organization(name: str, code: str | None, stamp: Stamp) -> Node:
    said = organization_name(name)
    properties: dict[str, PropertyValue] = {"name": said.name, "kind": organization_kind(said.name)}
    if said.aliases:
        properties["aliases"] = list(said.aliases)
    if valid := credit_code(code or ""):
        properties["credit_code"] = valid
    return Node(Label.ORGANIZATION, organization_id(said.name), properties | _stamped(stamp))


@lru_cache(_REMEMBERED)
def _person(name: str, org: str | None, role: str, stamp: Stamp) -> Node:
    shown = person_name(name)
    id_ = person_id(shown, organization_name(org).name if org else None)
    return Node(Label.PERSON, id_, {"name": shown, "roles": [role], **_stamped(stamp)})


@lru_cache(_REMEMBERED)
def _region(code: str, stamp: Stamp) -> Node:
    said = {"name": region_name(code) or code, "code": code}
    return Node(Label.REGION, region_id(code), said | _stamped(stamp))


@lru_cache(_REMEMBERED)
def _field(name: str, stamp: Stamp) -> Node:
    return Node(Label.FIELD, field_id(name), {"name": name, **_stamped(stamp)})


@lru_cache(_REMEMBERED)
def _segment(segment: Segment, stamp: Stamp) -> Node:
    said = {"name": segment.name, "chain": segment.chain}
    if segment.position:
        said["position"] = segment.position
    return Node(Label.CHAIN_SEGMENT, segment_id(segment.chain, segment.name), said | _stamped(stamp))


@lru_cache(_REMEMBERED)
def _term(name: str, idf: float, stamp: Stamp) -> Node:
    return Node(Label.TERM, term_id(name), {"name": name, "idf": idf, **_stamped(stamp)})


def listed_in(listing: Listing, content_hash: str | None = None) -> Relationship:
    """The place of an item in a list, with what the list says of it.

    :param content_hash: that of the item; where the row says the same, the item keeps it for both.
    """
    said: dict[str, PropertyValue] = {
        "natural_id": listing.natural_id,
        "sheet": listing.sheet,
        "row": listing.row,
        "record_hash": listing.record_hash,
        "change": listing.change,
        "reading": listing.reading,
        "run_id": listing.snapshot.id,
    }
    if listing.record_hash != content_hash:
        said["record"] = listing.record
    if listing.natural_id != listing.item:
        said["joined"] = listing.natural_id
    if listing.changes is not None:
        said["changes"] = listing.changes
    return Relationship(RelationshipType.LISTED_IN, listing.item, listing.snapshot.id, said)


def subgraph(
    id_: str,
    item: Item,
    stamp: Stamp,
    *,
    mentions: Sequence[Mention],
    properties: Mapping[str, PropertyValue] | None = None,
    replace: bool = False,
) -> Subgraph:
    """Turn an item into its part of the graph.

    :param mentions: the technical terms of its text.
    :param properties: properties of its node, where they are worked out already.
    :param replace: remove properties it no longer has.
    """
    builder = Builder(id_, item, stamp)
    _link_owners(builder, item)
    for name in item.fields:
        builder.link(RelationshipType.IN_FIELD, id_, builder.add(_field(name, stamp)))
    # A need seldom names a chain; its industry is then what places it.
    for segment in segments(item.chain or getattr(item, "industry", None) or ""):
        builder.link(RelationshipType.IN_SEGMENT, id_, builder.add(_segment(segment, stamp)))
    for mention in mentions:
        node = builder.add(_term(mention.term, mention.idf, stamp))
        builder.link(RelationshipType.MENTIONS, id_, node, weight=mention.weight)
    if properties is None:
        properties = item_properties(item_to_json(item), item.kind)
    return builder.build(properties, replace=replace)


def _link_owners(builder: Builder, item: Item) -> None:
    match item:
        case Achievement():
            for org in item.orgs:
                builder.link(RelationshipType.OFFERS, builder.organization(org, item.region), builder.id)
            for name in item.people:
                person = builder.person(name, item.organization, "完成人")
                builder.link(RelationshipType.COMPLETED, person, builder.id)
        case Need(org=str(org)) | Scenario(org=str(org)):
            code = item.credit_code if isinstance(item, Need) else None
            requester = builder.organization(org, item.region, code)
            builder.link(RelationshipType.REQUESTS, requester, builder.id)
        case Challenge(issuer=str(issuer)):
            builder.link(RelationshipType.ISSUES, builder.organization(issuer, item.region), builder.id)
        case AlumniProject():
            _link_alumni(builder, item)
        case Expert():
            if item.org:
                builder.link(
                    RelationshipType.WORKS_AT, builder.id, builder.organization(item.org, item.region)
                )
            if item.school:
                builder.link(RelationshipType.GRADUATED_FROM, builder.id, builder.organization(item.school))


def _link_alumni(builder: Builder, item: AlumniProject) -> None:
    if item.enterprise:
        builder.link(RelationshipType.PROPOSES, builder.organization(item.enterprise), builder.id)
    if item.person:
        person = builder.person(item.person, item.enterprise, "校友")
        builder.link(RelationshipType.PROPOSES, person, builder.id)
        if item.school:
            builder.link(RelationshipType.GRADUATED_FROM, person, builder.organization(item.school))
