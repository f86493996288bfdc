"""Intellectual property: 发明专利3项，授权2项; ZL202310001234.5; 软著5项; PCT国际专利."""

import re
from dataclasses import replace
from functools import lru_cache

from graph.model import Ip
from ingest.values.numerals import arabic
from ingest.values.options import chosen
from ingest.values.patents import NUMBER, numbered
from ingest.values.text import is_placeholder

_KINDS = {
    "发明专利": "invention", "发明": "invention", "国家发明专利": "invention", "实用新型": "utility", "实用新型专利": "utility",
    "外观设计": "design", "外观专利": "design", "外观": "design", "PCT": "pct", "国际专利": "pct", "软件著作权": "software", "软著": "software",
    "计算机软件著作权": "software", "软件登记": "software", "植物新品种权": "variety", "植物新品种": "variety", "新品种权": "variety", "品种权": "variety", "品种审定": "variety",
    "技术秘密": "secret", "专有技术": "secret", "商业秘密": "secret", "论文": "paper", "SCI": "paper", "EI": "paper",
}  # fmt: skip
_KIND = "|".join(sorted(map(re.escape, _KINDS), key=len, reverse=True))
_COUNT = r"(?<![\d.])\d{1,5}\s?(?:余|多)?\s?(?:项|件|篇|个|份|部|种)"
_BARE_COUNT = r"(?<![\d.])\d{1,3}(?=\s?(?:[;；,，、。\n)）]|$))"
_GRANTED = r"已获授权|获授权|已授权|获得授权|授权|已取得|已登记|维持有效|有效|有权|获得"
_APPLIED = r"申请中|已申请|申请|受理|实审|实质审查|公开|在审|已受理|申报"
_OTHER = {
    "已转让": "transferred",
    "转让": "transferred",
    "失效": "expired",
    "过期": "expired",
    "终止": "expired",
    "已失效": "expired",
    "无效": "expired",
}
_STATUS = f"{_GRANTED}|{_APPLIED}|{'|'.join(sorted(_OTHER, key=len, reverse=True))}"
_TOKEN = re.compile(
    rf"(?P<number>{NUMBER})|(?P<kind>{_KIND})|(?P<status>{_STATUS})|(?P<count>{_COUNT})|(?P<bare>{_BARE_COUNT})|(?P<stop>[;；。\n])|(?P<comma>[,，、])",
    re.IGNORECASE,
)
_PLANNED = re.compile(
    rf"(?:拟|计划|准备|预计|将|(?:尚|还|暂)?未)(?:申请|申报|布局)\s?(?:国家)?(?:{_KIND}|专利)?\s?(?:{_COUNT})?"
    r"|(?:尚|还|暂)?未(?:获得?)?授权"
)
"""What does not exist yet is no intellectual property."""
_SUM_OF_KINDS = re.compile(
    rf"({_STATUS})(?:国内外|各类|相关|国家)?(?:专利|知识产权)\s?{_COUNT}[,，:：(（]?(?:其中|包括|含)?[:：]?"
)
"""已授权专利5项（发明3项、实用新型2项）: the status holds for every kind."""
_MAY_SUM = re.compile(r"(?<!明)(?<!新型)(?:专利|知识产权)\s?\d")
_STATUS_ALONE = re.compile(
    rf"(?:国家|相关)?(?:专利|知识产权)?(?P<status>(?:专利权)?维持|{_STATUS})(?:的?(?:专利|知识产权))?\s?(?P<count>{_COUNT})?[。;；]?"
)
"""已授权专利: the status of patents of no kind."""
_LOOK_AHEAD = 16
_UNKNOWN_THING = re.compile(r"[\u3400-\u9fff]{2,}")
_FILLER = re.compile(
    r"其中|已经|总共|累计|共计|合计|目前|相关|国家|核心|均为|均已|另有|以及|全部|专利|登记|证书"
)
_ALL_OF_THEM = re.compile(r"(?:均|都|全部|皆)(?:已)?$")


_OPENS = frozenset("(（[【")


class _Reader:
    """Walks over the tokens of a text; a status without a kind belongs to the kind before it."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.found: list[Ip] = []
        self.kind: str | None = None
        self.status: str | None = None
        self.count: int | None = None
        self.said = True
        """Whether something was written down of the current kind."""
        self.clause = 0
        """Number of findings before this clause."""

    def close(self) -> None:
        """Write down what was said of the current kind."""
        if self.kind and (self.count is not None or self.status or not self.said):
            self.found.append(Ip(kind=self.kind, status=self.status, count=self.count))
            self.said = True
        self.status, self.count = None, None

    def start(self, kind: str) -> None:
        """Turn to another kind; a status before it (授权发明专利) is its own."""
        if kind == self.kind and not self.said and self.count is None:
            return
        waiting = self.status if self.said and self.count is None else None
        if waiting is None:
            self.close()
        self.kind, self.said, self.status = kind, False, waiting

    def qualify(self, status: str, before: str, after: str) -> None:
        """Take a status: of the count before it, of the count after it, or of all kinds of the clause."""
        counted_next = re.match(r"\s*[:为]?\s*\d+\s*[余项件篇个份部种]", after) is not None
        last = self.found[-1] if self.found else None
        if last and last.number and self.count is None and (last.kind, last.status) == (self.kind, status):
            return
        if _ALL_OF_THEM.search(before):
            self.close()
            self.found[self.clause :] = [
                replace(ip, status=ip.status or status) for ip in self.found[self.clause :]
            ]
        elif self.count is not None and counted_next:
            self.close()
            self.status = status
        elif (
            self.count is None
            and self.said
            and self.found
            and not counted_next
            and self.found[-1].status is None
        ):
            if self.found[-1].kind == self.kind:
                self.found[-1] = replace(self.found[-1], status=status)
            else:
                self.status = status
        else:
            self.status = status

    def end_clause(self) -> None:
        """Forget the kind at the end of a clause."""
        self.close()
        self.kind, self.clause = None, len(self.found)


@lru_cache(16384)
def parse_ip(text: str) -> tuple[Ip, ...]:
    """Read kinds, statuses, numbers and counts; () when nothing definite is said."""
    if not text or is_placeholder(text):
        return ()
    folded = arabic(chosen(text))
    if any(c in folded for c in "拟划准预将未"):
        folded = _PLANNED.sub("", folded)
    reader = _Reader(folded)
    at = 0
    for token in _TOKEN.finditer(folded):
        _take(reader, token, folded[at : token.start()])
        at = token.end()
    reader.close()
    found = tuple(dict.fromkeys(reader.found))
    if not found:
        return _status_alone(folded)
    if _MAY_SUM.search(folded) and (common := _SUM_OF_KINDS.search(folded)):
        status = _status(common[1])
        return tuple(replace(ip, status=ip.status or status) for ip in found)
    return found


def _status_alone(text: str) -> tuple[Ip, ...]:
    said = _STATUS_ALONE.fullmatch(text.strip())
    if said is None or said["status"] in {"公开", "申报"}:
        return ()
    count = int(re.sub(r"\D", "", said["count"])) if said["count"] else None
    return (Ip(status=_status(said["status"]), count=count),)


def _take(reader: _Reader, token: re.Match[str], before: str) -> None:
    match token.lastgroup:
        case "number":
            _number(reader, token.group())
        case "kind":
            if before.strip() in _OPENS and reader.found and reader.found[-1].number and reader.said:
                return  # ZL201510163343.6（发明专利）: the number tells it already
            reader.start(_KINDS.get(token.group().upper()) or _KINDS[token.group()])
        case "status":
            reader.qualify(
                _status(token.group()), before, token.string[token.end() : token.end() + _LOOK_AHEAD]
            )
        case "count":
            _count(reader, int(re.sub(r"\D", "", token.group())), before)
        case "bare":
            if reader.kind and not reader.said and reader.count is None and not before.strip(" :：×xX*为"):
                reader.count = int(token.group())
        case "comma":
            if reader.count is not None:
                reader.close()
        case _:
            reader.end_clause()


def _count(reader: _Reader, count: int, before: str) -> None:
    if _UNKNOWN_THING.search(_FILLER.sub("", before)):
        reader.close()
        return
    if reader.count is not None:
        reader.close()
    reader.count = count


def _number(reader: _Reader, written: str) -> None:
    if reader.count is not None:
        reader.close()
    ip = numbered(written, reader.kind)
    before = reader.found[-1].status if reader.found and reader.found[-1].number else None
    reader.found.append(replace(ip, status=ip.status or reader.status or before))
    reader.kind, reader.said, reader.status = ip.kind, True, None


def _status(word: str) -> str:
    if word in _OTHER:
        return _OTHER[word]
    return "applied" if re.fullmatch(_APPLIED, word) else "granted"
