"""A short run of what `python -m bench mutations` does at length."""

from collections import Counter
from pathlib import Path

import pytest

from bench.mutations import ENDED, TOO_SLOW, UNFORESEEN, lists, outcomes
from tests.corpus.mutants import bombs, mutants
from tests.corpus.written import ListFile


@pytest.fixture(scope="module")
def originals(corpus: list[ListFile]) -> list[tuple[str, bytes]]:
    return lists(corpus)


def test_damaged_and_hostile_files_are_read_or_refused_with_a_reason(
    originals: list[tuple[str, bytes]],
) -> None:
    found = list(outcomes(mutants(originals, 120, seed=7)))
    bad = [
        f"{o.mutant.name} / {o.mutant.how}: {o.said}"
        for o in found
        if o.outcome in {TOO_SLOW, ENDED, UNFORESEEN}
    ]
    assert bad == []
    assert Counter(o.outcome for o in found)["read"] > 20
    assert sum(o.accepted for o in found) > 0


def test_a_bomb_is_refused_unread(originals: list[tuple[str, bytes]]) -> None:
    book = next(pair for pair in originals if pair[0].endswith(".xlsx"))
    (outcome,) = outcomes(bombs([book]))
    assert outcome.said.startswith("文件解压后过大")


def test_mutants_are_the_same_for_the_same_seed(originals: list[tuple[str, bytes]]) -> None:
    few: list[tuple[str, bytes]] = originals[:5]
    first, again = (list(mutants(few, 20, seed=3)) for _ in range(2))
    assert first == again
    assert len({mutant.content for mutant in first}) > 15


def test_the_originals_are_of_every_format(originals: list[tuple[str, bytes]]) -> None:
    formats = {Path(name).suffix for name, _ in originals}
    assert formats >= {".xlsx", ".xls", ".et", ".ods", ".csv", ".docx", ".pdf", ".html"}
