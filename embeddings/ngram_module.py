"""The bundled model as a sentence-transformers module: trained with it, saved and loaded by it.

`SentenceTransformer(folder, trust_remote_code=True)` finds this class by the path in `modules.json`;
it needs this package importable and the extra `transformers`.
"""

# ruff: noqa: ANN401  the signatures are those of the base classes
import json
from hashlib import blake2b
from pathlib import Path
from typing import Any, Self

import torch
from safetensors.numpy import load_file, save_file
from sentence_transformers.base.modules.input_module import InputModule

from embeddings.ngrams import NgramVocabulary
from embeddings.static import FORMAT, dequantise, quantise


class NgramEmbedding(InputModule):
    """Sums one learned vector per character n-gram, weighted by 1 + ln(tf), and normalises the sum.

    While it is trained, fixed `weights` [n-grams] (idf) multiply the rows of `table`; saving folds them in.
    """

    weights: torch.Tensor

    def __init__(
        self, name: str, vocabulary: NgramVocabulary, table: torch.Tensor, weights: torch.Tensor | None = None
    ) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self.name = name
        self.vocabulary = vocabulary
        self.embedding = torch.nn.EmbeddingBag.from_pretrained(table, freeze=False, mode="sum", sparse=True)
        self.register_buffer("weights", torch.ones(len(table)) if weights is None else weights)

    @property
    def max_seq_length(self) -> float:
        """Texts of any length are read whole."""
        return float("inf")

    def preprocess(self, inputs: Any, prompt: str | None = None, **_options: Any) -> dict[str, torch.Tensor]:
        """Turn texts into rows, sublinear counts and offsets; a prompt is put before each text."""
        rows, counts, offsets = self.vocabulary.bags([(prompt or "") + text for text in inputs])
        return {
            "input_ids": torch.from_numpy(rows),
            "ngram_counts": torch.from_numpy(counts),
            "offsets": torch.from_numpy(offsets),
        }

    def forward(self, features: dict[str, Any], **_options: Any) -> dict[str, Any]:
        """Add `sentence_embedding` [n, dimension], unit rows; an unencodable text gives a zero row."""
        rows = features["input_ids"]
        summed = self.embedding(
            rows, features["offsets"], per_sample_weights=features["ngram_counts"] * self.weights[rows]
        )
        features["sentence_embedding"] = torch.nn.functional.normalize(summed, dim=-1)
        return features

    def get_embedding_dimension(self) -> int:
        """Return the length of a vector."""
        return int(self.embedding.embedding_dim)

    def save(self, output_path: str, *_args: Any, **_options: Any) -> None:
        """Write config.json, ngrams.txt and model.safetensors (int8 codes, one float32 scale per row)."""
        folder = Path(output_path)
        folded = self.embedding.weight.detach() * self.weights[:, None]
        codes, scales = quantise(folded.numpy())
        fingerprint = blake2b(codes.tobytes() + scales.tobytes(), digest_size=4).hexdigest()
        config = {"format": FORMAT, "name": self.name, "fingerprint": fingerprint}
        (folder / "config.json").write_text(
            json.dumps(config, ensure_ascii=False, indent=2) + "\n", encoding="utf-8"
        )
        self.vocabulary.save(folder)
        save_file({"codes": codes, "scales": scales}, folder / "model.safetensors")

    @classmethod
    def load(cls, model_name_or_path: str, *_args: Any, **_options: Any) -> Self:
        """Read what `save` wrote."""
        folder = Path(model_name_or_path)
        config = json.loads((folder / "config.json").read_text(encoding="utf-8"))
        tensors = load_file(folder / "model.safetensors")
        table = torch.from_numpy(dequantise(tensors["codes"], tensors["scales"]))
        return cls(config["name"], NgramVocabulary.load(folder), table)
