"""Vectors kept on disk by encoder, side and content, so that unchanged text is never encoded twice.

One folder per encoder and side holds two append-only files: `vectors.f32`, rows of float32, and
`keys.bin`, one 16-byte content hash per row. Vectors reach the disk before their keys, and a row counts
once its key is whole: what a kill -9 leaves behind the last whole key is overwritten by the next writer.
Writers take turns by a file lock; readers map the files and need none.
"""

import hashlib
import os
import re
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from threading import Lock

import numpy as np
from filelock import FileLock
from numpy.typing import NDArray

from embeddings.encoder import Encoder
from graph.model import Side

#: Told (texts done, texts to encode) after every batch; never called when nothing is missing.
Progress = Callable[[int, int], None]

_KEY_BYTES = 16
_BATCH = 256


class VectorCache:
    """The stored vectors of one encoder below `directory`."""

    def __init__(self, directory: Path, encoder: Encoder) -> None:
        self._encoder = encoder
        slug = re.sub(r"[^0-9a-z]+", "-", encoder.name.casefold()).strip("-")[:40]
        digest = hashlib.blake2b(encoder.name.encode(), digest_size=4).hexdigest()
        folder = directory / f"{slug}-{digest}-{encoder.dimension}"
        self._sides = {side: _Shelf(folder / side, encoder.dimension) for side in Side}

    def encode(
        self, texts: Sequence[str], side: Side, *, progress: Progress | None = None, batch: int = _BATCH
    ) -> NDArray[np.float32]:
        """Return the vectors of all texts, [n, dimension], in order; only unknown texts are encoded.

        Every finished batch is stored, so an interrupted run resumes where it stopped.
        """
        shelf = self._sides[side]
        keys = [_key(text) for text in texts]
        missing = shelf.missing(dict(zip(keys, texts, strict=True)))
        done = 0
        for part in _batches(missing, batch):
            shelf.append([key for key, _ in part], self._encode([text for _, text in part], side))
            done += len(part)
            if progress:
                progress(done, len(missing))
        return shelf.read(keys)

    def _encode(self, texts: list[str], side: Side) -> NDArray[np.float32]:
        if side is Side.DEMAND:
            return self._encoder.encode_demand(texts)
        return self._encoder.encode_supply(texts)


class _Shelf:
    """The two files of one side, and which row holds which key as of the last look."""

    def __init__(self, folder: Path, dimension: int) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._vectors = folder / "vectors.f32"
        self._keys = folder / "keys.bin"
        self._lock = FileLock(folder / "lock")
        self._dimension = dimension
        self._rows: dict[bytes, int] = {}
        self._count = 0
        self._looking = Lock()

    def missing(self, texts: dict[bytes, str]) -> list[tuple[bytes, str]]:
        """Return the entries that no row holds yet."""
        self._refresh()
        return [(key, text) for key, text in texts.items() if key not in self._rows]

    def append(self, keys: list[bytes], vectors: NDArray[np.float32]) -> None:
        """Store rows; those another process stored in the meantime are skipped."""
        with self._lock:
            self._refresh()
            new = [row for row, key in enumerate(keys) if key not in self._rows]
            count = self._count
            _write(self._vectors, count * self._row_bytes, vectors[new].astype("<f4").tobytes())
            _write(self._keys, count * _KEY_BYTES, b"".join(keys[row] for row in new))
            self._refresh()

    def read(self, keys: list[bytes]) -> NDArray[np.float32]:
        """Return the rows of keys that are all stored."""
        if not keys:
            return np.empty((0, self._dimension), dtype=np.float32)
        stored = np.memmap(self._vectors, dtype="<f4", mode="r", shape=(self._count, self._dimension))
        return np.asarray(stored[[self._rows[key] for key in keys]], dtype=np.float32)

    def _refresh(self) -> None:
        """Take in the rows that were added since the last look, by this process or another."""
        with self._looking:
            stored = _size(self._vectors) // self._row_bytes
            if stored <= self._count or not self._keys.exists():
                return
            with self._keys.open("rb") as file:
                file.seek(self._count * _KEY_BYTES)
                tail = file.read((stored - self._count) * _KEY_BYTES)
            for start in range(0, len(tail) - _KEY_BYTES + 1, _KEY_BYTES):
                self._rows[tail[start : start + _KEY_BYTES]] = self._count
                self._count += 1

    @property
    def _row_bytes(self) -> int:
        return 4 * self._dimension


def _key(text: str) -> bytes:
    return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=_KEY_BYTES).digest()


def _batches(items: list[tuple[bytes, str]], size: int) -> Iterator[list[tuple[bytes, str]]]:
    for start in range(0, len(items), size):
        yield items[start : start + size]


def _size(path: Path) -> int:
    return path.stat().st_size if path.exists() else 0


def _write(path: Path, position: int, data: bytes) -> None:
    """Cut the file at `position`, append `data`, and wait until the disk has it."""
    with path.open("r+b" if path.exists() else "w+b") as file:
        file.truncate(position)
        file.seek(position)
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
