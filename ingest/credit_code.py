"""The unified social credit code of an organisation (GB 32100-2015): 18 characters, the last a check digit."""

import re
import unicodedata

_DIGITS = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_FORM = re.compile(rf"[{_DIGITS}]{{2}}\d{{6}}[{_DIGITS}]{{10}}")
_LENGTH = 18


def credit_code(text: str) -> str | None:
    """The code in capitals without spaces; None where the form or the check digit is wrong."""
    code = folded_code(text)
    if not _FORM.fullmatch(code):
        return None
    total = sum(_DIGITS.index(digit) * pow(3, place, 31) for place, digit in enumerate(code[:-1]))
    return code if _DIGITS[-total % 31] == code[-1] else None


def looks_like_one(text: str) -> bool:
    """Whether a cell is meant as such a code; the older 9-character organisation codes are not."""
    return len(folded_code(text)) >= _LENGTH - 2


def folded_code(text: str) -> str:
    """One width, capitals, no spaces or dashes."""
    return re.sub(r"[\s\-—]+", "", unicodedata.normalize("NFKC", text)).upper()
