"""Make a class-data archive from a list of loaded classes; run as a program of its own, by path.

Arguments: the Java program, a file of JVM arguments with the class path, the class list, the archive to make.
"""

import os
import subprocess
import sys
from pathlib import Path

# The JVM cuts longer lines in two and then refuses the whole list.
LONGEST_LINE = 3000


def main(java: str, arguments: Path, classes: Path, archive: Path) -> None:
    """Make the archive with low priority and put it in place in one step."""
    if hasattr(os, "nice"):
        os.nice(19)
    usable = archive.with_suffix(f".{os.getpid()}.lst")
    unfinished = archive.with_suffix(f".{os.getpid()}.new")
    try:
        _keep_short_lines(classes, usable)
        made = subprocess.run(
            [
                java,
                f"@{arguments}",
                "-Xshare:dump",
                f"-XX:SharedClassListFile={usable}",
                f"-XX:SharedArchiveFile={unfinished}",
            ],
            capture_output=True,
            check=False,
        )
        if made.returncode == 0:
            unfinished.replace(archive)
    finally:
        for leftover in (classes, usable, unfinished):
            leftover.unlink(missing_ok=True)


def _keep_short_lines(source: Path, target: Path) -> None:
    with source.open("rb") as lines, target.open("wb") as kept:
        kept.writelines(line for line in lines if line.endswith(b"\n") and len(line) < LONGEST_LINE)


if __name__ == "__main__":
    main(sys.argv[1], *map(Path, sys.argv[2:]))
