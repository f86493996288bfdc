"""Names broken into short lines, for the circles of Neo4j Browser."""

import math
import re
import unicodedata
from itertools import groupby

LINE = 5
"""Full-width characters a line of a caption holds: what fits the circles drawn by `style.grass`."""

_LATIN = 0.55
_UNIT = re.compile(r"[(（《“‘【]*(?:[!-'*-~]+|\S)[)），。、；：！？》”’】％]*")
"""A character, or a run of Latin ones, with the brackets and marks that must not leave it."""


def caption(name: str) -> str:
    """Give a name with a space where Browser may break the line; it breaks at spaces only.

    Lines come out about equally long. Words of Latin letters stay whole; brackets stay with what they enclose.
    """
    units = _UNIT.findall(name)
    widths = [_width(unit) for unit in units]
    total = sum(widths)
    lines = max(1, math.ceil(total / LINE))
    middles = [sum(widths[:i]) + width / 2 for i, width in enumerate(widths)]
    placed = zip((int(middle * lines / total) for middle in middles), units, strict=True)
    return " ".join(
        "".join(unit for _, unit in line) for _, line in groupby(placed, key=lambda place: place[0])
    )


def _width(text: str) -> float:
    return sum(1.0 if unicodedata.east_asian_width(c) in "WF" else _LATIN for c in text)
