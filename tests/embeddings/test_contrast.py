from dataclasses import replace

import numpy as np
import pytest
from numpy.typing import NDArray

from embeddings.ngrams import NgramVocabulary
from embeddings.recipe import Recipe

torch = pytest.importorskip("torch", reason="training needs the extra transformers")

Numbers = NDArray[np.float32]
MATTERS = ["电池", "水稻", "废水", "桥梁"]
PAIRS = [(matter, other) for matter, other in zip(MATTERS, ["负极", "育种", "脱硫", "拉索"], strict=True)]
RECIPE = Recipe(dimension=6, batch=4, epochs=40, imitation=0.0, learning_rate=0.1, seeds=(0,))


def trained(recipe: Recipe) -> tuple[Numbers, Numbers, Numbers]:
    """Similarities of the four pairs before and after, and the cosine with what was to be imitated."""
    from embeddings.contrast import Lessons, contrast
    from embeddings.ngram_module import NgramEmbedding

    vocabulary = NgramVocabulary(tuple(sorted({text for pair in PAIRS for text in pair})))
    table = torch.randn(len(vocabulary.ngrams), 6, generator=torch.Generator().manual_seed(0))
    module = NgramEmbedding("tiny", vocabulary, table)

    def encoded(texts: list[str]) -> Numbers:
        with torch.no_grad():
            found: Numbers = module(module.preprocess(texts))["sentence_embedding"].numpy()
        return found

    def similarities() -> Numbers:
        found: Numbers = encoded(MATTERS) @ encoded([long for _, long in PAIRS]).T
        return found

    start, targets = similarities(), encoded(MATTERS)
    contrast(module, Lessons(vocabulary, PAIRS, MATTERS, targets), recipe)
    return start, similarities(), (encoded(MATTERS) * targets).sum(axis=1)


def test_contrast_brings_each_text_nearest_to_its_own() -> None:
    before, after, _ = trained(RECIPE)
    assert (before.argmax(axis=1) != np.arange(4)).any()
    assert after.argmax(axis=1).tolist() == [0, 1, 2, 3]


def test_a_heavy_imitation_holds_the_vectors_of_the_teacher() -> None:
    _, _, free = trained(RECIPE)
    _, after, held = trained(replace(RECIPE, imitation=50.0))
    assert held.min() > 0.98
    assert held.min() > free.min()
    assert after.argmax(axis=1).tolist() == [0, 1, 2, 3]


def test_another_seed_takes_another_order() -> None:
    recipe = replace(RECIPE, batch=2, epochs=1)
    assert (trained(recipe)[1] == trained(recipe)[1]).all()
    assert (trained(recipe)[1] != trained(replace(recipe, seeds=(1,)))[1]).any()


def test_several_seeds_give_the_mean_of_their_tables() -> None:
    recipe = replace(RECIPE, batch=2, epochs=3)
    twice_the_same = trained(replace(recipe, seeds=(1, 1)))[1]
    assert np.abs(twice_the_same - trained(replace(recipe, seeds=(1,)))[1]).max() < 1e-5
    mean = trained(replace(recipe, seeds=(0, 1)))[1]
    assert (mean != trained(recipe)[1]).any()
    assert (mean != trained(replace(recipe, seeds=(1,)))[1]).any()
