"""A ranking in steps ends where a full ranking ends; better pairs stand above worse."""

import random

from graph.model import Item, Side
from matching.market import Entry
from matching.ranking import Earlier, Kept, Ranking, rank
from matching.reciprocal import PairKey
from tests.factories import achievement, alumni_project, need
from tests.matching.encoder import WORDS, matcher

NONE = Earlier({}, frozenset())


def items(count: int, make: object, seed: int) -> list[Entry]:
    chance = random.Random(seed)
    texts = [
        "".join(chance.sample(WORDS, k=2)) + "".join(chance.sample("高低温耐压制备检测回收利用装置工艺", k=3))
        for _ in range(count)
    ]
    return [Entry(f"{make.__name__}{i}", make(t)) for i, t in enumerate(texts)]  # type: ignore[attr-defined,operator]


def ranked(demands: list[Entry], supplies: list[Entry], earlier: Earlier, top: int = 3) -> Ranking:
    m = matcher()
    return rank(m, (m.market(demands, Side.DEMAND), m.market(supplies, Side.SUPPLY)), earlier, top=top)


def full(demands: list[Entry], supplies: list[Entry]) -> Ranking:
    return ranked(demands, supplies, Earlier({}, {e.id for e in (*demands, *supplies)}))


def state(before: dict[PairKey, Kept], said: Ranking) -> dict[PairKey, Kept]:
    """What the graph holds after a ranking was written."""
    kept = {pair: was for pair, was in before.items() if pair not in said.dropped}
    return kept | {pair: Kept(s.for_demand, s.for_supply) for pair, s in said.scored.items()}


def test_steps_end_where_one_go_ends() -> None:
    demands, supplies = items(40, need, 1), items(40, achievement, 2)
    whole = full(demands, supplies)
    first = full(demands[:25], supplies[:30])
    graph = state({}, first)
    changed = [Entry(supplies[0].id, achievement("柑橘黄龙病检测试剂"))]
    second_supplies = changed + supplies[1:]
    fresh = {e.id for e in (*demands[25:], *supplies[30:], *changed)}
    second = ranked(demands, second_supplies, Earlier(graph, fresh))
    expected = full(demands, second_supplies)
    assert state(graph, second) == state({}, expected)
    assert second.rank_for_demand == expected.rank_for_demand
    assert second.rank_for_supply == expected.rank_for_supply
    assert second.compared < expected.compared
    assert state({}, whole) != state({}, expected)


def test_an_item_that_goes_leaves_no_hole() -> None:
    demands, supplies = items(20, need, 3), items(20, achievement, 4)
    graph = state({}, full(demands, supplies))
    second = ranked(demands, supplies[1:], Earlier(graph, frozenset()))
    assert state(graph, second) == state({}, full(demands, supplies[1:]))


def test_better_stands_above_worse() -> None:
    demand = [Entry("d", need("高镍三元电池电解液配方"))]
    supplies = [
        Entry("worse", achievement("电池陶瓷隔膜")),
        Entry("better", achievement("高镍三元电池电解液及其制备")),
        Entry("unrelated", achievement("柑橘黄龙病检测")),
    ]
    found = full(demand, supplies)
    assert [s for _, s in sorted(found.rank_for_demand, key=lambda p: found.rank_for_demand[p])][:2] == [
        "better",
        "worse",
    ]
    assert ("d", "unrelated") not in found.rank_for_demand


def test_an_alumni_project_is_not_matched_with_its_like() -> None:
    project: Item = alumni_project("电解液生产线")
    entries = [Entry("p", project), Entry("q", alumni_project("电解液工厂"))]
    assert full(entries, [*entries, Entry("s", achievement("电解液"))]).rank_for_demand.keys() == {
        ("p", "s"),
        ("q", "s"),
    }


def test_what_rules_a_match_out_takes_no_place() -> None:
    from graph.model import Period

    open_, closed = (
        Entry(f"n{end}", need("高镍三元电解液", deadline=Period(end=end, raw=end)))
        for end in ("2030", "2020")
    )
    supply = Entry("a", achievement("高镍三元电解液"))
    m = matcher()
    sides = m.market([open_, closed], Side.DEMAND), m.market([supply], Side.SUPPLY)
    found = rank(m, sides, Earlier({}, frozenset({"n2030", "n2020", "a"})), top=5)
    assert set(found.scored) == {("n2030", "a")}
