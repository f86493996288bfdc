"""`duijie judgements`, `watchlist`: what was said of matches, and what came too early."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.markup import escape
from rich.table import Table

from cli.console import err, local_time, out, print_json
from cli.settings import load
from cli.wiring import open_store
from graph.model import Side
from graph.model.judgements import Judgement, standing

if TYPE_CHECKING:
    from brokerage.watching import Watched
    from graph.store import Store, StoredItem

    Items = Mapping[str, StoredItem]

Json = Annotated[bool, typer.Option("--json", help="只输出一个 JSON 文档")]


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.command("judgements", help="列出研判：谁、何时、为什么；写成 CSV；撤销一个")(judgements)
    app.command("watchlist", help="“太早期”的观察名单；成熟度提高了的排在前面")(watchlist)


def judgement_json(judgement: Judgement, items: "Items") -> dict[str, Any]:
    """A judgement and whom it is of, for programs."""
    told = asdict(judgement) | {"level": judgement.verdict.level}
    for side in Side:
        id_ = told[side.value]
        item = items[id_].item if id_ in items else None
        told[side.value] = {"id": id_, "code": item and item.code, "title": item and item.title}
    return told


def words(judgement: Judgement) -> str:
    """The verdict and its reason."""
    reason = f"（{judgement.reason.display_name}）" if judgement.reason else ""
    return f"{judgement.verdict.display_name}{reason}"


def judgements(
    item: Annotated[
        str | None, typer.Argument(help="只看一个条目的：编号、id 或名称", show_default=False)
    ] = None,
    undo: Annotated[str | None, typer.Option(help="撤销这个编号的研判", show_default=False)] = None,
    to: Annotated[
        Path | None,
        typer.Option("--csv", dir_okay=False, help="写成研判表 CSV，每人每对只留最新的", show_default=False),
    ] = None,
    as_json: Json = False,
) -> None:
    """List judgements, the newest first; or take one back."""
    with open_store(load()) as store:
        gone = store.judgements.remove(undo.strip()) if undo is not None else None
        found = [gone] if gone else _judgements(store, item)
        items = store.items_by_id(sorted({id_ for j in found for id_ in (j.demand, j.supply)}))
    if to is not None:
        _write_csv(to, found, items)
    elif as_json:
        holding = {j.id for j in standing(found)}
        print_json({"judgements": [judgement_json(j, items) | {"standing": j.id in holding} for j in found]})
    elif gone:
        out.print(f"已撤销研判 {gone.id}：{_pair(gone, items)}{words(gone)}。", markup=False)
        out.print("名次不会马上变：运行 duijie match 后才不再计入。")
    else:
        _show(found, items)


def _judgements(store: "Store", key: str | None) -> list[Judgement]:
    if key is None:
        return store.judgements.all()[::-1]
    found = {j.id: j for item in store.named(key) for j in store.judgements.of_item(item.id)}
    return sorted(found.values(), key=lambda j: (j.at, j.id), reverse=True)


def _write_csv(path: Path, found: Sequence[Judgement], items: "Items") -> None:
    import csv

    from brokerage.judged_tables import COLUMNS, table
    from cli.matches_output import text_file

    holding = standing(found)
    with text_file(path) as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(COLUMNS)
        writer.writerows(table(holding, items))
    err.print(f"已写入 {path}：{len(holding)} 个研判", markup=False)


def _show(found: Sequence[Judgement], items: "Items") -> None:
    holding = {j.id for j in standing(found)}
    shown = Table(title=f"研判 {len(found)} 个", title_justify="left")
    for column in ("编号", "需求", "成果", "研判", "谁", "何时", "备注"):
        shown.add_column(column, overflow="fold")
    for one in found:
        later = "" if one.id in holding else "（同一人后来改判）"
        said = (_name(one.demand, items), _name(one.supply, items), f"{words(one)}{later}", one.by)
        shown.add_row(one.id, *map(escape, (*said, local_time(one.at), one.note or "")))
    out.print(shown)


def watchlist(
    awake: Annotated[bool, typer.Option("--awake", help="只看成熟度已经提高的")] = False,
    as_json: Json = False,
) -> None:
    """List pairs that came too early."""
    from brokerage.watching import watch_list

    with open_store(load()) as store:
        found = [pair for pair in watch_list(store) if pair.awake or not awake]
    if as_json:
        print_json({"count": len(found), "pairs": [_watched_json(pair) for pair in found]})
        return
    shown = Table(title=f"观察名单 {len(found)} 对", title_justify="left")
    for column in ("", "需求", "成果", "成熟度", "谁", "何时"):
        shown.add_column(column, overflow="fold")
    for pair in found:
        items = {pair.demand.id: pair.demand, pair.supply.id: pair.supply}
        said = (_name(pair.demand.id, items), _name(pair.supply.id, items), pair.why, pair.judgement.by)
        shown.add_row(
            "可再谈" if pair.awake else "等待", *map(escape, (*said, local_time(pair.judgement.at)))
        )
    out.print(shown)


def _watched_json(pair: "Watched") -> dict[str, Any]:
    items = {pair.demand.id: pair.demand, pair.supply.id: pair.supply}
    return {
        "awake": pair.awake,
        "why": pair.why,
        "maturity_now": pair.maturity,
        "judgement": judgement_json(pair.judgement, items),
    }


def _pair(judgement: Judgement, items: "Items") -> str:
    titles = (items[id_].item.title if id_ in items else id_ for id_ in (judgement.demand, judgement.supply))
    return "与".join(f"“{title}”" for title in titles)


def _name(id_: str, items: "Items") -> str:
    if id_ not in items:
        return id_
    item = items[id_].item
    return f"{item.title}\n{item.code or id_}"
