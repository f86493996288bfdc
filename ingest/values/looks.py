"""What a value looks like, whatever its column is called: a telephone, a patent number, a name, an organisation."""

import re
from functools import cache, lru_cache
from importlib.resources import files

from graph.model import UnitSource
from ingest.resolve import organization_kind
from ingest.values.maturity import parse_maturity
from ingest.values.modes import parse_modes
from ingest.values.money import parse_money
from ingest.values.people import parse_people
from ingest.values.period import parse_period
from ingest.values.region import region_codes

_EMAIL = re.compile(r"[\w.+-]{1,64}@[\w-]{1,64}\.[\w.]{2,64}")
_PHONE = re.compile(
    r"(?:\+?86[- ]?)?1\d{2}[- ]?\d{4}[- ]?\d{4}|\(?0\d{2,3}\)?[- ]?\d{7,8}(?:[-转]\d{1,6})?|(?<!\d)[2-8]\d{6,7}(?!\d)"
)
_CREDIT = re.compile(r"[0-9A-HJ-NPQRTUWXY]{18}")
_CREDIT_DIGITS = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_CREDIT_WEIGHTS = (1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28)
_PATENT = re.compile(
    r"(?:ZL|CN|PCT/?CN|US|EP|JP)\s?\d{6,13}(?:\.[\dX])?[A-Z]?\d?|(?<!\d)20\d{10}\.[\dX]", re.IGNORECASE
)
_TIME = re.compile(r"\d\s*(?:个?月|年|天|日|周)|\d{4}[-./]\d{1,2}|长期|年底")
_SENTENCE = re.compile(r"[。；;!?？！]")
_DIGITS = re.compile(r"\d{5}")
_UNIT = re.compile(
    r"[(（]?(?:人民币)?(?:(?:万亿|千万|百万|十万|亿|万|千)?(?:美元|欧元|港元|日元|英镑|元)|万|亿|个?月|年|天|日)[)）]?"
)
_NAME = re.compile(r"[\u4e00-\u9fff]{2,4}")


def is_unit(text: str) -> bool:
    """Tell a unit of money or time that stands apart from its number: 万元, 月."""
    return len(text) <= 8 and _UNIT.fullmatch(text) is not None


def is_email(text: str) -> bool:
    """Tell an address of mail."""
    return len(text) <= 100 and _EMAIL.fullmatch(text) is not None


def is_credit_code(text: str) -> bool:
    """Tell a unified social credit code: 18 characters, the last a check digit (GB 32100)."""
    code = text.replace(" ", "").upper()
    if not _CREDIT.fullmatch(code):
        return False
    total = sum(_CREDIT_DIGITS.index(c) * w for c, w in zip(code, _CREDIT_WEIGHTS, strict=False))
    return _CREDIT_DIGITS[-total % 31] == code[-1]


def is_patent(text: str) -> bool:
    """Tell a text that holds the number of a patent."""
    return len(text) <= 200 and _PATENT.search(text) is not None


def is_phone(text: str) -> bool:
    """Tell one or several telephone numbers and nothing else."""
    return 7 <= len(text) <= 60 and not _PHONE.sub("", text).strip(" 、,，;；/()（）\n")


def is_contact(text: str) -> bool:
    """Tell a short text with a telephone number or an address of mail in it."""
    return len(text) <= 80 and (_PHONE.search(text) or _EMAIL.search(text)) is not None


def is_organization(text: str) -> bool:
    """Tell the name of an organisation by its ending."""
    plain = 4 <= len(text) <= 40 and not _SENTENCE.search(text) and not _DIGITS.search(text)
    return plain and organization_kind(text) != "Other"


@lru_cache(16384)
def is_person(text: str) -> bool:
    """Tell names of two to four characters that begin with a surname."""
    names = parse_people(text) if 2 <= len(text) <= 40 else ()
    return bool(names) and all(_NAME.fullmatch(name) and name[0] in _surnames() for name in names)


@cache
def _surnames() -> frozenset[str]:
    text = (files("ingest.values") / "surnames.txt").read_text("utf-8")
    return frozenset("".join(line for line in text.split() if not line.startswith("#")))


def is_money(text: str) -> bool:
    """Tell an amount with its unit."""
    if not text or len(text) > 30:
        return False
    amount, _ = parse_money(text, None)
    return amount is not None and amount.unit_source is UnitSource.CELL


def is_period(text: str) -> bool:
    """Tell a date, a span or a number of months."""
    return len(text) <= 30 and _TIME.search(text) is not None and parse_period(text)[0] is not None


def is_region(text: str) -> bool:
    """Tell the name or the code of a place, and not of an organisation there."""
    return 2 <= len(text) <= 20 and not is_organization(text) and bool(region_codes(text))


def is_maturity(text: str) -> bool:
    """Tell a level of readiness in words, or one that names its scale."""
    return 2 <= len(text) <= 15 and not text.isdigit() and parse_maturity(text) is not None


def is_mode(text: str) -> bool:
    """Tell a choice among the ways of cooperation."""
    return len(text) <= 40 and not _SENTENCE.search(text) and bool(parse_modes(text).modes)
