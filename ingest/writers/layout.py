"""The columns a good list of each kind has: what templates offer and public lists show, by the table beside this."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from graph.model import Contact, Ip, Kind, Maturity, Mode, Money, Period
from graph.model.items import Shape, shapes
from ingest.columns import Role, vocabulary

REQUIRED = frozenset({"title", "orgs", "org", "issuer", "person"})
DATES = frozenset({"bid_deadline"})
"""Fields of text shape that hold one date."""
YES_NO = ("是", "否")
_DERIVED = frozenset({"landing_region"})
"""Fields that follow from others and have no column."""
_CONTACT_PARTS = ("name", "phone", "email")
_SHAPE_HINTS: Mapping[type, str] = {
    Money: "写数字或范围，单位是万元，如“50”“50-80”；面议请空着。",
    Period: "如“24个月”“2026年12月”“2026-06至2027-12”。",
    Maturity: "可从下拉里选，也可写“TRL6”。",
    Mode: "可从下拉里选；几种方式用顿号隔开。",
    int: "四位年份，如“2024”。",
    bool: "填“是”或“否”。",
}
_DATE_HINT = "如“2026-06-30”。"


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a kind: its header, the field (and part of it, or value of a flag) it stands for."""

    field: str
    part: str | None
    header: str
    shape: Shape
    hint: str = ""
    options: tuple[str, ...] = ()
    is_flag: bool = False
    """Whether a yes adds `part` to the field."""

    @property
    def key(self) -> str:
        """`contact.phone`, `title`."""
        return f"{self.field}.{self.part}" if self.part else self.field

    @property
    def is_required(self) -> bool:
        """Whether a row is refused, or hard to tell from others, without it."""
        return self.field in REQUIRED


@cache
def _table() -> dict[str, Any]:
    return tomllib.loads((files("ingest.writers") / "layout.toml").read_text(encoding="utf-8"))


@cache
def layout(kind: Kind) -> tuple[Column, ...]:
    """Columns of a kind in their order; a kind without a section has the first header of each of its fields."""
    headers: Mapping[str, str] = _table().get(kind.value) or _headers_of(kind)
    return tuple(_column(kind, key, header) for key, header in headers.items())


@cache
def examples(kind: Kind) -> tuple[Mapping[str, str], ...]:
    """Invented rows of a kind, by the keys of its columns."""
    return tuple(_table()["example"].get(kind.value, ()))


def field_title(kind: Kind, field: str) -> str:
    """Name a field as people do: the header of its first column, without its unit."""
    if field == "contact":
        return "联系方式"
    found = next((column for column in layout(kind) if column.field == field), None)
    if found is None:
        return field
    return "政策标志" if found.is_flag else found.header.removesuffix("（万元）")


def _column(kind: Kind, key: str, header: str) -> Column:
    field, _, part = key.partition(".")
    shape = shapes(kind)[field]
    is_flag = bool(part) and shape.type is not Contact
    return Column(
        field, part or None, header, shape,
        hint=_hint(kind, key, shape, is_flag=is_flag),
        options=YES_NO if is_flag else _options(kind, field, shape),
        is_flag=is_flag,
    )  # fmt: skip


def _hint(kind: Kind, key: str, shape: Shape, *, is_flag: bool) -> str:
    if is_flag:
        return _SHAPE_HINTS[bool]
    hints = _table()["hints"]
    said = hints.get(f"{kind.value}.{key}") or hints.get(key) or _SHAPE_HINTS.get(shape.type)
    if said:
        return str(said)
    return _DATE_HINT if key in DATES else "几项用顿号隔开。" if shape.many else ""


def _options(kind: Kind, field: str, shape: Shape) -> tuple[str, ...]:
    if shape.type is Mode:
        return tuple(mode.display_name for mode in Mode)
    if shape.type is Maturity:
        return _maturity_words()
    if shape.type is bool:
        return YES_NO
    given = _table()["options"]
    if shape.type in {str, Ip}:
        return tuple(given.get(f"{kind.value}.{field}") or given.get(field, ()))
    return ()


@cache
def _maturity_words() -> tuple[str, ...]:
    text = (files("ingest.values") / "maturity.toml").read_text(encoding="utf-8")
    return tuple(str(stage["words"][0]) for stage in tomllib.loads(text)["stage"])


def _headers_of(kind: Kind) -> Mapping[str, str]:
    """Take the headers of a kind from the tables its lists are read by."""
    ranked: dict[str, tuple[int, str]] = {}
    for header, targets in vocabulary(kind).aliases.items():
        target = targets[0]
        if target.role is Role.VALUE and target.field:
            key = f"{target.field}.{target.part}" if target.part else target.field
            ranked[key] = min(ranked.get(key, (target.rank, header)), (target.rank, header))
    headers = {key: header for key in _keys(kind) if (header := ranked.get(key, (0, ""))[1])}
    money = {
        key: f"{header}（万元）"
        for key, header in headers.items()
        if shapes(kind)[key.partition(".")[0]].type is Money
    }
    return {**headers, **money, "extra": "备注"}


def _keys(kind: Kind) -> list[str]:
    known = [field for field in shapes(kind) if field not in _DERIVED | {"extra", "contact"}]
    first = [field for field in ("code", "title", "person", "org") if field in known]
    rest = [field for field in known if field not in first]
    return [*first, *rest, *(f"contact.{part}" for part in _CONTACT_PARTS)]
