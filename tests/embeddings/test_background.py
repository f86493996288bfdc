import math
from pathlib import Path

import pytest

from embeddings.background import Background


@pytest.fixture
def small() -> Background:
    return Background(documents=99, frequencies={"电池": 9, "锂": 4, " 电池": 3}, unseen=1)


def test_idf_is_smoothed_and_unseen_is_rarest(small: Background) -> None:
    assert small.idf("电池") == pytest.approx(math.log(100 / 10) + 1)
    assert small.idf("钙钛") == pytest.approx(math.log(100 / 2) + 1)
    assert small.idf("钙钛") > small.idf("锂") > small.idf("电池") > 0


def test_words_and_ngrams_do_not_share_entries(small: Background) -> None:
    assert small.word_idf("电池") == pytest.approx(math.log(100 / 4) + 1)


def test_many_at_once_agree_with_one_by_one(small: Background) -> None:
    tokens = ["锂", "电池", "未见"]
    assert small.idfs(tokens).tolist() == pytest.approx([small.idf(token) for token in tokens], rel=1e-6)
    assert small.word_idfs(tokens).tolist() == pytest.approx([small.word_idf(t) for t in tokens], rel=1e-6)
    assert small.idfs([]).shape == (0,)


def test_saved_table_reads_back_and_is_the_same_bytes_each_time(small: Background, tmp_path: Path) -> None:
    first, second = tmp_path / "a.npz", tmp_path / "b.npz"
    small.save(first)
    small.save(second)
    assert first.read_bytes() == second.read_bytes()
    assert Background.load(first) == small


def test_table_of_another_segmenter_is_refused(tmp_path: Path) -> None:
    Background(documents=1, frequencies={"锂": 1}, version="words-0").save(tmp_path / "old.npz")
    with pytest.raises(ValueError, match="words-0"):
        Background.load(tmp_path / "old.npz")


def test_shipped_table_knows_technical_chinese() -> None:
    shipped = Background.load()
    assert shipped.documents > 10_000
    assert shipped.word_idf("钙钛矿") > shipped.word_idf("电池") > shipped.word_idf("结果")
    assert shipped.idf("钙钛") > shipped.idf("电池") > shipped.idf("的")


def test_shipped_table_is_small() -> None:
    file = Path(__file__).parents[2] / "embeddings" / "models" / "background.npz"
    assert file.stat().st_size < 4_000_000
