"""Contacts: names, telephones and addresses of mail, however they share a cell."""

import re

from graph.model import Contact

_EMAIL = re.compile(r"[A-Za-z0-9._%+\-]+\s?@\s?[A-Za-z0-9\-]+(?:\.[A-Za-z0-9\-]+)+")
_PHONE = re.compile(
    r"(?<![\d.])(?:\+?86[- ]?)?(?:1\d{2}[- ]?\d{4}[- ]?\d{4}|\(?0\d{2,3}\)?[- ]?\d{7,8}(?:[-转]\d{1,6})?|400[- ]?\d{3}[- ]?\d{4}|[2-8]\d{6,7})(?!\d)"
)
_LABELS = re.compile(
    r"(?:联系人|联系电话|电话|手机|邮箱|微信|姓名|e-?mail|tel|qq)\s*(?:同号)?[::]\s*", re.IGNORECASE
)
_AROUND = " ,;、/:()[]。.\n-|"
_PARTS = re.compile(r"[,;、/\n(|]")


def parse_contact(texts: dict[str, str]) -> Contact | None:
    """Put one contact together from cells by the part their header names: name, phone, email or any."""
    phones: dict[str, None] = {}
    emails: dict[str, None] = {}
    name = None
    for part in ("name", "any", "phone", "email"):
        text = texts.get(part, "")
        if not text:
            continue
        if text.isdigit() and len(text) == 11 and part != "name":
            phones[text] = None
            continue
        if name is None and part == "name" and text.isalpha():
            name = text
            continue
        rest = text
        if "@" in text:
            emails.update(dict.fromkeys(m.group().replace(" ", "") for m in _EMAIL.finditer(text)))
            rest = _EMAIL.sub(" ", text)
        phones.update(dict.fromkeys(m.group().strip() for m in _PHONE.finditer(rest)))
        rest = _LABELS.sub(" ", _PHONE.sub(" ", rest)).strip(_AROUND)
        if name is None and part in ("name", "any"):
            name = _name(rest)
        if (
            part == "phone"
            and not phones
            and sum(c.isdigit() for c in rest) >= 5
            and "E+" not in rest.upper()
        ):
            phones[rest] = None
    if not (name or phones or emails):
        return None
    return Contact(name=name, phone="、".join(phones) or None, email="、".join(emails) or None)


def _name(text: str) -> str | None:
    first = _PARTS.split(text, maxsplit=1)[0].strip(_AROUND)
    if re.fullmatch(r"[\u3400-\u9fff] [\u3400-\u9fff]", first):
        first = first.replace(" ", "")
    return first.split(" ")[0] if first and not first.isascii() else first or None
