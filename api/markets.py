"""Both sides of the market in memory, loaded in the background and again whenever the graph has changed."""

import logging
import time
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from threading import Event, Thread
from typing import Any, Self

from api.errors import NotReadyError
from embeddings.encoder import Encoder
from graph.client import Client
from graph.model import Kind, Side
from graph.model.errors import DuijieError
from graph.store import Store
from matching.context import load_context
from matching.index import straight
from matching.market import Entry, Market, Matcher
from matching.search import Hit, search

_STOP_WITHIN_S = 5.0
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Loaded:
    """The market as of one look at the graph; replaced as a whole, never changed.

    :param version: what the store said of its lists before it was read.
    :param asker: compares what people search for; knows the day it was made on, for deadlines.
    """

    markets: Mapping[Side, Market]
    version: Mapping[str, Any]
    day: date
    asker: Matcher


class Markets:
    """Loads the market in a thread of its own and answers searches from it; safe for many threads at once.

    :param every: seconds between two looks at whether the graph has changed.
    """

    def __init__(self, client: Client, matcher: Matcher, encoder: Encoder, *, every: float) -> None:
        self.encoder = encoder
        self._client, self._store = client, Store(client)
        self._matcher, self._every = matcher, every
        self._loaded: Loaded | None = None
        self._seen: Mapping[str, Any] = {}
        self.problem: str | None = None
        """Why the last look failed; None where it did not."""
        self._stop = Event()
        self._thread = Thread(target=self._watch, name="markets", daemon=True)

    def __enter__(self) -> Self:
        """Start loading."""
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        """Stop looking; a load under way is left behind."""
        self._stop.set()
        self._thread.join(_STOP_WITHIN_S)

    @property
    def loaded(self) -> Loaded | None:
        """What searches are answered from; None until it is there."""
        return self._loaded

    def asker(self) -> Matcher:
        """Compares what people ask about; raises `NotReadyError` before the market is loaded."""
        return self._ready().asker

    def search(self, text: str, side: Side, *, top: int) -> list[Hit]:
        """Best entries of a side for a text; raises `NotReadyError` before the market is loaded."""
        loaded = self._ready()
        return search(loaded.asker, text, loaded.markets[side], top=top)

    def _ready(self) -> Loaded:
        loaded = self._loaded
        if loaded is None:
            raise NotReadyError("索引正在装载，请稍候再试。")
        return loaded

    def readiness(self) -> tuple[bool, str]:
        """Whether searches can be answered, and what of, or what is missing."""
        if self._loaded:
            return True, f"索引：{describe(self._loaded)}"
        return False, f"索引装载失败：{self.problem}" if self.problem else "索引正在装载"

    def _watch(self) -> None:
        while not self._stop.is_set():
            try:
                self._look()
                self.problem = None
            except Exception as error:  # noqa: BLE001 -- the old market stands, the next look may succeed
                if str(error) != self.problem:
                    _log.warning("装载索引失败：%s", error, exc_info=not isinstance(error, DuijieError))
                self.problem = str(error)
            self._stop.wait(self._every)

    def _look(self) -> None:
        """Load the market if it is not what the graph holds; a list still coming in is waited for."""
        self._client.verify()  # fails at once where Neo4j is away; a read would try again for half a minute
        version = self._store.version()
        quiet, self._seen = version == self._seen, version
        old = self._loaded
        if old is None or (quiet and (version != old.version or old.day != today())):
            started = time.perf_counter()
            self._loaded = self._load(version)
            _log.info("索引已装载：%s，用时 %.1f 秒", describe(self._loaded), time.perf_counter() - started)

    def _load(self, version: Mapping[str, Any]) -> Loaded:
        stored = [item for kind in Kind if kind.sides for item in self._store.items(kind)]
        day = today()
        context = load_context(self._store.ties, day.isoformat(), self._store.judgements.all())
        matcher = self._matcher.but(context=context)
        markets = {
            side: matcher.market([Entry(s.id, s.item) for s in stored if side in s.kind.sides], side)
            for side in Side
        }
        asker = asking(matcher, self.encoder, day)
        # Vectors are made when they are first asked for: here, not in somebody's request.
        for market in markets.values():
            search(asker, "预热", market, top=1)
        return Loaded(markets, version, day, asker)


def asking(matcher: Matcher, encoder: Encoder, day: date) -> Matcher:
    """What compares a text that people search for: encoded past every cache, on a day that deadlines are held to."""
    return matcher.but(encode=straight(encoder), context=replace(matcher.context, today=day.isoformat()))


def describe(loaded: Loaded) -> str:
    """How much is loaded, for people."""
    return "，".join(f"{side.display_name} {len(loaded.markets[side])} 条" for side in Side)


def today() -> date:
    """The day in UTC."""
    return datetime.now(UTC).date()
