"""`/api/matches/{key}`: the ranked matches of one item."""

from typing import Annotated

from fastapi import APIRouter, Path, Query

from api import errors
from api.dependencies import StoreDep, Top
from api.schemas import Matches
from graph.model import Kind, Side

router = APIRouter(prefix="/api", tags=["匹配"])

Key = Annotated[
    str,
    Path(
        min_length=1,
        max_length=1000,
        description="清单编号、id 或名称；可以含斜杠和中文（地址里按 UTF-8 转义）",
        openapi_examples={"编号": {"value": "XQ-2026-001"}, "名称": {"value": "高镍三元电解液配方开发"}},
    ),
]
OneSide = Annotated[
    Side | None,
    Query(description="只看它作为哪一侧的匹配；不写则给出它所在的每一侧，校友项目两侧都在"),
]


@router.get(
    "/matches/{key:path}",
    summary="一个条目的匹配和理由",
    response_description="成功",
    description="按名次给出成果、需求、榜单、场景或校友项目的匹配：得分、双方名次、理由和特征值。",
    responses=errors.responses(404, 422, 503),
)
def get_matches(store: StoreDep, key: Key, side: OneSide = None, top: Top = 20) -> Matches:
    """Give the matches of the item a key names, from each side it stands on."""
    item, *namesakes = store.named(key)
    sides = _sides(item.kind, side)
    ranked = {one: store.matches(item.id, one, top) for one in sides}
    return Matches.of(item, ranked, namesakes=namesakes)


def _sides(kind: Kind, asked: Side | None) -> list[Side]:
    if asked is None:
        return sorted(kind.sides)
    if not kind.sides:
        raise errors.WrongSideError(f"{kind.display_name}不参与匹配；请查成果、需求、榜单、场景或校友项目。")
    if asked not in kind.sides:
        raise errors.WrongSideError(f"{kind.display_name}只在{asked.other.display_name}；请去掉 side 参数。")
    return [asked]
