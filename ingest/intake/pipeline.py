"""A list's way into the graph: kept, read, given its source, told apart from what is known, written, settled.

A batch is one transaction holding its rows with everything they name. The list's source and its rows' identities
are kept with what is written, and all dates follow from the kept file and its note. So a run may be killed at any
moment: the next one finds whole batches, passes over their rows and ends in the same graph.
"""

import gc
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from graph.layout import LaidOut, lay_out
from graph.lists import Lists
from graph.model import Kind
from graph.model.listings import Listing, Snapshot
from graph.store import BATCH, Store
from ingest.intake.admission import Admission, admit, snapshot_node
from ingest.intake.batch import Batch, Batcher
from ingest.intake.originals import Original, Originals
from ingest.intake.settle import settle
from ingest.intake.snapshot import NO_CLAIM, Claim
from ingest.intake.terms import TermExtractor
from ingest.received import readable
from ingest.records import ParsedFile, Row, parse

_TURN_S = 0.0002
"""Seconds a thread runs before the other may."""

_ALIKE = 0.5
"""Share of the larger list that two sources must have in common to be taken for one by mistake."""

_REPLACED = (
    "同一份文件以前已作为 {} 的清单收入，之后又有更新的清单；如它又是最新的一版，请加 --as-of 日期重新导入。"
)

Progress = Callable[[int, int], None]
"""Told how many rows are in the graph, of how many."""


class ReadList(Protocol):
    """Reads a list known as `name`: `parse` itself, or in a process of its own."""

    def __call__(self, path: Path, kind: Kind | None, /, *, name: str) -> ParsedFile:
        """Give what was understood; raises `FileProblem`."""


@dataclass(frozen=True, slots=True)
class Ingested:
    """A file's outcome: what was read, which source it was taken for, and what it changed.

    :param changes: how many rows were `new`, `changed`, `unchanged` against the list before, `older` than the
        newest of the source, `done` by the same run before it was interrupted; how many items were `withdrawn`.
    :param changed: the rows that changed, with the fields they say differently.
    :param again: the very same file was complete in the graph already and nothing was written.
    :param notices: what the user should know of the source.
    """

    parsed: ParsedFile
    snapshot: str
    changes: Mapping[str, int]
    again: bool
    source: str = ""
    as_of: str = ""
    changed: tuple[Listing, ...] = ()
    notices: tuple[str, ...] = ()


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
        claim: Claim = NO_CLAIM,
        progress: Progress | None = None,
    ) -> Ingested:
        """Take one file in; raises `FileProblem` where it cannot be read at all.

        :param name: what the file is called where it lies under another name, as members of archives do.
        :param claim: what the user says of the list.
        """
        with _tuned():
            parsed, original = self._kept(path, kind, name or readable(path.name))
            with self._originals.turn():
                return self._take_in(parsed, original, claim, progress or _silent)

    def _kept(self, path: Path, kind: Kind | None, name: str) -> tuple[ParsedFile, Original]:
        """Read a file and keep it; what is kept decides where it was edited meanwhile or begun under another name."""
        stamp = _stamp(path)
        parsed = self._read(path, kind, name=name)
        original = self._originals.keep(path, name)
        if (_stamp(path), name) != (stamp, original.name):
            parsed = self._read(original.path, kind, name=original.name)
        return parsed, original

    def _take_in(self, parsed: ParsedFile, original: Original, claim: Claim, progress: Progress) -> Ingested:
        admission = admit(self._store.lists, parsed, original, claim)
        snapshot = admission.snapshot
        if admission.again:
            changes = {"unchanged": len(parsed.rows)}
            notices = (_REPLACED.format(snapshot.as_of),) if snapshot.superseded else ()
            return Ingested(
                parsed, snapshot.id, changes, True, snapshot.source, snapshot.as_of, notices=notices
            )
        self._store.write_nodes([snapshot_node(snapshot, parsed, original)])
        told = self._write(parsed.rows, admission, progress)
        withdrawn = settle(self._store, self._terms, admission)
        changes = dict(told.changes) | ({"withdrawn": withdrawn} if withdrawn else {})
        return Ingested(
            parsed,
            snapshot.id,
            changes,
            False,
            snapshot.source,
            snapshot.as_of,
            tuple(told.changed),
            _notices(self._store.lists, admission, told, changes, len(parsed.rows)),
        )

    def _write(self, rows: Sequence[Row], admission: Admission, progress: Progress) -> "_Told":
        """Write batches in order; the next is built while the server takes the last."""
        told, snapshot = _Told(), admission.snapshot
        batcher = Batcher(self._store.lists, self._terms, admission)
        with ThreadPoolExecutor(max_workers=1) as writer:
            waiting: Future[None] | None = None
            done = 0
            for part in _batches(rows):
                batch = batcher.build(part, waiting.result if waiting else None)
                laid_out = lay_out(batch.subgraphs)
                told.add(batch)
                if waiting:
                    waiting.result()
                    progress(done, len(rows))
                done += len(part)
                waiting = writer.submit(self._write_batch, batch, laid_out, snapshot)
            if waiting:
                waiting.result()
                progress(done, len(rows))
        return told

    def _write_batch(self, batch: Batch, laid_out: LaidOut, snapshot: Snapshot) -> None:
        self._store.write_laid_out(
            laid_out,
            changed=batch.changed,
            touched=batch.touched,
            run={"last_seen": snapshot.received, "run_id": snapshot.id},
        )


class _Told:
    """What is told of all batches together."""

    def __init__(self) -> None:
        self.changes: Counter[str] = Counter()
        self.shared: Counter[str] = Counter()
        self.changed: list[Listing] = []

    def add(self, batch: Batch) -> None:
        """Count a batch."""
        self.changes.update(batch.changes)
        self.shared.update(batch.shared)
        self.changed += [listing for listing in batch.listings if listing.change == "changed"]


def _notices(
    lists: Lists, admission: Admission, told: _Told, changes: Mapping[str, int], rows: int
) -> tuple[str, ...]:
    """What the user should know of the source."""
    said = list(admission.notices)
    source = admission.snapshot.source
    if admission.first:
        said += [
            f"{count} 条与来源“{other}”的相同，两个来源合为一条；"
            f"如本是同一来源的新版，请加 --source {other} 重新导入。"
            for other, count in sorted(told.shared.items())
            if count >= _ALIKE * max(rows, _size(lists, other))
        ]
    if admission.snapshot.superseded:
        said.append(f"早于来源“{source}”已收的最新清单，只记入历史，不改动现有内容。")
    if not rows and not admission.first:
        said.append("没有一行可接受，上一版的条目都不撤下。")
    if changes.get("withdrawn", 0) > rows > 0:
        said.append(
            f"撤下了 {changes['withdrawn']} 条，多于这份清单的 {rows} 条；"
            "如这只是其中一部分，请加 --source 另起一个来源名重新导入，撤下的会恢复。"
        )
    return tuple(said)


def _size(lists: Lists, source: str) -> int:
    """Rows of the newest lists of a source."""
    return sum(s.accepted for s in lists.of_source(source) if not s.superseded)


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


def _stamp(path: Path) -> tuple[int, int] | None:
    """Size and time of a file, to tell that it was edited; None where it is gone."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_size, found.st_mtime_ns


def _batches(rows: Sequence[Row]) -> Iterator[Sequence[Row]]:
    for start in range(0, len(rows), BATCH):
        yield rows[start : start + BATCH]


def _silent(_done: int, _total: int) -> None:
    """Tell nobody."""
