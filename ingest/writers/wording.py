"""Values of fields → the text of a cell. What a list said is kept where our reader reads it the same in its new place."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from graph.model import Contact, Indicator, Ip, Maturity, Mode, Money, Period, UnitSource
from ingest.values.currency import Unit
from ingest.values.indicator import parse_indicators
from ingest.values.ip import parse_ip
from ingest.values.money import parse_money
from ingest.values.period import parse_period
from ingest.values.region import parent_code, region_name
from ingest.writers.layout import YES_NO, Column

Json = Mapping[str, Any]

WAN = Unit(1e4, "CNY", UnitSource.HEADER)
"""What the headers of money columns say: 万元."""
_CURRENCIES = {
    "USD": "美元", "EUR": "欧元", "JPY": "日元", "HKD": "港元", "GBP": "英镑", "TWD": "新台币",
    "AUD": "澳元", "CAD": "加元", "KRW": "韩元", "SGD": "新加坡元",
}  # fmt: skip
_IP_KINDS = {
    "invention": "发明专利", "utility": "实用新型", "design": "外观设计", "pct": "PCT", "software": "软件著作权",
    "variety": "植物新品种权", "secret": "技术秘密", "paper": "论文",
}  # fmt: skip
_IP_STATUS = {"granted": "已授权", "applied": "申请中", "transferred": "已转让", "expired": "已失效"}
_NARROW_MARK = re.compile(r"(?<=[\u3400-\u9fff”》])[,;:?!]|[,;:?!](?=[\u3400-\u9fff“《])")
_WIDE_MARKS = str.maketrans(",;:?!", "，；：？！")
_OPERATORS = {">=": "≥", "<=": "≤"}


def wording(column: Column, value: Any) -> str:  # noqa: ANN401 -- any JSON value of a field
    """Write the value of a field (as its JSON has it) for a column; contacts are never written."""
    if value is None or column.shape.type in {Contact, dict}:
        return ""
    if column.is_flag:
        return YES_NO[0] if column.part in value else ""
    if column.shape.many:
        return _several(column, value)
    return _BY_TYPE.get(column.shape.type, _text)(value)


def _several(column: Column, values: Sequence[Any]) -> str:
    type_ = column.shape.type
    if type_ is Indicator:
        return "；".join(_indicator(value) for value in values)
    if type_ is Ip:
        return "；".join(_ip(value) for value in values)
    if type_ is Mode:
        return "、".join(Mode(value).display_name for value in values)
    if column.field == "region":
        return "、".join(_region(code) for code in values)
    return "、".join(values)


def _text(value: str | int) -> str:
    """Give Chinese texts back the wide marks that reading made narrow, and will make so again."""
    return _NARROW_MARK.sub(lambda mark: mark.group().translate(_WIDE_MARKS), str(value))


def _yes_no(value: bool) -> str:
    return YES_NO[0] if value else YES_NO[1]


def _maturity(value: Json) -> str:
    return str(value["raw"])


def _number(value: float) -> str:
    return f"{value:.15g}"


def _money(value: Json) -> str:
    said, _ = parse_money(value["raw"], WAN)
    low, high, currency = value.get("min"), value.get("max"), value["currency"]
    if said is not None and (said.min, said.max, said.currency) == (low, high, currency):
        return str(value["raw"])
    unit = "" if currency == "CNY" else f"万{_CURRENCIES.get(currency, currency)}"
    ends = [f"{_number(end / 1e4)}{unit}" for end in (low, high) if end is not None]
    if low is not None and low == high:
        return ends[0]
    return "-".join(ends) if len(ends) == 2 else f"{ends[0]}以上" if low is not None else f"{ends[0]}以内"


def _period(value: Json) -> str:
    raw, start, end, months = str(value["raw"]), value.get("start"), value.get("end"), value.get("months")
    said, _ = parse_period(raw)
    if not (start or end or months) or (
        said is not None and (said.start, said.end, said.months) == (start, end, months)
    ):
        return raw
    if start and end:
        return f"{start}至{end}"
    if start:
        return f"{start}起{months}个月" if months else f"{start}起"
    return str(end) if end else f"{months}个月"


def _indicator(value: Json) -> str:
    wanted = Indicator(**value)
    low, high, unit = value.get("value"), value.get("value_max"), value.get("unit") or ""
    if low is None:
        return wanted.raw
    operator = value.get("op") or "="
    amount = (
        f"{_number(low)}-{_number(high)}"
        if high is not None
        else f"{_OPERATORS.get(operator, operator)}{_number(low)}"
    )
    written = f"{value.get('name') or ''}{amount}{unit}"
    return _first(
        (wanted.raw, written), lambda text: _measured(parse_indicators(text)) == _measured((wanted,))
    )


def _measured(indicators: Iterable[Indicator]) -> list[tuple[Any, ...]]:
    return [(i.name, i.op, i.value, i.value_max, i.unit) for i in indicators]


def _ip(value: Json) -> str:
    kind, status = (
        _IP_KINDS.get(value.get("kind") or "", "专利"),
        _IP_STATUS.get(value.get("status") or "", ""),
    )
    number = value.get("number") or ""
    count = f"{value['count']}项" if value.get("count") else ""
    tail = f"（{status}）" if status else ""
    wordings = (
        f"{number}" if number else f"{kind}{count}{tail}",
        f"{kind}{number}",
        f"{kind}{status}{count}{number}",
        f"{kind}{number}{count}{tail}",
    )
    return _first(wordings, lambda text: parse_ip(text) == (Ip(**value),))


def _region(code: str) -> str:
    names: list[str] = []
    at: str | None = code
    while at:
        names.insert(0, region_name(at) or at)
        at = parent_code(at)
    return "".join(names)


def _first(wordings: Sequence[str], reads_back: Callable[[str], bool]) -> str:
    return next((text for text in wordings if reads_back(text)), wordings[-1])


_BY_TYPE: Mapping[type, Callable[[Any], str]] = {
    Money: _money,
    Period: _period,
    Maturity: _maturity,
    bool: _yes_no,
}
