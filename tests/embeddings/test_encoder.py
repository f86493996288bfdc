import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import pytest

from embeddings import encoder as encoder_module
from embeddings.encoder import BUNDLED_FOLDER, Encoder, open_encoder
from embeddings.errors import EncoderError
from embeddings.words import words

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
    ("need", "related", "unrelated"),
    [
        ("水稻稻瘟病防治", "作物真菌病害生防菌剂", "汽车焊接机器人"),
        ("中药材重金属检测", "农产品有害元素快速分析仪", "深孔钻削机床"),
        ("电机轴承故障诊断", "旋转机械振动信号分析", "乳酸菌发酵饮料"),
        ("工件表面缺陷在线检测", "基于机器视觉的钢板瑕疵识别", "金属防腐涂料"),
        ("猪饲料抗生素替代品", "仔猪用益生菌添加剂", "粉碎机刀片"),
    ],
)
def test_related_ranks_before_unrelated_without_a_common_word(
    bundled: Encoder, need: str, related: str, unrelated: str
) -> None:
    assert not set(words(need)) & set(words(related))
    demand, supply = bundled.encode_demand([need]), bundled.encode_supply([related, unrelated])
    near, far = (demand @ supply.T)[0]
    assert near > far + 0.05


def test_damaged_bundle_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(encoder_module, "BUNDLED_FOLDER", tmp_path)
    with pytest.raises(EncoderError, match="内置语义模型打不开"):
        open_encoder()


def test_bundle_is_small_enough_to_ship() -> None:
    assert sum(file.stat().st_size for file in BUNDLED_FOLDER.iterdir()) < 20_000_000
