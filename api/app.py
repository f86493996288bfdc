"""The service assembled: routers, error table, access log, and documentation that needs no other host."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import FastAPI
from fastapi.routing import APIRoute
from fastapi_offline import FastAPIOffline

from api import errors
from api.access import AccessLog
from api.dependencies import Service
from api.markets import Markets
from api.published import PublishedMarkets
from api.routes import browser, explanation, health, judgements, matches, search, start
from embeddings.encoder import Encoder
from graph.client import Client
from graph.store import Store
from matching.market import Matcher

_DESCRIPTION = """把科技成果、技术需求、揭榜挂帅、应用场景和校友项目放进一张知识图谱，双向匹配，说明理由。

出错时一律返回 `{"error": {"code": …, "message": …}}`：`code` 供程序判断，`message` 供人阅读。"""

_TAGS = [
    {"name": "匹配", "description": "图谱里已经算好的匹配：得分、双方名次和理由；任何一对的完整说明"},
    {"name": "搜索", "description": "用一段话找成果或需求"},
    {"name": "研判", "description": "技术经理人对匹配的判断和原因；太早期的观察名单"},
    {"name": "健康", "description": "供监控和负载均衡使用"},
]


def create_app(
    client: Client,
    matcher: Matcher,
    *,
    encoder: Encoder,
    neo4j_browser_url: str | None = None,
    look_every: float = 5.0,
    published: bool = False,
) -> FastAPI:
    """Make the service over a graph whose schema is applied.

    :param matcher: compares items; its vectors may come from a cache.
    :param encoder: encodes what people search for, which no cache should keep.
    :param neo4j_browser_url: where Neo4j Browser is, if it is known; the start page links to it.
    :param look_every: seconds between two looks at whether the graph has changed.
    :param published: search the server's own indexes, to which vectors are published, instead of memory.
    """
    markets = (
        PublishedMarkets(client, matcher, encoder)
        if published
        else Markets(client, matcher, encoder, every=look_every)
    )
    service = Service(client, Store(client), markets, neo4j_browser_url)

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        with markets:
            yield

    app = FastAPIOffline(
        docs_url="/docs",
        redoc_url=None,
        static_url="/docs/assets",
        title="对接",
        version="1",
        description=_DESCRIPTION,
        openapi_tags=_TAGS,
        lifespan=lifespan,
        generate_unique_id_function=_operation_id,
        # Behind a public name, Swagger UI would send the address of our description to a validator of its own.
        swagger_ui_parameters={"validatorUrl": None, "defaultModelsExpandDepth": 0},
    )
    app.state.service = service
    app.add_middleware(AccessLog)
    errors.install(app)
    for routes in (start, health, matches, explanation, search, judgements):
        app.include_router(routes.router)
    app.mount(browser.PATH, browser.files)
    return app


def _operation_id(route: APIRoute) -> str:
    return route.name
