"""The one table of errors: which status and code an error has, and the shape in which it is told."""

from collections.abc import Mapping, Sequence
from typing import Any, cast

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from pydantic import BaseModel, ConfigDict, Field
from starlette.exceptions import HTTPException

from graph.client import GraphError
from graph.judgements import JudgementError
from graph.model.errors import DuijieError
from graph.schema import SchemaError
from graph.store import ItemNotFoundError
from matching.published import NotPublishedError


class WrongSideError(DuijieError):
    """The item does not stand on the side asked for."""


class NotLocalError(DuijieError):
    """Only programs of this computer may write: there is no login."""


class NotReadyError(DuijieError):
    """The index is still being loaded."""


TABLE: Mapping[type[DuijieError], tuple[int, str]] = {
    ItemNotFoundError: (404, "item_not_found"),
    NotLocalError: (403, "not_local"),
    WrongSideError: (422, "wrong_side"),
    JudgementError: (422, "judgement_refused"),
    NotReadyError: (503, "not_ready"),
    NotPublishedError: (503, "not_published"),
    GraphError: (503, "graph_unavailable"),
    SchemaError: (503, "schema_mismatch"),
    DuijieError: (500, "failed"),
}
"""Status and code by error; an error not listed is told as its nearest ancestor."""

_RETRY_AFTER_S = 5
_HTTP = {404: ("not_found", "没有这个地址"), 405: ("method_not_allowed", "这个地址不支持这种请求方法")}

_PROBLEMS = {
    "missing": "没有填写",
    "int_parsing": "应为整数",
    "greater_than_equal": "不能小于 {ge}",
    "less_than_equal": "不能大于 {le}",
    "string_too_short": "不能为空",
    "string_too_long": "不能超过 {max_length} 个字",
    "enum": "只能是 {expected}",
    "extra_forbidden": "没有这个参数",
    "json_invalid": "处不是合法的 JSON",
    "model_attributes_type": "应为 JSON 对象，并注明 Content-Type: application/json",
}
"""What is wrong with a parameter, by pydantic's type of error; `{…}` are its limits."""


def described(text: str, *, from_attributes: bool = False, **schema: Any) -> ConfigDict:  # noqa: ANN401 -- any JSON schema keyword
    """How a document is described in OpenAPI: in Chinese, beside the docstring for those who read the code.

    :param from_attributes: it is made from a value type whose attributes bear the same names.
    """
    return ConfigDict(json_schema_extra={"description": text, **schema}, from_attributes=from_attributes)


class FieldProblem(BaseModel):
    """One parameter that is wrong."""

    model_config = described("一个有误的参数")

    name: str = Field(description="参数名")
    problem: str = Field(description="哪里不对")


class ErrorDetail(BaseModel):
    """What went wrong."""

    model_config = described("出了什么错")

    code: str = Field(description="供程序判断的代码")
    message: str = Field(description="供人阅读的说明")
    fields: list[FieldProblem] | None = Field(default=None, description="参数有误时，逐个说明")


class ErrorBody(BaseModel):
    """The body of every answer that is not a success."""

    model_config = described("出错时的回答")

    error: ErrorDetail


_EXAMPLES = {
    403: ("不是从本机来的", "not_local", "没有登录保护，只接受本机写入。"),
    404: ("没有这个条目", "item_not_found", "图谱里没有编号、id 或名称为“XQ-2026-999”的条目。"),
    422: ("参数有误", "invalid_request", "参数有误：top 不能大于 1000"),
    503: ("Neo4j 连不上，或索引还在装载", "not_ready", "索引正在装载，请稍候再试。"),
}


def responses(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """How a route documents the errors it may answer with."""
    return {status: _documented(*_EXAMPLES[status]) for status in statuses}


def _documented(description: str, code: str, message: str) -> dict[str, Any]:
    example = {"error": {"code": code, "message": message}}
    return {
        "model": ErrorBody,
        "description": description,
        "content": {"application/json": {"example": example}},
    }


def error_response(status: int, code: str, message: str, fields: Sequence[FieldProblem] = ()) -> JSONResponse:
    """Give an answer in the one shape of errors."""
    detail = ErrorDetail(code=code, message=message, fields=list(fields) or None)
    headers = {"Retry-After": str(_RETRY_AFTER_S)} if status == 503 else None
    return JSONResponse(ErrorBody(error=detail).model_dump(exclude_none=True), status, headers)


def install(app: FastAPI) -> None:
    """Have the application tell its errors in this shape."""
    app.add_exception_handler(DuijieError, _told)
    app.add_exception_handler(RequestValidationError, _wrong_parameters)
    app.add_exception_handler(HTTPException, _refused)


def _told(_: Request, error: Exception) -> JSONResponse:
    status, code = next(TABLE[kind] for kind in type(error).__mro__ if kind in TABLE)
    return error_response(status, code, str(error))


def _wrong_parameters(_: Request, error: Exception) -> JSONResponse:
    found = cast("RequestValidationError", error).errors()
    fields = [FieldProblem(name=str(e["loc"][-1]), problem=_problem(e)) for e in found]
    message = "参数有误：" + "；".join(f"{field.name} {field.problem}" for field in fields)
    return error_response(422, "invalid_request", message, fields)


def _problem(error: Mapping[str, Any]) -> str:
    limits = {name: str(limit).replace(" or ", " 或 ") for name, limit in error.get("ctx", {}).items()}
    template = _PROBLEMS.get(error["type"])
    return template.format(**limits) if template else str(error["msg"])


def _refused(_: Request, error: Exception) -> JSONResponse:
    refusal = cast("HTTPException", error)
    code, message = _HTTP.get(refusal.status_code, ("refused", refusal.detail))
    return error_response(refusal.status_code, code, message)
