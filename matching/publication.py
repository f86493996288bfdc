"""Vectors of the items published to the server's own index: what is new or changed is written, what is gone goes.

A published vector's cosine with a query is the mean of the query's cosines with title and full text, the very
score by which candidates are found in process. That mean vector is shorter than 1 by an amount of its own, so
one number more fills it up to unit length, 0 in every query: a search by cosine becomes one by dot product
(Bachrach et al. 2014, "Speeding Up the Xbox Recommender System Using a Euclidean Transformation").
"""

import hashlib
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from graph.model import Kind, Side
from graph.model.embeddings import Embedding, TextVersion, VectorIndex
from matching.index import Encode
from matching.scoring import Stored
from matching.texts import ItemText, item_text

_BATCH = 1000
"""Vectors a transaction writes: what a killed run may have to write again."""

Progress = Callable[[int], None]
"""Told how many items have been looked at."""


class ItemStore(Protocol):
    """Where the items come from; `graph.store.Store` is one."""

    def items(self, kind: Kind) -> Iterator[Stored]: ...  # noqa: D102


class VectorStore(Protocol):
    """Where vectors are published; `graph.vectors.Vectors` is one."""

    def indexes(self) -> Mapping[Side, VectorIndex]: ...  # noqa: D102
    def prepare(self, side: Side, encoder: str) -> None: ...  # noqa: D102
    def published(self, side: Side) -> Mapping[str, TextVersion]: ...  # noqa: D102
    def write(self, side: Side, embeddings: Sequence[Embedding]) -> None: ...  # noqa: D102
    def drop(self, side: Side, items: Sequence[str]) -> None: ...  # noqa: D102
    def create_index(self, side: Side, encoder: str, dimension: int) -> None: ...  # noqa: D102


class NamedEncoder(Protocol):
    """What tells vectors of different encoders apart."""

    @property
    def name(self) -> str: ...  # noqa: D102
    @property
    def dimension(self) -> int: ...  # noqa: D102


@dataclass(frozen=True, slots=True)
class Published:
    """What a publication did to a side: items there, vectors written, and vectors of items no longer there dropped."""

    items: int
    written: int
    dropped: int


@dataclass(frozen=True, slots=True)
class Standing:
    """How what is published of a side stands to its items."""

    items: int
    published: int
    """Items whose vector is of their present text and this encoder."""
    stale: int
    """Items whose vector is of an older text or another encoder."""
    missing: int
    """Items without a vector."""
    gone: int
    """Vectors whose item no longer takes part."""
    index: VectorIndex | None


def item_vectors(texts: Sequence[ItemText], side: Side, encode: Encode) -> NDArray[np.float32]:
    """Vectors to publish, [n, dimension + 1], each of unit length."""
    both = (encode([t.title for t in texts], side) + encode([t.full for t in texts], side)) / 2
    rest = np.sqrt(np.maximum(0, 1 - np.einsum("nd,nd->n", both, both)))
    return np.hstack([both, rest[:, None]]).astype(np.float32)


def query_vector(vector: NDArray[np.float32]) -> NDArray[np.float32]:
    """Vector to look for, [dimension + 1], from an encoded text; all zero where it had nothing to encode."""
    return np.append(vector, np.float32(0))


def publish(
    items: ItemStore,
    vectors: VectorStore,
    encode: Encode,
    *,
    encoder: NamedEncoder,
    side: Side,
    progress: Progress | None = None,
) -> Published:
    """Publish the vectors of one side; killed at any moment, it is simply run again.

    The index is made last: it holds vectors of this encoder alone, and a first publication is faster without it.
    """
    vectors.prepare(side, encoder.name)
    before = vectors.published(side)
    seen: set[str] = set()
    written, batch = 0, dict[str, ItemText]()

    def write() -> None:
        nonlocal written
        found = item_vectors(list(batch.values()), side, encode) if batch else ()
        vectors.write(
            side,
            [
                Embedding(item, _version(text, encoder), vector.tolist())
                for (item, text), vector in zip(batch.items(), found, strict=True)
            ],
        )
        written += len(batch)
        batch.clear()

    for done, (item, text) in enumerate(_texts(items, side), start=1):
        seen.add(item)
        if before.get(item) != _version(text, encoder):
            batch[item] = text
        if len(batch) == _BATCH:
            write()
        if progress and done % _BATCH == 0:
            progress(done)
    write()
    gone = sorted(before.keys() - seen)
    vectors.drop(side, gone)
    vectors.create_index(side, encoder.name, encoder.dimension + 1)
    return Published(len(seen), written, len(gone))


def standing(items: ItemStore, vectors: VectorStore, encoder: NamedEncoder, side: Side) -> Standing:
    """Compare what is published of a side with its items."""
    published = vectors.published(side)
    now = {item: _version(text, encoder) for item, text in _texts(items, side)}
    present: Collection[str] = now.keys() & published.keys()
    right = sum(published[item] == now[item] for item in present)
    return Standing(
        items=len(now),
        published=right,
        stale=len(present) - right,
        missing=len(now) - len(present),
        gone=len(published) - len(present),
        index=vectors.indexes().get(side),
    )


def _texts(items: ItemStore, side: Side) -> Iterator[tuple[str, ItemText]]:
    for kind in Kind:
        if side in kind.sides:
            yield from ((stored.id, item_text(stored.item)) for stored in items.items(kind))


def _version(text: ItemText, encoder: NamedEncoder) -> TextVersion:
    # Of the text alone, not the whole record: a new price does not change the vector.
    said = f"{text.title}\x1f{text.full}".encode("utf-8", "surrogatepass")
    return TextVersion(encoder.name, hashlib.blake2b(said, digest_size=12).hexdigest())
