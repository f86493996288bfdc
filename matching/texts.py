"""Which words of an item are compared: its title, and its full text with the title counted twice.

A short need says what hurts and not what it is about (沃柑放不住); what its firm makes and the trade it is in then
stand behind its own words, and never outweigh them. A need of some length is left as it is.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from graph.model import Achievement, AlumniProject, Challenge, Item, Need, Scenario

BODY_FIELDS = {
    Achievement: ("abstract", "innovation", "route", "application", "keywords"),
    Need: ("detail", "problem", "key_tech", "goal", "keywords"),
    Challenge: ("detail", "keywords"),
    Scenario: ("detail", "problem", "keywords"),
    AlumniProject: ("detail", "wanted", "industry", "keywords"),
}
_LONGEST = 4000
"""Characters of a body that count; what follows in a pasted report says nothing new."""

_SHORT = 30
"""Characters of title and body up to which a need is short; from 45 on more words no longer helped (docs/features.md)."""
_LIST = 60
"""Characters up to which what a firm says of itself is a list of its products, and not its history."""
_PIECE = re.compile(r"[^、，,；;。\s]+")
_TRADE = re.compile(r"(?:制造业|制造|加工业|业|产业链|产业)$")

_SENTENCES = 40
"""Sentences of an item that are aligned."""
_SENTENCE = re.compile(r"[^。！？!?；;\n]+")
_SHORTEST = 5
"""Characters under which a piece between two stops is a label or a number."""


@dataclass(frozen=True, slots=True)
class ItemText:
    """Title and body of an item or of a free query; of a short need, also what its firm makes."""

    title: str
    body: str = ""
    products: str = ""

    @property
    def own(self) -> str:
        """What the item says, the title twice: it names the matter, the body explains it."""
        return f"{self.title}\n{self.title}\n{self.body}" if self.body else self.title

    @property
    def full(self) -> str:
        """Everything that is compared."""
        if not self.products:
            return self.own
        return "\n".join(text for text in (self.title, self.title, self.body, self.products) if text)


def item_text(item: Item, known: Sequence[str] = ()) -> ItemText:
    """Text of an item; indicators stand in it as they were written.

    :param known: what is known beside the item of the products and the trade of its organisation.
    """
    parts: list[str] = []
    for name in BODY_FIELDS[type(item)]:
        value = getattr(item, name)
        if value:
            parts.append(value if isinstance(value, str) else "、".join(value))
    parts += [indicator.raw for indicator in getattr(item, "indicators", ())]
    text = ItemText(item.title, "\n".join(dict.fromkeys(parts))[:_LONGEST])
    return replace(text, products=_products(item, known, text)) if isinstance(item, Need) else text


def _products(need: Need, known: Sequence[str], text: ItemText) -> str:
    """What the firm of a short need makes and its trade, in no more characters than the need's own."""
    room = len(text.title) + len(text.body)
    if room > _SHORT:
        return ""
    said = [need.profile, need.chain, need.industry, *known]
    listed = [name for name in said if name and len(name) <= _LIST]
    pieces = dict.fromkeys(_TRADE.sub("", piece) for name in listed for piece in _PIECE.findall(name))
    kept = []
    for piece in pieces:
        # A number of head, beds or mu tells the size of a firm, not what it makes.
        if len(piece) > 1 and not re.search(r"\d", piece) and len(piece) <= room and piece not in text.own:
            kept.append(piece)
            room -= len(piece)
    return "、".join(kept)


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of an item: the field it stands in, where (characters `start` to `end`), and what it says."""

    field: str
    start: int
    end: int
    text: str


def sentences(item: Item) -> tuple[Sentence, ...]:
    """The sentences of an item, its title first, none twice."""
    found: dict[str, Sentence] = {item.title: Sentence("title", 0, len(item.title), item.title)}
    for name in BODY_FIELDS[type(item)]:
        value = getattr(item, name)
        if isinstance(value, str):
            for sentence in _sentences(name, value):
                found.setdefault(sentence.text, sentence)
    return tuple(found.values())[:_SENTENCES]


def _sentences(field: str, value: str) -> Iterator[Sentence]:
    for match in _SENTENCE.finditer(value):
        text = match.group().strip()
        if len(text) >= _SHORTEST:
            start = match.start() + match.group().index(text)
            yield Sentence(field, start, start + len(text), text)


def parts(item: Item) -> dict[str, str]:
    """The text of an item by what it is about; only parts that say something."""
    said = {name: value for name in BODY_FIELDS[type(item)] if isinstance(value := getattr(item, name), str)}
    found = {
        "title": item.title,
        "body": "\n".join(text for name, text in said.items() if name != "application")[:_LONGEST],
        "application": said.get("application", ""),
        "requirements": "；".join(indicator.raw for indicator in getattr(item, "indicators", ())),
        "full": item_text(item).own,
    }
    return {name: text for name, text in found.items() if text}
