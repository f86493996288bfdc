"""Corrections of headers that people made, remembered by form: what a header of this very form stands for."""

import hashlib
import json
import os
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from filelock import FileLock

from graph.model import Kind
from graph.model.errors import DuijieError
from ingest.columns import header_key

IGNORED = "ignore"
"""Stands where a field would: the column is left out altogether. None keeps it as `extra`."""


class MappingsError(DuijieError):
    """The file of remembered corrections cannot be read or written; the message names it."""


@dataclass(frozen=True, slots=True)
class Correction:
    """What was said of the headers of one form: `columns` by header key, fields by JSON name (`contact.phone`).

    `kind` is set where the person said which kind of list it is; `when` is ISO, UTC; `file` the one looked at.
    """

    columns: Mapping[str, str | None]
    kind: Kind | None = None
    when: str = ""
    file: str = ""
    headers: tuple[str, ...] = ()
    """All headers of the form as they stood in that file."""


@dataclass(frozen=True, slots=True)
class Mappings:
    """The remembered corrections by fingerprint of their form, as they stood when they were loaded."""

    path: Path | None = None
    corrections: Mapping[str, Correction] = field(default_factory=dict)

    @classmethod
    def load(cls, path: Path) -> "Mappings":
        """Read the file; none yet is no correction. Raises `MappingsError` where it is damaged."""
        try:
            said = json.loads(path.read_text("utf-8"))
            return cls(path, {fingerprint: _from_json(entry) for fingerprint, entry in said.items()})
        except FileNotFoundError:
            return cls(path)
        except (OSError, ValueError, TypeError, KeyError, AttributeError) as error:
            raise MappingsError(
                f"表头对应关系 {path} 读不出来（{error}）；请改正或移走这个文件后重试。"
            ) from error

    def for_headers(self, headers: Iterable[str]) -> Correction | None:
        """Give what was said of the form with these headers."""
        return self.corrections.get(fingerprint_of(headers)) if self.corrections else None

    def remember(
        self, headers: Iterable[str], columns: Mapping[str, str | None], *, kind: Kind | None, file: str
    ) -> "Mappings":
        """Add corrections ({header: field}) of a form to the file; earlier ones of other headers stay."""
        headers = tuple(headers)
        fingerprint = fingerprint_of(headers)
        with _turn(self._file()) as path:
            known = Mappings.load(path)
            earlier = known.corrections.get(fingerprint, Correction({}))
            correction = Correction(
                columns={**earlier.columns, **{column_key(header): said for header, said in columns.items()}},
                kind=kind or earlier.kind,
                when=datetime.now(UTC).isoformat(timespec="seconds"),
                file=file,
                headers=headers,
            )
            return _write(path, {**known.corrections, fingerprint: correction})

    def forget(self, fingerprint: str) -> "Mappings":
        """Drop what was said of a form; raises `KeyError` where nothing was."""
        with _turn(self._file()) as path:
            known = Mappings.load(path)
            rest = dict(known.corrections)
            del rest[fingerprint]
            return _write(path, rest)

    def _file(self) -> Path:
        if self.path is None:
            raise ValueError("these mappings have no file")
        return self.path


NO_MAPPINGS = Mappings()


def column_key(header: str) -> str:
    """Reduce a header to what a correction is remembered by."""
    return header_key(header).full


def fingerprint_of(headers: Iterable[str]) -> str:
    """Identify a form by the set of its headers or labels: their order and spacing do not matter."""
    keys = sorted({key for header in headers if (key := column_key(header))})
    return hashlib.blake2b("\x1f".join(keys).encode(), digest_size=6).hexdigest()


def digest_of(corrections: Iterable[Correction]) -> str:
    """Hash what corrections say, to tell that a list would be read differently; "" where none was used."""
    said = sorted(json.dumps([c.kind, sorted(c.columns.items())], default=str) for c in corrections)
    return hashlib.blake2b("\n".join(said).encode(), digest_size=6).hexdigest() if said else ""


def _write(path: Path, corrections: Mapping[str, Correction]) -> Mappings:
    """Write under another name, force it to disk, then rename: a kill leaves the old state or the new."""
    document = {fingerprint: asdict(said) for fingerprint, said in sorted(corrections.items())}
    content = json.dumps(document, ensure_ascii=False, indent=1).encode()
    partial = path.with_name(f"{path.name}.part")
    with os.fdopen(os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    partial.replace(path)
    return Mappings(path, corrections)


@contextmanager
def _turn(path: Path) -> Iterator[Path]:
    """Hold the file against other processes; what the disk refuses is told in a sentence."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        with FileLock(path.with_name(f"{path.name}.lock")):
            yield path
    except OSError as error:
        raise MappingsError(
            f"表头对应关系写不进 {path}（{error.strerror or error}）；请确认数据目录可写、磁盘有空间。"
        ) from error


def _from_json(entry: Mapping[str, Any]) -> Correction:
    kind = Kind(entry["kind"]) if entry.get("kind") else None
    columns = {str(key): None if said is None else str(said) for key, said in entry["columns"].items()}
    return Correction(columns, kind, entry["when"], entry["file"], tuple(entry["headers"]))
