"""Each request gets an id and one line in the log; what nobody foresaw is told without its inner workings."""

import logging
import re
import time
from uuid import uuid4

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.errors import error_response

HEADER = "X-Request-ID"
_ID = re.compile(r"[\w.-]{1,64}", re.ASCII)
_log = logging.getLogger(__name__)


class AccessLog:
    """Answers with the caller's request id, or a new one, and logs client, request, status, time and id.

    Queries stay out of the log: people may search for what is nobody else's business.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        id_, started, status = _request_id(scope), time.perf_counter(), 0

        async def answer(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                MutableHeaders(scope=message)[HEADER] = id_
            await send(message)

        try:
            await self._app(scope, receive, answer)
        except Exception:  # noqa: BLE001 -- a caller gets an answer whatever happened
            _log.exception("请求 %s 出现意外错误", id_)
            if not status:
                message = f"服务内部出错；请把请求编号 {id_} 告诉管理员，日志里有详情。"
                await error_response(500, "internal_error", message)(scope, receive, answer)
        finally:
            _write_line(scope, status, (time.perf_counter() - started) * 1000, id_)


def _request_id(scope: Scope) -> str:
    given = Headers(scope=scope).get(HEADER, "")
    return given if _ID.fullmatch(given) else uuid4().hex


def _write_line(scope: Scope, status: int, milliseconds: float, id_: str) -> None:
    client = scope["client"][0] if scope.get("client") else "-"
    # The path as it was sent, percent signs and all: nothing in it can start a line of its own.
    path = scope["raw_path"].decode("ascii", "backslashreplace")
    _log.info("%s %s %s %d %.1fms %s", client, scope["method"], path, status, milliseconds, id_)
