"""Who is who: organisations and people as lists name them.

What an organisation is called, and what it was called, stands in `aliases.toml`; a short name that may mean
several is left as it is.
"""

import re
import tomllib
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

from opencc import OpenCC

from graph.model import Item, Kind, item_id
from graph.model.ids import natural_key
from ingest.values.region import region_name

_KINDS = (
    ("Government", re.compile(r"(局|厅|委员会|人民政府|管委会|办公室)$")),
    ("Park", re.compile(r"(园区|产业园|科技园|开发区|高新区|孵化器)$")),
    ("Enterprise", re.compile(r"(公司|集团|厂|合作社|农场|酒店|中心（有限合伙）|企业)$|有限|股份")),
    ("Institute", re.compile(r"(研究院|研究所|科学院|农科院|设计院|研究中心|实验室|推广站|医院)$")),
    ("University", re.compile(r"(大学|学院|职业技术学校|高等专科学校)")),
)
_TITLES = re.compile(r"(教授|副教授|研究员|副研究员|博士|讲师|高级工程师|工程师|院士|老师|团队|等)$")
_MARKS = re.compile(r"\((盖章|公章|章|签章)\)$")
_NOTE = re.compile(r"\(([^()]{1,60})\)$")
_SHORT = re.compile(r"^(?:简称|又名|又称|别名|曾用名|原名|前身)(?:为|是)?[:：]?(?P<name>.{2,})$")
_FORMER = re.compile(r"^原(?:单位|来)?[:：]?(?P<name>.{4,})$")
_CURRENT = re.compile(r"^(?:现更名|已更名|更名|现名|现)(?:为|是)?[:：]?(?P<name>.{4,})$")
_MOST_NOTES = 4
_ROLE = re.compile(r"^(?:第[一二三1-3])?(?:牵头|主持|参与|参加|合作|完成|申报|联系|依托|技术)(?:单位|方)?$")
_TAILS = {
    "农科院": "农业科学院",
    "林科院": "林业科学研究院",
    "社科院": "社会科学院",
    "农科所": "农业科学研究所",
    "林科所": "林业科学研究所",
    "科技局": "科学技术局",
    "科技厅": "科学技术厅",
    "工信局": "工业和信息化局",
    "工信厅": "工业和信息化厅",
    "发改委": "发展和改革委员会",
    "发改局": "发展和改革局",
    "卫健委": "卫生健康委员会",
    "股份公司": "股份有限公司",
}
_OF_A_PROVINCE = re.compile(
    r"(?:农业科学院|林业科学研究院|社会科学院|科学技术厅|工业和信息化厅|发展和改革委员会|卫生健康委员会|农业农村厅|教育厅)$"
)
_ACADEMY = "中国科学院"
_KEPT_VARIANTS = frozenset("昇陞甦邨鎔祕")
"""Traditional forms that names of mainland firms and people keep (通用规范汉字表)."""


@dataclass(frozen=True, slots=True)
class OrganizationName:
    """The name an organisation goes by, and what else the cell calls it."""

    name: str
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Names:
    official: Mapping[str, str]
    """Official name by the key of each name it has or had."""
    unclear: Mapping[str, tuple[str, ...]]
    """What a short name may mean, by its key."""


@lru_cache(100_000)
def organization_kind(name: str) -> str:
    """Kind of an organisation by its name; it is also its second label."""
    return next((kind for kind, pattern in _KINDS if pattern.search(name)), "Other")


@lru_cache(100_000)
def clean_name(name: str) -> str:
    """A name as it is shown: one width, no spaces inside Chinese, no seal or hint behind it."""
    text = unicodedata.normalize("NFKC", name).strip()
    text = _MARKS.sub("", text)
    return re.sub(r"(?<=[一-鿿])\s+(?=[一-鿿])", "", text)


@lru_cache(100_000)
def organization_name(written: str) -> OrganizationName:
    """The name an organisation goes by; what the cell says besides is an alias of it.

    `桂电`, `桂林电子科技大学（原桂林电子工业学院）` and `桂林電子科技大學` are one. A faculty, hospital, branch or
    company of a university is an organisation of its own.
    """
    cleaned = clean_name(written)
    text, said = _without_notes(_in_simplified(cleaned))
    name = official_name(text)
    others = [other for other in (cleaned, *said) if natural_key(other) != natural_key(name)]
    return OrganizationName(name, tuple(dict.fromkeys(others)))


@lru_cache(100_000)
def official_name(name: str) -> str:
    """The full name of a known or well-formed short name; any other name as it is."""
    names = _names()
    for _ in range(4):
        known = names.official.get(natural_key(name))
        longer = known or _spelt_out(name)
        if longer == name:
            break
        name = longer
    if name.startswith("原") and natural_key(name[1:]) in names.official:
        return official_name(name[1:])
    return name


def unclear_names(name: str) -> tuple[str, ...]:
    """The organisations a short name may mean, when nothing but the reader can tell; empty for any other."""
    return _names().unclear.get(natural_key(name), ())


@cache
def _names() -> _Names:
    table = tomllib.loads((files("ingest") / "aliases.toml").read_text(encoding="utf-8"))
    unclear = {natural_key(name): tuple(map(clean_name, many)) for name, many in table.pop("unclear").items()}
    official: dict[str, str] = {}
    for group in table.values():
        for full, others in group.items():
            for name in (full, *others):
                key = natural_key(name)
                if key in unclear or official.get(key, clean_name(full)) != clean_name(full):
                    raise ValueError(f"aliases.toml：“{name}”对应不止一个单位")
                official[key] = clean_name(full)
    return _Names(official, unclear)


def _spelt_out(name: str) -> str:
    """Write out one abbreviation; again and again until none is left, so that the table is asked in between."""
    if name.startswith("中科院"):
        return _ACADEMY + name.removeprefix("中科院")
    if name.startswith(_ACADEMY) and name.endswith("所") and not name.endswith(("研究所", "事务所")):
        return f"{name[:-1]}研究所"
    tail = next((short for short in _TAILS if name.endswith(short) and len(name) >= len(short) + 2), None)
    if tail:
        return name.removesuffix(tail) + _TAILS[tail]
    if found := _OF_A_PROVINCE.search(name):
        place = name[: found.start()]
        return _provinces().get(place, place) + found.group()
    return name


@cache
def _provinces() -> Mapping[str, str]:
    """Full name of a province or region by the ways to write it short: 广西, 广西区, 广西自治区."""
    full = [name for code in range(11, 66) if (name := region_name(f"{code}0000"))]
    short = {name: re.sub(r"(省|市|特别行政区|(壮族|回族|维吾尔)?自治区)$", "", name) for name in full}
    forms = {form: name for name, stem in short.items() for form in (stem, f"{stem}区", f"{stem}自治区")}
    return {form: name for form, name in forms.items() if not form.endswith("市")}


def row_id(item: Item, code: str | None) -> str:
    """Id of a row by itself: its list code, else its title and the organisation by the name it goes by."""
    org = organization_name(item.organization).name if item.organization else None
    return item_id(item.kind, code=code, title=item.title, org=org)


def title_key(item: Item) -> str | None:
    """Key of an item's title and organisation; None without an organisation, as many things bear one title."""
    organization = item.organization
    return _title_key(item.kind, item.title, organization) if organization else None


@lru_cache(4096)  # a row is asked for it twice: when it is told apart and when it is written
def _title_key(kind: Kind, title: str, organization: str) -> str:
    return item_id(kind, code=None, title=title, org=organization_name(organization).name)


def _without_notes(text: str) -> tuple[str, list[str]]:
    """A name without what its last brackets say of it; and the other names said there."""
    said: list[str] = []
    for _ in range(_MOST_NOTES):
        note = _NOTE.search(text)
        if not note or note.start() < 2:
            break
        inner, outer = note[1].strip(), text[: note.start()].strip()
        if (current := _CURRENT.match(inner)) and _is_organization(current["name"]):
            said.append(outer)
            outer = current["name"]
        elif (former := _SHORT.match(inner)) or (
            (former := _FORMER.match(inner)) and _is_organization(former["name"])
        ):
            said.append(former["name"])
        elif official_name(inner) == official_name(outer):
            said.append(inner)
        elif not _ROLE.match(inner):
            break
        text = outer
    return text, said


def _is_organization(name: str) -> bool:
    return natural_key(name) in _names().official or organization_kind(name) != "Other"


@cache
def _converter() -> OpenCC:
    return OpenCC("t2s")


def _in_simplified(text: str) -> str:
    """Fold a name in traditional characters; one with a simplified character is taken as it is spelt."""
    if _in_charset(text, "gb2312") or not _in_charset(text, "big5"):
        return text
    folded = _converter().convert(text)
    if len(folded) != len(text):
        return text
    pairs = zip(text, folded, strict=True)
    return "".join(a if a in _KEPT_VARIANTS or _in_charset(a, "gb2312") else b for a, b in pairs)


def _in_charset(text: str, charset: str) -> bool:
    try:
        text.encode(charset)
    except UnicodeEncodeError:
        return False
    return True


@lru_cache(100_000)
def person_name(name: str) -> str:
    """A person's name without the titles lists put behind it."""
    text = clean_name(name)
    while (shorter := _TITLES.sub("", text).strip(" ,、()")) != text and len(shorter) >= 2:
        text = shorter
    return text
