"""Judgements checked and completed: what a technology manager says of a pair, before the graph keeps it."""

from collections.abc import Sequence, Set
from dataclasses import dataclass
from datetime import UTC, datetime

from graph.judgements import JudgementError
from graph.model import Side
from graph.model.judgements import Judgement, Reason, Verdict, judgement_id
from graph.properties import masked
from graph.store import Store, StoredItem

LONGEST_NOTE = 1000

_OBSTACLES = frozenset({Reason.INDICATORS, Reason.EARLY, Reason.PRICE, Reason.UNREACHABLE})
REASONS: dict[Verdict, Set[Reason]] = {
    Verdict.UNRELATED: frozenset(Reason),
    Verdict.FIELD: frozenset(Reason),
    Verdict.TALK: _OBSTACLES,
    Verdict.RECOMMEND: frozenset(),
}
"""Reasons a verdict may have: what is worth talking about may still meet an obstacle, a recommendation none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Opinion:
    """What somebody says of a pair.

    :param at: when it was said (ISO, UTC), where that is not now.
    """

    demand: StoredItem
    supply: StoredItem
    verdict: Verdict
    by: str
    reason: Reason | None = None
    note: str | None = None
    at: str | None = None


def judge(store: Store, opinion: Opinion, *, now: datetime | None = None) -> Judgement:
    """Keep what somebody says of a pair; raises `JudgementError` where it cannot be."""
    return judge_all(store, [opinion], now=now)[0]


def judge_all(store: Store, opinions: Sequence[Opinion], *, now: datetime | None = None) -> list[Judgement]:
    """Keep several opinions, all or none.

    Maturity and weights are those of today, so what was said on another day goes without.
    """
    for opinion in opinions:
        check(opinion)
    at = (now or datetime.now(UTC)).isoformat(timespec="seconds")
    weights = store.judgements.weights([(o.demand.id, o.supply.id) for o in opinions])
    judgements = [_judgement(o, at, weights.get((o.demand.id, o.supply.id))) for o in opinions]
    store.judgements.add(*judgements)
    return judgements


def check(opinion: Opinion) -> None:
    """Raise `JudgementError` where an opinion contradicts itself."""
    verdict, reason = opinion.verdict, opinion.reason
    if opinion.demand.id == opinion.supply.id:
        raise JudgementError(f"“{opinion.demand.item.title}”不能与它自己配对。")
    if reason and reason not in REASONS[verdict]:
        allowed = "、".join(r.display_name for r in Reason if r in REASONS[verdict])
        only = f"只能带 {allowed}" if allowed else "不带原因"
        raise JudgementError(
            f"“{verdict.display_name}”{only}；原因是“{reason.display_name}”的，请改判相关领域或无关。"
        )
    if not opinion.by.strip():
        raise JudgementError("没有写研判人。")
    if len(opinion.note or "") > LONGEST_NOTE:
        raise JudgementError(f"备注超过 {LONGEST_NOTE} 个字；请写短一些。")


def find(store: Store, key: str, side: Side) -> StoredItem:
    """The one item on a side that a code, id or title names.

    Raises `ItemNotFoundError` where there is none, `JudgementError` where it stands on the other side or several do.
    """
    named = store.named(key)
    found = [item for item in named if side in item.kind.sides]
    if not found:
        raise JudgementError(f"“{key}”是{named[0].kind.display_name}，不在{side.display_name}。")
    if len(found) > 1:
        listed = "、".join(f"{item.id}（{item.item.organization or item.item.title}）" for item in found)
        raise JudgementError(f"“{key}”在{side.display_name}对应 {len(found)} 条，请用 id 指定：{listed}")
    return found[0]


def maturity(item: StoredItem) -> int | None:
    """Highest TRL an item stands at, where its list tells it."""
    said = getattr(item.item, "maturity", None)
    return None if said is None else int(said.max)


def kept_note(note: str | None) -> str | None:
    """A note as the graph may hold it: without telephone numbers and addresses of mail."""
    return masked((note or "").strip()) or None


def _judgement(opinion: Opinion, now: str, weights: str | None) -> Judgement:
    at, by = opinion.at or now, opinion.by.strip()
    today = at[:10] == now[:10]
    return Judgement(
        id=judgement_id(opinion.demand.id, opinion.supply.id, by, at),
        demand=opinion.demand.id,
        supply=opinion.supply.id,
        verdict=opinion.verdict,
        by=by,
        at=at,
        reason=opinion.reason,
        note=kept_note(opinion.note),
        maturity=maturity(opinion.supply) if today else None,
        weights=weights if today else None,
    )
