"""Blocks of all pages → grids: page furniture left out, parts of tables joined, texts given to their tables."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from ingest.readers.grid import Grid, Raw
from ingest.readers.pdf.joining import goes_on, join, repeated_rows
from ingest.readers.pdf.pages import LABEL, Block, Text
from ingest.readers.pdf.parts import PageTable

_PAGE_NUMBER = re.compile(r"[-—–·\s第]*\d{1,4}[\s页]*(?:[/／,，共\s]*\d{1,4}[\s页]*)?[-—–·\s]*")
_DIGITS = re.compile(r"\d+")
_PROSE = "正文"


def grids_of(blocks: Sequence[Block]) -> tuple[Grid, ...]:
    """Number the tables 表1, 表2 …, each with the text above it; text without a table is a grid of lines."""
    flow = _Flow()
    for block in _without_furniture(blocks):
        if isinstance(block, Text):
            flow.texts.append(block.text)
        else:
            flow.add(block)
    return flow.close()


@dataclass(slots=True)
class _Flow:
    done: list[Grid] = field(default_factory=list)
    table: PageTable | None = None
    captions: tuple[str, ...] = ()
    texts: list[str] = field(default_factory=list)
    """Text since the last table."""

    def add(self, part: PageTable) -> None:
        """Go on with the table, or begin another: one with a text and a header of its own."""
        table = self.table
        if table is None or not goes_on(table, part) or (self.texts and repeated_rows(table, part)):
            self._finish()
            self.table, self.captions, self.texts = part, tuple(self.texts), []
            return
        if not table.cut:  # what stands between the parts is a row, such as a category
            table.rows.extend([text, *[""] * (len(table.edges) - 2)] for text in self.texts)
            self.texts = []
        self.table = join(table, part)

    def close(self) -> tuple[Grid, ...]:
        self._finish()
        if self.texts and (not self.done or any(LABEL.match(text) for text in self.texts)):
            self.done.append(Grid(_PROSE, [[text] for text in self.texts], prose=True))
        return tuple(self.done)

    def _finish(self) -> None:
        if self.table is not None:
            rows: list[list[Raw]] = [list(row) for row in self.table.rows]
            self.done.append(Grid(f"表{len(self.done) + 1}", rows, captions=self.captions))


def _without_furniture(blocks: Sequence[Block]) -> Iterator[Block]:
    """Leave out page numbers and what stands on several pages in the same place, but for a title on the first.

    Labels in the middle of the page are those of forms, one on each page: what they say may well be the same.
    """
    texts = [block for block in blocks if isinstance(block, Text)]
    pages = Counter(place for place, _ in {(_place(text), text.page) for text in texts})
    for block in blocks:
        if isinstance(block, Text):
            kept = (block.page == 1 and block.upper) or (not block.rim and LABEL.match(block.text))
            if (pages[_place(block)] > 1 and not kept) or _PAGE_NUMBER.fullmatch(block.text):
                continue
        yield block


def _place(text: Text) -> tuple[str, int]:
    return _DIGITS.sub("#", text.text), round(text.top / 3)
