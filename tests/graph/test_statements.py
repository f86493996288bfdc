"""Every statement is planned by a real server, and the hot ones use their indexes."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

import pytest

from graph.client import Client
from graph.statements import names, statement

FOLDERS = ("schema", "write", "read", "vectors", "browser")
ALL = [name for folder in FOLDERS for name in names(folder)]
SCANS = {"read/all_nodes", "read/counts", "read/all_relationships", "read/match_pairs", "read/match_count",
         "read/titles_containing", "read/schema_versions", "read/graph_version", "read/snapshots", "read/sources",
         "read/decisions", "read/judgements", "read/survivors", "read/places", "read/compared_organizations",
         "read/compared_people", "read/tied_alumni", "read/tied_partners", "read/tied_posts",
         "read/trades", "read/outlines"}  # fmt: skip
"""Statements that read everything by their nature."""
OF_ANY_TYPE = {
    f"write/{name}_{way}"
    for name in ("merge_links", "unmerge_links", "unmerge_shown")
    for way in ("out", "in")
}
"""Statements about relationships of any type; planned for a graph of some size in `test_merging.py`."""


def operators(plan: Mapping[str, Any]) -> Iterator[str]:
    """All operators of a plan."""
    yield plan["operatorType"].split("@")[0]
    for child in plan.get("children", []):
        yield from operators(child)


def parameters(text: str) -> dict[str, Any]:
    """A value for each parameter, of the type its use asks for."""
    special: dict[str, Any] = {"limit": 1, "past": False, "ranked": False, "properties": {}, "vector": [1.0]}
    lists = (
        "rows",
        "ids",
        "names",
        "labels",
        "codes",
        "keys",
        "snapshots",
        "also",
        "natural",
        "listings",
        "own",
        "without",
    )
    return {name: [] if name in lists else special.get(name, "x") for name in re.findall(r"\$(\w+)", text)}


@pytest.mark.parametrize("name", ALL)
def test_statement_has_a_header_and_is_planned(database: Client, name: str) -> None:
    text = statement(name)
    assert text.startswith("// ")
    if re.search(r"\n(CREATE|DROP) (CONSTRAINT|\w+ INDEX|INDEX)", text):
        assert ("IF EXISTS" if "\nDROP " in text else "IF NOT EXISTS") in text
        return
    assert database.explain(text, parameters(text))


@pytest.mark.parametrize("name", [n for n in ALL if n.split("/")[0] in ("write", "read") and n not in SCANS])
def test_no_lookup_scans_a_label(database: Client, name: str) -> None:
    text = statement(name)
    found = set(operators(database.explain(text, parameters(text))))
    scans = {"AllNodesScan", "NodeByLabelScan", "UnionNodeByLabelsScan", "DirectedAllRelationshipsScan"}
    if name in OF_ANY_TYPE:
        scans.remove("DirectedAllRelationshipsScan")
    assert not scans & found, found


def test_every_statement_is_used() -> None:
    from pathlib import Path

    root = Path(__file__).parents[2]
    code = "\n".join(
        p.read_text("utf-8") for room in ("graph", "cli", "api") for p in (root / room).rglob("*.py")
    )
    families = {"write/node_", "write/relationship_", "read/page_", "read/matches_of_", "vectors/index_"}
    unused = [n for n in ALL if n.split("/")[0] in ("read", "write", "vectors") and f'"{n}"' not in code]
    assert [n for n in unused if not any(n.startswith(family) for family in families)] == []
