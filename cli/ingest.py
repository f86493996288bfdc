"""`duijie ingest`: lists into the graph."""

import hashlib
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.progress import Progress

from cli.console import bar, bars, err, print_json
from cli.ingest_output import Outcome, show, show_corrections
from cli.settings import load
from graph.model import Kind
from ingest.intake.snapshot import NO_CLAIM, Claim
from ingest.readers import FileProblem
from ingest.received import Received, received
from ingest.report import changes_to_json, file_to_json, problem_to_json

if TYPE_CHECKING:
    from ingest.intake.pipeline import Pipeline, ReadList


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("ingest", help="读取清单（文件或文件夹）写入图谱")(ingest)


def ingest(
    paths: Annotated[list[Path], typer.Argument(exists=True, help="清单文件或文件夹", show_default=False)],
    kind: Annotated[Kind | None, typer.Option(help="清单种类；不写则按表头判断")] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="只读取并报告，不写图谱")] = False,
    source: Annotated[str | None, typer.Option(help="清单来源的名字；不写则按文件名和内容判断")] = None,
    as_of: Annotated[str | None, typer.Option(help="清单截至哪天，如 2025-03-31；不写则按文件判断")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="只输出一个 JSON 文档")] = False,
    corrections: Annotated[
        Path | None,
        typer.Option(
            help="把退回的行写成一份 .xlsx：每行注明问题和怎么改，改好可再导入", metavar="文件.xlsx"
        ),
    ] = None,
) -> None:
    """Take lists in; exit 1 where a file could not be read at all."""
    _check_free(corrections)
    from cli.wiring import open_pipeline, open_reader, open_store

    claim = Claim(source=source, as_of=as_of)
    settings = load()
    with ExitStack() as stack:
        files = stack.enter_context(received(paths))
        read = stack.enter_context(open_reader(settings))
        way: ReadList | Pipeline = read
        if files and not dry_run:
            way = open_pipeline(settings, stack.enter_context(open_store(settings)), read)
        progress = stack.enter_context(bars())
        if source and len(files) > 1:
            raise typer.BadParameter("一次只能给一份清单指定来源。", param_hint="--source")
        outcomes = [take_in(file, kind, way, progress, claim) for file in files]
        written = _write_corrections(corrections, outcomes) if corrections else []
    if as_json:
        told = {"corrections": [str(path) for path in written]} if corrections else {}
        print_json({"files": [_json(outcome, dry_run) for outcome in outcomes], **told})
    else:
        show(outcomes)
        show_corrections(outcomes, corrections, written)
    if not files:
        err.print("没有找到清单文件。")
    if not files or any(outcome.problem for outcome in outcomes):
        raise typer.Exit(1)


def take_in(
    file: Received,
    kind: Kind | None,
    way: "ReadList | Pipeline",
    progress: Progress,
    claim: Claim = NO_CLAIM,
) -> Outcome:
    """Read one file and, where the way is a pipeline, write it to the graph."""
    from ingest.intake.pipeline import Pipeline

    if file.problem:
        return Outcome(file, problem=file.problem)
    try:
        if not isinstance(way, Pipeline):
            return Outcome(file, way(file.path, kind, name=file.name))
        done = way.ingest(file.path, kind, name=file.name, claim=claim, progress=bar(progress, file.name))
    except FileProblem as problem:
        return Outcome(file, problem=problem)
    return Outcome(file, done.parsed, done=done)


def _json(outcome: Outcome, dry_run: bool) -> dict[str, Any]:
    if outcome.problem:
        return problem_to_json(outcome.file.name, outcome.problem)
    if outcome.parsed is None:
        return {}
    said = file_to_json(outcome.parsed, with_rows=dry_run, protect_contacts=not dry_run)
    return said | changes_to_json(outcome.done) if outcome.done else said


def _check_free(corrections: Path | None) -> None:
    """Refuse before anything is read to write over a workbook that someone may be correcting."""
    if corrections is None:
        return
    option = "--corrections"
    if corrections.suffix.lower() != ".xlsx":
        raise typer.BadParameter("退回的行写成 .xlsx：请写成 文件名.xlsx", param_hint=option)
    if corrections.exists():
        raise typer.BadParameter(f"{corrections} 已经存在，可能正在改；请换个文件名", param_hint=option)


def _write_corrections(target: Path, outcomes: Sequence[Outcome]) -> list[Path]:
    from ingest.writers.corrections import ReadList, write_corrections

    lists = []
    for outcome in outcomes:
        name = outcome.parsed.file if outcome.parsed else outcome.file.name
        sha256 = ""
        if outcome.parsed and outcome.parsed.errors:
            with outcome.file.path.open("rb") as file:
                sha256 = hashlib.file_digest(file, "sha256").hexdigest()
        lists.append(ReadList(name, sha256, outcome.parsed, outcome.problem))
    return write_corrections(target, lists)
