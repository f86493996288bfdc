"""A ranking in steps ends where a full ranking ends, whatever is remembered or lost between the steps."""

import hashlib
import random
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from embeddings.background import Background
from embeddings.words import WORDS_VERSION
from graph.model import Item, Period, Side
from matching import run as module
from matching import standing, upkeep
from matching.features import Context
from matching.market import Matcher
from matching.memory import load
from matching.run import run
from matching.standing import State
from matching.weights import Weights
from tests.factories import achievement, alumni_project, need
from tests.matching.encoder import WORDS
from tests.matching.encoder import matcher as toy
from tests.matching.market_store import MarketStore

HOW = ("run_id", "sources")
LETTERS = "高低温耐压制备检测回收利用装置工艺电池隔膜铣刀陶瓷柑橘果园黄龙病解液正负极材料涂层"


def encode(texts: Sequence[str], side: Side) -> NDArray[np.float32]:
    """Vectors without ties: each text has one of its own, near those of texts with the same letters."""
    rows = np.zeros((len(texts), 16), dtype=np.float32)
    for row, text in enumerate(texts):
        for letter in text:
            seed = int.from_bytes(hashlib.blake2b(letter.encode(), digest_size=4).digest())
            rows[row] += np.random.default_rng(seed).standard_normal(16)
    length = np.linalg.norm(rows, axis=1, keepdims=True)
    unit: NDArray[np.float32] = np.divide(rows, length, out=np.zeros_like(rows), where=length > 0)
    return unit


@pytest.fixture(scope="module")
def matcher() -> Matcher:
    return Matcher(encode, Background.load(), Weights.load(), Context("2026-01-01"))


def item(dice: random.Random, id_: str) -> Item:
    title = "".join(dice.sample(WORDS, k=1)) + "".join(dice.sample(LETTERS, k=7))
    return need(title) if id_[0] == "n" else achievement(title) if id_[0] == "a" else alumni_project(title)


def market(dice: random.Random, count: int) -> dict[str, Item]:
    ids = [f"{kind}{number:03d}" for kind in "na" for number in range(count)] + ["p000", "p001"]
    return {id_: item(dice, id_) for id_ in ids}


def change(store: MarketStore, dice: random.Random, much: int) -> None:
    """Some items change, some go, some come; and some that went come again."""
    for id_ in dice.sample(sorted(store.now), k=much):
        store.now[id_] = item(dice, id_)
    for id_ in dice.sample(sorted(store.now), k=much):
        del store.now[id_]
        store.matched.pop(id_, None)
    for number in dice.sample(range(60), k=much):
        id_ = f"{dice.choice('na')}{number:03d}"
        store.now[id_] = item(dice, id_)


def ranked(store: MarketStore, matcher: Matcher, folder: Path | None = None, top: int = 3) -> module.Report:
    return run(store, matcher, encoder="toy", top=top, folder=folder)


def whole(store: MarketStore, matcher: Matcher, folder: Path | None = None) -> MarketStore:
    """The same items ranked at one go."""
    fresh = MarketStore(store.now)
    ranked(fresh, matcher, folder)
    return fresh


def said(store: MarketStore) -> dict[tuple[str, str], dict[str, Any]]:
    return {p: {n: v for n, v in m.items() if n not in HOW} for p, m in store.matches.items()}


def remembered(folder: Path) -> State:
    versions = f"toy/{Weights.load().version}/{WORDS_VERSION}/3/demand+supply"
    state = load(folder, versions)
    assert state
    return state


def candidates(state: State, wanted: int) -> set[tuple[str, str]]:
    """Pairs that stand in a list among the `wanted` first."""
    found = set()
    for n, (side, other) in enumerate((state.sides, state.sides[::-1])):
        for lists in side.lists.values():
            row, place = np.nonzero(lists.nearest.other[:, :wanted] >= 0)
            for a, b in zip(side.ids[row], other.ids[lists.nearest.other[row, place]], strict=True):
                found.add((str(a), str(b)) if n == 0 else (str(b), str(a)))
    return {pair for pair in found if not (pair[0][0] == pair[1][0] == "p")}


@pytest.mark.parametrize("seed", range(4))
def test_steps_end_where_one_go_ends(seed: int, matcher: Matcher, tmp_path: Path) -> None:
    dice = random.Random(seed)
    store = MarketStore(market(dice, 20))
    ranked(store, matcher, tmp_path)
    for much in (1, 3, 6):
        change(store, dice, much)
        report = ranked(store, matcher, tmp_path)
        assert report.fresh > 0
        expected = whole(store, matcher)
        assert said(store) == said(expected)
        assert report.matches == len(store.matches)
    assert ranked(store, matcher, tmp_path).compared == 0


@pytest.mark.parametrize("seed", range(6))
def test_short_lists_miss_no_candidate(
    seed: int, matcher: Matcher, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(standing, "CANDIDATES", 4)
    monkeypatch.setattr(upkeep, "_SPARE", 2)
    dice = random.Random(seed)
    store = MarketStore(market(dice, 40))
    ranked(store, matcher, tmp_path / "steps")
    for step, much in enumerate((1, 4, 9)):
        change(store, dice, much)
        ranked(store, matcher, tmp_path / "steps")
        expected = whole(store, matcher, tmp_path / f"whole{step}")
        state, full = remembered(tmp_path / "steps"), remembered(tmp_path / f"whole{step}")
        assert candidates(state, 4) == candidates(full, 4)
        names = [side.ids.tolist() for side in state.sides]
        scored = {(names[0][d], names[1][s]) for d, s in zip(*state.pairs.ends, strict=True)}
        assert scored >= candidates(full, 4)
        assert_no_worse(store, expected)


def assert_no_worse(store: MarketStore, expected: MarketStore) -> None:
    """Place by place the kept matches of every demand and supply score as high as in a full ranking."""
    for end, name in ((0, "score_for_demand"), (1, "score_for_supply")):
        for id_ in store.now:
            ours, theirs = (
                sorted((m[name] for p, m in s.matches.items() if p[end] == id_), reverse=True)[:3]
                for s in (store, expected)
            )
            assert len(ours) >= len(theirs)
            assert all(a >= b for a, b in zip(ours, theirs, strict=False))


def test_a_small_change_compares_little_and_an_unchanged_market_nothing(
    matcher: Matcher, tmp_path: Path
) -> None:
    store = MarketStore(market(random.Random(1), 30))
    first = ranked(store, matcher, tmp_path)
    store.now["n003"] = need("柑橘黄龙病早期检测")
    second = ranked(store, matcher, tmp_path)
    assert (second.fresh, second.compared <= 32, second.written > 0) == (1, True, True)
    assert first.compared > 800
    third = ranked(store, matcher, tmp_path)
    assert (third.fresh, third.compared, third.written, third.dropped) == (0, 0, 0, 0)


def test_an_item_that_goes_takes_its_matches_along(matcher: Matcher, tmp_path: Path) -> None:
    store = MarketStore(market(random.Random(2), 12))
    ranked(store, matcher, tmp_path)
    del store.now["a004"]
    report = ranked(store, matcher, tmp_path)
    assert report.dropped > 0
    assert said(store) == said(whole(store, matcher))


def truncated(folder: Path) -> None:
    file = next(folder.glob("state-*/demand.dense.npy"))
    file.write_bytes(file.read_bytes()[:200])


def without_pointer(folder: Path) -> None:
    (folder / "current").unlink()


def cut_off(folder: Path) -> None:
    (folder / "writing").touch()


def other_pointer(folder: Path) -> None:
    (folder / "current").write_text("{", "utf-8")


@pytest.mark.parametrize("harm", [truncated, without_pointer, cut_off, other_pointer])
def test_what_is_lost_is_made_again(harm: Any, matcher: Matcher, tmp_path: Path) -> None:
    dice = random.Random(3)
    store = MarketStore(market(dice, 15))
    ranked(store, matcher, tmp_path)
    change(store, dice, 2)
    harm(tmp_path)
    ranked(store, matcher, tmp_path)
    assert said(store) == said(whole(store, matcher))


def test_matches_that_others_dropped_or_wrote_are_seen(matcher: Matcher, tmp_path: Path) -> None:
    dice = random.Random(4)
    store = MarketStore(market(dice, 15))
    ranked(store, matcher, tmp_path)
    del store.matches[next(iter(store.matches))]
    change(store, dice, 1)
    ranked(store, matcher, tmp_path)
    assert said(store) == said(whole(store, matcher))


@pytest.mark.parametrize("call", range(1, 8))
def test_a_run_cut_off_anywhere_is_simply_run_again(
    call: int, matcher: Matcher, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "_BATCH", 10)
    dice = random.Random(5)
    store = MarketStore(market(dice, 15))
    ranked(store, matcher, tmp_path)
    change(store, dice, 3)

    class CutOffError(Exception):
        """The process is gone."""

    calls = 0

    def cut(real: Any) -> Any:
        def called(*args: Any) -> None:
            nonlocal calls
            calls += 1
            if calls == call:
                raise CutOffError
            real(*args)

        return called

    for name in ("write_relationships", "drop_matches", "mark_matched"):
        monkeypatch.setattr(store, name, cut(getattr(store, name)))
    with pytest.raises(CutOffError):
        ranked(store, matcher, tmp_path)
    change(store, dice, 1)  # and lists come in before the next run
    calls = 99
    ranked(store, matcher, tmp_path)
    assert said(store) == said(whole(store, matcher))


def test_better_stands_above_worse() -> None:
    store = MarketStore(
        {
            "n": need("高镍三元电池电解液配方"),
            "a1": achievement("电池陶瓷隔膜"),
            "a2": achievement("高镍三元电池电解液及其制备"),
            "a3": achievement("柑橘黄龙病检测"),
        }
    )
    ranked(store, toy())
    places = {supply: m["rank_for_demand"] for (_, supply), m in store.matches.items()}
    assert (places["a2"], places["a1"]) == (1, 2)
    assert "a3" not in places


def test_an_alumni_project_is_not_matched_with_its_like() -> None:
    store = MarketStore(
        {"p": alumni_project("电解液生产线"), "q": alumni_project("电解液工厂"), "a": achievement("电解液")}
    )
    ranked(store, toy())
    assert store.matches.keys() == {("p", "a"), ("q", "a")}


def test_what_rules_a_match_out_takes_no_place() -> None:
    open_, closed = (need("高镍三元电解液", deadline=Period(end=end, raw=end)) for end in ("2030", "2020"))
    store = MarketStore({"n2030": open_, "n2020": closed, "a": achievement("高镍三元电解液")})
    ranked(store, toy())
    assert store.matches.keys() == {("n2030", "a")}
