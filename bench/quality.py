"""Ranking quality on judged pairs: ours beside BM25, tf·idf and chance.

Judged nDCG@10 and AUC (level 3 and 4 against 1) look at judged pairs only; recall@50 ranks every achievement.
"""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from bench import candidates
from bench.candidates import candidates_found, recalls
from bench.judged import PEERS, JudgedLists, Numbers, pair_similarities, vectors
from bench.report import Report, Table
from embeddings.encoder import open_encoder
from matching.evaluate import mean_ndcg, ndcg, related_auc
from matching.features import FEATURES as PAIR_FEATURES
from matching.judged import RELATED, Judged
from matching.learn import blank, learn
from matching.measure import LONG, SHORT
from matching.validation import FOLDS, cross_validated, folds
from matching.weights import SIMILARITIES, TEXTS, Weights

JUDGED_FOLDER = Path("../shared/data/judged-pairs")
SEEDS = range(3)
RESAMPLES = 2000
RECALL_AT = 50

Ends = tuple[NDArray[np.float32], NDArray[np.float32]]
"""A vector of each need and of each achievement."""

REPEATED = 0.9
"""Cosine above which two needs count as one that was posted again."""

START = blank(Weights.load())
"""What learning from these judgements starts from: nothing known of them."""

OF_LENGTH = ("bm25", "characters_tfidf", "hybrid_texts", "hybrid")
"""Rankings whose figures are told by the length of the need."""

PEERS_OF_GAIN = ("bm25", "characters_tfidf", "characters_background")

NAMES = {
    "random": "随机",
    "bm25": "BM25（bm25s，词）",
    "words_tfidf": "TF-IDF（词）",
    "characters_tfidf": "TF-IDF（字 1–2 元，两份清单的词频）",
    "characters_background": "TF-IDF（字 1–2 元，自带背景词频）",
    "encoder": "内置语义模型单独",
    "hybrid_shipped": "混合，随附权重（权重学自这些需求，偏乐观）",
    "hybrid_texts": "混合，不用研判过的相似对子，交叉验证",
    "hybrid_repeated": "混合，交叉验证时几乎相同的需求（又提一次的）放在一起",
    "hybrid": "混合，按需求交叉验证",
}


FEATURES = {
    "dense_title": "语义，标题",
    "dense_full": "语义，全文",
    "characters_title": "字，标题",
    "characters_full": "字，全文",
    "words_full": "词，全文",
    "supply_words": "词义，成果名称的词在需求里",
    "demand_words": "词义，需求名称的词在成果里",
    "precedent": "研判过的相似对子",
}


@dataclass(frozen=True, slots=True)
class Quality:
    """Judged nDCG@10, AUC and recall@50; means over seeds where chance plays a part."""

    ndcg: float
    auc: float
    recall: float


def run(folder: Path = JUDGED_FOLDER) -> Report | None:
    """Measure; None where the judged pairs are not there."""
    if not folder.is_dir():
        return None
    lists = JudgedLists.read(folder)
    encoder = open_encoder()
    seen, ends = pair_similarities(lists, encoder), vectors(lists, encoder)
    rankings = _rankings(lists, seen, ends)
    table = {name: _mean([quality(lists, scores) for scores in runs]) for name, runs in rankings.items()}
    gains = {name: gain(lists, rankings["hybrid"], rankings[name]) for name in PEERS_OF_GAIN}
    found = recalls(lists, candidates_found(lists))
    lengths = by_length(lists, {name: rankings[name] for name in OF_LENGTH})
    return _report(lists, table, gains, ablation(judged_pairs(lists, seen, ends)), found, lengths)


def _rankings(lists: JudgedLists, seen: Numbers, ends: Ends) -> Mapping[str, Sequence[Numbers]]:
    """Scores of every ranking, once for each seed where chance plays a part."""
    shape = seen.shape[:2]
    column = {name: seen[:, :, place] for place, name in enumerate(SIMILARITIES)}
    shipped = Weights.load().log_odds(seen.reshape(-1, len(SIMILARITIES)).astype(np.float32))
    return {
        "random": [np.random.default_rng(seed).random(shape) for seed in SEEDS],
        **{name: [ranking(lists)] for name, ranking in PEERS.items()},
        "characters_background": [column["characters_full"]],
        "encoder": [column["dense_title"] + column["dense_full"]],
        "hybrid_shipped": [shipped.reshape(shape)],
        "hybrid_texts": [by_need(lists, seen, seed) for seed in SEEDS],
        "hybrid_repeated": [
            by_need(lists, seen, seed, vectors=ends, groups=repeated(lists, ends)) for seed in SEEDS
        ],
        "hybrid": [by_need(lists, seen, seed, vectors=ends) for seed in SEEDS],
    }


def by_need(
    lists: JudgedLists,
    seen: Numbers,
    seed: int,
    *,
    vectors: Ends | None = None,
    groups: Sequence[str] | None = None,
) -> Numbers:
    """Log-odds of all pairs from weights that have not seen the need; the folds of `cross_validated`.

    :param vectors: of needs and achievements, for precedents; without them there are none.
    :param groups: of each judged pair, what is to be in one fold, where that is more than its need.
    """
    judged = judged_pairs(lists, seen, vectors)
    fold_of = dict(zip(judged.needs, folds(groups or judged.needs, seed).tolist(), strict=True))
    scores = np.zeros(seen.shape[:2])
    for fold in sorted(set(fold_of.values())):
        held = np.array([fold_of.get(str(need)) == fold for need in range(len(lists.needs))])
        weights = learn(judged.take(~held[lists.need]), START, own=1.0)
        texts = weights.coefficients[: len(TEXTS)]
        scores[held] = weights.intercept + seen[held][:, :, : len(TEXTS)] @ texts
        if vectors and weights.precedent:
            left, right = weights.precedent.directions
            scores[held] += weights.coefficients[-1] * (vectors[0][held] @ left) @ (vectors[1] @ right).T
    return scores


def judged_pairs(lists: JudgedLists, seen: Numbers, vectors: Ends | None = None) -> Judged:
    """The judged pairs as learning takes them; a need is named by its row."""
    nothing = np.zeros((len(lists.levels), len(PAIR_FEATURES)))
    similarities = lists.of_pairs(seen)
    needs, achievements = vectors or (
        np.zeros((len(lists.needs), 1), np.float32),
        np.zeros((len(lists.achievements), 1), np.float32),
    )
    return Judged(
        [str(need) for need in lists.need],
        lists.levels,
        similarities,
        nothing,
        [None] * len(nothing),
        (needs[lists.need], achievements[lists.achievement]),
        "",
    )


def repeated(lists: JudgedLists, vectors: Ends) -> list[str]:
    """Of each judged pair its need, named alike where two needs are nearly the same (cosine above `REPEATED`)."""
    near = vectors[0] @ vectors[0].T > REPEATED
    first = near.argmax(axis=1)
    return [str(first[need]) for need in lists.need]


def quality(lists: JudgedLists, scores: Numbers) -> Quality:
    """Measure one ranking."""
    pairs = lists.of_pairs(scores)
    return Quality(
        mean_ndcg(lists.need.tolist(), lists.levels, pairs),
        related_auc(lists.levels, pairs),
        _recall(lists, scores),
    )


def by_length(
    lists: JudgedLists, rankings: Mapping[str, Sequence[Numbers]]
) -> dict[str, tuple[int, dict[str, Quality]]]:
    """Figures for needs of each length, and how many of them have something to find."""
    length = np.array([len(need.title) + len(need.body) for need in lists.needs])
    found = {}
    for name, least, most in (("短", 0, SHORT), ("中", SHORT, LONG), ("长", LONG, 1 << 30)):
        some = replace(lists, lists=lists.lists.of_demands((least <= length) & (length < most)))
        related = np.unique(some.need[some.levels >= RELATED])
        told = {
            ranking: _mean([quality(some, scores) for scores in runs]) for ranking, runs in rankings.items()
        }
        found[name] = (len(related), told)
    return found


def _recall(lists: JudgedLists, scores: Numbers) -> float:
    """Mean share of a need's related achievements among the first of all achievements."""
    shares = []
    for need in range(len(lists.needs)):
        related = lists.achievement[(lists.need == need) & (lists.levels >= RELATED)]
        if len(related):
            first = np.argsort(-scores[need], kind="stable")[:RECALL_AT]
            shares.append(np.isin(related, first).mean())
    return float(np.mean(shares))


@dataclass(frozen=True, slots=True)
class Gain:
    """How much better than a peer: the difference and its 95 % interval over needs drawn again and again."""

    mean: float
    low: float
    high: float

    def text(self) -> str:
        """Show as `+0.050（+0.030 至 +0.070）`."""
        return f"{self.mean:+.3f}（{self.low:+.3f} 至 {self.high:+.3f}）"


def gain(lists: JudgedLists, ours: Sequence[Numbers], peer: Sequence[Numbers]) -> dict[str, Gain]:
    """Gain in nDCG@10 and AUC over a peer, needs drawn with replacement (Efron 1979)."""
    dice = np.random.default_rng(0)
    pairs_of = [np.flatnonzero(lists.need == need) for need in np.unique(lists.need)]
    better = _ndcgs(lists, pairs_of, ours) - _ndcgs(lists, pairs_of, peer)
    our_pairs, peer_pairs = ([lists.of_pairs(scores) for scores in runs] for runs in (ours, peer))
    ndcgs, aucs = [], []
    for _ in range(RESAMPLES):
        drawn = dice.integers(len(pairs_of), size=len(pairs_of))
        pairs = np.concatenate([pairs_of[need] for need in drawn])
        ndcgs.append(float(np.nanmean(better[drawn])))
        aucs.append(_auc(lists.levels, our_pairs, pairs) - _auc(lists.levels, peer_pairs, pairs))
    everything = np.arange(len(lists.levels))
    more = _auc(lists.levels, our_pairs, everything) - _auc(lists.levels, peer_pairs, everything)
    return {"ndcg": _interval(float(np.nanmean(better)), ndcgs), "auc": _interval(more, aucs)}


def _ndcgs(lists: JudgedLists, pairs_of: Sequence[NDArray[np.int64]], runs: Sequence[Numbers]) -> Numbers:
    """nDCG@10 of each need, mean over runs; NaN where there is nothing to find."""
    values = [
        [ndcg(lists.levels[pairs], lists.of_pairs(scores)[pairs]) for pairs in pairs_of] for scores in runs
    ]
    means: Numbers = np.array(values, dtype=np.float64).mean(axis=0)
    return means


def _auc(levels: NDArray[np.int64], runs: Sequence[Numbers], pairs: NDArray[np.int64]) -> float:
    return float(np.mean([related_auc(levels[pairs], scores[pairs]) for scores in runs]))


def _interval(mean: float, drawn: Sequence[float]) -> Gain:
    low, high = np.percentile(drawn, [2.5, 97.5])
    return Gain(mean, float(low), float(high))


def ablation(judged: Judged) -> dict[str, tuple[float, float]]:
    """Cross-validated nDCG@10 and AUC, complete and without each similarity; means over seeds."""
    found = {}
    for name in ("", *SIMILARITIES):
        kept = [name != other for other in SIMILARITIES]
        ends = judged.vectors if kept[-1] else (0 * judged.vectors[0], 0 * judged.vectors[1])
        without = replace(judged, similarities=judged.similarities * kept, vectors=ends)
        runs = [cross_validated(without, START, seed=seed, own=1.0) for seed in SEEDS]
        found[name] = (
            float(np.mean([mean_ndcg(judged.needs, judged.levels, scores) for scores in runs])),
            float(np.mean([related_auc(judged.levels, scores) for scores in runs])),
        )
    return found


def _mean(runs: Sequence[Quality]) -> Quality:
    ndcgs, aucs, recalls = zip(*((q.ndcg, q.auc, q.recall) for q in runs), strict=True)
    return Quality(float(np.mean(ndcgs)), float(np.mean(aucs)), float(np.mean(recalls)))


def _report(
    lists: JudgedLists,
    table: Mapping[str, Quality],
    gains: Mapping[str, Mapping[str, Gain]],
    without: Mapping[str, tuple[float, float]],
    found: Mapping[str, tuple[float, float]],
    lengths: Mapping[str, tuple[int, dict[str, Quality]]],
) -> Report:
    said = {
        "needs": len(lists.needs),
        "achievements": len(lists.achievements),
        "judged_pairs": len(lists.levels),
        "seeds": len(SEEDS),
        "rankings": {name: asdict(q) for name, q in table.items()},
        "gain_of_hybrid": {peer: {m: asdict(g) for m, g in found.items()} for peer, found in gains.items()},
        "by_length": {
            name: {"needs": count, "rankings": {r: asdict(q) for r, q in told.items()}}
            for name, (count, told) in lengths.items()
        },
        "candidates": {
            source: {"recall": share, "candidates": count} for source, (share, count) in found.items()
        },
        "ablation": {name or "all": {"ndcg": n, "auc": a} for name, (n, a) in without.items()},
    }
    return Report(
        "quality",
        "匹配质量",
        said,
        [
            _rankings_table(lists, table),
            _gains(gains),
            _without(without),
            candidates.table(found, len(lists.achievements)),
            _lengths(lengths),
        ],
    )


def _rankings_table(lists: JudgedLists, table: Mapping[str, Quality]) -> Table:
    rows = [
        (NAMES[name], f"{found.ndcg:.3f}", f"{found.auc:.3f}", f"{found.recall:.3f}")
        for name, found in table.items()
    ]
    note = (
        f"{len(lists.needs)} 条需求，{len(lists.levels):,} 个研判过的对子；nDCG@10 与 AUC（3、4 级对 1 级）只看研判过的对子，"
        f"recall@{RECALL_AT} 在全部 {len(lists.achievements):,} 条成果里找 3、4 级。"
    )
    fold = f"交叉验证按需求分 {FOLDS} 份，取 {len(SEEDS)} 个随机种子的平均；随机排序同样。"
    return Table("排序", ("排序方法", "nDCG@10", "AUC", f"recall@{RECALL_AT}"), rows, (note, fold))


def _lengths(lengths: Mapping[str, tuple[int, dict[str, Quality]]]) -> Table:
    rows = [
        (name, str(count), NAMES[ranking], f"{said.ndcg:.3f}", f"{said.auc:.3f}", f"{said.recall:.3f}")
        for name, (count, told) in lengths.items()
        for ranking, said in told.items()
    ]
    columns = ("需求的长短", "有可找的", "排序方法", "nDCG@10", "AUC", f"recall@{RECALL_AT}")
    note = f"名称加内容：短少于 {SHORT} 字，长 {LONG} 字以上。"
    return Table("按需求的长短", columns, rows, (note,))


def _gains(gains: Mapping[str, Mapping[str, Gain]]) -> Table:
    rows = [(NAMES[peer], found["ndcg"].text(), found["auc"].text()) for peer, found in gains.items()]
    note = f"95% 区间：对需求有放回抽样 {RESAMPLES} 次。"
    return Table("混合（交叉验证）比对手高多少", ("对手", "nDCG@10", "AUC"), rows, (note,))


def _without(without: Mapping[str, tuple[float, float]]) -> Table:
    whole = without[""]
    rows = [("（全部）", f"{whole[0]:.3f}", f"{whole[1]:.3f}")]
    rows += [
        (FEATURES[name], f"{ndcg_ - whole[0]:+.3f}", f"{auc_ - whole[1]:+.3f}")
        for name, (ndcg_, auc_) in without.items()
        if name
    ]
    return Table("去掉一项相似度后的变化（交叉验证）", ("去掉", "nDCG@10", "AUC"), rows)
