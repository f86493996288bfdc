"""Start the server process with its class path, its memory and its log."""

import locale
import os
import sys
from collections.abc import Iterable
from pathlib import Path

import psutil

from graph.server.java import Java
from graph.server.process import server_arguments, start_detached

JVM_OPTIONS = (
    "-XX:+UseSerialGC",
    # A server out of memory ends, and the next command starts a fresh one, instead of one that hangs.
    "-XX:+ExitOnOutOfMemoryError",
    "-Dfile.encoding=UTF-8",
    "-Dlog4j2.disable.jmx=true",
    # What Neo4j needs opened in the JDK.
    "--add-opens=java.base/java.nio=ALL-UNNAMED",
    "--add-opens=java.base/java.io=ALL-UNNAMED",
    "--add-opens=java.base/sun.nio.ch=ALL-UNNAMED",
    "--add-opens=java.base/java.util.concurrent=ALL-UNNAMED",
)


def console_log(home: Path) -> Path:
    """What the server says while it starts and runs."""
    return home / "logs" / "console.log"


def class_path(jars: Iterable[Path]) -> str:
    """The jars as Java wants them, in the order given."""
    return os.pathsep.join(map(str, jars))


def launch(
    java: Java, home: Path, *, jars: Iterable[Path], heap: str, options: Iterable[str]
) -> psutil.Process:
    """Start Neo4j for `home`, whose configuration is written; it goes on when we end.

    :param heap: largest Java heap, such as `512m`.
    :param options: further options of the JVM.
    """
    arguments = home / "run" / "java.args"
    crash = home / "logs" / "java-crash-%p.log"
    write_arguments(
        arguments,
        [*JVM_OPTIONS, f"-Xmx{heap}", f"-XX:ErrorFile={crash}", *options, "-cp", class_path(jars)],
    )
    log = console_log(home)
    log.parent.mkdir(parents=True, exist_ok=True)
    return start_detached([str(java.executable), f"@{arguments}", *server_arguments(home)], log=log)


def write_arguments(file: Path, arguments: Iterable[str]) -> None:
    """Write a file of Java arguments: a class path is longer than some systems' command lines."""
    file.parent.mkdir(parents=True, exist_ok=True)
    quoted = ('"' + argument.replace("\\", r"\\") + '"' for argument in arguments)
    encoding = locale.getencoding() if sys.platform == "win32" else "utf-8"
    file.write_text("\n".join(quoted) + "\n", encoding)
