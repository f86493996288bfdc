"""Which words of an item are compared: its title, and its full text with the title counted twice."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

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

_SENTENCES = 40
"""Sentences of an item that are aligned."""
_SENTENCE = re.compile(r"[^。！？!?；;\n]+")
_SHORTEST = 5
"""Characters under which a piece between two stops is a label or a number."""


@dataclass(frozen=True, slots=True)
class ItemText:
    """Title and body of an item or of a free query."""

    title: str
    body: str = ""

    @property
    def full(self) -> str:
        """Everything, the title twice: it names the matter, the body explains it."""
        return f"{self.title}\n{self.title}\n{self.body}" if self.body else self.title


def item_text(item: Item) -> ItemText:
    """Text of an item; indicators stand in it as they were written."""
    parts: list[str] = []
    for name in BODY_FIELDS[type(item)]:
        value = getattr(item, name)
        if value:
            parts.append(value if isinstance(value, str) else "、".join(value))
    parts += [indicator.raw for indicator in getattr(item, "indicators", ())]
    return ItemText(item.title, "\n".join(dict.fromkeys(parts))[:_LONGEST])


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
        "full": item_text(item).full,
    }
    return {name: text for name, text in found.items() if text}
