"""Which parser reads which field: chosen once per column, then called for every cell."""

import dataclasses
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum, auto
from typing import Any

from graph.model import Contact, Indicator, Ip, Kind, Maturity, Mode, Money, Period, UnitSource, title_field
from graph.model.items import Shape, shapes
from ingest.columns import Role, Target
from ingest.columns.assignment import Column
from ingest.readers import Raw
from ingest.resolve import person_name
from ingest.values.currency import Unit, unit_of
from ingest.values.dates import iso_date, parse_year
from ingest.values.indicator import parse_indicators
from ingest.values.ip import parse_ip
from ingest.values.lists import parse_flag, parse_list, parse_words
from ingest.values.maturity import parse_maturity
from ingest.values.modes import parse_modes
from ingest.values.money import parse_money
from ingest.values.options import chosen, numbered_options, offers_options, option_named
from ingest.values.patents import fails_check
from ingest.values.people import parse_people
from ingest.values.period import parse_period
from ingest.values.region import region_codes
from ingest.values.repair import looks_cut, said_twice
from ingest.values.text import cell_lines, cell_text, is_placeholder, simplified

Reading = tuple[Any, str | None]
"""The value of a cell (None: it says nothing) and what was wrong with it, if anything."""

Read = Callable[[Raw, Raw], Reading]
"""Reads a cell, with the cell to its right (it may hold the unit)."""


class Merge(Enum):
    """How several columns of one field become one value."""

    FIRST = auto()
    JOIN = auto()
    UNION = auto()
    CONTACT = auto()
    PERIOD = auto()
    RANGE = auto()


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What stands around a table and bears on its cells."""

    corner: Unit | None = None
    year: int | None = None


@dataclass(frozen=True, slots=True)
class FieldReader:
    """A column made ready: where it is, how it is read, which field it fills and how."""

    index: int
    header: str
    field: str
    part: str | None
    merge: Merge
    read: Callable[[Raw, Raw], Reading]
    confidence: float
    hint: str
    looks_right: bool = False
    """Whether the cell to the right may hold the unit."""
    known: dict[str, Reading] = dataclasses.field(default_factory=dict, repr=False)
    """Short cells read before: most columns repeat a few wordings."""

    def get(self, raw: Raw, right: Raw) -> Reading:
        """Read a cell, or remember what the same text meant in this column."""
        if self.looks_right or not isinstance(raw, str) or len(raw) > _SHORT:
            return self.read(raw, right)
        reading = self.known.get(raw)
        if reading is None:
            reading = self.read(raw, "")
            if len(self.known) < _REMEMBERED:
                self.known[raw] = reading
        return reading


_NAMES = frozenset(
    (
        "code",
        "title",
        "org",
        "issuer",
        "person",
        "enterprise",
        "school",
        "department",
        "credit_code",
        "org_type",
        "urgency",
        "level",
        "secret",
        "stage",
        "bid_deadline",
    )
)
_HINTS: dict[type, str] = {
    Money: "请写成“50万元”“50-80万元”，或在表头注明单位，如“金额（万元）”。",
    Period: "请写成“24个月”或“2026年12月”。",
    Maturity: "请写成“中试阶段”这类措辞，或“TRL6”。",
    Mode: "请写成“技术转让”“技术许可”“作价入股”“合作开发”等。",
    int: "请写成四位年份，如“2024”。",
    bool: "请填“是”或“否”。",
    str: "请核对原文是否完整。",
    Ip: "请写成“发明专利3项（授权2项）”或专利号。",
}  # fmt: skip
_REGION_HINT = "请写明省、市、县，如“广西南宁市青秀区”。"
_MONTH_UNIT = re.compile(r"^(?:单位[:：]?)?(?:自然)?(个?月|年|天|日)(?:数)?$")
_BROAD_UNIT = re.compile(r"((?:万亿|千万|百万|十万|亿|万|千)?(?:美元|欧元|港元|日元|英镑|元))")
_UNIT_ONLY = re.compile(
    r"[(（]?(?:单位[:：]?)?(?:人民币)?(?:万亿|千万|百万|十万|亿|万|千)?(?:美元|美金|欧元|港元|日元|英镑|元)?[)）]?"
)
_CLOSED = frozenset({Money, Period, Maturity, Mode, Ip, bool})
"""Shapes read by known wordings."""
_WRAP = re.compile(r"(?<=[^\x00-\x7f])\n|\n(?=[^\x00-\x7f])")
"""A line break beside a Chinese character; between Latin words it stands for a blank."""
_BESIDE_LABEL = re.compile(r"[\s*＊★:：]+")
_BRACKETED = re.compile(r"[(（【\[][^()（）【】\[\]]*[)）】\]]")
_SHORT = 40
_REMEMBERED = 4096
_LOST_DIGITS = re.compile(r"^\d+(?:\.\d+)?e\+?\d+$", re.IGNORECASE)


def field_reader(kind: Kind, column: Column, around: Surroundings) -> FieldReader:
    """Choose the parser of a column that stands for a field."""
    target = column.target
    name = target.field or "extra"
    shape = shapes(kind)[name]
    if target.role is Role.FLAG:
        read = _flag_value(target, shape.type)
        return FieldReader(column.index, column.header, name, None, Merge.UNION, read, 1.0, _HINTS[bool])
    read, merge = _parser(name, shape, column, around)
    if shape.type in _CLOSED or name in {"region", "landing_region"}:
        read = _simplifying(read)
    if options := numbered_options(column.header):
        read = _by_number(read, options)
    if name == "person" == title_field(kind):
        read = _person
    if target.role is Role.LABELLED:
        read = _labelled(read, column.header)
    hint = _REGION_HINT if name in {"region", "landing_region"} else _HINTS.get(shape.type, "")
    return FieldReader(
        column.index, column.header, name, target.part, merge, read, column.confidence, hint,
        looks_right=shape.type in {Money, Period},
    )  # fmt: skip


def _parser(field: str, shape: Shape, column: Column, around: Surroundings) -> tuple[Read, Merge]:
    type_ = shape.type
    many = Merge.UNION if shape.many else Merge.FIRST
    if type_ is Money:
        found = _money(money_unit(column.hints) or around.corner), Merge.FIRST
    elif type_ is Period:
        found = _period(column.hints, around.year), Merge.PERIOD
    elif type_ is Contact:
        found = _contact, Merge.CONTACT
    elif field == "bid_deadline":
        found = _date(around.year), Merge.FIRST
    elif read := _BY_FIELD.get(field) or _BY_TYPE.get(type_):
        found = read, many
    elif shape.many:
        found = _list, many
    else:
        found = (_name, Merge.FIRST) if field in _NAMES else (_prose, Merge.JOIN)
    return found


def money_unit(hints: Sequence[str]) -> Unit | None:
    """Find the unit of money that a header names, in its brackets or at its end."""
    for hint in (*hints, *(_BRACKETED.sub("", hint) for hint in hints)):  # 经费/元（必填）
        if unit := unit_of(hint, UnitSource.HEADER):
            return unit
    for hint in hints[:-1]:
        if found := _BROAD_UNIT.search(hint):
            return unit_of(found.group(), UnitSource.HEADER)
    return None


def _money(unit: Unit | None) -> Read:
    named = unit is not None and unit.source is UnitSource.HEADER

    def read(raw: Raw, right: Raw) -> Reading:
        used = unit
        if not named and _is_only_unit(right):
            used = unit_of(str(right), UnitSource.NEIGHBOUR) or unit
        if _is_only_unit(raw):
            return None, None
        return parse_money(raw, used)

    return read


def _is_only_unit(raw: Raw) -> bool:
    """Tell a cell that holds a unit and no amount: 万元, not 50万元."""
    return isinstance(raw, str) and len(raw) <= 8 and _UNIT_ONLY.fullmatch(raw.strip()) is not None


def _period(hints: Sequence[str], year: int | None) -> Read:
    named = next((found.group(1) for hint in hints if (found := _MONTH_UNIT.match(hint))), None)

    def read(raw: Raw, right: Raw) -> Reading:
        unit = named
        if unit is None and isinstance(right, str) and (found := _MONTH_UNIT.match(right.strip())):
            unit = found.group(1)
        return parse_period(raw, unit=unit, list_year=year)

    return read


def _text(raw: Raw, _: Raw) -> Reading:
    text = cell_text(raw)
    return (None, None) if not text or is_placeholder(text) else (text, None)


def _prose(raw: Raw, _: Raw) -> Reading:
    """Read running text: ticked options only, a text pasted twice once, and a word where it seems cut."""
    text = cell_text(raw)
    if not text or is_placeholder(text):
        return None, None
    if offers_options(text):
        return chosen(text), None
    if once := said_twice(text):
        return once, "同一段文字写了两遍，只取一遍"
    return text, "文字似乎被截断" if isinstance(raw, str) and looks_cut(raw) else None


def _name(raw: Raw, _: Raw) -> Reading:
    """Read a name: a line break inside it is the width of the column."""
    text = cell_text(raw)
    if not text or is_placeholder(text):
        return None, None
    if offers_options(text):
        return chosen(text), None
    return (_WRAP.sub("", text).replace("\n", " ") if "\n" in text else text), None


def _contact(raw: Raw, _: Raw) -> Reading:
    text = cell_lines(raw)
    if _LOST_DIGITS.match(text):
        return None, "电话变成了科学计数法，末几位已经丢失"
    return (None, None) if not text or is_placeholder(text) else (text, None)


def _person(raw: Raw, right: Raw) -> Reading:
    """Read the name of an expert, who is the same person under any title."""
    text, problem = _name(raw, right)
    return (person_name(text) if text else None), problem


def _code(raw: Raw, _: Raw) -> Reading:
    if isinstance(raw, float) and raw >= 1e15:
        return None, "编号被存成数值，末几位已经丢失"
    text = cell_text(raw).lstrip("'‘’")
    if _LOST_DIGITS.match(text):
        return None, "编号变成了科学计数法，末几位已经丢失"
    return (None, None) if not text or is_placeholder(text) else (text, None)


def _credit_code(raw: Raw, right: Raw) -> Reading:
    value, problem = _code(raw, right)
    return (re.sub(r"[\s-]", "", value).upper() if value else value), problem


def _ip(raw: Raw, _: Raw) -> Reading:
    text = cell_lines(raw)
    found = parse_ip(text)
    if not found:
        return None, None if not text or is_placeholder(text) else "看不出知识产权的种类"
    wrong = next((ip.number for ip in found if ip.number and fails_check(ip.number)), None)
    return found, f"专利号{wrong}的校验位不符，请核对" if wrong else None


def _secret(raw: Raw, _: Raw) -> Reading:
    text = cell_text(raw)
    return (text, None) if text == "保密" else _text(raw, "")


def _known(parse: Callable[[str], Any], problem: str, text_of: Callable[[Raw], str] = cell_text) -> Read:
    """Wrap a parser of text: a cell that says something it does not understand is a problem."""

    def read(raw: Raw, _: Raw) -> Reading:
        text = text_of(raw)
        value = parse(text)
        if value is not None and value != ():
            return value, None
        return None, None if not text or is_placeholder(text) else problem

    return read


def _list(raw: Raw, _: Raw) -> Reading:
    text = cell_lines(raw)
    return (None, None) if not text or is_placeholder(text) else (parse_list(text), None)


def _modes(raw: Raw, _: Raw) -> Reading:
    text = cell_lines(raw)
    found = parse_modes(text)
    if found.modes:
        return found, None
    return None, None if not text or is_placeholder(text) else "看不出合作方式"


def _date(list_year: int | None) -> Read:
    def read(raw: Raw, _: Raw) -> Reading:
        found = iso_date(raw, list_year)
        text = cell_text(raw)
        return found, None if found or not text or is_placeholder(text) else "看不出日期"

    return read


def _year(raw: Raw, _: Raw) -> Reading:
    found = parse_year(raw)
    text = cell_text(raw)
    return found, None if found or not text or is_placeholder(text) else "看不出年份"


def _simplifying(read: Read) -> Read:
    """Let a parser of known wordings see simplified characters; the raw text stays as written."""

    def simplifying(raw: Raw, right: Raw) -> Reading:
        if not isinstance(raw, str):
            return read(raw, right)
        plain = simplified(raw)
        value, problem = read(plain, simplified(right) if isinstance(right, str) else right)
        if plain != raw and isinstance(value, (Money, Period, Maturity)):
            value = dataclasses.replace(value, raw=cell_text(raw))
        return value, problem

    return simplifying


def _labelled(read: Read, header: str) -> Read:
    label = _BESIDE_LABEL.sub("", header)

    def labelled(raw: Raw, right: Raw) -> Reading:
        value, problem = read(raw, right)
        return (f"{label}:{value}" if isinstance(value, str) else value), problem

    return labelled


def _by_number(read: Read, options: Mapping[str, str]) -> Read:
    """Read 2 under 成熟度（1.小试 2.中试） as the option it stands for."""

    def by_number(raw: Raw, right: Raw) -> Reading:
        return read(option_named(cell_text(raw), options) if not isinstance(raw, date) else raw, right)

    return by_number


def _flag_value(target: Target, type_: type) -> Read:
    value: Any = Mode(target.part or "") if type_ is Mode else target.part

    def read(raw: Raw, _: Raw) -> Reading:
        text = cell_text(raw)
        said = parse_flag(text)
        if said is None:
            return None, None if not text or is_placeholder(text) else "应答“是”或“否”"
        return ((value,) if said else None), None

    return read


_BY_FIELD: dict[str, Read] = {
    "code": _code,
    "credit_code": _credit_code,
    "secret": _secret,
    "people": _known(parse_people, "看不出姓名", cell_lines),
    "keywords": _known(parse_words, "看不出关键词", cell_lines),
    "region": _known(region_codes, "认不出地区"),
    "landing_region": _known(region_codes, "认不出地区"),
}
_BY_TYPE: dict[type, Read] = {
    Maturity: _known(parse_maturity, "看不出成熟度"),
    Indicator: _known(parse_indicators, "看不出指标"),
    Ip: _ip,
    Mode: _modes,
    int: _year,
    bool: _known(parse_flag, "应答“是”或“否”"),
}
