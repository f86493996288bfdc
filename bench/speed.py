"""Speed of encoding beside a small transformer, and of all-pairs search beside faiss.

Every contestant may use all cores; the bundled encoder uses one.
"""

import os
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict
from functools import partial
from pathlib import Path
from typing import Any

import faiss
import numpy as np
from numpy.typing import NDArray

from bench.invented import achievements, needs
from bench.measure import Spread, by_turns, figures, peak_mb, ratio, separately
from bench.report import Report, Table
from embeddings.encoder import Encoder, open_encoder
from embeddings.transformer import SentenceTransformerEncoder
from graph.model import Item
from matching.candidates import dense_blocks
from matching.index import side_by_side
from matching.nearest import Nearest, nearest_both_ways
from matching.texts import item_text

TURNS = 3
TEXTS = 128
VECTORS = 100_000
TOP = 20
TIE = 1e-5
_PART = 5_000
"""Items invented and encoded at once."""
OURS, TRANSFORMER, FAISS = "duijie", "transformer", "faiss"
Vectors = NDArray[np.float32]
LAYERS, WIDTH, HEADS, VOCABULARY, LENGTH = 6, 384, 12, 21128, 512


def run(texts: int = TEXTS, vectors: int = VECTORS, turns: int = TURNS) -> Report:
    """Measure both; all pairs in a process of its own, so that peak memory is its own, and once: it takes minutes."""
    said, first = _encoding(open_encoder(), texts, turns)
    found = separately(all_pairs, vectors, 1)
    return Report("speed", "速度", {"encoding": said, "all_pairs": found}, [first, _pairs_table(found)])


def _encoding(encoder: Encoder, count: int, turns: int) -> tuple[dict[str, Any], Table]:
    texts = [item_text(item).full for item in achievements(count)]
    with tempfile.TemporaryDirectory() as folder:
        peer = random_transformer(Path(folder), texts)
        contestants: dict[str, Encoder] = {OURS: encoder, TRANSFORMER: peer}
        for contestant in contestants.values():
            contestant.encode_supply(texts[:8])
        taken = by_turns({name: partial(c.encode_supply, texts) for name, c in contestants.items()}, turns)
    letters = round(float(np.mean([len(text) for text in texts])))
    times = ratio(taken, TRANSFORMER, OURS)
    said = {
        "texts": count,
        "letters_per_text": letters,
        "seconds": figures(taken),
        "times_as_many_texts": asdict(times),
    }
    names = {OURS: "内置语义模型（单线程）", TRANSFORMER: f"{LAYERS} 层 {WIDTH} 维 BERT（全部核）"}
    rows = [
        (name, Spread.of([count / s for s in taken[who]]).text(0), Spread.of(taken[who]).text(3))
        for who, name in names.items()
    ]
    notes = (
        f"内置模型每秒处理的文本是变换器的 {times.text(1)} 倍；{count} 段文本，平均 {letters} 字。",
        "对手是随机初始化的同等规模变换器（sentence-transformers，CPU，float32）：只比速度，不比质量。",
    )
    return said, Table("编码", ("编码器", "段/秒", "秒"), rows, notes)


def random_transformer(folder: Path, texts: Sequence[str]) -> Encoder:
    """A small BERT with random weights that knows every letter of the texts."""
    import torch  # noqa: PLC0415 -- seconds and gigabytes, for this bench alone
    from sentence_transformers import SentenceTransformer  # noqa: PLC0415
    from sentence_transformers.sentence_transformer.modules import Pooling, Transformer  # noqa: PLC0415
    from transformers import AutoTokenizer, BertConfig, BertModel  # noqa: PLC0415

    torch.set_num_threads(os.cpu_count() or 1)
    torch.manual_seed(0)
    base, saved = folder / "bert", folder / "model"
    base.mkdir()
    letters = sorted(set("".join(texts)))
    (base / "vocab.txt").write_text(
        "\n".join(["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", *letters]), "utf-8"
    )
    config = BertConfig(
        vocab_size=VOCABULARY,
        hidden_size=WIDTH,
        num_hidden_layers=LAYERS,
        num_attention_heads=HEADS,
        intermediate_size=4 * WIDTH,
        max_position_embeddings=LENGTH,
    )
    BertModel(config).save_pretrained(base)
    AutoTokenizer.from_pretrained(base, tokenizer_type="bert").save_pretrained(base)
    modules = [Transformer(str(base), max_seq_length=LENGTH), Pooling(WIDTH, "mean")]
    SentenceTransformer(modules=modules, device="cpu").save(str(saved), create_model_card=False)
    return SentenceTransformerEncoder(str(saved), offline=True)


def all_pairs(count: int, turns: int) -> dict[str, Any]:
    """The best TOP achievements of every need and the best TOP needs of every achievement."""
    encoder = open_encoder()
    queries, others = dense(encoder, needs, count, 2), dense(encoder, achievements, count, 1)
    faiss.omp_set_num_threads(os.cpu_count() or 1)
    ours: list[Nearest] = []
    theirs: list[Sequence[NDArray[Any]]] = []
    peaks: list[int] = []
    busy: dict[str, list[float]] = {OURS: [], FAISS: []}

    def search() -> None:
        started = time.process_time()
        ours[:] = nearest_both_ways(dense_blocks(queries, others), (len(queries), len(others)), TOP)
        busy[OURS].append(time.process_time() - started)
        peaks.append(peak_mb())

    def search_faiss() -> None:
        started = time.process_time()
        theirs[:] = [_faiss(queries, others), _faiss(others, queries)]
        busy[FAISS].append(time.process_time() - started)

    taken = by_turns({OURS: search, FAISS: search_faiss}, turns)
    return {
        "vectors_per_side": len(others),
        "dimension": others.shape[1],
        "top": TOP,
        "seconds": figures(taken),
        "processor_seconds": figures(busy),
        "ratio": asdict(ratio(taken, OURS, FAISS)),
        "processor_ratio": asdict(ratio(busy, OURS, FAISS)),
        "peak_mb": peaks[0],
        "same_places": [round(agreement(*pair), 6) for pair in zip(ours, theirs, strict=True)],
    }


def dense(encoder: Encoder, invent: Callable[[int, int], Sequence[Item]], count: int, seed: int) -> Vectors:
    """Vectors of invented items as a market holds them, [count, 2 · dimension]."""
    found = np.empty((count, 2 * encoder.dimension), dtype=np.float32)
    for start in range(0, count, _PART):
        items = invent(min(_PART, count - start), seed + start)
        texts = [item_text(item) for item in items]
        found[start : start + _PART] = side_by_side(
            encoder.encode_supply([text.title for text in texts]),
            encoder.encode_supply([text.full for text in texts]),
        )
    return found


def _faiss(queries: Vectors, others: Vectors) -> Sequence[NDArray[Any]]:
    index = faiss.IndexFlatIP(others.shape[1])
    index.add(others)
    found: Sequence[NDArray[Any]] = index.search(queries, TOP)
    return found


def agreement(ours: Nearest, theirs: Sequence[NDArray[Any]]) -> float:
    """Share of numbers that are the same place by place; raises where a similarity differs by more than a tie."""
    values, places = theirs
    if (apart := np.abs(ours.score - values).max()) > TIE:
        raise AssertionError(f"not the same neighbours as faiss: {apart}")
    return float((ours.other == places).mean())


def _pairs_table(said: dict[str, Any]) -> Table:
    names = {OURS: "对接：一次分块矩阵乘积，两个方向", FAISS: "faiss-cpu IndexFlatIP，每个方向一次"}
    ratios = [f"{said[name]['median']:.2f}" for name in ("ratio", "processor_ratio")]
    rows = [
        (
            name,
            Spread.of(said["seconds"][who]).text(1),
            ratios[0] if who == OURS else "1",
            Spread.of(said["processor_seconds"][who]).text(1),
            ratios[1] if who == OURS else "1",
            f"{said['peak_mb']:,}" if who == OURS else "",
        )
        for who, name in names.items()
    ]
    notes = (
        f"结果相同：每一名的相似度相差不到 {TIE:g}，{min(said['same_places']):.3%} 的名次是同一个编号，其余是并列。",
        "比较的是标题、全文两个向量拼成的一个，产品里也是这样。",
        "内存峰值是测量进程的：编码器、两侧向量和结果都在内，faiss 尚未运行。",
    )
    count, width = said["vectors_per_side"], said["dimension"]
    title = f"{count:,} × {count:,}，每条需求、每项成果各取前 {TOP} 名，{width} 维"
    return Table(title, ("做法", "秒", "比值", "处理器秒", "比值", "内存峰值，MB"), rows, notes)
