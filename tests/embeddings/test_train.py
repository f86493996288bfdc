from collections.abc import Sequence
from hashlib import blake2b
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from embeddings.background import Background
from embeddings.static import StaticEncoder, unit_rows
from tests.embeddings.test_corpora import write

pytest.importorskip("sentence_transformers", reason="training needs the extra transformers")

TOPICS = {
    "电池": "锂电池 负极材料 电解液 正极 隔膜 充电",
    "水稻": "水稻 育种 抗病 稻瘟病 种子 栽培",
    "废水": "废水 零排放 蒸发 结晶 脱硫 膜浓缩",
}


class TopicTeacher:
    """Knows three topics by their words, and tells texts of one topic slightly apart."""

    name = "topics"
    dimension = 6

    def encode_demand(self, texts: Sequence[str]) -> NDArray[np.float32]:
        rows = [self.row(text) for text in texts]
        return unit_rows(np.array(rows, dtype=np.float32))

    encode_supply = encode_demand

    def row(self, text: str) -> list[float]:
        known = [sum(word in text for word in words.split()) for words in TOPICS.values()]
        noise = blake2b(text.encode(), digest_size=3).digest()
        return [*known, *(byte / 1000 for byte in noise)]


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("data")
    lot = np.random.default_rng(0)
    records: list[dict[str, object]] = []
    for number in range(120):
        words = list(TOPICS.values())[number % 3].split()
        picked = [words[place] for place in lot.permutation(len(words))[:3]]
        records.append(
            {
                "title": f"{picked[0]}与{picked[1]}",
                "abstract": f"关于{'和'.join(picked)}的第{number}次试验与结果分析",
            }
        )
    write(folder, "corpora/csl_title", *records)
    return folder


def train(data: Path, output: Path, cache: Path) -> dict[str, bytes]:
    from embeddings.recipe import Recipe
    from embeddings.train import train

    recipe = Recipe(least_texts=3, dimension=4, epochs=2, batch=16, background_least=1)
    train(data, output, TopicTeacher(), cache, recipe)
    files = [*output.iterdir(), output.parent / "background.npz"]
    return {file.name: file.read_bytes() for file in files}


def test_training_twice_gives_the_same_bytes_and_a_model_that_knows_the_topics(
    data: Path, tmp_path: Path
) -> None:
    first = train(data, tmp_path / "a" / "model", tmp_path / "cache-a")
    second = train(data, tmp_path / "b" / "model", tmp_path / "cache-b")
    assert first == second
    assert {"model.safetensors", "ngrams.txt", "config.json", "modules.json"} < set(first)
    encoder = StaticEncoder(tmp_path / "a" / "model")
    need = encoder.encode_demand(["稻瘟病抗病栽培"])
    scores = (need @ encoder.encode_supply(["水稻种子", "锂电池隔膜", "废水蒸发"]).T)[0]
    assert scores[0] > scores[1:].max() + 0.3
    background = Background.load(tmp_path / "a" / "background.npz")
    assert background.documents == 120
    assert background.word_idf("试验") < background.word_idf("隔膜")
