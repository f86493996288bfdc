"""`duijie template`: an empty list to fill in."""

from pathlib import Path
from typing import Annotated

import typer

from cli.console import err
from graph.model import Kind


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("template", help="写出一类清单的空白模板（.xlsx，带下拉、示例和填写说明）")(template)


def template(
    kind: Annotated[Kind, typer.Argument(help="清单种类", show_default=False)],
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="写到哪里；不写则为“种类模板.xlsx”")
    ] = None,
) -> None:
    """Write the empty list of a kind; what is there already may be filled in and stays."""
    from ingest.writers.template import write_template

    path = output or Path(f"{kind.display_name}模板.xlsx")
    if path.suffix.lower() != ".xlsx":
        raise typer.BadParameter("模板是 .xlsx 文件：请写成 文件名.xlsx", param_hint="--output")
    if path.exists():
        raise typer.BadParameter(
            f"{path} 已经存在，可能已经填过；请换个文件名，或先移走它", param_hint="--output"
        )
    write_template(path, kind)
    err.print(f"已写入 {path}", markup=False)
