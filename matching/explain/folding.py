"""Normal form that remembers where each of its characters came from."""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

_JAMO = range(0x1160, 0x1200)
"""Vowels and finals of Hangul: they join the letter before them, though they are no marks."""


@dataclass(frozen=True, slots=True)
class Folded:
    """A text as `embeddings.words.normalise` gives it; character i came from `origin[i]` of the original."""

    text: str
    origin: tuple[tuple[int, int], ...]

    def original(self, start: int, end: int) -> tuple[int, int]:
        """Where characters start to end of the normal form (at least one) stand in the original."""
        return self.origin[start][0], self.origin[end - 1][1]


def folded(text: str) -> Folded:
    """Fold width, case and white space; a letter with its marks is folded as one."""
    characters: list[str] = []
    origin: list[tuple[int, int]] = []
    for start, end in _letters(text):
        for character in unicodedata.normalize("NFKC", text[start:end]).casefold():
            blank = character.isspace()
            if blank and (not characters or characters[-1] == " "):
                continue
            characters.append(" " if blank else character)
            origin.append((start, end))
    return Folded("".join(characters), tuple(origin))


def _letters(text: str) -> Iterator[tuple[int, int]]:
    """Spans of letters with the marks that follow them, one after another."""
    start = 0
    for place in range(1, len(text)):
        if not _joins(text[place]):
            yield start, place
            start = place
    if text:
        yield start, len(text)


def _joins(character: str) -> bool:
    if character.isascii():
        return False
    first = unicodedata.normalize("NFKD", character)[0]
    return unicodedata.category(first).startswith("M") or ord(first) in _JAMO
