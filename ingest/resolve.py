"""Who is who: organisations, people and chain segments as lists name them."""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

_KINDS = (
    ("Government", re.compile(r"(局|厅|委员会|人民政府|管委会|办公室)$")),
    ("Park", re.compile(r"(园区|产业园|科技园|开发区|高新区|孵化器)$")),
    ("Enterprise", re.compile(r"(公司|集团|厂|合作社|农场|酒店|中心（有限合伙）|企业)$|有限|股份")),
    ("Institute", re.compile(r"(研究院|研究所|科学院|农科院|设计院|研究中心|实验室|推广站|医院)$")),
    ("University", re.compile(r"(大学|学院|职业技术学校|高等专科学校)")),
)
_TITLES = re.compile(r"(教授|副教授|研究员|副研究员|博士|讲师|高级工程师|工程师|院士|老师|团队|等)$")
_POSITION = {"上游": "上游", "中游": "中游", "下游": "下游"}
_CHAIN = re.compile(r"^(?P<chain>.+?(?:产业链|产业|链))?\s*[-—–/／>→：:·]\s*(?P<segment>.+)$")


@dataclass(frozen=True, slots=True)
class Segment:
    """A segment of an industry chain; a chain named alone is its own whole segment."""

    chain: str
    name: str
    position: str | None


@lru_cache(100_000)
def organization_kind(name: str) -> str:
    """Kind of an organisation by its name; it is also its second label."""
    return next((kind for kind, pattern in _KINDS if pattern.search(name)), "Other")


@lru_cache(100_000)
def clean_name(name: str) -> str:
    """A name as it is shown: one width, no spaces inside Chinese, no seal or hint behind it."""
    text = unicodedata.normalize("NFKC", name).strip()
    text = re.sub(r"\((盖章|公章|章|签章)\)$", "", text)
    return re.sub(r"(?<=[一-鿿])\s+(?=[一-鿿])", "", text)


@lru_cache(100_000)
def person_name(name: str) -> str:
    """A person's name without the titles lists put behind it."""
    text = clean_name(name)
    while (shorter := _TITLES.sub("", text).strip(" ,、()")) != text and len(shorter) >= 2:
        text = shorter
    return text


def segments(chain: str) -> list[Segment]:
    """Chain segments named in a cell such as `新能源汽车产业链-动力电池` or `电子信息；新材料`."""
    found = []
    for part in re.split(r"[;；、,，\n]", unicodedata.normalize("NFKC", chain)):
        text = part.strip()
        if not text:
            continue
        match = _CHAIN.match(text)
        head, tail = (match["chain"] or text, match["segment"]) if match and match["chain"] else (text, text)
        position = next((p for p in _POSITION if p in text), None)
        found.append(Segment(_chain_name(head), _chain_name(tail), position))
    return list(dict.fromkeys(found))


def _chain_name(text: str) -> str:
    return re.sub(r"(产业链|产业集群|产业|行业|领域|\((上|中|下)游\))$", "", text.strip()) or text.strip()
