"""What stands in a list beside its data rows: category, total and remark rows, and the texts above the header."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, auto

from graph.model import Kind, UnitSource
from ingest.readers import Raw
from ingest.values.currency import Unit, unit_of
from ingest.values.region import region_codes, region_name
from ingest.values.text import cell_text, simplified

_TOTAL = re.compile(
    r"^(?:[\u3400-\u9fff]{0,12}(?:合\s*计|小\s*计|总\s*计|共\s*计)|(?:本页|当页|本表|以上|全部)?(?:累\s*计|汇\s*总)|total)"
    r"\s*(?:(?:[:：(（]|\d+\s*[项条个家件]).*)?$|^共\s*\d+\s*[项条个家件]",
    re.IGNORECASE,
)
_REMARK = re.compile(
    r"^[*※(（]?\s*(?:备\s*注|注(?=[:：\d])|注意|说\s*明|填表说明|填写说明|填报说明|填表要求|附注|填报人|填表人|制表|审核人?|审核[:：]|单位(?:负责人)?(?:\(盖章\)|（盖章）)|(?:单位)?盖章|填报单位|填报日期|填表日期|联系人[:：]|联系电话[:：]|日期[:：]|示例|样例|范例|例[:：]|负责人[:：(（])"
)
_EXAMPLE = re.compile(r"[(（]?(?:填写)?(?:示例|样例|范例|举例|例)\s?\d?[)）]?")
"""What numbers a row that only shows how to fill in the others."""
_CATEGORY_NUMBER = re.compile(
    r"^(?:[(（]?[一二三四五六七八九十]{1,3}[)）]?[、.．:：\s]\s*|[(（](?:[一二三四五六七八九十]{1,3}|\d{1,2})[)）]|第[一二三四五六七八九十]+[类部分章批][、:：\s]*|[A-Z][、.．]\s*|[IVX]+[、.．\s]\s*|[①-⑳◆■●★▲◎※]\s*)"
)
_CATEGORY_LABEL = re.compile(
    r"^(?:所属|技术|产业)?(?:领域|类别|方向|板块)[一二三四五六七八九十\d]{0,2}\s*[:：]\s*"
)
_NO_CATEGORY = re.compile(
    r"^(?:以[下上]|接上|续[表上]|[(（](?:接上|续)|第[一二三四五六七八九十\d]+批|20\d\d年)|[。!！?？]|^请|敬请|务必"
)
"""What tells of the list itself, not of a field."""
_ARABIC_NUMBER = re.compile(r"^\d{1,2}[、.．]\s*(?!\d)")
_COUNT_TAIL = re.compile(
    r"\s*(?:[(（](?:共|计|合计)?\s*\d+\s*[项条个家件]?(?:[,，;；、][^()（）]{1,20})?[)）]|[:：\s]共?\s*\d+\s*[项条个家件])$"
)
_CLOSING = re.compile(r"(?:技术)?(?:领域|类别|类)(?:(?:科技)?成果|(?:技术)?需求|榜单|项目)?$")
_FIELD_END = re.compile(r"(?:领域|类|产业|行业|方向|板块)$")
_PLACE_END = re.compile(r"[省市县区州盟旗乡镇]$|(?:经济技术|高新技术)?开发区$")
_INSTITUTION = re.compile(
    r"(?:大学|学院|研究院|研究所|研究中心|科学院|学校|医院|实验室|公司)(?:[(（].{1,12}[)）])?$"
)
_CORNER_UNIT = re.compile(
    r"(?:金额)?单位\s*[:：]\s*((?:人民币)?(?:万亿|千万|百万|十万|亿|万|千)?(?:美元|欧元|元))"
)
_YEAR = re.compile(r"(?<!\d)(20\d{2})(?=\s*年|年度|[^\d]|$)")
_FILLED_BY = re.compile(
    r"(?:填报单位|报送单位|推荐单位|申报单位|单位名称|完成单位|企业名称|公司名称|需求单位|单位)\s*(?:[(（]盖章[)）])?\s*[:：]\s*([^\s:：]{4,40})"
)
_STAMP = re.compile(r"[(（][^()（）]{0,8}章[^()（）]{0,4}[)）]?$")
_COLLECTS = re.compile("(?:局|厅|委|委员会|办公室|政府|管委会|协会|联合会)$")
"""Who collects lists is not who the rows are from."""
_IN_TITLE = re.compile(r"[\u3400-\u9fff]{2,18}?(?:大学|学院|研究院|研究所)")
_INNER_STOP = re.compile("[,，;；:：填写须应]")
_MAX_CATEGORY, _MAX_POINT, _MAX_REMARK_IN_TITLE = 30, 12, 8
_FRAMES = frozenset({("【", "】"), ("[", "]"), ("〔", "〕"), ("—", "—"), ("-", "-"), ("《", "》")})
_FRAME = " :：【】[]〔〕—-《》"


class RowKind(Enum):
    """What a row of a table is."""

    DATA = auto()
    BLANK = auto()
    CATEGORY = auto()
    TOTAL = auto()
    REMARK = auto()


@dataclass(frozen=True, slots=True)
class Layout:
    """Where the columns stand that decide what a row is."""

    title: int | None
    serials: frozenset[int]
    first: int = 0


def classify(row: Sequence[Raw], layout: Layout, *, after_remark: bool) -> tuple[RowKind, str]:
    """Tell what a row is, and its text where it is not data."""
    filled = [
        c for c, cell in enumerate(row) if not (isinstance(cell, str) and (cell == "" or cell.isspace()))
    ]
    if not filled:
        return RowKind.BLANK, ""
    start = filled[0]
    title = layout.title
    titled = title is not None and title != start and title in filled and row[title] != row[start]
    if titled and not isinstance(row[start], str):
        return RowKind.DATA, ""
    first = cell_text(row[start])
    plain = simplified(first)
    single = all(cell_text(row[c]) == first for c in filled)  # mostly told by the second cell
    if _TOTAL.match(plain) and not (titled and len(filled) > 4 and not _mostly_numbers(row, filled[1:])):
        return RowKind.TOTAL, first
    example = titled and start in layout.serials and _EXAMPLE.fullmatch(plain)
    if example or (not titled and (single or len(filled) <= 4) and _REMARK.match(plain)):
        return RowKind.REMARK, first
    if single and all(c in layout.serials for c in filled) and not _is_words(first):
        return RowKind.BLANK, ""
    return _single(first, filled, layout, after_remark=after_remark) if single else (RowKind.DATA, "")


def _is_words(text: str) -> bool:
    return sum("\u3400" <= ch <= "\u9fff" for ch in text) >= 2


def _mostly_numbers(row: Sequence[Raw], filled: Sequence[int]) -> bool:
    return sum(any(ch.isdigit() for ch in cell_text(row[c])[:6]) for c in filled) * 2 >= len(filled)


def _single(text: str, filled: Sequence[int], layout: Layout, *, after_remark: bool) -> tuple[RowKind, str]:
    """Judge a row with one text, in one cell or merged across."""
    merged = len(filled) > 1
    in_title = not merged and filled[0] == layout.title
    plain = simplified(text)
    numbered = _CATEGORY_NUMBER.match(text) is not None or _is_framed(plain)
    named = _FIELD_END.search(plain) is not None or _INSTITUTION.search(plain) is not None
    short = len(text) <= _MAX_CATEGORY
    if after_remark and not (named and short):
        return RowKind.REMARK, text
    if short and _NO_CATEGORY.search(plain) and (not in_title or len(text) <= _MAX_REMARK_IN_TITLE):
        return RowKind.REMARK, text
    if in_title and not (short and (numbered or _is_place(plain) or _CLOSING.search(plain))):
        return RowKind.DATA, ""
    if (
        not merged
        and filled[0] not in layout.serials
        and filled[0] > layout.first
        and not (numbered or named)
    ):
        return RowKind.DATA, ""
    if short and (numbered or named or merged or region_codes(text) or _may_be_category(text)):
        return RowKind.CATEGORY, text
    return RowKind.REMARK, text


def _may_be_category(text: str) -> bool:
    """Tell 新材料 and 1、新材料 from a point of a note, 1.填写单位全称，不得简写."""
    return not _ARABIC_NUMBER.match(text) or (len(text) <= _MAX_POINT and not _INNER_STOP.search(text))


def _is_framed(text: str) -> bool:
    """Tell a heading by what stands around it: 【新材料】, —新材料—, 新材料领域（共3项）, 领域：新材料."""
    framed = (text[:1], text[-1:]) in _FRAMES
    return framed or _COUNT_TAIL.search(text) is not None or _CATEGORY_LABEL.match(text) is not None


def category_of(text: str, kind: Kind) -> dict[str, tuple[str, ...]]:
    """Read a category row: {field: values} it gives to the rows below."""
    name = _COUNT_TAIL.sub("", _ARABIC_NUMBER.sub("", _CATEGORY_NUMBER.sub("", text.strip())))
    name = _CATEGORY_LABEL.sub("", name.strip(_FRAME))
    plain = simplified(name)
    if _INSTITUTION.search(plain):
        return {
            "orgs" if kind is Kind.ACHIEVEMENT else "school" if kind is Kind.ALUMNI_PROJECT else "org": (
                name,
            )
        }
    if _is_place(plain):
        return {"region": region_codes(plain)}
    name = name[: len(_CLOSING.sub("", plain))] or name
    return {"fields": (name,)} if name else {}


def _is_place(text: str) -> bool:
    """Tell 横州市 and 南宁 from 资源与环境, which only begins with the name of a county."""
    codes = region_codes(text)
    whole = len(codes) == 1 and codes[0].endswith("00") and (region_name(codes[0]) or "").startswith(text)
    return bool(codes) and (whole or _PLACE_END.search(text) is not None)


def corner_unit(texts: Sequence[str]) -> Unit | None:
    """Find 单位：万元 above a table."""
    for text in texts:
        if found := _CORNER_UNIT.search(simplified(text)):
            return unit_of(found.group(1), UnitSource.CORNER)
    return None


def list_year(texts: Sequence[str]) -> int | None:
    """Find the year a list names in its title, sheet or file name."""
    for text in texts:
        if found := _YEAR.search(text):
            return int(found.group(1))
    return None


def list_org(texts: Sequence[str]) -> str | None:
    """Find the organisation that a list without such a column names above its header."""
    for text in texts:
        if found := _FILLED_BY.search(simplified(text)):
            name = _STAMP.sub("", text[found.start(1) : found.end(1)])
            if not _COLLECTS.search(simplified(name)) and unit_of(name, UnitSource.NEIGHBOUR) is None:
                return name
    for text in texts:
        if found := _IN_TITLE.search(simplified(text)):
            return text[found.start() : found.end()]
    return None
