"""The schema is applied once, remembered, and never silently changed."""

import pytest

from graph import schema
from graph.client import Client
from graph.statements import names


def test_applying_again_applies_nothing(database: Client) -> None:
    assert schema.apply(database) == []
    rows = database.read("read/schema_versions")
    assert {row["id"]: row["checksum"] for row in rows} == {n: schema.checksum(n) for n in names("schema")}


def test_a_missing_file_is_applied_again(database: Client) -> None:
    last = max(names("schema"))
    database._driver.execute_query(
        "MATCH (v:SchemaVersion {id: $id}) DELETE v", {"id": last}, database_="neo4j"
    )
    assert schema.apply(database) == [last]


def test_a_changed_applied_file_is_an_error_that_says_so(
    database: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = min(names("schema"))
    real = schema.checksum
    monkeypatch.setattr(schema, "checksum", lambda name: "other" if name == first else real(name))
    with pytest.raises(schema.SchemaError, match=rf"{first}\.cypher.*改动过"):
        schema.apply(database)


def test_a_newer_database_is_refused(database: Client) -> None:
    database.write("write/schema_version", id="schema/9999_later", checksum="x", applied="2030-01-01")
    try:
        with pytest.raises(schema.SchemaError, match="9999_later"):
            schema.apply(database)
    finally:
        database._driver.execute_query(
            "MATCH (v:SchemaVersion {id: 'schema/9999_later'}) DELETE v", database_="neo4j"
        )


def test_numbers_are_consecutive() -> None:
    numbers = [int(name.removeprefix("schema/")[:4]) for name in names("schema")]
    assert numbers == list(range(1, len(numbers) + 1))
