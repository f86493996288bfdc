"""How long steps tell how far they have come."""

from typing import Protocol


class Progress(Protocol):
    """Called again and again while a step goes on; whoever draws it decides how often."""

    def __call__(self, step: str, done: int, total: int) -> None:
        """Step `step` (Chinese) has done `done` of `total`; a total of 0 is a step of unknown length."""


def silent(step: str, done: int, total: int) -> None:
    """Show nothing."""
