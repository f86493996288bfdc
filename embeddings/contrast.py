"""Contrastive training: a short text shall be nearest to the long text it belongs to, among those of a batch."""

from collections.abc import Sequence
from random import Random
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from sentence_transformers import SentenceTransformer
from sentence_transformers.sentence_transformer.losses import MSELoss, MultipleNegativesRankingLoss

from embeddings.ngram_module import NgramEmbedding
from embeddings.ngrams import NgramVocabulary
from embeddings.recipe import Recipe


class Bags:
    """The bags of many texts, cut once; `take` puts some of them together as the module reads them."""

    def __init__(self, vocabulary: NgramVocabulary, texts: Sequence[str]) -> None:
        self._rows, self._counts, self._starts = vocabulary.bags(texts)
        self._ends = np.append(self._starts, len(self._rows))[1:]

    def __len__(self) -> int:
        """How many texts."""
        return len(self._starts)

    def take(self, chosen: Sequence[int]) -> dict[str, Any]:
        """Return the input of `NgramEmbedding.forward` for the texts at these places."""
        spans = [slice(self._starts[place], self._ends[place]) for place in chosen]
        lengths = [span.stop - span.start for span in spans]
        return {
            "input_ids": torch.from_numpy(np.concatenate([self._rows[span] for span in spans])),
            "ngram_counts": torch.from_numpy(np.concatenate([self._counts[span] for span in spans])),
            "offsets": torch.from_numpy(np.cumsum([0, *lengths[:-1]])),
        }


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


def contrast(module: NgramEmbedding, lessons: Lessons, recipe: Recipe) -> list[float]:
    """Train in place with in-batch negatives while the imitation is held; return the mean loss of each epoch."""
    model = SentenceTransformer(modules=[module], device="cpu")
    ranking = MultipleNegativesRankingLoss(model, scale=1 / recipe.temperature)
    imitation = MSELoss(model)
    # the mean squared difference of two unit vectors is (2 - 2 cos) / dimension
    weight = recipe.imitation * recipe.dimension / 2
    optimiser = torch.optim.SparseAdam(list(module.parameters()), lr=recipe.learning_rate)
    lot = Random(recipe.seed)  # noqa: S311  a fixed order, not a secret
    order = list(range(len(lessons.sides[0])))
    losses = []
    for _ in range(recipe.epochs):
        lot.shuffle(order)
        total = 0.0
        for start in range(0, len(order), recipe.batch):
            part = order[start : start + recipe.batch]
            loss = ranking([side.take(part) for side in lessons.sides], None)
            if weight:
                copied = lot.sample(
                    range(len(lessons.imitated)), min(len(lessons.imitated), 2 * recipe.batch)
                )
                target = torch.from_numpy(lessons.targets[copied])
                loss = loss + weight * imitation([lessons.imitated.take(copied)], target)
            optimiser.zero_grad()
            loss.backward()
            optimiser.step()  # type: ignore[no-untyped-call]
            total += float(loss.detach()) * len(part)
        losses.append(total / max(1, len(order)))
    return losses
