"""The state of matching on disk, from run to run.

Files are written beside the old ones and a pointer to them is replaced at the end, so a run killed anywhere leaves
the old state or the new one. A damaged state, or one of other weights or another encoder, counts as absent.
"""

import json
import os
import shutil
from dataclasses import fields
from pathlib import Path
from typing import Any, Protocol
from uuid import uuid4

import numpy as np
from numpy.typing import NDArray

from matching.lexical import Vectors
from matching.nearest import Nearest
from matching.ranking import Pairs
from matching.standing import LISTED, Standing, State
from matching.upkeep import Lists

_FORMAT = 1


class Counter(Protocol):
    """What tells how many matches the graph holds."""

    def match_count(self) -> int: ...  # noqa: D102


class Memory:
    """What the run before left, and whether the graph holds what it says.

    A mark lies in the folder while matches are being written: where it is found, a run was cut off.
    """

    def __init__(self, folder: Path | None, version: str) -> None:
        self._folder, self._version = folder, version
        self._mark = folder / "writing" if folder else None
        self.state = load(folder, version) if folder else None

    def borne_out(self, store: Counter) -> bool:
        """Whether the matches in the graph are those remembered."""
        if self.state is None or (self._mark and self._mark.exists()):
            return False
        return store.match_count() == int(self.state.pairs.kept.sum())

    def writing(self) -> None:
        """Note that matches are about to be written."""
        if self._mark:
            self._mark.touch()

    def written(self, state: State) -> None:
        """Remember what is in the graph now."""
        if self._folder and self._mark:
            save(state, self._folder, self._version)
            self._mark.unlink(missing_ok=True)


def save(state: State, folder: Path, version: str) -> None:
    """Write a state in place of the one before."""
    folder.mkdir(parents=True, exist_ok=True)
    name = f"state-{uuid4().hex}"
    (folder / name).mkdir()
    for part, array in _arrays(state).items():
        with (folder / name / f"{part}.npy").open("wb") as file:
            np.save(file, array)
            file.flush()
            os.fsync(file.fileno())
    pointer = folder / "current.new"
    with pointer.open("w", encoding="utf-8") as text:
        json.dump({"format": _FORMAT, "version": version, "folder": name}, text)
        text.flush()
        os.fsync(text.fileno())
    pointer.replace(folder / "current")
    for old in folder.glob("state-*"):
        if old.name != name:
            shutil.rmtree(old, ignore_errors=True)


def load(folder: Path, version: str) -> State | None:
    """Read the state of a version; None where there is none or it is damaged."""
    try:
        said = json.loads((folder / "current").read_text("utf-8"))
        if (said["format"], said["version"]) != (_FORMAT, version):
            return None
        found = folder / said["folder"]
        sides = (_side(found, "demand"), _side(found, "supply"))
        pairs = Pairs(*(np.load(found / f"pairs.{part.name}.npy", mmap_mode="r") for part in fields(Pairs)))
        lengths = {len(getattr(pairs, part.name)) for part in fields(Pairs)}
    except (OSError, ValueError, KeyError, TypeError, EOFError):
        return None
    return State(*sides, pairs) if len(lengths) == 1 else None


def _arrays(state: State) -> dict[str, NDArray[np.generic]]:
    found: dict[str, NDArray[np.generic]] = {
        f"pairs.{p.name}": getattr(state.pairs, p.name) for p in fields(Pairs)
    }
    for name, side in (("demand", state.demand), ("supply", state.supply)):
        for part in ("ids", "hashes", "gone", "alumni", "dense"):
            found[f"{name}.{part}"] = getattr(side, part)
        for part in ("start", "place", "weight", "vocabulary"):
            found[f"{name}.rare.{part}"] = getattr(side.rare, part)
        for source, lists in side.lists.items():
            found[f"{name}.{source}.other"], found[f"{name}.{source}.score"] = (
                lists.nearest.other,
                lists.nearest.score,
            )
            found[f"{name}.{source}.beyond"] = lists.beyond
    return found


def _side(folder: Path, name: str) -> Standing:
    """Read one side; what is kept up in place is copied, the rest mapped."""

    def part(said: str) -> NDArray[Any]:
        array: NDArray[Any] = np.load(folder / f"{name}.{said}.npy", mmap_mode="r")
        return array

    parts = {said: np.array(part(said)) for said in ("ids", "hashes", "gone", "alumni")}
    if len({len(array) for array in parts.values()} | {len(part("dense")), len(part("rare.start")) - 1}) != 1:
        raise ValueError(name)
    lists = {
        source: Lists(
            Nearest(np.array(part(f"{source}.other")), np.array(part(f"{source}.score"))),
            np.array(part(f"{source}.beyond")),
        )
        for source in LISTED
    }
    rare = Vectors(*(part(f"rare.{said}") for said in ("start", "place", "weight", "vocabulary")))
    return Standing(**parts, dense=part("dense"), rare=rare, lists=lists)
