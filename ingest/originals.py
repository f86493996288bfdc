"""The originals of every received file, kept by content, so that the graph can be rebuilt from them."""

import hashlib
import json
import os
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Original:
    """One kept file: its SHA-256, where it lies, the name it came under and when it first came (ISO, UTC)."""

    hash: str
    path: Path
    name: str
    received: str


class Originals:
    """A folder of received files; a file that comes twice is kept once and keeps its first date."""

    def __init__(self, directory: Path) -> None:
        self._directory = directory

    def keep(self, path: Path) -> Original:
        """Copy a file in, durably, before anything is read from it."""
        content = path.read_bytes()
        digest = hashlib.sha256(content).hexdigest()
        folder = self._directory / digest[:2]
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        kept, note = folder / f"{digest}{path.suffix.lower()}", folder / f"{digest}.json"
        if not note.exists():
            _write_durably(kept, content)
            received = datetime.now(UTC).isoformat(timespec="milliseconds")
            text = json.dumps({"name": path.name, "received": received}, ensure_ascii=False)
            _write_durably(note, text.encode())
        said = json.loads(note.read_text("utf-8"))
        return Original(digest, kept, said["name"], said["received"])


def _write_durably(path: Path, content: bytes) -> None:
    """Write under another name, force it to disk, then rename: a kill leaves the old state or the new."""
    partial = path.with_name(f"{path.name}.{os.getpid()}.part")
    with os.fdopen(os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    partial.replace(path)
