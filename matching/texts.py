"""Which words of an item are compared: its title, and its full text with the title counted twice."""

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
