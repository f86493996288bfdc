import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import pytest

from embeddings import encoder as encoder_module
from embeddings.encoder import BUNDLED_FOLDER, Encoder, EncoderError, open_encoder

LIGHT = """
import sys
from embeddings.encoder import open_encoder
from embeddings.background import Background
from embeddings.cache import VectorCache
open_encoder().encode_demand(["高盐废水零排放"])
Background.load().word_idf("废水")
heavy = {"torch", "transformers", "sentence_transformers", "scipy", "sklearn"} & set(sys.modules)
sys.exit(f"imported: {sorted(heavy)}" if heavy else 0)
"""


@pytest.fixture(scope="module")
def bundled() -> Encoder:
    return open_encoder()


def test_light_path_imports_nothing_heavy() -> None:
    root = Path(__file__).parents[2]
    done = subprocess.run(
        [sys.executable, "-c", LIGHT], cwd=root, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")


def test_bundled_encoder_opens_quickly() -> None:
    start = time.process_time()
    open_encoder()
    assert time.process_time() - start < 1.0


def test_rows_are_float32_of_unit_length(bundled: Encoder) -> None:
    assert isinstance(bundled, Encoder)
    vectors = bundled.encode_supply(["钙钛矿太阳能电池", "水稻抗病育种", "x"])
    assert vectors.shape == (3, bundled.dimension)
    assert vectors.dtype == np.float32
    assert np.linalg.norm(vectors, axis=1) == pytest.approx([1, 1, 1], abs=1e-5)


def test_nothing_to_encode_gives_zero_rows(bundled: Encoder) -> None:
    assert not bundled.encode_demand(["", "  ", "，。"]).any()
    assert bundled.encode_demand([]).shape == (0, bundled.dimension)


def test_a_row_does_not_depend_on_its_neighbours(bundled: Encoder) -> None:
    texts = ["高盐废水零排放", "废水处理" * 200, "韭菜绿色防控"]
    together = bundled.encode_demand(texts)
    alone = np.concatenate([bundled.encode_demand([text]) for text in texts])
    assert (together == alone).all()


@pytest.mark.parametrize(
    ("need", "better", "worse"),
    [
        ("高盐废水浓缩零排放技术", "脱硫废水蒸发结晶处理工艺", "废旧轮胎回收利用"),
        ("锂电池负极材料", "硅碳复合材料在动力电池中的应用", "太阳能电池组件安装支架"),
        ("韭菜绿色防控技术研究", "蔬菜病虫害生物农药", "蔬菜包装运输设备"),
        ("工件表面缺陷在线检测", "基于机器视觉的钢板瑕疵识别", "金属表面防腐涂料"),
        ("降低铝合金压铸件气孔", "真空压铸模具及其工艺", "铝电解槽节能"),
    ],
)
def test_meaning_ranks_before_shared_characters(bundled: Encoder, need: str, better: str, worse: str) -> None:
    demand, supply = bundled.encode_demand([need]), bundled.encode_supply([better, worse])
    near, far = (demand @ supply.T)[0]
    assert near > far


def test_damaged_bundle_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(encoder_module, "BUNDLED_FOLDER", tmp_path)
    with pytest.raises(EncoderError, match="内置语义模型打不开"):
        open_encoder()


def test_bundle_is_small_enough_to_ship() -> None:
    assert sum(file.stat().st_size for file in BUNDLED_FOLDER.iterdir()) < 20_000_000
