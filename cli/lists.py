"""`duijie lists`: which lists are in the graph, what changed between two, and where an item stands in them."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.markup import escape
from rich.table import Table

from cli.console import out, print_json
from cli.settings import load
from cli.wiring import open_mappings, open_originals, open_store
from graph.model import Kind

if TYPE_CHECKING:
    from graph.model.listings import Snapshot
    from ingest.cells import Source
    from ingest.intake.diff import Diff

_WORDS = {"new": "新增", "changed": "变更", "unchanged": "未变", "older": "早于最新", "withdrawn": "撤下"}

app = typer.Typer(help="看清单的来源和版本、两版之间的变化、一条内容的出处", invoke_without_command=True)
Json = Annotated[bool, typer.Option("--json", help="只输出一个 JSON 文档")]


def register(main: typer.Typer) -> None:
    """Add the commands."""
    main.add_typer(app, name="lists")


@app.callback(invoke_without_command=True)
def lists(context: typer.Context, as_json: Json = False) -> None:
    """Show the sources: newest list, how many lists, kinds, current and withdrawn items."""
    if context.invoked_subcommand is not None:
        return
    with open_store(load()) as store:
        rows = [dict(row) for row in store.lists.sources()]
    if as_json:
        print_json({"sources": rows})
        return
    table = Table(title="清单来源", title_justify="left")
    for column in ("来源", "最新一版", "版数", "种类", "现有条目", "已撤下"):
        table.add_column(column, overflow="fold")
    for row in rows:
        said = (row["as_of"], row["snapshots"], _kinds(row["kinds"]), row["current"], row["withdrawn"])
        table.add_row(escape(row["source"]), *map(str, said))
    out.print(table)


@app.command("show", help="看一个来源的各版，或一版清单的详情")
def show(
    name: Annotated[
        str, typer.Argument(help="来源名、清单 id（或开头几位）、文件名、来源@日期", show_default=False)
    ],
    as_json: Json = False,
) -> None:
    """Show the snapshots of a source, or one of them."""
    from ingest.intake.diff import find

    with open_store(load()) as store:
        found = find(store.lists, name)
        listed = {s.id: Counter(said.change for said in store.lists.listed(s.id)) for s in found}
    rows = [_told(snapshot) | {"changes": dict(listed[snapshot.id])} for snapshot in found]
    if as_json:
        print_json({"snapshots": rows})
        return
    table = Table(title=escape(name), title_justify="left")
    for column in ("日期", "收到", "文件", "id", "种类", "条目", "变化", "状态"):
        table.add_column(column, overflow="fold")
    for snapshot, row in zip(found, rows, strict=True):
        table.add_row(
            snapshot.as_of,
            snapshot.received[:16].replace("T", " "),
            escape(snapshot.name),
            snapshot.id,
            _kinds(snapshot.kinds),
            str(snapshot.accepted),
            _counted(row["changes"]),
            _state(snapshot),
        )
    out.print(table)


@app.command("diff", help="比较两版清单：新增、变更（哪些字段，旧 → 新）、撤下、未变")
def diff(
    old: Annotated[
        str, typer.Argument(help="旧的一版：清单 id（或开头几位）、文件名、来源@日期", show_default=False)
    ],
    new: Annotated[str, typer.Argument(help="新的一版", show_default=False)],
    as_json: Json = False,
) -> None:
    """Compare two lists; contacts are in neither."""
    from ingest.intake.diff import compare, find_one

    with open_store(load()) as store:
        before, after = find_one(store.lists, old), find_one(store.lists, new)
        said = compare(store.lists, before, after)
    if as_json:
        print_json({"old": _told(before), "new": _told(after), **said.to_json()})
        return
    for snapshot, word in ((before, "旧"), (after, "新")):
        out.print(escape(f"{word}：{snapshot.source} {snapshot.as_of}（{snapshot.name}）"), soft_wrap=True)
    _show_diff(said)


def _show_diff(said: "Diff") -> None:
    counts = (len(said.new), len(said.changed), len(said.withdrawn), said.unchanged)
    out.print("新增 {}，变更 {}，撤下 {}，未变 {}".format(*counts))
    for word, places in (("新增", said.new), ("撤下", said.withdrawn)):
        for place in places:
            out.print(escape(f"{word} {place.title}（{place.sheet} 第 {place.row} 行）"), soft_wrap=True)
    for row in said.changed:
        place = row.place
        out.print(escape(f"变更 {place.title}（{place.sheet} 第 {place.row} 行）"), soft_wrap=True)
        for change in row.changes:
            out.print(
                escape(f"    {change.field}：{_short(change.old)} → {_short(change.new)}"), soft_wrap=True
            )


@app.command("source", help="看一条内容的出处：哪份文件、哪张表、第几行，每个字段在哪一列、原文是什么")
def source(
    item: Annotated[str, typer.Argument(help="清单编号、id 或名称", show_default=False)],
    show_contacts: Annotated[bool, typer.Option("--show-contacts", help="显示联系方式（默认遮住）")] = False,
    as_json: Json = False,
) -> None:
    """Show every row an item stands in, each cell as it was written."""
    from ingest.cells import sources_of

    settings = load()
    with open_store(settings) as store:
        found = store.named(item)[0]
        rows = sources_of(store.lists, open_originals(settings), open_mappings(settings), found.id)
    told = [row.to_json(show_contacts=show_contacts) for row in rows]
    if as_json:
        print_json({"id": found.id, "title": found.item.title, "withdrawn": found.withdrawn, "rows": told})
        return
    gone = f"，{found.withdrawn} 起已撤下" if found.withdrawn else ""
    out.print(escape(f"{found.item.title}（{found.id}）：见于 {len(told)} 处{gone}"), soft_wrap=True)
    for row, said in zip(rows, told, strict=True):
        _show_source(row, said)


def _show_source(row: "Source", said: Mapping[str, Any]) -> None:
    listing = row.listing
    snapshot = listing.snapshot
    where = f"{snapshot.name} / {listing.sheet} 第 {listing.row} 行"
    table = Table(
        title=escape(
            f"{snapshot.source} {snapshot.as_of}　{where}　{_WORDS.get(listing.change, listing.change)}"
        ),
        title_justify="left",
    )
    for column in ("列", "列名", "字段", "原文"):
        table.add_column(column, overflow="fold")
    for cell in said["cells"]:
        table.add_row(cell["column"] or "", escape(cell["header"]), cell["field"] or "", escape(cell["text"]))
    out.print(table)
    if row.problem:
        out.print(escape(row.problem), soft_wrap=True)


def _told(snapshot: "Snapshot") -> dict[str, Any]:
    return {
        "id": snapshot.id,
        "source": snapshot.source,
        "as_of": snapshot.as_of,
        "received": snapshot.received,
        "file": snapshot.name,
        "kinds": list(snapshot.kinds),
        "accepted": snapshot.accepted,
        "complete": snapshot.complete,
        "superseded": snapshot.superseded,
        "supplements": snapshot.supplements,
    }


def _state(snapshot: "Snapshot") -> str:
    if not snapshot.complete:
        return "未写完，请重新导入"
    if snapshot.supplements:
        return "补正"
    return "已有新版" if snapshot.superseded else "现行"


def _kinds(kinds: Sequence[str]) -> str:
    return "、".join(Kind(kind).display_name for kind in kinds)


def _counted(changes: Mapping[str, int]) -> str:
    return "，".join(f"{word} {changes[change]}" for change, word in _WORDS.items() if changes.get(change))


def _short(value: object) -> str:
    """A value on one line."""
    if value is None:
        return "（无）"
    if isinstance(value, Mapping):
        value = value.get("raw", value)
    if isinstance(value, list):
        value = "、".join(str(v.get("raw", v)) if isinstance(v, Mapping) else str(v) for v in value)
    text = " ".join(str(value).split())
    return text if len(text) <= 80 else f"{text[:79]}…"
