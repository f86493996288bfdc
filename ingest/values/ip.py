"""Intellectual property: 发明专利3项，授权2项; ZL202310001234.5; 软著5项; PCT国际专利."""

import re
from functools import lru_cache

from graph.model import Ip
from ingest.values.numerals import arabic
from ingest.values.text import is_placeholder

_KINDS = {
    "发明专利": "invention", "发明": "invention", "国家发明专利": "invention", "实用新型": "utility", "实用新型专利": "utility",
    "外观设计": "design", "外观专利": "design", "外观": "design", "PCT": "pct", "国际专利": "pct", "软件著作权": "software", "软著": "software",
    "计算机软件著作权": "software", "软件登记": "software", "植物新品种权": "variety", "植物新品种": "variety", "新品种权": "variety", "品种权": "variety", "品种审定": "variety",
    "技术秘密": "secret", "专有技术": "secret", "商业秘密": "secret", "论文": "paper", "SCI": "paper", "EI": "paper",
}  # fmt: skip
_KIND = "|".join(sorted(map(re.escape, _KINDS), key=len, reverse=True))
_COUNT = r"(\d+)\s*(?:余)?(?:项|件|篇|个|份|部|种)"
_GRANTED = r"已获授权|获授权|已授权|获得授权|授权|已取得|已登记|获得"
_APPLIED = r"申请中|已申请|申请|受理|实审|实质审查|公开|在审|已受理|申报"
_OTHER = {"已转让": "transferred", "转让": "transferred", "失效": "expired", "过期": "expired", "终止": "expired", "已失效": "expired"}
_STATUS = f"{_GRANTED}|{_APPLIED}|{'|'.join(sorted(_OTHER, key=len, reverse=True))}"
_NUMBER = (
    r"(?:ZL|CN|专利号[:：]?|申请号[:：]?)\s*(?:ZL|CN)?\s*\d{8,13}(?:\.[\dXx])?[A-Z]?\d?"
    r"|(?<![\d.])(?:20[0-2]\d[1-39]\d{7}|[89]\d[1-39]\d{5})(?:\.[\dXx])?(?!\d)"
    r"|PCT/[A-Z]{2}\d{4}/\d{6}|\b20\d\dSR\d{6,7}\b|\b软著登字第\d+号|\bUS\s?\d[\d,/]{5,}(?:B\d)?|CNA\d{6,8}(?:\.\d)?"
)
_TOKEN = re.compile(
    rf"(?P<number>{_NUMBER})|(?P<kind>{_KIND})|(?P<status>{_STATUS})|(?P<count>{_COUNT})|(?P<stop>[;；。\n])|(?P<comma>[,，、])",
    re.IGNORECASE,
)
_BY_TYPE_DIGIT = {"1": "invention", "2": "utility", "3": "design", "8": "invention", "9": "utility"}


class _Reader:
    """Walks over the tokens of a text; a status without a kind belongs to the kind before it."""

    def __init__(self) -> None:
        self.found: list[Ip] = []
        self.kind: str | None = None
        self.status: str | None = None
        self.count: int | None = None
        self.counted = False

    def close(self) -> None:
        """Write down what the clause said of the current kind."""
        if self.kind and (self.count is not None or self.status or not self.counted):
            self.add(None)
        self.status, self.count = None, None

    def add(self, number: str | None) -> None:
        """Write down one finding of the current kind."""
        if self.kind:
            self.found.append(Ip(kind=self.kind, status=self.status, number=number, count=self.count))
            self.counted = True


@lru_cache(16384)
def parse_ip(text: str) -> tuple[Ip, ...]:
    """Read kinds, statuses, numbers and counts; () when nothing definite is said."""
    if not text or is_placeholder(text):
        return ()
    reader = _Reader()
    carried: str | None = None
    for token in _TOKEN.finditer(arabic(text)):
        match token.lastgroup:
            case "number":
                _number(reader, token.group(), carried)
            case "kind":
                if reader.kind and (reader.count is not None or not reader.counted):
                    status = reader.status
                    reader.close()
                    reader.status = None if token.string[token.end() :].startswith(tuple("申授受")) else status and None
                reader.kind, reader.counted = _KINDS.get(token.group().upper(), _KINDS.get(token.group())), False
            case "status":
                reader.status = carried = _status(token.group())
            case "count":
                _count(reader, int(re.sub(r"\D", "", token.group())))
            case "comma":
                if reader.count is not None:
                    reader.close()
            case _:
                reader.close()
                reader.kind, carried = None, None
    reader.close()
    return tuple(dict.fromkeys(reader.found))


def _count(reader: _Reader, count: int) -> None:
    if reader.count is not None:
        reader.close()
    reader.count = count


def _number(reader: _Reader, written: str, carried: str | None) -> None:
    number = re.sub(r"^(?:专利号|申请号)[:：]?\s*|[\s,]", "", written)
    digits = re.sub(r"\D", "", number)
    upper = number.upper()
    if upper.startswith("PCT"):
        reader.kind = "pct"
    elif "SR" in upper or "软著" in number:
        reader.kind = "software"
    elif upper.startswith("CNA"):
        reader.kind = "variety"
    elif len(digits) >= 12:
        reader.kind = _BY_TYPE_DIGIT.get(digits[4], reader.kind or "invention")
    elif reader.kind is None:
        reader.kind = _BY_TYPE_DIGIT.get(digits[2:3], "invention") if len(digits) in (8, 9) else "invention"
    status = "granted" if upper.startswith("ZL") or "SR" in upper else reader.status or carried
    reader.found.append(Ip(kind=reader.kind or "invention", status=status, number=number))
    reader.counted = True


def _status(word: str) -> str:
    if word in _OTHER:
        return _OTHER[word]
    return "granted" if re.fullmatch(_GRANTED, word) else "applied"
