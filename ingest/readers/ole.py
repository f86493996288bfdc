"""What stands in the root of a compound file (.xls, .doc, encrypted .xlsx): its streams by name.

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
    return frozenset(_entries(content))


def stream(content: bytes, name: str) -> bytes:
    """Give a stream of the root; b"" where there is none, or one so small that it is kept elsewhere."""
    start, size = _entries(content).get(name, (0, 0))
    (cutoff,) = struct.unpack_from("<I", content.ljust(512, b"\0"), 56)
    if size < max(cutoff, 1):
        return b""
    try:
        return b"".join(_chain(content, start))[:size]
    except struct.error:
        return b""


def chains_end(content: bytes) -> bool:
    """Tell whether every chain of sectors, large and small, comes to an end: a damaged one may run in circles."""
    try:
        size = _SECTOR_SIZES.get(struct.unpack_from("<H", content, 30)[0], 512)
        (first_small,) = struct.unpack_from("<I", content, 60)
        blocks = (content[(s + 1) * size : (s + 2) * size] for s in _fat_sectors(content, size))
        return _ends(b"".join(blocks)) and _ends(b"".join(_chain(content, first_small)))
    except struct.error:
        return False


def _ends(table: bytes) -> bool:
    """Tell whether no chain of an allocation table comes back to where it was."""
    following = struct.unpack(f"<{len(table) // 4}I", table[: len(table) // 4 * 4])
    walk_of = [-1] * len(following)
    for walk in range(len(following)):
        at = walk
        while at < len(following) and walk_of[at] < 0:
            walk_of[at] = walk
            at = following[at]
        if at < len(following) and walk_of[at] == walk:
            return False
    return True


def _entries(content: bytes) -> dict[str, tuple[int, int]]:
    """List the entries of the root: name → first sector and size in bytes."""
    try:
        (first,) = struct.unpack_from("<I", content, 48)
        return dict(_children(b"".join(_chain(content, first))))
    except (struct.error, UnicodeDecodeError):
        return {}


def _chain(content: bytes, sector: int) -> Iterator[bytes]:
    """Follow the sectors of a stream through the allocation table."""
    size = _SECTOR_SIZES.get(struct.unpack_from("<H", content, 30)[0], 512)
    fat = _fat_sectors(content, size)
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


def _children(directory: bytes) -> Iterator[tuple[str, tuple[int, int]]]:
    """Walk the tree of siblings under the root, the first entry."""
    waiting, seen = [struct.unpack_from("<I", directory, 76)[0]], set()
    while waiting:
        number = waiting.pop()
        start = number * _ENTRY
        if number == _NONE or number in seen or start + _ENTRY > len(directory):
            continue
        seen.add(number)
        length, _, _, left, right = struct.unpack_from("<HBBII", directory, start + 64)
        name = directory[start : start + min(max(length, 2), 64) - 2].decode("utf-16-le")
        yield name, struct.unpack_from("<II", directory, start + 116)
        waiting += (left, right)
