"""Structured values of a list cell. An absent part is `None`: unknown is never 0, "" or "no"."""

from dataclasses import dataclass
from enum import StrEnum


class UnitSource(StrEnum):
    """Where the unit of an amount was found."""

    CELL = "cell"
    HEADER = "header"
    NEIGHBOUR = "neighbour"
    CORNER = "corner"
    ASSUMED = "assumed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Money:
    """An amount in whole currency units (yuan, not 万元); one amount has min = max, an open end is absent."""

    min: float | None = None
    max: float | None = None
    currency: str = "CNY"
    raw: str
    unit_source: UnitSource


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """A span of time: ISO dates as precise as given, or a number of months."""

    start: str | None = None
    end: str | None = None
    months: int | None = None
    raw: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Maturity:
    """Technology readiness, levels 1 to 9, with the wording it was read from."""

    min: int
    max: int
    raw: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Indicator:
    """One measurable requirement or property; `op` is one of >= <= > < = range ±."""

    name: str | None = None
    op: str | None = None
    value: float | None = None
    value_max: float | None = None
    unit: str | None = None
    raw: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Ip:
    """Intellectual property of one kind and status; the list may only say the status (已授权专利)."""

    kind: str | None = None
    status: str | None = None
    number: str | None = None
    count: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """A protected contact: clear only for the person who holds the file."""

    name: str | None = None
    phone: str | None = None
    email: str | None = None

    def __repr__(self) -> str:
        """Nothing of it, so that no log ever holds it."""
        return "Contact(…)"
