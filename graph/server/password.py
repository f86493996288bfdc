"""The password of the one user `neo4j`: random, in a file that only its owner reads."""

import hashlib
import os
import secrets
import shutil
import tempfile
from pathlib import Path

from graph.server.errors import ServerError

USER = "neo4j"
ITERATIONS = 1024


def password_file(home: Path) -> Path:
    """Where the password is kept; there from the moment the first start is complete."""
    return home / "password"


def read_password(home: Path) -> str:
    """The password; raises `ServerError` where there is none yet."""
    try:
        return _current(home).read_text("utf-8").strip()
    except FileNotFoundError as error:
        raise ServerError(
            f"还没有本机 Neo4j 的密码（{password_file(home)}）；先运行 duijie server start。"
        ) from error


def check_password_not_lost(home: Path) -> None:
    """Raise `ServerError` where there are databases but no password to open them."""
    if (home / "data").exists() and not _current(home).exists():
        raise ServerError(
            f"密码文件 {password_file(home)} 不见了，而数据库里已经设过密码。请从备份恢复这个文件；"
            "没有备份时，按运维文档“密码文件丢失”一节重设，图中的数据不会丢。"
        )


def begin_first_start(home: Path) -> None:
    """Choose a password and have Neo4j take it, so that the server never runs with the well-known one.

    A first start that was cut short leaves databases that Neo4j cannot open any more, and nobody's data:
    they are removed, and all begins anew. Does nothing where a first start was completed.
    """
    data = home / "data"
    if data.exists() and password_file(home).exists():
        return
    password_file(home).unlink(missing_ok=True)
    if data.exists():
        shutil.rmtree(data)
    password = secrets.token_urlsafe(18)
    # The order counts: `data` only ever exists beside one of the two password files.
    _write_private(_pending(home), password)
    # The file that Neo4j's own `set-initial-password` writes; the server takes its first user from it.
    _write_private(data / "dbms" / "auth.ini", initial_user(password, secrets.token_bytes(32)))


def complete_first_start(home: Path) -> None:
    """Say that the databases exist and know the password."""
    if _pending(home).exists():
        _pending(home).replace(password_file(home))


def initial_user(password: str, salt: bytes) -> str:
    """The line of `auth.ini` for our user: SHA-256 over salt and password, then over itself."""
    digest = hashlib.sha256(salt + password.encode()).digest()
    for _ in range(ITERATIONS - 1):
        digest = hashlib.sha256(digest).digest()
    return f"{USER}:SHA-256,{digest.hex()},{salt.hex()},{ITERATIONS}:"


def _pending(home: Path) -> Path:
    return home / "password.new"


def _current(home: Path) -> Path:
    return password_file(home) if password_file(home).exists() else _pending(home)


def _write_private(target: Path, line: str) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=target.parent)  # mode 0600 from the start
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.write(line + "\n")
        file.flush()
        os.fsync(file.fileno())
    Path(name).replace(target)
