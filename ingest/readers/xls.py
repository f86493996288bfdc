"""What must hold of an .xls before calamine lays it out: it trusts the counts in the file, and aborts on wild ones.

Records: [MS-XLS] Excel Binary File Format, §2.4.90 Dimensions, §2.4.265 SST.
Upstream: https://github.com/tafia/calamine/issues/714, https://github.com/tafia/calamine/issues/684.
"""

import struct
from pathlib import Path

from ingest.readers.grid import FileProblem
from ingest.readers.ole import OLE, chains_end, stream

_DIMENSIONS, _SHARED_STRINGS = 0x0200, 0x00FC
_MOST_ROWS, _MOST_COLUMNS = 65_536, 256


def check(path: Path) -> None:
    """Refuse an .xls whose counts cannot be true; files of another format pass."""
    with path.open("rb") as file:
        if file.read(len(OLE)) != OLE:
            return
    content = path.read_bytes()
    if not (_header_holds(content) and chains_end(content) and _records_hold(stream(content, "Workbook"))):
        raise FileProblem("表格文件已损坏，打不开。", "请用 WPS/Excel 打开修复后另存为 .xlsx，再导入。")


def _header_holds(content: bytes) -> bool:
    """Tell whether the file could hold the sectors of the allocation tables that its header counts."""
    if len(content) < 512:
        return False
    sectors = len(content) // 512
    counts: tuple[int, ...] = (*struct.unpack_from("<I", content, 44), *struct.unpack_from("<I", content, 72))
    return max(counts) <= sectors


def _records_hold(records: bytes) -> bool:
    at = 0
    while at + 4 <= len(records):
        kind, length = struct.unpack_from("<HH", records, at)
        at += 4
        if kind == _DIMENSIONS and length >= 12 and at + 12 <= len(records):
            first, last, left, right = struct.unpack_from("<IIHH", records, at)
            if not (first <= last <= _MOST_ROWS and left <= right <= _MOST_COLUMNS):
                return False
        if kind == _SHARED_STRINGS and length >= 8 and at + 8 <= len(records):
            (unique,) = struct.unpack_from("<I", records, at + 4)
            if unique > len(records):
                return False
        at += length
    return True
