"""Segments of industry chains."""

import pytest

from graph.model.segments import Segment, segments


@pytest.mark.parametrize(
    ("written", "found"),
    [
        ("新能源汽车产业链-动力电池", [Segment("新能源汽车", "动力电池", None)]),
        ("新能源汽车产业链—动力电池（中游）", [Segment("新能源汽车", "动力电池", "中游")]),
        ("电子信息；新材料", [Segment("电子信息", "电子信息", None), Segment("新材料", "新材料", None)]),
        ("电子信息产业、电子信息行业", [Segment("电子信息", "电子信息", None)]),
        ("生物医药产业→上游", [Segment("生物医药", "上游", "上游")]),
        ("镍-氢电池", [Segment("镍-氢电池", "镍-氢电池", None)]),
        ("产业", [Segment("产业", "产业", None)]),
        ("；、\n", []),
        ("", []),
    ],
)
def test_segments_of_a_chain(written: str, found: list[Segment]) -> None:
    assert segments(written) == found
