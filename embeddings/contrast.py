"""Contrastive training: a short text shall be nearest to the long text it belongs to, among those of a batch."""

from collections.abc import Sequence
from random import Random

import numpy as np
import torch
from numpy.typing import NDArray
from torch.nn.functional import cross_entropy, embedding_bag, normalize

from embeddings.ngram_module import NgramEmbedding
from embeddings.ngrams import NgramVocabulary
from embeddings.recipe import Recipe


class Bags:
    """The bags of many texts, cut once."""

    def __init__(self, vocabulary: NgramVocabulary, texts: Sequence[str]) -> None:
        self._rows, self._counts, self._starts = vocabulary.bags(texts)
        self._ends = np.append(self._starts, len(self._rows))[1:]

    def __len__(self) -> int:
        """How many texts."""
        return len(self._starts)

    def take(self, chosen: Sequence[int]) -> list[tuple[NDArray[np.int64], NDArray[np.float32]]]:
        """Return rows and counts of the texts at these places."""
        spans = [slice(self._starts[place], self._ends[place]) for place in chosen]
        return [(self._rows[span], self._counts[span]) for span in spans]


class Lessons:
    """Pairs to tell apart, and texts with the vectors to be imitated meanwhile [n, dimension]."""

    def __init__(
        self,
        vocabulary: NgramVocabulary,
        pairs: Sequence[tuple[str, str]],
        texts: Sequence[str],
        targets: NDArray[np.float32],
    ) -> None:
        self.sides = tuple(Bags(vocabulary, [pair[side] for pair in pairs]) for side in (0, 1))
        self.imitated = Bags(vocabulary, texts)
        self.targets = targets


def contrast(module: NgramEmbedding, lessons: Lessons, recipe: Recipe) -> list[list[float]]:
    """Train in place, once for each seed, and take the mean of their tables.

    In-batch negatives, while the imitation is held. One start and few steps keep the tables comparable; their
    mean is as good as the best of them. Returns the mean losses of the epochs for each seed.
    """
    weight = module.embedding.weight.data
    start, total = weight.clone(), torch.zeros_like(weight)
    losses = []
    for seed in recipe.seeds:
        weight.copy_(start)
        losses.append(_train(module, lessons, recipe, seed))
        total += weight
    weight.copy_(total / len(recipe.seeds))
    return losses


def _train(module: NgramEmbedding, lessons: Lessons, recipe: Recipe, seed: int) -> list[float]:
    optimiser = torch.optim.SparseAdam(list(module.parameters()), lr=recipe.learning_rate)
    lot = Random(seed)  # noqa: S311  a fixed order, not a secret
    order = list(range(len(lessons.sides[0])))
    copies = min(len(lessons.imitated), 2 * recipe.batch) if recipe.imitation else 0
    losses = []
    for _ in range(recipe.epochs):
        lot.shuffle(order)
        total = 0.0
        for start in range(0, len(order), recipe.batch):
            part = order[start : start + recipe.batch]
            copied = lot.sample(range(len(lessons.imitated)), copies)
            table, rows, vectors = _encode(module, lessons, part, copied)
            short, long, imitating = torch.split(vectors, [len(part), len(part), copies])
            loss = cross_entropy(short @ long.T / recipe.temperature, torch.arange(len(part)))
            if copies:
                targets = torch.from_numpy(lessons.targets[copied])
                loss = loss + recipe.imitation * (1 - (imitating * targets).sum(dim=1)).mean()
            (slope,) = torch.autograd.grad(loss, table)
            weight = module.embedding.weight
            weight.grad = torch.sparse_coo_tensor(
                rows[None], slope, weight.shape, check_invariants=False, is_coalesced=True
            )
            optimiser.step()  # type: ignore[no-untyped-call]
            total += float(loss.detach()) * len(part)
        losses.append(total / max(1, len(order)))
    return losses


def _encode(
    module: NgramEmbedding, lessons: Lessons, part: Sequence[int], copied: Sequence[int]
) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
    """Return the rows of the table that occur, which they are, and the unit vectors made of them.

    A gradient of these rows alone is several times cheaper than one of every occurrence.
    """
    bags = [*lessons.sides[0].take(part), *lessons.sides[1].take(part), *lessons.imitated.take(copied)]
    rows, places = torch.unique(
        torch.from_numpy(np.concatenate([ids for ids, _ in bags])), return_inverse=True
    )
    counts = torch.from_numpy(np.concatenate([tf for _, tf in bags]))
    offsets = torch.from_numpy(np.cumsum([0, *(len(ids) for ids, _ in bags[:-1])]))
    table = module.embedding.weight.detach()[rows].requires_grad_()
    weights = counts * module.weights[rows][places]
    summed = embedding_bag(places, table, offsets, mode="sum", per_sample_weights=weights)
    return table, rows, normalize(summed, dim=-1)
