"""The jars of Neo4j and Neo4j Browser as `jgo.lock.toml` names them."""

import hashlib
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources
from pathlib import Path, PurePosixPath


@dataclass(frozen=True, slots=True)
class Jar:
    """One artifact of the lock."""

    group: str
    artifact: str
    version: str
    classifier: str
    sha256: str

    @property
    def path(self) -> PurePosixPath:
        """Where the jar lies in any Maven repository, ours included."""
        suffix = f"-{self.classifier}" if self.classifier else ""
        folder = PurePosixPath(*self.group.split("."), self.artifact, self.version)
        return folder / f"{self.artifact}-{self.version}{suffix}.jar"

    @property
    def is_browser(self) -> bool:
        """Whether this is Neo4j Browser, the one jar every server has its own copy of."""
        return self.artifact == "neo4j-browser"

    def is_intact(self, folder: Path) -> bool:
        """Whether the repository in `folder` holds this jar with the hash of the lock."""
        try:
            return file_sha256(folder / self.path) == self.sha256
        except FileNotFoundError:
            return False


@cache
def locked_jars() -> tuple[Jar, ...]:
    """All jars of the lock, sorted by path: the one order of the class path."""
    entries = tomllib.loads(_lock_text())["dependencies"]
    jars = [
        Jar(e["groupId"], e["artifactId"], e["version"], e.get("classifier", ""), e["sha256"])
        for e in entries
        if e["packaging"] == "jar"
    ]
    return tuple(sorted(jars, key=lambda jar: jar.path))


def neo4j_version() -> str:
    """Version of the Neo4j server in the lock."""
    return next(jar.version for jar in locked_jars() if jar.artifact == "neo4j-server")


def lock_digest() -> str:
    """SHA-256 over all jars of the lock; it changes exactly when the class path does."""
    return hashlib.sha256("\n".join(f"{jar.path} {jar.sha256}" for jar in locked_jars()).encode()).hexdigest()


def file_sha256(path: Path) -> str:
    """SHA-256 of a file's bytes, in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _lock_text() -> str:
    return (resources.files("graph.server") / "jgo.lock.toml").read_text("utf-8")
