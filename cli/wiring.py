"""Opens what commands work with, from the settings: server, store, encoder, matcher, pipeline."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from cli.console import bar, bars, steps
from cli.settings import Settings
from graph.model.errors import DuijieError

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np
    from numpy.typing import NDArray
    from rich.progress import Progress

    from embeddings.encoder import Encoder
    from graph.model import Kind, Side
    from graph.server import LocalServer
    from graph.store import Store
    from ingest.columns.mappings import Mappings
    from ingest.intake.originals import Originals
    from ingest.intake.pipeline import Pipeline, ReadList
    from ingest.merging import Merging
    from ingest.records import ParsedFile
    from ingest.worker import Worker
    from matching.market import Matcher
    from matching.search import Finder
    from matching.weights.installed import Installed


class WiringError(DuijieError):
    """Something a command needs is not installed or not set."""


@contextmanager
def local_server(settings: Settings) -> Iterator["LocalServer"]:
    """The private server of the data directory; refuses where the settings name another Neo4j."""
    if settings.neo4j_uri:
        raise WiringError(f"设置了 DUIJIE_NEO4J_URI（{settings.neo4j_uri}），私有 Neo4j 不由本程序管理。")
    from graph.browser import browser_files
    from graph.server import LocalServer

    with bars() as progress:
        yield LocalServer(
            settings.data_dir,
            settings.cache_dir,
            mirror=settings.maven_mirror,
            offline=settings.offline,
            browser_files=browser_files(),
            progress=steps(progress),
        )


def connection(settings: Settings) -> tuple[str, str, str]:
    """Address, user and password of Neo4j; starts the private server where none is set."""
    if settings.neo4j_uri:
        if settings.neo4j_password is None:
            raise WiringError("设置了 DUIJIE_NEO4J_URI 而没有 DUIJIE_NEO4J_PASSWORD；请一并设置。")
        return settings.neo4j_uri, settings.neo4j_user, settings.neo4j_password.get_secret_value()
    with local_server(settings) as server:
        info = server.ensure()
    return info.bolt_uri, info.user, info.password


@contextmanager
def open_store(settings: Settings) -> Iterator["Store"]:
    """The graph, its schema brought up to date."""
    from graph import schema
    from graph.client import Client
    from graph.store import Store

    uri, user, password = connection(settings)
    with Client(uri, user=user, password=password, database=settings.neo4j_database) as client:
        schema.apply(client)
        yield Store(client)


@contextmanager
def open_reader(settings: Settings) -> "Iterator[ReadList]":
    """What reads lists: in a process of its own with limits, headers as people said they are."""
    from ingest.records import parse

    mappings = open_mappings(settings)
    with open_worker(settings) as worker:

        def read(path: Path, kind: "Kind | None", /, *, name: str) -> "ParsedFile":
            return worker.call(parse, path, kind, name=name, mappings=mappings)

        yield read


@contextmanager
def open_worker(settings: Settings) -> Iterator["Worker"]:
    """A process of its own with limits, for what reads files of others."""
    from ingest.worker import Worker

    with Worker(seconds=settings.read_seconds, memory=settings.read_memory_mb * 2**20) as worker:
        yield worker


def open_originals(settings: Settings) -> "Originals":
    """The kept files of the data directory."""
    from ingest.intake.originals import Originals

    return Originals(settings.data_dir / "originals")


def open_pipeline(settings: Settings, store: "Store", read: "ReadList") -> "Pipeline":
    """The way of lists into the graph."""
    from embeddings.background import Background
    from ingest.intake.pipeline import Pipeline
    from ingest.intake.terms import TermExtractor

    return Pipeline(store, open_originals(settings), TermExtractor(Background.load()), read)


def open_mappings(settings: Settings) -> "Mappings":
    """What people have said of headers, remembered in the data directory."""
    from ingest.columns.mappings import Mappings

    return Mappings.load(settings.data_dir / "columns.json")


@contextmanager
def deciding(settings: Settings, by: str) -> Iterator["Merging"]:
    """Merge, split and undo, while no list is being taken in.

    :param by: who decides.
    """
    from embeddings.background import Background
    from ingest.intake.originals import Originals
    from ingest.intake.terms import TermExtractor
    from ingest.merging import Merging

    with open_store(settings) as store, Originals(settings.data_dir / "originals").turn():
        yield Merging(store, TermExtractor(Background.load()), by)


def open_encoder(settings: Settings) -> "Encoder":
    """The encoder the settings name."""
    from embeddings.encoder import open_encoder

    return open_encoder(settings.encoder, offline=settings.offline)


def open_matcher(
    settings: Settings,
    encoder: "Encoder",
    progress: "Progress | None" = None,
    *,
    store: "Store | None" = None,
    weights: str | None = None,
) -> "Matcher":
    """What compares items, vectors cached in the data directory; encoding shows as a bar of `progress`.

    :param store: where the context of pairs is read: ties and judgements; without one nothing is known of them.
    :param weights: a version to compare by instead of the one in use.
    """
    from embeddings.background import Background
    from embeddings.cache import VectorCache
    from matching.context import Context, load_context
    from matching.market import Matcher

    cache = VectorCache(settings.data_dir / "vectors", encoder)

    def encode(texts: "Sequence[str]", side: "Side") -> "NDArray[np.float32]":
        return cache.encode(texts, side, progress=bar(progress, "编码") if progress else None)

    today = datetime.now(UTC).date().isoformat()
    context = load_context(store.ties, today, store.judgements.all()) if store else Context(today)
    installed = open_weights(settings)
    chosen = installed.read(weights) if weights else installed.in_use()
    return Matcher(encode, Background.load(), chosen, context, encoder=encoder.name)


def open_weights(settings: Settings) -> "Installed":
    """The weights of the data directory."""
    from matching.weights.installed import Installed

    return Installed(settings.data_dir / "weights")


def open_side(
    settings: Settings, store: "Store", matcher: "Matcher", side: "Side", *, encoder: str
) -> "Finder":
    """One side, ready for search: in memory or in the server's indexes, as the settings say.

    :param encoder: name of the matcher's encoder.
    """
    if settings.search == "neo4j":
        from matching.published import PublishedSide

        return PublishedSide(store, matcher, side, encoder=encoder)
    from matching.run import load_market

    return load_market(store, matcher, side)
