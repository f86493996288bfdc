"""`duijie duplicates`, `merge`, `split`, `undo`, `decisions`: what is one thing, said by people and recorded."""

from collections.abc import Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.markup import escape
from rich.table import Table

from cli.console import local_time, login_name, out, print_json
from cli.settings import load
from cli.wiring import deciding, open_store
from graph.model import Kind, Label
from graph.model.decisions import Action, Decision

if TYPE_CHECKING:
    from graph.decisions import ListingKey
    from ingest.merging.duplicates import Proposal

Json = Annotated[bool, typer.Option("--json", help="只输出一个 JSON 文档")]
By = Annotated[str | None, typer.Option("--by", help="谁决定的；不写则取登录用户名")]
Reason = Annotated[str | None, typer.Option("--reason", help="为什么")]
_ORGANIZATION, _PERSON = "organization", "person"
_LABELS = {kind.value: kind.label for kind in Kind} | {
    _ORGANIZATION: Label.ORGANIZATION,
    _PERSON: Label.PERSON,
}
_WORDS = {kind.label: kind.display_name for kind in Kind} | {Label.ORGANIZATION: "单位", Label.PERSON: "人"}


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.command("duplicates", help="列出可能重复的条目、单位和人，附理由；由人决定是否合并")(duplicates)
    app.command("merge", help="把后一个并入前一个（条目、单位或人），关系都跟过来，可以撤销")(merge)
    app.command("split", help="说明两个不是同一个；或把某份清单的一行从条目里拆出来")(split)
    app.command("undo", help="撤销一个决定，恢复原样")(undo)
    app.command("decisions", help="列出合并、拆分等决定：谁、何时、为什么")(decisions)


def duplicates(
    kind: Annotated[
        str | None, typer.Option(help=f"只看一类：{'、'.join(_LABELS)}", show_default=False)
    ] = None,
    limit: Annotated[int, typer.Option(min=1, help="最多列出几对")] = 50,
    as_json: Json = False,
) -> None:
    """List proposals, the surest first."""
    from ingest.merging.proposing import proposed

    if kind is not None and kind not in _LABELS:
        raise typer.BadParameter(f"没有“{kind}”这一类；可写 {'、'.join(_LABELS)}", param_hint="--kind")
    with open_store(load()) as store:
        found = [p for p in proposed(store) if kind is None or p.label is _LABELS[kind]]
    if as_json:
        print_json({"count": len(found), "proposals": [asdict(p) for p in found[:limit]]})
        return
    _show(found, limit)


def _show(found: "Sequence[Proposal]", limit: int) -> None:
    if not found:
        out.print("没有发现可能重复的。")
        return
    table = Table(title=f"可能重复 {len(found)} 对", title_justify="left")
    for column in ("分", "类", "甲", "乙", "理由"):
        table.add_column(column, overflow="fold")
    for p in found[:limit]:
        kept_apart = [] if p.mergeable else ["两类清单里的同一件事，各自保留"]
        said = "\n".join(escape(text) for text in (*(e.text for e in p.evidence), *kept_apart))
        names = [escape(f"{name}\n{id_}") for name, id_ in zip(p.names, (p.first, p.second), strict=True)]
        table.add_row(f"{p.score:.2f}", _WORDS.get(p.label, p.label.value), *names, said)
    out.print(table)
    if len(found) > limit:
        out.print(f"还有 {len(found) - limit} 对，加 --limit {len(found)} 看全部。")
    out.print("是同一个：duijie merge 甲 乙；不是：duijie split 甲 乙。")


def merge(
    survivor: Annotated[str, typer.Argument(help="留下的：id、清单编号或名称", show_default=False)],
    absorbed: Annotated[str, typer.Argument(help="并入的：id、清单编号或名称", show_default=False)],
    by: By = None,
    reason: Reason = None,
    as_json: Json = False,
) -> None:
    """Take one into the other."""
    with deciding(load(), by or login_name()) as merging:
        decision = merging.merge(merging.find(survivor), merging.find(absorbed), reason)
    _told(decision, as_json)


def split(
    item: Annotated[str, typer.Argument(help="条目、单位或人：id、清单编号或名称", show_default=False)],
    other: Annotated[str | None, typer.Argument(help="与它不是同一个的另一个", show_default=False)] = None,
    list_: Annotated[str | None, typer.Option("--list", help="拆出这份清单里的那一行：清单文件名")] = None,
    row: Annotated[int | None, typer.Option(help="那一行的行号；清单里只有一行属于它时可不写")] = None,
    by: By = None,
    reason: Reason = None,
    as_json: Json = False,
) -> None:
    """Say that two are two, or take a row out of an item."""
    if (other is None) == (list_ is None):
        raise typer.BadParameter("写另一个的名称（不是同一个），或加 --list 清单文件名（拆出一行），二者取一")
    with deciding(load(), by or login_name()) as merging:
        found = merging.find(item)
        if other is not None:
            decision = merging.different(found, merging.find(other), reason)
        else:
            decision = merging.split(found, _row(merging.rows(found), str(list_), row), reason)
    _told(decision, as_json)


def _row(rows: "Sequence[ListingKey]", list_: str, number: int | None) -> "ListingKey":
    fitting = [row for row in rows if list_ in (row.name, row.list) and number in (None, row.row)]
    if len(fitting) == 1:
        return fitting[0]
    stands = "；".join(f"{row.name} 第 {row.row} 行" for row in rows)
    raise typer.BadParameter(f"请用 --list 和 --row 指明一行；它见于：{stands}")


def undo(
    decision: Annotated[str, typer.Argument(help="决定的编号，见 duijie decisions", show_default=False)],
    by: By = None,
    as_json: Json = False,
) -> None:
    """Undo a decision."""
    with deciding(load(), by or login_name()) as merging:
        undone = merging.undo(decision)
    _told(undone, as_json)


def decisions(as_json: Json = False) -> None:
    """List every decision, the newest first."""
    with open_store(load()) as store:
        found = store.decisions.all()
    if as_json:
        print_json({"decisions": [_json(decision) for decision in found]})
        return
    table = Table(title=f"决定 {len(found)} 个", title_justify="left")
    for column in ("编号", "决定", "类", "甲（留下）", "乙", "谁", "何时", "为什么", "撤销"):
        table.add_column(column, overflow="fold")
    for one in found:
        gone = f"{one.undone_by} {local_time(one.undone_at)}" if one.undone_at else ""
        said = (one.survivor_name, one.absorbed_name, one.by, local_time(one.at), one.reason or "", gone)
        words = (one.action.display_name, _WORDS.get(one.label, one.label.value))
        table.add_row(one.id, *words, *map(escape, said))
    out.print(table)


def _told(decision: Decision, as_json: bool) -> None:
    if as_json:
        print_json(_json(decision))
        return
    names = f"“{decision.survivor_name}”与“{decision.absorbed_name}”"
    done = {
        Action.MERGE: f"已合并：“{decision.absorbed_name}”并入“{decision.survivor_name}”",
        Action.SPLIT: f"已拆出：{decision.absorbed_name}，新 id {decision.absorbed}",
        Action.DIFFERENT: f"已记下：{names}不是同一个，不再提出",
    }[decision.action]
    if decision.undone_at:
        out.print(f"已撤销决定 {decision.id}（{decision.name}）。", markup=False)
    else:
        out.print(f"{done}。决定编号 {decision.id}；撤销：duijie undo {decision.id}", markup=False)


def _json(decision: Decision) -> dict[str, Any]:
    return asdict(decision) | {"action": decision.action.value, "label": decision.label.value}
