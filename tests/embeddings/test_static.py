import json
from pathlib import Path

import numpy as np
import pytest

from embeddings.static import StaticEncoder, dequantise, quantise, unit_rows


def test_quantised_table_is_within_half_a_step() -> None:
    table = np.random.default_rng(0).normal(size=(50, 8)).astype(np.float32)
    table[7] = 0
    codes, scales = quantise(table)
    assert codes.dtype == np.int8
    assert (np.abs(dequantise(codes, scales) - table) <= scales[:, None] / 2 + 1e-7).all()
    assert not dequantise(codes, scales)[7].any()


def test_unit_rows_leave_zero_rows_alone() -> None:
    rows = unit_rows(np.array([[3, 4], [0, 0]], dtype=np.float32))
    assert rows.tolist() == [[pytest.approx(0.6), pytest.approx(0.8)], [0, 0]]


def test_model_of_a_newer_format_is_refused(tmp_path: Path) -> None:
    (tmp_path / "config.json").write_text(json.dumps({"format": 99, "name": "x"}), encoding="utf-8")
    with pytest.raises(ValueError, match="99"):
        StaticEncoder(tmp_path)
