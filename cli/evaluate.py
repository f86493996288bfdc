"""`duijie evaluate`: how good the ranking is on judged pairs of the graph, beside other rankings."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import numpy as np
import typer
from rich.table import Table

from cli.console import bar, bars, err, out, print_json
from cli.settings import load
from cli.wiring import WiringError, open_encoder, open_matcher, open_store
from graph.model import Side

if TYPE_CHECKING:
    from brokerage.judged_tables import Row
    from graph.store import Store
    from matching.market import Market
    from matching.measure import JudgedPairs, Measured

    Figures = Mapping[Side, Mapping[str, Mapping[str, Measured]]]

_SHOWN = 10


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("evaluate", help="用研判过的对子衡量排序质量，并与 BM25、TF-IDF、随机对照")(evaluate)


def evaluate(
    judgements: Annotated[
        Path,
        typer.Argument(
            exists=True,
            dir_okay=False,
            help="研判表（CSV 或 Excel），列 need_id,achievement_id,level；编号要在图谱里",
            show_default=False,
        ),
    ],
    weights: Annotated[
        str | None, typer.Option(help="用这个权重版本，不写则用现用的", show_default=False)
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="只输出一个 JSON 文档")] = False,
) -> None:
    """Measure the ranking on judged pairs whose items are in the graph."""
    from brokerage.judged_tables import read_rows
    from matching.context import Context
    from matching.measure import measure
    from matching.run import load_market

    settings = load()
    rows = read_rows(judgements)
    encoder = open_encoder(settings)
    with open_store(settings) as store, bars() as progress:
        # Past judgements are not known here: nothing is measured on what it was told.
        matcher = open_matcher(settings, encoder, progress, weights=weights)
        matcher = matcher.but(context=Context(""))
        sides = load_market(store, matcher, Side.DEMAND), load_market(store, matcher, Side.SUPPLY)
        pairs, problems = _pairs(store, rows, sides)
        if not len(pairs.levels):
            raise WiringError(
                f"{judgements.name} 里没有一对在图谱里：{problems[0] if problems else '表是空的'}"
            )
        found = {
            side: measure(matcher, sides, pairs, side, progress=bar(progress, f"衡量{side.display_name}"))
            for side in Side
        }
    known = set(matcher.weights.seen) & {sides[0].entries[row].id for row in pairs.demand.tolist()}
    if known:
        err.print(f"其中 {len(known)} 条需求的研判教过现用的权重，它们的数字偏乐观。", style="yellow")
    for problem in problems[:_SHOWN]:
        err.print(problem, markup=False, style="yellow")
    if len(problems) > _SHOWN:
        err.print(f"……共 {len(problems)} 行没有计入")
    if as_json:
        print_json(_document(found, matcher.weights.version, encoder.name, len(problems)))
        return
    out.print(f"权重 {matcher.weights.version}，语义模型 {encoder.name}", markup=False)
    for side, subsets in found.items():
        _show(side, subsets)


def _pairs(
    store: "Store", rows: "Sequence[Row]", sides: "tuple[Market, Market]"
) -> "tuple[JudgedPairs, list[str]]":
    """The rows whose items are on the two sides, the last word on each pair; and what is wrong with the others."""
    from graph.model.errors import DuijieError
    from matching.measure import JudgedPairs

    keys = sorted(
        {row.cells[name] for row in rows for name in ("need_id", "achievement_id") if name in row.cells}
    )
    ids = {key: [stored.id for stored in found] for key, found in store.by_codes(keys).items()}
    levels: dict[tuple[int, int], int] = {}
    problems = []
    for row in rows:
        try:
            pair = tuple(
                _place(row, name, ids, side)
                for name, side in zip(("need_id", "achievement_id"), sides, strict=True)
            )
            levels[pair[0], pair[1]] = row.verdict().level
        except DuijieError as error:
            problems.append(str(error))
    ends = np.array(sorted(levels), dtype=np.int64).reshape(-1, 2)
    return JudgedPairs(ends[:, 0], ends[:, 1], np.array([levels[pair] for pair in sorted(levels)])), problems


def _place(row: "Row", column: str, ids: Mapping[str, Sequence[str]], market: "Market") -> int:
    key = row.key(column)
    for id_ in (*ids.get(key, ()), key):
        if id_ in market.row:
            return market.row[id_]
    raise row.wrong(column, f"“{key}”不在图谱的{market.side.display_name}；请先录入清单，或改正编号。")


def _document(found: "Figures", weights: str, encoder: str, left_out: int) -> dict[str, Any]:
    return {
        "weights": weights,
        "encoder": encoder,
        "rows_left_out": left_out,
        "sides": {
            side.value: {
                subset: {ranking: asdict(said) for ranking, said in rankings.items()}
                for subset, rankings in subsets.items()
            }
            for side, subsets in found.items()
        },
    }


def _show(side: Side, subsets: "Mapping[str, Mapping[str, Measured]]") -> None:
    from matching.measure import NDCG_AT, PRECISION_AT, RANKINGS, RECALL_AT

    table = Table(
        "范围", "排序", "条数", "对数",
        f"nDCG@{NDCG_AT}", "AUC", f"recall@{RECALL_AT}", "MRR", f"P@{PRECISION_AT}",
        title=f"{side.display_name}：为每条{'需求找成果' if side is Side.DEMAND else '成果找需求'}",
    )  # fmt: skip
    for subset, rankings in subsets.items():
        for place, (ranking, said) in enumerate(rankings.items()):
            table.add_row(
                subset if not place else "",
                RANKINGS[ranking],
                str(said.items),
                f"{said.pairs:,}",
                *(
                    "–" if value is None else f"{value:.3f}"
                    for value in (said.ndcg, said.auc, said.recall, said.mrr, said.precision)
                ),
            )
        table.add_section()
    out.print(table)
