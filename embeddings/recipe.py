"""The settings the bundled model is trained with; `bench/encoder.py` measures what each of them gives."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Recipe:
    """What the shipped model was trained with."""

    name: str = "duijie-zh-2"
    terms: int = 60_000
    ngram_sizes: tuple[int, ...] = (1, 2)
    least_texts: int = 16
    dimension: int = 256
    whitening: float = 0.5
    paragraphs: int = 2
    epochs: int = 2
    batch: int = 512
    temperature: float = 0.15
    learning_rate: float = 0.2
    imitation: float = 6.0
    seeds: tuple[int, ...] = (0, 1, 2)
    background_least: int = 3
    title_share: float = 1.0
