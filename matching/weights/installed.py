"""Weights a site learned, one file a version, and which of them is in use."""

import os
from dataclasses import dataclass
from pathlib import Path

from matching.weights import SHIPPED, Weights, WeightsError

_IN_USE = "in-use"


@dataclass(frozen=True, slots=True)
class Installed:
    """Versions below a folder of the data directory; the shipped version is always among them."""

    folder: Path

    def versions(self) -> list[str]:
        """Every version, the shipped one first, then the oldest."""
        own = sorted(
            self.folder.glob("weights-*.json"), key=lambda path: (path.stat().st_mtime_ns, path.name)
        )
        return [SHIPPED, *(path.stem for path in own if path.stem != SHIPPED)]

    def in_use(self) -> Weights:
        """The weights rankings are made with."""
        chosen = self.folder / _IN_USE
        return self.read(chosen.read_text("utf-8").strip()) if chosen.exists() else Weights.load()

    def read(self, version: str) -> Weights:
        """Read a version; raises WeightsError where there is none."""
        if version == SHIPPED:
            return Weights.load()
        if version not in self.versions():
            raise WeightsError(f"没有权重版本“{version}”；现有：{'、'.join(self.versions())}")
        return Weights.from_json((self.folder / f"{version}.json").read_text("utf-8"))

    def add(self, weights: Weights) -> None:
        """Keep a version; what is kept never changes."""
        self._write(f"{weights.version}.json", weights.to_json())

    def use(self, version: str) -> None:
        """Rank with a version from now on; raises WeightsError where there is none."""
        self.read(version)
        self._write(_IN_USE, version + "\n")

    def _write(self, name: str, text: str) -> None:
        """Write whole or not at all."""
        self.folder.mkdir(parents=True, exist_ok=True)
        part = self.folder / f".{name}.{os.getpid()}"
        with part.open("w", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        part.replace(self.folder / name)
