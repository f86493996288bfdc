"""Labels and their values in the cells of a form: what stands beside, below or after a label belongs to it."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache

from graph.model import Kind
from ingest.assignment import key_of, with_group
from ingest.columns import Role, Target, vocabulary
from ingest.readers import Grid, Raw
from ingest.values.options import chosen, without_blanks
from ingest.values.text import cell_text

_LONGEST_LABEL = 200
"""Characters of a label with its hints; without them it has far fewer."""
_LONGEST_BARE = 22
_LONGEST_HEADING = 40
_INLINE = re.compile(
    r"(?:^|(?<=[\s;；]))[*＊]?(?:【([^【】\n]{2,22})】[:：]?|([^\s:：，,。；;【】()（）]{1,3}(?: {1,4}[^\s:：，,。；;【】()（）]{1,3}){1,3}|[^\s:：，,。；;【】()（）]{2,22}(?:[(（][^()（）\n]{0,60}[)）][^\s:：，,。；;【】()（）]{0,8})?)\s{0,4}[:：])"
)
_SPREAD = re.compile(r"(?<=[\u3400-\u9fff：:*（(）)])\s+|\s+(?=[\u3400-\u9fff：:（(）)])")
_NUMBER = re.compile(r"^\s*(?:[(（]?(?:\d{1,2}|[一二三四五六七八九十]{1,3})[)）、.．])")
_GROUP_END = re.compile(r"(?:信息|情况|概况|资料|内容|人|单位|企业|方|部分)$")
_MONEY = r"(?:人民币)?(?:万亿|[千百十]?万|亿|千)?(?:人民币)?(?:元|美元|美金|欧元|港元|日元|英镑)"
_UNIT = re.compile(
    rf"[(（]?(?:单位[:：])?(?:{_MONEY}(?:/年)?|万|亿|个?月|年|天|日|周|项|件|个|人|名|篇|%|％|亩|平方米|㎡)[)）]?"
)
_DIGIT = re.compile(r"\d")
_CONNECTOR = re.compile(r"[至到\-—~～/、和]|年|月|日|元|起|止")
_HAN = re.compile(r"[\u3400-\u9fff]")
_SIGNED = re.compile(r"签字|签章|签名|手签|公章|盖章|承诺|声明")
_SIGNATURE_LINE = re.compile(
    r"\s*(?:[^\n:：。]{0,14}(?:[(（](?:签字|签章|签名|盖章|公章|加盖公章|签字或盖章|章)[)）]|签字|签章|盖章|公章)\s*[:：]?\s*(?:[(（][^()（）\n]{0,12}[)）])?|(?:日期[:：])?\s*(?:20\d\d)?\s*年\s*\d{0,2}\s*月\s*\d{0,2}\s*日)\s*$"
)
_NAME = frozenset({"姓名", "成员姓名", "完成人", "名字", "人员姓名"})


@dataclass(frozen=True, slots=True)
class Pair:
    """A label with what was filled in; `group` is the heading that both stand under."""

    label: str
    value: Raw
    group: str = ""
    unit: str = ""
    """What the cell after the value says: 万元."""
    row: int = 0


@dataclass(frozen=True, slots=True)
class Reading:
    """A grid read as a form, and how much of it reads like one."""

    pairs: tuple[Pair, ...]
    headings: tuple[str, ...]
    beside: int
    """Number of different known labels with a value of their own, not in a column below."""
    explained: int
    """Number of rows that hold a known label or belong to one."""
    rows: int
    """Number of filled rows, headings not counted."""


@lru_cache(8192)
def targets_of(text: str) -> frozenset[Target]:
    """Find what a label may stand for, in any kind of list."""
    key = key_of(text)
    return frozenset(target for kind in Kind for target in vocabulary(kind).exact(key))


@lru_cache(8192)
def is_label(text: str) -> bool:
    """Tell a text that is a label of lists and forms, however it is decorated."""
    return 0 < len(text) <= _LONGEST_LABEL and bool(targets_of(text))


def is_title(label: str) -> bool:
    """Tell a label that names the item itself."""
    return any(target.field == "title" for target in targets_of(label))


@dataclass(frozen=True, slots=True)
class _Token:
    """Equal cells side by side; `top` and `bottom` tell over which rows the same token stands."""

    text: str
    raw: Raw
    first: int
    last: int
    top: int
    bottom: int


def lines_reading(lines: Sequence[str]) -> Reading:
    """Read lines of text: label:value, each going on until the next label."""
    pairs: list[Pair] = []
    headings: list[str] = []
    explained = 0
    for number, line in enumerate(lines):
        found = list(_inline(line, number))
        if found:
            pairs.extend(found)
        elif pairs and not _ends_form(line):
            last = pairs[-1]
            pairs[-1] = replace(last, value=f"{last.value}\n{line}" if last.value else line)
        elif len(line) <= _LONGEST_HEADING:
            headings.append(line)
        explained += bool(pairs)
    return Reading(
        _all_finished(pairs), tuple(headings), len(_known(pairs)), explained, len(lines) - len(headings)
    )


def _known(pairs: Iterable[Pair]) -> set[str]:
    return {key_of(pair.label).bare for pair in pairs if is_label(pair.label)}


def _all_finished(pairs: Iterable[Pair]) -> tuple[Pair, ...]:
    return tuple(finished for pair in pairs if (finished := _finished(pair)) is not None)


def _ends_form(line: str) -> bool:
    return _SIGNATURE_LINE.match(line) is not None or line.strip("：: ") in {
        "填表说明",
        "填报说明",
        "承诺书",
        "附件",
        "说明",
    }


def _inline(text: str, row: int, group: str = "") -> Iterator[Pair]:
    """Split a text that starts with a label and a colon into its labels and values."""
    marks = [m for m in _INLINE.finditer(text) if is_label(m.group(1) or m.group(2))]
    if not marks or text[: marks[0].start()].strip(" *＊"):
        return
    for mark, end in zip(marks, [*(m.start() for m in marks[1:]), len(text)], strict=True):
        yield Pair(mark.group(1) or mark.group(2), text[mark.end() : end].strip(), group, row=row)


def _finished(pair: Pair) -> Pair | None:
    """Leave of a value what was filled in; None for places to sign."""
    if _SIGNED.search(pair.label) and not _HAN.search(cell_text(pair.value)):
        return None
    pair = replace(pair, label=_compact(pair.label), group=_compact(pair.group))
    if not isinstance(pair.value, str):
        return pair
    lines = pair.value.split("\n")
    while lines and (not lines[-1].strip() or _SIGNATURE_LINE.match(lines[-1])):
        lines.pop()
    value = "\n".join(lines)
    if any(target.role is Role.FLAG or target.field in _DATES for target in targets_of(pair.label)):
        value = pair.value
    return replace(pair, value=without_blanks(chosen(value)))


def _compact(text: str) -> str:
    """Take out the spaces and line breaks with which a label is spread over its cell: 网 址."""
    return _SPREAD.sub("", text)


_DATES = frozenset({"deadline", "bid_deadline", "year", "graduated"})


def grid_reading(grid: Grid) -> Reading:
    """Read a grid as a form; a heading right above it (二、企业信息) is the group of its labels."""
    if grid.prose:
        return lines_reading([cell_text(row[0]) if row else "" for row in grid.rows])
    if (second := _second_form(grid.rows)) is not None:
        left = grid_reading(replace(grid, rows=[row[:second] for row in grid.rows]))
        right = grid_reading(replace(grid, rows=[row[second:] for row in grid.rows]))
        return replace(left, pairs=(*left.pairs, *right.pairs))
    above = grid.captions[-1] if grid.captions else ""
    return _Form(grid, heading=_group_name(above) if _is_heading(above) else "").read()


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
    rows: list[list[_Token]] = field(default_factory=list)
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
        self.rows = _tokens(self.grid.rows)
        self.label_columns = _label_columns(self.rows)
        at = 0
        while at < len(self.rows):
            at = self._row(at)
        beside = _known(pair for i, pair in enumerate(self.pairs) if i not in self.listed)
        if len(self.below) > 1 and sum(map(len, self.below)) == len(frozenset().union(*self.below)):
            beside |= frozenset().union(*self.below)
        filled = sum(any(token.text for token in row) for row in self.rows) - len(self.headings)
        return Reading(
            _all_finished(self.pairs), tuple(self.headings), len(beside), len(self.explained), filled
        )

    def _row(self, at: int) -> int:
        """Read the row `at` and give the next one to read."""
        tokens = _trimmed(self.rows[at])
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
            and not _has_label(rest)
        ):
            self._append(self.of_region[group.top, group.first], rest)
            self.explained.add(at)
            return at + 1
        if self._is_header(at, rest, group):
            return self._columns(at, rest, group)
        self._pairs(at, rest, group.text if group is not None else self.heading)
        return at + 1

    def _single(self, at: int, token: _Token, *, alone: bool) -> int:
        """Read a row with one text: a label over its value, a value with its label, a heading."""
        if found := self._inline(token, at):
            self.pairs.extend(found)
            return at + 1
        if not is_label(token.text):
            if len(token.text) <= _LONGEST_HEADING:
                self.headings.append(token.text)
                self.heading = _group_name(token.text) if _is_heading(token.text) else ""
            return at + 1
        below = self._value_below(at, token)
        if below > at + 1 or not alone:
            self.explained.update(range(at, below))
            texts = [t.text for row in self.rows[at + 1 : below] for t in row if t.text]
            value: Raw = "\n".join(dict.fromkeys(texts))
            self._put(Pair(token.text, value, self.heading, row=at))
            return below
        if at + 1 < len(self.rows) and self._is_header(at + 1, _solid(self.rows[at + 1]), token):
            return self._columns(at + 1, _solid(self.rows[at + 1]), token)
        self.heading = token.text
        self.headings.append(token.text)
        return at + 1

    def _value_below(self, at: int, label: _Token) -> int:
        """Find the row after the value that stands below a label of its own row."""
        end = at + 1
        while end < len(self.rows):
            solid = _solid(self.rows[end])
            if not solid and end + 1 < len(self.rows) and end > at + 1:
                break
            if len(solid) > 1 or any(is_label(t.text) or t.first != label.first for t in solid):
                break
            if solid and (self._is_inline(solid[0]) or _is_heading(solid[0].text)):
                break
            end += 1
            if not solid or len(solid[0].text) > _LONGEST_HEADING:
                break
        return end

    def _group(self, at: int, tokens: list[_Token]) -> tuple[_Token | None, list[_Token]]:
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
                _has_label(following[:1]) or head.top < at or self._starts_columns(at, following)
            )
            before = not spans and len(following) >= 2 and _is_pair(following) and not _is_pair(rest)
            if not (leads or before):
                break
            group, rest = head, following
        return group, rest

    def _starts_columns(self, at: int, tokens: list[_Token]) -> bool:
        return len(tokens) >= 2 and self._is_header(at, tokens, tokens[0])

    def _is_header(self, at: int, tokens: list[_Token], group: _Token | None) -> bool:
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

    def _below(self, at: int, tokens: list[_Token]) -> list[_Token]:
        if at + 1 >= len(self.rows) or not tokens:
            return []
        found = [_under(token, self.rows[at + 1]) for token in tokens]
        return [token for token in found if token is not None]

    def _columns(self, at: int, header: list[_Token], group: _Token | None) -> int:
        """Read labels with values below: of one thing as pairs, of several as the value of their group."""
        end = at + 1
        records: list[list[_Token]] = []
        while end < len(self.rows) and self._goes_on(end, header, group):
            records.append([_under(t, self.rows[end]) or replace(t, text="", raw="") for t in header])
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

    def _goes_on(self, at: int, header: list[_Token], group: _Token | None) -> bool:
        if group is not None and group.bottom > group.top:
            return at <= group.bottom and not _is_pair(_solid(self.rows[at])[1:])
        solid = _solid(self.rows[at])
        if not solid:
            return True
        if len(solid) == 1 and len(header) > 1:
            return False
        rest = [
            t for t in solid if t != group and not (group and t.first == group.first and t.top == group.top)
        ]
        return not _has_label(rest[:1]) and not any(
            is_label(t.text) for t in rest if t.first in self.label_columns
        )

    def _pairs(self, at: int, tokens: list[_Token], group: str) -> None:
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

    def _opens(self, tokens: list[_Token], i: int, *, after: bool = True) -> bool:
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
        if i + 1 >= len(tokens) or not _may_be_label(text):
            return False
        return is_label(text) or token.first in self.label_columns or (len(tokens) == 4 and i == 2)

    def _value(self, label: _Token, tokens: Sequence[_Token], group: str, at: int) -> None:
        nested = [inner for t in tokens for inner in self.grid.nested.get((at, t.first), ())]
        solid = [token for token in tokens if token.text]
        unit = solid.pop().text if solid and is_unit(solid[-1].text) else ""
        value: Raw = solid[0].raw if len(solid) == 1 else " ".join(token.text for token in solid)
        if nested:
            value = self._nested(label.text, nested, cell_text(value))
        self.of_region[label.top, label.first] = len(self.pairs)
        if tokens and not is_label(cell_text(value)):
            self._put(Pair(label.text, value, group, unit, at))
        else:
            self.listed.add(len(self.pairs))
            self.pairs.append(Pair(label.text, value, group, unit, at))

    def _nested(self, label: str, grids: Sequence[Grid], text: str) -> str:
        """Read a table inside the value: a list gives the value, a form its own pairs as well."""
        for grid in grids:
            rows = _tokens(grid.rows)
            header = _solid(rows[0]) if rows else []
            known = sum(is_label(token.text) for token in header)
            if len(rows) > 1 and len(header) >= 2 and known * 2 >= len(header) and known >= 2:
                records = [
                    [_under(t, row) or replace(t, text="", raw="") for t in header] for row in rows[1:]
                ]
                texts = [t.text for record in records for t in record if t.text]
                if sum(map(is_label, texts)) * 3 <= len(texts):
                    return _joined(label, header, [r for r in records if any(t.text for t in r)])
            inner = grid_reading(grid)
            if inner.beside >= (2 if is_label(label) else 1):
                self.pairs.extend(replace(pair, group=pair.group or label) for pair in inner.pairs)
        return text

    def _append(self, index: int, tokens: Sequence[_Token]) -> None:
        texts = [token.text for token in tokens if token.text]
        pair = self.pairs[index]
        new = " ".join(text for text in texts if text not in cell_text(pair.value).split("\n"))
        if new:
            self.pairs[index] = replace(pair, value=f"{cell_text(pair.value)}\n{new}".strip("\n"))

    def _put(self, pair: Pair) -> None:
        if is_label(pair.label):
            self.explained.add(pair.row)
        self.pairs.append(pair)

    def _inline(self, token: _Token, at: int, group: str = "") -> list[Pair]:
        if is_label(token.text) or (
            "：" not in token.text and ":" not in token.text and "【" not in token.text
        ):
            return []
        found = lines_reading(token.text.split("\n"))
        if not found.pairs or not self._is_inline(token):
            return []
        self.explained.add(at)
        return [replace(pair, row=at, group=pair.group or group) for pair in found.pairs]

    def _is_inline(self, token: _Token) -> bool:
        return next(_inline(token.text, 0), None) is not None


def _tokens(rows: Sequence[list[Raw]]) -> list[list[_Token]]:
    """Collapse equal cells side by side, and tell how far down each goes on."""
    laid: list[list[_Token]] = []
    width = max(map(len, rows), default=0)
    for r, row in enumerate(rows):
        laid.append(_runs(row, r, width))
    for r in range(1, len(laid)):
        above = {(t.first, t.last, t.text): t for t in laid[r - 1] if t.text}
        laid[r] = [
            replace(t, top=up.top) if (up := above.get((t.first, t.last, t.text))) else t for t in laid[r]
        ]
    for r in range(len(laid) - 2, -1, -1):
        below = {(t.first, t.last, t.text): t for t in laid[r + 1] if t.text}
        laid[r] = [
            replace(t, bottom=dn.bottom) if (dn := below.get((t.first, t.last, t.text))) else t
            for t in laid[r]
        ]
    return laid


def _runs(row: list[Raw], r: int, width: int) -> list[_Token]:
    texts = [str(cell).strip() if isinstance(cell, str) else cell_text(cell) for cell in row]
    texts += [""] * (width - len(texts))
    runs: list[_Token] = []
    for c, text in enumerate(texts):
        if runs and runs[-1].text == text:
            runs[-1] = replace(runs[-1], last=c)
        else:
            runs.append(_Token(text, row[c] if c < len(row) else "", c, c, r, r))
    return runs


def _label_columns(rows: Sequence[Sequence[_Token]]) -> frozenset[int]:
    """Find the columns in which labels stand: most of their texts are known labels."""
    labels: dict[int, int] = {}
    texts: dict[int, int] = {}
    for r, row in enumerate(rows):
        for token in row:
            if token.text and token.top == r:
                texts[token.first] = texts.get(token.first, 0) + 1
                labels[token.first] = labels.get(token.first, 0) + is_label(token.text)
    return frozenset(c for c, count in labels.items() if count and count * 2 >= texts[c])


def _solid(tokens: Sequence[_Token]) -> list[_Token]:
    return [token for token in tokens if token.text]


def _trimmed(tokens: list[_Token]) -> list[_Token]:
    """Leave out empty cells at the end, except the one in which the last value would stand."""
    return (
        tokens[:-1]
        if len(tokens) > 2 and not tokens[-1].text and is_label(tokens[-2].text) and is_label(tokens[-3].text)
        else tokens
    )


def _under(token: _Token, row: Sequence[_Token]) -> _Token | None:
    return next((t for t in row if t.first <= token.first <= t.last), None)


def _has_label(tokens: Sequence[_Token]) -> bool:
    return any(is_label(token.text) for token in tokens)


def _is_pair(tokens: Sequence[_Token]) -> bool:
    """Tell a label with something that is none after it."""
    return len(tokens) >= 2 and is_label(tokens[0].text) and not is_label(tokens[1].text)


def _may_be_label(text: str) -> bool:
    bare = key_of(text).bare
    return (
        2 <= len(bare) <= _LONGEST_BARE // 2
        and _HAN.search(text) is not None
        and not re.search(r"[\d☑□☐√。；;@]", bare)
        and not _CONNECTOR.fullmatch(text)
    )


def _is_heading(text: str) -> bool:
    bare = _NUMBER.sub("", text)
    numbered = bare != text and not text.lstrip("(（ ")[:1].isdigit()
    short = len(bare) <= 16 and not bare.endswith(("表", "。", "；", ";", "，"))
    return short and (numbered or _GROUP_END.search(bare) is not None)


def _group_name(text: str) -> str:
    return _NUMBER.sub("", text).strip(" :：")


def is_unit(text: str) -> bool:
    """Tell a cell that holds nothing but a unit."""
    return 0 < len(text) <= 8 and _UNIT.fullmatch(text) is not None


def _knows_joined(group: str, header: Sequence[_Token]) -> bool:
    return any(is_label(name) for token in header for name in with_group(group, token.text))


def _joined(label: str, header: Sequence[_Token], records: Sequence[Sequence[_Token]]) -> str:
    """Write a small list as text, a line a row; of people only the names where the label asks for them."""
    names = next((i for i, token in enumerate(header) if key_of(token.text).bare in _NAME), None)
    if names is not None and any(target.field in {"people", "person"} for target in targets_of(label)):
        return "、".join(record[names].text for record in records if record[names].text)
    kept = [i for i, t in enumerate(header) if not any(x.role is Role.IGNORED for x in targets_of(t.text))]
    lines = (" ".join(text for i in kept if (text := without_blanks(record[i].text))) for record in records)
    return "\n".join(line for line in lines if line)
