import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest

from embeddings.encoder import Encoder, open_encoder
from embeddings.errors import EncoderError

TEXTS = ["高盐废水零排放", "锂电池负极材料", "废水"]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A real transformer with random weights and two prompts, saved by sentence-transformers."""
    pytest.importorskip("sentence_transformers", reason="needs the extra transformers")
    import torch
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.sentence_transformer.modules import Pooling, Transformer
    from transformers import AutoTokenizer, BertConfig, BertModel

    base = tmp_path_factory.mktemp("bert")
    letters = sorted(set("".join(TEXTS)) | set("需求成果："))
    (base / "vocab.txt").write_text(
        "\n".join(["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", *letters]), "utf-8"
    )
    torch.manual_seed(0)
    config = BertConfig(
        vocab_size=64,
        hidden_size=32,
        num_hidden_layers=2,
        num_attention_heads=2,
        intermediate_size=64,
        max_position_embeddings=64,
    )
    BertModel(config).save_pretrained(base)
    AutoTokenizer.from_pretrained(base, tokenizer_type="bert").save_pretrained(base)
    transformer = Transformer(str(base), max_seq_length=48)
    model = SentenceTransformer(
        modules=[transformer, Pooling(32, "mean")],
        prompts={"query": "需求：", "passage": "成果："},
        device="cpu",
    )
    saved = tmp_path_factory.mktemp("model")
    model.save(str(saved), create_model_card=False)
    return saved


@pytest.fixture(scope="module")
def encoder(folder: Path) -> Encoder:
    return open_encoder(str(folder), offline=True)


def test_local_transformer_is_an_encoder(encoder: Encoder, folder: Path) -> None:
    assert isinstance(encoder, Encoder)
    assert (encoder.name, encoder.dimension) == (str(folder), 32)
    vectors = encoder.encode_demand(TEXTS)
    assert vectors.dtype == np.float32
    assert np.linalg.norm(vectors, axis=1) == pytest.approx([1, 1, 1], abs=1e-5)


def test_prompts_of_queries_and_passages_are_put_before_the_text(encoder: Encoder, folder: Path) -> None:
    from sentence_transformers import SentenceTransformer

    bare = SentenceTransformer(str(folder), device="cpu")
    for prompt, vectors in (
        ("需求：", encoder.encode_demand(TEXTS)),
        ("成果：", encoder.encode_supply(TEXTS)),
    ):
        expected = bare.encode([prompt + text for text in TEXTS], prompt="", normalize_embeddings=True)
        assert np.abs(vectors - expected).max() < 1e-5
    assert np.abs(encoder.encode_demand(TEXTS) - encoder.encode_supply(TEXTS)).max() > 1e-3


def test_blank_texts_become_zero_rows(encoder: Encoder) -> None:
    vectors = encoder.encode_supply(["", TEXTS[0], " \n"])
    assert not vectors[[0, 2]].any()
    assert np.abs(vectors[1] - encoder.encode_supply(TEXTS[:1])[0]).max() < 1e-5
    assert encoder.encode_supply([]).shape == (0, 32)


def test_several_threads_get_the_same_vectors(encoder: Encoder) -> None:
    expected = encoder.encode_demand(TEXTS)
    with ThreadPoolExecutor(4) as pool:
        results = list(pool.map(lambda _: encoder.encode_demand(TEXTS), range(12)))
    assert all(np.abs(vectors - expected).max() < 1e-6 for vectors in results)


def test_missing_extra_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "sentence_transformers", None)
    with pytest.raises(EncoderError, match=r"duijie\[transformers\]"):
        open_encoder("BAAI/bge-m3")


def test_absent_folder_is_named(tmp_path: Path) -> None:
    pytest.importorskip("sentence_transformers", reason="needs the extra transformers")
    with pytest.raises(EncoderError, match="不存在"):
        open_encoder(str(tmp_path / "none"))


def test_offline_does_not_ask_the_network(monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("sentence_transformers", reason="needs the extra transformers")
    import socket

    def refuse(*_args: object, **_options: object) -> None:
        raise AssertionError("the network was asked")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    with pytest.raises(EncoderError, match="离线"):
        open_encoder("nobody/no-such-model", offline=True)
