"""What is known beside two items: the day, who is tied to whom, and what people said of pairs before."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from graph.model.judgements import Judgement

Judgements = Mapping[tuple[str, str], Sequence[Judgement]]
"""By (demand id, supply id), oldest first."""


@dataclass(frozen=True, slots=True)
class Ties:
    """Organisations and people that demands and supplies have in common; all by id.

    :param organizations: of an item, those of its organisations that are tied to another.
    :param alumni: of (school, organisation), the alumni of the school who work at the organisation.
    :param partners: of an organisation, those it completed achievements with.
    :param posts: of an achievement, other organisations where people who completed it work.
    """

    organizations: Mapping[str, frozenset[str]] = field(default_factory=dict)
    alumni: Mapping[tuple[str, str], tuple[str, ...]] = field(default_factory=dict)
    partners: Mapping[str, frozenset[str]] = field(default_factory=dict)
    posts: Mapping[str, frozenset[str]] = field(default_factory=dict)


@dataclass(frozen=True)
class Context:
    """What is known beside the two items.

    :param today: ISO date.
    :param judgements: by (demand id, supply id), oldest first.
    """

    today: str
    judgements: Judgements = field(default_factory=dict)
    ties: Ties = field(default_factory=Ties)
