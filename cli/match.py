"""`duijie match`, `matches`, `search`, `score`: the two sides ranked for each other."""

import csv
from collections.abc import Sequence
from dataclasses import asdict
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from cli import matches_output
from cli.console import bar, bars, err, out, print_json
from cli.settings import load
from cli.wiring import WiringError, open_encoder, open_matcher, open_side, open_store
from graph.model import Side

if TYPE_CHECKING:
    from graph.store import Store, StoredItem


class Both(StrEnum):
    """Sides of the command line."""

    DEMAND = "demand"
    SUPPLY = "supply"
    BOTH = "both"


Top = Annotated[int, typer.Option(min=1, max=1000, help="每条给出几个")]
Json = Annotated[bool, typer.Option("--json", help="只输出一个 JSON 文档")]


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.command("match", help="给新增和变更的清单内容评分，双向写入匹配")(match)
    app.command("matches", help="看一条成果、需求、榜单、场景或校友项目的匹配和理由")(matches)
    app.command("search", help="用一段话搜索成果（或需求）")(search)
    app.command("score", help="给指定的需求—成果对评分")(score)


def match(
    side: Annotated[Both, typer.Option(help="为哪一侧保留前若干名")] = Both.BOTH,
    top: Top = 20,
    weights: Annotated[
        str | None,
        typer.Option(help="按这个权重版本排，不写则按现用的（见 duijie weights）", show_default=False),
    ] = None,
    as_json: Json = False,
) -> None:
    """Score what is new or changed and write MATCHES both ways."""
    from matching.run import run

    settings = load()
    encoder = open_encoder(settings)
    with open_store(settings) as store, bars() as progress:
        sides = frozenset(Side) if side is Both.BOTH else frozenset({Side(side.value)})
        said = run(
            store,
            open_matcher(settings, encoder, progress, store=store, weights=weights),
            encoder=encoder.name,
            top=top,
            keep=sides,
            folder=settings.data_dir / "ranking",
            progress=bar(progress, "评分"),
        )
    if as_json:
        print_json(asdict(said))
        return
    out.print(
        f"需求侧 {said.demands} 条，供给侧 {said.supplies} 条；新增或变更 {said.fresh} 条，"
        f"比较 {said.compared} 对，写入 {said.written} 个匹配，撤下 {said.dropped} 个；"
        f"图谱现有匹配 {said.matches} 个，用时 {said.seconds:.1f} 秒。"
    )


def matches(
    item: Annotated[str, typer.Argument(help="清单编号、id 或名称", show_default=False)],
    top: Top = 20,
    format_: Annotated[
        matches_output.Format, typer.Option("--format", help="输出格式")
    ] = matches_output.Format.TABLE,
    output: Annotated[Path | None, typer.Option(help="写到文件；xlsx 必须写文件")] = None,
) -> None:
    """Show the ranked matches of one item, from each side it stands on."""
    if format_ is matches_output.Format.XLSX and output is None:
        raise typer.BadParameter("xlsx 要写到文件：请加 --output 文件名.xlsx", param_hint="--format")
    with open_store(load()) as store:
        found = _one(store, item)
        sides = sorted(found.kind.sides)
        ranked = [(side, store.matches(found.id, side, top)) for side in sides]
    matches_output.write(found, ranked, format_, output)


def _one(store: "Store", key: str) -> "StoredItem":
    """The item a key names; of several the first, and the others are told."""
    found = store.named(key)
    if len(found) > 1:
        err.print(
            f"“{key}”对应 {len(found)} 条，取第一条；其余请用 id 指定：" + "、".join(f.id for f in found[1:])
        )
    return found[0]


def search(
    text: Annotated[str, typer.Argument(help="要找什么，一句话或一段话", show_default=False)],
    side: Annotated[Side, typer.Option(help="在哪一侧里找：supply 成果，demand 需求")] = Side.SUPPLY,
    top: Top = 20,
    as_json: Json = False,
) -> None:
    """Search one side by free text."""
    from matching.search import search as find

    settings = load()
    if not text.strip():
        raise typer.BadParameter("请写要找的内容", param_hint="TEXT")
    encoder = open_encoder(settings)
    with open_store(settings) as store, bars() as progress:
        matcher = open_matcher(settings, encoder, progress)
        where = open_side(settings, store, matcher, side, encoder=encoder.name)
        hits = find(matcher, text, where, top=top)
    if as_json:
        print_json(matches_output.hits_json(text, side, hits))
    else:
        matches_output.show_hits(hits)


def score(
    pairs: Annotated[
        Path,
        typer.Argument(
            exists=True, dir_okay=False, help="CSV，列 need_id,achievement_id", show_default=False
        ),
    ],
    output: Annotated[Path | None, typer.Option(help="写到文件；不写则打印")] = None,
) -> None:
    """Score given pairs of list codes; they need not be candidates."""
    from matching.pairs import score_pairs

    rows, columns = _read_pairs(pairs)
    settings = load()
    encoder = open_encoder(settings)
    with open_store(settings) as store, bars() as progress:
        matcher = open_matcher(settings, encoder, progress, store=store)
        found = score_pairs(store, matcher, [(row["need_id"], row["achievement_id"]) for row in rows])
    with matches_output.text_file(output) as file:
        writer = csv.DictWriter(file, [*columns, "score"], lineterminator="\n")
        writer.writeheader()
        for row, value in zip(rows, found.scores, strict=True):
            writer.writerow(row | {"score": "" if value is None else f"{value:.6f}"})
    if found.unknown:
        shown = "、".join(found.unknown[:10])
        err.print(f"{len(found.unknown)} 个编号不在图谱里，所在行的 score 为空：{shown}", markup=False)
        raise typer.Exit(1)


def _read_pairs(path: Path) -> tuple[list[dict[str, str]], Sequence[str]]:
    from ingest.readers.encoding import decode

    reader = csv.DictReader(decode(path.read_bytes()).text.splitlines())
    columns = list(reader.fieldnames or [])
    if lacking := {"need_id", "achievement_id"} - set(columns):
        raise WiringError(
            f"{path.name} 第 1 行缺少列 {'、'.join(sorted(lacking))}；需要 need_id,achievement_id。"
        )
    return list(reader), columns
