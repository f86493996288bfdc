"""`duijie columns`: what the headers of a list were taken for, and how to put it right for good."""

from pathlib import Path
from typing import Annotated, Any

import typer
from rich.markup import escape
from rich.table import Table

from cli.console import out, print_json
from cli.settings import load
from cli.wiring import open_mappings
from graph.model import Kind
from ingest.columns.explain import (
    ExplainedTable,
    Unknown,
    explain,
    field_title,
    find_field,
    find_header,
)
from ingest.columns.mappings import Correction, Mappings

app = typer.Typer(help="表头认成了什么字段，认错了怎么改", no_args_is_help=True)

File = Annotated[Path, typer.Argument(exists=True, dir_okay=False, help="清单文件", show_default=False)]
OfKind = Annotated[Kind | None, typer.Option(help="清单种类；不写则按表头判断")]
Json = Annotated[bool, typer.Option("--json", help="只输出一个 JSON 文档")]


@app.command("explain")
def explain_(
    file: File,
    kind: OfKind = None,
    show_contacts: Annotated[bool, typer.Option("--show-contacts", help="显示联系方式，不打码")] = False,
    as_json: Json = False,
) -> None:
    """逐列说明：表头、字段、怎么认出来的、把握、三个样值"""
    mappings = open_mappings(load())
    tables, notices = explain(file, kind, mappings=mappings, show_contacts=show_contacts)
    if as_json:
        print_json(
            {"file": file.name, "tables": [_table_json(table) for table in tables], "notices": list(notices)}
        )
        return
    for table in tables:
        _show_table(table)
    for notice in notices:
        out.print(notice, markup=False, soft_wrap=True)


def _table_json(table: ExplainedTable) -> dict[str, Any]:
    columns = [
        {
            "header": column.header,
            "field": column.field,
            "title": column.title,
            "found": column.found,
            "confidence": column.confidence,
            "samples": list(column.samples),
        }
        for column in table.columns
    ]
    return {
        "sheet": table.sheet,
        "kind": table.kind.value,
        "fingerprint": table.fingerprint,
        "remembered": table.corrected,
        "columns": columns,
    }


def _show_table(table: ExplainedTable) -> None:
    said = "，用了记住的对应关系" if table.corrected else ""
    heading = f"{table.sheet}：{table.kind.display_name}（表头指纹 {table.fingerprint}{said}）"
    shown = Table(title=escape(heading), title_justify="left")
    for name in ("表头", "字段", "怎么认的", "把握", "样值"):
        shown.add_column(name, overflow="fold")
    for column in table.columns:
        field = (
            f"{column.title}\n[dim]{escape(column.field)}[/dim]"
            if column.field
            else f"[dim]{column.title}[/dim]"
        )
        sure = f"{column.confidence:.2f}" if column.found else ""
        how = column.found.display_name if column.found else "没有认出"
        shown.add_row(escape(column.header), field, how, sure, escape("\n".join(column.samples)))
    out.print(shown)


@app.command("map")
def map_(
    file: File,
    pairs: Annotated[
        list[str],
        typer.Option(
            "--set",
            help="列名=字段：字段写英文名（budget、contact.phone）或中文名，extra 原样保留，ignore 不读",
            show_default=False,
        ),
    ],
    kind: OfKind = None,
) -> None:
    """指明某些列是什么字段，记住，以后同样表头的清单都照此读"""
    mappings = open_mappings(load())
    before, _ = explain(file, kind, mappings=mappings)
    for place, columns in _corrections(before, pairs).items():
        mappings = mappings.remember(before[place].headers, columns, kind=kind, file=file.name)
    after, _ = explain(file, kind, mappings=mappings)
    _show_changes(before, after)


def _corrections(tables: tuple[ExplainedTable, ...], pairs: list[str]) -> dict[int, dict[str, str | None]]:
    """Check what was asked, and give it by table: {header: field}."""
    wanted: dict[int, dict[str, str | None]] = {}
    for pair in pairs:
        header, equals, said = pair.rpartition("=")
        if not equals or not header.strip() or not said.strip():
            raise typer.BadParameter(f"“{pair}”应写成 列名=字段", param_hint="--set")
        found = find_header(tables, header)
        if isinstance(found, Unknown):
            raise typer.BadParameter(f"没有列“{header}”{_near(found)}", param_hint="--set")
        for place, written in found.items():
            field = find_field(tables[place].kind, said.strip())
            if isinstance(field, Unknown):
                name = tables[place].kind.display_name
                raise typer.BadParameter(f"{name}没有字段“{said}”{_near(field)}", param_hint="--set")
            wanted.setdefault(place, {})[written] = field
    return wanted


def _near(unknown: Unknown) -> str:
    return f"；相近的有：{'、'.join(unknown.near)}" if unknown.near else ""


def _show_changes(before: tuple[ExplainedTable, ...], after: tuple[ExplainedTable, ...]) -> None:
    shown = Table("工作表", "表头", "原来", "现在", title="已记住", title_justify="left")
    for old, new in zip(before, after, strict=False):
        was = {column.header: column for column in old.columns}
        for column in new.columns:
            known = was.get(column.header)
            if known is None or known.field != column.field:
                title = known.title if known else ""
                shown.add_row(*map(escape, (new.sheet, column.header, title, column.title)))
    out.print(shown if shown.row_count else "已记住；与现在的读法相同。")
    out.print("以后表头相同的清单都照此读；已导入的重新导入即可更新。")


@app.command("list")
def list_(as_json: Json = False) -> None:
    """列出记住的对应关系"""
    mappings = open_mappings(load())
    if as_json:
        print_json([_correction_json(f, said) for f, said in mappings.corrections.items()])
        return
    if not mappings.corrections:
        out.print("还没有记住任何对应关系。")
        return
    shown = Table()
    for name in ("表头指纹", "种类", "列 → 字段", "何时", "出自"):
        shown.add_column(name, overflow="fold")
    for fingerprint, said in mappings.corrections.items():
        columns = "\n".join(f"{key} → {_title(said, field)}" for key, field in said.columns.items())
        name = said.kind.display_name if said.kind else ""
        shown.add_row(*map(escape, (fingerprint, name, columns, said.when, said.file)))
    out.print(shown)


def _title(said: Correction, field: str | None) -> str:
    return field if said.kind is None and field is not None else field_title(said.kind or Kind.NEED, field)


def _correction_json(fingerprint: str, said: Correction) -> dict[str, Any]:
    return {
        "fingerprint": fingerprint,
        "kind": said.kind,
        "columns": dict(said.columns),
        "when": said.when,
        "file": said.file,
        "headers": list(said.headers),
    }


@app.command()
def forget(
    fingerprint: Annotated[str, typer.Argument(help="表头指纹，见 duijie columns list", show_default=False)],
) -> None:
    """忘掉一种表头的对应关系，恢复自动判断"""
    mappings: Mappings = open_mappings(load())
    if fingerprint not in mappings.corrections:
        raise typer.BadParameter(
            f"没有记住过 {fingerprint}；请用 duijie columns list 查看", param_hint="FINGERPRINT"
        )
    mappings.forget(fingerprint)
    out.print(f"已忘掉 {fingerprint}；重新导入清单即按自动判断读取。")
