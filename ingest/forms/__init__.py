"""Forms: one thing described by labels with their values, in a table, in several, or in lines of text.

A form is a table with one row of data, turned on its side: its labels become the header.
"""

from collections.abc import Sequence, Set
from dataclasses import dataclass
from itertools import pairwise

from graph.model import Kind, title_field
from ingest.columns import Role, Target, vocabulary
from ingest.columns.assignment import (
    SUBSTITUTES,
    Column,
    UnknownKindError,
    assign,
    headers_of,
    key_of,
    kind_of_form,
    with_group,
    worded_kind,
)
from ingest.columns.mappings import NO_MAPPINGS, Mappings
from ingest.forms.grid import grid_reading
from ingest.forms.pairs import Pair, Reading, is_label, is_like_label, lines_reading, targets_of
from ingest.headers import Table
from ingest.readers import Grid, Raw
from ingest.values.text import cell_text

_ROWS = 5000
_SAMPLE = 40
_SHORT = 60
_MANY_LABELS = 5
_FEW_LABELS = 3


@dataclass(frozen=True, slots=True)
class Forms:
    """The forms of a file as tables of one row, and the grids they were read from (indexes)."""

    tables: tuple[Table, ...] = ()
    grids: frozenset[int] = frozenset()


@dataclass(slots=True)
class _Part:
    """What one grid says: the pairs of the text above it, its own, and its titles."""

    grid: int
    pairs: list[Pair]
    aside: list[Pair]
    texts: list[str]
    titles: tuple[str, ...]
    """The texts right above it."""


@dataclass(frozen=True, slots=True)
class _At:
    """The file of a form, what stands for its sheet, and its number in the file from 1."""

    file: str
    sheet: str
    number: int


@dataclass(slots=True)
class _Form:
    pairs: list[Pair]
    parts: list[_Part]


def find_forms(
    grids: Sequence[Grid], kind: Kind | None, name: str, mappings: Mappings = NO_MAPPINGS
) -> Forms:
    """Find the forms of a file called `name`, which may tell their kind. Raises `UnknownKindError`.

    Tables in a row that complete each other are one form; a label that names the item begins another one.
    """
    found: list[_Form] = []
    used: set[int] = set()
    run: list[_Part] = []
    for index, grid in enumerate(grids):
        part = _part(index, grid, following=bool(run))
        if part is not None:
            used.add(index)
            if _is_another(run, part):
                found += _cut(run, kind, name)
                run = []
            run.append(part)
        elif grid.rows:
            found += _cut(run, kind, name)
            run = []
    found += _cut(run, kind, name)
    found = [form for form in found if _is_filled(form)] or found
    sheets = {form.parts[0].grid for form in found}
    tables = []
    for number, form in enumerate(found, 1):
        sheet = name if len(sheets) == 1 else grids[form.parts[0].grid].sheet
        tables.append(_table(form, kind, _At(name, sheet, number), mappings))
    return Forms(tuple(tables), frozenset(used))


def _part(index: int, grid: Grid, *, following: bool) -> _Part | None:
    if not _may_be_form(grid):
        return None
    reading = grid_reading(grid)
    if not (_is_form(reading) or (following and _goes_on(reading))):
        return None
    above = lines_reading(grid.captions)
    texts = [line for line in (*grid.captions, *reading.headings) if len(line) <= _SHORT]
    titles = tuple(line for line in grid.captions if len(line) <= _SHORT)
    return _Part(index, list(reading.pairs), list(above.pairs), texts, titles)


def _may_be_form(grid: Grid) -> bool:
    """Sort out lists cheaply: below their header, rows do not begin with labels."""
    if grid.prose or len(grid.rows) > _ROWS:
        return grid.prose
    rows = [row for row in grid.rows[:_SAMPLE] if any(cell != "" for cell in row)]
    return sum(map(_begins_with_label, rows)) * 6 >= len(rows) > 0 and not _is_list(rows)


def _is_list(rows: Sequence[Sequence[Raw]]) -> bool:
    """Tell a list: a row of labels, and below it no row of other labels.

    Where a good part of its header is not known, no row below may even begin with a label.
    """
    header, at = _header_of_list(rows)
    if not header or _is_inside_form(rows, header, at):
        return False
    below = [texts for row in rows[at + 1 :] if (texts := _words(row)) and not texts <= header]
    if any(labels >= _FEW_LABELS and labels * 2 >= n for labels, n in map(_count, below)):
        return False
    labels, n = _count(header)
    sure = n >= _MANY_LABELS and labels * 5 >= n * 4
    return sure or not any(_begins_with_other_label(row, header) for row in rows[at + 1 :])


def _is_inside_form(rows: Sequence[Sequence[Raw]], header: frozenset[str], at: int) -> bool:
    """Tell the header of a small list that is part of a form: beside the label of the list, or among pairs."""
    if _goes_on_below(rows[at], rows[at + 1] if at + 1 < len(rows) else ()):
        return True
    titled = any(target.field == "title" for text in header for target in targets_of(text))
    return not titled and sum(_is_pair(row, header) for row in rows) >= _FEW_LABELS


def _goes_on_below(row: Sequence[Raw], below: Sequence[Raw]) -> bool:
    """Tell a row whose first text is the label of what stands beside it and in the row below."""
    if not row or not below or row[0] != below[0] or not isinstance(row[0], str) or not is_label(row[0]):
        return False
    return _count(_words(below[1:]) - {row[0]})[0] * 3 <= len(_words(below[1:]) - {row[0]})


def _is_pair(row: Sequence[Raw], header: frozenset[str]) -> bool:
    texts = list(dict.fromkeys(cell for cell in row if cell != ""))
    return (
        len(texts) == 2
        and isinstance(texts[0], str)
        and is_label(texts[0])
        and texts[0] not in header
        and not is_label(str(texts[1]))
    )


def _header_of_list(rows: Sequence[Sequence[Raw]]) -> tuple[frozenset[str], int]:
    """Find the first row that reads like a header, with its index; groups may stand above it."""
    for at, (row, below) in enumerate(pairwise([*rows, ()])):
        texts = _words(row)
        labels, n = _count(texts)
        if n >= _FEW_LABELS and _heads(texts, _words(below)):
            continue
        if labels >= max(_FEW_LABELS, n * 2 / 5) and _mostly_known(texts):
            return texts, at
        if n >= _MANY_LABELS:
            break
    return frozenset(), 0


def _count(texts: frozenset[str]) -> tuple[int, int]:
    return sum(map(is_label, texts)), len(texts)


def _mostly_known(texts: frozenset[str]) -> bool:
    return sum(is_label(text) or is_like_label(text) for text in texts) * 5 >= len(texts) * 3


def _begins_with_other_label(row: Sequence[Raw], header: frozenset[str]) -> bool:
    filled = [cell for cell in row if cell != ""]
    first = filled[0].strip() if len(filled) >= 2 and isinstance(filled[0], str) else ""
    return is_label(first) and first not in header


def _words(row: Sequence[Raw]) -> frozenset[str]:
    return frozenset(cell.strip() for cell in row if isinstance(cell, str) and cell.strip())


def _heads(groups: frozenset[str], texts: frozenset[str]) -> bool:
    """Tell the upper row of a header: 企业信息 over 企业名称 and 联系人."""
    return (
        len(texts) > len(groups) and sum(map(is_label, texts)) * 5 >= len(texts) * 2 and _mostly_known(texts)
    )


def _begins_with_label(row: Sequence[Raw]) -> bool:
    texts = dict.fromkeys(cell.strip() for cell in row[:12] if isinstance(cell, str) and cell.strip())
    return any(is_label(text) or lines_reading([text[:_SHORT]]).pairs for text in list(texts)[:3])


def _is_form(reading: Reading) -> bool:
    """Tell a form: many known labels with values of their own, and hardly a row without."""
    if reading.beside >= _MANY_LABELS:
        return reading.explained * 2 >= reading.rows
    if reading.beside >= _FEW_LABELS:
        return reading.explained * 3 >= reading.rows * 2
    titled = any(_is_name(pair, title_field(kind)) and pair.value for pair in reading.pairs for kind in Kind)
    return reading.beside >= 2 and titled and reading.explained >= reading.rows


def _goes_on(reading: Reading) -> bool:
    return reading.beside >= 1 and reading.explained * 2 >= reading.rows


def _is_another(run: Sequence[_Part], part: _Part) -> bool:
    """Tell a form of another kind than that before it, titled as such: a need after an achievement."""
    titled = worded_kind(part.titles)
    return (
        titled is not None
        and _kind_of(part) is titled
        and any(_kind_of(p) not in (None, titled) for p in run)
    )


def _kind_of(part: _Part) -> Kind | None:
    """Tell the kind of thing that a part names; None where it names none, as a part about its owner."""
    names = [_names(pair) for pair in part.pairs]
    try:
        kind = kind_of_form(names, part.texts)
    except UnknownKindError:
        return None
    return kind if any(_is_name(pair, title_field(kind)) and pair.value for pair in part.pairs) else None


def _bare(pair: Pair) -> str:
    return key_of(pair.label).bare


def _is_name(pair: Pair, field: str) -> bool:
    """Tell the label that names the item: that of its title, or of the person where it is one."""
    joined = [name for name in with_group(pair.group, pair.label) if pair.group and is_label(name)]
    return any(target.field == field for target in targets_of(joined[0] if joined else pair.label))


def _name_field(run: Sequence[_Part], kind: Kind | None, file: str) -> str:
    """Find the field that names what a run of parts is about."""
    names = [_names(pair) for part in run for pair in part.pairs]
    try:
        return title_field(
            kind or kind_of_form(names, (file, *(text for part in run for text in part.texts)))
        )
    except UnknownKindError:
        return "title"


def _cut(run: Sequence[_Part], kind: Kind | None, file: str) -> list[_Form]:
    """Cut a run of parts into forms: one begins where the label of the name comes again.

    Several needs of one enterprise share what stands before the first of them.
    """
    pairs = [pair for part in run for pair in part.pairs]
    owners = [part for part in run for _ in part.pairs]
    if not pairs:
        return []
    name = _name_field(run, kind, file)
    names = frozenset(i for i, pair in enumerate(pairs) if _is_name(pair, name))
    forms: list[_Form] = []
    start, shared = 0, range(0)
    while start < len(pairs):
        end, item = _end(pairs, names, start, shared)
        parts = list({id(owner): owner for owner in owners[start:end]}.values())
        forms.append(_Form([*(pairs[i] for i in shared), *pairs[start:end]], parts))
        shared = range(0) if item is None else shared or range(start, item)
        start = end
    return forms


def _end(pairs: Sequence[Pair], names: Set[int], start: int, shared: range) -> tuple[int, int | None]:
    """Find where the form that begins at `start` ends, and where in it the item began that another follows.

    None for the item: what follows is a form of its own.
    """
    anchor = _bare(pairs[shared.start if shared else start])
    title: int | None = None
    for i in range(start, len(pairs)):
        if title is None:
            title = i if i in names else None
            if i > start and _bare(pairs[i]) == anchor and _alike(pairs, start, i):
                return i, None
        elif _is_next(pairs, start, title, i, worded=i in names):
            again = max((j for j in range(title + 1, i + 1) if _bare(pairs[j]) == anchor), default=None)
            back = _same_before(pairs, title, i, start)
            if again is not None or (title - back <= start and not shared):
                return min(i if again is None else again, i - back), None
            if pairs[i].value != pairs[title].value:
                return i - back, title - back
    return len(pairs), None


def _fields(pair: Pair) -> frozenset[str]:
    return frozenset(f"{t.field}.{t.part}" for t in targets_of(pair.label) if t.field)


def _is_next(pairs: Sequence[Pair], start: int, title: int, other: int, *, worded: bool) -> bool:
    """Tell whether another item is named: under the same label, or with what was said before said again."""
    if _bare(pairs[other]) == _bare(pairs[title]):
        return _filled(pairs, other)
    if not worded or pairs[other].value in ("", pairs[title].value):
        return False
    said = frozenset().union(*map(_fields, pairs[start:other]))
    following = pairs[other : other + other - start]
    again = sum(bool(_fields(pair) & said) for pair in following)
    return again >= _FEW_LABELS and again * 2 >= len(following)


def _alike(pairs: Sequence[Pair], first: int, second: int) -> bool:
    """Tell whether the labels from `second` on are those from `first` on."""
    labels = {_bare(pair) for pair in pairs[first:second]}
    following = {_bare(pair) for pair in pairs[second : second + second - first]}
    return len(labels) >= _FEW_LABELS and len(labels & following) * 2 >= len(labels)


def _says_same(one: Pair, other: Pair) -> bool:
    return _bare(one) == _bare(other) or bool(_fields(one) & _fields(other))


def _filled(pairs: Sequence[Pair], title: int) -> bool:
    """Tell an item from an empty copy of the form."""
    label = _bare(pairs[title])
    values = [pairs[title].value]
    for pair in pairs[title + 1 :]:
        if _bare(pair) == label:
            break
        values.append(pair.value)
    return values[0] != "" or sum(value != "" for value in values) >= 2


def _same_before(pairs: Sequence[Pair], first: int, second: int, start: int) -> int:
    """Count the labels before the name that are the same for both items: 需求编号 before 需求名称."""
    count = 0
    while (
        first - count > start
        and second - count - 1 > first
        and _says_same(pairs[first - count - 1], pairs[second - count - 1])
    ):
        count += 1
    return count


def _table(form: _Form, kind: Kind | None, at: _At, mappings: Mappings) -> Table:
    """Turn a form on its side; each value has a column without a header after it, for its unit."""
    texts = list(dict.fromkeys(text for part in form.parts for text in part.texts))
    names = [_names(pair) for pair in form.pairs]
    correction = mappings.for_headers(headers_of(names))
    found = kind or (correction and correction.kind) or kind_of_form(names, (at.file, *texts))
    pairs = [*form.pairs, *_missing(found, form)]
    laid: list[tuple[str, ...]] = [cell for pair in pairs for cell in (_names(pair), ())]
    columns = assign(found, laid, [()] * len(laid), correction)
    row: list[Raw] = [cell for pair in pairs for cell in (pair.value, pair.unit)]
    if not any(column.target.field == title_field(found) for column in columns) and not _substituted(
        found, columns, row
    ):
        columns = (*columns, _title_column(found, len(row)))
    grid = Grid(at.sheet, [*([[]] * (at.number - 1)), row])
    stop = at.number if _is_filled(form) else at.number - 1
    return Table(found, grid, columns, at.number - 1, stop, frozenset(), tuple(texts), correction, form=True)


def _is_filled(form: _Form) -> bool:
    """Tell a form from an empty copy of it."""
    return any(pair.value != "" for pair in form.pairs)


def _names(pair: Pair) -> tuple[str, ...]:
    return (pair.group, pair.label) if pair.group and pair.group != pair.label else (pair.label,)


def _missing(kind: Kind, form: _Form) -> list[Pair]:
    """Take from the text around a form what the form itself does not say."""
    said = {t.field for pair in form.pairs if pair.value != "" for t in _targets(kind, pair)}
    aside = [pair for part in form.parts for pair in part.aside if pair.value != ""]
    return [pair for pair in aside if not said & {t.field for t in _targets(kind, pair)}]


def _targets(kind: Kind, pair: Pair) -> tuple[Target, ...]:
    return vocabulary(kind).exact(key_of(pair.label))


def _substituted(kind: Kind, columns: Sequence[Column], row: Sequence[Raw]) -> bool:
    field_ = SUBSTITUTES.get(kind)
    return any(column.target.field == field_ and cell_text(row[column.index]) for column in columns)


def _title_column(kind: Kind, index: int) -> Column:
    """Name the label that is missing, so that the report can ask for it."""
    targets = vocabulary(kind).aliases.items()
    title = title_field(kind)
    label = next(name for name, found in targets for t in found if (t.field, t.rank) == (title, 0))
    return Column(index, label, Target(Role.VALUE, title), 1.0)
