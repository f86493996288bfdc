"""Characters of a PDF page: look-alikes put right, watermarks and doubled prints left out, lines formed."""

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median
from typing import Any

_RADICALS = (
    "⺁厂⺇几⺌小⺎兀⺏尢⺐尣⺓幺⺛旡⺝月⺟母⺠民⺢氺⺬示⺮竹⺯糸⺶羊⺷羊⺸羊⺻聿⺼肉⻀艸⻁虎⻂衤⻃西⻄西⻅见⻆角⻇角⻈讠⻉贝⻋车⻌辶"
    "⻍辶⻎辶⻐钅⻑長⻒長⻓长⻔门⻖阝⻗雨⻘青⻙韦⻚页⻛风⻜飞⻝食⻟食⻠饣⻡首⻢马⻣骨⻤鬼⻥鱼⻦鸟⻧卤⻨麦⻩黄⻪黾⻫斉⻬齐⻭歯⻮齿⻯竜⻰龙⻱龟⻲龟⻳龟"
    "㬵胶㫚曶㬺幐㮣槩〜～"
)
_PLAIN = str.maketrans(
    {chr(code): unicodedata.normalize("NFKC", chr(code)) for code in range(0x2F00, 0x2FD6)}
    | dict(zip(_RADICALS[::2], _RADICALS[1::2], strict=True))
)
"""Radicals that look like the characters meant: printing programs name glyphs by either.

Source: Unicode EquivalentUnifiedIdeograph.txt; the Kangxi radicals are compatibility characters. The last
ones share a picture in Source Han Sans (Noto Sans CJK), so that browsers print either for the other.
"""
_SYMBOLS = {
    "Wingdings2": {0x52: "☑", 0x50: "√", 0x53: "☒", 0x54: "☒", 0x51: "☒", 0x4F: "×", 0x2A: "□", 0xA3: "□", 0x97: "●"},
    "Wingdings": {
        0xFE: "☑", 0xFD: "☒", 0xFC: "√", 0xFB: "×", 0xA8: "□", 0x6F: "□", 0x71: "□", 0x72: "□",
        0x6C: "●", 0x9F: "●", 0x6E: "■", 0xA7: "■", 0x75: "◆", 0x77: "◆", 0xD8: "➢", 0xE0: "→",
    },
}  # fmt: skip
"""Symbol fonts in which offices tick boxes; their characters are letters, or private ones from U+F000.

Source: Unicode L2/12-368, Wingdings and Webdings symbols.
"""
_EXPONENTS = str.maketrans("0123456789+-n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻ⁿ")
_SMALL = 0.8
"""Height, to that of the text around, below which a character is an exponent or an index."""
_RAISED = 0.1
_SKEW = 0.2
_SAME_PLACE = 1.0
_WORD_GAP = 0.25
"""Widths of a character: a gap from here on between Latin letters is a space that was not printed."""


@dataclass(frozen=True, slots=True)
class Glyph:
    """A character and its place in points, from the upper left corner of the page."""

    text: str
    x0: float
    x1: float
    top: float
    bottom: float

    @property
    def size(self) -> float:
        """Height of the character."""
        return self.bottom - self.top


@dataclass(frozen=True, slots=True)
class Line:
    """Characters side by side, from left to right."""

    glyphs: tuple[Glyph, ...]
    spaced: bool = False
    """Whether a printed space ended it: a wrap between words, not inside one."""

    @property
    def x0(self) -> float:
        """Left edge."""
        return self.glyphs[0].x0

    @property
    def x1(self) -> float:
        """Right edge."""
        return self.glyphs[-1].x1

    @property
    def top(self) -> float:
        """Upper edge."""
        return min(glyph.top for glyph in self.glyphs)

    @property
    def bottom(self) -> float:
        """Lower edge."""
        return max(glyph.bottom for glyph in self.glyphs)

    @property
    def size(self) -> float:
        """Height of the text."""
        return max(glyph.size for glyph in self.glyphs)

    @property
    def text(self) -> str:
        """The characters with the spaces between them."""
        parts = [self.glyphs[0].text]
        for before, glyph in pairwise(self.glyphs):
            gap = glyph.x0 - before.x1
            latin = before.text.isascii() and glyph.text.isascii()
            if gap > (_WORD_GAP if latin else 1.0) * glyph.size and " " not in (before.text, glyph.text):
                parts.append(" ")
            parts.append(glyph.text)
        return "".join(parts).strip()


def glyphs_of(chars: Iterable[dict[str, Any]]) -> list[Glyph]:
    """Take the characters of a page, without slanting watermarks."""
    glyphs = []
    for char in chars:
        a, b, c, d = char["matrix"][:4]
        if min(abs(a), abs(d)) * _SKEW < min(abs(b), abs(c)):
            continue
        text = _symbol(char["text"], char["fontname"]) or char["text"].translate(_PLAIN)
        glyphs.append(Glyph(text, char["x0"], char["x1"], char["top"], char["bottom"]))
    return glyphs


def _symbol(text: str, font: str) -> str | None:
    """Read a character of a symbol font; None where the font is none or the character no sign of a form."""
    name = font.rpartition("+")[2].replace(" ", "").replace("-", "")
    if not name.startswith("Wingdings") or len(text) != 1:
        return None
    table = _SYMBOLS["Wingdings2" if name.startswith("Wingdings2") else "Wingdings"]
    code = ord(text)
    return table.get(code - 0xF000 if 0xF000 <= code <= 0xF0FF else code)


def lines_of(glyphs: Iterable[Glyph]) -> list[Line]:
    """Form lines: characters whose middles stand within the height of the line; raised small ones are exponents."""
    placed = sorted(glyphs, key=lambda g: (g.top + g.bottom) / 2)
    usual = median(glyph.size for glyph in placed) if placed else 0.0
    small = [glyph for glyph in placed if glyph.size < _SMALL * usual]
    rows: list[tuple[float, float, list[Glyph]]] = []
    for glyph in placed:
        if glyph.size < _SMALL * usual:
            continue
        middle = (glyph.top + glyph.bottom) / 2
        if rows and rows[-1][0] <= middle <= rows[-1][1]:
            top, bottom, row = rows[-1]
            row.append(glyph)
            if glyph.size > bottom - top:
                rows[-1] = (glyph.top, glyph.bottom, row)
        else:
            rows.append((glyph.top, glyph.bottom, [glyph]))
    _add_small(small, rows)
    ordered = (sorted(row, key=lambda g: g.x0) for _, _, row in sorted(rows, key=lambda r: r[0]))
    return [Line(once, row[-1].text.isspace()) for row in ordered if (once := _once(row))]


def _add_small(glyphs: Iterable[Glyph], rows: list[tuple[float, float, list[Glyph]]]) -> None:
    """Put small characters into the line they touch, else into lines of their own (notes in small print)."""
    own: list[tuple[float, float, list[Glyph]]] = []
    for glyph in glyphs:
        middle = (glyph.top + glyph.bottom) / 2
        reach = 0.5 * glyph.size
        near = [row for row in rows if row[0] - reach <= middle <= row[1] + reach and _touches(glyph, row[2])]
        if near:
            top, bottom, row = min(near, key=lambda r: abs((r[0] + r[1]) / 2 - middle))
            raised = middle < (top + bottom) / 2 - _RAISED * (bottom - top)
            row.append(replace(glyph, text=glyph.text.translate(_EXPONENTS)) if raised else glyph)
        elif own and own[-1][0] <= middle <= own[-1][1]:
            own[-1][2].append(glyph)
        else:
            own.append((glyph.top, glyph.bottom, [glyph]))
    rows += own


def _touches(glyph: Glyph, row: Iterable[Glyph]) -> bool:
    """Tell whether a character follows, at no more than its own width, one of a line."""
    return any(abs(glyph.x0 - other.x1) <= glyph.size for other in row)


def _once(row: Sequence[Glyph]) -> tuple[Glyph, ...]:
    """Leave out the second print of characters printed twice to look bold, and blanks at the ends."""
    kept: list[Glyph] = []
    for glyph in row:
        twice = any(
            glyph.text == other.text and abs(glyph.x0 - other.x0) < _SAME_PLACE and not glyph.text.isspace()
            for other in kept[-2:]
        )
        if not twice and (kept or not glyph.text.isspace()):
            kept.append(glyph)
    while kept and kept[-1].text.isspace():
        kept.pop()
    return tuple(kept)


def is_broken(text: str) -> bool:
    """Tell a character that the PDF does not name: its font lacks the table of meanings."""
    return text.startswith("(cid:") or text == "\ufffd" or any("\ue000" <= ch <= "\uf8ff" for ch in text)
