"""Names broken into short lines, for the circles of Neo4j Browser."""

import math
import re
from functools import lru_cache
from itertools import accumulate, groupby
from operator import itemgetter

LINE = 6
"""Full-width characters a line of a caption holds: what fits the circles drawn by `style.grass`."""

_LATIN = 0.55
_UNIT = re.compile(r"[(（《“‘【]*(?:[!-'*-~]+|\S)[)），。、；：！？》”’】％]*")
"""A character, or a run of Latin ones, with the brackets and marks that must not leave it."""


@lru_cache(16_384)  # terms and organisations are written again with every batch of rows that names them
def caption(name: str) -> str:
    """Give a name with a space where Browser may break the line; it breaks at spaces only.

    Lines come out about equally long. Words of Latin letters stay whole; brackets stay with what they enclose.
    """
    if len(name) <= LINE:
        return "".join(name.split())
    units = _UNIT.findall(name)
    widths = [_width(unit) for unit in units]
    total = sum(widths)
    lines = max(1, math.ceil(total / LINE))
    ends = accumulate(widths)
    placed = zip(
        (int((end - width / 2) * lines / total) for end, width in zip(ends, widths, strict=True)),
        units,
        strict=True,
    )
    return " ".join("".join(unit for _, unit in line) for _, line in groupby(placed, key=itemgetter(0)))


def _width(text: str) -> float:
    if len(text) == 1:  # nearly always, and this runs for every node that is written
        return _LATIN if text.isascii() else 1.0
    return sum(_LATIN if c.isascii() else 1.0 for c in text)
