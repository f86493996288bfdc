"""The graph as what is compared: proposals over all current items, organisations and people."""

from collections import defaultdict
from dataclasses import fields

from graph.decisions import Decisions
from graph.model import Kind, organization_id
from graph.model.decisions import Action
from graph.store import Store, StoredItem
from ingest.intake.redirect import final
from ingest.merging.duplicates import (
    ListedItem,
    ListedOrganization,
    ListedPerson,
    Place,
    Proposal,
    pair_key,
    proposals,
)
from ingest.resolve import organization_name

_TEXTS = (
    "abstract", "detail", "problem", "key_tech", "innovation", "application", "goal", "data", "results",
)  # fmt: skip


def proposed(store: Store) -> list[Proposal]:
    """Pairs of the graph that may be one, but for those someone has said are two."""
    stands_for = final(store.lists.redirected())
    places = _places(store.decisions)
    items = [
        _listed(stored, stands_for, places.get(stored.id, ()))
        for kind in Kind
        for stored in store.items(kind)
    ]
    organizations = [
        ListedOrganization(row["id"], row["name"], tuple(row["aliases"] or ()), _codes(row["credit_code"]))
        for row in store.decisions.organizations()
    ]
    people = [
        ListedPerson(row["id"], row["name"], tuple(sorted(row["organizations"])))
        for row in store.decisions.people()
    ]
    return proposals(items, organizations, people, different=_different(store))


def _listed(stored: StoredItem, stands_for: dict[str, str], places: tuple[Place, ...]) -> ListedItem:
    item = stored.item
    owner = organization_id(organization_name(item.organization).name) if item.organization else None
    known = {part.name for part in fields(item)}
    texts = [str(getattr(item, name)) for name in _TEXTS if name in known and getattr(item, name)]
    return ListedItem(
        id=stored.id,
        kind=item.kind,
        title=item.title,
        organization=stands_for.get(owner, owner) if owner else None,
        code=item.code,
        text="\n".join(texts),
        places=places,
    )


def _places(decisions: Decisions) -> dict[str, tuple[Place, ...]]:
    found: dict[str, list[Place]] = defaultdict(list)
    for row in decisions.places():
        found[row["id"]].append(Place(row["list"] or "", row["sheet"] or "", row["row"] or 0))
    return {id_: tuple(sorted(said, key=lambda p: (p.list, p.sheet, p.row))) for id_, said in found.items()}


def _different(store: Store) -> set[tuple[str, str]]:
    """Pairs called different or split, by what stands for them now."""
    said = [d for d in store.decisions.all() if d.holds and d.action is not Action.MERGE]
    now = store.lists.survivors() if said else {}
    return {pair_key(now.get(d.survivor, d.survivor), now.get(d.absorbed, d.absorbed)) for d in said}


def _codes(code: str | None) -> tuple[str, ...]:
    return (code,) if code else ()
