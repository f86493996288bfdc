"""A file that was written, with everything a perfect reader would say of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.corpus.page import Header, Page, Record


@dataclass(frozen=True, slots=True)
class ListFile:
    """A file and its truth.

    :param format: what the file is, for the tables of scores (`xlsx`, `csv`, `docx-form` …).
    :param located: sheets and rows of the records are known; else records are found by name and order.
    :param told: words that the notices or errors must contain, such as the names of hidden sheets.
    """

    path: Path
    format: str
    records: Sequence[Record]
    headers: Sequence[Header] = ()
    located: bool = True
    told: Sequence[str] = ()

    def count(self, fate: str) -> int:
        """Number of records that meet a fate: `accepted`, `rejected` or `duplicate`."""
        return sum(record.fate == fate for record in self.records)


def of_pages(path: Path, format_: str, pages: Sequence[Page], *, located: bool = True) -> ListFile:
    """Tell the truth of a file of pages; a hidden page is named, not read."""
    shown = [page for page in pages if not page.hidden]
    return ListFile(
        path,
        format_,
        [record for page in shown for record in page.records],
        [header for page in shown for header in page.headers if header.first],
        located,
        told=tuple(page.name for page in pages if page.hidden),
    )
