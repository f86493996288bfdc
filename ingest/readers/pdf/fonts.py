"""Characters that a font of a PDF has no picture of, but that the text names by their Unicode code."""

from functools import cache

from pdfminer.cmapdb import CMap, CMapDB, UnicodeMap

_ENCODINGS = {"Adobe-GB1": ("UniGB-UCS2-H", "UniGB-UTF16-H")}
_BEYOND = 0x10000
"""Added to a code to number a character that the collection does not have; collections stay below."""
_SURROGATES = range(0xD8, 0xE0)


@cache
def name_all_codes() -> None:
    """Let pdfminer name every character of texts written in Unicode, not only those of the font's collection.

    The simple Chinese font that programs need not embed (STSong-Light) lacks ², ³ and ☑: dropped, they
    would turn m³ into m and hide what was ticked. The tables are pdfminer's own, kept by its cache.
    """
    for collection, encodings in _ENCODINGS.items():
        names = CMapDB.get_unicode_map(collection)
        for encoding in encodings:
            codes = CMapDB.get_cmap(encoding)
            if isinstance(codes, CMap) and isinstance(names, UnicodeMap):
                _name_codes(codes, names)


def _name_codes(codes: CMap, names: UnicodeMap) -> None:
    for high in range(256):
        row = codes.code2cid.setdefault(high, {})
        if high in _SURROGATES or not isinstance(row, dict):
            continue
        for low in range(256):
            code = high << 8 | low
            if low not in row:
                row[low] = _BEYOND + code
                names.cid2unichr[_BEYOND + code] = chr(code)
