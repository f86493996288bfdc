"""Headers of lists and the fields they stand for: the tables beside this module, and how a header is looked up."""

import re
import tomllib
import unicodedata
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum, StrEnum, auto
from functools import cache
from importlib.resources import files

from graph.model import Indicator, Ip, Kind, Maturity, Mode, field_names
from graph.model.items import shapes
from ingest.columns.likeness import contained, same_but_for_fillers, similar
from ingest.values.text import simplified

_BRACKETED = re.compile(r"\(([^()]*)\)|\[([^\[\]]*)\]|【([^【】]*)】|〔([^〔〕]*)〕|<([^<>]*)>")
_DECORATION = re.compile(r"[\s*:：·★▲※#()\[\]【】〔〕<>_“”\"'、,，。.]+")
_NUMBERING = re.compile(r"^\s*(?:[(]?[一二三四五六七八九十]{1,2}[)、.]|\d{1,2}[.、)](?!\d))")
_TRAILING_UNIT = re.compile(
    r"(?:[/\-—–]?(?:单位)?(?:(?:人民币)?[万亿]元|[万亿]美元)|[/\-—–](?:单位)?(?:人民币)?元)$"
)
_MAX_KEY = 40
_SURE = 0.95
_DESCRIBED = (str, Indicator, Ip, Maturity, Mode)
_NAMES = frozenset(
    {
        "title",
        "person",
        "people",
        "org",
        "orgs",
        "issuer",
        "enterprise",
        "school",
        "code",
        "credit_code",
        "parent_dept",
        "region",
    }
)
"""Fields that name something rather than describe it."""


LEAST_CONFIDENCE = 0.5
"""A column whose field is less sure than this is kept as extra and reported."""


class Found(StrEnum):
    """How the field of a column was found."""

    EXACT = "exact"
    CONTAINED = "contained"
    SIMILAR = "similar"
    VALUES = "values"
    REMEMBERED = "remembered"

    @property
    def display_name(self) -> str:
        """The name users read."""
        return _FOUND_TITLES[self]


_FOUND_TITLES = {
    Found.EXACT: "词表",
    Found.CONTAINED: "包含",
    Found.SIMILAR: "近似",
    Found.VALUES: "列值",
    Found.REMEMBERED: "已记住",
}


class Role(Enum):
    """What a column does for the record."""

    VALUE = auto()
    LABELLED = auto()
    """Its text goes into the field with the header before it."""
    FLAG = auto()
    """A yes adds a fixed value to the field."""
    EXTRA = auto()
    IGNORED = auto()


@dataclass(frozen=True, slots=True)
class Target:
    """What a header stands for: a field (of the record, JSON name), or a part of it."""

    role: Role
    field: str | None = None
    part: str | None = None
    """`phone` of `contact.phone`, `end` of `deadline.end`; the value of a flag."""
    rank: int = 0
    """Place among the headers of the field: the first are the surest."""


@dataclass(frozen=True, slots=True)
class Match:
    """A possible meaning of a header and how sure it is, 0 to 1."""

    target: Target
    confidence: float
    found: Found | None = None


@dataclass(frozen=True, slots=True)
class HeaderKey:
    """A header reduced to what is compared; `hints` are the texts in brackets (units, options, limits)."""

    full: str
    bare: str
    hints: tuple[str, ...]


@cache
def header_key(text: str) -> HeaderKey:
    """Reduce a header: width, case, spaces, stars, colons and numbering do not count, brackets become hints.

    Traditional characters are compared as simplified ones.
    """
    folded = _NUMBERING.sub("", simplified(unicodedata.normalize("NFKC", text)).casefold())
    hints = tuple(
        next(part for part in found.groups() if part is not None) for found in _BRACKETED.finditer(folded)
    )
    bare = _TRAILING_UNIT.sub("", _DECORATION.sub("", _BRACKETED.sub("", folded)))
    return HeaderKey(_DECORATION.sub("", folded), bare, hints)


@dataclass(frozen=True)
class Vocabulary:
    """The headers one kind of list may have."""

    kind: Kind
    aliases: Mapping[str, tuple[Target, ...]]

    def exact(self, key: HeaderKey) -> tuple[Target, ...]:
        """Targets of a header that stands in the tables, with its brackets or without."""
        return self.aliases.get(key.full) or self.aliases.get(key.bare) or ()

    def match(self, key: HeaderKey) -> tuple[Match, ...]:
        """Possible meanings, best first: exact, else the alias it contains, else the nearest one."""
        if found := self.exact(key):
            return tuple(Match(target, 1.0, Found.EXACT) for target in found)
        if not key.bare or len(key.bare) > _MAX_KEY:
            return ()
        long = [alias for alias in self.aliases if len(alias) > 2 or not self._names(alias)]
        found_alias = contained(key.bare, long, self._is_described)
        how = Found.CONTAINED
        if found_alias is None or found_alias[1] < _SURE:
            nearly = same_but_for_fillers(key.bare, self.aliases)
            found_alias, how = (nearly, Found.SIMILAR) if nearly else (found_alias, how)
        if found_alias is None:
            found_alias, how = similar(key.bare, self.aliases), Found.SIMILAR
        alias, confidence = found_alias or ("", 0.0)
        return tuple(Match(target, confidence, how) for target in self.aliases.get(alias, ()))

    def _names(self, alias: str) -> bool:
        return self.aliases[alias][0].field in _NAMES

    def _is_described(self, alias: str) -> bool:
        shape = shapes(self.kind).get(self.aliases[alias][0].field or "")
        return shape is not None and shape.type in _DESCRIBED and not self._names(alias)


@cache
def vocabulary(kind: Kind) -> Vocabulary:
    """Load the tables of a kind; what stands in its own table wins over the common one."""
    aliases: dict[str, list[Target]] = defaultdict(list)
    own, common = _table(kind.value), _table("common")
    _add(aliases, own, kind)
    shared: dict[str, list[Target]] = defaultdict(list)
    _add(shared, common, kind)
    for key, targets in shared.items():
        if key not in aliases:
            aliases[key] = targets
    return Vocabulary(kind, {key: tuple(targets) for key, targets in aliases.items()})


def _table(name: str) -> dict[str, dict[str, object]]:
    return tomllib.loads((files("ingest.columns") / f"{name}.toml").read_text(encoding="utf-8"))


def _add(aliases: dict[str, list[Target]], table: dict[str, dict[str, object]], kind: Kind) -> None:
    for section, role in (("fields", Role.VALUE), ("labelled", Role.LABELLED)):
        for name, headers in table.get(section, {}).items():
            field, _, part = name.partition(".")
            for rank, header in enumerate(_strings(headers)):
                target = (
                    Target(role, field, part or None, rank)
                    if field in field_names(kind)
                    else Target(Role.EXTRA)
                )
                _put(aliases, header, target)
    for header, flag in table.get("flags", {}).items():
        if isinstance(flag, dict):
            _put(aliases, header, Target(Role.FLAG, str(flag["field"]), str(flag["value"])))
    for section, role in (("extra", Role.EXTRA), ("ignored", Role.IGNORED)):
        for header in _strings(table.get(section, {}).get("headers", [])):
            _put(aliases, header, Target(role))


def _put(aliases: dict[str, list[Target]], header: str, target: Target) -> None:
    aliases[header_key(header).full].append(target)


def _strings(value: object) -> list[str]:
    return [str(part) for part in value] if isinstance(value, list) else []


@cache
def plain_headers() -> frozenset[str]:
    """Every header of the tables, as it is compared."""
    return frozenset(key for kind in Kind for key in vocabulary(kind).aliases)


@cache
def kinds_of(key: str) -> frozenset[Kind]:
    """Kinds in whose own tables a header key stands: what tells one kind of list from another."""
    return frozenset(kind for kind in Kind if key in _own_keys(kind))


@cache
def _own_keys(kind: Kind) -> frozenset[str]:
    aliases: dict[str, list[Target]] = defaultdict(list)
    _add(aliases, _table(kind.value), kind)
    return frozenset(aliases)
