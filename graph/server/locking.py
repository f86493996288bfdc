"""One process at a time, also when the last holder was killed."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from graph.server.progress import Progress


@contextmanager
def exclusive(path: Path, waiting: str, progress: Progress) -> Iterator[None]:
    """Hold the lock file `path`; where another process holds it, report the step `waiting` and wait."""
    path.parent.mkdir(parents=True, exist_ok=True)
    lock = FileLock(path)
    try:
        lock.acquire(timeout=0)
    except Timeout:
        progress(waiting, 0, 0)
        lock.acquire()
    try:
        yield
    finally:
        lock.release()
