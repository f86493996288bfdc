"""Which source a list is a snapshot of, which day it speaks of, and which snapshots count. Pure."""

import re
import unicodedata
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import PurePosixPath

from graph.model import Kind
from graph.model.errors import DuijieError
from graph.model.listings import Snapshot

SAME_SOURCE = 0.5
"""Share of the smaller list's items that two lists of one name must have in common to be of one source."""

_SUFFIXES = frozenset(
    ".xlsx .xls .xlsm .xlsb .et .csv .tsv .txt .docx .doc .wps .pdf .html .htm .mht .xml .zip".split()
)
_YEAR = r"(?<!\d)(?P<y>(?:19|20)\d{2})"
_SEPARATED = re.compile(
    _YEAR
    + r"\s?[-./_年]\s?(?P<m>1[0-2]|0?[1-9])(?:\s?[-./_月]\s?(?P<d>3[01]|[12]\d|0?[1-9])(?!\d))?\s?[日号月]?(?!\d)"
)
_PACKED = re.compile(_YEAR + r"(?P<m>1[0-2]|0[1-9])(?P<d>3[01]|[12]\d|0[1-9])?(?!\d)")
_MONTH_ALONE = re.compile(
    r"(?<![\d一二三四五六七八九十年])(?:1[0-2]|0?[1-9]|十[一二]|[一二三四五六七八九十])月份?(?:(?:3[01]|[12]?\d)[日号])?"
)
_MARKS = re.compile(
    r"(?i:(?<![a-z0-9])v(?:er)?\s?\d+(?:\.\d+){0,3}(?![a-z0-9]))|第?[一二三四五六七八九十\d]{1,3}版|(?:最终|终|定|修订|修改|更新|新|正式|汇总)[稿版]"
    r"|最新|更新|最终|终稿|修订|副本|复件|\(\d{1,3}\)|\bcopy(?: of)?\b|(?<=\w)\s-\s?$"
)
_EDGE = " -_—.。,，、·+~()[]【】《》"
_EMPTY_BRACKETS = re.compile(r"[(\[【]\s*[)\]】]")
_ISO = re.compile(r"\d{4}(-\d{2}){0,2}")
_TOLD = re.compile(r"(?:截至|截止|填报|统计|更新|发布|制表|报送|填表|汇总|编制)[^\d]{0,8}$")
_NOT_TOLD = re.compile(r"\s?(?:之?前|以前|起|至|—|-|~|到)")


class ListError(DuijieError):
    """A claim about a list that cannot be: what is wrong and what to do."""


@dataclass(frozen=True, slots=True)
class Claim:
    """What the person who takes a list in says of it; absent parts are worked out from the file.

    :param supplements: id of the snapshot whose refused rows the list brings back corrected.
    """

    source: str | None = None
    as_of: str | None = None
    supplements: str | None = None


NO_CLAIM = Claim()


def source_name(name: str, kinds: Sequence[Kind] = ()) -> str:
    """Name of a source from the name of a file: without its folder, suffix, dates and version marks.

    A year alone and 第N批 tell lists of different matters apart and stay.
    """
    path = PurePosixPath(unicodedata.normalize("NFKC", name).replace("\\", "/"))
    text = path.stem if path.suffix.lower() in _SUFFIXES else path.name
    for pattern in (_SEPARATED, _PACKED, _MARKS, _MONTH_ALONE, _MARKS):
        text = pattern.sub(" ", text)
    text = _EMPTY_BRACKETS.sub(" ", text)
    text = " ".join(part for part in (word.strip(_EDGE) for word in text.split()) if part)
    return _balanced(text) or "、".join(kind.display_name for kind in kinds) or "清单"


def _balanced(text: str) -> str:
    """Drop a bracket that lost its other half."""
    for opening, closing in ("()", "[]", "【】", "《》"):
        if text.count(opening) != text.count(closing):
            text = text.replace(opening, " ").replace(closing, " ")
    return " ".join(text.split())


def date_in(text: str) -> str | None:
    """Last date of a text that names at least year and month, as ISO date as precise as it is."""
    text = unicodedata.normalize("NFKC", text)
    found = [*_SEPARATED.finditer(text), *_PACKED.finditer(text)]
    dates = [iso for match in sorted(found, key=lambda m: m.start()) if (iso := _iso(match))]
    return dates[-1] if dates else None


def _iso(match: re.Match[str]) -> str | None:
    year, month, day = match["y"], int(match["m"]), match["d"]
    try:
        date(int(year), month, int(day or 1))
    except ValueError:
        return None
    return f"{year}-{month:02}" + (f"-{int(day):02}" if day else "")


def date_told(texts: Iterable[str]) -> str | None:
    """Day a list says it speaks of in the texts above it; what is a deadline there is passed over."""
    likely: list[str] = []
    for text in texts:
        normal = unicodedata.normalize("NFKC", text)[:500]
        for match in _SEPARATED.finditer(normal):
            iso = _iso(match)
            if iso is None or _NOT_TOLD.match(normal, match.end()):
                continue
            if _TOLD.search(normal, 0, match.start()):
                return iso
            likely.append(iso)
    return likely[0] if likely else None


def as_of(name: str, texts: Iterable[str], modified: str | None, received: str) -> str:
    """Day a list speaks of: by its file name, else the texts above its tables, else when it was last changed.

    What lies after the day the file came cannot be; then the next holds, at last that day itself.
    """
    came = received[:10]
    told = (date_in(name), date_told(texts), modified)
    return next((day for day in told if day and day[: len(came)] <= came), came)


def checked_date(text: str) -> str:
    """Check a date that was typed; raises `ListError`."""
    found = date_in(text) or (text if _ISO.fullmatch(text) else None)
    if found is None:
        raise ListError(f"“{text}”不是日期；请写成 2025-03-31 或 2025-03。")
    return found


def same_name(source: str, name: str) -> bool:
    """Tell sources that only a suffix sets apart, as `suffixed` gives it."""
    return source == name or bool(re.fullmatch(re.escape(name) + r"(?: \(\d+\)|（[^（）]+）)", source))


def suffixed(name: str, taken: Collection[str], organization: str | None) -> str:
    """A name no other source has: with the organisation all rows name, else with a number."""
    if name not in taken:
        return name
    if organization and (owned := f"{name}（{organization}）") not in taken:
        return owned
    return next(f"{name} ({n})" for n in range(2, len(taken) + 3) if f"{name} ({n})" not in taken)


def superseded(snapshots: Sequence[Snapshot]) -> Mapping[str, bool]:
    """Which snapshots of one source a newer one has taken the place of.

    Only a whole list with rows takes the place of others; a supplement goes with the one it completes.
    """
    whole = [s for s in snapshots if s.complete and s.accepted and not s.supplements]
    newest = max((s.order for s in whole), default=("", "", ""))
    by_id = {s.id: s for s in snapshots}
    return {s.id: by_id.get(s.main, s).order < newest for s in snapshots}


def previous(snapshot: Snapshot, snapshots: Sequence[Snapshot]) -> tuple[str, ...]:
    """Ids of what a snapshot is compared with: the whole list before it with its supplements."""
    if snapshot.supplements:
        main = snapshot.supplements
    else:
        before = [
            s
            for s in snapshots
            if s.complete and s.accepted and not s.supplements and s.order < snapshot.order
        ]
        if not before:
            return ()
        main = max(before, key=lambda s: s.order).id
    return tuple(sorted(s.id for s in snapshots if s.main == main and s.id != snapshot.id))


def following(snapshot: Snapshot, snapshots: Sequence[Snapshot]) -> Snapshot | None:
    """The whole list that took the place of a snapshot, the next after it."""
    main = next((s for s in snapshots if s.id == snapshot.main), snapshot)
    after = [s for s in snapshots if s.complete and s.accepted and not s.supplements and s.order > main.order]
    return min(after, key=lambda s: s.order, default=None)


def as_complete(snapshots: Sequence[Snapshot], id_: str) -> list[Snapshot]:
    """The snapshots as they will be once one of them is complete."""
    return [replace(s, complete=True) if s.id == id_ else s for s in snapshots]
