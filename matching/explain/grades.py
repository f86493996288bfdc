"""What a score means for a technology manager."""

GRADES = (
    (0.65, "S", "首推"),
    (0.45, "A", "可推"),
    (0.3, "B", "预沟通"),
    (0.15, "C", "备选"),
    (0.0, "D", "不推"),
)
"""Lower bound of the score, grade, and what a technology manager does with it."""


def grade(score: float) -> tuple[str, str]:
    """Grade of a score and the action it suggests."""
    return next((letter, action) for bound, letter, action in GRADES if score >= bound)
