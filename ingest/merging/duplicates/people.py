"""People of one name whose organisations belong together."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations

from graph.model import Label
from graph.model.ids import natural_key
from ingest.merging.duplicates.organizations import Relations
from ingest.merging.duplicates.proposal import Evidence, ListedPerson, Proposal, pair_key

_SCORE = 0.6


def person_proposals(people: Sequence[ListedPerson], relations: Relations) -> Iterator[Proposal]:
    """Same name, organisations that may be one or are part of one another."""
    namesakes: dict[tuple[str, str], list[tuple[ListedPerson, str]]] = defaultdict(list)
    for person in people:
        for organization in person.organizations:
            key = (natural_key(person.name), relations.group(organization))
            namesakes[key].append((person, organization))
    told: set[tuple[str, str]] = set()
    for (_, _), members in sorted(namesakes.items()):
        for (one, place), (other, place_of_other) in combinations(members, 2):
            pair = pair_key(one.id, other.id)
            said = relations.said(place, place_of_other)
            if one.id == other.id or pair in told or said is None:
                continue
            told.add(pair)
            evidence = (Evidence("name", f"姓名相同：{one.name}"), said)
            yield Proposal(Label.PERSON, *pair, (one.name, other.name), _SCORE, evidence)
