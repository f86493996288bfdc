from pathlib import Path

from bench.invented import COLUMNS, achievements, needs, rows, write_list
from graph.model import Kind
from ingest.records import parse


def test_the_same_seed_gives_the_same_rows() -> None:
    assert list(rows(20, seed=3)) == list(rows(20, seed=3)) != list(rows(20, seed=4))
    assert achievements(5) == achievements(5)
    assert needs(5) == needs(5)


def test_an_invented_list_is_read_whole(tmp_path: Path) -> None:
    file = tmp_path / "list.xlsx"
    write_list(file, rows(200))
    parsed = parse(file)
    assert parsed.kinds == (Kind.ACHIEVEMENT,)
    assert (parsed.read, len(parsed.rows)) == (200, 200)
    assert set(parsed.columns) == set(COLUMNS)
    assert None not in parsed.columns.values()
