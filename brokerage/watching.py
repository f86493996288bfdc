"""The watch list: pairs that came too early sleep until the supply has grown up.

Nothing has to run for that: who looks at the list is told what is awake now.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from brokerage.judging import maturity
from graph.model import Need
from graph.model.judgements import Judgement, Reason, standing
from graph.store import Store, StoredItem

READY = 7
"""Readiness (TRL) at which a technology is taken over as it is; what is asked of it where the need does not say."""


@dataclass(frozen=True, slots=True)
class Watched:
    """A pair somebody called too early.

    :param maturity: highest TRL of the supply now, where it is known.
    """

    judgement: Judgement
    demand: StoredItem
    supply: StoredItem
    maturity: int | None

    @property
    def awake(self) -> bool:
        """Whether the supply stands higher than when it was judged.

        Where nobody knew how high it stood, it has to stand as high as the need wants.
        """
        if self.maturity is None:
            return False
        if self.judgement.maturity is None:
            return self.maturity >= _wanted(self.demand)
        return self.maturity > self.judgement.maturity

    @property
    def why(self) -> str:
        """Why it sleeps or is awake, for people."""
        then, now = (_level(level) for level in (self.judgement.maturity, self.maturity))
        if self.awake:
            return f"成熟度从{then}到{now}，可以再谈"
        unknown = self.judgement.maturity is None
        return f"研判时{then}，现在{now}" + (f"，到 TRL {_wanted(self.demand)} 级时唤醒" if unknown else "")


def watched(judgements: Iterable[Judgement], items: Mapping[str, StoredItem]) -> list[Watched]:
    """Pairs whose newest judgement of a person says too early, the awake ones first.

    :param items: what the graph says of them now, by id; pairs with an item that is gone or withdrawn are left out.
    """
    found = []
    for judgement in standing(judgements):
        demand, supply = items.get(judgement.demand), items.get(judgement.supply)
        if (
            judgement.reason is Reason.EARLY
            and demand
            and supply
            and not (demand.withdrawn or supply.withdrawn)
        ):
            found.append(Watched(judgement, demand, supply, maturity(supply)))
    return sorted(found, key=lambda pair: not pair.awake)


def watch_list(store: Store) -> list[Watched]:
    """The watch list as the graph stands now."""
    judgements = [j for j in standing(store.judgements.all()) if j.reason is Reason.EARLY]
    return watched(
        judgements, store.items_by_id(sorted({id_ for j in judgements for id_ in (j.demand, j.supply)}))
    )


def _wanted(demand: StoredItem) -> int:
    said = demand.item.maturity_wanted if isinstance(demand.item, Need) else None
    return said.min if said else READY


def _level(level: int | None) -> str:
    return "未知" if level is None else f" TRL {level} 级"
