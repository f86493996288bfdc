"""Which sentence of the supply answers which sentence of the demand."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from embeddings.words import words
from matching.features.evaluation import Evaluation, Pair, Prepared
from matching.texts import Sentence


@dataclass(frozen=True, slots=True)
class AlignedSentence:
    """A sentence of the demand, the sentence of the supply nearest to it, and their cosine, at least 0."""

    demand: Sentence
    supply: Sentence
    value: float


def aligned(demand: Prepared, supply: Prepared) -> Sequence[AlignedSentence]:
    """The best sentence of the supply for each sentence of the demand, in the demand's order."""
    cosines = demand.sentence_vectors @ supply.sentence_vectors.T
    best = cosines.argmax(axis=1)
    values = np.clip(cosines.max(axis=1), 0.0, 1.0).astype(float)
    return [
        AlignedSentence(sentence, supply.sentences[place], value)
        for sentence, place, value in zip(demand.sentences, best.tolist(), values.tolist(), strict=True)
    ]


def sentences(pair: Pair) -> Evaluation | None:
    """需求逐句找成果里最接近的一句，按词的稀有程度合计。"""
    found = aligned(pair.demand, pair.supply)
    rarity = np.array([sum(pair.idf.get(word, 0.0) for word in set(words(a.demand.text))) for a in found])
    if not rarity.any():
        return None
    value = float(rarity @ np.array([a.value for a in found]) / rarity.sum())
    best = max(found, key=lambda a: a.value)
    return Evaluation(value, f"最接近的一句：“{best.demand.text}”对“{best.supply.text}”")
