"""`duijie lists export`: a current list as it may be published."""

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Protocol

import typer

from cli.console import err
from graph.model.errors import DuijieError

if TYPE_CHECKING:
    from graph.store import StoredItem


class Sources(Protocol):
    """Where the current items of a source are found."""

    def current_items(self, source: str) -> tuple[Sequence["StoredItem"], str]:
        """Items of a source that no newer list has dropped, in the order of the list, and its day (ISO date)."""


class NothingToPublishError(DuijieError):
    """A source without a current item."""


def register(app: typer.Typer, open_sources: Callable[[], AbstractContextManager[Sources]]) -> None:
    """Add the command to the group `lists`."""

    @app.command("export", help="把一个来源的当前清单写成可公开的 .xlsx、.docx 或 .html")
    def _export(
        source: Annotated[str, typer.Argument(help="清单来源", show_default=False)],
        to: Annotated[Path, typer.Option(help="写到哪里：文件名.xlsx、.docx 或 .html", show_default=False)],
        title: Annotated[str | None, typer.Option(help="清单标题；不写则为来源名")] = None,
    ) -> None:
        _check(to)
        with open_sources() as sources:
            export_list(sources, source, to, title)


def _check(to: Path) -> None:
    endings = ".xlsx", ".docx", ".html"
    if to.suffix.lower() not in endings:
        raise typer.BadParameter(f"只能写成 {'、'.join(endings)}", param_hint="--to")


def export_list(sources: Sources, source: str, to: Path, title: str | None = None) -> None:
    """Write the public list of a source, and say how much of it is withheld."""
    from ingest.writers.public import public_list
    from ingest.writers.publication import write_public

    items, as_of = sources.current_items(source)
    if not items:
        raise NothingToPublishError(f"来源“{source}”没有当前有效的条目；有哪些来源，见 duijie lists。")
    said = public_list(title or source, as_of, items)
    write_public(to, said)
    err.print(f"已写入 {to}：{said.count} 项", markup=False)
    for reason, count in said.withheld.items():
        err.print(f"未写入 {count} 项：{reason}", markup=False)
    err.print("联系方式、备注和审核意见不写入公开清单。")
