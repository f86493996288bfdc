"""The text of a Word paragraph as the page shows it: symbols, content controls, fields, text boxes, changes."""

import re
from collections.abc import Iterator

from lxml import etree

NUMBERED = "\ue000"
"""Marks a paragraph that Word numbers by itself (a character of private use, taken out again in cells)."""

_WORD_2010 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
_TRANSPARENT = frozenset(
    "sdt sdtContent customXml smartTag ins moveTo hyperlink fldSimple dir bdo AlternateContent Choice Fallback".split()
)
_TICKED, _EMPTY = "☑", "□"
SYMBOLS = {
    "wingdings": {0xFE: _TICKED, 0xFD: _TICKED, 0xFC: "√", 0xFB: "×", 0xA8: _EMPTY, 0x6F: _EMPTY, 0x71: _EMPTY, 0x72: _EMPTY,
                  0x6C: "●", 0x6E: "■", 0xA1: "○", 0x9F: "•"},
    "wingdings 2": {0x52: _TICKED, 0x51: _TICKED, 0x53: _TICKED, 0x54: _TICKED, 0xA2: "■", 0xA3: _EMPTY, 0x2A: _EMPTY, 0x30: _EMPTY,
                    0x50: "√", 0x4F: "×", 0x97: "●", 0x99: "○"},
    "wingdings 3": {},
    "webdings": {0x61: "√", 0x63: _EMPTY, 0x67: "■", 0x72: "×"},
    "symbol": {0xA3: "≤", 0xB3: "≥", 0xB1: "±", 0xB0: "°", 0xB4: "×", 0x6D: "μ", 0x61: "α", 0x62: "β", 0xB7: "•", 0xD6: "√",
               0xA5: "∞", 0x44: "Δ", 0x57: "Ω", 0xB9: "≠", 0xBB: "≈"},
}  # fmt: skip
"""What the letters of symbol fonts show, by the name of the font in lower case."""
_BLANKS = re.compile(r"[ \t\r\f\v]+")


def tag(element: etree._Element) -> str:
    """Give the local name of an element, whichever of the two namespaces of Word it is in."""
    name = element.tag
    return name.rpartition("}")[2] if isinstance(name, str) else ""


def value(element: etree._Element, default: str) -> str:
    """Give the w:val of an element."""
    return next((str(text) for name, text in element.attrib.items() if str(name).endswith("}val")), default)


def on(element: etree._Element | None) -> bool:
    """Tell whether a switch is there and not off."""
    return element is not None and value(element, "1") not in {"0", "false", "off", "none"}


def parts(parent: etree._Element) -> Iterator[etree._Element]:
    """Give the children of an element, with those of the wrappers among them in their place."""
    waiting: list[Iterator[etree._Element]] = [iter(parent)]
    while waiting:
        child = next(waiting[-1], None)
        if child is None:
            waiting.pop()
        elif (name := tag(child)) == "AlternateContent":
            waiting.append(iter(_alternative(child)))
        elif name == "sdt":
            waiting.append(iter(_control(child)))
        elif name in _TRANSPARENT:
            waiting.append(iter(child))
        else:
            yield child


def _alternative(element: etree._Element) -> list[etree._Element]:
    """The same thing stands in a choice and, for old programs, in a fallback."""
    choice = next((child for child in element if tag(child) == "Choice"), None)
    return list(choice if choice is not None else element)


def _control(control: etree._Element) -> list[etree._Element]:
    """Open a content control; a box to tick becomes its sign, an empty one with its prompt nothing."""
    properties = control.find("{*}sdtPr")
    content = control.find("{*}sdtContent")
    if properties is None or content is None:
        return list(content) if content is not None else []
    box = properties.find(f"{_WORD_2010}checkbox")
    if box is not None:
        return _sign(content, ticked=on(box.find(f"{_WORD_2010}checked")))
    return _without_prompt(content) if on(properties.find("{*}showingPlcHdr")) else list(content)


def _sign(content: etree._Element, *, ticked: bool) -> list[etree._Element]:
    texts = list(content.iter("{*}t", "{*}sym"))
    for node in texts[1:]:
        node.text = ""
    if texts:
        namespace = etree.QName(texts[0]).namespace
        texts[0].tag = f"{{{namespace}}}t"
        texts[0].text = _TICKED if ticked else _EMPTY
    return list(content)


def _without_prompt(content: etree._Element) -> list[etree._Element]:
    for node in content.iter("{*}t"):
        node.text = ""
    return list(content)


def paragraph_text(paragraph: etree._Element) -> tuple[str, list[etree._Element]]:
    """Give the text of a paragraph and the contents of the text boxes anchored in it."""
    reader = _Paragraph()
    reader.read(paragraph)
    lines = (_BLANKS.sub(" ", line).strip() for line in "".join(reader.texts).split("\n"))
    text = "\n".join(line for line in lines if line)
    numbered = text and paragraph.find("{*}pPr/{*}numPr") is not None
    return f"{NUMBERED}{text}" if numbered else text, reader.boxes


class _Paragraph:
    """Collects what a paragraph shows, run by run; a field shows its result, not its instruction."""

    def __init__(self) -> None:
        self.texts: list[str] = []
        self.boxes: list[etree._Element] = []
        self.fields: list[list[etree._Element]] = []
        """Field characters of the fields that are open and have no result yet."""

    def read(self, parent: etree._Element) -> None:
        for child in parts(parent):
            name = tag(child)
            if name == "r":
                self._run(child)
            elif name in {"oMath", "oMathPara"}:
                self.texts.append("".join(node.text or "" for node in child.iter("{*}t")))
            elif name == "ruby":
                self.texts.append("".join(node.text or "" for node in child.findall("{*}rubyBase//{*}t")))

    def _run(self, run: etree._Element) -> None:
        properties = run.find("{*}rPr")
        font = ""
        if properties is not None:
            if on(properties.find("{*}vanish")):
                return
            fonts = properties.find("{*}rFonts")
            font = _font(fonts) if fonts is not None else ""
        for child in parts(run):
            self._piece(child, font)

    def _piece(self, piece: etree._Element, font: str) -> None:
        match tag(piece):
            case "t":
                self.texts.append(in_font(piece.text or "", font))
            case "tab" | "ptab":
                self.texts.append("\t")
            case "br" | "cr":
                self.texts.append("\n")
            case "noBreakHyphen":
                self.texts.append("-")
            case "sym":
                self.texts.append(_symbol(piece))
            case "fldChar":
                self._field(piece)
            case "drawing" | "pict" | "object":
                self.boxes.extend(_outermost_boxes(piece))
            case "ruby":
                self.texts.append("".join(node.text or "" for node in piece.findall("{*}rubyBase//{*}t")))

    def _field(self, mark: etree._Element) -> None:
        """Show the box of a legacy form field, which has no result of its own."""
        box = mark.find("{*}ffData/{*}checkBox")
        choices = mark.find("{*}ffData/{*}ddList")
        if box is not None:
            checked = box.find("{*}checked")
            self.texts.append(
                _TICKED if on(checked if checked is not None else box.find("{*}default")) else _EMPTY
            )
        elif choices is not None:
            entries = [value(entry, "") for entry in choices.findall("{*}listEntry")]
            result = choices.find("{*}result")
            chosen = int(value(result, "0")) if result is not None and value(result, "0").isdigit() else 0
            self.texts.append(entries[chosen] if chosen < len(entries) else "")


def _outermost_boxes(shape: etree._Element) -> list[etree._Element]:
    found: list[etree._Element] = []
    for element in shape.iter("{*}txbxContent"):
        above = list(element.iterancestors())
        if any(tag(a) == "Fallback" and _has_choice(a) for a in above):
            continue
        if not any(box in above for box in found):
            found.append(element)
    return found


def _has_choice(fallback: etree._Element) -> bool:
    parent = fallback.getparent()
    return parent is not None and any(tag(child) == "Choice" for child in parent)


def _font(fonts: etree._Element) -> str:
    names = (str(text) for name, text in fonts.attrib.items() if str(name).endswith(("}ascii", "}hAnsi")))
    return next((name.lower() for name in names if name.lower() in SYMBOLS), "")


def in_font(text: str, font: str) -> str:
    """Turn the letters of a symbol font into the signs they show: R in Wingdings 2 is a ticked box."""
    if not font:
        return text
    signs = SYMBOLS[font]
    return "".join(
        signs.get(ord(letter) & 0xFF if ord(letter) >= 0xF000 else ord(letter), letter) for letter in text
    )


def _symbol(symbol: etree._Element) -> str:
    font = code = ""
    for name, text in symbol.attrib.items():
        if str(name).endswith("}font"):
            font = str(text).lower()
        elif str(name).endswith("}char"):
            code = str(text)
    try:
        number = int(code, 16)
    except ValueError:
        return ""
    return SYMBOLS.get(font, {}).get(number & 0xFF if number >= 0xF000 else number, "")
