"""Read the corpus with the parser and score it."""

from collections.abc import Sequence
from pathlib import Path

from ingest.readers import FileProblem
from ingest.received import received
from ingest.records import parse
from ingest.report import Json, file_to_json, problem_to_json
from tests.corpus.archives import Bundle
from tests.corpus.score import Score, judge
from tests.corpus.written import ListFile


def read(path: Path, name: str | None = None) -> Json:
    """Read a file; one that cannot be read says why."""
    try:
        return file_to_json(parse(path, name=name), with_rows=True, protect_contacts=False)
    except FileProblem as problem:
        return problem_to_json(name or path.name, problem)


def scored(files: Sequence[ListFile]) -> Score:
    """Read files and judge what was read."""
    score = Score()
    for file in files:
        try:
            said = read(file.path)
        except Exception as error:  # noqa: BLE001 - a crash is a finding; the other files are judged all the same
            score.crashes.append(f"{file.path.name}: {error!r}")
            said = {}
        judge(score, file, said)
    return score


def read_bundle(bundle: Bundle) -> dict[str, Json]:
    """Open an archive or a folder and read everything in it, by the name that it is shown under."""
    with received([bundle.path]) as found:
        return {one.name: read(one.path, one.name) for one in found if one.problem is None}
