"""Values vote on the field of a column where its header does not tell, and doubt the header they contradict."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from graph.model import Kind
from ingest.columns import LEAST_CONFIDENCE, Found, Role, Target
from ingest.columns.assignment import Column, target_of
from ingest.readers import Raw
from ingest.values import looks
from ingest.values.lists import parse_flag
from ingest.values.text import cell_text, is_placeholder

SAMPLE = 200
"""Values of a column that are looked at."""

_TRUST = 0.6
"""Confidence in a field that only values tell, where all of them agree."""
_DOUBT = 0.3
"""Confidence left in a header that values contradict."""
_CONTRADICTED_FROM = 0.8
"""Share of values that look like something else from which on they contradict their header."""
_FEW = 3
"""Fewer values agree by chance."""
_LONG = 40

_MONEY_HEADER = re.compile(
    r"^(?!.*(?:产值|营收|营业|销售|收入|税|利润|注册|薪|工资|贷|资产|财政|补助|补贴|效益|产出|规模)).*"
    r"(?:费|金额|资金|经费|预算|投入|出资|价|悬赏|款|额)"
)
_TIME_HEADER = re.compile(
    r"^(?!.*(?:填|报|登记|更新|发布|成立|出生|提交|签|注册|入库|审核|征集|年龄|入职|工作)).*"
    r"(?:期|限|时间|时长|何时|完成|截止)"
)
_CONSENT_HEADER = re.compile("公开|授权|同意")

_DEMANDS = (Kind.NEED, Kind.CHALLENGE, Kind.SCENARIO)


@dataclass(frozen=True, slots=True)
class _Look:
    """A look of values, and the fields of each kind they may then fill: the first that is free."""

    tells: Callable[[str], bool]
    fields: Mapping[Kind, Sequence[str]]
    header: re.Pattern[str] | None = None
    """What the header must say as well, for a look that many columns have."""
    least: int = _FEW
    """Values that must be there."""


def _everywhere(field: str) -> Mapping[Kind, Sequence[str]]:
    return dict.fromkeys(Kind, (field,))


# In the order of how telling they are.
_LOOKS: Mapping[str, _Look] = {
    "email": _Look(looks.is_email, _everywhere("contact.email"), least=1),
    "credit": _Look(looks.is_credit_code, {Kind.NEED: ("credit_code",)}, least=1),
    "patent": _Look(looks.is_patent, {Kind.ACHIEVEMENT: ("ip",)}, least=1),
    "phone": _Look(looks.is_phone, _everywhere("contact.phone"), least=1),
    "contact": _Look(looks.is_contact, _everywhere("contact.any")),
    "mode": _Look(looks.is_mode, dict.fromkeys((Kind.ACHIEVEMENT, Kind.NEED), ("modes",))),
    "maturity": _Look(looks.is_maturity, {Kind.ACHIEVEMENT: ("maturity",), Kind.NEED: ("maturity_wanted",)}),
    "money": _Look(
        looks.is_money,
        {
            Kind.ACHIEVEMENT: ("price",),
            Kind.NEED: ("budget",),
            Kind.CHALLENGE: ("bounty",),
            Kind.SCENARIO: ("budget",),
            Kind.ALUMNI_PROJECT: ("invest",),
        },
        _MONEY_HEADER,
    ),
    "period": _Look(looks.is_period, dict.fromkeys(_DEMANDS, ("deadline",)), _TIME_HEADER),
    "region": _Look(looks.is_region, _everywhere("region")),
    "flag": _Look(
        lambda text: parse_flag(text) is not None, {Kind.ALUMNI_PROJECT: ("consent",)}, _CONSENT_HEADER
    ),
    "organization": _Look(
        looks.is_organization,
        {
            Kind.ACHIEVEMENT: ("orgs",),
            Kind.CHALLENGE: ("issuer",),
            Kind.ALUMNI_PROJECT: ("enterprise", "school"),
            **dict.fromkeys((Kind.NEED, Kind.SCENARIO, Kind.EXPERT), ("org",)),
        },
    ),
    "person": _Look(
        looks.is_person,
        {
            **_everywhere("contact.name"),
            Kind.ACHIEVEMENT: ("people", "contact.name"),
            Kind.ALUMNI_PROJECT: ("person", "contact.name"),
            Kind.EXPERT: ("person",),
        },
    ),
    "long": _Look(
        lambda text: len(text) >= _LONG,
        {**_everywhere("detail"), Kind.ACHIEVEMENT: ("abstract",), Kind.EXPERT: ("results",)},
    ),
}

_FOREIGN: Mapping[str, frozenset[str]] = {
    **dict.fromkeys(("contact",), frozenset({"credit", "patent", "period", "organization"})),
    **dict.fromkeys(
        ("orgs", "org", "issuer", "enterprise", "school", "region"),
        frozenset({"email", "credit", "patent", "phone", "period"}),
    ),
    **dict.fromkeys(
        ("people", "person", "price", "invest", "budget", "bounty", "funding", "deadline", "bid_deadline"),
        frozenset({"email", "credit", "patent", "phone", "organization"}),
    ),
    **dict.fromkeys(("code", "credit_code"), frozenset({"email", "organization"})),
}
"""Looks that contradict a field; of every other field, addresses and telephones do."""


def vote(
    kind: Kind, columns: Sequence[Column], rows: Sequence[Sequence[Raw]], *, first: int = 0
) -> tuple[Column, ...]:
    """Give columns their fields by their values where the headers do not; what stays below the threshold is extra.

    :param rows: data rows of the table.
    :param first: number of the first column in the sheet, which names a column without a header.
    """
    given = {column.index: column for column in columns}
    units = {at for at in range(1, max(map(len, rows[:SAMPLE]), default=0)) if _holds_units(at, given, rows)}
    for at in units:
        given[at] = Column(at, given[at].header if at in given else "", Target(Role.IGNORED), 1.0)
    for column in columns:
        if column.index not in units and _contradicted(column, rows):
            given[column.index] = replace(column, target=Target(Role.EXTRA), confidence=_DOUBT, found=None)
    for at in range(max(map(len, rows[:SAMPLE]), default=0)):
        column = given.get(at) or Column(at, "", Target(Role.EXTRA), 0.0)
        if at in units or column.confidence >= LEAST_CONFIDENCE or column.found is not None:
            continue
        elected = _elected(kind, column, _values(rows, at), {_part(c.target) for c in given.values()})
        if elected:
            given[at] = replace(elected, header=column.header or f"第{first + at + 1}列")
    return tuple(given[at] for at in sorted(given) if given[at].header or at not in units)


def _holds_units(at: int, given: Mapping[int, Column], rows: Sequence[Sequence[Raw]]) -> bool:
    """Tell a column of 万元 beside the amounts: its values are read with those of the column before it."""
    before, column = given.get(at - 1), given.get(at)
    if before is None or (column is not None and column.found is Found.REMEMBERED):
        return False
    values = _values(rows, at)
    return bool(values) and all(map(looks.is_unit, values)) and before.target.role is Role.VALUE


def _values(rows: Sequence[Sequence[Raw]], at: int) -> list[str]:
    """Give the first values of a column that say something."""
    found: list[str] = []
    for row in rows:
        text = cell_text(row[at]) if at < len(row) and row[at] != "" else ""
        if text and not is_placeholder(text):
            found.append(text)
            if len(found) == SAMPLE:
                break
    return found


def _share(values: Sequence[str], look: _Look) -> float:
    return sum(map(look.tells, values)) / len(values) if len(values) >= look.least else 0.0


def _contradicted(column: Column, rows: Sequence[Sequence[Raw]]) -> bool:
    """Tell whether most values look like something that the field of a column does not hold."""
    if column.target.role is not Role.VALUE or column.found is Found.REMEMBERED:
        return False
    values = _values(rows, column.index)
    foreign = _FOREIGN.get(column.target.field or "", frozenset({"email", "phone"}))
    return len(values) >= _FEW and any(_share(values, _LOOKS[name]) >= _CONTRADICTED_FROM for name in foreign)


def _elected(kind: Kind, column: Column, values: Sequence[str], taken: set[str | None]) -> Column | None:
    """Give a column the field that most of its values look like, if no other column has it."""
    if not values:
        return None
    if not column.header and values == [str(n + 1) for n in range(len(values))]:
        return replace(column, target=Target(Role.IGNORED), confidence=1.0, found=Found.VALUES)
    for look in _LOOKS.values():
        confidence = round(_TRUST * _share(values, look), 3) if _fits(look, column.header) else 0.0
        if confidence < LEAST_CONFIDENCE:
            continue
        for field in look.fields.get(kind, ()):
            if not taken & set(_rivals(field)) and (target := target_of(kind, field)):
                return replace(column, target=target, confidence=confidence, found=Found.VALUES)
        return None
    return None


def _fits(look: _Look, header: str) -> bool:
    return look.header is None or look.header.search(header) is not None


def _part(target: Target) -> str | None:
    if target.role in (Role.EXTRA, Role.IGNORED):
        return None
    return f"{target.field}.{target.part}" if target.field == "contact" else target.field


def _rivals(field: str) -> Iterator[str]:
    yield field
    if field.startswith("contact."):
        yield "contact.any"
