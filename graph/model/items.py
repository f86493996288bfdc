"""The records that rows of lists become; their field names are the one vocabulary of the product.

The annotation of a field is its shape: readers, JSON and node properties all follow from it.
"""

from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from functools import cache
from types import NoneType
from typing import Any, ClassVar, get_args, get_origin, get_type_hints

from graph.model.labels import Kind, Mode
from graph.model.values import Contact, Indicator, Ip, Maturity, Money, Period, UnitSource


@dataclass(frozen=True, slots=True, kw_only=True)
class Item(ABC):
    """What every kind of row has."""

    kind: ClassVar[Kind]

    title: str
    code: str | None = None
    fields: tuple[str, ...] = ()
    chain: str | None = None
    keywords: tuple[str, ...] = ()
    region: tuple[str, ...] = ()
    parent_dept: str | None = None
    contact: Contact | None = None
    extra: Mapping[str, str] = field(default_factory=dict)

    @property
    @abstractmethod
    def organization(self) -> str | None:
        """The organisation that offers, requests, issues or proposes it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Achievement(Item):
    """科技成果: something a university or institute offers."""

    kind: ClassVar[Kind] = Kind.ACHIEVEMENT

    orgs: tuple[str, ...] = ()
    department: str | None = None
    people: tuple[str, ...] = ()
    team: str | None = None
    abstract: str | None = None
    innovation: str | None = None
    route: str | None = None
    indicators: tuple[Indicator, ...] = ()
    application: str | None = None
    form: tuple[str, ...] = ()
    maturity: Maturity | None = None
    level: str | None = None
    ip: tuple[Ip, ...] = ()
    modes: tuple[Mode, ...] = ()
    price: Money | None = None
    invest: Money | None = None
    benefit: str | None = None
    status: str | None = None
    evidence: str | None = None
    year: int | None = None
    secret: str | None = None
    wanted: str | None = None
    policy_flags: tuple[str, ...] = ()

    @property
    def organization(self) -> str | None:
        """The first organisation that completed it."""
        return self.orgs[0] if self.orgs else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Need(Item):
    """技术需求: something an enterprise asks for."""

    kind: ClassVar[Kind] = Kind.NEED

    org: str | None = None
    credit_code: str | None = None
    org_type: str | None = None
    quals: tuple[str, ...] = ()
    profile: str | None = None
    detail: str | None = None
    problem: str | None = None
    key_tech: str | None = None
    indicators: tuple[Indicator, ...] = ()
    goal: str | None = None
    base: str | None = None
    industry: str | None = None
    discipline: str | None = None
    need_kind: str | None = None
    budget: Money | None = None
    deadline: Period | None = None
    modes: tuple[Mode, ...] = ()
    maturity_wanted: Maturity | None = None
    partner: str | None = None
    urgency: str | None = None
    source: str | None = None
    review: str | None = None

    @property
    def organization(self) -> str | None:
        """The organisation that requests it."""
        return self.org


@dataclass(frozen=True, slots=True, kw_only=True)
class Challenge(Item):
    """揭榜挂帅榜单: a challenge published with a bounty."""

    kind: ClassVar[Kind] = Kind.CHALLENGE

    issuer: str | None = None
    bounty: Money | None = None
    pay_split: str | None = None
    bidder_requirements: str | None = None
    detail: str | None = None
    indicators: tuple[Indicator, ...] = ()
    deadline: Period | None = None
    bid_deadline: str | None = None
    ip_rule: str | None = None
    funding: Money | None = None
    stage: str | None = None
    bids: str | None = None

    @property
    def organization(self) -> str | None:
        """The organisation that issues it."""
        return self.issuer


@dataclass(frozen=True, slots=True, kw_only=True)
class Scenario(Item):
    """应用场景: a place that opens itself for technologies to be tried and used."""

    kind: ClassVar[Kind] = Kind.SCENARIO

    org: str | None = None
    detail: str | None = None
    problem: str | None = None
    data: str | None = None
    deadline: Period | None = None
    budget: Money | None = None

    @property
    def organization(self) -> str | None:
        """The organisation that opens it."""
        return self.org


@dataclass(frozen=True, slots=True, kw_only=True)
class AlumniProject(Item):
    """校友归巢项目: a project an alumnus may bring home."""

    kind: ClassVar[Kind] = Kind.ALUMNI_PROJECT

    person: str | None = None
    school: str | None = None
    department: str | None = None
    graduated: int | None = None
    job: str | None = None
    enterprise: str | None = None
    ent_profile: str | None = None
    industry: str | None = None
    detail: str | None = None
    invest: Money | None = None
    landing: str | None = None
    landing_region: tuple[str, ...] = ()
    stage: str | None = None
    wanted: str | None = None
    consent: bool | None = None

    @property
    def organization(self) -> str | None:
        """The enterprise, or the alumnus where no enterprise is named."""
        return self.enterprise or self.person


@dataclass(frozen=True, slots=True, kw_only=True)
class Expert(Item):
    """专家: a person of an expert library; `title` is the person's name."""

    kind: ClassVar[Kind] = Kind.EXPERT

    org: str | None = None
    position: str | None = None
    specialty: tuple[str, ...] = ()
    results: str | None = None
    school: str | None = None

    @property
    def organization(self) -> str | None:
        """Where the expert works."""
        return self.org


ITEM_TYPES: Mapping[Kind, type[Item]] = {
    t.kind: t for t in (Achievement, Need, Challenge, Scenario, AlumniProject, Expert)
}

# In JSON and lists the field of a need is called `kind`; the record keeps that word for the kind of item.
# What names an expert is not a title there.
_JSON_NAMES: Mapping[Kind, Mapping[str, str]] = {
    Kind.NEED: {"need_kind": "kind"},
    Kind.EXPERT: {"title": "person"},
}


def title_field(kind: Kind) -> str:
    """JSON name of the field that names a record of a kind."""
    return _JSON_NAMES.get(kind, {}).get("title", "title")


@dataclass(frozen=True, slots=True)
class Shape:
    """The shape of a field: `type` of one value, `many` when it is a list of them."""

    type: type
    many: bool


@cache
def shapes(kind: Kind) -> Mapping[str, Shape]:
    """Shape of every field of a kind, by its JSON name, in the order of the record."""
    hints = get_type_hints(ITEM_TYPES[kind])
    return {json_name: _shape(hints[name]) for name, json_name in _names(ITEM_TYPES[kind])}


def _shape(hint: Any) -> Shape:  # noqa: ANN401 -- an annotation has no narrower type
    if get_origin(hint) is tuple:
        return Shape(get_args(hint)[0], many=True)
    options = [a for a in get_args(hint) if a is not NoneType]
    if get_origin(hint) is not None and options and NoneType in get_args(hint):
        return Shape(options[0], many=False)
    return Shape(dict if get_origin(hint) is not None else hint, many=False)


def field_names(kind: Kind) -> tuple[str, ...]:
    """JSON names of all fields of a kind."""
    return tuple(shapes(kind))


def item_to_json(item: Item) -> dict[str, Any]:
    """Give the fields that are known, as JSON values."""
    present = {}
    for name, json_name in _names(type(item)):
        value = getattr(item, name)
        if type(value) is str:
            present[json_name] = value
        elif value is not None and value not in ((), {}):
            present[json_name] = _to_json(value)
    return present


@cache
def _names(type_: type[Any]) -> tuple[tuple[str, str], ...]:
    """Names of a dataclass's fields, in Python and in JSON."""
    said = _JSON_NAMES.get(type_.kind, {}) if issubclass(type_, Item) else {}
    return tuple((f.name, said.get(f.name, f.name)) for f in fields(type_))


_STRUCTURED = (Money, Period, Maturity, Indicator, Ip, Contact)


def _to_json(value: Any) -> Any:  # noqa: ANN401 -- any field value
    if isinstance(value, tuple):
        return [part if type(part) is str else _to_json(part) for part in value]
    if isinstance(value, _STRUCTURED):
        names = _names(type(value))  # type: ignore[arg-type] # mypy does not see that a class has a hash
        parts = ((name, getattr(value, name)) for name, _ in names)
        return {name: part for name, part in parts if part is not None}
    return dict(value) if isinstance(value, Mapping) else value


def item_from_json(kind: Kind, values: Mapping[str, Any]) -> Item:
    """Build a record from JSON values; raises `TypeError` for an unknown field or a missing title."""
    known = shapes(kind)
    return item_from_fields(kind, {name: _from_json(known.get(name), values[name]) for name in values})


def item_from_fields(kind: Kind, values: Mapping[str, Any]) -> Item:
    """Build a record from values by JSON name; raises `TypeError` for an unknown field or a missing title."""
    if renamed := _JSON_NAMES.get(kind):
        python = {json_name: name for name, json_name in renamed.items()}
        values = {python.get(name, name): value for name, value in values.items()}
    return ITEM_TYPES[kind](**values)


def _from_json(shape: Shape | None, value: Any) -> Any:  # noqa: ANN401 -- any JSON value
    if shape is None:
        return value
    if shape.many:
        return tuple(_one(shape.type, part) for part in value)
    return _one(shape.type, value)


def _one(type_: type, value: Any) -> Any:  # noqa: ANN401 -- any JSON value
    if type_ is Mode:
        return Mode(value)
    if type_ is Money:
        return Money(**{**value, "unit_source": UnitSource(value["unit_source"])})
    return type_(**value) if type_ in (Period, Maturity, Indicator, Ip, Contact) else value
