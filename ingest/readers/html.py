"""Web pages, also those saved as .xls: their tables as grids, the text around them as captions."""

import codecs
import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path

from lxml import etree, html

from ingest.readers.flow import MAX_COLUMNS, Block, Cell, Rows, cell_of, grids
from ingest.readers.grid import Document, FileProblem, Grid
from ingest.readers.word_text import SYMBOLS, in_font

_BREAK = "\u2028"
_SPACE = re.compile(r"[ \t\r\n\f\v]+")
_HAN = re.compile(r"[\u3000-\u303f\u3400-\u9fff\uff00-\uffef]")
_BLOCKS = frozenset(
    "p li div tr td th h1 h2 h3 h4 h5 h6 ul ol dl dt dd center form fieldset section article header footer caption hr pre "
    "blockquote address body".split()
)
_LINES = frozenset("div li p section".split())
_PARTS = frozenset("div span label p b strong em i font a h4 h5 h6".split())
_MIN_PAIRS = 4
_LONGEST_LABEL = 40
_SILENT = frozenset("script style head title noscript template iframe".split())
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all", re.IGNORECASE)
_FONT = re.compile(r"font-family\s*:\s*([^;]+)", re.IGNORECASE)
_CHARSET = re.compile(
    rb"<(?:meta|\?xml)[^>]{0,400}?(?:charset|encoding)\s*=\s*[\"']?\s*([A-Za-z0-9_\-]{2,20})", re.IGNORECASE
)
_BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_CHINESE = frozenset({"gb2312", "gbk", "gb18030", "x-gbk", "cp936", "gb_2312-80"})


def read(path: Path) -> Document:
    """Read every table of a web page; raises `FileProblem` where it has none."""
    found = html_grids(decode(path.read_bytes()))
    if not found:
        raise FileProblem("网页里没有表格。", "请确认保存的是带清单的页面，或把表格复制到 .xlsx 后再导入。")
    return Document(found)


def decode(content: bytes) -> str:
    """Decode a page: by its byte order mark, by the encoding it names, else as UTF-8 or GB 18030."""
    for mark, encoding in _BOMS:
        if content.startswith(mark):
            return content.decode(encoding, "replace")
    for encoding in (*_named(content), "utf-8", "gb18030"):
        try:
            return content.decode(encoding)
        except (UnicodeDecodeError, LookupError):
            continue
    return content.decode("gb18030", "replace")


def _named(content: bytes) -> tuple[str, ...]:
    found = _CHARSET.search(content[:8192])
    if found is None:
        return ()
    name = found.group(1).decode("ascii").lower()
    return ("gb18030",) if name in _CHINESE else (name,)


def html_grids(page: str) -> tuple[Grid, ...]:
    """Turn the tables of a page into grids named 表1, 表2 and so on."""
    if not page.strip():
        return ()
    parser = html.HTMLParser(no_network=True, encoding="utf-8", remove_comments=True, remove_pis=True)
    try:
        root = html.document_fromstring(page.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError):
        return ()
    return grids(_Flow().read(root))


class _Flow:
    """Walks over an element and collects its paragraphs and tables in order."""

    def __init__(self, *, in_cell: bool = False) -> None:
        self.in_cell = in_cell
        self.blocks: list[Block] = []
        self.texts: list[str] = []

    def read(self, element: html.HtmlElement) -> list[Block]:
        self._walk(element)
        self._flush()
        return self.blocks

    def _walk(self, element: html.HtmlElement) -> None:
        self.texts.append(element.text or "")
        if not self.in_cell and (pairs := _pairs_of(element)):
            self._flush()
            self.blocks.append(Rows([[_cell(part) for part in pair] for pair in pairs]))
            return
        for child in element:
            self._child(child)
            self.texts.append(child.tail or "")

    def _child(self, child: html.HtmlElement) -> None:
        name = child.tag
        if not isinstance(name, str) or name in _SILENT or _HIDDEN.search(child.get("style", "")):
            return
        if name == "table":
            self._flush()
            self.blocks.extend(_table(child))
        elif name == "br":
            self.texts.append(_BREAK)
        elif name in {"input", "select", "img"}:
            self.texts.append(_filled_in(child))
        elif font := _symbol_font(child):
            self.texts.append(in_font(child.text_content(), font))
        else:
            if name in _BLOCKS:
                self._flush()
            self._walk(child)
            if name in _BLOCKS:
                self._flush()

    def _flush(self) -> None:
        for line in _lines("".join(self.texts)):
            self.blocks.append(line)
        self.texts = []


def _symbol_font(element: html.HtmlElement) -> str:
    """Find the symbol font in which an office program wrote the boxes of a page; "" where there is none."""
    found = _FONT.search(element.get("style", ""))
    name = (found.group(1) if found else element.get("face", "")).split(",")[0].strip(" '\"").lower()
    return name if name in SYMBOLS else ""


def _cell(element: html.HtmlElement) -> Cell:
    return cell_of(_Flow(in_cell=True).read(element))


def _pairs_of(element: html.HtmlElement) -> list[tuple[html.HtmlElement, html.HtmlElement]]:
    """Find the labels and values of a page that lays out a form without a table: as terms, or line by line."""
    if element.tag == "dl":
        terms = element.xpath("./dt | ./dd | ./div/dt | ./div/dd")
        pairs = [(a, b) for a, b in pairwise(terms) if (a.tag, b.tag) == ("dt", "dd")]
        return pairs if len(pairs) * 2 == len(terms) else []
    children = [child for child in element if isinstance(child.tag, str)]
    if len(children) < _MIN_PAIRS or (element.text or "").strip():
        return []
    if _alternate(children):
        return list(zip(children[::2], children[1::2], strict=True))
    pairs = [pair for child in children if (pair := _pair(child)) is not None]
    return pairs if len(pairs) == len(children) else []


def _alternate(children: Sequence[html.HtmlElement]) -> bool:
    """Tell elements of which every other one is a label, by their classes."""
    classes = [(child.tag, child.get("class")) for child in children]
    return (
        len(classes) >= 2 * _MIN_PAIRS
        and classes[0] != classes[1]
        and None not in (classes[0][1], classes[1][1])
        and classes == classes[:2] * (len(classes) // 2)
    )


def _pair(line: html.HtmlElement) -> tuple[html.HtmlElement, html.HtmlElement] | None:
    """Take apart a line of a label and its value; one with a colon reads as text as well."""
    parts = [child for child in line if isinstance(child.tag, str)]
    around = (line.text, *(part.tail for part in parts))
    if line.tag not in _LINES or len(parts) != 2 or any(text and text.strip() for text in around):
        return None
    label = (parts[0].text_content() or "").strip()
    known = 0 < len(label) <= _LONGEST_LABEL and not label.endswith((":", "："))
    return (parts[0], parts[1]) if known and parts[0].tag in _PARTS and parts[1].tag in _PARTS else None


def _lines(text: str) -> Iterator[str]:
    """Fold the source's own spaces and line breaks, which mean nothing between Chinese characters."""
    for line in _SPACE.sub(_fold_space, text).split(_BREAK):
        if stripped := line.strip(" \xa0\u3000"):
            yield stripped


def _fold_space(space: re.Match[str]) -> str:
    before = space.string[space.start() - 1 : space.start()] if space.start() else ""
    after = space.string[space.end() : space.end() + 1]
    broken = "\n" in space.group() and _HAN.match(before) and _HAN.match(after)
    return "" if broken else " "


def _filled_in(field: html.HtmlElement) -> str:
    """Give what a field of a page form holds."""
    kind = field.get("type", "text").lower()
    if field.tag == "select":
        chosen = [option for option in field.iter("option") if option.get("selected") is not None]
        return "、".join((option.text or "").strip() for option in chosen)
    if field.tag != "input":
        return ""
    if kind in {"checkbox", "radio"}:
        return "☑" if field.get("checked") is not None else "□"
    return field.get("value", "") if kind in {"text", "tel", "email", "number", "date", "url"} else ""


def _table(table: html.HtmlElement) -> list[Block]:
    captions = [block for caption in table.findall("caption") for block in _Flow().read(caption)]
    rows: list[list[Cell]] = []
    open_spans: dict[int, tuple[int, Cell]] = {}
    for tr in table.xpath("./tr | ./thead/tr | ./tbody/tr | ./tfoot/tr"):
        row: list[Cell] = []
        for td in tr.xpath("./td | ./th"):
            _carry_down(row, open_spans)
            cell, down = _cell(td), _span(td, "rowspan")
            for _ in range(min(_span(td, "colspan"), MAX_COLUMNS - len(row))):
                if down > 1:
                    open_spans[len(row)] = (down - 1, cell)
                row.append(cell)
        _carry_down(row, open_spans)
        rows.append(row)
    return [*captions, Rows(rows)]


def _carry_down(row: list[Cell], open_spans: dict[int, tuple[int, Cell]]) -> None:
    while len(row) in open_spans:
        left, cell = open_spans.pop(len(row))
        if left > 1:
            open_spans[len(row)] = (left - 1, cell)
        row.append(cell)


def _span(cell: html.HtmlElement, name: str) -> int:
    value = cell.get(name, "1").strip()
    return max(int(value), 1) if value.isascii() and value.isdigit() and len(value) < 9 else 1
