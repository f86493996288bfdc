"""`/api/search`: one side of the market by free text."""

from typing import Annotated

from fastapi import APIRouter, Query
from pydantic import StringConstraints

from api import errors
from api.dependencies import ServiceDep, Top
from api.schemas import Hit, SearchResult
from graph.model import Side

router = APIRouter(prefix="/api", tags=["搜索"])

LONGEST_QUERY = 2000

Text = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=LONGEST_QUERY),
    Query(
        description="要找什么，一句话或一段话",
        openapi_examples={"一句话": {"value": "耐高温的锂电池电解液"}},
    ),
]
Where = Annotated[
    Side, Query(description="在哪一侧找：supply 成果，demand 需求、榜单和场景；校友项目两侧都在")
]


@router.get(
    "/search",
    summary="用一段话搜索",
    response_description="成功",
    description="按文本相关度给出最接近的条目和理由；清单更新后几秒内就能搜到。",
    responses=errors.responses(422, 503),
)
def search(service: ServiceDep, q: Text, side: Where = Side.SUPPLY, top: Top = 20) -> SearchResult:
    """Give the entries of one side that are nearest to a text."""
    hits = service.markets.search(q, side, top=top)
    return SearchResult(
        query=q, side=side, hits=[Hit.found(place, hit) for place, hit in enumerate(hits, start=1)]
    )
