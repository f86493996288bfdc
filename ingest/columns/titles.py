"""What fields are called in Chinese, by the table beside this module."""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from graph.model import Kind, field_names

_PARTS = {"contact": ("name", "phone", "email", "any"), "deadline": ("start", "end")}


@cache
def field_titles(kind: Kind) -> Mapping[str, str]:
    """Chinese names of the fields a column of a kind may stand for, by JSON name, parts (`contact.phone`) included."""
    table = tomllib.loads((files("ingest.columns") / "titles.toml").read_text(encoding="utf-8"))
    titles = {**table["every"], **table.get(kind.value, {})}
    names = [
        name
        for field in field_names(kind)
        if field != "extra"
        for name in (field, *(f"{field}.{part}" for part in _PARTS.get(field, ())))
    ]
    return {name: titles[name] for name in names}
