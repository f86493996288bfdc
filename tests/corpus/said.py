"""What a cell shows and what it says: the unit every list of the corpus is made of."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from random import Random
from typing import Any

Cell = str | int | float | datetime | None
"""A cell as the spreadsheet program keeps it; None is an empty one."""

Fields = Mapping[str, Any]
"""Fields of a record in the shapes of the JSON; a value may be `Either` or `ANY`."""


@dataclass(frozen=True, slots=True)
class Either:
    """Several readings are right; None among them is “unknown”."""

    readings: tuple[Any, ...]


def either(*readings: Any) -> Either:
    """Name the readings that are right."""
    return Either(readings)


@dataclass(frozen=True, slots=True)
class Anything:
    """The value is not judged: reasonable people would differ."""


ANY = Anything()


@dataclass(frozen=True, slots=True)
class Said:
    """The cell and its meaning, always made together."""

    cell: Cell
    fields: Fields = field(default_factory=dict)


Say = Callable[[Random], Said]
"""Draw a cell with its meaning."""


def joined(parts: Mapping[str, Any], more: Fields) -> dict[str, Any]:
    """Join what two cells of a row say: parts of a contact or a period, lists one after the other."""
    result = dict(parts)
    for name, value in more.items():
        result[name] = _both(result.get(name), value)
    return result


def _both(known: Any, value: Any) -> Any:
    if known is None or value is None:
        return value if known is None else known
    if isinstance(known, Either):
        return Either(tuple(_both(reading, value) for reading in known.readings))
    if isinstance(value, Either):
        return Either(tuple(_both(known, reading) for reading in value.readings))
    if isinstance(known, dict) and isinstance(value, Mapping):
        return known | dict(value)
    if isinstance(known, list) and isinstance(value, list):
        return known + [part for part in value if part not in known]
    return value
