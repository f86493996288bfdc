"""`duijie serve`: the HTTP service."""

import errno
import logging
import signal
import socket
from collections.abc import Iterator
from contextlib import closing, contextmanager
from typing import TYPE_CHECKING, Annotated

import typer

from cli.console import err, out
from cli.settings import Settings, load
from graph.model.errors import DuijieError

if TYPE_CHECKING:
    from fastapi import FastAPI

_FINISH_WITHIN_S = 10
_LONGEST_REQUEST_LINE = 64 * 1024  # a query of 2,000 Chinese characters is 18 KB in an address


class ServeError(DuijieError):
    """The service cannot listen where it should."""


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("serve", help="启动网页服务：接口、接口文档、健康检查、Neo4j Browser 的指南和配色")(serve)


def serve(
    host: Annotated[
        str | None, typer.Option(help="监听的地址；不写则用设置 DUIJIE_HOST", show_default=False)
    ] = None,
    port: Annotated[
        int | None,
        typer.Option(
            min=0, max=65535, help="监听的端口，0 为任选；不写则用设置 DUIJIE_PORT", show_default=False
        ),
    ] = None,
) -> None:
    """Serve until told to stop; requests under way are finished."""
    settings = load()
    host = settings.host if host is None else host
    with closing(_listen(host, settings.port if port is None else port)) as listener:
        address = _address(listener)
        with _application(settings) as app:
            logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(message)s")
            logging.getLogger("uvicorn").setLevel(logging.WARNING)
            logging.getLogger("neo4j").setLevel(logging.WARNING)
            out.print(f"网页服务：{address}  接口文档：{address}/docs  （Ctrl+C 停止）", soft_wrap=True)
            if not _is_loopback(listener):
                err.print("注意：服务没有登录保护，请只在可信的网络里开放。")
            _run(app, listener)
    out.print("网页服务已停止。")


@contextmanager
def _application(settings: Settings) -> "Iterator[FastAPI]":
    from api.app import create_app
    from cli.wiring import connection, local_server, open_encoder, open_matcher
    from graph import schema
    from graph.client import Client

    encoder = open_encoder(settings)
    matcher = open_matcher(settings, encoder)
    uri, user, password = connection(settings)
    browser = None
    if not settings.neo4j_uri:
        with local_server(settings) as server:
            info = server.status().info
        browser = info.browser_url if info else None
    with Client(uri, user=user, password=password, database=settings.neo4j_database) as client:
        schema.apply(client)
        yield create_app(
            client,
            matcher,
            encoder=encoder,
            neo4j_browser_url=browser,
            published=settings.search == "neo4j",
        )


def _run(app: "FastAPI", listener: socket.socket) -> None:
    import uvicorn

    config = uvicorn.Config(
        app,
        log_config=None,
        access_log=False,
        lifespan="on",
        timeout_graceful_shutdown=_FINISH_WITHIN_S,
        h11_max_incomplete_event_size=_LONGEST_REQUEST_LINE,
    )
    # Uvicorn finishes its work on these signals and then raises them again; to be stopped is no failure.
    before = {s: signal.signal(s, lambda *_: None) for s in (signal.SIGINT, signal.SIGTERM)}
    try:
        uvicorn.Server(config).run(sockets=[listener])
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _listen(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        listener = socket.create_server((host, port), family=family, backlog=2048)
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            hint = f"端口 {port} 已被别的程序占用；请用 --port 换一个，或用 --port 0 任选一个空闲的。"
        elif error.errno == errno.EACCES:
            hint = f"没有权限使用端口 {port}；请用 --port 换一个 1024 以上的。"
        else:
            hint = f"不能监听 {host}:{port}（{error.strerror or error}）；请核对 --host。"
        raise ServeError(hint) from error
    # asyncio sends without delay only where the socket says that it speaks TCP; else an answer takes 40 ms more.
    return socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP, fileno=listener.detach())


def _is_loopback(listener: socket.socket) -> bool:
    host = str(listener.getsockname()[0])
    return host == "::1" or host.startswith("127.")


def _address(listener: socket.socket) -> str:
    host, port = listener.getsockname()[:2]
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"
