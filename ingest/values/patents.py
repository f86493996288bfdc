"""Numbers of intellectual property: their forms, the kind and status each form tells, and the check digit.

Chinese application numbers (ZC 0006-2003): year, type digit (1 invention, 2 utility model, 3 design),
serial, check digit. Publication numbers: type digit first, letter last.
"""

import re

from graph.model import Ip

NUMBER = (
    r"(?=[\dZCPWUEJ专申公授软])(?:"
    r"(?:(?:专利号|申请号|公开号|授权公告号)[:：]?\s?)?(?:ZL|CN)\s?(?:ZL\s?)?(?:20[0-2]\d\s?[1-389]\s?\d{7}|[89]\d\s?[1-389]\s?\d{5}|\d{8,12})(?:\s?\.?\s?[\dXx](?!\d))?(?:\s?[ABCUSY]\d?(?![A-Za-z]))?"
    r"|(?<![\d.])(?:(?:专利号|申请号)[:：]?\s?)?(?:20[0-2]\d[1-39]\d{7}(?:\.?[\dXx])?|[89]\d[1-39]\d{5}\.[\dXx])(?!\d)"
    r"|PCT/[A-Z]{2}\d{4}/\d{6}|WO\s?\d{4}/?\d{6}|(?<![0-9A-Za-z])20\d\dSR\d{6,7}(?!\d)|软著登字第\s?\d+\s?号"
    r"|(?<![A-Za-z])US\s?\d{1,2}[/,]\d{3},?\d{3}(?:,\d{3})?(?:\s?[AB]\d)?|(?<![A-Za-z])US\s?\d{5,12}(?:\s?[AB]\d)?|(?<![A-Za-z])(?:EP|JP)\s?\d{6,11}(?:\s?[AB]\d)?"
    r"|CNA\s?\d{6,11}(?:\.\d)?"
    r")"
)
"""The first character spares most positions of a text the rest."""
_BY_TYPE_DIGIT = {"1": "invention", "2": "utility", "3": "design", "8": "pct", "9": "pct"}
_LABEL = re.compile(r"^(?:专利号|申请号|公开号|授权公告号)[:：]?")
_PUBLICATION = re.compile(r"CN(\d)\d{6,8}([ABCUSY])\d?")
_APPLICATION = re.compile(r"(?:ZL|CN)*(\d{12}|\d{8})\.?([\dX])")


def numbered(written: str, named: str | None) -> Ip:
    """Make the item a number stands for; `named` is the kind said before it."""
    number = _LABEL.sub("", re.sub(r"\s", "", written))
    upper = number.upper()
    kind, status = _told(upper, named)
    if written.startswith("申请号") and status is None:
        status = "applied"
    return Ip(kind=kind, status=status, number=number)


def _told(number: str, named: str | None) -> tuple[str, str | None]:
    if number.startswith(("PCT", "WO")):
        return "pct", None
    if "SR" in number or number.startswith("软著"):
        return "software", "granted"
    if number.startswith("CNA"):
        return "variety", None
    if number.startswith(("US", "EP", "JP")):
        return named or "invention", {"B": "granted", "A": "applied"}.get(number.rstrip("0123456789")[-1:])
    if found := _PUBLICATION.fullmatch(number):
        return _BY_TYPE_DIGIT.get(found[1], "invention"), "applied" if found[2] == "A" else "granted"
    digits = re.sub(r"\D", "", number)
    kind = _BY_TYPE_DIGIT.get(digits[4:5] if len(digits) >= 12 else digits[2:3], named or "invention")
    return kind if kind != "pct" else "invention", "granted" if number.startswith("ZL") else None


def fails_check(number: str) -> bool:
    """Tell a Chinese application number whose check digit does not fit: somebody mistyped it."""
    found = _APPLICATION.fullmatch(number.upper())
    if found is None:
        return False
    weights = (2, 3, 4, 5, 6, 7, 8, 9, 2, 3, 4, 5)
    total = sum(int(digit) * weight for digit, weight in zip(found[1], weights, strict=False))
    return "0123456789X"[total % 11] != found[2]
