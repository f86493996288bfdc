"""Organisations and people that were taken into others: what lists say of them goes to what stands for them."""

from collections.abc import Mapping
from dataclasses import replace

from graph.model import Subgraph


def redirected(part: Subgraph, stands_for: Mapping[str, str]) -> Subgraph:
    """A part of the graph in which nothing leads to what was taken into another."""
    if not stands_for:
        return part
    nodes = tuple(node for node in part.nodes if node.id not in stands_for)
    links = tuple(
        replace(link, start=stands_for.get(link.start, link.start), end=stands_for.get(link.end, link.end))
        for link in part.relationships
    )
    return Subgraph(nodes, tuple(link for link in links if link.start != link.end))


def final(into: Mapping[str, str]) -> dict[str, str]:
    """What stands for each at last, where what it was taken into was taken into another itself."""
    found = {}
    for id_, survivor in into.items():
        while survivor in into:
            survivor = into[survivor]  # noqa: PLW2901 -- a merge into what was absorbed is refused: no circle
        found[id_] = survivor
    return found
