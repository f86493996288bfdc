"""What a pair is judged by, what was unknown, and what to ask for it: the table beside this module."""

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields
from functools import cache
from importlib import resources
from typing import Any

from graph.model import Indicator, Item, Money, Period, Side
from matching.explain.explanation import Coverage, Gap
from matching.features import TITLES, Pair
from matching.score import Score

RELEVANCE = "relevance"
"""The criterion that is always known: every item has a text."""
RELEVANCE_TITLE = "内容"


@dataclass(frozen=True, slots=True)
class Stated:
    """Where a side states a criterion, how its silence is called, and what it is then asked."""

    fields: tuple[str, ...]
    called: str
    ask: str | None = None


@dataclass(frozen=True, slots=True)
class Criterion:
    """One criterion.

    :param sides: what each side would state; a side that need not is absent.
    :param holds_only: it speaks only where it holds, so that its silence over known fields is an answer.
    :param unmet: what to ask where it speaks against the pair; `unstated` where one side said nothing of a part.
    """

    name: str
    sides: Mapping[Side, Stated]
    holds_only: bool = False
    unmet: Mapping[Side, str] = field(default_factory=dict)
    unstated: Mapping[Side, str] = field(default_factory=dict)

    @property
    def title(self) -> str:
        """The name users read."""
        return TITLES[self.name]

    def applies(self, pair: Pair) -> bool:
        """Whether rows of both kinds have a column for it."""
        return all(
            any(name in _names(type(item)) for name in self.sides[side].fields)
            for side, item in items(pair)
            if side in self.sides
        )

    def missing(self, pair: Pair) -> tuple[Side, ...]:
        """Sides that state nothing of it."""
        return tuple(
            side
            for side, item in items(pair)
            if side in self.sides and not any(_is_stated(value) for value in self.values(side, item))
        )

    def values(self, side: Side, item: Item) -> Iterator[Any]:
        """What an item has in the fields that state it."""
        return (getattr(item, name, None) for name in self.sides[side].fields)


def items(pair: Pair) -> tuple[tuple[Side, Item], tuple[Side, Item]]:
    """Both items by side, the demand first."""
    return (Side.DEMAND, pair.demand.item), (Side.SUPPLY, pair.supply.item)


@cache
def criteria() -> Mapping[str, Criterion]:
    """All criteria by name, in the order in which questions are asked."""
    table = tomllib.loads((resources.files("matching.explain") / "criteria.toml").read_text("utf-8"))
    return {name: _criterion(name, said) for name, said in table.items()}


def coverage(pair: Pair, score: Score) -> Coverage:
    """What could be judged of this pair, and what could not."""
    applying = [criterion for criterion in criteria().values() if criterion.applies(pair)]
    gaps = [
        Gap(criterion.name, criterion.title, missing)
        for criterion in applying
        if criterion.name not in score.evaluations
        if (missing := criterion.missing(pair)) or not criterion.holds_only
    ]
    total = 1 + len(applying)  # the texts are always known
    return Coverage(total - len(gaps), total, tuple(gaps))


def _criterion(name: str, said: Mapping[str, Any]) -> Criterion:
    sides = {
        side: Stated(tuple(said[side]["fields"]), said[side]["called"], said[side].get("ask"))
        for side in Side
        if side in said
    }
    asked = ({Side(s): text for s, text in said.get(when, {}).items()} for when in ("unmet", "unstated"))
    return Criterion(name, sides, said.get("holds_only", False), *asked)


@cache
def _names(type_: type[Item]) -> frozenset[str]:
    return frozenset(f.name for f in fields(type_))


def _is_stated(value: Any) -> bool:  # noqa: ANN401 -- any field value
    """Whether a value says something that can be compared: 面议 is no amount."""
    match value:
        case Money():
            return bool(value.min or value.max)
        case Period():
            return value.end is not None
        case Sequence() if value and isinstance(value[0], Indicator):
            return any(indicator.value is not None for indicator in value)
        case _:
            return bool(value)
