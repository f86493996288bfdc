"""Names of places → codes of GB/T 2260, the most specific known; a county is told by its city or province."""

import re
from collections import defaultdict
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

_SUFFIXES = (
    "壮族自治区", "回族自治区", "维吾尔自治区", "特别行政区", "新区", "自治区", "自治州", "自治县", "自治旗", "地区", "省", "市", "盟", "州", "县", "区", "旗",
)  # fmt: skip
_PEOPLES = re.compile(
    r"(?:壮族|苗族|侗族|瑶族|回族|满族|藏族|彝族|土家族|蒙古族|哈尼族|傣族|白族|布依族|黎族|朝鲜族|羌族|仫佬族|毛南族|各族|傈僳族|景颇族|哈萨克|柯尔克孜|(?<!内)蒙古)+$"
)
_FORMER = {
    "450181": "横县", "510117": "郫县", "130284": "滦县", "511703": "达县", "420600": "襄樊", "530800": "思茅", "533401": "中甸",
}  # fmt: skip
"""Names that their present ones do not contain; 临桂县 is found by 临桂."""
_STREET = re.compile(r"[东西南北中]?[一二三四五六七八九十]?(?:路|街|大道|巷|大街|道\d|广场|大厦)")
_CODE = re.compile(r"(?<!\d)\d{6}(?!\d)")
_BETWEEN = re.compile(r"[\s/・·,、;\-—>|()]*")
_SKIPPED = "中国"


@dataclass(frozen=True)
class _Gazetteer:
    names: dict[str, str]
    """Name by code."""
    codes: dict[str, tuple[str, ...]]
    """Codes by full or short name."""
    full: frozenset[str]
    heads: frozenset[str]
    """First two characters of every name: spares most positions of a text."""
    longest: int


@cache
def _gazetteer() -> _Gazetteer:
    lines = (files("ingest.values") / "gbt2260.tsv").read_text(encoding="utf-8").splitlines()
    names = dict(line.split("\t") for line in lines if not line.startswith("#"))
    codes: dict[str, list[str]] = defaultdict(list)
    for code, name in names.items():
        for form in {name, _short(name)}:
            codes[form].append(code)
    for code, name in _FORMER.items():
        codes[name].append(code)
    return _Gazetteer(
        names,
        {n: tuple(c) for n, c in codes.items()},
        frozenset((*names.values(), *_FORMER.values())),
        frozenset(name[:2] for name in codes),
        max(map(len, codes)),
    )


def _short(name: str) -> str:
    suffix = next((s for s in _SUFFIXES if name.endswith(s)), "")
    stem = name.removesuffix(suffix)
    if suffix.startswith("自治"):
        stem = _PEOPLES.sub("", stem) or stem
    return stem if len(stem) >= 2 else name


def region_name(code: str) -> str | None:
    """Name of a code: 450300 → 桂林市."""
    return _gazetteer().names.get(code)


def parent_code(code: str) -> str | None:
    """Code of the division above: 450302 → 450300 → 450000 → None."""
    for digits in (4, 2):
        above = code[:digits].ljust(6, "0")
        if above != code and above in _gazetteer().names:
            return above
    return None


@lru_cache(65536)
def region_codes(text: str) -> tuple[str, ...]:
    """Find the places a text names, most specific of each; ambiguous names without their province are left out."""
    gazetteer = _gazetteer()
    written = [code for code in _CODE.findall(text) if code in gazetteer.names]
    if written:
        return _most_specific(written)
    found: list[str] = []
    within: str | None = None
    at = 0
    linked = True  # at the start, or right after another place, a short name counts as one
    while at < len(text):
        name = _name_at(text, at, gazetteer, short=linked)
        if name is None:
            gap = _BETWEEN.match(text, at)
            step = gap.end() - at if gap else 0
            linked = step > 0 or text.startswith(_SKIPPED, at)
            at += step or (2 if text.startswith(_SKIPPED, at) else 1)
            continue
        code = _choose(gazetteer.codes[name], within)
        if code and within and name not in gazetteer.full and _is_county_elsewhere(code, within):
            code = None  # 湖北武汉东湖 is no district of 南昌
        if code is not None:
            found.append(code)
            within = code
        at += len(name)
        linked = True
    return _most_specific(found)


def leading_places(text: str) -> tuple[tuple[str, ...], str]:
    """Places a name begins with, each as narrow as known, and what follows: 桂林市漓新能源 → 450300, 漓新能源."""
    gazetteer = _gazetteer()
    found: list[str] = []
    at = 0
    while (name := _name_at(text, at, gazetteer, short=True)) and (
        code := _choose(gazetteer.codes[name], found[-1] if found else None)
    ):
        found.append(code)
        at += len(name)
    return _most_specific(found), text[at:]


def _name_at(text: str, at: int, gazetteer: _Gazetteer, *, short: bool) -> str | None:
    if text[at : at + 2] not in gazetteer.heads:
        return None
    for length in range(min(gazetteer.longest, len(text) - at), 1, -1):
        name = text[at : at + length]
        if name in gazetteer.codes and (short or name in gazetteer.full):
            return None if name not in gazetteer.full and _STREET.match(text, at + length) else name
    return None


def _choose(codes: tuple[str, ...], within: str | None) -> str | None:
    """Pick the code inside the place named before; else the only one, else a province or city before a county."""
    if within is not None:
        for digits in (4, 2):
            inside = [c for c in codes if c[:digits] == within[:digits]]
            if len(inside) == 1 or (inside and digits == 4 and within[2:4] != "00"):
                return inside[0]
            if inside and digits == 2:
                return min(inside, key=_level)
    highest = min(map(_level, codes))
    top = [c for c in codes if _level(c) == highest]
    known = len(codes) == 1 or not _gazetteer().names[top[0]].endswith("盟")  # 兴安 is rather the county
    return top[0] if len(top) == 1 and known else None


def _is_county_elsewhere(code: str, within: str) -> bool:
    return _level(code) == 2 and code[:2] != within[:2]


def _level(code: str) -> int:
    return 0 if code.endswith("0000") else 1 if code.endswith("00") else 2


def _most_specific(codes: list[str]) -> tuple[str, ...]:
    unique = dict.fromkeys(codes)

    def inside(code: str, other: str) -> bool:
        return other != code and other.startswith(
            code.rstrip("0") if _level(code) == 2 else code[: 2 * (_level(code) + 1)]
        )

    return tuple(
        code for code in unique if _level(code) == 2 or not any(inside(code, other) for other in unique)
    )
