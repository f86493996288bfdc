"""A process that takes lists in or matches, made to be killed: `python -m tests.ingest.victim JSON`.

It says `ready`, waits for a line on its input, and says `acknowledged N` for every N rows it was told are in.
With `deadly` it kills itself in the very call named there, as no signal from outside could aim.
"""

import importlib
import itertools
import json
import os
import signal
import sys
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import neo4j

import graph.store
import ingest.intake.pipeline
import ingest.intake.settle
from embeddings.background import Background
from graph import schema
from graph.client import Client
from graph.model.errors import DuijieError
from graph.store import Store
from ingest.columns.mappings import NO_MAPPINGS, Mappings
from ingest.intake.originals import Originals
from ingest.intake.pipeline import Pipeline
from ingest.intake.terms import TermExtractor
from ingest.records import parse

TODAY = "2026-01-01"
TOP = 3


@dataclass(frozen=True, slots=True)
class Deadly:
    """The call to die in: `module:attribute`, which call of it, and whether after it has done its work."""

    target: str
    call: int = 1
    after: bool = False

    def arm(self) -> None:
        """Make it deadly."""
        module, _, path = self.target.partition(":")
        owner: Any = importlib.import_module(module)
        *parents, name = path.split(".")
        for parent in parents:
            owner = getattr(owner, parent)
        setattr(owner, name, self._wrap(getattr(owner, name)))

    def _wrap(self, real: Callable[..., Any]) -> Callable[..., Any]:
        calls = itertools.count(1)

        def wrapped(*args: Any, **named: Any) -> Any:
            mine = next(calls) == self.call
            if mine and not self.after:
                os.kill(os.getpid(), signal.SIGKILL)
            result = real(*args, **named)
            if mine:
                os.kill(os.getpid(), signal.SIGKILL)
            return result

        return wrapped


def pipeline(store: Store, originals: Path, mappings: Mappings = NO_MAPPINGS) -> Pipeline:
    """The way in, as the command line opens it."""
    return Pipeline(
        store, Originals(originals), TermExtractor(Background.load()), partial(parse, mappings=mappings)
    )


def match(store: Store, vectors: Path) -> None:
    """A matching run with the bundled encoder."""
    from embeddings.cache import VectorCache
    from embeddings.encoder import open_encoder
    from matching.features import Context
    from matching.market import Matcher
    from matching.run import run
    from matching.weights import Weights

    encoder = open_encoder()
    matcher = Matcher(VectorCache(vectors, encoder).encode, Background.load(), Weights.load(), Context(TODAY))
    run(store, matcher, encoder=encoder.name, top=TOP, folder=vectors / "ranking")


def say(text: str) -> None:
    """Tell the test."""
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


def main(order: dict[str, Any]) -> None:
    """Do what the test orders."""
    for module in (graph.store, ingest.intake.pipeline, ingest.intake.settle):
        vars(module)["BATCH"] = order["batch"]
    if "patience" in order:
        real = neo4j.GraphDatabase.driver
        neo4j.GraphDatabase.driver = lambda *args, **named: real(  # type: ignore[method-assign]
            *args, max_transaction_retry_time=order["patience"], **named
        )
    if order.get("deadly"):
        Deadly(*order["deadly"]).arm()
    say("ready")
    sys.stdin.readline()
    with Client(order["uri"], user=order["user"], password=order["password"], database="neo4j") as client:
        schema.apply(client)
        store = Store(client)
        if order["do"] == "match":
            match(store, Path(order["folder"]))
        for file in order.get("files", ()):
            way = pipeline(store, Path(order["folder"]))
            way.ingest(Path(file), progress=lambda done, _total: say(f"acknowledged {done}"))


if __name__ == "__main__":
    try:
        main(json.loads(sys.argv[1]))
    except DuijieError as error:
        sys.stderr.write(str(error))
        sys.exit(1)
