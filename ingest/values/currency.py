"""Units of money: scales, currencies, and what headers, neighbours and table corners say about both."""

import re
from dataclasses import dataclass
from functools import lru_cache

from graph.model import UnitSource
from ingest.values.numerals import MULTIPLIERS

SCALES = {"": 1.0, **MULTIPLIERS, "k": 1e3, "w": 1e4}
CURRENCIES = {
    "元": "CNY", "圆": "CNY", "块": "CNY", "rmb": "CNY", "cny": "CNY", "¥": "CNY",
    "美元": "USD", "美金": "USD", "us$": "USD", "usd": "USD", "$": "USD",
    "欧元": "EUR", "欧": "EUR", "eur": "EUR", "€": "EUR", "英镑": "GBP", "gbp": "GBP", "£": "GBP",
    "港元": "HKD", "港币": "HKD", "hk$": "HKD", "hkd": "HKD", "澳门元": "MOP",
    "新台币": "TWD", "台币": "TWD", "nt$": "TWD", "日元": "JPY", "日圆": "JPY", "jpy": "JPY", "韩元": "KRW",
    "澳元": "AUD", "加元": "CAD", "新加坡元": "SGD", "新元": "SGD", "卢布": "RUB", "泰铢": "THB", "越南盾": "VND",
}  # fmt: skip
SCALE = r"万亿|千万|百万|十万|亿|万|千|百|[wk](?![a-z])"
CURRENCY = "|".join(sorted(map(re.escape, CURRENCIES), key=len, reverse=True))
_UNIT = re.compile(rf"(?:单位:?)?(?:{CURRENCY})?({SCALE})?({CURRENCY})?整?(?:/(?:年|项|次|个项目))?")
_AT_END = re.compile(rf"(?:({SCALE})({CURRENCY})?|({CURRENCY}))(?:/(?:年|项|次|个项目))?$")
_PER_PIECE = re.compile(rf"(?:{SCALE}|{CURRENCY})(?:/(?!年|项|次|个项目)|每)[^\s/]{{1,6}}$|单价$")
_ENGLISH = re.compile(r"10 ?k(?![a-z])|10,?000|million(?= |$)|thousand(?= |$)")
_ENGLISH_SCALES = {"k": "万", "0": "万", "n": "百万", "d": "千"}
"""(10k RMB) is 万元."""
_OUTER = re.compile(r"[\s()\[\]【】]|人民币")


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit found outside the number: its scale, its currency and where it stood."""

    scale: float
    currency: str
    source: UnitSource
    per_piece: bool = False
    """A price per ton, set or acre (元/吨): amounts under it are no totals."""


@lru_cache(1024)
def unit_of(text: str, source: UnitSource) -> Unit | None:
    """Read a text that is nothing but a unit (万元, （亿元）, 单位：万元), or a header that ends in one (外资-万美元)."""
    plain = text.casefold().translate(WIDTH)
    folded = _OUTER.sub("", _ENGLISH.sub(lambda n: _ENGLISH_SCALES[n.group()[-1]], plain))
    if not folded:
        return Unit(1.0, "CNY", source) if "人民币" in plain and "元" in plain else None
    alone = source in {
        UnitSource.NEIGHBOUR,
        UnitSource.CELL,
    }  # 300元 or 单元 beside a number is no unit of it
    if alone and any(c.isdigit() for c in folded):
        return None
    if _PER_PIECE.search(folded):
        return Unit(1.0, "CNY", source, per_piece=True)
    found = _UNIT.fullmatch(folded) or (None if alone else _AT_END.search(folded))
    if found is None:
        return None
    written = found.group()
    scale = next((SCALES[g] for g in found.groups() if g in SCALES), None)
    currency = next((CURRENCIES[g] for g in _SPLIT.findall(written) if g in CURRENCIES), None)
    if scale is None and currency is None:
        return None
    return Unit(scale or 1.0, currency or "CNY", source)


_SPLIT = re.compile(CURRENCY)
WIDTH = str.maketrans("（）：￥＄／萬億圓", "():¥$/万亿元")
"""Full-width signs, and the traditional forms that make up units."""
