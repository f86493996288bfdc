"""Class-data sharing: an archive of Neo4j's parsed classes that takes a third to a half off its start.

A server started without an archive writes down which classes it loads. A later command makes the archive
from that list in the background, so nobody waits for it; without disk or luck all goes on as before.
"""

import hashlib
import shutil
import sys
from pathlib import Path

import psutil

from graph.server.jars import lock_digest
from graph.server.java import Java
from graph.server.launch import JVM_OPTIONS, class_path, write_arguments
from graph.server.process import start_detached
from graph.server.provision import shared_jars

ROOM_NEEDED = 500 * 2**20  # bytes free on the disk of the cache; the archive takes about 100 MB
MAKER = Path(__file__).with_name("archive_classes.py")


def archive_file(cache_dir: Path, java: Java) -> Path:
    """Where the archive of this runtime and these jars lies or would lie."""
    key = hashlib.sha256((java.home / "release").read_bytes() + lock_digest().encode()).hexdigest()
    return cache_dir / f"classes-{key[:16]}.jsa"


def class_list(home: Path) -> Path:
    """Where a server without an archive writes its loaded classes."""
    return home / "run" / "classes.lst"


def sharing_options(archive: Path, home: Path) -> list[str]:
    """JVM options that use the archive where there is one, else prepare for making it."""
    if archive.exists():
        return [f"-XX:SharedArchiveFile={archive}", "-Xshare:auto"]
    return [f"-XX:DumpLoadedClassList={class_list(home)}"]


def archive_in_background(archive: Path, java: Java, *, home: Path, cache_dir: Path) -> psutil.Process | None:
    """Start making the archive from the class list of `home`.

    None where the archive is there, the disk has no room for it, or another command took the list.
    """
    if archive.exists() or shutil.disk_usage(cache_dir).free < ROOM_NEEDED:
        class_list(home).unlink(missing_ok=True)
        return None
    arguments = home / "run" / "classes.args"
    write_arguments(arguments, [*JVM_OPTIONS, "-cp", class_path(shared_jars(cache_dir))])
    try:
        # Whoever moves the list makes the archive; the server goes on writing to the moved file.
        mine = class_list(home).replace(home / "run" / "classes.todo")
    except FileNotFoundError:
        return None
    program = [sys.executable, "-I", str(MAKER), str(java.executable)]
    return start_detached([*program, str(arguments), str(mine), str(archive)], log=None)
