"""What may be the same thing twice: proposals with their evidence, for a person to decide. Nothing is merged here."""

from collections.abc import Iterable, Sequence

from ingest.merging.duplicates.items import item_proposals
from ingest.merging.duplicates.organizations import Relations, organization_proposals
from ingest.merging.duplicates.people import person_proposals
from ingest.merging.duplicates.proposal import (
    Evidence,
    ListedItem,
    ListedOrganization,
    ListedPerson,
    Place,
    Proposal,
    pair_key,
)

__all__ = [
    "Evidence",
    "ListedItem",
    "ListedOrganization",
    "ListedPerson",
    "Place",
    "Proposal",
    "pair_key",
    "proposals",
]


def proposals(
    items: Sequence[ListedItem],
    organizations: Sequence[ListedOrganization],
    people: Sequence[ListedPerson] = (),
    *,
    different: Iterable[tuple[str, str]] = (),
) -> list[Proposal]:
    """Pairs that may be one, the surest first; the same graph always gives the same order.

    :param different: pairs of ids that someone has said are two.
    """
    known = {pair_key(*pair) for pair in different}
    organizations = sorted(organizations, key=lambda body: body.id)
    people = sorted(people, key=lambda person: person.id)
    bodies = organization_proposals(organizations, items, people)
    relations = Relations.of(organizations, [p for p in bodies if pair_key(p.first, p.second) not in known])
    found = [*bodies, *item_proposals(items, relations), *person_proposals(people, relations)]
    kept = [p for p in found if pair_key(p.first, p.second) not in known]
    return sorted(kept, key=lambda p: (-p.score, p.label, p.first, p.second))
