"""Make the bundled model and its background table from the data folder.

    python -m embeddings.train DATA --teacher-cache FOLDER [--output embeddings/models/duijie-zh]

Two steps: every n-gram gets the vector that makes sums of n-grams imitate the teacher (`embeddings.distil`),
then sentence-transformers trains title against abstract with in-batch negatives while the imitation is held.
Everything is seeded, sorted and single-threaded: the same data, versions and processor give the same bytes.
"""

import argparse
import sys
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from random import Random

import numpy as np
import torch
from numpy.typing import NDArray
from sentence_transformers import SentenceTransformer
from sentence_transformers.sentence_transformer.losses import MSELoss, MultipleNegativesRankingLoss

from embeddings import corpora
from embeddings.background import Background
from embeddings.distil import bag_matrix, ridge, soft_whitened
from embeddings.encoder import BUNDLED_FOLDER, Encoder
from embeddings.ngram_module import NgramEmbedding
from embeddings.ngrams import NgramVocabulary
from embeddings.teacher import E5Teacher, teacher_vectors
from embeddings.words import character_ngrams, words


@dataclass(frozen=True, slots=True)
class Recipe:
    """What the shipped model was trained with."""

    name: str = "duijie-zh-1"
    terms: int = 60_000
    ngram_sizes: tuple[int, ...] = (1, 2)
    least_texts: int = 16
    dimension: int = 256
    whitening: float = 0.5
    epochs: int = 2
    batch: int = 512
    temperature: float = 0.15
    learning_rate: float = 0.2
    imitation: float = 20.0
    background_least: int = 3
    title_share: float = 1.0


def train(data: Path, output: Path, teacher: Encoder, teacher_cache: Path, recipe: Recipe) -> None:
    """Write the model folder `output` and `background.npz` beside it."""
    torch.set_num_threads(1)
    torch.manual_seed(0)
    documents = corpora.documents(data)
    output.parent.mkdir(parents=True, exist_ok=True)
    background(documents, corpora.list_titles(data), recipe).save(output.parent / "background.npz")
    texts = corpora.short_texts(data, recipe.terms)
    report(f"{len(documents)} documents, {len(texts)} texts for the teacher")
    targets = soft_whitened(
        teacher_vectors(texts, teacher, teacher_cache), recipe.dimension, recipe.whitening
    )
    module = distilled(documents, texts, targets, recipe)
    model = SentenceTransformer(modules=[module], device="cpu", similarity_fn_name="cosine")
    contrast(model, corpora.pairs(data), (texts, targets), recipe)
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


def distilled(
    documents: list[str], texts: list[str], targets: NDArray[np.float32], recipe: Recipe
) -> NgramEmbedding:
    """Return the module after the first step, its table scaled so that its values are 1 on average."""
    counts: Counter[str] = Counter()
    for text in (*documents, *texts):
        counts.update(set(character_ngrams(text, recipe.ngram_sizes)))
    ngrams = sorted(ngram for ngram, count in counts.items() if count >= recipe.least_texts)
    vocabulary = NgramVocabulary(tuple(ngrams))
    total = 1 + len(documents) + len(texts)
    idf = np.array([np.log(total / (1 + counts[ngram])) + 1 for ngram in ngrams], dtype=np.float32)
    table = ridge(bag_matrix(vocabulary, idf, texts), targets)
    table /= np.abs(table).mean()
    report(f"{len(ngrams)} n-grams distilled")
    return NgramEmbedding(recipe.name, vocabulary, torch.from_numpy(table), torch.from_numpy(idf))


def contrast(
    model: SentenceTransformer,
    pairs: list[tuple[str, str]],
    imitated: tuple[list[str], NDArray[np.float32]],
    recipe: Recipe,
) -> None:
    """Train short text against long text, the others of the batch as negatives, beside the imitation."""
    ranking = MultipleNegativesRankingLoss(model, scale=1 / recipe.temperature)
    imitation = MSELoss(model)
    optimiser = torch.optim.SparseAdam(list(model.parameters()), lr=recipe.learning_rate)
    lot = Random(0)  # noqa: S311  a fixed order, not a secret
    texts, targets = imitated
    # the mean squared difference of two unit vectors is (2 - 2 cos) / dimension
    weight = recipe.imitation * recipe.dimension / 2
    for epoch in range(recipe.epochs):
        lot.shuffle(pairs)
        total = 0.0
        for start in range(0, len(pairs), recipe.batch):
            part = pairs[start : start + recipe.batch]
            sides = [model.preprocess([pair[side] for pair in part]) for side in (0, 1)]
            chosen = lot.sample(range(len(texts)), min(len(texts), 2 * recipe.batch))
            copied = [model.preprocess([texts[row] for row in chosen])]
            loss = ranking(sides, None) + weight * imitation(copied, torch.from_numpy(targets[chosen]))
            optimiser.zero_grad()
            loss.backward()
            optimiser.step()  # type: ignore[no-untyped-call]
            total += float(loss.detach()) * len(part)
        report(f"epoch {epoch + 1}: loss {total / max(1, len(pairs)):.4f}")


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
