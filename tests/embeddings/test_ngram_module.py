from pathlib import Path

import numpy as np
import pytest

from embeddings.encoder import BUNDLED_FOLDER, open_encoder
from embeddings.static import StaticEncoder

pytest.importorskip("sentence_transformers", reason="needs the extra transformers")

TEXTS = [
    "高盐废水浓缩零排放技术",
    "一种基于TRL-9的C++与α-氧化铝涂层的制备方法研究",
    "",
    "ＬＥＤ　ｌｉｇｈｔ 5t/h",
    "锂电池" * 300,
]


def test_both_runtimes_give_the_same_vectors_from_the_same_files() -> None:
    from sentence_transformers import SentenceTransformer

    model = SentenceTransformer(str(BUNDLED_FOLDER), trust_remote_code=True, device="cpu")
    heavy = model.encode(TEXTS, batch_size=2)
    light = open_encoder().encode_supply(TEXTS)
    assert heavy.shape == light.shape
    assert np.abs(heavy - light).max() < 1e-5
    assert np.abs(model.encode_query(TEXTS[:1]) - light[:1]).max() < 1e-5


def test_saved_model_reads_back_in_both_runtimes(tmp_path: Path) -> None:
    import torch
    from sentence_transformers import SentenceTransformer

    from embeddings.ngram_module import NgramEmbedding
    from embeddings.ngrams import NgramVocabulary

    table = torch.randn(4, 6, generator=torch.Generator().manual_seed(0))
    module = NgramEmbedding("tiny", NgramVocabulary(("池", "电", "电池", "锂")), table)
    model = SentenceTransformer(modules=[module], device="cpu")
    model.save(str(tmp_path), create_model_card=False)
    again = SentenceTransformer(str(tmp_path), trust_remote_code=True, device="cpu")
    texts = ["锂电池电池", "电", "无"]
    assert np.abs(model.encode(texts) - again.encode(texts)).max() < 0.02  # int8 against float32
    assert np.abs(again.encode(texts) - StaticEncoder(tmp_path).encode_demand(texts)).max() < 1e-6
    assert again.get_embedding_dimension() == 6
