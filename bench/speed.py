"""Speed of encoding beside a small transformer, and of all-pairs search beside faiss.

Every contestant may use all cores; the bundled encoder uses one.
"""

import os
import tempfile
from collections.abc import Sequence
from dataclasses import asdict
from functools import partial
from pathlib import Path
from typing import Any

import faiss
import numpy as np
from numpy.typing import NDArray

from bench.invented import achievements, needs
from bench.measure import Seconds, Spread, by_turns, figures, ratio
from bench.report import Report, Table
from embeddings.background import Background
from embeddings.encoder import Encoder, open_encoder
from embeddings.transformer import SentenceTransformerEncoder
from graph.model import Item
from matching.candidates import _dense
from matching.index import SideIndex
from matching.lexical import LexicalSpace
from matching.texts import item_text

TURNS = 3
TEXTS = 128
VECTORS = 20_000
TOP = 20
TIE = 1e-5
OURS, TRANSFORMER, FAISS = "duijie", "transformer", "faiss"
LAYERS, WIDTH, HEADS, VOCABULARY, LENGTH = 6, 384, 12, 21128, 512


def run(texts: int = TEXTS, vectors: int = VECTORS, turns: int = TURNS) -> Report:
    """Measure both."""
    encoder = open_encoder()
    said, first = _encoding(encoder, texts, turns)
    found, second = _all_pairs(encoder, vectors, turns)
    return Report("speed", "速度", {"encoding": said, "all_pairs": found}, [first, second])


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


def _all_pairs(encoder: Encoder, count: int, turns: int) -> tuple[dict[str, Any], Table]:
    queries, others = dense_side(encoder, needs(count)), dense_side(encoder, achievements(count))
    everyone = np.arange(count)
    faiss.omp_set_num_threads(os.cpu_count() or 1)
    ours: list[NDArray[np.int64]] = []
    theirs: list[NDArray[Any]] = []

    def search() -> None:
        ours[:] = _dense(queries, others, everyone, everyone, TOP)

    def search_faiss() -> None:
        index = faiss.IndexFlatIP(others.dense.shape[1])
        index.add(others.dense)
        theirs[:] = index.search(queries.dense, TOP)

    taken = by_turns({OURS: search, FAISS: search_faiss}, turns)
    same = agreement(queries, others, ours[1].reshape(count, TOP), theirs)
    return _pairs_report(taken, others.dense.shape, same)


def dense_side(encoder: Encoder, items: Sequence[Item]) -> SideIndex:
    """The dense half of a side."""
    texts = [item_text(item) for item in items]
    nothing = LexicalSpace(Background.load()).characters([""] * len(texts))
    titles, full = (
        encoder.encode_supply([t.title for t in texts]),
        encoder.encode_supply([t.full for t in texts]),
    )
    side = SideIndex(titles, full, nothing, nothing, nothing, nothing)
    _ = side.dense  # made before the clock starts, for both
    return side


def agreement(
    queries: SideIndex, others: SideIndex, ours: NDArray[np.int64], theirs: Sequence[NDArray[Any]]
) -> float:
    """Share of ids that are the same place by place; raises where one differs by more than a tie."""
    values, places = theirs
    for row in range(len(ours)):
        scores = others.dense[ours[row]] @ queries.dense[row]
        if np.abs(scores - values[row]).max() > TIE:
            raise AssertionError(f"query {row}: not the same neighbours as faiss")
    return float((ours == places).mean())


def _pairs_report(taken: Seconds, shape: Sequence[int], same: float) -> tuple[dict[str, Any], Table]:
    count, dimension = shape
    found = ratio(taken, OURS, FAISS)
    said = {
        "vectors_per_side": count,
        "dimension": dimension,
        "top": TOP,
        "seconds": figures(taken),
        "ratio": asdict(found),
        "same_places": round(same, 4),
    }
    rows = (
        ("对接：分块矩阵乘积 + 分组取前列", Spread.of(taken[OURS]).text(), found.text()),
        ("faiss-cpu IndexFlatIP", Spread.of(taken[FAISS]).text(), "1"),
    )
    note = f"结果相同：{same:.1%} 的名次是同一个编号，其余是分数相差不到 {TIE:g} 的并列。"
    title = f"{count:,} × {count:,} 全对前 {TOP} 名，{dimension} 维"
    return said, Table(title, ("做法", "秒，中位数（最低–最高）", "比值"), rows, (note,))
