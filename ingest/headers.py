"""Where the tables of a grid are: header rows, the rows that are theirs, and what stands above."""

import re
from collections.abc import Sequence, Set
from dataclasses import dataclass
from functools import lru_cache

from graph.model import Kind, title_field
from ingest.columns import plain_headers, vocabulary
from ingest.columns.assignment import (
    Column,
    UnknownKindError,
    assign,
    decide_kind,
    headers_of,
    key_of,
    with_group,
)
from ingest.columns.mappings import NO_MAPPINGS, Correction, Mappings
from ingest.columns.votes import SAMPLE, vote
from ingest.readers import Grid, Raw
from ingest.values.text import cell_text

HEADER_WITHIN = 15
"""A header stands among this many rows."""
_MIN_HITS = 3
_LONG_HEADER = 40
_BESIDE_WORDS = re.compile(r"[\s*＊★:：]+|[(（].*", re.DOTALL)
_LABELLED = re.compile("[:：]")
_STROKES = "-—–/\\ "
_UNIT_CELL = re.compile(
    r"^[(（\[]?(?:单位[:：]?)?(?:[万亿千百]*(?:元|美元|吨|亩|人|台|平方米)|万|亿|年|个?月|天|日|%|㎡|m2|亩)?[)）\]]?$"
)

_HINT_CELL = re.compile(
    r"^[(（\[【*＊]*(?:非?必[填选]项?|选填项?|可选|可不填|文本型?|文字|字符型?|数[字值]型?|整数|日期型?|[单多]选|下拉(?:选择|选项|框)?|填空|填写|手[动工]?填写?|(?:系统)?自动生成|是/否|限?\d{1,4}字(?:以内|内)?|不超过\d{1,4}字|年/月/日|yyyy[-/年]mm.*)[)）\]】*＊]*$",
    re.IGNORECASE,
)
"""How a column is to be filled in, in a row below the header."""


@dataclass(frozen=True, slots=True)
class Table:
    """A table found in a grid: rows `start` to `stop` (indexes, stop excluded) hold its data."""

    kind: Kind
    grid: Grid
    columns: tuple[Column, ...]
    start: int
    stop: int
    repeats: frozenset[int]
    """Indexes of rows that repeat the header."""
    above: tuple[str, ...]
    """Texts above the header: titles, 单位：万元, 填报单位：…"""
    correction: Correction | None = None
    """What people had said of the headers of this form."""
    form: bool = False
    """Whether it is a form turned on its side: its labels the header, its values the one row."""
    headers: tuple[str, ...] = ()
    """Headers of all columns as they are written, "" where there is none: they identify the form."""


@dataclass(frozen=True, slots=True)
class _Header:
    row: int
    names: tuple[tuple[str, ...], ...]
    """Per column: its texts from the uppermost header row down."""
    hints: tuple[tuple[str, ...], ...]
    data: int


def find_tables(
    grid: Grid, kind: Kind | None, context: Sequence[str] = (), mappings: Mappings = NO_MAPPINGS
) -> tuple[Table, ...]:
    """Find the tables of a grid; `context` (file name) may tell the kind. Raises `UnknownKindError`."""
    header = None if grid.prose else _find_header(grid.rows, 0)
    remembered = None if grid.prose else _remembered_header(grid.rows, mappings)
    if remembered and (header is None or remembered.row <= header.row):
        header = remembered
    if header is None:
        return ()
    tables: list[Table] = []
    above = (*grid.captions, *_texts_above(grid.rows, 0, header.row))
    while header is not None:
        repeats, following = _scan(grid.rows, header)
        headers = headers_of(header.names)
        correction = mappings.for_headers(headers)
        found = kind or (correction and correction.kind)
        found = found or _kind_of(header, (*above, grid.sheet, *context), tables)
        stop = _titles_start(grid.rows, following) if following else len(grid.rows)
        columns = assign(found, header.names, header.hints, correction)
        sample = _sample(grid.rows, range(header.data, min(stop, header.data + 2 * SAMPLE)), repeats)
        columns = vote(found, columns, sample, first=grid.first_column)
        tables.append(
            Table(found, grid, columns, header.data, stop, repeats, above, correction, headers=headers)
        )
        if following:
            above = tuple(dict.fromkeys((*_texts_above(grid.rows, stop, following.row), *above)))
        header = following
    return tuple(tables)


def _sample(rows: Sequence[list[Raw]], places: range, repeats: Set[int]) -> list[list[Raw]]:
    """Take rows that may be data: several cells, and no header again."""
    return [rows[i] for i in places if i not in repeats and len({cell for cell in rows[i] if cell != ""}) > 1]


def _kind_of(header: _Header, context: Sequence[str], earlier: Sequence[Table]) -> Kind:
    """Tell the kind of a table; where it may be of several, a further one on a sheet is like the one before."""
    try:
        return decide_kind(header.names, header.hints, context)
    except UnknownKindError as error:
        if not earlier or not error.kinds:
            raise
        return earlier[-1].kind if earlier[-1].kind in error.kinds else error.kinds[0]


def _titles_start(rows: Sequence[list[Raw]], header: _Header) -> int:
    """Find the first of the rows right above a further table that are titles of it: one text each, or none."""
    start = _top(rows, header)
    while start > 0:
        texts = {text for text in _texts(rows[start - 1]) if text}
        if len(texts) > 1 and not all(_LABELLED.search(text) for text in texts):
            break
        start -= 1
    return start


@lru_cache(8192)
def _is_header_word(text: str) -> bool:
    key = key_of(text)
    return any(vocabulary(kind).exact(key) for kind in Kind)


def _texts(row: Sequence[Raw]) -> list[str]:
    """Cells as written: headers are shown to the user, and looked up by others, as they stand."""
    return [cell.strip() if isinstance(cell, str) else cell_text(cell) for cell in row]


def _hits(rows: Sequence[list[Raw]], index: int) -> tuple[int, int]:
    """Count the different header words of a row (or of it with its groups above), and its filled cells."""
    texts = _texts(rows[index])
    words = {text for text in texts if text and len(text) <= 200 and _is_header_word(text)}
    if index > 0 and _is_group_row(upper := _texts(rows[index - 1]), texts):
        pairs = zip(_filled_right(upper), texts, strict=False)
        joined = (name for group, text in pairs if text for name in with_group(group, text))
        words |= {name for name in joined if _is_header_word(name)}
    return len(words), sum(map(bool, texts))


def _find_header(rows: Sequence[list[Raw]], first: int) -> _Header | None:
    """Find the first row that reads like a header and names a title, else the one with most header words."""
    candidates: dict[int, int] = {}
    seen = 0
    for index in range(first, len(rows)):
        hits, filled = _hits(rows, index)
        seen += filled > 0
        if seen > HEADER_WITHIN:
            break
        enough = hits >= min(_MIN_HITS, max(2, filled)) and hits * 3 >= filled
        if enough or (hits == _MIN_HITS - 1 and _resembles_a_header(rows[index])):
            candidates[index] = hits
    titled = [index for index in candidates if _names_a_title(rows[index])]
    if titled:
        best = titled[0]
        return _header_at(rows, best + 1 if candidates.get(best + 1, 0) > candidates[best] else best)
    return _header_at(rows, max(candidates, key=candidates.__getitem__)) if candidates else None


def _resembles_a_header(row: Sequence[Raw]) -> bool:
    """Tell a row that names a title, and of which other words are nearly known headers."""
    texts = [text for text in _texts(row) if text]
    if not _names_a_title(row) or any(len(text) > _LONG_HEADER for text in texts):
        return False
    near = sum(any(vocabulary(kind).match(key_of(text)) for kind in Kind) for text in texts)
    return near >= max(_MIN_HITS, len(texts) // 2)


def _remembered_header(rows: Sequence[list[Raw]], mappings: Mappings) -> _Header | None:
    """Find a header that people have spoken of, known words or not."""
    if not mappings.corrections:
        return None
    found = (_header_at(rows, index) for index, row in enumerate(rows[:HEADER_WITHIN]) if any(_texts(row)))
    return next((header for header in found if mappings.for_headers(headers_of(header.names))), None)


def _header_at(rows: Sequence[list[Raw]], index: int) -> _Header:
    main = _texts(rows[index])
    levels = [main]
    if index > 0 and _is_group_row(upper := _texts(rows[index - 1]), main):
        levels.insert(0, _filled_right(upper))
    data = index + 1
    if data < len(rows) and _is_sub_header(main, lower := _texts(rows[data])):
        levels.append(lower)
        data += 1
    sides = _side_rows(rows, data)
    units: list[str] = next(filter(any, reversed(sides.values())), [])
    width = max(map(len, levels))
    names = tuple(_stack(levels, column) for column in range(width))
    hints = tuple((units[c],) if c < len(units) and units[c] else () for c in range(width))
    return _Header(index, names, hints, data + len(sides))


def _stack(levels: list[list[str]], column: int) -> tuple[str, ...]:
    texts = (level[column] for level in levels if column < len(level) and level[column])
    return tuple(dict.fromkeys(texts))


def _filled_right(texts: list[str]) -> list[str]:
    """Let a group stand over the empty cells after it, as a merged cell that lost its merge does."""
    filled: list[str] = []
    for text in texts:
        filled.append(text or (filled[-1] if filled else ""))
    return filled


def _is_group_row(upper: list[str], main: list[str]) -> bool:
    groups = {text for text in upper if text}
    return (
        len(groups) >= 2
        and all(len(text) <= 20 and ":" not in text and "：" not in text for text in groups)
        and len(upper) >= len(main) - 1
        and len(groups) < len({*main})
    )


def _is_sub_header(main: list[str], lower: list[str]) -> bool:
    """Tell a second header row: it only divides columns, whose upper cell spans several or stands above."""
    new = [text for c, text in enumerate(lower) if text and (c >= len(main) or text != main[c])]
    if not new or any(len(text) > 20 or any(ch.isdigit() for ch in text) for text in new):
        return False
    above_split = sum(
        1
        for c, text in enumerate(lower)
        if text and (c >= len(main) or not main[c] or main.count(main[c]) > 1)
    )
    whole = sum(
        1
        for c, text in enumerate(lower)
        if c < len(main) and main[c] and main.count(main[c]) == 1 and text not in ("", main[c])
    )
    if above_split < 2:
        return False
    divides_only = whole == 0  # 最低 | 最高 under 转让价格: no word of the tables need be among them
    return divides_only or (whole <= above_split // 2 and sum(map(_is_header_word, new)) * 2 >= len(new) - 1)


def _side_rows(rows: Sequence[list[Raw]], first: int) -> dict[int, list[str]]:
    """Find the rows below a header that are still part of it."""
    found: dict[int, list[str]] = {}
    for index in range(first, len(rows)):
        if (said := _side_row(_texts(rows[index]))) is None:
            break
        found[index] = said
    return found


def _side_row(texts: list[str]) -> list[str] | None:
    """Tell a row of units (its texts), of hints how to fill in, or of column numbers ([]) below the header."""
    filled = [text for text in texts if text]
    if not filled:
        return None
    said = [text for text in filled if text.strip(_STROKES)]
    units = [text for text in said if _UNIT_CELL.match(text)]
    if said and len(units) + sum(map(_is_hint, said)) == len(said) and (units or len(said) > 1):
        return [text if text in units else "" for text in texts]
    numbers = [text.strip("()（）") for text in filled]
    return [] if len(filled) >= 3 and numbers == [str(n + 1) for n in range(len(numbers))] else None


def _is_hint(text: str) -> bool:
    return _HINT_CELL.match(text) is not None


def _scan(rows: Sequence[list[Raw]], header: _Header) -> tuple[frozenset[int], _Header | None]:
    """Find rows that repeat the header, and the header of a next table on the sheet."""
    own = {name for names in header.names for name in names}
    repeats: set[int] = set()
    for index in range(header.data, len(rows)):
        row = rows[index]
        if not _may_be_header(row, own):
            continue
        texts = [text for text in _texts(row) if text]
        same = sum(text in own for text in texts)
        if same * 10 >= len(texts) * 8:
            repeats.add(index)
            repeats.update(_side_rows(rows, index + 1))
            continue
        hits, filled = _hits(rows, index)
        if (
            hits >= _MIN_HITS
            and hits * 10 >= filled * 6
            and all(len(text) <= _LONG_HEADER for text in texts)
            and _names_a_title(row)
        ):
            return frozenset(repeats), _header_at(rows, index)
    return frozenset(repeats), None


def _may_be_header(row: Sequence[Raw], own: Set[str]) -> bool:
    """Sort out data rows cheaply: two of the first cells of a header are plain header words."""
    words = plain_headers()
    likely = 0
    for cell in row[:5]:
        if (
            isinstance(cell, str)
            and 0 < len(cell) <= 20
            and (
                cell in own or cell in words or (not cell.isalnum() and _BESIDE_WORDS.sub("", cell) in words)
            )
        ):
            likely += 1
    return likely >= 2


def _names_a_title(row: Sequence[Raw]) -> bool:
    keys = [key_of(cell) for cell in row if isinstance(cell, str) and cell.strip()]
    return any(
        target.field == title_field(kind)
        for kind in Kind
        for key in keys
        for target in vocabulary(kind).exact(key)
    )


def _texts_above(rows: Sequence[list[Raw]], first: int, header: int) -> tuple[str, ...]:
    texts = (text for row in rows[first:header] for text in _texts(row) if text)
    return tuple(dict.fromkeys(texts))


def heading(table: Table) -> tuple[Sequence[list[Raw]], Sequence[list[Raw]]]:
    """Give the rows above the first header of a table's sheet, and the rows of the table's own header.

    A form turned on its side has its labels for a header.
    """
    rows = table.grid.rows
    header = first = _find_header(rows, 0)
    while header is not None and header.data < table.start:
        header = _scan(rows, header)[1]
    if first is None or header is None or header.data != table.start:
        labels = {column.index: _label(table.kind, column.header) for column in table.columns}
        width = max(labels, default=-1) + 1
        return [[text] for text in table.above], [[labels.get(c, "") for c in range(width)]]
    captions: list[list[Raw]] = [[caption] for caption in table.grid.captions]
    return [*captions, *rows[: _top(rows, first)]], rows[_top(rows, header) : header.data]


def _label(kind: Kind, header: str) -> str:
    """Write a header that names its group (基本信息/领域) as one that is known by itself."""
    group, _, text = header.rpartition("/")
    names = (header, *with_group(group, text), text) if group else (header,)
    return next((name for name in names if vocabulary(kind).exact(key_of(name))), header)


def _top(rows: Sequence[list[Raw]], header: _Header) -> int:
    """Find the first row of a header: its groups may stand above it."""
    at = header.row
    return at - 1 if at > 0 and _is_group_row(_texts(rows[at - 1]), _texts(rows[at])) else at
