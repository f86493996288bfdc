"""The password of the one user `neo4j`: random, in a file that only its owner reads."""

import hashlib
import os
import secrets
import tempfile
from pathlib import Path

from graph.server.errors import ServerError

USER = "neo4j"
ITERATIONS = 1024


def password_file(home: Path) -> Path:
    """Where the password is kept."""
    return home / "password"


def read_password(home: Path) -> str:
    """The password; raises `ServerError` where there is none yet."""
    try:
        return password_file(home).read_text("utf-8").strip()
    except FileNotFoundError as error:
        raise ServerError(
            f"还没有本机 Neo4j 的密码（{password_file(home)}）；先运行 duijie server start。"
        ) from error


def ensure_password(home: Path) -> None:
    """Choose a password before the first start, so that the server never runs with the well-known one.

    Neo4j takes its first user from `data/dbms/auth.ini`, the file its own `set-initial-password` writes.
    The password file comes last: a process killed in between starts over.
    """
    if password_file(home).exists():
        return
    if (home / "data" / "databases" / "system").exists():
        raise ServerError(
            f"密码文件 {password_file(home)} 不见了，而数据库里已经设过密码。请从备份恢复这个文件；"
            "没有备份时，按运维文档“密码文件丢失”一节重设，图中的数据不会丢。"
        )
    password = secrets.token_urlsafe(18)
    _write_private(home / "data" / "dbms" / "auth.ini", initial_user(password, secrets.token_bytes(32)))
    _write_private(password_file(home), password)


def initial_user(password: str, salt: bytes) -> str:
    """The line of `auth.ini` for our user: SHA-256 over salt and password, then over itself."""
    digest = hashlib.sha256(salt + password.encode()).digest()
    for _ in range(ITERATIONS - 1):
        digest = hashlib.sha256(digest).digest()
    return f"{USER}:SHA-256,{digest.hex()},{salt.hex()},{ITERATIONS}:"


def _write_private(target: Path, line: str) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=target.parent)  # mode 0600 from the start
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.write(line + "\n")
        file.flush()
        os.fsync(file.fileno())
    Path(name).replace(target)
