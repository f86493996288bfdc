"""Rows of a table → the values of their fields, with what was wrong and how sure each value is."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

from graph.model import Kind, title_field
from graph.model.items import shapes
from ingest.columns import Found, Role, Target
from ingest.columns.assignment import SUBSTITUTES, Column, key_of
from ingest.furniture import Layout, RowKind, category_of, classify, corner_unit, list_org, list_year
from ingest.headers import Table, heading
from ingest.joining import alone, joined, ranged
from ingest.readers import Raw
from ingest.refused import Heading, Refused, frozen
from ingest.values.contact import parse_contact
from ingest.values.fields import FieldReader, Merge, Surroundings, field_reader
from ingest.values.modes import Cooperation
from ingest.values.region import region_codes
from ingest.values.text import cell_text, is_placeholder, is_same_as_above

_ASIDE = re.compile(r"其中|填[表报]人|制表人|审核人|法人|法定代表人")
MAX_CELL = 32_767
"""Characters a spreadsheet cell can hold; longer ones come from damaged text files."""
_CATEGORY_CONFIDENCE = 0.8
_DERIVED_CONFIDENCE = 0.6
_ASSUMED_UNIT_CONFIDENCE = 0.6
_SAME = frozenset({"同上", "〃", "同前", '"', "″", "''", "“", "”", "ditto", " 同上", "同上 "})
_PLACE_HEADER = re.compile("(?:地区|区域|县市区|市县|城市|所在地|落户地|落地地|地点)$")
_ORG_FIELD = {
    Kind.ACHIEVEMENT: "orgs",
    Kind.NEED: "org",
    Kind.CHALLENGE: "issuer",
    Kind.SCENARIO: "org",
    Kind.ALUMNI_PROJECT: "school",
    Kind.EXPERT: "org",
}


@dataclass(frozen=True, slots=True)
class Notice:
    """Something about a cell the person who sent the list should know."""

    column: str | None
    problem: str
    hint: str = ""


@dataclass(slots=True)
class Draft:
    """What a data row says, before it is an item or an error."""

    index: int
    values: dict[str, Any] = field(default_factory=dict)
    confidence: dict[str, float] = field(default_factory=dict)
    extra: dict[str, str] = field(default_factory=dict)
    notices: list[Notice] = field(default_factory=list)
    too_long: str | None = None
    """Header of a cell beyond what a cell can hold."""
    cells: Sequence[Raw] = ()
    category: tuple[str, ...] = ()
    """Texts of the category rows that apply."""


class TableReader:
    """Reads the rows of one table; everything that is the same for all rows is prepared once."""

    def __init__(self, table: Table, context: Sequence[str]) -> None:
        texts = (*table.above, table.grid.sheet, *context)
        around = Surroundings(corner_unit(table.above), list_year(texts))
        columns = _landing_apart(_without_parts(table.columns))
        filling = [c for c in columns if c.target.role in {Role.VALUE, Role.LABELLED, Role.FLAG}]
        self.table = table
        # The surest column fills a field that holds one value; what people said goes before anything.
        filling.sort(key=lambda c: (c.found is not Found.REMEMBERED, -c.confidence, c.index))
        self.readers = ranged([field_reader(table.kind, column, around) for column in filling])
        self.ranks = {c.index: c.target.rank for c in filling}
        self.regions = sorted(r.index for r in self.readers if r.field == "region")
        self.extras = [(c.index, c.header) for c in columns if c.target.role is Role.EXTRA]
        self.headers = {c.index: c.header for c in table.columns}
        titled = title_field(table.kind)
        title = next((r.index for r in self.readers if r.field == titled), None)
        serials = frozenset(c.index for c in table.columns if c.target.role is Role.IGNORED)
        self.layout = Layout(title, serials, min((c.index for c in table.columns), default=0))
        self.title_header = self.headers.get(title) if title is not None else None
        self.default_org = None if self._has_org() else list_org(texts)

    def _has_org(self) -> bool:
        return any(reader.field == _ORG_FIELD[self.table.kind] for reader in self.readers)

    def has_serial_codes(self) -> bool:
        """Tell codes that only number the rows of this list (1, 2, 3 …): they identify nothing beyond it."""
        at = next((r.index for r in self.readers if r.field == "code"), None)
        if at is None:
            return False
        rows = self.table.grid.rows[self.table.start : self.table.stop]
        codes = [cell_text(row[at]) for row in rows if at < len(row) and row[at] != ""]
        numbers = [int(code) for code in codes if code.isascii() and code.isdigit() and len(code) <= 6]
        return len(numbers) > 0 and numbers == list(range(1, len(numbers) + 1))

    def refused(self, draft: Draft) -> Refused:
        """Give a row as it stood, for whoever is to correct it."""
        return Refused(self._heading, tuple(draft.cells), draft.category)

    @cached_property
    def _heading(self) -> Heading:
        above, header = heading(self.table)
        return Heading(frozen(above), frozen(header), self.table.kind.value, self.has_serial_codes())

    def drafts(self) -> Iterator[Draft]:
        """Give every data row in order; category rows above are part of what it says."""
        category: dict[str, tuple[str, ...]] = {}
        said: dict[str, str] = {}
        above: Sequence[Raw] = ()
        after_remark = False
        for index in range(self.table.start, self.table.stop):
            if index in self.table.repeats:
                continue
            row = self.table.grid.rows[index]
            kind, text = RowKind.DATA, ""
            if not self.table.form:
                kind, text = classify(row, self.layout, after_remark=after_remark)
            if kind is RowKind.DATA:
                above, after_remark = _copy_same(row, above), False
                draft = self._draft(index, above, category)
                draft.cells, draft.category = above, tuple(said.values())
                yield draft
            elif kind is RowKind.CATEGORY:
                new = self._category(text, category)
                said = {name: said[name] if new[name] is category.get(name) else text for name in new}
                category = new
            elif kind is RowKind.REMARK:
                after_remark = True

    def _category(self, text: str, current: dict[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
        known = shapes(self.table.kind)
        new = {name: values for name, values in category_of(text, self.table.kind).items() if name in known}
        return new if "fields" not in new else {**current, **new}

    def _draft(self, index: int, row: Sequence[Raw], category: Mapping[str, tuple[str, ...]]) -> Draft:
        draft = Draft(index)
        parts: dict[str, dict[str, str]] = {}
        width = len(row)
        for reader in self.readers:
            at = reader.index
            if at >= width or (raw := row[at]) == "":
                continue
            if isinstance(raw, str) and len(raw) > MAX_CELL:
                draft.too_long = reader.header
                continue
            value, problem = reader.get(raw, row[at + 1] if at + 1 < width else "")
            if problem is not None:
                draft.notices.append(Notice(reader.header, problem, reader.hint))
            if value is not None:
                self._put(draft, reader, value, parts)
            elif problem is not None:
                draft.extra[reader.header] = cell_text(raw)
        if len(self.regions) > 1:
            self._join_places(draft, row)
        self._complete(draft, parts, category)
        self._keep_extras(draft, row)
        self._report_faults(draft)
        return draft

    def _join_places(self, draft: Draft, row: Sequence[Raw]) -> None:
        """Read 河南省 | 开封市 | 鼓楼区 as one place: only together they tell which 鼓楼区."""
        codes = region_codes(" ".join(cell_text(row[at]) for at in self.regions if at < len(row)))
        if not codes or codes == draft.values.get("region", codes):
            return
        draft.values["region"] = codes
        read = {self.headers[at] for at in self.regions}
        draft.notices = [notice for notice in draft.notices if notice.column not in read]
        draft.extra = {header: text for header, text in draft.extra.items() if header not in read}

    def _put(self, draft: Draft, reader: FieldReader, value: Any, parts: dict[str, dict[str, str]]) -> None:  # noqa: ANN401 -- any field value
        name, values = reader.field, draft.values
        if reader.merge is Merge.CONTACT:
            known = parts.setdefault(name, {})
            part = reader.part or "any"
            known[part] = f"{known[part]}、{value}" if part in known else value
            return
        if isinstance(value, Cooperation):
            if value.policy_flags and "policy_flags" in shapes(self.table.kind):
                values["policy_flags"] = tuple(
                    dict.fromkeys((*values.get("policy_flags", ()), *value.policy_flags))
                )
                draft.confidence.setdefault("policy_flags", reader.confidence)
            value = value.modes
        if name not in values:
            values[name] = alone(reader, value)
            draft.confidence[name] = reader.confidence
        else:
            values[name] = joined(reader, values[name], value)

    def _complete(
        self, draft: Draft, parts: Mapping[str, dict[str, str]], category: Mapping[str, tuple[str, ...]]
    ) -> None:
        """Add what several cells, the rows above and the title of the list say."""
        values, confidence = draft.values, draft.confidence
        if "contact" in parts and (contact := parse_contact(parts["contact"])):
            values["contact"] = contact
            confidence["contact"] = max(r.confidence for r in self.readers if r.field == "contact")
        for name, given in category.items():
            if name not in values:
                values[name] = given if shapes(self.table.kind)[name].many else given[0]
                confidence[name] = _CATEGORY_CONFIDENCE
        org = _ORG_FIELD[self.table.kind]
        if org not in values and self.default_org:
            values[org] = (self.default_org,) if shapes(self.table.kind)[org].many else self.default_org
            confidence[org] = _DERIVED_CONFIDENCE
        if (
            "landing" in values
            and "landing_region" not in values
            and (codes := region_codes(values["landing"]))
        ):
            values["landing_region"] = codes
            confidence["landing_region"] = confidence["landing"]
        if "title" not in values and self.layout.title is None:
            self._substitute_title(draft)
        for name in ("price", "budget", "bounty", "invest", "funding"):
            if name in values and values[name].unit_source == "assumed":
                confidence[name] = min(confidence[name], _ASSUMED_UNIT_CONFIDENCE)

    def _substitute_title(self, draft: Draft) -> None:
        source = SUBSTITUTES.get(self.table.kind, "")
        if text := draft.values.get(source):
            draft.values["title"] = text.split("\n")[0].split("。")[0][:60]
            draft.confidence["title"] = _DERIVED_CONFIDENCE
            draft.notices.append(Notice(None, "清单没有名称列，用其他列的内容代替名称", "请增加一列名称。"))

    def _keep_extras(self, draft: Draft, row: Sequence[Raw]) -> None:
        for at, header in self.extras:
            if at < len(row) and (raw := row[at]) != "":
                text = cell_text(raw) if not isinstance(raw, str) or len(raw) <= MAX_CELL else ""
                if text and not is_placeholder(text):
                    draft.extra[header] = text

    def _report_faults(self, draft: Draft) -> None:
        for column, fault in self._faults.get(draft.index, ()):
            hint = "请在 WPS/Excel 里改正公式，或改成数值后另存。"
            draft.notices.append(
                Notice(self.headers.get(column), f"单元格公式出错（{fault}），按空白处理", hint)
            )

    @cached_property
    def _faults(self) -> dict[int, list[tuple[int, str]]]:
        by_row: dict[int, list[tuple[int, str]]] = {}
        for (row, column), fault in self.table.grid.faults.items():
            by_row.setdefault(row, []).append((column, fault))
        return by_row


def _without_parts(columns: Sequence[Column]) -> list[Column]:
    """Keep as it stands what only adds to another column: 其中自有资金 to 资金总额, 填表人 to 联系人.

    A part says nothing where the whole is unknown, and who filled in the form is not whom to ask.
    """
    wholes = {
        (c.target.field, c.target.part) for c in columns if not _ASIDE.match(c.header) and c.target.field
    }
    return [
        replace(c, target=Target(Role.EXTRA))
        if _ASIDE.match(c.header)
        and c.target.role is Role.VALUE
        and (c.target.field, c.target.part) in wholes
        else c
        for c in columns
    ]


def _landing_apart(columns: Sequence[Column]) -> list[Column]:
    """Read 拟落地区域 beside 落地意向 as the place alone: what is intended stands in the other."""
    landing = [c for c in columns if c.target.field == "landing"]
    places = [c for c in landing if _PLACE_HEADER.search(key_of(c.header).bare)]
    if not places or len(places) == len(landing):
        return list(columns)
    return [
        replace(c, target=replace(c.target, field="landing_region")) if c in places else c for c in columns
    ]


def _copy_same(row: Sequence[Raw], above: Sequence[Raw]) -> Sequence[Raw]:
    """Replace 同上 and 〃 by the cell above."""
    if not above or _SAME.isdisjoint(row):
        return row
    return [
        above[c] if isinstance(cell, str) and is_same_as_above(cell.strip()) and c < len(above) else cell
        for c, cell in enumerate(row)
    ]
