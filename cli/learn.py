"""`duijie learn`, `weights`: what judgements make of the weights, and which version ranks."""

from dataclasses import asdict
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.table import Table

from cli.console import bars, out, print_json
from cli.settings import load
from cli.wiring import open_encoder, open_matcher, open_store, open_weights

if TYPE_CHECKING:
    from matching.refit import Comparison, Refit

Json = Annotated[bool, typer.Option("--json", help="只输出一个 JSON 文档")]


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.command("learn", help="用研判重新学习权重，新旧按需求交叉验证对照，变差的不装")(learn)
    app.command("weights", help="列出权重版本；换用一个版本")(weights)


def learn(
    dry_run: Annotated[bool, typer.Option("--dry-run", help="只对照，不换用")] = False, as_json: Json = False
) -> None:
    """Learn weights from the judgements in the graph, and use them unless they are worse."""
    from matching.judged import judged as compare
    from matching.refit import lacking, refit

    settings = load()
    encoder = open_encoder(settings)
    with open_store(settings) as store, bars() as progress:
        said = store.judgements.all()
        ids = sorted({id_ for judgement in said for id_ in (judgement.demand, judgement.supply)})
        items = {id_: stored.item for id_, stored in store.items_by_id(ids).items()}
        matcher = open_matcher(settings, encoder, progress, store=store)
        judged = compare(said, items, matcher)
    installed = open_weights(settings)
    in_use = installed.in_use()
    if why := lacking(judged):
        _tell(
            {"installed": False, "in_use": in_use.version, "why": f"{why}；继续用 {in_use.version}。"},
            as_json,
        )
        return
    day = datetime.now(UTC).date().isoformat()
    about = f"{day} 由 {len(judged)} 个研判、{len(set(judged.needs))} 条需求学得"
    found = refit(judged, in_use, about=about)
    same = found.weights.version == in_use.version
    if use := not (dry_run or same or found.worse):
        installed.add(found.weights)
        installed.use(found.weights.version)
    if not as_json:
        _show(found, in_use.version)
    _tell(
        {
            "installed": use,
            "in_use": found.weights.version if use else in_use.version,
            "why": _why(found, use=use, same=same, dry_run=dry_run),
            "version": found.weights.version,
            "shipped": asdict(found.shipped),
            "in_use_before": asdict(found.in_use) if found.in_use else None,
        },
        as_json,
    )


def _why(found: "Refit", *, use: bool, same: bool, dry_run: bool) -> str:
    if use:
        return f"已换用 {found.weights.version}；运行 duijie match 重新排名。"
    if same:
        return "没有新的研判，权重不变。"
    if found.worse:
        return "新权重在没见过的需求上更差，没有换用。"
    return "新权重不差；去掉 --dry-run 即换用。" if dry_run else ""


def _tell(said: dict[str, Any], as_json: bool) -> None:
    if as_json:
        print_json(said)
    else:
        out.print(said["why"], markup=False)


def _show(found: "Refit", in_use: str) -> None:
    table = Table("对照", "研判对数", "nDCG@10 旧", "新", "AUC 旧", "新")
    _row(table, "随附权重", found.shipped)
    if found.in_use:
        _row(table, f"现用 {in_use}（只算它没学过的需求）", found.in_use)
    out.print(table)
    out.print("“新”按需求交叉验证：每条需求都由没见过它的权重来排。", style="dim")


def _row(table: Table, name: str, said: "Comparison") -> None:
    figures = (said.old.ndcg, said.new.ndcg, said.old.auc, said.new.auc)
    table.add_row(name, str(said.pairs), *(f"{figure:.3f}" for figure in figures))


def weights(
    use: Annotated[str | None, typer.Option(help="换用这个版本", show_default=False)] = None,
    as_json: Json = False,
) -> None:
    """List the versions of the weights, or use another."""
    installed = open_weights(load())
    if use is not None:
        installed.use(use.strip())
    in_use = installed.in_use().version
    found = [installed.read(version) for version in installed.versions()]
    if as_json:
        print_json(
            {"in_use": in_use, "versions": [{"version": one.version, "about": one.about} for one in found]}
        )
        return
    table = Table("版本", "现用", "说明")
    for one in found:
        table.add_row(one.version, "✓" if one.version == in_use else "", one.about)
    out.print(table)
    if use is not None:
        out.print(f"已换用 {in_use}；运行 duijie match 重新排名。", markup=False)
