"""`duijie lists export`: a current list as it may be published."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from cli.console import err
from cli.settings import load
from cli.wiring import open_store
from graph.model.errors import DuijieError

if TYPE_CHECKING:
    from graph.store import Store, StoredItem


class NothingToPublishError(DuijieError):
    """A source without a current item."""


def register(app: typer.Typer) -> None:
    """Add the command to the group `lists`."""
    app.command("export", help="把一个来源的当前清单写成可公开的 .xlsx、.docx 或 .html")(export)


def export(
    source: Annotated[str, typer.Argument(help="清单来源", show_default=False)],
    to: Annotated[Path, typer.Option(help="写到哪里：文件名.xlsx、.docx 或 .html", show_default=False)],
    title: Annotated[str | None, typer.Option(help="清单标题；不写则为来源名")] = None,
) -> None:
    """Write the public list of a source, and say how much of it is withheld."""
    from ingest.writers.public import public_list
    from ingest.writers.publication import write_public

    endings = ".xlsx", ".docx", ".html"
    if to.suffix.lower() not in endings:
        raise typer.BadParameter(f"只能写成 {'、'.join(endings)}", param_hint="--to")
    with open_store(load()) as store:
        items, as_of = current_items(store, source)
    if not items:
        raise NothingToPublishError(f"来源“{source}”没有当前有效的条目；有哪些来源，见 duijie lists。")
    said = public_list(title or source, as_of, items)
    write_public(to, said)
    err.print(f"已写入 {to}：{said.count} 项", markup=False)
    for reason, count in said.withheld.items():
        err.print(f"未写入 {count} 项：{reason}", markup=False)
    err.print("联系方式、备注和审核意见不写入公开清单。")


def current_items(store: "Store", source: str) -> tuple[list["StoredItem"], str]:
    """Items of the lists of a source that count, in their order, and the newest day they speak of (ISO date)."""
    lists = [s for s in store.lists.of_source(source) if s.complete and not s.superseded]
    listed = (said for s in sorted(lists, key=lambda s: s.order) for said in store.lists.listed(s.id))
    ids = list(dict.fromkeys(said.item for said in listed))
    found = store.items_by_id(ids)
    items = [found[id_] for id_ in ids if id_ in found and found[id_].withdrawn is None]
    return items, max((s.as_of for s in lists), default="")
