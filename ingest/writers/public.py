"""A list as it may be published: its items without contacts and inner matters, secret and unconsented ones withheld."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Protocol

from graph.model import Item, Kind, item_id, item_to_json
from ingest.writers.layout import Column, layout
from ingest.writers.wording import wording
from ingest.writers.workbook import plain_text

_INNER = frozenset({"contact", "extra", "review"})
"""Fields that are nobody's business outside."""
_OPEN = frozenset({"公开", "可公开", "可以公开", "非密", "非涉密", "不涉密", "无密级", "否"})
"""Wordings of 密级 and 是否涉密 that let an item be published."""
_PERSONAL = re.compile(
    r"(?<!\d)(?:\+?86[- ]?)?1[3-9]\d[- ]?\d{4}[- ]?\d{4}(?!\d)|(?<!\d)\(?0\d{2,3}\)?[- ]?\d{7,8}(?!\d)"
    r"|[\w.+-]{1,64}@[\w-]{1,64}(?:\.\w{1,20}){1,4}"
)
_REMOVED = "（联系方式略）"
CLASSIFIED = "涉密或未标明公开"
NO_CONSENT = "本人未同意公开"


class Listed(Protocol):
    """An item as the graph holds it: all that publishing needs to know of it."""

    @property
    def id(self) -> str:
        """Its id."""

    @property
    def item(self) -> Item:
        """What the lists say of it."""


@dataclass(frozen=True, slots=True)
class PublicTable:
    """The items of one kind: headers, and a row of texts per item; long columns need room."""

    kind: Kind
    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]

    @property
    def headers(self) -> tuple[str, ...]:
        """Headers, the number of the row first."""
        return ("序号", *(column.header for column in self.columns))


@dataclass(frozen=True, slots=True)
class PublicList:
    """A list ready to be written; `withheld` counts what is left out, by reason."""

    title: str
    as_of: str
    tables: tuple[PublicTable, ...]
    withheld: Mapping[str, int]

    @property
    def count(self) -> int:
        """How many items it shows."""
        return sum(len(table.rows) for table in self.tables)

    def subtitle(self, table: PublicTable | None = None) -> str:
        """The line below the title: of the list, or of one of its tables that stands alone."""
        count = self.count if table is None else len(table.rows)
        return f"截至{chinese_date(self.as_of)}，共 {count} 项"


def public_list(title: str, as_of: str, items: Iterable[Listed]) -> PublicList:
    """Make the public list of current items; `as_of` is an ISO date, as precise as known."""
    withheld: Counter[str] = Counter()
    shown: dict[Kind, list[Listed]] = {}
    for listed in items:
        if reason := _reason_to_withhold(listed.item):
            withheld[reason] += 1
        else:
            shown.setdefault(listed.item.kind, []).append(listed)
    tables = tuple(_table(kind, shown[kind]) for kind in Kind if kind in shown)
    return PublicList(plain_text(title), as_of, tables, dict(withheld))


def _reason_to_withhold(item: Item) -> str | None:
    secret = getattr(item, "secret", None)
    if secret is not None and secret.strip() not in _OPEN:
        return CLASSIFIED
    return NO_CONSENT if hasattr(item, "consent") and item.consent is not True else None


def _table(kind: Kind, items: Sequence[Listed]) -> PublicTable:
    columns = [column for column in layout(kind) if column.field not in _INNER]
    rows = [_texts(listed, columns) for listed in items]
    filled = [at for at in range(len(columns)) if any(row[at] for row in rows)]
    return PublicTable(
        kind,
        tuple(_without_unit(columns[at]) for at in filled),
        tuple(tuple(row[at] for at in filled) for row in rows),
    )


def _without_unit(column: Column) -> Column:
    return replace(column, hint="", options=())


def _texts(listed: Listed, columns: Sequence[Column]) -> tuple[str, ...]:
    values = item_to_json(listed.item)
    if _only_numbers_rows(listed):
        values.pop("code")
    return tuple(_PERSONAL.sub(_REMOVED, plain_text(wording(c, values.get(c.field)))) for c in columns)


def _only_numbers_rows(listed: Listed) -> bool:
    """Tell a code that was the number of a row (1, 2, 3 …) and not part of what the item is."""
    item = listed.item
    code = item.code
    if code is None or not (code.isascii() and code.isdigit() and len(code) <= 6):
        return False
    return listed.id != item_id(item.kind, code=code, title=item.title, org=item.organization)


def chinese_date(iso: str) -> str:
    """Write an ISO date, as precise as it is, in Chinese: 2026-03-01 → 2026年3月1日."""
    return "".join(f"{int(part)}{unit}" for part, unit in zip(iso[:10].split("-"), "年月日", strict=False))


def today() -> str:
    """The day of writing, where a list does not say which day it speaks of."""
    return date.today().isoformat()  # noqa: DTZ011 -- the day where it is written
