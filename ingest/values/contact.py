"""Contacts: names, telephones and addresses of mail, however they share a cell."""

import re

from graph.model import Contact
from ingest.values.people import is_addressed, is_title, split_names

_EMAIL = re.compile(r"[A-Za-z0-9._%+\-]{1,64}+\s?@\s?[A-Za-z0-9\-]{1,63}(?:\.[A-Za-z0-9\-]{1,63})+")
_PHONE = re.compile(
    r"(?<![\d.])(?:(?:\+?86|\(\+?86\))[- ]?)?(?:1\d{2}[- ]?\d{4}[- ]?\d{4}|\(?0\d{2,3}\)?[-—– ]{0,2}(?:\d{7,8}|\d{3,4}[- ]\d{4})(?:(?:-|转|\s?ext\.?\s?)\d{1,6})?"
    r"|400[- ]?\d{3}[- ]?\d{4}|400[- ]?\d{4}[- ]?\d{3}|[2-8]\d{6,7})(?!\d)"
)
_LANDLINE = re.compile(r"\(?(010|02\d|0\d{3})\)?[-—– ]*(\d{3,4}[- ]?\d{4})(\D.*)?")
_MESSENGER = re.compile(r"(?:qq|微信)号?\s*[::]\s*(?!1\d{10})[A-Za-z0-9_\-]{1,40}", re.IGNORECASE)
_LABELS = re.compile(
    r"(?:联系人|联络员|联系方式|联系电话|办公电话|固定电话|电话|座机|传真|手机号码|手机|邮箱|邮件|微信|姓名|职务|e-?mail|tel|mobile|qq)[/、]?(?:同号)?(?:号)?\s*[::]?\s*|同号",
    re.IGNORECASE,
)
_AROUND = " ,;、/:()[]。.\n-|"
_PARTS = re.compile(r"[,;、/\n()|:]")
_MUCH_OF_A_NUMBER = re.compile(r"\d{3}|^\d+$|\de\+?\d", re.IGNORECASE)
"""138****5678 and 1.38E+10 name nobody."""
_PERSON = re.compile(r"[\u3400-\u9fff]{2,4}|[\u3400-\u9fff]{2,8}·[\u3400-\u9fff]{2,8}")
_OFFICE = re.compile(r"(?:处|部|科|室|院|所|中心|公司|大学|学院|集团|厂|局|站|办|团队|负责人|联系人)$")


def parse_contact(texts: dict[str, str]) -> Contact | None:
    """Put one contact together from cells by the part their header names: name, phone, email or any."""
    names: dict[str, None] = {}
    phones: dict[str, None] = {}
    emails: dict[str, None] = {}
    for part in ("name", "any", "phone", "email"):
        text = texts.get(part, "")
        if not text:
            continue
        if text.isdigit() and len(text) == 11 and text[0] == "1" and part != "name":
            phones[text] = None
            continue
        if "@" in text:
            emails.update(dict.fromkeys(m.group().replace(" ", "") for m in _EMAIL.finditer(text)))
            text = _EMAIL.sub(" ", text)
        text = _MESSENGER.sub(" ", text)
        found = [_as_dialled(m.group()) for m in _PHONE.finditer(text)]
        phones.update(dict.fromkeys(found))
        rest = _PHONE.sub("\n", text) if found else text
        if part in ("name", "any") and not (part == "any" and names):
            names.update(dict.fromkeys(_names(rest)))
        if part == "phone" and not phones and _is_odd_number(rest):
            phones[rest.strip(_AROUND)] = None
    if not (names or phones or emails):
        return None
    return Contact(
        name="、".join(names) or None, phone="、".join(phones) or None, email="、".join(emails) or None
    )


def _as_dialled(written: str) -> str:
    """Write a mobile number in eleven digits and a landline with one dash after its area code."""
    digits = re.sub(r"\D", "", written)
    if digits.startswith("86") and len(digits) in (12, 13):
        written, digits = re.sub(r"^\D*86\D*", "", written), digits[2:]
    if len(digits) == 11 and digits[0] == "1":
        return digits
    if found := _LANDLINE.fullmatch(written):
        return f"{found[1]}-{found[2].replace(' ', '').replace('-', '')}{(found[3] or '').replace(' ', '')}"
    return written.strip().replace(" ", "-")


def _is_odd_number(text: str) -> bool:
    """Tell a telephone number of a foreign or an inner form; 1.38E+10 has lost its digits."""
    return sum(c.isdigit() for c in text) >= 5 and "E+" not in text.upper()


def _names(text: str) -> list[str]:
    """Find the people a text names; where none looks like a person, its first words."""
    if text.isalpha() and len(text) <= 3 and not text.isascii():
        return [text]
    parts = [part for piece in _PARTS.split(_LABELS.sub("\n", text)) if (part := piece.strip(_AROUND))]
    tokens = [token for part in parts for token in split_names(part)]
    people = [token for token in (_person(token) for token in tokens) if token]
    if people:
        return people
    words = [part for part in parts if not _MUCH_OF_A_NUMBER.search(part)]
    return [words[0] if words[0].isascii() else words[0].split(" ")[0]] if words else []


def _person(token: str) -> str | None:
    if is_addressed(token):
        return token
    if is_title(token):
        return None
    bare = _without_title(token)
    if not _PERSON.fullmatch(bare) or _OFFICE.search(bare):
        return None
    return bare


def _without_title(token: str) -> str:
    for end in (4, 3, 2):
        if is_title(token[end:]) and _PERSON.fullmatch(token[:end]):
            return token[:end]
    return token
