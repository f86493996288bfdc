"""Identifiers: 16 hexadecimal digits of a hash over a node's natural key, the same on every machine."""

import hashlib
import re
import unicodedata
from functools import lru_cache

from graph.model.labels import Kind, Label

_REMEMBERED = 100_000
"""Names a list says again and again: their ids are worked out once."""

_NOT_SAID = re.compile(r"[\s·•・,，。、:：;；“”\"'‘’()（）\[\]【】《》<>\-—_/|]+")


def natural_key(text: str) -> str:
    """Fold what writers vary (width, case, spaces, punctuation) so that one name has one key."""
    return _NOT_SAID.sub("", unicodedata.normalize("NFKC", text)).casefold()


def code_key(code: str) -> str:
    """Fold a list code: width, case and spaces; punctuation tells codes apart and stays."""
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", code)).casefold()


def _hash(label: Label, *parts: str) -> str:
    key = "\x1f".join((label.value, *parts))
    return hashlib.blake2b(key.encode(), digest_size=8).hexdigest()


def item_id(kind: Kind, *, code: str | None, title: str, org: str | None) -> str:
    """Identify an item by its list code, else by title and organisation; an expert as the person it is."""
    if kind is Kind.EXPERT:
        return person_id(title, org)
    if code:
        return _hash(kind.label, "code", code_key(code))
    return _hash(kind.label, "title", natural_key(title), natural_key(org or ""))


@lru_cache(_REMEMBERED)
def organization_id(name: str, credit_code: str | None = None) -> str:
    """Identify an organisation by its unified social credit code (GB 32100), else by its name."""
    if credit_code:
        return _hash(Label.ORGANIZATION, "uscc", code_key(credit_code))
    return _hash(Label.ORGANIZATION, natural_key(name))


@lru_cache(_REMEMBERED)
def person_id(name: str, org: str | None) -> str:
    """Identify a person by organisation and name."""
    return _hash(Label.PERSON, natural_key(org or ""), natural_key(name))


@lru_cache(_REMEMBERED)
def field_id(name: str) -> str:
    """Identify a technology field by its name."""
    return _hash(Label.FIELD, natural_key(name))


@lru_cache(_REMEMBERED)
def segment_id(chain: str, segment: str) -> str:
    """Identify a segment by its chain and its own name."""
    return _hash(Label.CHAIN_SEGMENT, natural_key(chain), natural_key(segment))


@lru_cache(_REMEMBERED)
def term_id(text: str) -> str:
    """Identify a term by its normalised text."""
    return _hash(Label.TERM, natural_key(text))


@lru_cache(_REMEMBERED)
def region_id(code: str) -> str:
    """Identify a region by its six-digit GB/T 2260 code."""
    return _hash(Label.REGION, code)


def snapshot_id(file_hash: str) -> str:
    """Identify a received list by the SHA-256 of its file."""
    return _hash(Label.LIST_SNAPSHOT, file_hash)
