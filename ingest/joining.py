"""What several columns of one field say together: 开始年限 and 到期年限 are one period, 最低 and 最高 one price."""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Any

from graph.model import Ip, Money, Period
from ingest.values.fields import FieldReader, Merge

_LEAST = re.compile("最低|下限|最小")
_MOST = re.compile("最高|上限|最大")


def ranged(readers: Sequence[FieldReader]) -> list[FieldReader]:
    """Let two columns of one amount, its least and its most, give the two ends of a range."""
    amounts = [reader for reader in readers if reader.merge is Merge.FIRST and reader.looks_right]
    least = {r.field: r.index for r in amounts if _LEAST.search(r.header) and not _MOST.search(r.header)}
    most = {r.field: r.index for r in amounts if _MOST.search(r.header) and not _LEAST.search(r.header)}
    pairs = [(a, b) for a, b in pairwise(sorted(amounts, key=_place)) if _is_one_header(a, b)]
    least |= {a.field: a.index for a, _ in pairs if a.field not in least}
    most |= {b.field: b.index for _, b in pairs if b.field not in most}
    parts = {least[name]: "min" for name in least if name in most}
    parts |= {most[name]: "max" for name in most if name in least}
    return [
        replace(reader, merge=Merge.RANGE, part=parts[reader.index]) if reader.index in parts else reader
        for reader in readers
    ]


def _place(reader: FieldReader) -> int:
    return reader.index


def _is_one_header(first: FieldReader, second: FieldReader) -> bool:
    """Tell two columns under one merged header, 预期交易价格 over 80 | 100."""
    same = first.field == second.field and second.header == f"{first.header}2"
    return same and second.index == first.index + 1


def alone(reader: FieldReader, value: Any) -> Any:  # noqa: ANN401 -- any field value
    """Give what a column says of its field by itself."""
    match reader.merge:
        case Merge.PERIOD:
            return _as_end(value, reader.part)
        case Merge.RANGE:
            return replace(value, **{"max" if reader.part == "min" else "min": None})
        case _:
            return value


def joined(reader: FieldReader, known: Any, value: Any) -> Any:  # noqa: ANN401 -- any field value
    """Add what a further column says of a field to what is known of it."""
    match reader.merge:
        case Merge.UNION if any(isinstance(part, Ip) for part in value):
            return _join_rights((*known, *value))
        case Merge.UNION:
            return tuple(dict.fromkeys((*known, *value)))
        case Merge.JOIN if value not in known:
            return f"{known}{'/' if reader.field == 'chain' else chr(10)}{value}"
        case Merge.PERIOD if reader.part:
            return _join_periods(known, _as_end(value, reader.part))
        case Merge.RANGE:
            return _join_amounts(known, alone(reader, value))
        case _:
            return known


def _as_end(value: Period, part: str | None) -> Period:
    """Make a date the start or the end of a period, as its header says."""
    if part == "start" and value.end and not value.start:
        return Period(start=value.end, months=value.months, raw=value.raw)
    return value


def _join_periods(first: Period, second: Period) -> Period:
    raw = (
        first.raw
        if first.raw == second.raw
        else f"{first.raw}-{second.raw}"
        if first.start
        else f"{second.raw}-{first.raw}"
    )
    return Period(
        start=first.start or second.start,
        end=first.end or second.end,
        months=first.months or second.months,
        raw=raw,
    )


def _join_rights(rights: Sequence[Ip]) -> tuple[Ip, ...]:
    """Join 专利号, 专利类型 and 法律状态: what only names a kind or a status says it of the others."""
    unkind = [ip for ip in rights if ip.kind is None and ip.count is None]
    kinds = [ip for ip in rights if ip.kind and ip.count is None and ip.number is None]
    items = [ip for ip in rights if ip not in unkind and ip not in kinds]
    items += [ip for ip in kinds if ip.kind not in {item.kind for item in items}]
    status = {ip.kind: ip.status for ip in (*unkind, *kinds) if ip.status}
    told = (replace(ip, status=ip.status or status.get(ip.kind) or status.get(None)) for ip in items)
    return tuple(dict.fromkeys(told if items else unkind))


def _join_amounts(first: Money, second: Money) -> Money:
    """Join the ends of a range; ends that do not fit together leave the first."""
    low = first.min if first.min is not None else second.min
    high = first.max if first.max is not None else second.max
    if first.currency != second.currency or low is None or high is None or low > high:
        return first
    raw = first.raw if first.raw == second.raw else f"{first.raw}-{second.raw}"
    return replace(first, min=low, max=high, raw=raw)
