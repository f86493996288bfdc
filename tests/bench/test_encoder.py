from pathlib import Path

import pytest

from embeddings.encoder import open_encoder
from tests.bench import test_quality
from tests.bench.test_proxies import papers
from tests.embeddings.test_corpora import write

pytest.importorskip("sentence_transformers", reason="training needs the extra transformers")

folder = test_quality.folder  # the same fixture


def test_an_encoder_is_measured_alone_in_the_hybrid_and_on_held_out_texts(
    folder: Path, tmp_path: Path
) -> None:
    from bench.encoder import Bench
    from bench.quality import by_need, quality

    write(tmp_path, "corpora/csl_title", *papers(100))
    found = [
        {"keywords": [paper["title"], "试验"], "abstract": f"{paper['abstract']}另附数据。"}
        for paper in papers(100)
    ]
    write(tmp_path, "corpora/csl_fewclue", *found)
    bench = Bench(folder, tmp_path)
    measured = bench.measure(open_encoder())
    alone = quality(bench.lists, bench.seen[:, :, 0] + bench.seen[:, :, 1])
    assert (measured.ndcg, measured.auc) == pytest.approx((alone.ndcg, alone.auc))
    runs = [quality(bench.lists, by_need(bench.lists, bench.seen, seed)) for seed in range(5)]
    assert measured.hybrid_ndcg == pytest.approx(sum(run.ndcg for run in runs) / 5)
    assert (measured.by_title, measured.by_keywords) == bench.held_out.reciprocal_ranks(open_encoder())
    assert measured.by_title > 0.5


def test_every_recipe_changes_what_its_row_says() -> None:
    from dataclasses import replace

    from bench.encoder import RECIPES, SHIPPED

    trained = [replace(SHIPPED, **{"seeds": (0,), **settings}) for settings in RECIPES.values()]
    assert trained[0] == SHIPPED
    assert len(set(trained)) == len(trained)
