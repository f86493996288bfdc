"""A page of a list as it is being written, which remembers where every record went and what it says."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from random import Random
from typing import Any

from tests.corpus import truth
from tests.corpus.said import Cell, Said, joined
from tests.corpus.truth import Column


def _note(dice: Random) -> Said:
    if dice.random() < 0.5:
        return Said(None)
    shown = dice.choice(["2024年入库", "需保密洽谈", "可现场考察", "已电话核实"])
    return Said(shown, {"extra": {"备注": shown}})


SEQ = Column("seq", "序号", lambda _: Said(None))
NOTE = Column("extra.备注", "备注", _note)


@dataclass(slots=True)
class Record:
    """A record of a list: where it stands, what it says, what must become of it, and its cells by field."""

    sheet: str
    row: int
    kind: str
    fields: dict[str, Any]
    fate: str = "accepted"
    cells: dict[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class Header:
    """A header with the row of the first record below it, both counted from 1."""

    sheet: str
    row: int
    first: int = 0


@dataclass(slots=True)
class Page:
    """Rows of cells with their merges; every method that adds a row gives its number, counted from 1."""

    name: str
    dice: Random
    rows: list[list[Cell]] = field(default_factory=list)
    merges: list[tuple[int, int, int, int]] = field(default_factory=list)
    hidden: bool = False
    records: list[Record] = field(default_factory=list)
    headers: list[Header] = field(default_factory=list)
    left: int = 0
    seen: set[Cell] = field(default_factory=set)
    columns: Sequence[Column] = ()
    depth: int = 1

    def line(self, *cells: Cell) -> int:
        """Add a row."""
        self.rows.append([None] * self.left + list(cells))
        return len(self.rows)

    def across(self, text: str, width: int) -> int:
        """Add a row of one merged cell."""
        row = self.line(text, *[None] * (width - 1))
        if width > 1:
            self.merges.append((row, self.left, row, self.left + width - 1))
        return row

    def header(self, columns: Sequence[Column]) -> int:
        """Add a header of one row."""
        self.columns = columns
        row = self.line(*(column.header for column in columns))
        self.headers.append(Header(self.name, row))
        return row

    def grouped(self, groups: Sequence[tuple[str, Sequence[Column]]]) -> int:
        """Add a header of two rows: groups above, their columns below; a group without a name is merged downwards."""
        above: list[Cell] = []
        below: list[Cell] = []
        for name, columns in groups:
            for place, column in enumerate(columns):
                above.append((name if place == 0 else None) if name else column.header)
                below.append(column.header if name else None)
        top = self.line(*above)
        bottom = self.line(*below)
        at = self.left
        for name, columns in groups:
            if not name:
                self.merges += [(top, at + place, bottom, at + place) for place in range(len(columns))]
            elif len(columns) > 1:
                self.merges.append((top, at, top, at + len(columns) - 1))
            at += len(columns)
        self.columns = [column for _, columns in groups for column in columns]
        self.depth = 2
        self.headers.append(Header(self.name, bottom))
        return bottom

    def above(self) -> list[str]:
        """What stands above the header, a text for every row."""
        return [
            " ".join(str(cell) for cell in row if cell)
            for row in self.rows[: self.headers[0].row - self.depth]
        ]

    def draw(self, columns: Sequence[Column]) -> list[Said]:
        """Draw a row whose title is new to the page."""
        names = [column.field for column in columns]
        key = names.index("title" if "title" in names else "person")
        said = truth.drawn(columns, self.dice)
        while said[key].cell in self.seen:
            said = truth.drawn(columns, self.dice)
        self.seen.add(said[key].cell)
        return said

    def record(
        self, kind: str, said: Sequence[Said], *, fate: str = "accepted", also: dict[str, Any] | None = None
    ) -> Record:
        """Add a record; `also` is what other cells say about it (a category above, a merged cell)."""
        row = self.line(*(part.cell for part in said))
        fields: dict[str, Any] = dict(also or {})
        for part in said:
            fields = joined(fields, part.fields)
        found = Record(self.name, row, kind, fields, fate, shown(self.columns, said))
        self.records.append(found)
        if self.headers and not self.headers[-1].first:
            self.headers[-1].first = row
        return found

    def fill(
        self, kind: str, columns: Sequence[Column], count: int, *, also: dict[str, Any] | None = None
    ) -> list[list[Said]]:
        """Add records, numbered where the first column is 序号."""
        drawn = []
        style = self.dice.choice(["", "", "", "{}", "{}.", "{}、", "（{}）", "{:03}"])
        for number in range(1, count + 1):
            said = self.draw(columns)
            if columns[0].field == "seq":
                said[0] = Said(style.format(number) if style else number)
            self.record(kind, said, also=also)
            drawn.append(said)
        return drawn

    def list(self, kind: str, columns: Sequence[Column], count: int) -> None:
        """Add a header and records."""
        self.header(columns)
        self.fill(kind, columns, count)


def shown(columns: Sequence[Column], said: Sequence[Said]) -> dict[str, str]:
    """Keep what was written, by field, so that a miss can be looked at: header and cell."""
    return {
        column.field: f"{column.header} | {part.cell}"
        for column, part in zip(columns, said, strict=False)
        if column.field
    }


def plain(dice: Random, name: str, kind: str, fields: str, count: int) -> Page:
    """A page with a header and records, nothing else."""
    page = Page(name, dice)
    page.list(kind, columns_of(kind, fields, dice), count)
    return page


SEQ_HEADERS = ("序号", "NO.", "项次", "序号")


def columns_of(kind: str, fields: str, dice: Random) -> list[Column]:
    """Columns of a line of words; `seq` numbers the rows, `note` is the column of remarks, `_` a column left empty."""
    special = {
        "seq": SEQ.headed(dice.choice(SEQ_HEADERS)),
        "note": NOTE,
        "_": Column("", "", lambda _: Said(None)),
    }
    return [special.get(field) or truth.column(kind, field, dice) for field in fields.split()]
