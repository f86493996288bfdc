"""What each choice of the bundled encoder gives: recipes trained again, measured beside other rankings.

Training leaves out a tenth of the papers and patents by the hash of their abstracts; their titles and keywords
must find the abstract among `POOL`. Judged figures are those of `bench.quality`; no judged pair is trained on.
The teacher's vectors are kept in `$DUIJIE_TEACHER_CACHE`; without them the first run takes an hour more.
"""

import os
from collections.abc import Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass, fields, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray

from bench.judged import PEERS, JudgedLists, Numbers, pair_similarities
from bench.proxies import HeldOut, kept
from bench.quality import Quality, by_need, quality
from bench.report import Report, Table
from embeddings.contrast import Lessons, contrast
from embeddings.encoder import Encoder, open_encoder
from embeddings.ngram_module import NgramEmbedding
from embeddings.recipe import Recipe
from embeddings.static import StaticEncoder
from embeddings.teacher import E5Teacher
from embeddings.train import Material, distilled

CACHE = Path(os.environ.get("DUIJIE_TEACHER_CACHE", "data/teacher-vectors"))
SEEDS = (0, 1)

SHIPPED = Recipe()
RECIPES: Mapping[str, Mapping[str, Any]] = {
    "随附的做法（三个种子的表取平均）": {"seeds": SHIPPED.seeds},
    "单个种子，其余同": {},
    "模仿权重 20": {"imitation": 20.0},
    "不模仿教师": {"imitation": 0.0},
    "只蒸馏，不做对比学习": {"epochs": 0, "seeds": (0,)},
    "不用正文段落": {"paragraphs": 0},
    "第一版（模仿权重 20，无段落）": {"imitation": 20.0, "paragraphs": 0},
    "128 维": {"dimension": 128},
    "384 维": {"dimension": 384},
}
"""Settings in which each differs from the shipped recipe; trained with each of SEEDS alone where it names none."""

DISTILLED_BY = ("terms", "ngram_sizes", "least_texts", "dimension", "whitening")
"""Settings of the first step: recipes that agree in them start from one table."""

PEER_NAMES = {"bm25": "BM25（词）", "words_tfidf": "TF-IDF（词）", "characters_tfidf": "TF-IDF（字 1–2 元）"}


@dataclass(frozen=True, slots=True)
class Measured:
    """One encoder: alone, in the hybrid (cross-validated), and mean reciprocal ranks of held-out abstracts."""

    ndcg: float
    auc: float
    recall: float
    hybrid_ndcg: float
    hybrid_auc: float
    hybrid_recall: float
    by_title: float
    by_keywords: float


class Bench:
    """The judged lists, the held-out texts, and what recipes learn from, read once."""

    def __init__(self, judged: Path, data: Path) -> None:
        self.lists = JudgedLists.read(judged)
        self.held_out = HeldOut.read(data)
        self.seen = pair_similarities(self.lists, open_encoder())
        self.data = data
        self._distilled: dict[tuple[Any, ...], tuple[NgramEmbedding, NDArray[np.float32]]] = {}
        self._lessons: dict[tuple[Any, ...], Lessons] = {}
        self._materials: dict[tuple[int, int], Material] = {}

    def trained(self, recipe: Recipe, folder: Path) -> Encoder:
        """Train, write and load as the product does."""
        start, lessons = self._start(recipe)
        module = deepcopy(start)
        if recipe.epochs:
            contrast(module, lessons, recipe)
        module.save(str(folder))
        return StaticEncoder(folder)

    def _start(self, recipe: Recipe) -> tuple[NgramEmbedding, Lessons]:
        """Distil and cut texts once for recipes that agree in it; only the last is kept, it takes much memory."""
        read = (recipe.terms, recipe.paragraphs)
        if read not in self._materials:
            self._materials[read] = Material.read(self.data, E5Teacher(), CACHE, recipe, keep=kept)
        material = self._materials[read]
        distilling = tuple(getattr(recipe, name) for name in DISTILLED_BY)
        if distilling not in self._distilled:
            self._distilled = {distilling: distilled(material, recipe)}
        module, targets = self._distilled[distilling]
        if (distilling, read) not in self._lessons:
            lessons = Lessons(module.vocabulary, material.pairs, material.texts, targets)
            self._lessons = {(distilling, read): lessons}
        return module, self._lessons[distilling, read]

    def measure(self, encoder: Encoder) -> Measured:
        """Measure an encoder; the other similarities of the hybrid stay."""
        supply = encoder.encode_supply([item.title for item in self.lists.achievements])
        full = encoder.encode_supply([item.full for item in self.lists.achievements])
        seen = self.seen.copy()
        seen[:, :, 0] = encoder.encode_demand([item.title for item in self.lists.needs]) @ supply.T
        seen[:, :, 1] = encoder.encode_demand([item.full for item in self.lists.needs]) @ full.T
        alone = quality(self.lists, seen[:, :, 0] + seen[:, :, 1])
        hybrids = [quality(self.lists, by_need(self.lists, seen, seed)) for seed in range(5)]
        ndcg, auc, recall = (
            float(np.mean([getattr(found, name) for found in hybrids])) for name in ("ndcg", "auc", "recall")
        )
        ranks = self.held_out.reciprocal_ranks(encoder)
        return Measured(alone.ndcg, alone.auc, alone.recall, ndcg, auc, recall, *ranks)


def run(folder: Path) -> Report | None:
    """Train and measure every recipe; None where the judged pairs are not there."""
    if not folder.is_dir():
        return None
    torch.set_num_threads(1)
    bench = Bench(folder, folder.parent)
    found: dict[str, list[Measured]] = {}
    for name, settings in RECIPES.items():
        for seeds in [settings["seeds"]] if "seeds" in settings else [(seed,) for seed in SEEDS]:
            with TemporaryDirectory() as place:
                encoder = bench.trained(replace(SHIPPED, **{**settings, "seeds": seeds}), Path(place))
                found.setdefault(name, []).append(bench.measure(encoder))
            print(name, seeds, found[name][-1], flush=True)
    peers = {PEER_NAMES[name]: quality(bench.lists, peer(bench.lists)) for name, peer in PEERS.items()}
    peers["教师 multilingual-e5-small（标题，去均值）"] = quality(bench.lists, teacher(bench.lists))
    return _report(bench, found, peers)


def teacher(lists: JudgedLists) -> Numbers:
    """Cosines of the teacher's title vectors, less their mean: e5 vectors fill a narrow cone."""
    from embeddings.cache import VectorCache  # noqa: PLC0415
    from graph.model import Side  # noqa: PLC0415

    cache = VectorCache(CACHE, E5Teacher())
    needs, supply = (
        cache.encode([item.title for item in items], Side.DEMAND)
        for items in (lists.needs, lists.achievements)
    )
    centre = supply.mean(axis=0)
    sides: list[NDArray[np.float64]] = []
    for vectors in (needs, supply):
        centred = (vectors - centre).astype(np.float64)
        sides.append(centred / np.linalg.norm(centred, axis=1, keepdims=True))
    scores: Numbers = sides[0] @ sides[1].T
    return scores


def _report(bench: Bench, found: Mapping[str, Sequence[Measured]], peers: Mapping[str, Quality]) -> Report:
    said: dict[str, Any] = {"recipes": {}, "peers": {n: [q.ndcg, q.auc, q.recall] for n, q in peers.items()}}
    rows: list[Sequence[str]] = [
        (n, f"{q.ndcg:.3f}", f"{q.auc:.3f}", f"{q.recall:.3f}", *("",) * 5) for n, q in peers.items()
    ]
    for name, runs in found.items():
        values = {f.name: [getattr(one, f.name) for one in runs] for f in fields(Measured)}
        said["recipes"][name] = {"settings": dict(RECIPES[name]), **values}
        rows.append((name, *(_spread(column) for column in values.values())))
    columns = (
        "做法",
        *("单独 " + m for m in _JUDGED),
        *("混合 " + m for m in _JUDGED),
        "标题找摘要",
        "关键词找摘要",
    )
    notes = (
        f"均值±{len(SEEDS)} 个训练种子间的标准差；混合另对 5 次按需求交叉验证取平均。",
        f"找摘要：倒数排名的均值，{len(bench.held_out.pool):,} 篇里找，这些论文和专利没有用于对比学习。",
    )
    return Report("encoder", "内置语义模型：各种做法", said, [Table("消融", columns, rows, notes)])


_JUDGED = ("nDCG@10", "AUC", "recall@50")


def _spread(values: Sequence[float]) -> str:
    return f"{np.mean(values):.3f}" + (f"±{np.std(values, ddof=1):.3f}" if len(values) > 1 else "")
