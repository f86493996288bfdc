"""Compound files of the smallest kind, as old Office programs write them: [MS-CFB], one sector of each sort."""

import struct

_END, _FREE, _FAT, _NONE = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD, 0xFFFFFFFF


def compound_file(*names: str, within: str | None = None) -> bytes:
    """Write streams of these names (each empty) into the root, or into a storage of the root."""
    entries = [_entry("Root Entry", 5, child=1)]
    if within is not None:
        entries.append(_entry(within, 1, child=2))
    first = len(entries)
    last = first + len(names) - 1
    entries += [
        _entry(name, 2, right=number + 1 if number < last else _NONE)
        for number, name in enumerate(names, start=first)
    ]
    entries += [bytes(128)] * (-len(entries) % 4)
    sectors = len(entries) // 4
    directory = b"".join(entries)
    fat = [_FAT, *range(2, sectors + 1), _END]
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<HHHHH", 62, 3, 0xFFFE, 9, 6)
    header += bytes(10) + struct.pack("<IIIIIIIII", 1, 1, 0, 4096, _END, 0, _END, 0, 0)
    header += struct.pack("<108I", *[_FREE] * 108)
    return header + struct.pack("<128I", *fat, *[_FREE] * (128 - len(fat))) + directory


def _entry(name: str, kind: int, child: int = _NONE, right: int = _NONE) -> bytes:
    text = (name + "\0").encode("utf-16-le")
    fields = struct.pack("<HBBIII", len(text), kind, 1, _NONE, right, child)
    return text.ljust(64, b"\0") + fields + bytes(48)
