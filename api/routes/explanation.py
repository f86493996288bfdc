"""`/api/explanation`: everything the data say of one pair."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Annotated

from fastapi import APIRouter, Query
from pydantic import StringConstraints

from api import errors
from api.dependencies import ServiceDep, StoreDep
from api.explanation import Explanation
from graph.model import Side
from graph.store import StoredItem
from matching.explain import explain_pair
from matching.market import Entry

router = APIRouter(prefix="/api", tags=["匹配"])

Key = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=1000)]
Demand = Annotated[
    Key,
    Query(
        description="需求、榜单、场景或校友项目的清单编号、id 或名称",
        openapi_examples={"编号": {"value": "XQ-2026-001"}},
    ),
]
Supply = Annotated[
    Key,
    Query(
        description="成果或校友项目的清单编号、id 或名称", openapi_examples={"编号": {"value": "CG-2026-016"}}
    ),
]


@router.get(
    "/explanation",
    summary="一对条目为什么合适",
    response_description="成功",
    description="任何一对都可以问，不必是图谱里的匹配：得分的组成、已识别对应点、尚待验证、硬冲突、"
    "共同术语和对应句子的位置、指标对照、未知的依据、图谱路径、下一步问双方什么。",
    responses=errors.responses(404, 422, 503),
)
def get_explanation(service: ServiceDep, store: StoreDep, demand: Demand, supply: Supply) -> Explanation:
    """Explain the pair that two keys name."""
    wanted, offered = (
        _standing(store.named(key), side) for key, side in ((demand, Side.DEMAND), (supply, Side.SUPPLY))
    )
    if wanted.id == offered.id:
        raise errors.WrongSideError(f"两边是同一个条目：{wanted.item.title}。")
    asker, encoder = service.markets.asker(), service.markets.encoder.name
    said = {(wanted.id, offered.id): store.judgements.of_pair(wanted.id, offered.id)}
    matcher = asker.but(context=replace(asker.context, judgements=said))
    pair = Entry(wanted.id, wanted.item), Entry(offered.id, offered.item)
    return Explanation.of(explain_pair(store, matcher, *pair, encoder=encoder))


def _standing(found: Sequence[StoredItem], side: Side) -> StoredItem:
    """The first item that stands on a side."""
    for stored in found:
        if side in stored.kind.sides:
            return stored
    raise errors.WrongSideError(
        f"{found[0].kind.display_name}不在{side.display_name}：{found[0].item.title}。"
    )
