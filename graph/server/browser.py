"""A copy of the Neo4j Browser jar that also serves our guide and style."""

import hashlib
import shutil
import zipfile
from collections.abc import Mapping
from pathlib import Path

FOLDER = "browser/duijie"


def customise_browser(jar: Path, files: Mapping[str, bytes], folder: Path) -> Path:
    """Give a jar in `folder` with `files` added below `browser/duijie/`; written only when they changed.

    The same jar and files give the same bytes. Copies made for other files are removed.
    """
    target = folder / f"neo4j-browser-{_digest(jar, files)}.jar"
    if target.exists():
        return target
    folder.mkdir(parents=True, exist_ok=True)
    unfinished = target.with_suffix(".new")
    shutil.copyfile(jar, unfinished)
    with zipfile.ZipFile(unfinished, "a", zipfile.ZIP_DEFLATED) as archive:
        for name, content in sorted(files.items()):
            archive.writestr(zipfile.ZipInfo(f"{FOLDER}/{name}"), content, zipfile.ZIP_DEFLATED)
    for old in folder.glob("neo4j-browser-*.jar"):
        old.unlink()
    return unfinished.replace(target)


def _digest(jar: Path, files: Mapping[str, bytes]) -> str:
    digest = hashlib.sha256(jar.name.encode())
    for name, content in sorted(files.items()):
        digest.update(f"\n{name} {hashlib.sha256(content).hexdigest()}".encode())
    return digest.hexdigest()[:16]
