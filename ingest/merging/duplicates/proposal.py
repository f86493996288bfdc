"""What is compared, and what a comparison proposes."""

from dataclasses import dataclass

from graph.model import Kind, Label


@dataclass(frozen=True, slots=True)
class Place:
    """A row of a received list."""

    list: str
    sheet: str
    row: int

    def __str__(self) -> str:
        """As a user reads it."""
        return f"《{self.list}》{self.sheet} 第 {self.row} 行"


@dataclass(frozen=True, slots=True)
class ListedItem:
    """An item as it is compared; `organization` is the id of whose it is, `text` what it says of itself."""

    id: str
    kind: Kind
    title: str
    organization: str | None = None
    code: str | None = None
    text: str = ""
    places: tuple[Place, ...] = ()


@dataclass(frozen=True, slots=True)
class ListedOrganization:
    """An organisation as it is compared."""

    id: str
    name: str
    aliases: tuple[str, ...] = ()
    credit_codes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ListedPerson:
    """A person as it is compared; `organizations` are ids of where the person works."""

    id: str
    name: str
    organizations: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Evidence:
    """One reason to think that two are one: what kind of reason, and in words."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class Proposal:
    """Two nodes that may be one, the smaller id first.

    :param score: 0 to 1, how likely they are one.
    :param mergeable: false where the two are to be kept apart and only shown, as a need and its 揭榜 challenge.
    """

    label: Label
    first: str
    second: str
    names: tuple[str, str]
    score: float
    evidence: tuple[Evidence, ...]
    mergeable: bool = True


def pair_key(one: str, other: str) -> tuple[str, str]:
    """The pair whichever way it is said."""
    return (one, other) if one <= other else (other, one)
