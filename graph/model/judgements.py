"""What people said of a pair: how well it fits, and why not."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any


class Verdict(StrEnum):
    """How well a pair fits, as a technology manager judges it."""

    UNRELATED = "unrelated"
    FIELD = "field"
    TALK = "talk"
    RECOMMEND = "recommend"

    @property
    def level(self) -> int:
        """1 unrelated to 4 strongly related, the scale that rankings are learned from and measured on."""
        return list(Verdict).index(self) + 1

    @property
    def display_name(self) -> str:
        """The name users read."""
        return ("无关", "相关领域", "可谈", "应推")[self.level - 1]


class Reason(StrEnum):
    """Why a pair was declined."""

    DIRECTION = "direction"
    INDICATORS = "indicators"
    EARLY = "early"
    PRICE = "price"
    SOLVED = "solved"
    UNREACHABLE = "unreachable"
    GONE = "gone"
    DUPLICATE = "duplicate"

    @property
    def display_name(self) -> str:
        """The name users read."""
        return _REASON_TITLES[self]


_REASON_TITLES = {
    Reason.DIRECTION: "方向不符",
    Reason.INDICATORS: "指标不够",
    Reason.EARLY: "太早期",
    Reason.PRICE: "太贵",
    Reason.SOLVED: "已有方案",
    Reason.UNREACHABLE: "联系不上",
    Reason.GONE: "需求已撤",
    Reason.DUPLICATE: "重复",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """One person's verdict on a pair at one time; a later one of the same person takes its place.

    :param demand: id of the demand item.
    :param supply: id of the supply item.
    :param at: ISO date and time (UTC).
    :param maturity: highest TRL the supply stood at then, where it was known.
    :param weights: version of the weights that ranked the pair then, where it was ranked.
    """

    id: str
    demand: str
    supply: str
    verdict: Verdict
    by: str
    at: str
    reason: Reason | None = None
    note: str | None = None
    maturity: int | None = None
    weights: str | None = None

    def properties(self) -> dict[str, Any]:
        """The properties of its node; absent parts are left out."""
        said = {name: value for name, value in asdict(self).items() if value is not None}
        said["verdict"] = self.verdict.value
        return said | ({"reason": self.reason.value} if self.reason else {})


def judgement_from(properties: Mapping[str, Any]) -> Judgement:
    """Read a judgement from its node."""
    said = {name: properties[name] for name in Judgement.__dataclass_fields__ if name in properties}
    reason = Reason(said["reason"]) if "reason" in said else None
    return Judgement(**said | {"verdict": Verdict(said["verdict"]), "reason": reason})


def standing(judgements: Iterable[Judgement]) -> list[Judgement]:
    """What holds of all that was said, the oldest first: of each person the newest verdict on a pair."""
    in_time = sorted(judgements, key=lambda j: (j.at, j.id))
    newest = {(j.demand, j.supply, j.by): j for j in in_time}
    return [j for j in in_time if newest[j.demand, j.supply, j.by] is j]


def judgement_id(demand: str, supply: str, by: str, at: str) -> str:
    """Identify a judgement by pair, person and time."""
    return hashlib.blake2b(f"{demand}\x1f{supply}\x1f{by}\x1f{at}".encode(), digest_size=8).hexdigest()
