"""How two items hang together in the graph: over terms, fields, segments, regions, people and organisations."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from typing import Any

from graph.client import Client, Row
from graph.model import Label, RelationshipType
from graph.model.paths import GraphPath, PathNode, PathStep

_MOST = 5
_ALIKE = 2
"""Ways of the same kind that are told: a dozen shared terms would hide the one shared alumnus."""

_SHOWN = tuple(label for label in Label if label not in (Label.EXPERT, Label.LIST_SNAPSHOT))
"""The label that says what a node is; an expert is a person."""


def paths(client: Client, demand: str, supply: str) -> tuple[GraphPath, ...]:
    """At most five ways from a demand to a supply, by id: the shortest first, then the least common."""
    rows = client.read("read/paths", demand=demand, supply=supply)
    return tuple(islice(_telling(map(_path, rows)), _MOST))


def _telling(found: Iterable[GraphPath]) -> Iterator[GraphPath]:
    """Ways that tell something new: not a longer way round over the same nodes, nor a third of a kind."""
    told: list[frozenset[str]] = []
    alike: Counter[tuple[Label, ...]] = Counter()
    for path in found:
        between = frozenset(node.id for node in path.nodes[1:-1])
        kind = tuple(node.label for node in path.nodes)
        if alike[kind] < _ALIKE and not any(shorter <= between for shorter in told):
            alike[kind] += 1
            told.append(between)
            yield path


def _path(row: Row) -> GraphPath:
    return GraphPath(tuple(map(_node, row["nodes"])), tuple(map(_step, row["steps"])))


def _node(said: Mapping[str, Any]) -> PathNode:
    return PathNode(said["id"], next(label for label in _SHOWN if label in said["labels"]), said["name"])


def _step(said: Mapping[str, Any]) -> PathStep:
    return PathStep(RelationshipType(said["type"]), said["forward"])
