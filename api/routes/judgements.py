"""`/api/judgements`, `/api/watchlist`: what technology managers say of matches, and what came too early."""

from typing import Annotated

from fastapi import APIRouter, Query

from api import errors
from api.dependencies import LocalOnly, StoreDep
from api.judged import Judgement, Judgements, Key, Opinion, Watched, WatchList
from brokerage import judging
from brokerage.watching import watch_list
from graph.model import Side
from graph.model.judgements import standing

router = APIRouter(prefix="/api", tags=["研判"])


@router.post(
    "/judgements",
    status_code=201,
    summary="研判一对匹配",
    response_description="已记下",
    description="记下谁对一对匹配的判断和原因；`duijie match` 之后才计入排名。没有登录保护，只接受本机写入。",
    responses=errors.responses(403, 404, 422, 503),
    dependencies=[LocalOnly],
)
def post_judgement(store: StoreDep, opinion: Opinion) -> Judgement:
    """Keep what somebody says of a pair."""
    demand = judging.find(store, opinion.demand, Side.DEMAND)
    supply = judging.find(store, opinion.supply, Side.SUPPLY)
    said = opinion.model_dump(exclude={"demand", "supply"})
    judgement = judging.judge(store, judging.Opinion(demand=demand, supply=supply, **said))
    return Judgement.of(judgement, {demand.id: demand, supply.id: supply})


@router.get(
    "/judgements",
    summary="研判过的匹配",
    response_description="成功",
    description="最新的在前；同一人对同一对只给最新的一个。",
    responses=errors.responses(404, 422, 503),
)
def get_judgements(
    store: StoreDep,
    item: Annotated[Key | None, Query(description="只看一个条目的：清单编号、id 或名称")] = None,
    top: Annotated[int, Query(ge=1, le=1000, description="最多给出几个")] = 100,
) -> Judgements:
    """Give what holds of an item, or of all."""
    found = store.judgements.all() if item is None else store.judgements.of_item(store.named(item)[0].id)
    newest = standing(found)[::-1][:top]
    items = store.items_by_id(sorted({id_ for j in newest for id_ in (j.demand, j.supply)}))
    return Judgements(judgements=[Judgement.of(said, items) for said in newest])


@router.get(
    "/watchlist",
    summary="太早期的观察名单",
    response_description="成功",
    description="原因是“太早期”的匹配；成果的成熟度比研判时高了，就唤醒。",
    responses=errors.responses(422, 503),
)
def get_watchlist(
    store: StoreDep,
    awake: Annotated[bool, Query(description="只看已唤醒的")] = False,
) -> WatchList:
    """Give the watch list."""
    return WatchList(pairs=[Watched.of(pair) for pair in watch_list(store) if pair.awake or not awake])
