"""The documents the service answers with: pydantic at the edge only, made from what the rooms below give."""

import json
from typing import Annotated, Self

from pydantic import BaseModel, Field

from api.errors import ErrorDetail, described
from graph.model import Item as Record
from graph.model import Kind, Side
from graph.store import StoredItem, StoredMatch
from matching.explain import reasons
from matching.search import Hit as Found
from matching.weights import ACTIONS

Score = Annotated[float, Field(ge=0, le=1)]

_NEED = {
    "id": "5b1f0c9a77d2e341",
    "kind": "need",
    "code": "XQ-2026-001",
    "title": "高镍三元电解液配方开发",
    "organization": "桂林漓新能源有限公司",
}
_ACHIEVEMENT = {
    "id": "9f86d081884c7d65",
    "kind": "achievement",
    "code": "CG-2026-016",
    "title": "高电压三元电池用含氟电解液及其制备",
    "organization": "漓东理工大学",
}
_REASONS = ["内容高度相关（文本相关度 0.71）", "双方都提到：电解液、三元、高电压"]
_MATCH = {
    "item": _ACHIEVEMENT,
    "score": 0.74,
    "score_for_demand": 0.76,
    "score_for_supply": 0.72,
    "relevance": 0.71,
    "rank_for_demand": 1,
    "rank_for_supply": 2,
    "grade": "A",
    "action": "可推",
    "reasons": [*_REASONS, "未说明：预算与报价"],
    "features": {"dense_title": 0.68, "dense_full": 0.72, "terms": 0.31, "modes": 1.0},
    "sources": ["dense 1", "lexical 1"],
    "encoder": "duijie-zh-2",
    "weights": "weights-1",
    "run_id": "1f9719cc7a776af7",
}
MATCHES_EXAMPLE = {"item": _NEED, "namesakes": [], "matches": {"demand": [_MATCH]}}
SEARCH_EXAMPLE = {
    "query": "耐高压的锂电池电解液",
    "side": "supply",
    "hits": [{**_ACHIEVEMENT, "rank": 1, "score": 0.71, "reasons": _REASONS}],
}


class Item(BaseModel):
    """An item of a list, in brief."""

    model_config = described("清单里的一个条目")

    id: str = Field(examples=["9f86d081884c7d65"], description="图谱里的 id")
    kind: Kind = Field(description="种类：科技成果、技术需求、揭榜挂帅、应用场景、校友项目、专家")
    code: str | None = Field(default=None, examples=["XQ-2026-001"], description="清单编号")
    title: str = Field(examples=["高镍三元电解液配方开发"], description="名称")
    organization: str | None = Field(
        default=None,
        examples=["桂林漓新能源有限公司"],
        description="完成单位、需求单位、发榜单位、场景单位、校友企业或专家所在单位",
    )

    @classmethod
    def of(cls, id_: str, record: Record) -> Self:
        """Describe a record."""
        return cls(
            id=id_,
            kind=record.kind,
            code=record.code,
            title=record.title,
            organization=record.organization,
        )


class Match(BaseModel):
    """One ranked match, seen from the item asked for."""

    model_config = described("一个匹配")

    item: Item = Field(description="对方")
    score: Score = Field(description="双向得分：两侧得分的调和平均")
    score_for_demand: Score = Field(description="需求侧看到的得分")
    score_for_supply: Score = Field(description="供给侧看到的得分")
    relevance: Score = Field(description="文本相关度")
    rank_for_demand: int = Field(description="在需求侧的名次")
    rank_for_supply: int = Field(description="在供给侧的名次")
    grade: str = Field(examples=["A"], description="评级 S、A、B、C、D")
    action: str = Field(examples=["可推"], description="建议：首推、可推、预沟通、备选、不推")
    reasons: list[str] = Field(description="理由：支持的、要注意的、未说明的")
    features: dict[str, float] = Field(description="各项特征值，未知的不列")
    sources: list[str] = Field(default=[], examples=[["dense 1", "lexical 3"]], description="候选来源和名次")
    encoder: str | None = Field(default=None, description="语义模型")
    weights: str | None = Field(default=None, description="权重版本")
    run_id: str | None = Field(default=None, description="哪次匹配写入的")

    @classmethod
    def of(cls, match: StoredMatch) -> Self:
        """Describe a match of the graph."""
        said = dict(match.properties)
        said |= {"action": ACTIONS[said["grade"]], "features": json.loads(said["features"])}
        return cls(item=Item.of(match.other.id, match.other.item), **said)


class Matches(BaseModel):
    """An item and its ranked matches by the side it stands on; an alumni project stands on both."""

    model_config = described("一个条目和它的匹配", examples=[MATCHES_EXAMPLE])

    item: Item
    namesakes: list[Item] = Field(default=[], description="同编号或同名的其他条目，可用 id 指定")
    matches: dict[Side, list[Match]] = Field(
        description="demand：它作为需求侧时匹配的供给；supply：它作为供给侧时匹配的需求"
    )

    @classmethod
    def of(
        cls, item: StoredItem, ranked: dict[Side, list[StoredMatch]], *, namesakes: list[StoredItem]
    ) -> Self:
        """Describe an item's matches."""
        return cls(
            item=Item.of(item.id, item.item),
            namesakes=[Item.of(other.id, other.item) for other in namesakes],
            matches={side: [Match.of(match) for match in found] for side, found in ranked.items()},
        )


class Hit(Item):
    """An item found by a search."""

    model_config = described("搜到的一个条目")

    rank: int = Field(ge=1, description="名次")
    score: Score = Field(description="文本相关度")
    reasons: list[str] = Field(description="理由")

    @classmethod
    def found(cls, rank: int, hit: Found) -> Self:
        """Describe a hit."""
        item = Item.of(hit.entry.id, hit.entry.item).model_dump()
        score, why = round(hit.score.relevance, 6), reasons(hit.score, asked=())
        return cls(**item, rank=rank, score=score, reasons=why)


class SearchResult(BaseModel):
    """What a search found, best first."""

    model_config = described("搜索结果，最相关的在前", examples=[SEARCH_EXAMPLE])

    query: str = Field(description="搜索的文字")
    side: Side = Field(description="在哪一侧找的")
    hits: list[Hit]


class Check(BaseModel):
    """One thing the service needs."""

    model_config = described("一项检查")

    name: str = Field(examples=["neo4j"])
    ok: bool
    detail: str = Field(description="供人阅读的说明")


class Readiness(BaseModel):
    """Whether the service can do its work, and what is missing."""

    model_config = described("能否提供服务，还缺什么")

    ready: bool
    checks: list[Check]
    error: ErrorDetail | None = None


class Health(BaseModel):
    """The process runs."""

    model_config = described("进程在运行")

    status: str = "ok"
