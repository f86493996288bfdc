"""What kind of list a header belongs to, and which field each of its columns holds."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from graph.model import Kind, Money, field_names, title_field
from graph.model.items import shapes
from ingest.columns import Found, HeaderKey, Match, Role, Target, header_key, kinds_of, vocabulary
from ingest.columns.mappings import IGNORED, Correction, column_key
from ingest.values.text import simplified

Names = Sequence[tuple[str, ...]]
"""Per column: its texts from the uppermost header row down."""

_CONTEXT_BONUS = 1.5
_TITLE_WEIGHT = 3.0
_CLEAR_LEAD = 0.2
_RANK_DISCOUNT = 0.1
"""The first headers of a field in the table are its own, the last ones borrowed."""
_GROUP_TAIL = re.compile(r"(?:基本)?(?:信息|情况|概况)$")
_GENERIC = re.compile(
    "名称|姓名|类型|编号|简介|单位|时间|金额|内容|情况|领域|类别|性质|阶段|描述|概述|指标|电话|手机"
)
"""Headers that say little without the group above them."""
_KIND_WORDS = (
    (Kind.ALUMNI_PROJECT, re.compile("校友|归巢")),
    (Kind.EXPERT, re.compile("专家(?!意见|论证|评审)|人才库|智库")),
    (Kind.CHALLENGE, re.compile("揭榜|榜单|悬赏|榜题|发榜|张榜")),
    (Kind.SCENARIO, re.compile("场景")),
    (Kind.NEED, re.compile("需求|难题|诉求")),
    (Kind.ACHIEVEMENT, re.compile("成果|推介|专利")),
)
_AMOUNT = re.compile("投入|金额|资金|经费|费用|预算")
"""投入 under 技术需求 is no description of it."""
SUBSTITUTES = {
    Kind.ALUMNI_PROJECT: "enterprise",
    Kind.NEED: "detail",
    Kind.CHALLENGE: "detail",
    Kind.SCENARIO: "detail",
}
"""What names an item where a list has no column for the title."""


class UnknownKindError(Exception):
    """A table whose kind its headers do not tell."""

    def __init__(self, problem: str, kinds: Sequence[Kind] = ()) -> None:
        hint = _kind_hint(kinds or tuple(Kind))
        super().__init__(f"{problem}{hint}")
        self.problem = problem
        self.hint = hint
        self.kinds = tuple(kinds)
        """The kinds it may be."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table: its header as written, what it stands for, how sure, and units it names."""

    index: int
    header: str
    target: Target
    confidence: float
    hints: tuple[str, ...] = ()
    found: Found | None = None
    """How; None where nothing tells."""


@lru_cache(8192)
def key_of(text: str) -> HeaderKey:
    """Reduce a header, remembered."""
    return header_key(text)


def decide_kind(names: Names, hints: Names, context: Sequence[str]) -> Kind:
    """Tell the kind from the headers, helped by titles and names of sheet and file (`context`, nearest first)."""
    scores = {kind: _kind_score(kind, names, hints) for kind in Kind}
    said = (_kind_said(text, scores) for text in context)
    if (kind := next(filter(None, said), None)) is not None:
        scores[kind] += _CONTEXT_BONUS
    first, second = sorted(scores, key=scores.__getitem__, reverse=True)[:2]
    if scores[first] <= 0:
        raise UnknownKindError("表头里没有名称列，看不出是哪类清单。")
    if scores[first] - scores[second] < _CLEAR_LEAD:
        near = tuple(kind for kind in Kind if scores[kind] >= scores[second])
        titles = "、".join(kind.display_name for kind in near)
        raise UnknownKindError(f"从表头看不出是哪类清单（像{titles}）。", near)
    return first


def _kind_said(text: str, scores: Mapping[Kind, float]) -> Kind | None:
    """Find the kind that a title names, of those the headers allow."""
    plain = simplified(text)
    return next((kind for kind, words in _KIND_WORDS if scores[kind] > 0 and words.search(plain)), None)


def _kind_hint(kinds: Sequence[Kind]) -> str:
    options = "，".join(f"{kind.display_name}用 --kind {kind.value}" for kind in kinds)
    return f"请指明类别：{options}。"


def _kind_score(kind: Kind, names: Names, hints: Names) -> float:
    """Add up the header words of a kind, each the more the fewer kinds share it; 0 without a title."""
    score, title, titled = 0.0, 0.0, title_field(kind)
    for texts in names:
        for name in texts:
            key = key_of(name)
            targets = vocabulary(kind).exact(key)
            form = key.full if vocabulary(kind).aliases.get(key.full) else key.bare
            sharing = kinds_of(form)
            if targets and kind in sharing:
                weight = 1 / (len(sharing) ** 2 * (1 + _RANK_DISCOUNT * targets[0].rank))
                score += weight
                if targets[0].field == titled:
                    title = max(title, weight * (1.0 if kind is Kind.EXPERT else _TITLE_WEIGHT))
    if title == 0.0:
        fields = {column.target.field for column in assign(kind, names, hints)}
        if titled in fields:
            return score
        if kind is Kind.EXPERT:  # the names often stand under an empty header
            return 0.0 if names[0] else score / 2
        return score / 2 if SUBSTITUTES.get(kind) in fields else 0.0
    return score + title


def assign(
    kind: Kind, names: Names, hints: Names, correction: Correction | None = None
) -> tuple[Column, ...]:
    """Give every column its meaning: what was said of this form, else the tables.

    The title belongs to one column, its best.
    """
    said = _remembered(kind, names, correction)
    matches = [
        (Match(said[c], 1.0, Found.REMEMBERED),) if c in said else _matches(kind, texts)
        for c, texts in enumerate(names)
    ]
    order = sorted(
        range(len(names)),
        key=lambda c: (
            (c not in said, -matches[c][0].confidence, matches[c][0].target.rank)
            if matches[c]
            else (True, 1.0, c)
        ),
    )
    headers, title = headers_of(names), title_field(kind)
    columns: dict[int, Column] = {}
    titled = False
    for c in order:
        if not names[c] and not any(hints[c]):
            continue
        free = [m for m in matches[c] if not (titled and m.target.field == title)]
        match = free[0] if free else Match(Target(Role.EXTRA), 0.0)
        titled = titled or match.target.field == title
        own_hints = tuple(hint for text in names[c] for hint in (*key_of(text).hints, text.casefold()))
        columns[c] = Column(
            c, headers[c], match.target, match.confidence, (*hints[c], *own_hints), match.found
        )
    return tuple(columns[c] for c in sorted(columns) if columns[c].header)


def headers_of(names: Names) -> tuple[str, ...]:
    """Headers as they are shown, remembered and kept: one per column, no two alike, "" where there is none."""
    seen: dict[str, int] = {}
    found = []
    for header in map(header_text, names):
        count = seen[header] = seen.get(header, 0) + 1
        found.append(header if count == 1 or not header else f"{header}{count}")
    return tuple(found)


def target_of(kind: Kind, said: str | None) -> Target | None:
    """Turn a field as people name it (`budget`, `contact.phone`) into a target; None where the kind has none.

    None keeps the column as `extra`.
    """
    if said is None:
        return Target(Role.EXTRA)
    if said == IGNORED:
        return Target(Role.IGNORED)
    field, _, part = said.partition(".")
    return Target(Role.VALUE, field, part or None) if field in field_names(kind) else None


def _remembered(kind: Kind, names: Names, correction: Correction | None) -> dict[int, Target]:
    """Targets by column that were said of this form; what names no field of the kind counts for nothing."""
    if correction is None:
        return {}
    found = {}
    for c, header in enumerate(headers_of(names)):
        key = column_key(header)
        if key in correction.columns and (target := target_of(kind, correction.columns[key])):
            found[c] = target
    return found


def with_group(group: str, text: str) -> tuple[str, str]:
    """Read a header with the group it stands under: 需求信息 over 名称 is 需求名称."""
    return group + text, _GROUP_TAIL.sub("", group) + text


def header_text(names: tuple[str, ...]) -> str:
    """Name a column by its lowest header, with the group above where that alone says little."""
    if len(names) > 1 and _GENERIC.fullmatch(names[-1]):
        return "/".join(names[-2:])
    return names[-1] if names else ""


def _matches(kind: Kind, names: tuple[str, ...]) -> tuple[Match, ...]:
    if not names:
        return ()
    words = vocabulary(kind)
    lowest = words.match(key_of(names[-1]))
    if len(names) == 1 or (lowest and lowest[0].confidence == 1.0 and not _GENERIC.fullmatch(names[-1])):
        return lowest
    joined = max(
        (words.match(key_of(name)) for name in with_group(names[-2], names[-1])),
        key=lambda m: m[0].confidence if m else 0.0,
    )
    if joined and joined[0].confidence == 1.0:
        return joined
    if lowest or joined:
        return lowest or joined
    group = words.match(key_of(names[-2]))
    of_group = shapes(kind)[group[0].target.field or "extra"].type if group else None
    return () if _AMOUNT.search(names[-1]) and of_group is not Money else group


def worded_kind(context: Sequence[str]) -> Kind | None:
    """Tell the kind that titles name: 科技成果推介表."""
    texts = [simplified(text) for text in context]
    return next((kind for kind, words in _KIND_WORDS if any(map(words.search, texts))), None)


def kind_of_form(names: Names, context: Sequence[str]) -> Kind:
    """Tell the kind of a form as that of a list; one without the label of its name is still of a kind."""
    hints: Names = [()] * len(names)
    try:
        return decide_kind(names, hints, context)
    except UnknownKindError:
        if any(
            t.field == "title"
            for texts in names
            for k in Kind
            for t in vocabulary(k).exact(key_of(texts[-1]))
        ):
            raise
        said = worded_kind(context)
        scores = {kind: _label_score(kind, names) for kind in Kind}
        best = max(scores, key=lambda kind: (kind is said, scores[kind]))
        if scores[best] <= 0:
            raise
        return best


def _label_score(kind: Kind, names: Names) -> float:
    keys = [key_of(texts[-1]) for texts in names]
    return sum(1 / len(kinds_of(key.bare)) for key in keys if kind in kinds_of(key.bare))
