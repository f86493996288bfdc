"""The light runtime of the bundled model: numpy only, reads the files sentence-transformers wrote."""

import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from safetensors.numpy import load_file

from embeddings.ngrams import NgramVocabulary

#: Format of `config.json` that this runtime reads; written by `embeddings.ngram_module`.
FORMAT = 1


def dequantise(codes: NDArray[np.int8], scales: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return the table [rows, dimension] that int8 codes with one scale per row stand for."""
    return codes.astype(np.float32) * scales[:, None]


def quantise(table: NDArray[np.float32]) -> tuple[NDArray[np.int8], NDArray[np.float32]]:
    """Return int8 codes and one scale per row: the largest value of a row becomes ±127."""
    peak = np.abs(table).max(axis=1)
    scales = np.where(peak > 0, peak / 127.0, 1.0).astype(np.float32)
    return np.rint(table / scales[:, None]).astype(np.int8), scales


class StaticEncoder:
    """A bag of character n-grams, one vector each, summed and brought to unit length.

    Demand and supply are encoded alike. A text without a known n-gram becomes a zero row.
    Nothing is changed after construction, so one instance serves all threads.
    """

    def __init__(self, folder: Path) -> None:
        config = json.loads((folder / "config.json").read_text(encoding="utf-8"))
        if config.get("format") != FORMAT:
            raise ValueError(
                f"模型 {folder} 的格式是 {config.get('format')}，本程序只认 {FORMAT}：请升级对接"
            )
        tensors = load_file(folder / "model.safetensors")
        self._codes: NDArray[np.int8] = tensors["codes"]
        self._scales: NDArray[np.float32] = tensors["scales"]
        self._vocabulary = NgramVocabulary.load(folder)
        if len(self._vocabulary.ngrams) != len(self._codes):
            raise ValueError(f"模型 {folder} 的片段表与向量行数不一致，文件已损坏：请重新安装")
        # with the fingerprint, stored vectors of a retrained model are never taken for its own
        self.name = f"{config['name']}-{config['fingerprint']}"
        self.dimension: int = self._codes.shape[1]

    def encode_demand(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return one unit row per text, shape [n, dimension]."""
        return self._encode(texts)

    def encode_supply(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return one unit row per text, shape [n, dimension]."""
        return self._encode(texts)

    def _encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        vectors = np.zeros((len(texts), self.dimension), dtype=np.float32)
        for row, text in enumerate(texts):
            ids, weights = self._vocabulary.bag(text)
            if len(ids):
                vectors[row] = (weights * self._scales[ids]) @ self._codes[ids].astype(np.float32)
        return unit_rows(vectors)


def unit_rows(vectors: NDArray[np.float32]) -> NDArray[np.float32]:
    """Scale each row to unit length; zero rows stay zero."""
    lengths = np.sqrt(np.einsum("ij,ij->i", vectors, vectors))
    scaled: NDArray[np.float32] = vectors / np.where(lengths > 0, lengths, 1.0).astype(np.float32)[:, None]
    return scaled
