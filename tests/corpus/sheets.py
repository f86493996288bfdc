"""Forms as workbooks: one form on every sheet."""

from collections.abc import Sequence
from pathlib import Path

import xlsxwriter

from tests.corpus.forms import Form, Layout
from tests.corpus.workbooks import MADE
from tests.corpus.written import ListFile


def forms(path: Path, said: Sequence[Form], layout: Layout) -> ListFile:
    """Write forms, each on a sheet of its own, under its title."""
    with xlsxwriter.Workbook(str(path)) as book:
        book.set_properties({"created": MADE})
        for number, one in enumerate(said, 1):
            sheet = book.add_worksheet(f"表{number}")
            sheet.merge_range(0, 0, 0, 3, one.title)
            for row, boxes in enumerate(layout(one), 1):
                column = 0
                for box in boxes:
                    if box.across > 1:
                        sheet.merge_range(row, column, row, column + box.across - 1, box.text)
                    else:
                        sheet.write_string(row, column, box.text)
                    column += box.across
    return ListFile(path, "xlsx-form", [one.record for one in said], located=False)
