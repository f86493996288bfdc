"""`duijie explain`: everything the data say of one pair."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from cli.console import bars, err, print_json
from cli.settings import load
from cli.wiring import open_encoder, open_matcher, open_store
from graph.model import Side
from graph.model.errors import DuijieError

if TYPE_CHECKING:
    from graph.store import StoredItem


class PairError(DuijieError):
    """Two items that cannot be a pair."""


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("explain", help="说明一对需求和成果为什么合适、哪里存疑、下一步问什么")(explain)


def explain(
    need: Annotated[str, typer.Argument(help="需求一方的清单编号、id 或名称", show_default=False)],
    achievement: Annotated[str, typer.Argument(help="供给一方的清单编号、id 或名称", show_default=False)],
    as_json: Annotated[bool, typer.Option("--json", help="只输出一个 JSON 文档")] = False,
) -> None:
    """Explain any pair; the two may be given in either order where their kinds tell them apart."""
    from cli.explain_output import show
    from matching.explain import explain_pair
    from matching.market import Entry

    settings = load()
    encoder = open_encoder(settings)
    with open_store(settings) as store, bars() as progress:
        demand, supply = _pair(store.named(need), store.named(achievement))
        matcher = open_matcher(settings, encoder, progress, store=store)
        entries = Entry(demand.id, demand.item), Entry(supply.id, supply.item)
        said = explain_pair(store, matcher, *entries, encoder=encoder.name)
    if as_json:
        from api.explanation import Explanation

        print_json(Explanation.of(said).model_dump(mode="json"))
    else:
        show(said)


def _pair(first: Sequence["StoredItem"], second: Sequence["StoredItem"]) -> tuple["StoredItem", "StoredItem"]:
    """The demand and the supply among what two keys name; of several the first, and the others are told."""
    for wanted, offered in ((first, second), (second, first)):
        demand, supply = _standing(wanted, Side.DEMAND), _standing(offered, Side.SUPPLY)
        if demand and supply and demand.id != supply.id:
            for chosen, found in ((demand, wanted), (supply, offered)):
                _tell_others(chosen, found)
            return demand, supply
    named = "、".join(f"{stored.kind.display_name}“{stored.item.title}”" for stored in (first[0], second[0]))
    raise PairError(f"{named}配不成一对：要一条需求、榜单、场景或校友项目，和一项成果或校友项目。")


def _standing(found: Sequence["StoredItem"], side: Side) -> "StoredItem | None":
    return next((stored for stored in found if side in stored.kind.sides), None)


def _tell_others(chosen: "StoredItem", found: Sequence["StoredItem"]) -> None:
    if len(found) > 1:
        others = "、".join(stored.id for stored in found if stored is not chosen)
        err.print(
            f"同名或同编号的有 {len(found)} 条，取“{chosen.item.title}”（{chosen.id}）；其余请用 id 指定：{others}",
            markup=False,
        )
