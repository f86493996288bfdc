"""The rights to a technology."""

import re
from functools import lru_cache

from graph.model import Achievement, Challenge, Ip
from matching.features.evaluation import Evaluation, Pair

_MANY = 3
"""Granted rights from which more make no difference."""
_RIGHTS = frozenset({"invention", "utility", "design", "pct", "software", "variety", "secret", None})
_CLASSIFIED = re.compile(r"^(?:是|涉密|秘密|机密|绝密)")
_ALL_TO_ISSUER = re.compile(
    r"(?:^|[,，;；。])(?:全部|所有|项目)?(?:知识产权|专利权?|成果|产权)[^,，;；。]{0,6}归(?:发榜|需求|出题|委托)方"
)
"""A rule that hands every right over; rights that only arise in the work are another matter."""


def ip(pair: Pair) -> Evaluation | None:
    """成果的知识产权是已授权、申请中还是已失效、已转让，与榜单的产权约定是否冲突；件数多不再加分。"""
    supply, demand = pair.supply.item, pair.demand.item
    if not isinstance(supply, Achievement) or not (supply.ip or supply.secret):
        return None
    return _said(supply.ip, supply.secret or "", demand.ip_rule if isinstance(demand, Challenge) else None)


@lru_cache(65536)
def _said(ip: tuple[Ip, ...], secret: str, rule: str | None) -> Evaluation | None:
    if _CLASSIFIED.match(secret):
        return Evaluation(0.2, f"成果密级为“{secret}”，公开对接前先办保密审查", contradiction=True)
    rights = [right for right in ip if right.kind in _RIGHTS]
    state = _state(rights)
    if state is None:
        return None
    if rule and state.value > 0.5 and _ALL_TO_ISSUER.search(rule):
        return Evaluation(0.4, f"{state.sentence}；榜单约定“{rule}”，已有权利的归属要先谈")
    return state


def _state(rights: list[Ip]) -> Evaluation | None:
    """The best that is said of any right; what has lapsed or gone to others is told as a flag when all has."""
    statuses = {right.status for right in rights}
    granted = sum(right.count or 1 for right in rights if right.status == "granted")
    if granted:
        value = 0.7 + 0.1 * min(granted, _MANY) / _MANY
        return Evaluation(value, f"已授权知识产权 {granted} 项{_lost(statuses)}")
    if "applied" in statuses:
        return Evaluation(0.6, f"知识产权已申请，尚未授权{_lost(statuses)}")
    if any(right.status is None for right in rights):
        return Evaluation(0.55, f"有知识产权，未写是否授权{_lost(statuses)}")
    if not statuses:
        return None
    gone = "已失效" if "expired" in statuses else "已转让"
    return Evaluation(0.3, f"所列知识产权{gone}，先核对权属", contradiction=True)


def _lost(statuses: set[str | None]) -> str:
    said = [word for status, word in (("expired", "失效"), ("transferred", "转让")) if status in statuses]
    return f"（另有已{'、已'.join(said)}的，先核对权属）" if said else ""
