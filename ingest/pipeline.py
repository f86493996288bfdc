"""A list's way into the graph: kept, read, told apart from what is known, written batch by batch.

A batch is one transaction holding its rows with everything they name, and a row's identity, its run and its
dates follow from the kept file alone. So a run may be killed at any moment: the next one finds whole batches,
sees their rows as unchanged and ends in the same graph.
"""

import gc
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from graph.model import Kind, Label, Node, Subgraph, item_to_json, snapshot_id
from graph.properties import content_hash
from graph.store import BATCH, Known, Store
from ingest.originals import Original, Originals
from ingest.received import readable
from ingest.records import ParsedFile, Row, parse
from ingest.subgraph import Provenance, listing, subgraph
from ingest.terms import TermExtractor

PARSER_VERSION = "1"
"""Raised when rows would be read differently, so that lists already taken in are read anew."""

_TURN_S = 0.0002
"""Seconds a thread runs before the other may."""

_READ_AS = ("kinds", "parser")
"""Properties of a list that say how it was read."""

Progress = Callable[[int, int], None]
"""Told how many rows are in the graph, of how many."""


class ReadList(Protocol):
    """Reads a list known as `name`: `parse` itself, or in a process of its own."""

    def __call__(self, path: Path, kind: Kind | None, /, *, name: str) -> ParsedFile:
        """Give what was understood; raises `FileProblem`."""


@dataclass(frozen=True, slots=True)
class Ingested:
    """A file's outcome: what was read, and what its rows did to the graph.

    A row was new, changed, unchanged, older than the graph, or done by the same run before it was interrupted.

    `again` is true where the very same file was complete in the graph already and nothing was written.
    """

    parsed: ParsedFile
    snapshot: str
    changes: Mapping[str, int]
    again: bool


class Pipeline:
    """Takes lists into the graph."""

    def __init__(
        self, store: Store, originals: Originals, terms: TermExtractor, read: ReadList = parse
    ) -> None:
        self._store, self._originals, self._terms, self._read = store, originals, terms, read

    def ingest(
        self,
        path: Path,
        kind: Kind | None = None,
        *,
        name: str | None = None,
        progress: Progress | None = None,
    ) -> Ingested:
        """Take one file in; raises `FileProblem` where it cannot be read at all.

        :param name: what the file is called where it lies under another name, as members of archives do.
        """
        with _tuned():
            return self._ingest(path, kind, name or readable(path.name), progress or _silent)

    def _ingest(self, path: Path, kind: Kind | None, name: str, progress: Progress) -> Ingested:
        stamp = _stamp(path)
        parsed = self._read(path, kind, name=name)
        with self._originals.turn():
            original = self._originals.keep(path, name)
            if (_stamp(path), name) != (stamp, original.name):
                # Edited while it was read, or begun under another name: what is kept decides.
                parsed = self._read(original.path, kind, name=original.name)
            return self._take_in(parsed, original, progress)

    def _take_in(self, parsed: ParsedFile, original: Original, progress: Progress) -> Ingested:
        node = _snapshot_node(original, parsed)
        known = self._store.snapshot(node.id) or {}
        if known.get("complete") and all(known.get(name) == node.properties[name] for name in _READ_AS):
            return Ingested(parsed, node.id, {"unchanged": len(parsed.rows)}, again=True)
        self._store.write_nodes([node])
        changes = self._write(parsed, node.id, original, progress)
        self._store.complete_snapshot(node.id)
        return Ingested(parsed, node.id, changes, again=False)

    def _write(
        self, parsed: ParsedFile, id_: str, original: Original, progress: Progress
    ) -> Mapping[str, int]:
        """Write batches in order; the next is built while the server takes the last."""
        changes: Counter[str] = Counter()
        with ThreadPoolExecutor(max_workers=1) as writer:
            waiting: Future[int] | None = None
            done = 0
            for rows in _batches(parsed.rows):
                batch = self._batch(rows, id_, original.received)
                changes.update(batch.changes.values())
                if waiting:
                    done += waiting.result()
                    progress(done, len(parsed.rows))
                waiting = writer.submit(self._write_batch, batch, id_, original.received)
            if waiting:
                progress(done + waiting.result(), len(parsed.rows))
        return dict(changes)

    def _batch(self, rows: Sequence[Row], id_: str, received: str) -> "_Batch":
        known = self._store.known([row.id for row in rows])
        changes = {row.id: _change(row, known.get(row.id), id_, received) for row in rows}
        wanted = [row for row in rows if changes[row.id] != "done"]
        return _Batch([self._subgraph(row, changes[row.id], id_, received) for row in wanted], changes)

    def _subgraph(self, row: Row, change: str, id_: str, received: str) -> Subgraph:
        at = Provenance(id_, id_, received, row.sheet, row.row, change)
        if change in ("unchanged", "older"):
            return Subgraph((), (listing(row.id, at),))
        return subgraph(row.id, row.item, at, mentions=self._terms.mentions(row.item))

    def _write_batch(self, batch: "_Batch", id_: str, received: str) -> int:
        self._store.write_subgraphs(
            batch.subgraphs,
            changed=batch.of("changed"),
            touched=[*batch.of("unchanged"), *batch.of("older")],
            run={"last_seen": received, "run_id": id_},
        )
        return len(batch.changes)


@contextmanager
def _tuned() -> Iterator[None]:
    """Spare what a long run does not need, and let the two threads take turns often.

    Millions of small records are made here and none forms a cycle, so the collector rests. The writer mostly
    waits for the server; whenever an answer comes it would wait 5 ms more for the builder to yield.
    """
    was_on, interval = gc.isenabled(), sys.getswitchinterval()
    gc.disable()
    sys.setswitchinterval(_TURN_S)
    try:
        yield
    finally:
        sys.setswitchinterval(interval)
        if was_on:
            gc.enable()


@dataclass(frozen=True, slots=True)
class _Batch:
    subgraphs: Sequence[Subgraph]
    changes: Mapping[str, str]

    def of(self, change: str) -> list[str]:
        return [id_ for id_, said in self.changes.items() if said == change]


def _change(row: Row, known: Known | None, run_id: str, received: str) -> str:
    """What a row does to the graph; of two lists the one received later is right, whichever is read last."""
    if known is None:
        return "new"
    if known.content_hash == content_hash(item_to_json(row.item)):
        # "done": this very run wrote it before it was interrupted.
        return "done" if known.run_id == run_id else "unchanged"
    return "older" if (known.last_seen, known.run_id) > (received, run_id) else "changed"


def _stamp(path: Path) -> tuple[int, int] | None:
    """Size and time of a file, to tell that it was edited; None where it is gone."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_size, found.st_mtime_ns


def _snapshot_node(original: Original, parsed: ParsedFile) -> Node:
    id_ = snapshot_id(original.hash)
    properties: dict[str, Any] = {
        "name": original.name,
        "hash": original.hash,
        "received": original.received,
        "kinds": [kind.value for kind in parsed.kinds],
        "read": parsed.read,
        "accepted": len(parsed.rows),
        "rejected": len(parsed.errors),
        "duplicate": len(parsed.duplicates),
        "parser": f"{PARSER_VERSION}+{parsed.mapping}" if parsed.mapping else PARSER_VERSION,
        "complete": False,
        "last_seen": original.received,
        "run_id": id_,
    }
    return Node(Label.LIST_SNAPSHOT, id_, properties)


def _batches(rows: Sequence[Row]) -> Iterator[Sequence[Row]]:
    for start in range(0, len(rows), BATCH):
        yield rows[start : start + BATCH]


def _silent(_done: int, _total: int) -> None:
    """Tell nobody."""
