"""Records as node properties and back; nothing but the contact is lost on the way.

Texts and lists keep their names. A structured value spreads over `<field>_<part>`, so that it can be read
and filtered in Neo4j Browser; lists of structured values stand as raw wordings plus one JSON text.
Contacts stay out of the graph: Community Edition has no roles, so whoever opens Browser sees every property.
"""

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import fields
from functools import cache
from typing import Any

from graph.model.items import Shape, shapes
from graph.model.labels import Kind
from graph.model.nodes import PropertyValue
from graph.model.values import Contact, Indicator, Ip, Maturity, Money, Period

_SPREAD = (Money, Period, Maturity)
_LISTED = (Indicator, Ip)
_ENCODER = json.JSONEncoder(ensure_ascii=False, sort_keys=True)
_IN_ORDER = json.JSONEncoder(ensure_ascii=False)
_PERSONAL = re.compile(r"1[3-9]\d{9}|\d{3,4}-\d{7,8}|[\w.+-]+@[\w-]+\.\w+")
_IP_KINDS = {
    "invention": "发明专利",
    "utility": "实用新型",
    "design": "外观设计",
    "pct": "PCT 专利",
    "software": "软件著作权",
    "variety": "植物新品种",
    "secret": "技术秘密",
    "paper": "论文",
}
_IP_STATUS = {"granted": "已授权", "applied": "申请中", "transferred": "已转让", "expired": "已失效"}


def item_properties(
    item_json: Mapping[str, Any], kind: Kind, hashed: str | None = None
) -> dict[str, PropertyValue]:
    """Properties of an item node from its JSON fields; absent ones are left out.

    :param hashed: its content hash, where it is known already.
    """
    known = shapes(kind)
    properties: dict[str, PropertyValue] = {}
    for name, value in item_json.items():
        shape = known[name]
        if shape.type is Contact:
            continue
        if shape.type in _SPREAD:
            properties |= {f"{name}_{part}": v for part, v in value.items()}
        elif shape.type in _LISTED:
            properties[name] = [_wording(part) for part in value]
            properties[f"{name}_json"] = _IN_ORDER.encode(value)
        elif shape.type is dict:
            properties["extra_json"] = _IN_ORDER.encode(_without_contacts(value))
        else:
            properties[name] = value
    properties["content_hash"] = hashed or content_hash(item_json)
    return properties


@cache
def property_names(kind: Kind) -> frozenset[str]:
    """Every property `item_properties` may give for a kind."""
    names: set[str] = {"content_hash"}
    for name, shape in shapes(kind).items():
        names |= _names_of(name, shape)
    return frozenset(names)


def _names_of(name: str, shape: Shape) -> set[str]:
    if shape.type is Contact:
        return set()
    if shape.type in _SPREAD:
        return {f"{name}_{f.name}" for f in fields(shape.type)}
    if shape.type in _LISTED:
        return {name, f"{name}_json"}
    return {"extra_json"} if shape.type is dict else {name}


def json_from_properties(kind: Kind, properties: Mapping[str, Any]) -> dict[str, Any]:
    """JSON fields of an item from its node's properties."""
    values: dict[str, Any] = {}
    for name, shape in shapes(kind).items():
        if shape.type in _SPREAD:
            parts = {f.name: properties.get(f"{name}_{f.name}") for f in fields(shape.type)}
            if parts["raw"] is not None:
                values[name] = {part: v for part, v in parts.items() if v is not None}
        elif shape.type in _LISTED or shape.type is dict:
            text = properties.get(f"{name}_json")
            if text:
                values[name] = json.loads(text)
        elif properties.get(name) is not None:
            values[name] = properties[name]
    return values


def content_hash(item_json: Mapping[str, Any]) -> str:
    """Hash of a record's fields, to tell a changed row from an unchanged one."""
    return hash_of(record_text(item_json))


def record_text(item_json: Mapping[str, Any]) -> str:
    """A record as one JSON text, the same for the same fields; what the graph must not hold is left out."""
    kept = {name: value for name, value in item_json.items() if name != "contact"}
    if "extra" in kept and not (extra := _without_contacts(kept["extra"])):
        del kept["extra"]
    elif "extra" in kept:
        kept["extra"] = extra
    return _ENCODER.encode(kept)


def hash_of(record: str) -> str:
    """Hash of a record's JSON text."""
    return hashlib.blake2b(record.encode(), digest_size=12).hexdigest()


def _wording(part: Mapping[str, Any]) -> str:
    if "raw" in part:
        return str(part["raw"])
    count = f" {part['count']} 项" if part.get("count") else ""
    status = f"（{_IP_STATUS.get(part['status'], part['status'])}）" if part.get("status") else ""
    number = f" {part['number']}" if part.get("number") else ""
    kind = part.get("kind")
    return f"{_IP_KINDS.get(kind, kind) if kind else '专利'}{number}{count}{status}"


def masked(text: str) -> str:
    """A text without telephone numbers and addresses of mail."""
    return _PERSONAL.sub("***", text)


def blotted(text: str) -> str:
    """The same with a star for each of their characters, so that positions in the text stay."""
    return _PERSONAL.sub(lambda found: "*" * len(found.group()), text)


def _without_contacts(extra: Mapping[str, str]) -> dict[str, str]:
    return {header: text for header, text in extra.items() if not _PERSONAL.search(str(text))}
