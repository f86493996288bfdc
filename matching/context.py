"""What is known beside two items: the day, who is tied to whom, and what people said of pairs before."""

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Protocol

from graph.model import Challenge, Item, Need, Scenario
from graph.model.judgements import Judgement, Reason

Ids = frozenset[str]


@dataclass(frozen=True)
class Ties:
    """Organisations and people that demands and supplies have in common; all by id.

    :param organizations: of an item, those of its organisations that are tied to another.
    :param alumni: of (school, organisation), the alumni of the school who work at the organisation.
    :param partners: of an organisation with demands, those it completed achievements with.
    :param posts: of an achievement, organisations with demands where people who completed it work too.
    """

    organizations: Mapping[str, Ids] = field(default_factory=dict)
    alumni: Mapping[tuple[str, str], Ids] = field(default_factory=dict)
    partners: Mapping[str, Ids] = field(default_factory=dict)
    posts: Mapping[str, Ids] = field(default_factory=dict)

    def of(self, id_: str) -> list[str]:
        """Every tie of an item's organisations, as sorted lines that change when a tie does."""
        mine = self.organizations.get(id_, ())
        return sorted(line for organization in mine for line in self._lines[organization])

    @cached_property
    def _lines(self) -> Mapping[str, list[str]]:
        lines: defaultdict[str, list[str]] = defaultdict(list)
        for (school, organization), people in self.alumni.items():
            lines[organization] += [f"alumnus {school} {person}" for person in people]
        for organization, others in self.partners.items():
            lines[organization] += [f"partner {other}" for other in others]
        for item, organizations in self.posts.items():
            for organization in organizations:
                lines[organization].append(f"post {item}")
        return lines


@dataclass(frozen=True)
class Context:
    """What is known beside the two items.

    :param today: ISO date.
    :param judgements: by (demand id, supply id), oldest first.
    :param trades: of a need that does not say so itself, what its organisation makes and the trade it is in.
    """

    today: str
    judgements: Mapping[tuple[str, str], Sequence[Judgement]] = field(default_factory=dict)
    ties: Ties = field(default_factory=Ties)
    trades: Mapping[str, Sequence[str]] = field(default_factory=dict)

    def closed(self, item: Item) -> str | None:
        """The day a demand closed; None while it is open or says no day."""
        if not isinstance(item, Need | Challenge | Scenario):
            return None
        ends = [item.bid_deadline if isinstance(item, Challenge) else None]
        ends.append(item.deadline.end if item.deadline else None)
        # A month or a year is over when today's is another: as precise as given.
        return next((end for end in ends if end and end < self.today[: len(end)]), None)

    def newest(self, demand: str, supply: str) -> Sequence[Judgement]:
        """The newest judgement of each person on a pair."""
        said = self.judgements.get((demand, supply))
        return tuple({judgement.by: judgement for judgement in said}.values()) if said else ()

    @cached_property
    def gone(self) -> Ids:
        """Demands of which somebody's last word is that they were withdrawn."""
        last = {
            (judgement.by, demand): judgement
            for demand, judgements in self._on_demand.items()
            for judgement in judgements
        }
        return frozenset(demand for (_, demand), said in last.items() if said.reason is Reason.GONE)

    def signature(self, id_: str, item: Item) -> str:
        """Digest of all that is known of a demand beside its content; "" for a supply or where nothing is.

        A pair's ties, judgements and deadline hang on its demand, so that ranking the demands whose signature
        changed brings every pair up to date.
        """
        lines = [f"judgement {j.id} {j.verdict} {j.reason}" for j in self._on_demand.get(id_, ())]
        lines += self.ties.of(id_)
        lines += [f"trade {said}" for said in self.trades.get(id_, ())]
        if closed := self.closed(item):
            lines.append(f"closed {closed}")
        return hashlib.blake2b("\n".join(lines).encode(), digest_size=6).hexdigest() if lines else ""

    @cached_property
    def _on_demand(self) -> Mapping[str, Sequence[Judgement]]:
        """Judgements on each demand, oldest first."""
        found: defaultdict[str, list[Judgement]] = defaultdict(list)
        for (demand, _), judgements in self.judgements.items():
            found[demand] += judgements
        return {demand: sorted(said, key=lambda j: (j.at, j.id)) for demand, said in found.items()}


class TieReader(Protocol):
    """Rows of ties as the graph holds them; `graph.ties.TieReader` is one."""

    def alumni(self) -> Iterable[Mapping[str, Any]]: ...  # noqa: D102
    def trades(self) -> Iterable[Mapping[str, Any]]: ...  # noqa: D102
    def partners(self) -> Iterable[Mapping[str, Any]]: ...  # noqa: D102
    def posts(self) -> Iterable[Mapping[str, Any]]: ...  # noqa: D102
    def items(self, organizations: Sequence[str]) -> Iterable[Mapping[str, Any]]: ...  # noqa: D102


def load_context(reader: TieReader, today: str, judgements: Iterable[Judgement] = ()) -> Context:
    """Read ties and trades of the graph and put judgements in order.

    :param today: ISO date.
    """
    said: defaultdict[tuple[str, str], list[Judgement]] = defaultdict(list)
    for judgement in sorted(judgements, key=lambda j: (j.at, j.id)):
        said[judgement.demand, judgement.supply].append(judgement)
    trades = {row["item"]: tuple(sorted(row["said"])) for row in reader.trades()}
    return Context(today, dict(said), _ties(reader), trades)


def _ties(reader: TieReader) -> Ties:
    alumni = {(row["school"], row["organization"]): frozenset(row["people"]) for row in reader.alumni()}
    partners = {row["organization"]: frozenset(row["partners"]) for row in reader.partners()}
    posts = {row["item"]: frozenset(row["organizations"]) for row in reader.posts()}
    tied = {end for ends in alumni for end in ends}
    for organization, others in (*partners.items(), *posts.items()):
        tied |= others | ({organization} if organization in partners else set())
    items: defaultdict[str, set[str]] = defaultdict(set)
    for row in reader.items(sorted(tied)):
        items[row["item"]].add(row["organization"])
    shared: dict[Ids, Ids] = {}  # most items of a university have the same organisations
    found = {item: shared.setdefault(ids := frozenset(own), ids) for item, own in items.items()}
    return Ties(found, alumni, partners, posts)
