"""The command `duijie`: one module per group of commands, one table of errors."""

import sys
from typing import Annotated

import typer

from cli import (
    admin,
    columns,
    duplicates,
    evaluate,
    explain,
    export,
    index,
    ingest,
    judge,
    judgements,
    learn,
    lists,
    match,
    serve,
    server,
    template,
    transfer,
)
from cli.console import err
from graph.model.errors import DuijieError

app = typer.Typer(
    name="duijie",
    help="对接：把科技成果、技术需求、揭榜挂帅、应用场景和校友项目清单变成知识图谱，双向匹配，说明理由。",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
for group in (
    ingest,
    lists,
    duplicates,
    template,
    match,
    explain,
    judge,
    judgements,
    learn,
    evaluate,
    serve,
    transfer,
    admin,
):
    group.register(app)
export.register(lists.app)
app.add_typer(server.app, name="server")
app.add_typer(columns.app, name="columns")
app.add_typer(index.app, name="index")


@app.callback(invoke_without_command=True)
def _version(
    context: typer.Context,
    version: Annotated[bool, typer.Option("--version", help="显示版本后退出")] = False,
) -> None:
    if version:
        from importlib.metadata import version as installed

        typer.echo(f"duijie {installed('duijie')}")
        raise typer.Exit
    if context.invoked_subcommand is None:
        typer.echo(context.get_help())
        raise typer.Exit(2)


def main() -> None:
    """Run the command line: exit 0 done, 1 failed, 2 wrong usage."""
    try:
        app()
    except DuijieError as error:
        err.print(f"[red]出错：[/red]{error}", markup=True)
        sys.exit(1)
    except KeyboardInterrupt:
        err.print("已中断；已写入的都还在，重新运行即可接着做。")
        sys.exit(1)


if __name__ == "__main__":
    main()
