"""`duijie ingest`: lists into the graph."""

import hashlib
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
from ingest.received import Received, received
from ingest.records import ParsedFile
from ingest.report import changed_fields, changes_to_json, file_to_json, problem_to_json
from ingest.snapshot import NO_CLAIM, Claim
from ingest.summary import column_lines, more, notice_lines

if TYPE_CHECKING:
    from ingest.pipeline import Ingested, Pipeline, ReadList

_SHOWN_ERRORS = 20


@dataclass(frozen=True, slots=True)
class Outcome:
    """One file: what was read of it, or why it could not be; and what changed in the graph."""

    file: Received
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
        _show_corrections(outcomes, corrections, written)
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
    from ingest.pipeline import Pipeline

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


def show(outcomes: Sequence[Outcome]) -> None:
    """Print a line per file, then each rejected row with its reason."""
    table = Table(title="清单读取结果", title_justify="left")
    for column in ("清单", "来源", "种类", "读取", "接受", "拒绝", "重复", "图谱变化"):
        table.add_column(column, overflow="fold")
    for outcome in outcomes:
        if outcome.parsed is None:
            table.add_row(escape(outcome.file.name), "", "[red]读不了[/red]", *[""] * 5)
            continue
        parsed = outcome.parsed
        kinds = "、".join(kind.display_name for kind in parsed.kinds)
        counts = (parsed.read, len(parsed.rows), len(parsed.errors), len(parsed.duplicates))
        source = f"{outcome.done.source} {outcome.done.as_of}" if outcome.done else ""
        table.add_row(escape(outcome.file.name), escape(source), kinds, *map(str, counts), _changes(outcome))
    out.print(table)
    for outcome in outcomes:
        _show_reading(outcome)
        _show_errors(outcome)
        _show_changes(outcome)


def _show_reading(outcome: Outcome) -> None:
    """Print which columns were understood, and what the person who sent the list should look at."""
    if outcome.parsed is None:
        return
    out.print(f"\n[bold]{escape(outcome.parsed.file)}[/bold]", soft_wrap=True)
    for line in column_lines(outcome.parsed):
        out.print(f"  {escape(line)}", soft_wrap=True)
    for line in notice_lines(outcome.parsed):
        out.print(f"  [cyan]提醒[/cyan] {escape(line)}", soft_wrap=True)


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


def _show_corrections(outcomes: Sequence[Outcome], target: Path | None, written: Sequence[Path]) -> None:
    refused = sum(outcome.parsed.rejected for outcome in outcomes if outcome.parsed)
    if target is None and refused:
        out.print(
            f"退回的 {refused} 行可以写成一份改正用的表：加 --corrections 退回的行.xlsx 再运行一次（已收下的不会重复）。"
        )
    elif target is not None and not written:
        out.print("没有退回的行，不写改正用的表。")
    for path in written:
        out.print(escape(f"已写入 {path}"), soft_wrap=True)


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
        out.print(f"[red]✗[/red] {escape(f'{outcome.file.name}：{outcome.problem}')}", soft_wrap=True)
    if outcome.parsed is None:
        return
    errors, duplicates = outcome.parsed.errors, outcome.parsed.duplicates
    for error in errors[:_SHOWN_ERRORS]:
        where = f"{outcome.file.name} / {error.sheet} 第 {error.row} 行"
        column = f"“{error.column}”列" if error.column else ""
        said = escape(f"{where}{column}：{error.problem}；{error.hint}")
        out.print(f"[yellow]拒绝[/yellow] {said}", soft_wrap=True)
    for line in more(len(errors) - _SHOWN_ERRORS, "行被退回"):
        out.print(f"[yellow]拒绝[/yellow] {line}")
    for again in duplicates[:_SHOWN_ERRORS]:
        where = f"{outcome.file.name} / {again.sheet} 第 {again.row} 行"
        said = escape(f"{where}：与 {again.of.sheet} 第 {again.of.row} 行相同")
        out.print(f"[dim]重复[/dim] {said}", soft_wrap=True)
    for line in more(len(duplicates) - _SHOWN_ERRORS, "行重复"):
        out.print(f"[dim]重复[/dim] {line}")


def _show_changes(outcome: Outcome) -> None:
    if outcome.done is None:
        return
    for listing in outcome.done.changed[:_SHOWN_ERRORS]:
        where = f"{outcome.file.name} / {listing.sheet} 第 {listing.row} 行"
        said = escape(f"{where}：{'、'.join(changed_fields(listing))}")
        out.print(f"[cyan]变更[/cyan] {said}", soft_wrap=True)
    for notice in outcome.done.notices:
        out.print(f"[yellow]注意[/yellow] {escape(f'{outcome.file.name}：{notice}')}", soft_wrap=True)
