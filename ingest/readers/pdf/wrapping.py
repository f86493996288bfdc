"""Lines of a cell or paragraph → its text: a break is a wrap where the next piece had no room on the line."""

import re
import unicodedata
from collections.abc import Sequence
from itertools import pairwise

from ingest.readers.pdf.glyphs import Line

_POINT = re.compile(r"(?:[(（]?(?:\d{1,2}|[一二三四五六七八九十]{1,3})[)）、.．:：](?!\d)|[①-⑳•·●■◆★※])")
_HANGING = frozenset("，。、；：？！）】》”’,.;:?!)%％℃°…—～~")
"""Signs that may not open a line: they take the character before them along."""
_ADDRESS = re.compile(r"[@/\\_]|www\.")
_SLACK = 1.0
"""Points by which the room may be misjudged."""


def unwrap(lines: Sequence[Line], room: float) -> str:
    """Join the lines of a text that had `room` points of width; real line breaks stay."""
    if not lines:
        return ""
    text = lines[0].text
    for line, following in pairwise(lines):
        left = room - (line.x1 - line.x0)
        wrapped = _first_piece(following) > left - _SLACK and not _POINT.match(following.text)
        text += (_between(line, following, left) if wrapped else "\n") + following.text
    return text


def _first_piece(line: Line) -> float:
    """Measure what would have had to move up: a character with the signs bound to it, or a Latin word."""
    glyphs = line.glyphs
    stop = 1
    if not _wide(glyphs[0].text):
        while stop < len(glyphs) and not glyphs[stop].text.isspace() and not _wide(glyphs[stop].text):
            stop += 1
    while stop < len(glyphs) and glyphs[stop].text in _HANGING:
        stop += 1
    return glyphs[stop - 1].x1 - glyphs[0].x0


def _wide(text: str) -> bool:
    return unicodedata.east_asian_width(text[0]) in "WF" if text else False


def _between(line: Line, following: Line, left: float) -> str:
    """Tell what a wrap took the place of: a space between Latin words, nothing elsewhere.

    A letter that would not have had room either broke off its own word.
    """
    before, after = line.text, following.text
    ends = before[-1] + after[0]
    if not (ends.isascii() and ends.isalnum() and not ends.isdigit()):
        return ""
    tail, head = before.rsplit(None, 1)[-1], after.split(None, 1)[0]
    torn = following.glyphs[0].x1 - following.glyphs[0].x0 > left and not line.spaced
    return "" if torn or _ADDRESS.search(tail + head) else " "
