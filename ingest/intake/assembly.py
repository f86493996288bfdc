"""An item as what its current lists say of it, and what one list says differently from the one before. Pure."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from graph.model import Kind, item_id
from graph.model.ids import code_key
from graph.model.listings import Listing
from graph.properties import hash_of, record_text

Json = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Assembled:
    """An item put together: its fields as JSON, their hash, and the list codes that are its own."""

    record: Json
    content_hash: str
    codes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Change:
    """A field two lists say differently; an absent side is None."""

    field: str
    old: Any
    new: Any


def current(listings: Iterable[Listing]) -> list[Listing]:
    """Of each source what its newest snapshot says, with supplements; newest first, rows in their order."""
    by_source: dict[str, list[Listing]] = {}
    for listing in listings:
        by_source.setdefault(listing.snapshot.source, []).append(listing)
    kept: list[Listing] = []
    for said in by_source.values():
        newest = max({listing.snapshot.main for listing in said}, key=lambda main: _order_of(main, said))
        kept += [listing for listing in said if listing.snapshot.main == newest]
    kept.sort(key=lambda listing: (listing.sheet, listing.row, listing.natural_id))
    kept.sort(key=lambda listing: listing.snapshot.order, reverse=True)
    return kept


def _order_of(main: str, listings: Iterable[Listing]) -> tuple[str, str, str]:
    """Order of a snapshot: its own where the item stands in it, else the least of its supplements."""
    own = [listing.snapshot for listing in listings if listing.snapshot.main == main]
    return min(own, key=lambda s: (s.supplements is not None, s.order)).order


def assemble(kind: Kind, listings: Sequence[Listing]) -> Assembled:
    """Put an item together from what counts, newest first: a field is what the newest that has it says.

    A list code goes before a number that only counts the rows of one list.
    """
    records = [json.loads(listing.record) for listing in listings]
    codes = [_own_code(kind, listing, record) for listing, record in zip(listings, records, strict=True)]
    own = tuple(dict.fromkeys(code_key(code) for code in codes if code))
    if len(records) == 1:
        return Assembled(records[0], listings[0].record_hash, own)
    merged: dict[str, Any] = {}
    for record in records:
        for name, value in record.items():
            if name == "extra":
                merged[name] = value | merged.get(name, {})
            else:
                merged.setdefault(name, value)
    if best := next((code for code in codes if code), None):
        merged["code"] = best
    return Assembled(merged, hash_of(record_text(merged)), own)


@lru_cache(4096)  # asked twice for a row: when it is told apart and when it is written
def own_code(kind: Kind, natural_id: str, code: str | None) -> str | None:
    """The list code of a row where it is what identifies the row, and no mere number of it."""
    return code if code and item_id(kind, code=code, title="", org=None) == natural_id else None


def _own_code(kind: Kind, listing: Listing, record: Json) -> str | None:
    return own_code(kind, listing.natural_id, record.get("code"))


def differences(old: Json, new: Json) -> list[Change]:
    """Fields that two records say differently, in the order of the newer one; other columns one by one."""
    before, after = _flat(old), _flat(new)
    names = dict.fromkeys((*after, *before))
    return [
        Change(name, before.get(name), after.get(name))
        for name in names
        if before.get(name) != after.get(name)
    ]


def _flat(record: Json) -> dict[str, Any]:
    """A record with the columns that are no field beside its fields, as 备注 and the like."""
    fields = {name: value for name, value in record.items() if name != "extra"}
    return fields | {f"extra.{header}": text for header, text in record.get("extra", {}).items()}


def against(listing: Listing, before: Sequence[Listing]) -> tuple[str, str | None]:
    """What a row changes against its item's rows in the list before: the word, and the fields as JSON.

    Of several rows the one with the same id of its own is compared, and a corrected one rather than the first.
    """
    if listing.snapshot.superseded:
        return "older", None
    if not before:
        return "new", None
    earlier = min(
        before, key=lambda b: (b.natural_id != listing.natural_id, not b.snapshot.supplements, b.sheet, b.row)
    )
    if earlier.record_hash == listing.record_hash:
        return "unchanged", None
    changes = differences(json.loads(earlier.record), json.loads(listing.record))
    said = [{"field": c.field, "old": c.old, "new": c.new} for c in changes]
    return "changed", json.dumps(said, ensure_ascii=False)
