"""The documents of judgements and of the watch list."""

from collections.abc import Mapping
from typing import Annotated, Self

from pydantic import BaseModel, Field, StringConstraints

from api.errors import described
from api.schemas import Item
from brokerage.judging import LONGEST_NOTE
from brokerage.watching import Watched as WatchedPair
from graph.model.judgements import Judgement as Said
from graph.model.judgements import Reason, Verdict
from graph.store import StoredItem

_ITEM = "清单编号、id 或名称"
_VERDICTS = "、".join(f"{verdict.value} {verdict.display_name}" for verdict in reversed(Verdict))
_REASONS = "、".join(f"{reason.value} {reason.display_name}" for reason in Reason)
_OPINION = {
    "demand": "XQ-2026-001",
    "supply": "CG-2026-016",
    "verdict": "talk",
    "reason": "early",
    "note": "等中试结果",
    "by": "韦一舟",
}

Key = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=1000)]
Name = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=100)]


class Opinion(BaseModel):
    """What somebody says of a pair."""

    model_config = described("对一对匹配的研判", examples=[_OPINION]) | {"extra": "forbid"}

    demand: Key = Field(description=f"需求侧的{_ITEM}")
    supply: Key = Field(description=f"供给侧的{_ITEM}")
    verdict: Verdict = Field(description=_VERDICTS)
    reason: Reason | None = Field(default=None, description=_REASONS)
    note: str | None = Field(default=None, max_length=LONGEST_NOTE, description="备注")
    by: Name = Field(description="研判人")


class Judgement(BaseModel):
    """A judgement as the graph keeps it."""

    model_config = described("一个研判")

    id: str
    demand: Item
    supply: Item
    verdict: Verdict = Field(description=_VERDICTS)
    level: int = Field(ge=1, le=4, description="1 无关，2 相关领域，3 可谈，4 应推")
    reason: Reason | None = Field(description=_REASONS)
    note: str | None = Field(description="备注")
    by: str = Field(description="研判人")
    at: str = Field(description="研判时间（UTC）")
    maturity: int | None = Field(description="研判时成果的最高成熟度（TRL），未知为空")
    weights: str | None = Field(description="研判时给这一对排名的权重版本，没有排过为空")

    @classmethod
    def of(cls, said: Said, items: Mapping[str, StoredItem]) -> Self:
        """Describe a judgement.

        :param items: by id, both items of the pair.
        """
        demand, supply = (Item.of(id_, items[id_].item) for id_ in (said.demand, said.supply))
        names = ("id", "verdict", "reason", "note", "by", "at", "maturity", "weights")
        kept = {name: getattr(said, name) for name in names}
        return cls(demand=demand, supply=supply, level=said.verdict.level, **kept)


class Judgements(BaseModel):
    """Judgements, the newest first."""

    model_config = described("研判，最新的在前；同一人对同一对只给最新的一个")

    judgements: list[Judgement]


class Watched(BaseModel):
    """A pair of the watch list."""

    model_config = described("观察名单里的一对")

    awake: bool = Field(description="成熟度已经提高，可以再谈")
    why: str = Field(examples=["成熟度从 TRL 4 级到 TRL 6 级，可以再谈"], description="为什么等待或唤醒")
    maturity: int | None = Field(description="成果现在的最高成熟度（TRL），未知为空")
    judgement: Judgement

    @classmethod
    def of(cls, pair: WatchedPair) -> Self:
        """Describe a watched pair."""
        items = {item.id: item for item in (pair.demand, pair.supply)}
        said = Judgement.of(pair.judgement, items)
        return cls(awake=pair.awake, why=pair.why, maturity=pair.maturity, judgement=said)


class WatchList(BaseModel):
    """The watch list, awake pairs first."""

    model_config = described("“太早期”的观察名单，已唤醒的在前")

    pairs: list[Watched]
