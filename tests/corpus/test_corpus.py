"""The parser against the corpus: what an office sends must come out field by field as it went in."""

from pathlib import Path

import pytest

from tests.corpus import files as writing
from tests.corpus.money import PLACEHOLDERS
from tests.corpus.reading import read, read_bundle, scored
from tests.corpus.score import Miss, Score
from tests.corpus.values import MATURITY, MODES, REGIONS
from tests.corpus.vocabulary import HEADERS
from tests.corpus.written import ListFile


@pytest.fixture(scope="module")
def score(corpus: list[ListFile]) -> Score:
    return scored(corpus)


def test_the_corpus_is_large_and_the_same_every_time(corpus: list[ListFile], tmp_path: Path) -> None:
    records = [record for file in corpus for record in file.records]
    assert len(corpus) >= 80
    assert len(records) >= 300
    assert {record.kind for record in records} == set(HEADERS)
    assert {record.fate for record in records} == {"accepted", "rejected", "duplicate"}
    again = [*writing.older_workbooks(tmp_path, 0), *writing.texts(tmp_path, 0)]
    first = {file.path.name: file for file in corpus}
    for file in again:
        assert [record.fields for record in file.records] == [
            record.fields for record in first[file.path.name].records
        ]


def test_every_header_and_every_wording_stands_somewhere(corpus: list[ListFile]) -> None:
    written = [
        cell.split(" | ", 1) for file in corpus for record in file.records for cell in record.cells.values()
    ]
    headers = {header for header, _ in written}
    missing = [
        name
        for fields in HEADERS.values()
        for names in fields.values()
        for name in names
        if not any(header.startswith(name) for header in headers)
    ]
    assert not missing
    cells = "\n".join({cell for _, cell in written})
    wordings = [*MATURITY, *MODES, *REGIONS, *PLACEHOLDERS]
    assert not [wording for wording in wordings if wording not in cells]


def test_fields_are_read_as_they_were_written(score: Score) -> None:
    assert score.overall.f1 >= 0.97, listing(score, score.misses)


def test_no_amount_and_no_unit_is_wrong(score: Score) -> None:
    assert not score.amount_errors, listing(score, score.amount_errors)


def test_headers_are_found(score: Score) -> None:
    assert score.headers_found >= 0.99 * score.headers, "\n".join(score.wrong_headers)


def test_read_is_accepted_and_rejected_and_duplicate(score: Score) -> None:
    assert not score.wrong_counts, "\n".join(score.wrong_counts)


def test_no_file_breaks_the_reader(score: Score) -> None:
    assert not score.crashes, "\n".join(score.crashes)


def test_what_was_left_out_is_named(score: Score) -> None:
    assert not score.untold, "\n".join(score.untold)


def test_files_in_archives_and_folders_are_read_like_files(corpus: list[ListFile], tmp_path: Path) -> None:
    for bundle in writing.bundles(tmp_path, corpus):
        found = read_bundle(bundle)
        assert found.keys() == bundle.members.keys()
        for name, file in bundle.members.items():
            alone = read(file.path, name)
            assert found[name] == alone


def listing(score: Score, misses: list[Miss]) -> str:
    """Say what is worst, for whoever has to mend it."""
    lines = [
        f"precision {score.overall.precision:.3f} recall {score.overall.recall:.3f} F1 {score.overall.f1:.3f}"
    ]
    for name, tally in sorted(score.by["format"].items(), key=lambda item: item[1].f1):
        lines.append(f"  {name}: F1 {tally.f1:.3f}")
    for (format_, kind, field), count, _ in score.worst(30):
        lines.append(f"{count:4} × {format_} {kind}.{field}")
    for miss in misses[:60]:
        lines.append(f"{miss.file} {miss.sheet} row {miss.row} {miss.kind}.{miss.field}: {miss.shown!r}")
        lines.append(f"    expected {miss.expected!r}\n    got      {miss.got!r}")
    return "\n".join(lines)
