"""What our own workbooks say of themselves when they come back: refused rows corrected, templates filled in."""

import re
from collections.abc import Sequence

from ingest.readers.grid import Raw, Returned

OWN_SHEETS = "_对接"
"""How the names of sheets begin that our workbooks keep for themselves; they are never data."""
MARKER_SHEET = OWN_SHEETS
OPTIONS_SHEET = f"{OWN_SHEETS}选项"
EXAMPLE_SHEETS = frozenset({"填写示例", "填报示例", "填表示例", "示例"})
UNREADABLE_SHEET = "未能读取的文件"
GUIDE_SHEETS = frozenset({"填写说明", "填报说明", "填表说明", UNREADABLE_SHEET})
ADVICE = ("问题", "怎么改")
"""Headers of the two last columns of a sheet of refused rows: for people, not read."""
FORMAT = "对接：退回的行"
_HASH = re.compile(r"[0-9a-f]{64}")
_HEADER_WITHIN = 40


def write_marker(returned: Returned) -> list[list[str]]:
    """Rows of the marker sheet."""
    sheets = [
        [sheet, kind, "numbered" if sheet in returned.numbered else ""]
        for sheet, kind in returned.kinds.items()
    ]
    return [[FORMAT, returned.sha256, returned.name], *sheets]


def read_marker(rows: Sequence[Sequence[Raw]]) -> Returned | None:
    """Read the rows of a marker sheet; None where it is not one of ours."""
    texts = [[str(cell) for cell in row[:3]] + [""] * (3 - len(row)) for row in rows]
    if not texts or texts[0][0] != FORMAT or not _HASH.fullmatch(texts[0][1]):
        return None
    _, sha256, name = texts[0]
    kinds = {sheet: kind for sheet, kind, _ in texts[1:] if sheet}
    return Returned(sha256, name, kinds, frozenset(sheet for sheet, _, how in texts[1:] if how == "numbered"))


def without_advice(rows: list[list[Raw]]) -> list[list[Raw]]:
    """Take the columns 问题 and 怎么改 out of a sheet of refused rows."""
    for row in rows[:_HEADER_WITHIN]:
        if ADVICE[1] not in row:
            continue
        at = row.index(ADVICE[1]) - 1
        if at >= 0 and row[at] == ADVICE[0]:
            return [[*row[:at], *row[at + 2 :]] for row in rows]
    return rows
