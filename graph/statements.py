"""Cypher statements by name, read from the package `cypher`."""

from collections.abc import Iterator
from functools import cache
from importlib import resources


@cache
def statement(name: str) -> str:
    """Text of one statement, such as `write/node_need`; raises `FileNotFoundError` for an unknown name."""
    return (resources.files("cypher") / f"{name}.cypher").read_text("utf-8")


def names(folder: str) -> Iterator[str]:
    """Names of all statements of a folder, sorted, each as `statement` takes it."""
    files = (resources.files("cypher") / folder).iterdir()
    yield from sorted(
        f"{folder}/{f.name.removesuffix('.cypher')}" for f in files if f.name.endswith(".cypher")
    )
