"""Any sentence-transformers model as an encoder. Importing is cheap, constructing brings torch."""

from collections.abc import Callable, Sequence
from pathlib import Path
from threading import Lock
from typing import Any

import numpy as np
from numpy.typing import NDArray

from embeddings.errors import EncoderError
from embeddings.static import unit_rows

_BATCH = 32
_QUERY_PROMPTS = ("query",)
_PASSAGE_PROMPTS = ("document", "passage", "corpus")


class SentenceTransformerEncoder:
    """A model by hub name or local folder; its prompts for queries and documents are honoured.

    Demand goes through `encode_query`, supply through `encode_document`, each with the first prompt that is
    not empty: sentence-transformers adds an empty `document` to models that call theirs `passage`.
    Calls from several threads take turns: a tokenizer serves one at a time, and torch uses all cores anyway.
    """

    def __init__(self, name: str, *, offline: bool = False) -> None:
        self._model = _load(name, offline=offline)
        self._turn = Lock()
        self.name = name
        self.dimension = int(self._model.get_embedding_dimension())

    def encode_demand(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return one unit row per text, shape [n, dimension]; blank texts become zero rows."""
        return self._encode(self._model.encode_query, _QUERY_PROMPTS, texts)

    def encode_supply(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return one unit row per text, shape [n, dimension]; blank texts become zero rows."""
        return self._encode(self._model.encode_document, _PASSAGE_PROMPTS, texts)

    def _encode(
        self, encode: Callable[..., NDArray[np.float32]], prompts: Sequence[str], texts: Sequence[str]
    ) -> NDArray[np.float32]:
        vectors = np.zeros((len(texts), self.dimension), dtype=np.float32)
        filled = [row for row, text in enumerate(texts) if text.strip()]
        if filled:
            prompt = next((name for name in prompts if self._model.prompts.get(name)), None)
            with self._turn:
                vectors[filled] = encode(
                    [texts[row] for row in filled],
                    prompt_name=prompt,
                    batch_size=_BATCH,
                    show_progress_bar=False,
                    convert_to_numpy=True,
                )
        return unit_rows(vectors)


def _load(name: str, *, offline: bool) -> Any:  # noqa: ANN401  sentence-transformers is untyped for us
    try:
        from sentence_transformers import SentenceTransformer  # noqa: PLC0415
    except ImportError as error:
        raise EncoderError(
            f"语义模型 {name} 需要扩展 transformers，这台机器没有装："
            "请运行 pip install 'duijie[transformers]'，或把 DUIJIE_ENCODER 改回 bundled"
        ) from error
    if Path(name).is_absolute() and not Path(name).is_dir():
        raise EncoderError(f"语义模型文件夹 {name} 不存在：请检查 DUIJIE_ENCODER")
    try:
        return SentenceTransformer(name, local_files_only=offline)
    except (OSError, ValueError, RuntimeError, ImportError) as error:
        where = "本机缓存（离线模式）" if offline else "本机与模型站"
        raise EncoderError(f"语义模型 {name} 在{where}都打不开：{error}") from error
