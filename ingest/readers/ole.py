"""What stands in the root of a compound file (.xls, .doc, encrypted .xlsx): the names of its streams.

Layout: [MS-CFB] Compound File Binary File Format, §2.2 header, §2.3 FAT, §2.6 directory.
"""

import struct
from collections.abc import Iterator

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_SECTOR_SIZES = {9: 512, 12: 4096}
_ENTRY = 128
_HEADER_SLOTS = 109
"""FAT sectors that the header itself lists."""
_FREE = 0xFFFFFFFA
"""Sector numbers from here on are marks, not places."""
_NONE = 0xFFFFFFFF


def root_names(content: bytes) -> frozenset[str]:
    """List the streams and storages of the root; those of embedded objects are not among them."""
    try:
        directory = b"".join(_directory_sectors(content))
        return frozenset(_children(directory))
    except (struct.error, UnicodeDecodeError):
        return frozenset()


def _directory_sectors(content: bytes) -> Iterator[bytes]:
    size = _SECTOR_SIZES.get(struct.unpack_from("<H", content, 30)[0], 512)
    fat = _fat_sectors(content, size)
    (sector,) = struct.unpack_from("<I", content, 48)
    seen: set[int] = set()
    while sector < _FREE and sector not in seen:
        seen.add(sector)
        yield content[(sector + 1) * size : (sector + 2) * size]
        block, slot = divmod(sector, size // 4)
        if block >= len(fat):
            return
        (sector,) = struct.unpack_from("<I", content, (fat[block] + 1) * size + 4 * slot)


def _fat_sectors(content: bytes, size: int) -> list[int]:
    """List the sectors of the allocation table: the first in the header, the others in a chain."""
    sectors = list(struct.unpack_from(f"<{_HEADER_SLOTS}I", content, 76))
    (following,) = struct.unpack_from("<I", content, 68)
    seen: set[int] = set()
    while following < _FREE and following not in seen:
        seen.add(following)
        *more, following = struct.unpack_from(f"<{size // 4}I", content, (following + 1) * size)
        sectors += more
    return [sector for sector in sectors if sector < _FREE]


def _children(directory: bytes) -> Iterator[str]:
    """Walk the tree of siblings under the root, the first entry."""
    waiting, seen = [struct.unpack_from("<I", directory, 76)[0]], set()
    while waiting:
        number = waiting.pop()
        start = number * _ENTRY
        if number == _NONE or number in seen or start + _ENTRY > len(directory):
            continue
        seen.add(number)
        length, _, _, left, right = struct.unpack_from("<HBBII", directory, start + 64)
        yield directory[start : start + min(max(length, 2), 64) - 2].decode("utf-16-le")
        waiting += (left, right)
