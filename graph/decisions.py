"""Decisions about what is one thing, as the graph keeps and carries them out.

A node that is taken into another stays in the graph as `Merged`, with how its relationships were kept beside it as
`MERGED_LINK`: out of every list and ranking, and able to come back as it was. Relationships of any type are moved.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from graph.caption import caption
from graph.client import Client, Row, Write
from graph.model import Label
from graph.model.decisions import Decision, decision_from
from graph.model.errors import DuijieError


class DecisionError(DuijieError):
    """What was asked cannot be: the message says why and what to do."""


@dataclass(frozen=True, slots=True)
class Found:
    """A node a key names."""

    id: str
    label: Label
    name: str


@dataclass(frozen=True, slots=True)
class Absorbed:
    """A node that was taken into another.

    :param listings: its rows then, as (id the row has by itself, id of its list).
    :param own: ids that rows of the survivor had by themselves then.
    :param ranked: the survivor has been ranked anew since.
    """

    id: str
    name: str
    title_key: str | None
    listings: frozenset[tuple[str, str]]
    own: frozenset[str]
    survivor: str
    survivor_name: str
    survivor_merged: bool
    decision: str
    ranked: bool


@dataclass(frozen=True, slots=True)
class ListingKey:
    """A row of a list that stands for an item."""

    item: str
    natural_id: str
    list: str
    source: str
    name: str
    sheet: str
    row: int


class Decisions:
    """Reads decisions and gives the writes that carry them out."""

    def __init__(self, client: Client) -> None:
        self._client = client

    def all(self) -> list[Decision]:
        """Every decision, the newest first."""
        return [decision_from(row["properties"]) for row in self._client.read("read/decisions")]

    def find(self, key: str, name: str, natural: Sequence[str] = ()) -> list[Found]:
        """Items, organisations and people of an id, code, title or name.

        :param name: the name an organisation called `key` goes by.
        :param natural: ids that rows with the code `key` have by themselves.
        """
        rows = self._client.read("read/nodes_by_key", key=key, called=name, natural=list(natural))
        return [Found(row["id"], _label(row["labels"]), row["name"]) for row in rows]

    def absorbed(self, ids: Sequence[str]) -> dict[str, Absorbed]:
        """Which of these were taken into another."""
        rows = self._client.read("read/merged", ids=list(ids)) if ids else []
        return {row["id"]: _absorbed(row) for row in rows}

    def existing(self, ids: Sequence[str]) -> set[str]:
        """Which of these the graph has, of all that items name."""
        return (
            {row["id"] for row in self._client.read("read/existing_named", ids=list(ids))} if ids else set()
        )

    def listing_keys(self, ids: Sequence[str]) -> list[ListingKey]:
        """Which rows of which lists stand for some items."""
        rows = self._client.read("read/listing_keys", ids=list(ids)) if ids else []
        return [
            ListingKey(row["id"], *(row[n] for n in ("natural_id", "list", "source", "name", "sheet", "row")))
            for row in rows
        ]

    def owned(self, id_: str, absorbed: str) -> list[Row]:
        """Items an organisation or person stands behind, but for those it got with an absorbed one."""
        return self._client.read("read/owned_items", id=id_, absorbed=absorbed)

    def organizations(self) -> list[Row]:
        """Every organisation: id, name, aliases, credit_code."""
        return list(self._client.stream("read/compared_organizations"))

    def people(self) -> list[Row]:
        """Everyone who works somewhere: id, name, organizations (ids)."""
        return list(self._client.stream("read/compared_people"))

    def places(self) -> Iterator[Row]:
        """Where items stand in the lists that count: id, list, sheet, row."""
        return self._client.stream("read/places")


def recorded(decision: Decision) -> Write:
    """Record a decision."""
    said = decision.properties() | {"caption": caption(decision.name)}
    return Write("write/decision", {"properties": said, "survivor": decision.survivor})


def undone(decision: Decision, by: str, at: str) -> Write:
    """Note that a decision no longer holds."""
    return Write("write/decision_undone", {"id": decision.id, "by": by, "at": at})


def merged(
    decision: Decision, listings: Sequence[ListingKey] = (), own: Sequence[ListingKey] = ()
) -> list[Write]:
    """Take the absorbed node into the survivor with all its relationships.

    :param listings: rows of the absorbed item.
    :param own: rows of the surviving item.
    """
    pair = {"absorbed": decision.absorbed, "survivor": decision.survivor}
    kept = [f"{row.natural_id} {row.list}" for row in listings]
    return [
        moved(listings, decision.survivor),
        Write("write/merge_links_out", pair),
        Write("write/merge_links_in", pair),
        Write(
            "write/merge_node",
            {
                **pair,
                "decision": decision.id,
                "listings": kept,
                "own": sorted({row.natural_id for row in own}),
            },
        ),
    ]


def brought_back(absorbed: Absorbed) -> Write:
    """Bring the absorbed node back; the first write of its transaction."""
    return Write("write/unmerge_node", {"absorbed": absorbed.id, "ranked": absorbed.ranked})


def unmerged(absorbed: Absorbed, listings: Sequence[ListingKey] = ()) -> list[Write]:
    """Give the absorbed node its relationships back."""
    pair: dict[str, Any] = {"absorbed": absorbed.id, "survivor": absorbed.survivor}
    said = {**pair, "without": ["MATCHES"] if absorbed.ranked else []}
    return [
        moved(listings, absorbed.id),
        Write("write/unmerge_links_out", said),
        Write("write/unmerge_links_in", said),
        Write("write/unmerge_shown_out", said),
        Write("write/unmerge_shown_in", said),
        Write("write/unmerge_rest", pair),
    ]


def folded_records(ids: Sequence[str]) -> Write:
    """Drop what rows say where their items say the same."""
    return Write("write/fold_records", {"ids": sorted(ids)})


def dropped(id_: str) -> Write:
    """Remove an item that only a decision had made."""
    return Write("write/drop_item", {"id": id_})


def folded(absorbed: str, survivor: str) -> list[Write]:
    """Give one item's relationships to another for good."""
    pair = {"absorbed": absorbed, "survivor": survivor}
    return [
        Write("write/merge_links_out", pair),
        Write("write/merge_links_in", pair),
        Write("write/unmerge_rest", pair),
    ]


def moved(listings: Sequence[ListingKey], to: str) -> Write:
    """Give rows of lists to another item."""
    rows = [
        {"start": row.item, "end": to, "list": row.list, "natural_id": row.natural_id} for row in listings
    ]
    return Write("write/take_listings", {"rows": rows})


def _label(labels: Sequence[str]) -> Label:
    return next(Label(name) for name in labels if name in set(Label))


def _absorbed(row: Row) -> Absorbed:
    listings = frozenset(
        (pair[0], pair[1]) for text in row["listings"] or () if len(pair := text.split(" ")) == 2
    )
    names = ("id", "name", "title_key", "survivor", "survivor_name", "survivor_merged", "decision", "ranked")
    return Absorbed(listings=listings, own=frozenset(row["own"] or ()), **{name: row[name] for name in names})
