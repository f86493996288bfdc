"""Read the corpus with the parser and score it."""

from collections.abc import Callable, Sequence
from pathlib import Path

from ingest.readers import FileProblem
from ingest.records import parse
from ingest.report import Json, file_to_json, problem_to_json
from tests.corpus.score import Score, judge
from tests.corpus.written import ListFile


def read(path: Path) -> Json:
    """Read a file; one that cannot be read says why."""
    try:
        return file_to_json(parse(path), with_rows=True, protect_contacts=False)
    except FileProblem as problem:
        return problem_to_json(path.name, problem)


def scored(files: Sequence[ListFile], reader: Callable[[Path], Json] = read) -> Score:
    """Read files and judge what was read."""
    score = Score()
    for file in files:
        judge(score, file, reader(file.path))
    return score
