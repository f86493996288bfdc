"""`duijie ingest`: lists into the graph."""

from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.markup import escape
from rich.progress import Progress
from rich.table import Table

from cli.console import bar, bars, err, out, print_json
from cli.settings import load
from graph.model import Kind
from ingest.readers import FileProblem
from ingest.records import ParsedFile, parse
from ingest.report import changed_fields, changes_to_json, file_to_json, problem_to_json
from ingest.snapshot import NO_CLAIM, Claim

if TYPE_CHECKING:
    from ingest.pipeline import Ingested, Pipeline

_SHOWN_ERRORS = 20


@dataclass(frozen=True, slots=True)
class Outcome:
    """One file: what was read of it, or why it could not be; and what changed in the graph."""

    path: Path
    parsed: ParsedFile | None = None
    problem: FileProblem | None = None
    done: "Ingested | None" = None


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
) -> None:
    """Take lists in; exit 1 where a file could not be read at all."""
    from cli.wiring import open_pipeline, open_store
    from ingest.pipeline import list_files

    claim = Claim(source=source, as_of=as_of)
    files = list_files(paths)
    if source and len(files) > 1:
        raise typer.BadParameter("一次只能给一份清单指定来源。", param_hint="--source")
    settings = load()
    with ExitStack() as stack:
        pipeline = None
        if files and not dry_run:
            pipeline = open_pipeline(settings, stack.enter_context(open_store(settings)))
        progress = stack.enter_context(bars())
        outcomes = [take_in(path, kind, pipeline, progress, claim) for path in files]
    if as_json:
        print_json({"files": [_json(outcome, dry_run) for outcome in outcomes]})
    else:
        show(outcomes)
    if not files:
        err.print("没有找到清单文件。")
    if not files or any(outcome.problem for outcome in outcomes):
        raise typer.Exit(1)


def take_in(
    path: Path,
    kind: Kind | None,
    pipeline: "Pipeline | None",
    progress: Progress,
    claim: Claim = NO_CLAIM,
) -> Outcome:
    """Read one file and, with a pipeline, write it to the graph."""
    try:
        if pipeline is None:
            return Outcome(path, parse(path, kind))
        done = pipeline.ingest(path, kind, claim=claim, progress=bar(progress, path.name))
    except FileProblem as problem:
        return Outcome(path, problem=problem)
    return Outcome(path, done.parsed, done=done)


def _json(outcome: Outcome, dry_run: bool) -> dict[str, Any]:
    if outcome.problem:
        return problem_to_json(outcome.path, outcome.problem)
    if outcome.parsed is None:
        return {}
    said = file_to_json(outcome.parsed, with_rows=dry_run, protect_contacts=not dry_run)
    return said | changes_to_json(outcome.done) if outcome.done else said


def show(outcomes: Sequence[Outcome]) -> None:
    """Print a line per file, then each rejected row with its reason."""
    table = Table(title="清单读取结果", title_justify="left")
    for column in ("清单", "来源", "种类", "读取", "接受", "拒绝", "重复", "图谱变化"):
        table.add_column(column, overflow="fold")
    for outcome in outcomes:
        if outcome.parsed is None:
            table.add_row(escape(outcome.path.name), "", "[red]读不了[/red]", *[""] * 5)
            continue
        parsed = outcome.parsed
        kinds = "、".join(kind.display_name for kind in parsed.kinds)
        counts = (parsed.read, len(parsed.rows), len(parsed.errors), len(parsed.duplicates))
        source = f"{outcome.done.source} {outcome.done.as_of}" if outcome.done else ""
        table.add_row(escape(outcome.path.name), escape(source), kinds, *map(str, counts), _changes(outcome))
    out.print(table)
    for outcome in outcomes:
        _show_errors(outcome)
        _show_changes(outcome)


def _changes(outcome: Outcome) -> str:
    if outcome.done is None:
        return ""
    if outcome.done.again:
        return "以前已收，无变化"
    words = {
        "new": "新增",
        "changed": "变更",
        "unchanged": "未变",
        "older": "早于现有",
        "withdrawn": "撤下",
        "done": "续上次已写入",
    }
    said = outcome.done.changes
    return "，".join(f"{word} {said[change]}" for change, word in words.items() if said.get(change))


def _show_errors(outcome: Outcome) -> None:
    if outcome.problem:
        out.print(f"[red]✗[/red] {escape(f'{outcome.path.name}：{outcome.problem}')}", soft_wrap=True)
    if outcome.parsed is None:
        return
    for error in outcome.parsed.errors[:_SHOWN_ERRORS]:
        where = f"{outcome.path.name} / {error.sheet} 第 {error.row} 行"
        column = f"“{error.column}”列" if error.column else ""
        said = escape(f"{where}{column}：{error.problem}；{error.hint}")
        out.print(f"[yellow]拒绝[/yellow] {said}", soft_wrap=True)
    for again in outcome.parsed.duplicates[:_SHOWN_ERRORS]:
        where = f"{outcome.path.name} / {again.sheet} 第 {again.row} 行"
        said = escape(f"{where}：与 {again.of.sheet} 第 {again.of.row} 行相同")
        out.print(f"[dim]重复[/dim] {said}", soft_wrap=True)


def _show_changes(outcome: Outcome) -> None:
    if outcome.done is None:
        return
    for listing in outcome.done.changed[:_SHOWN_ERRORS]:
        where = f"{outcome.path.name} / {listing.sheet} 第 {listing.row} 行"
        said = escape(f"{where}：{'、'.join(changed_fields(listing))}")
        out.print(f"[cyan]变更[/cyan] {said}", soft_wrap=True)
    for notice in outcome.done.notices:
        out.print(f"[yellow]注意[/yellow] {escape(f'{outcome.path.name}：{notice}')}", soft_wrap=True)
