"""Segments of industry chains, as lists name them."""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

_POSITIONS = ("上游", "中游", "下游")
_CHAIN = re.compile(r"^(?P<chain>.+?(?:产业链|产业|链))?\s*[-—–/／>→：:·]\s*(?P<segment>.+)$")


@dataclass(frozen=True, slots=True)
class Segment:
    """A segment of an industry chain; a chain named alone is its own whole segment."""

    chain: str
    name: str
    position: str | None


def segments(chain: str) -> list[Segment]:
    """Chain segments named in a cell such as `新能源汽车产业链-动力电池` or `电子信息；新材料`."""
    return list(_segments(chain)) if chain else []


@lru_cache(20_000)
def _segments(chain: str) -> tuple[Segment, ...]:
    found = []
    for part in re.split(r"[;；、,，\n]", unicodedata.normalize("NFKC", chain)):
        text = part.strip()
        if not text:
            continue
        match = _CHAIN.match(text)
        head, tail = (match["chain"] or text, match["segment"]) if match and match["chain"] else (text, text)
        position = next((p for p in _POSITIONS if p in text), None)
        found.append(Segment(_chain_name(head), _chain_name(tail), position))
    return tuple(dict.fromkeys(found))


def _chain_name(text: str) -> str:
    return re.sub(r"(产业链|产业集群|产业|行业|领域|\((上|中|下)游\))$", "", text.strip()) or text.strip()
