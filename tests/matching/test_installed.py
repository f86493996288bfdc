"""Learned weights in a data directory: kept, listed, chosen, and never half written."""

from dataclasses import replace
from pathlib import Path

import pytest

from matching.weights import SHIPPED, Weights, WeightsError
from matching.weights.installed import Installed

LEARNED = replace(
    Weights.load(), version="weights-0a1b2c3d", about="2026-06-01 由 40 个研判学得", seen=["n1"]
)


def test_the_shipped_weights_rank_until_others_are_used(tmp_path: Path) -> None:
    installed = Installed(tmp_path / "weights")
    assert (installed.versions(), installed.in_use().version) == ([SHIPPED], SHIPPED)
    installed.add(LEARNED)
    assert installed.in_use().version == SHIPPED
    installed.use(LEARNED.version)
    assert installed.in_use() == LEARNED
    assert installed.versions() == [SHIPPED, LEARNED.version]
    installed.use(SHIPPED)
    assert installed.in_use() == Weights.load()


@pytest.mark.parametrize("version", ["weights-9", "../weights-2", "in-use", ""])
def test_a_version_that_is_not_there_is_told(tmp_path: Path, version: str) -> None:
    installed = Installed(tmp_path)
    with pytest.raises(WeightsError, match="没有权重版本"):
        installed.use(version)
    assert installed.in_use().version == SHIPPED


@pytest.mark.parametrize("text", ["", "{", "{}", '{"version": "weights-1"}'])
def test_a_damaged_file_says_what_to_do(tmp_path: Path, text: str) -> None:
    (tmp_path / "weights-1.json").write_text(text, "utf-8")
    with pytest.raises(WeightsError, match="重新学习"):
        Installed(tmp_path).read("weights-1")


def test_weights_come_back_from_json_as_they_were() -> None:
    assert Weights.from_json(LEARNED.to_json()) == LEARNED
