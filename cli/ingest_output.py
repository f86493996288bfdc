"""What `duijie ingest` tells people: a line per list, then columns, notices, refused rows and changes."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from rich.markup import escape
from rich.table import Table

from cli.console import out
from ingest.readers import FileProblem
from ingest.received import Received
from ingest.records import ParsedFile
from ingest.report import changed_fields
from ingest.summary import column_lines, more, notice_lines

if TYPE_CHECKING:
    from ingest.intake.pipeline import Ingested

_SHOWN = 20
"""Refused, repeated and changed rows that are told one by one."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """One file: what was read of it, or why it could not be; and what changed in the graph."""

    file: Received
    parsed: ParsedFile | None = None
    problem: FileProblem | None = None
    done: "Ingested | None" = None


def show(outcomes: Sequence[Outcome], *, detailed: bool = True) -> None:
    """Print a line per file, then each rejected row with its reason; in detail also columns and notices."""
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
        if detailed:
            _show_reading(outcome)
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


def _show_reading(outcome: Outcome) -> None:
    """Print which columns were understood, and what the person who sent the list should look at."""
    if outcome.parsed is None:
        return
    out.print(f"\n[bold]{escape(outcome.parsed.file)}[/bold]", soft_wrap=True)
    for line in column_lines(outcome.parsed):
        out.print(f"  {escape(line)}", soft_wrap=True)
    for line in notice_lines(outcome.parsed):
        out.print(f"  [cyan]提醒[/cyan] {escape(line)}", soft_wrap=True)


def _show_errors(outcome: Outcome) -> None:
    if outcome.problem:
        out.print(f"[red]✗[/red] {escape(f'{outcome.file.name}：{outcome.problem}')}", soft_wrap=True)
    if outcome.parsed is None:
        return
    errors, duplicates = outcome.parsed.errors, outcome.parsed.duplicates
    for error in errors[:_SHOWN]:
        where = f"{outcome.file.name} / {error.sheet} 第 {error.row} 行"
        column = f"“{error.column}”列" if error.column else ""
        said = escape(f"{where}{column}：{error.problem}；{error.hint}")
        out.print(f"[yellow]拒绝[/yellow] {said}", soft_wrap=True)
    for line in more(len(errors) - _SHOWN, "行被退回"):
        out.print(f"[yellow]拒绝[/yellow] {line}")
    for again in duplicates[:_SHOWN]:
        where = f"{outcome.file.name} / {again.sheet} 第 {again.row} 行"
        said = escape(f"{where}：与 {again.of.sheet} 第 {again.of.row} 行相同")
        out.print(f"[dim]重复[/dim] {said}", soft_wrap=True)
    for line in more(len(duplicates) - _SHOWN, "行重复"):
        out.print(f"[dim]重复[/dim] {line}")


def _show_changes(outcome: Outcome) -> None:
    if outcome.done is None:
        return
    for listing in outcome.done.changed[:_SHOWN]:
        where = f"{outcome.file.name} / {listing.sheet} 第 {listing.row} 行"
        said = escape(f"{where}：{'、'.join(changed_fields(listing))}")
        out.print(f"[cyan]变更[/cyan] {said}", soft_wrap=True)
    for notice in outcome.done.notices:
        out.print(f"[yellow]注意[/yellow] {escape(f'{outcome.file.name}：{notice}')}", soft_wrap=True)


def show_corrections(outcomes: Sequence[Outcome], target: Path | None, written: Sequence[Path]) -> None:
    """Print where the refused rows were written, or how to have them written."""
    refused = sum(outcome.parsed.rejected for outcome in outcomes if outcome.parsed)
    if target is None and refused:
        out.print(
            f"退回的 {refused} 行可以写成一份改正用的表：加 --corrections 退回的行.xlsx 再运行一次（已收下的不会重复）。"
        )
    elif target is not None and not written:
        out.print("没有退回的行，不写改正用的表。")
    for path in written:
        out.print(escape(f"已写入 {path}"), soft_wrap=True)
