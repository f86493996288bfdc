"""Why two items fit, in Chinese sentences: what speaks for it, what against, what is unknown."""

from collections.abc import Sequence

from matching.features import TITLES, Evaluation
from matching.score import Score

GRADES = (
    (0.65, "S", "首推"),
    (0.45, "A", "可推"),
    (0.3, "B", "预沟通"),
    (0.15, "C", "备选"),
    (0.0, "D", "不推"),
)
"""Lower bound of the score, grade, and what a technology manager does with it."""

ASKED = ("maturity", "modes", "budget", "indicators")
"""Features whose absence is worth telling: the next question to ask."""


def grade(score: float) -> tuple[str, str]:
    """Grade of a score and the action it suggests."""
    return next((letter, action) for bound, letter, action in GRADES if score >= bound)


def reasons(score: Score, *, asked: Sequence[str] = ASKED) -> list[str]:
    """Sentences, strongest support first, then what speaks against, then what is not known."""
    known = score.evaluations
    support = [e for e in known.values() if e.value > 0.5 or e is known.get("terms")]
    against = [e for e in known.values() if e.value <= 0.5 and e is not known.get("terms")]
    unknown = [TITLES[name] for name in asked if name not in known]
    said = [_relevance(score), *_sentences(support)]
    said += [f"注意：{sentence}" for sentence in _sentences(against)]
    return [*said, f"未说明：{'、'.join(unknown)}"] if unknown else said


def _sentences(evaluations: Sequence[Evaluation]) -> list[str]:
    return [e.sentence for e in evaluations]


_WORDS = ((0.6, "高度相关"), (0.35, "相关"), (0.15, "部分相关"), (0.0, "关联较弱"))


def _relevance(score: Score) -> str:
    word = next(word for bound, word in _WORDS if score.relevance >= bound)
    return f"内容{word}（文本相关度 {score.relevance:.2f}）"
