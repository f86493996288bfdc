"""What the rest of the product asks of an encoder, and where one comes from."""

from collections.abc import Sequence
from pathlib import Path
from typing import Protocol, runtime_checkable

import numpy as np
from numpy.typing import NDArray

from embeddings.errors import EncoderError
from embeddings.static import StaticEncoder

#: The setting that stands for the model in this package.
BUNDLED = "bundled"
BUNDLED_FOLDER = Path(__file__).parent / "models" / "duijie-zh"


@runtime_checkable
class Encoder(Protocol):
    """Turns texts into vectors; cosine similarity of a demand row and a supply row is their dense score.

    Both methods return float32 [n, dimension], rows of unit length; a text without anything to encode
    (empty, only punctuation) becomes a zero row, so its score with everything is 0.
    They may be called from several threads. `name` tells vectors of different encoders apart.
    """

    name: str
    dimension: int

    def encode_demand(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Encode needs, challenges, scenarios, queries."""
        ...

    def encode_supply(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Encode achievements."""
        ...


def open_encoder(name: str = BUNDLED, *, offline: bool = False) -> Encoder:
    """Open the bundled encoder, or any sentence-transformers model by hub name or local folder.

    `offline` forbids every network access: the model must be a folder or in the local cache already.
    Raises EncoderError.
    """
    if name == BUNDLED:
        return _open_bundled()
    from embeddings.transformer import SentenceTransformerEncoder  # noqa: PLC0415  brings torch

    return SentenceTransformerEncoder(name, offline=offline)


def _open_bundled() -> Encoder:
    try:
        return StaticEncoder(BUNDLED_FOLDER)
    except (OSError, ValueError, KeyError) as error:
        raise EncoderError(f"内置语义模型打不开（{BUNDLED_FOLDER}）：{error}。请重新安装对接") from error
