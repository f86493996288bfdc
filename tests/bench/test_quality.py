import csv
import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from bench import candidates, quality
from bench.judged import PEERS, JudgedLists, pair_similarities, vectors
from embeddings.encoder import open_encoder
from matching.texts import ItemText
from matching.validation import cross_validated

MATTERS = "高镍电解液 硅碳负极 柑橘黄龙病 韭菜灰霉病 高盐废水 桥梁声发射 茶多酚提取 桑蚕丝敷料 甘蔗渣板材 光刻胶 沃柑保鲜 对虾养殖".split()
WAYS = "检测 制备 防控 回收".split()


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Twelve needs; of four achievements judged for each, two are about the same matter."""
    place = tmp_path_factory.mktemp("judged")
    needs = [
        {"need_id": f"n{n}", "title": f"{matter}技术难题", "content": f"需要{matter}的{WAYS[n % 4]}工艺"}
        for n, matter in enumerate(MATTERS)
    ]
    achievements, judgements = [], []
    for n, matter in enumerate(MATTERS):
        others = [matter, matter, MATTERS[n - 3], MATTERS[n - 5]]
        for place_, (about, level) in enumerate(zip(others, (4, 3, 1, 1), strict=True)):
            id_ = f"a{n}-{place_}"
            achievements.append({"achievement_id": id_, "title": f"{about}{WAYS[place_]}方法"})
            judgements.append({"need_id": f"n{n}", "achievement_id": id_, "level": level})
    for name, rows in (("needs", needs), ("achievements", achievements)):
        (place / f"{name}.jsonl").write_text(
            "\n".join(json.dumps(row, ensure_ascii=False) for row in rows), "utf-8"
        )
    with (place / "judgements.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, ["need_id", "achievement_id", "level"])
        writer.writeheader()
        writer.writerows(judgements)
    return place


@pytest.fixture(scope="module")
def lists(folder: Path) -> JudgedLists:
    return JudgedLists.read(folder)


def test_every_peer_ranks_what_shares_words_first(lists: JudgedLists) -> None:
    for name, ranking in PEERS.items():
        scores = ranking(lists)
        assert scores.shape == (12, 48), name
        assert quality.quality(lists, scores).auc > 0.9, name


def test_weights_of_a_need_have_not_seen_it(lists: JudgedLists) -> None:
    seen, ends = pair_similarities(lists, open_encoder()), vectors(lists, open_encoder())
    for seed in (0, 1):
        ours = lists.of_pairs(quality.by_need(lists, seen, seed, vectors=ends))
        assert np.allclose(
            ours, cross_validated(quality.judged_pairs(lists, seen, ends), quality.START, seed=seed, own=1.0)
        )


def test_recall_looks_at_all_achievements(lists: JudgedLists, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(quality, "RECALL_AT", 2)
    perfect = np.zeros((12, 48))
    perfect[lists.need, lists.achievement] = lists.levels
    assert quality.quality(lists, perfect) == quality.Quality(1.0, 1.0, 1.0)
    backwards = quality.quality(lists, -perfect)
    assert (backwards.auc, backwards.recall) == (0.0, 0.0)


def test_a_gain_over_oneself_is_nothing(lists: JudgedLists, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(quality, "RESAMPLES", 20)
    scores = [PEERS["bm25"](lists)]
    assert quality.gain(lists, scores, scores)["ndcg"] == quality.Gain(0.0, 0.0, 0.0)
    worse = quality.gain(lists, [-scores[0]], scores)
    assert worse["ndcg"].high < 0
    assert worse["auc"].high < 0


def test_where_judged_pairs_are_absent_nothing_is_measured(tmp_path: Path) -> None:
    assert quality.run(tmp_path / "absent") is None


def test_recall_of_candidates_is_the_mean_share_found(lists: JudgedLists) -> None:
    everything = np.arange(48)
    related = [lists.achievement[(lists.need == need) & (lists.levels >= 3)] for need in range(12)]
    found = {"all": [everything] * 12, "half": [rows[:1] for rows in related], "none": [everything[:0]] * 12}
    assert candidates.recalls(lists, found) == {"all": (1.0, 48.0), "half": (0.5, 1.0), "none": (0.0, 0.0)}


def test_figures_by_length_are_those_of_the_needs_of_that_length(lists: JudgedLists) -> None:
    perfect = np.zeros((12, 48))
    perfect[lists.need, lists.achievement] = lists.levels
    few = replace(
        lists, needs=[ItemText(n.title, "长" * 200 * (row % 3)) for row, n in enumerate(lists.needs)]
    )
    found = quality.by_length(few, {"bm25": [perfect]})
    assert {name: count for name, (count, _) in found.items()} == {"短": 4, "中": 4, "长": 4}
    assert all(told["bm25"].ndcg == 1.0 for _, told in found.values())
