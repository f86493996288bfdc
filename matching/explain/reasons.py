"""Why two items fit, in a few Chinese sentences: cheap enough for every match and every search hit."""

from collections.abc import Sequence

from matching.features import TITLES, Evaluation
from matching.score import Score

ASKED = ("maturity", "modes", "budget", "indicators")
"""Features whose absence is worth telling: the next question to ask."""


def reasons(score: Score, *, asked: Sequence[str] = ASKED) -> list[str]:
    """Sentences, strongest support first, then what speaks against, then what is not known."""
    known = score.evaluations
    support = [e for e in known.values() if e.value > 0.5 or e is known.get("terms")]
    against = [e for e in known.values() if e.value <= 0.5 and e is not known.get("terms")]
    unknown = [TITLES[name] for name in asked if name not in known]
    said = [relevance_sentence(score), *_sentences(support)]
    said += [f"注意：{sentence}" for sentence in _sentences(against)]
    return [*said, f"未说明：{'、'.join(unknown)}"] if unknown else said


def _sentences(evaluations: Sequence[Evaluation]) -> list[str]:
    return [e.sentence for e in evaluations]


RELATED = 0.35
"""Relevance from which texts count as related."""

_WORDS = ((0.6, "高度相关"), (RELATED, "相关"), (0.15, "部分相关"), (0.0, "关联较弱"))


def relevance_sentence(score: Score) -> str:
    """How far the texts of a pair are about the same matter."""
    word = next(word for bound, word in _WORDS if score.relevance >= bound)
    return f"内容{word}（文本相关度 {score.relevance:.2f}）"
