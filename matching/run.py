"""A matching run: what is new or changed in the graph is ranked, and the difference written back.

Nothing is marked as seen before its matches are written, so a run killed at any moment is simply run again. What a
run remembers for the next (`matching.standing`) is trusted only as far as the graph bears it out.
"""

import hashlib
import time
from collections.abc import Iterator, Mapping, Sequence, Set
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from typing import Any, Protocol

import numpy as np
from filelock import FileLock

from embeddings.words import WORDS_VERSION
from graph.model import Item, Kind, Relationship, Side
from matching.candidates import CANDIDATES
from matching.difference import Known, Names, Ranked, difference, relationships
from matching.market import Entry, Market, Matcher
from matching.memory import Memory
from matching.ranking import Marks, Pairs, Rows, ranked
from matching.reciprocal import PairKey
from matching.scoring import Items, Progress, Reader, Scorer, Stored
from matching.standing import Fresh, Standing, State, near
from matching.upkeep import Moved

__all__ = ["MatchStore", "Report", "Stored", "load_market", "run"]

_SIDES = (Side.DEMAND, Side.SUPPLY)

RARE = 6.5
"""Rarity a shared term needs to make two items neighbours: it stands in about one of 150 texts or fewer."""

_BATCH = 5_000
"""Matches made ready for writing at once."""


class Outline(Protocol):
    """An item of which only its kind and deadline are told."""

    @property
    def id(self) -> str: ...
    @property
    def kind(self) -> Kind: ...
    @property
    def item(self) -> Item: ...
    @property
    def content_hash(self) -> str: ...
    @property
    def matched_hash(self) -> str | None: ...


class MatchStore(Items, Protocol):
    """What a run asks of the store; `graph.store.Store` is one."""

    def outlines(self) -> Iterator[Outline]: ...  # noqa: D102
    def match_pairs(self, ids: Sequence[str] | None = None) -> list[dict[str, Any]]: ...  # noqa: D102
    def match_count(self) -> int: ...  # noqa: D102
    def neighbours(  # noqa: D102
        self, ids: Sequence[str], *, rare: float, limit: int
    ) -> list[dict[str, Any]]: ...
    def write_relationships(self, relationships: Sequence[Relationship]) -> None: ...  # noqa: D102
    def drop_matches(self, pairs: Sequence[PairKey]) -> None: ...  # noqa: D102
    def mark_matched(self, hashes: Mapping[str, str]) -> None: ...  # noqa: D102


@dataclass(frozen=True, slots=True)
class Report:
    """What a run did: items on each side, how many of them new or changed, pairs compared, written, dropped."""

    demands: int
    supplies: int
    fresh: int
    compared: int
    written: int
    dropped: int
    matches: int
    seconds: float


@dataclass(frozen=True, slots=True)
class Plan:
    """What a run is about.

    :param version: of all that scores depend on beside the items.
    :param hashes: by item id, what is to be marked once the item's matches are written.
    :param kinds: by item id.
    :param unmarked: ids of items that are not marked so: new or changed since their matches were written.
    """

    version: str
    top: int
    keep: Set[Side]
    hashes: Mapping[str, str]
    kinds: Mapping[str, Kind]
    unmarked: Set[str]


def run(
    store: MatchStore,
    matcher: Matcher,
    *,
    encoder: str,
    top: int,
    keep: Set[Side] = frozenset(Side),
    folder: Path | None = None,
    progress: Progress | None = None,
) -> Report:
    """Rank what is new or changed since the last run with these weights and this encoder.

    :param top: how many matches to keep of every item on the sides of `keep`.
    :param folder: where to remember what the next run need not work out again; derived data.
    """
    started = time.perf_counter()
    versions = f"{encoder}/{matcher.weights.version}/{WORDS_VERSION}/{top}/{'+'.join(sorted(keep))}"
    with _turn(folder):
        plan = _plan(store, matcher, Plan(versions, top, keep, {}, {}, frozenset()))
        stamp = {"encoder": encoder, "weights": matcher.weights.version, "run_id": _run_id(plan)}
        report = _Run(store, matcher, plan, stamp).through(Memory(folder, plan.version), progress)
    return replace(report, seconds=time.perf_counter() - started)


def _plan(store: MatchStore, matcher: Matcher, plan: Plan) -> Plan:
    hashes: dict[str, str] = {}
    kinds: dict[str, Kind] = {}
    unmarked: set[str] = set()
    for outline in store.outlines():
        beside = matcher.context.signature(outline.id, outline.item)
        parts = (
            (outline.content_hash, beside, plan.version) if beside else (outline.content_hash, plan.version)
        )
        hashes[outline.id], kinds[outline.id] = "/".join(parts), outline.kind
        if outline.matched_hash != hashes[outline.id]:
            unmarked.add(outline.id)
    return replace(plan, hashes=hashes, kinds=kinds, unmarked=unmarked)


@contextmanager
def _turn(folder: Path | None) -> Iterator[None]:
    """One run at a time in a folder."""
    if folder:
        folder.mkdir(parents=True, exist_ok=True)
    with FileLock(folder / "lock") if folder else nullcontext():
        yield


class _Run:
    """One run from what the graph says now to what it is to hold."""

    def __init__(self, store: MatchStore, matcher: Matcher, plan: Plan, stamp: Mapping[str, str]) -> None:
        self._store, self._matcher, self._plan, self._stamp = store, matcher, plan, stamp
        self._reader = Reader(store, len(plan.hashes))

    def through(self, memory: Memory, progress: Progress | None) -> Report:
        """Do it all."""
        plan, old = self._plan, memory.state
        changes = [self._changes(old.sides[n] if old else None, side) for n, side in enumerate(_SIDES)]
        trusted = memory.borne_out(self._store)
        if trusted and old and not plan.unmarked and not any(c.fresh or len(c.gone) for c in changes):
            return self._report(old.pairs, 0, 0, 0)
        demand, supply = (
            self._changed(old.sides[n] if old else None, c, _SIDES[n]) for n, c in enumerate(changes)
        )
        sides, moved = (demand[0], supply[0]), (demand[1], supply[1])
        was, affected = _without(old.pairs if old else Pairs.none(), moved)
        names = Names(*(side.ids.tolist() for side in sides))
        scorer = Scorer(self._reader, self._matcher, (names.demand, names.supply))
        graph = self._neighbours(sides, changes)
        keys = np.union1d(near(sides, moved), np.array(sorted(graph), dtype=np.int64))
        keys = was.lacking(keys[~(sides[0].alumni[keys >> 32] & sides[1].alumni[keys & 0xFFFFFFFF])])
        scores = scorer.scores(keys, progress)
        was = was.with_more(Pairs.of(keys, scores[:, 0], scores[:, 1]))
        affected[0][keys >> 32], affected[1][keys & 0xFFFFFFFF] = True, True
        orders = sides[0].order(), sides[1].order()
        pairs = ranked(was, affected, orders, top=plan.top, keep=plan.keep)
        state = State(*sides, pairs)
        known = self._known(sides, moved, trusted=trusted)
        changed = difference(was, pairs, names, known)
        memory.writing()
        written = 0
        making = relationships(
            Ranked(state, names, graph),
            changed,
            known,
            scorer=scorer,
            stamp=self._stamp,
            weights=self._matcher.weights,
        )
        while part := list(islice(making, _BATCH)):
            self._store.write_relationships(part)
            written += len(part)
        self._store.drop_matches(changed.dropped)
        memory.written(state)
        self._store.mark_matched({id_: plan.hashes[id_] for id_ in plan.unmarked})
        return self._report(pairs, len(keys), written, len(changed.dropped))

    def _changes(self, side: Standing | None, which: Side) -> "_Changes":
        """What the graph has that the side has not, and the other way round."""
        wanted = {
            id_: digest(said)
            for id_, said in self._plan.hashes.items()
            if which in self._plan.kinds[id_].sides
        }
        if side is None:
            return _Changes(sorted(wanted), np.zeros(0, dtype=np.int64), wanted)
        known = zip(side.ids.tolist(), side.hashes.tolist(), side.gone.tolist(), strict=True)
        here = {id_: hashed for id_, hashed, gone in known if not gone}
        rows = side.rows()
        fresh = sorted(id_ for id_, hashed in wanted.items() if here.get(id_) != hashed)
        gone = np.array(sorted(rows[id_] for id_ in here.keys() - wanted.keys()), dtype=np.int64)
        return _Changes(fresh, gone, wanted)

    def _changed(self, side: Standing | None, changes: "_Changes", which: Side) -> tuple[Standing, Moved]:
        index = self._matcher.market(self._reader.entries(changes.fresh), which).index
        fresh = Fresh(
            changes.fresh,
            np.array([changes.hashes[id_] for id_ in changes.fresh], dtype=np.uint64),
            np.array([self._plan.kinds[id_] is Kind.ALUMNI_PROJECT for id_ in changes.fresh], dtype=bool),
            index,
        )
        return (side or Standing.none(index)).changed(fresh, changes.gone)

    def _neighbours(self, sides: tuple[Standing, Standing], changes: "Sequence[_Changes]") -> dict[int, int]:
        """Pairs that share rare terms with a fresh or unmarked item, by key: at which place of an item's neighbours."""
        demand, supply = (side.rows() for side in sides)
        live = [~side.gone for side in sides]
        found: dict[int, int] = {}
        place: dict[str, int] = {}
        for row in self._store.neighbours(
            sorted({*changes[0].fresh, *changes[1].fresh, *self._plan.unmarked}), rare=RARE, limit=CANDIDATES
        ):
            place[row["id"]] = place.get(row["id"], 0) + 1
            for d, s in ((row["id"], row["other"]), (row["other"], row["id"])):
                if d in demand and s in supply and live[0][demand[d]] and live[1][supply[s]]:
                    pair = demand[d] << 32 | supply[s]
                    found[pair] = min(place[row["id"]], found.get(pair, CANDIDATES))
        return found

    def _known(self, sides: tuple[Standing, Standing], moved: tuple[Moved, Moved], *, trusted: bool) -> Known:
        """Read the matches whose standing in the graph is not sure."""
        unmarked = [np.isin(side.ids, sorted(self._plan.unmarked)) for side in sides]
        read = [
            mine | moved[n].fresh | moved[n].gone if trusted else np.ones(len(mine), dtype=bool)
            for n, mine in enumerate(unmarked)
        ]
        ids = sorted(
            {id_ for side, marks in zip(sides, read, strict=True) for id_ in side.ids[marks].tolist()}
        )
        rows = self._store.match_pairs(ids if trusted else None)
        before = {(row["start"], row["end"]): row["properties"] for row in rows}
        return Known(before, (read[0], read[1]), (unmarked[0], unmarked[1]))

    def _report(self, pairs: Pairs, compared: int, written: int, dropped: int) -> Report:
        kinds = self._plan.kinds.values()
        demands, supplies = (sum(side in kind.sides for kind in kinds) for side in _SIDES)
        matches = int(pairs.kept.sum())
        return Report(demands, supplies, len(self._plan.unmarked), compared, written, dropped, matches, 0.0)


@dataclass(frozen=True, slots=True)
class _Changes:
    """Ids that are new or changed, rows of items that went, and the hashes of all there are now by id."""

    fresh: Sequence[str]
    gone: Rows
    hashes: Mapping[str, int]


def _without(pairs: Pairs, moved: tuple[Moved, Moved]) -> tuple[Pairs, tuple[Marks, Marks]]:
    """Pairs of items that stand as they stood, and marks of the rows of each side that have lost one or moved."""
    marks = tuple(side.fresh | side.gone for side in moved)
    lost = marks[0][pairs.demand] | marks[1][pairs.supply]
    affected = marks[0].copy(), marks[1].copy()
    affected[0][pairs.demand[lost]] = True
    affected[1][pairs.supply[lost]] = True
    return pairs.take(~lost), affected


def digest(text: str) -> int:
    """A text as 64 bits."""
    return int.from_bytes(hashlib.blake2b(text.encode(), digest_size=8).digest())


def _run_id(plan: Plan) -> str:
    """The same items with the same content are the same run, so that doing it twice changes nothing."""
    text = "\n".join(f"{id_} {plan.hashes[id_]}" for id_ in sorted(plan.unmarked))
    return hashlib.blake2b(text.encode(), digest_size=8).hexdigest()


def load_market(store: Items, matcher: Matcher, side: Side) -> Market:
    """One side of the graph, ready for search."""
    stored = (item for kind in Kind if side in kind.sides for item in store.items(kind))
    return matcher.market([Entry(item.id, item.item) for item in stored], side)
