"""What arrives packed: archives with names in GBK or UTF-8, folders inside, and plain folders."""

import shutil
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from tests.corpus.written import ListFile

MADE = (2026, 1, 5, 0, 0, 0)
RUBBISH = {"__MACOSX/._a.xlsx": b"\0", "Thumbs.db": b"\0", "~$lock.xlsx": b"\0"}


@dataclass(frozen=True, slots=True)
class Bundle:
    """An archive or a folder, and the truth of its files by the name that each is shown under."""

    path: Path
    members: Mapping[str, ListFile]


def archive(path: Path, members: Mapping[str, ListFile], *, names: str = "utf-8") -> Bundle:
    """Pack files under the names given; archives of Chinese Windows have them in GBK."""
    # zipfile writes UTF-8 only: a place holder as long as the name in GBK is written and then replaced.
    held = {name: f"{number:03}".ljust(len(name.encode(names)), "#") for number, name in enumerate(members)}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, file in members.items():
            info = zipfile.ZipInfo(held[name] if names == "gbk" else name, MADE)
            packed.writestr(info, file.path.read_bytes(), zipfile.ZIP_DEFLATED)
        for name, content in RUBBISH.items():
            packed.writestr(zipfile.ZipInfo(name, MADE), content)
    if names == "gbk":
        told = path.read_bytes()
        for name, place in held.items():
            told = told.replace(place.encode(), name.encode(names))
        path.write_bytes(told)
    return Bundle(path, {f"{path.name}/{name}": file for name, file in members.items()})


def folder(path: Path, members: Mapping[str, ListFile]) -> Bundle:
    """Lay files into a folder and its folders; they are shown under their place in it."""
    for name, file in members.items():
        (path / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(file.path, path / name)
    return Bundle(path, dict(members))
