"""Make the bundled model and its background table from the data folder.

    python -m embeddings.train DATA --teacher-cache FOLDER [--output embeddings/models/duijie-zh]

Two steps: every n-gram gets the vector that makes sums of n-grams imitate the teacher (`embeddings.distil`),
then sentence-transformers trains title against abstract with in-batch negatives while the imitation is held.
Everything is seeded, sorted and single-threaded: the same data, versions and processor give the same bytes.
"""

import argparse
import sys
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from sentence_transformers import SentenceTransformer

from embeddings import corpora
from embeddings.background import Background
from embeddings.contrast import Lessons, contrast
from embeddings.distil import bag_matrix, ridge, soft_whitened
from embeddings.encoder import BUNDLED_FOLDER, Encoder
from embeddings.ngram_module import NgramEmbedding
from embeddings.ngrams import NgramVocabulary
from embeddings.recipe import Recipe
from embeddings.teacher import E5Teacher, teacher_vectors
from embeddings.words import character_ngrams, words


@dataclass(frozen=True)
class Material:
    """What every recipe learns from: papers and patents, pairs, short texts and the teacher's vectors of them."""

    documents: list[str]
    pairs: list[tuple[str, str]]
    texts: list[str]
    taught: NDArray[np.float32]

    @classmethod
    def read(
        cls,
        data: Path,
        teacher: Encoder,
        teacher_cache: Path,
        recipe: Recipe,
        *,
        keep: Callable[[str], bool] = lambda _: True,
    ) -> "Material":
        """Read the data folder, in pairs only the records that pass `keep` (`corpora.pairs`)."""
        texts = corpora.short_texts(data, recipe.terms)
        return cls(
            corpora.documents(data),
            corpora.pairs(data, recipe.paragraphs, keep=keep),
            texts,
            teacher_vectors(texts, teacher, teacher_cache),
        )


def train(data: Path, output: Path, teacher: Encoder, teacher_cache: Path, recipe: Recipe) -> None:
    """Write the model folder `output` and `background.npz` beside it."""
    torch.set_num_threads(1)
    material = Material.read(data, teacher, teacher_cache, recipe)
    report(f"{len(material.documents)} documents, {len(material.texts)} texts, {len(material.pairs)} pairs")
    output.parent.mkdir(parents=True, exist_ok=True)
    background(material.documents, corpora.list_titles(data), recipe).save(output.parent / "background.npz")
    module, targets = distilled(material, recipe)
    lessons = Lessons(module.vocabulary, material.pairs, material.texts, targets)
    report(f"losses {contrast(module, lessons, recipe)}")
    model = SentenceTransformer(modules=[module], device="cpu", similarity_fn_name="cosine")
    model.save(str(output), create_model_card=False)
    (output / "model.safetensors").chmod(0o644)  # written readable by its owner only


def background(documents: list[str], titles: list[str], recipe: Recipe) -> Background:
    """Count the texts with each word and character 1- and 2-gram; keep counts of `background_least` or more.

    Titles of lists are few, but they are what is ranked, and their everyday words (开发, 产业化, 装置) are not
    those of papers: together they count `title_share` times as much as all documents.
    """
    times = round(recipe.title_share * len(documents) / len(titles)) if titles else 0
    counts = _document_frequencies(documents)
    # The first title does not count: a token is not common because one list says it once.
    for token, count in _document_frequencies(titles).items():
        counts[token] += times * (count - 1)
    kept = {token: count for token, count in counts.items() if count >= recipe.background_least}
    return Background(len(documents) + times * len(titles), kept, unseen=1)


def _document_frequencies(texts: list[str]) -> Counter[str]:
    counts: Counter[str] = Counter()
    for text in texts:
        counts.update({*character_ngrams(text, (1, 2)), *(" " + word for word in words(text))})
    return counts


def distilled(material: Material, recipe: Recipe) -> tuple[NgramEmbedding, NDArray[np.float32]]:
    """Return the module after the first step and the vectors it imitates; table values are 1 on average."""
    counts: Counter[str] = Counter()
    for text in (*material.documents, *material.texts):
        counts.update(set(character_ngrams(text, recipe.ngram_sizes)))
    ngrams = sorted(ngram for ngram, count in counts.items() if count >= recipe.least_texts)
    vocabulary = NgramVocabulary(tuple(ngrams))
    total = 1 + len(material.documents) + len(material.texts)
    idf = np.array([np.log(total / (1 + counts[ngram])) + 1 for ngram in ngrams], dtype=np.float32)
    targets = soft_whitened(material.taught, recipe.dimension, recipe.whitening)
    table = ridge(bag_matrix(vocabulary, idf, material.texts), targets)
    table /= np.abs(table).mean()
    report(f"{len(ngrams)} n-grams distilled")
    return NgramEmbedding(recipe.name, vocabulary, torch.from_numpy(table), torch.from_numpy(idf)), targets


def report(line: str) -> None:
    """Say how far the training is."""
    sys.stderr.write(line + "\n")


def main() -> None:
    """Read the arguments and train."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("--teacher-cache", type=Path, required=True)
    parser.add_argument("--output", type=Path, default=BUNDLED_FOLDER)
    options = parser.parse_args()
    train(options.data, options.output, E5Teacher(), options.teacher_cache, Recipe())


if __name__ == "__main__":
    main()
