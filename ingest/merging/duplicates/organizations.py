"""Organisations that may be one: by credit code, by another name, by names that differ in place or legal form."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from graph.model import Label
from graph.model.ids import natural_key, organization_id
from ingest.merging.duplicates.proposal import (
    Evidence,
    ListedItem,
    ListedOrganization,
    ListedPerson,
    Proposal,
    pair_key,
)
from ingest.merging.duplicates.titles import Core, core, similarity
from ingest.resolve import organization_kind, organization_name, unclear_names
from ingest.values.region import leading_places

_LEGAL_FORM = re.compile(r"(?:有限责任公司|责任有限公司|股份有限公司|股份公司|有限公司|公司)$")
_LIMITED = ("有限责任公司", "责任有限公司", "有限公司")
_WHOLE = re.compile(r"(?:大学|学院|科学院|研究院|研究所|医院|公司|集团)$")
_MIN_STEM = 3
_MIN_NAME = 8
_MAX_GROUP = 50
"""Organisations of one stem beyond which the stem is no name (农业合作社)."""

JOINED = 0.7
"""Score from which two organisations count as one when their items are compared."""


@dataclass(frozen=True, slots=True)
class _Found:
    one: str
    other: str
    score: float
    evidence: Evidence


def organization_proposals(
    organizations: Sequence[ListedOrganization], items: Sequence[ListedItem], people: Sequence[ListedPerson]
) -> list[Proposal]:
    """Pairs of organisations that may be one; several reasons for a pair make one proposal."""
    names = {body.id: body.name for body in organizations}
    reasons: dict[tuple[str, str], list[_Found]] = defaultdict(list)
    ways = (_by_code, _by_alias, _by_short_name, _by_stem)
    for found in (f for way in ways for f in way(organizations)):
        reasons[pair_key(found.one, found.other)].append(found)
    for found in _by_slip(organizations, _named_in(items, people)):
        reasons[pair_key(found.one, found.other)].append(found)
    return [_proposal(pair, names, found) for pair, found in sorted(reasons.items())]


def _proposal(pair: tuple[str, str], names: Mapping[str, str], found: Sequence[_Found]) -> Proposal:
    doubt = 1.0
    for one in found:
        doubt *= 1 - one.score
    evidence = tuple(dict.fromkeys(one.evidence for one in found))
    return Proposal(
        Label.ORGANIZATION, *pair, (names[pair[0]], names[pair[1]]), round(1 - doubt, 2), evidence
    )


def _by_code(organizations: Sequence[ListedOrganization]) -> Iterator[_Found]:
    holders: dict[str, list[str]] = defaultdict(list)
    for body in organizations:
        for code in body.credit_codes:
            holders[code].append(body.id)
    for code, ids in sorted(holders.items()):
        evidence = Evidence("credit_code", f"统一社会信用代码相同：{code}")
        yield from (_Found(*pair, 0.95, evidence) for pair in combinations(sorted(set(ids)), 2))


def _by_alias(organizations: Sequence[ListedOrganization]) -> Iterator[_Found]:
    by_id = {body.id: body for body in organizations}
    for body in organizations:
        for alias in body.aliases:
            other = by_id.get(organization_id(organization_name(alias).name))
            if other and other.id != body.id:
                said = Evidence("alias", f"“{body.name}”在清单里又写作“{alias}”")
                yield _Found(body.id, other.id, 0.9, said)


def _by_short_name(organizations: Sequence[ListedOrganization]) -> Iterator[_Found]:
    ids = {body.id for body in organizations}
    for body in organizations:
        meant = unclear_names(body.name)
        score = 0.55 if len(meant) > 1 else 0.65
        for name in meant:
            if (other := organization_id(name)) in ids:
                yield _Found(
                    body.id, other, score, Evidence("short_name", f"“{body.name}”可能是“{name}”的简称")
                )


def _by_stem(organizations: Sequence[ListedOrganization]) -> Iterator[_Found]:
    """Firms called the same but for place and legal form, offices called the same but for 市 or 县."""
    groups: dict[str, list[tuple[ListedOrganization, tuple[str, ...], str]]] = defaultdict(list)
    for body in organizations:
        places, rest = leading_places(body.name)
        stem = natural_key(_LEGAL_FORM.sub("", rest))
        if len(stem) >= _MIN_STEM:
            groups[stem].append((body, places, rest))
    for _, members in sorted(groups.items()):
        if len(members) > _MAX_GROUP:
            continue
        for (one, places, rest), (other, others, rest_of_other) in combinations(members, 2):
            score = min(_same_place(one, places, others), _same_form(rest, rest_of_other))
            if score:
                yield _Found(
                    one.id, other.id, score, Evidence("name", f"名称相近：{one.name} / {other.name}")
                )


def _same_place(body: ListedOrganization, places: tuple[str, ...], others: tuple[str, ...]) -> float:
    if places == others:
        return 0.9
    if organization_kind(body.name) != "Enterprise":
        return 0.0
    if not places or not others:
        return 0.6
    inside = any(_within(a, b) or _within(b, a) for a in places for b in others)
    return 0.75 if inside else 0.0


def _within(place: str, other: str) -> bool:
    """Whether a place is part of another, by their codes of GB/T 2260: 450302 of 450300 of 450000."""
    for level in (2, 4):
        if other[level:] == "0" * (6 - level):
            return place.startswith(other[:level])
    return place == other


def _same_form(one: str, other: str) -> float:
    forms = [found.group() if (found := _LEGAL_FORM.search(text)) else "" for text in (one, other)]
    if forms[0] == forms[1] or all(form in _LIMITED for form in forms):
        return 0.9
    return 0.7


def _by_slip(
    organizations: Sequence[ListedOrganization], named: Mapping[str, Mapping[str, str]]
) -> Iterator[_Found]:
    """Names one slip apart, where another thing speaks for it too: the same item, the same person."""
    by_id = {body.id: body for body in organizations}
    holders: dict[str, list[str]] = defaultdict(list)
    for id_ in sorted(named.keys() & by_id.keys()):
        for key in named[id_]:
            holders[key].append(id_)
    told: set[tuple[str, str]] = set()
    for key, ids in sorted(holders.items()):
        for pair in combinations(ids, 2) if len(ids) <= _MAX_GROUP else ():
            one, other = (by_id[id_] for id_ in pair)
            if pair not in told and _one_slip_apart(one.name, other.name):
                told.add(pair)
                said = f"名称只差一两个字，且{named[pair[0]][key]}：{one.name} / {other.name}"
                yield _Found(*pair, 0.7, Evidence("slip", said))


def _one_slip_apart(one: str, other: str) -> bool:
    keys = natural_key(one), natural_key(other)
    if min(map(len, keys)) < _MIN_NAME or keys[0] == keys[1] or _one_within(one, other):
        return False
    return similarity(Core(keys[0], None), Core(keys[1], None)) > 0


def _one_within(one: str, other: str) -> bool:
    return one.startswith(other) or other.startswith(one)


def _named_in(items: Sequence[ListedItem], people: Sequence[ListedPerson]) -> Mapping[str, Mapping[str, str]]:
    """What is said with each organisation, and how to say that two have it in common."""
    named: dict[str, dict[str, str]] = defaultdict(dict)
    for item in items:
        if item.organization:
            named[item.organization][f"{item.kind}:{core(item.title).text}"] = f"都有“{item.title}”"
    for person in people:
        for organization in person.organizations:
            named[organization][f"person:{person.name}"] = f"都有{person.name}"
    return named


@dataclass(frozen=True, slots=True)
class Relations:
    """Which organisations belong together: those that may be one, and those that are part of another."""

    names: Mapping[str, str]
    groups: Mapping[str, str]
    joined: frozenset[tuple[str, str]]

    @classmethod
    def of(cls, organizations: Sequence[ListedOrganization], proposals: Iterable[Proposal]) -> "Relations":
        """Group organisations by what was proposed and by whose name begins with whose."""
        names = {body.id: body.name for body in organizations}
        joined = frozenset(pair_key(p.first, p.second) for p in proposals if p.score >= JOINED)
        parents = (
            (body.id, parent) for body in organizations for parent in _wholes(body.name) if parent in names
        )
        groups = {id_: id_ for id_ in names}
        for one, other in (*sorted(joined), *parents):
            first, second = sorted((_root(groups, one), _root(groups, other)))
            groups[second] = first
        return cls(names, {id_: _root(groups, id_) for id_ in names}, joined)

    def group(self, organization: str) -> str:
        """The organisations that belong together have one group."""
        return self.groups.get(organization, organization)

    def said(self, one: str, other: str) -> Evidence | None:
        """How two organisations belong together; None where they do not."""
        name, name_of_other = self.names.get(one, ""), self.names.get(other, "")
        if one == other:
            return Evidence("organization", f"同一单位：{name}")
        if pair_key(one, other) in self.joined:
            return Evidence("organization", f"单位可能是同一个：{name} / {name_of_other}")
        if self.group(one) == self.group(other):
            return Evidence("organization", f"同属一个单位：{name} / {name_of_other}")
        return None


def _root(groups: dict[str, str], id_: str) -> str:
    while groups[id_] != id_:
        groups[id_] = groups[groups[id_]]
        id_ = groups[id_]
    return id_


def _wholes(name: str) -> list[str]:
    """Ids of the organisations a name says it is part of: 漓东理工大学机械学院 is part of 漓东理工大学."""
    beginnings = (name[:end] for end in range(4, len(name)))
    return [organization_id(beginning) for beginning in beginnings if _WHOLE.search(beginning)]
