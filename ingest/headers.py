"""Where the tables of a grid are, what kind of list they are, and which field each column holds."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from graph.model import Kind
from ingest.columns import HeaderKey, Match, Role, Target, header_key, kinds_of, vocabulary
from ingest.readers import Grid, Raw
from ingest.values.text import cell_text

HEADER_WITHIN = 15
"""A header stands among this many rows."""
_MIN_HITS = 3
_LONG_HEADER = 40
_CONTEXT_BONUS = 1.5
_TITLE_WEIGHT = 3.0
_CLEAR_LEAD = 0.34
_UNIT_CELL = re.compile(r"^[(（\[]?(?:单位[:：]?)?(?:[万亿千百]*(?:元|美元|吨|亩|人|台|平方米)|万|亿|年|个?月|天|日|%|㎡|m2|亩)?[)）\]]?$")
_GROUP_TAIL = re.compile(r"(?:基本)?(?:信息|情况|概况)$")
_GENERIC = frozenset("名称 姓名 类型 编号 简介 单位 时间 金额 内容 情况 领域 类别 性质 阶段 描述 概述 指标 电话 手机".split())
_KIND_WORDS = (
    (Kind.ALUMNI_PROJECT, re.compile("校友|归巢")),
    (Kind.CHALLENGE, re.compile("揭榜|榜单|悬赏|榜题|发榜|张榜")),
    (Kind.NEED, re.compile("需求|难题|诉求")),
    (Kind.ACHIEVEMENT, re.compile("成果|推介|专利")),
)


class KindProblem(Exception):
    """A table whose kind its headers do not tell."""

    def __init__(self, problem: str, hint: str) -> None:
        super().__init__(f"{problem}{hint}")
        self.problem = problem
        self.hint = hint


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table: its header as written, what it stands for, how sure, and units it names."""

    index: int
    header: str
    target: Target
    confidence: float
    hints: tuple[str, ...] = ()


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


@dataclass(frozen=True, slots=True)
class _Header:
    row: int
    names: tuple[tuple[str, ...], ...]
    """Per column: its texts from the uppermost header row down."""
    hints: tuple[tuple[str, ...], ...]
    data: int


def find_tables(grid: Grid, kind: Kind | None, context: Sequence[str] = ()) -> tuple[Table, ...]:
    """Find the tables of a grid; `context` (file name) may tell the kind. Raises `KindProblem`."""
    header = _find_header(grid.rows, 0)
    if header is None:
        return ()
    tables = []
    above = (*grid.captions, *_texts_above(grid.rows, 0, header.row))
    while header is not None:
        repeats, following = _scan(grid.rows, header)
        found = kind or _decide_kind(header, (*context, grid.sheet, *above))
        columns = assign(found, header.names, header.hints)
        stop = following.row if following else len(grid.rows)
        tables.append(Table(found, grid, columns, header.data, stop, repeats, above))
        header = following
    return tuple(tables)


@lru_cache(8192)
def _key(text: str) -> HeaderKey:
    return header_key(text)


@lru_cache(8192)
def _is_header_word(text: str) -> bool:
    key = _key(text)
    return any(vocabulary(kind).exact(key) for kind in Kind)


def _texts(row: Sequence[Raw]) -> list[str]:
    return [cell_text(cell) if cell != "" else "" for cell in row]


def _hits(row: Sequence[Raw]) -> tuple[int, int]:
    """Count the different header words of a row, and its cells that hold anything."""
    texts = [cell for cell in row if isinstance(cell, str) and cell.strip()]
    filled = sum(1 for cell in row if cell != "" and str(cell).strip())
    return len({text for text in texts if len(text) <= 200 and _is_header_word(text)}), filled


def _find_header(rows: Sequence[list[Raw]], first: int) -> _Header | None:
    best, best_score = None, 0.0
    seen = 0
    for index in range(first, len(rows)):
        hits, filled = _hits(rows[index])
        seen += filled > 0
        if seen > HEADER_WITHIN:
            break
        if hits >= min(_MIN_HITS, max(2, filled)) and hits * 3 >= filled and hits > best_score:
            best, best_score = index, float(hits)
    return None if best is None else _header_at(rows, best)


def _header_at(rows: Sequence[list[Raw]], index: int) -> _Header:
    main = _texts(rows[index])
    levels = [main]
    if index > 0 and _is_group_row(upper := _texts(rows[index - 1]), main):
        levels.insert(0, upper)
    data = index + 1
    if data < len(rows) and _is_sub_header(main, lower := _texts(rows[data])):
        levels.append(lower)
        data += 1
    units: list[str] = []
    while data < len(rows) and (extra := _side_row(_texts(rows[data]))) is not None:
        units, data = extra or units, data + 1
    width = max(map(len, levels))
    names = tuple(_stack(levels, column) for column in range(width))
    hints = tuple((units[c],) if c < len(units) and units[c] else () for c in range(width))
    return _Header(index, names, hints, data)


def _stack(levels: list[list[str]], column: int) -> tuple[str, ...]:
    texts = (level[column] for level in levels if column < len(level) and level[column])
    return tuple(dict.fromkeys(texts))


def _is_group_row(upper: list[str], main: list[str]) -> bool:
    groups = {text for text in upper if text}
    return len(groups) >= 2 and all(len(text) <= 20 for text in groups) and len(upper) >= len(main) - 1 and len(groups) < len({*main})


def _is_sub_header(main: list[str], lower: list[str]) -> bool:
    """Tell a second header row: it only divides columns, whose upper cell spans several or stands above."""
    new = [text for c, text in enumerate(lower) if text and (c >= len(main) or text != main[c])]
    if not new or any(len(text) > 20 or any(ch.isdigit() for ch in text) for text in new):
        return False
    above_split = sum(1 for c, text in enumerate(lower) if text and (c >= len(main) or not main[c] or main.count(main[c]) > 1))
    whole = sum(1 for c, text in enumerate(lower) if c < len(main) and main[c] and main.count(main[c]) == 1 and text not in ("", main[c]))
    return above_split >= 2 and whole <= above_split // 2 and sum(map(_is_header_word, new)) * 2 >= len(new) - 1


def _side_row(texts: list[str]) -> list[str] | None:
    """Tell a row of units (its texts) or of column numbers ([]) below the header."""
    filled = [text for text in texts if text]
    if not filled:
        return None
    if all(_UNIT_CELL.match(text) for text in filled):
        return texts
    numbers = [text.strip("()（）") for text in filled]
    return [] if len(filled) >= 3 and numbers == [str(n + 1) for n in range(len(numbers))] else None


def _scan(rows: Sequence[list[Raw]], header: _Header) -> tuple[frozenset[int], _Header | None]:
    """Find rows that repeat the header, and the header of a next table on the sheet."""
    own = {name for names in header.names for name in names}
    repeats: set[int] = set()
    for index in range(header.data, len(rows)):
        row = rows[index]
        likely = 0
        for cell in row[:6]:
            if isinstance(cell, str) and 0 < len(cell) <= 30 and _is_header_word(cell):
                likely += 1
        if likely < 2:
            continue
        texts = [text for text in _texts(row) if text]
        same = sum(text in own for text in texts)
        if same * 10 >= len(texts) * 8:
            repeats.add(index)
            continue
        hits, filled = _hits(row)
        if hits >= _MIN_HITS and hits * 10 >= filled * 6 and all(len(text) <= _LONG_HEADER for text in texts) and _names_a_title(row):
            return frozenset(repeats), _header_at(rows, index)
    return frozenset(repeats), None


def _names_a_title(row: Sequence[Raw]) -> bool:
    keys = [_key(cell) for cell in row if isinstance(cell, str) and cell.strip()]
    return any(target.field == "title" for kind in Kind for key in keys for target in vocabulary(kind).exact(key))


def _texts_above(rows: Sequence[list[Raw]], first: int, header: int) -> tuple[str, ...]:
    texts = (text for row in rows[first:header] for text in _texts(row) if text)
    return tuple(dict.fromkeys(texts))


def _decide_kind(header: _Header, context: Sequence[str]) -> Kind:
    scores = {kind: _kind_score(kind, header) for kind in Kind}
    for kind, words in _KIND_WORDS:
        if any(words.search(text) for text in context) and scores[kind] > 0:
            scores[kind] += _CONTEXT_BONUS
            break
    first, second = sorted(scores, key=scores.__getitem__, reverse=True)[:2]
    if scores[first] <= 0:
        raise KindProblem("表头里没有名称列，看不出是哪类清单。", _kind_hint(tuple(Kind)))
    if scores[first] - scores[second] < _CLEAR_LEAD:
        near = tuple(kind for kind in Kind if scores[kind] >= scores[second])
        names = "、".join(kind.display_name for kind in near)
        raise KindProblem(f"从表头看不出是哪类清单（像{names}）。", _kind_hint(near))
    return first


def _kind_hint(kinds: Sequence[Kind]) -> str:
    options = "，".join(f"{kind.display_name}用 --kind {kind.value}" for kind in kinds)
    return f"请指明类别：{options}。"


def _kind_score(kind: Kind, header: _Header) -> float:
    """Add up the header words of a kind, each the more the fewer kinds share it; 0 without a title."""
    score, title = 0.0, 0.0
    for names in header.names:
        for name in names:
            key = _key(name)
            targets = vocabulary(kind).exact(key)
            form = key.full if vocabulary(kind).aliases.get(key.full) else key.bare
            sharing = kinds_of(form)
            if targets and kind in sharing:
                weight = 1 / len(sharing) ** 2
                score += weight
                if targets[0].field == "title":
                    title = max(title, weight * _TITLE_WEIGHT)
    if title == 0.0:
        titled = any(column.target.field == "title" for column in assign(kind, header.names, header.hints))
        substitute = any(column.target.field == SUBSTITUTES.get(kind) for column in assign(kind, header.names, header.hints))
        return score if titled else score / 2 if substitute else 0.0
    return score + title


SUBSTITUTES = {Kind.ALUMNI_PROJECT: "enterprise", Kind.NEED: "detail", Kind.CHALLENGE: "detail"}
"""What names an item where a list has no column for the title."""


def assign(kind: Kind, names: Sequence[tuple[str, ...]], hints: Sequence[tuple[str, ...]]) -> tuple[Column, ...]:
    """Give every column its meaning; the title belongs to one column, its best."""
    matches = [_matches(kind, texts) for texts in names]
    order = sorted(range(len(names)), key=lambda c: (-matches[c][0].confidence, matches[c][0].target.rank) if matches[c] else (1.0, c))
    columns: dict[int, Column] = {}
    titled = False
    for c in order:
        if not names[c] and not any(hints[c]):
            continue
        free = [m for m in matches[c] if not (titled and m.target.field == "title")]
        match = free[0] if free else Match(Target(Role.EXTRA), 0.0)
        titled = titled or match.target.field == "title"
        own_hints = tuple(hint for text in names[c] for hint in (*_key(text).hints, text.casefold()))
        columns[c] = Column(c, header_text(names[c]), match.target, match.confidence, (*hints[c], *own_hints))
    return _distinct(tuple(columns[c] for c in sorted(columns) if columns[c].header))


def header_text(names: tuple[str, ...]) -> str:
    """Name a column by its lowest header, with the group above where that alone says little."""
    if len(names) > 1 and names[-1] in _GENERIC:
        return "/".join(names[-2:]).replace("\n", "")
    return names[-1].replace("\n", "") if names else ""


def _distinct(columns: tuple[Column, ...]) -> tuple[Column, ...]:
    seen: dict[str, int] = {}
    result = []
    for column in columns:
        count = seen[column.header] = seen.get(column.header, 0) + 1
        result.append(column if count == 1 else replace(column, header=f"{column.header}{count}"))
    return tuple(result)


def _matches(kind: Kind, names: tuple[str, ...]) -> tuple[Match, ...]:
    if not names:
        return ()
    words = vocabulary(kind)
    lowest = words.match(_key(names[-1]))
    if len(names) == 1 or (lowest and lowest[0].confidence == 1.0 and names[-1] not in _GENERIC):
        return lowest
    group = _GROUP_TAIL.sub("", names[-2])
    joined = max((words.match(_key(g + names[-1])) for g in (names[-2], group)), key=lambda m: m[0].confidence if m else 0.0)
    if joined and joined[0].confidence == 1.0:
        return joined
    return lowest or joined or words.match(_key(names[-2]))
