"""Bring a database to the schema of `cypher/schema`: numbered files, each applied once and remembered."""

import hashlib
from datetime import UTC, datetime

from graph.client import Client
from graph.model.errors import DuijieError
from graph.statements import names, statement


class SchemaError(DuijieError):
    """The database and the program disagree about the schema."""


def checksum(name: str) -> str:
    """SHA-256 of a schema file's text."""
    return hashlib.sha256(statement(name).encode()).hexdigest()


def apply(client: Client) -> list[str]:
    """Apply what is missing, in order; give the names applied now.

    Raises `SchemaError` where an applied file has changed or the database is newer than the program.
    """
    recorded = {row["id"]: row["checksum"] for row in client.read("read/schema_versions")}
    known = list(names("schema"))
    unknown = sorted(set(recorded) - set(known))
    if unknown:
        raise SchemaError(f"数据库的结构比本程序新（多出 {'、'.join(unknown)}）；请升级本程序后再试。")
    applied = []
    for name in known:
        if name not in recorded:
            client.run_schema(name)
            now = datetime.now(UTC).isoformat(timespec="seconds")
            client.write("write/schema_version", id=name, checksum=checksum(name), applied=now)
            applied.append(name)
        elif recorded[name] != checksum(name):
            raise SchemaError(
                f"结构文件 {name}.cypher 在应用之后被改动过；请恢复原文件，改动写成新的编号文件。"
            )
    return applied
