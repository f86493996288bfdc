"""A grid read as a form: what stands beside, below or after a label belongs to it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from ingest.columns import Role
from ingest.columns.assignment import key_of, with_group
from ingest.forms.cells import (
    Token,
    group_name,
    has_label,
    is_heading,
    is_pair,
    is_unit,
    label_columns,
    may_be_label,
    tokens_of,
    trimmed,
    under,
    with_text,
    without_instructions,
)
from ingest.forms.pairs import (
    Pair,
    Reading,
    finished,
    inline_pairs,
    is_label,
    known_labels,
    lines_reading,
    targets_of,
)
from ingest.readers import Grid, Raw
from ingest.values.options import without_blanks
from ingest.values.text import cell_text

_LONGEST_HEADING = 40
_DIGIT = re.compile(r"\d")
_NAME = frozenset({"姓名", "成员姓名", "完成人", "名字", "人员姓名"})


def grid_reading(grid: Grid) -> Reading:
    """Read a grid as a form; a heading right above it (二、企业信息) is the group of its labels."""
    if grid.prose:
        return lines_reading([_line(row) for row in grid.rows], prose=True)
    if (second := _second_form(grid.rows)) is not None:
        left = grid_reading(replace(grid, rows=[row[:second] for row in grid.rows]))
        right = grid_reading(replace(grid, rows=[row[second:] for row in grid.rows]))
        return replace(left, pairs=(*left.pairs, *right.pairs))
    if (rows := without_instructions(grid.rows)) is not grid.rows:
        grid = replace(grid, rows=rows)
    above = grid.captions[-1] if grid.captions else ""
    return _Form(grid, heading=group_name(above) if is_heading(above) else "").read()


def _line(row: Sequence[Raw]) -> str:
    first = row[0] if row else ""
    return first if isinstance(first, str) else cell_text(first)


def _second_form(rows: Sequence[list[Raw]]) -> int | None:
    """Find the column where a second form stands beside the first: rows say their labels twice."""
    twice: dict[int, int] = {}
    labelled = 0
    for row in rows:
        texts = [cell.strip() if isinstance(cell, str) else "" for cell in row]
        at = [c for c, text in enumerate(texts) if is_label(text) and (c == 0 or texts[c - 1] != text)]
        labels = [key_of(texts[c]).bare for c in at]
        half = len(labels) // 2
        labelled += bool(labels)
        if half and labels[:half] == labels[half:]:
            twice[at[half]] = twice.get(at[half], 0) + 1
    column = max(twice, key=twice.__getitem__, default=0)
    return column if column and twice[column] >= 3 and twice[column] * 3 >= labelled * 2 else None


@dataclass(slots=True)
class _Form:
    """Walks down the rows of a form; `group` is the heading above, `open` the last label of the first column."""

    grid: Grid
    rows: list[list[Token]] = field(default_factory=list)
    label_columns: frozenset[int] = frozenset()
    pairs: list[Pair] = field(default_factory=list)
    headings: list[str] = field(default_factory=list)
    heading: str = ""
    explained: set[int] = field(default_factory=set)
    below: list[frozenset[str]] = field(default_factory=list)
    """Labels of the rows that have their values in the one row below."""
    listed: set[int] = field(default_factory=set)
    """Indexes of the pairs whose values stand in columns below."""
    of_region: dict[tuple[int, int], int] = field(default_factory=dict)
    """Which pair the label standing at (top, column) opened."""

    def read(self) -> Reading:
        """Give the pairs in reading order."""
        self.rows = tokens_of(self.grid.rows)
        self.label_columns = label_columns(self.rows)
        at = 0
        while at < len(self.rows):
            at = self._row(at)
        beside = known_labels(pair for i, pair in enumerate(self.pairs) if i not in self.listed)
        if len(self.below) > 1 and sum(map(len, self.below)) == len(frozenset().union(*self.below)):
            beside |= frozenset().union(*self.below)
        filled = sum(any(token.text for token in row) for row in self.rows) - len(self.headings)
        return Reading(finished(self.pairs), tuple(self.headings), len(beside), len(self.explained), filled)

    def _row(self, at: int) -> int:
        """Read the row `at` and give the next one to read."""
        tokens = trimmed(self.rows[at])
        solid = [token for token in tokens if token.text]
        if not solid:
            return at + 1
        if len(solid) == 1 and solid[0].top == at:
            return self._single(at, solid[0], alone=len(tokens) == 1)
        group, rest = self._group(at, tokens)
        if (
            group is not None
            and group.top < at
            and (group.top, group.first) in self.of_region
            and not has_label(rest)
        ):
            self._append(self.of_region[group.top, group.first], rest)
            self.explained.add(at)
            return at + 1
        if self._is_header(at, rest, group):
            return self._columns(at, rest, group)
        self._pairs(at, rest, group.text if group is not None else self.heading)
        return at + 1

    def _single(self, at: int, token: Token, *, alone: bool) -> int:
        """Read a row with one text: a label over its value, a value with its label, a heading."""
        if found := self._inline(token, at):
            self.pairs.extend(found)
            return at + 1
        if not is_label(token.text):
            if len(token.text) <= _LONGEST_HEADING:
                self.headings.append(token.text)
                self.heading = group_name(token.text) if is_heading(token.text) else ""
            return at + 1
        below = self._value_below(at, token)
        if below > at + 1 or not alone:
            self.explained.update(range(at, below))
            texts = [t.text for row in self.rows[at + 1 : below] for t in row if t.text]
            value: Raw = "\n".join(dict.fromkeys(texts))
            self._put(Pair(token.text, value, self.heading, row=at))
            return below
        if at + 1 < len(self.rows) and self._is_header(at + 1, with_text(self.rows[at + 1]), token):
            return self._columns(at + 1, with_text(self.rows[at + 1]), token)
        self.heading = token.text
        self.headings.append(token.text)
        return at + 1

    def _value_below(self, at: int, label: Token) -> int:
        """Find the row after the value that stands below a label of its own row."""
        end = at + 1
        while end < len(self.rows):
            solid = with_text(self.rows[end])
            if not solid and end + 1 < len(self.rows) and end > at + 1:
                break
            if len(solid) > 1 or any(is_label(t.text) or t.first != label.first for t in solid):
                break
            if solid and (self._is_inline(solid[0]) or is_heading(solid[0].text)):
                break
            end += 1
            if not solid or len(solid[0].text) > _LONGEST_HEADING:
                break
        return end

    def _group(self, at: int, tokens: list[Token]) -> tuple[Token | None, list[Token]]:
        """Take off the group that spans the rows of its labels, or stands before a label with its value."""
        group = None
        rest = tokens
        while (
            len(rest) >= 2
            and rest[0].text
            and (len(rest[0].text) <= _LONGEST_HEADING or is_label(rest[0].text))
        ):
            head, following = rest[0], rest[1:]
            spans = head.bottom > head.top
            leads = spans and (
                has_label(following[:1]) or head.top < at or self._starts_columns(at, following)
            )
            before = not spans and len(following) >= 2 and is_pair(following) and not is_pair(rest)
            if not (leads or before):
                break
            group, rest = head, following
        return group, rest

    def _starts_columns(self, at: int, tokens: list[Token]) -> bool:
        return len(tokens) >= 2 and self._is_header(at, tokens, tokens[0])

    def _is_header(self, at: int, tokens: list[Token], group: Token | None) -> bool:
        """Tell a row of labels with their values in the rows below."""
        below = self._below(at, tokens)
        if group is not None and group.bottom > group.top and at + 1 > group.bottom:
            return False
        if len(tokens) < 2 or not below or any(not token.text for token in tokens):
            return False
        bare = [key_of(token.text).bare for token in tokens]
        short = all(len(text) <= 12 and not _DIGIT.search(text) for text in bare)
        known = sum(is_label(token.text) for token in tokens)
        enough = known * 2 >= len(tokens) and len(tokens) >= 3 if group is not None else known == len(tokens)
        values = [token for token in below if token.text]
        return short and enough and known >= 2 and sum(is_label(t.text) for t in values) * 3 <= len(values)

    def _below(self, at: int, tokens: list[Token]) -> list[Token]:
        if at + 1 >= len(self.rows) or not tokens:
            return []
        found = [under(token, self.rows[at + 1]) for token in tokens]
        return [token for token in found if token is not None]

    def _columns(self, at: int, header: list[Token], group: Token | None) -> int:
        """Read labels with values below: of one thing as pairs, of several as the value of their group."""
        end = at + 1
        records: list[list[Token]] = []
        while end < len(self.rows) and self._goes_on(end, header, group, first=end == at + 1):
            records.append([under(t, self.rows[end]) or replace(t, text="", raw="") for t in header])
            end += 1
        filled = [record for record in records if any(t.text for t in record)]
        name = group.text if group is not None else self.heading
        if group is not None and is_label(name) and (len(filled) > 1 or not _knows_joined(name, header)):
            self.listed.add(len(self.pairs))
            self.explained.update(range(at, end))
            self.pairs.append(Pair(name, _joined(name, header, filled), row=at))
            return end
        if len(filled) == 1:
            self.below.append(frozenset(key_of(token.text).bare for token in header))
            self.explained.update(range(at, end))
        for column, label in enumerate(header):
            values = [record[column] for record in filled if record[column].text]
            value = values[0].raw if len(values) == 1 else "\n".join(t.text for t in values)
            self.listed.add(len(self.pairs))
            self.pairs.append(Pair(label.text, value, name, row=at))
        return end

    def _goes_on(self, at: int, header: list[Token], group: Token | None, *, first: bool) -> bool:
        """Tell whether a row still holds values; of the first, a label among the values (教授) says nothing."""
        if group is not None and group.bottom > group.top:
            return at <= group.bottom and not is_pair(with_text(self.rows[at])[1:])
        solid = with_text(self.rows[at])
        if not solid:
            return True
        if len(solid) == 1 and len(header) > 1:
            return False
        rest = [
            t for t in solid if t != group and not (group and t.first == group.first and t.top == group.top)
        ]
        return first or not (
            has_label(rest[:1]) or any(is_label(t.text) for t in rest if t.first in self.label_columns)
        )

    def _pairs(self, at: int, tokens: list[Token], group: str) -> None:
        """Read labels with their values beside them."""
        i = 0
        while i < len(tokens):
            token = tokens[i]
            i += 1
            if not token.text or token.top < at:
                continue
            if found := self._inline(token, at, group):
                self.pairs.extend(found)
            elif self._opens(tokens, i - 1):
                end = i
                while end < len(tokens) and not self._opens(tokens, end, after=end > i):
                    end += 1
                self._value(token, tokens[i:end], group, at)
                i = end

    def _opens(self, tokens: list[Token], i: int, *, after: bool = True) -> bool:
        """Tell a token that is a label; right after one (`after` false), a known word may be a value."""
        token = tokens[i]
        text = token.text
        if not text or is_unit(text):
            return False
        if not after:
            return is_label(text) and token.first in self.label_columns and i + 1 < len(tokens)
        if is_label(text) and (
            i == 0 or token.first in self.label_columns or text.rstrip().endswith((":", "："))
        ):
            return True
        if i + 1 >= len(tokens) or not may_be_label(text):
            return False
        return is_label(text) or token.first in self.label_columns or (len(tokens) == 4 and i == 2)

    def _value(self, label: Token, tokens: Sequence[Token], group: str, at: int) -> None:
        nested = [inner for t in tokens for inner in self.grid.nested.get((at, t.first), ())]
        solid = [token for token in tokens if token.text]
        unit = solid.pop().text if solid and is_unit(solid[-1].text) else ""
        value: Raw = solid[0].raw if len(solid) == 1 else " ".join(token.text for token in solid)
        if nested:
            value = self._nested(label.text, nested, value if isinstance(value, str) else cell_text(value))
        self.of_region[label.top, label.first] = len(self.pairs)
        if tokens and not is_label(cell_text(value)):
            self._put(Pair(label.text, value, group, unit, at))
        else:
            self.listed.add(len(self.pairs))
            self.pairs.append(Pair(label.text, value, group, unit, at))

    def _nested(self, label: str, grids: Sequence[Grid], text: str) -> str:
        """Read a table inside the value: a list gives the value, a form its own pairs as well."""
        for grid in grids:
            rows = tokens_of(grid.rows)
            header = with_text(rows[0]) if rows else []
            known = sum(is_label(token.text) for token in header)
            if len(rows) > 1 and len(header) >= 2 and known * 2 >= len(header) and known >= 2:
                records = [[under(t, row) or replace(t, text="", raw="") for t in header] for row in rows[1:]]
                texts = [t.text for record in records for t in record if t.text]
                if sum(map(is_label, texts)) * 3 <= len(texts):
                    return _joined(label, header, [r for r in records if any(t.text for t in r)])
            inner = grid_reading(grid)
            if inner.beside >= (2 if is_label(label) else 1):
                self.pairs.extend(replace(pair, group=pair.group or label) for pair in inner.pairs)
                text = _without(text, grid) if inner.explained * 2 >= inner.rows else text
        return text

    def _append(self, index: int, tokens: Sequence[Token]) -> None:
        texts = [token.text for token in tokens if token.text]
        pair = self.pairs[index]
        new = " ".join(text for text in texts if text not in cell_text(pair.value).split("\n"))
        if new:
            self.pairs[index] = replace(pair, value=f"{cell_text(pair.value)}\n{new}".strip("\n"))

    def _put(self, pair: Pair) -> None:
        if is_label(pair.label):
            self.explained.add(pair.row)
        self.pairs.append(pair)

    def _inline(self, token: Token, at: int, group: str = "") -> list[Pair]:
        if is_label(token.text) or (
            "：" not in token.text and ":" not in token.text and "【" not in token.text
        ):
            return []
        found = lines_reading(token.text.split("\n"))
        if not found.pairs or not self._is_inline(token):
            return []
        self.explained.add(at)
        return [replace(pair, row=at, group=pair.group or group) for pair in found.pairs]

    def _is_inline(self, token: Token) -> bool:
        return next(inline_pairs(token.text, 0), None) is not None


def _without(text: str, grid: Grid) -> str:
    """Take the lines of a table inside out of the text of its cell."""
    rows = (" ".join(token.text for token in with_text(row)) for row in tokens_of(grid.rows))
    inside = {line.strip() for row in rows for line in row.split("\n")}
    return "\n".join(line for line in text.split("\n") if line.strip() not in inside)


def _knows_joined(group: str, header: Sequence[Token]) -> bool:
    return any(is_label(name) for token in header for name in with_group(group, token.text))


def _joined(label: str, header: Sequence[Token], records: Sequence[Sequence[Token]]) -> str:
    """Write a small list as text, a line a row; of people only the names where the label asks for them."""
    names = next((i for i, token in enumerate(header) if key_of(token.text).bare in _NAME), None)
    if names is not None and any(target.field in {"people", "person"} for target in targets_of(label)):
        return "、".join(record[names].text for record in records if record[names].text)
    kept = [i for i, t in enumerate(header) if not any(x.role is Role.IGNORED for x in targets_of(t.text))]
    lines = (" ".join(text for i in kept if (text := without_blanks(record[i].text))) for record in records)
    return "\n".join(line for line in lines if line)
