"""The originals of every received file, kept by content, so that the graph can be rebuilt from them."""

import hashlib
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath

from filelock import FileLock

from ingest.readers import FileProblem


@dataclass(frozen=True, slots=True)
class Original:
    """One kept file: its SHA-256, where it lies, the name it came under and when it first came (ISO, UTC)."""

    hash: str
    path: Path
    name: str
    received: str


class Originals:
    """A folder of received files; a file that comes twice is kept once, with its first name and date."""

    def __init__(self, directory: Path) -> None:
        self._directory = directory
        self._lock = FileLock(directory / "lock")

    @contextmanager
    def turn(self) -> Iterator[None]:
        """Hold the folder: whoever takes lists in from it waits for the others, killed ones excepted."""
        self._directory.mkdir(parents=True, exist_ok=True, mode=0o700)
        with self._lock:
            yield

    def keep(self, path: Path, name: str) -> Original:
        """Copy a file that came as `name` in, durably; raises `FileProblem` where it cannot be read or written."""
        try:
            with self.turn():
                return self._keep(path.read_bytes(), name)
        except OSError as error:
            raise FileProblem(
                f"原件保存失败：{error.strerror or error}（{self._directory}）。",
                "请确认文件仍在、数据目录可写且磁盘有空间，然后重新导入。",
            ) from error

    def get(self, digest: str) -> Original | None:
        """A kept file by its SHA-256."""
        folder = self._directory / digest[:2] / digest
        note = folder.with_suffix(".json")
        if not note.exists():
            return None
        said = json.loads(note.read_text("utf-8"))
        return Original(digest, folder / said["name"], said["name"], said["received"])

    def _keep(self, content: bytes, name: str) -> Original:
        digest = hashlib.sha256(content).hexdigest()
        folder = self._directory / digest[:2] / digest
        note = folder.with_suffix(".json")
        if not note.exists():
            folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            for interrupted in folder.iterdir():
                interrupted.unlink()
            _write_durably(folder / PurePosixPath(name).name, content)
            received = datetime.now(UTC).isoformat(timespec="milliseconds")
            _write_durably(
                note, json.dumps({"name": name, "received": received}, ensure_ascii=False).encode()
            )
        said = json.loads(note.read_text("utf-8"))
        return Original(digest, folder / PurePosixPath(said["name"]).name, said["name"], said["received"])


def _write_durably(path: Path, content: bytes) -> None:
    """Write under another name, force it to disk, then rename: a kill leaves the old state or the new."""
    partial = path.parent / "part"  # a short name: the file's own may be as long as names can be
    with os.fdopen(os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    partial.replace(path)
