import signal
import subprocess
import sys
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from embeddings.cache import VectorCache
from graph.model import Side


class CountingEncoder:
    """Encodes a text as its length and its first code point, and remembers what it was asked."""

    name = "测试/counting v1"
    dimension = 2

    def __init__(self) -> None:
        self.asked: list[str] = []

    def encode_demand(self, texts: Sequence[str]) -> NDArray[np.float32]:
        self.asked += texts
        return np.array([[len(text), ord(text[0])] for text in texts], dtype=np.float32)

    def encode_supply(self, texts: Sequence[str]) -> NDArray[np.float32]:
        return -self.encode_demand(texts)


@pytest.fixture
def encoder() -> CountingEncoder:
    return CountingEncoder()


def texts(count: int) -> list[str]:
    return [f"{number}号成果" for number in range(count)]


def test_known_texts_are_not_encoded_again(tmp_path: Path, encoder: CountingEncoder) -> None:
    first = VectorCache(tmp_path, encoder).encode(["甲", "乙", "甲"], Side.DEMAND)
    again = VectorCache(tmp_path, encoder).encode(["乙", "丙", "甲"], Side.DEMAND)
    assert encoder.asked == ["甲", "乙", "丙"]
    assert first.tolist() == [[1, ord("甲")], [1, ord("乙")], [1, ord("甲")]]
    assert again.tolist() == [[1, ord("乙")], [1, ord("丙")], [1, ord("甲")]]


def test_sides_and_encoders_never_mix(tmp_path: Path, encoder: CountingEncoder) -> None:
    other = CountingEncoder()
    other.name = "测试/counting v2"
    demand = VectorCache(tmp_path, encoder).encode(["甲"], Side.DEMAND)
    supply = VectorCache(tmp_path, encoder).encode(["甲"], Side.SUPPLY)
    VectorCache(tmp_path, other).encode(["甲"], Side.DEMAND)
    assert (supply == -demand).all()
    assert other.asked == ["甲"]


def test_no_texts_give_no_rows(tmp_path: Path, encoder: CountingEncoder) -> None:
    assert VectorCache(tmp_path, encoder).encode([], Side.DEMAND).shape == (0, 2)


def test_progress_counts_only_what_is_encoded(tmp_path: Path, encoder: CountingEncoder) -> None:
    cache = VectorCache(tmp_path, encoder)
    cache.encode(texts(3), Side.SUPPLY)
    seen: list[tuple[int, int]] = []
    cache.encode(texts(8), Side.SUPPLY, batch=2, progress=lambda done, total: seen.append((done, total)))
    assert seen == [(2, 5), (4, 5), (5, 5)]


@pytest.mark.parametrize(("name", "cut"), [("keys.bin", 1), ("keys.bin", 40), ("vectors.f32", 3)])
def test_torn_tail_is_ignored_and_rewritten(
    tmp_path: Path, encoder: CountingEncoder, name: str, cut: int
) -> None:
    expected = VectorCache(tmp_path, encoder).encode(texts(10), Side.DEMAND)
    (file,) = tmp_path.glob(f"*/demand/{name}")
    file.write_bytes(file.read_bytes()[:-cut])
    encoder.asked.clear()
    assert (VectorCache(tmp_path, encoder).encode(texts(10), Side.DEMAND) == expected).all()
    assert 0 < len(encoder.asked) < 10
    encoder.asked.clear()
    assert (VectorCache(tmp_path, encoder).encode(texts(10), Side.DEMAND) == expected).all()
    assert encoder.asked == []


def test_two_caches_at_once_store_each_text_once(tmp_path: Path, encoder: CountingEncoder) -> None:
    caches = [VectorCache(tmp_path, encoder) for _ in range(4)]
    with ThreadPoolExecutor(4) as pool:
        results = list(pool.map(lambda cache: cache.encode(texts(60), Side.DEMAND, batch=3), caches))
    assert all((result == results[0]).all() for result in results)
    (keys,) = tmp_path.glob("*/demand/keys.bin")
    assert keys.stat().st_size == 60 * 16


def test_one_cache_serves_several_threads(tmp_path: Path, encoder: CountingEncoder) -> None:
    cache = VectorCache(tmp_path, encoder)
    with ThreadPoolExecutor(4) as pool:
        results = list(pool.map(lambda _: cache.encode(texts(60), Side.DEMAND, batch=3), range(4)))
    expected = [[len(text), ord(text[0])] for text in texts(60)]
    assert all(result.tolist() == expected for result in results)


WRITER = """
import sys
from pathlib import Path
from embeddings.cache import VectorCache
from graph.model import Side
from tests.embeddings.test_cache import CountingEncoder, texts
VectorCache(Path(sys.argv[1]), CountingEncoder()).encode(
    texts(100_000), Side.DEMAND, batch=7, progress=lambda done, total: print(done, flush=True))
"""


def test_killed_writer_loses_nothing_it_reported(tmp_path: Path, encoder: CountingEncoder) -> None:
    for stop_after in (2, 15, 40):
        with subprocess.Popen(
            [sys.executable, "-c", WRITER, str(tmp_path)],
            stdout=subprocess.PIPE,
            text=True,
            cwd=Path(__file__).parents[2],
        ) as writer:
            assert writer.stdout is not None
            reported = [int(writer.stdout.readline()) for _ in range(stop_after)]
            writer.send_signal(signal.SIGKILL)
        wanted = texts(reported[-1])
        rows = VectorCache(tmp_path, encoder).encode(wanted, Side.DEMAND)
        assert encoder.asked == []
        assert rows.tolist() == [[len(text), ord(text[0])] for text in wanted]
