from pathlib import Path

import numpy as np

from bench.proxies import HeldOut, kept
from embeddings.corpora import record_key
from embeddings.encoder import open_encoder
from tests.embeddings.test_corpora import write

MATTERS = (
    "锂电池负极 水稻抗病 废水脱硫 桥梁拉索 茶多酚提取 光刻胶 沃柑保鲜 对虾养殖 韭菜灰霉病 甘蔗渣板材".split()
)


def papers(count: int) -> list[dict[str, str]]:
    return [
        {"title": f"{MATTERS[n % 10]}{n}号", "abstract": f"{n}号方案讨论{MATTERS[n % 10]}的方法与试验结果。"}
        for n in range(count)
    ]


def test_about_a_tenth_is_held_out_and_always_the_same() -> None:
    keys = [record_key(paper) for paper in papers(2000)]
    held = [key for key in keys if not kept(key)]
    assert 120 < len(held) < 280
    assert held == [key for key in keys if not kept(key)]


def test_held_out_titles_point_at_their_abstracts(tmp_path: Path) -> None:
    write(tmp_path, "corpora/csl_title", *papers(200))
    found = HeldOut.read(tmp_path, size=60)
    titles, right = found.titles
    assert len(found.pool) == 60
    assert titles
    for title, row in zip(titles, right, strict=True):
        assert f"讨论{title.rstrip('0123456789号')}" in found.pool[row]
    by_title, by_keywords = HeldOut(found.titles, (titles, np.roll(right, 1)), found.pool).reciprocal_ranks(
        open_encoder()
    )
    assert by_title > by_keywords
