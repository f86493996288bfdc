"""Technical terms of an item: its own keywords, then the words and two-word compounds that tell it apart.

Weights are tf·idf over the background document frequencies, so a list of three rows gives sensible terms.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from embeddings.background import Background
from embeddings.words import normalise, words, words_of_normalised
from graph.model import Item

TITLE_COUNTS = 3
_LONGEST = 14


@dataclass(frozen=True, slots=True)
class Mention:
    """A term of an item: its text, its weight there (the strongest has 1) and its rarity."""

    term: str
    weight: float
    idf: float


class TermExtractor:
    """Finds the terms of items; `limit` of them at most."""

    def __init__(self, background: Background, *, limit: int = 10) -> None:
        self._limit = limit
        self._word_idf = cache(background.word_idf)
        self._idf = cache(self._rarest)
        self._shown_idf = cache(lambda term: round(self._idf(term), 3))

    def mentions(self, item: Item) -> tuple[Mention, ...]:
        """Terms of an item, strongest first; the same item always gives the same terms.

        What stands on no side of the market has none: a person's name is no technical term.
        """
        if not item.kind.sides:
            return ()
        title, body = normalise(item.title), normalise("\n".join(_bodies(item)))
        counts: dict[str, int] = {}
        compounds: dict[str, int] = {}
        parts: dict[str, tuple[str, str]] = {}
        for text, times in ((title, TITLE_COUNTS), (body, 1)):
            found = [w for w in words_of_normalised(text) if not w.isdigit()]
            for word in found:
                counts[word] = counts.get(word, 0) + times
            for left, right in pairwise(found):
                compound = left + right
                if len(compound) <= _LONGEST and compound in text:
                    compounds[compound] = compounds.get(compound, 0) + times
                    parts[compound] = (left, right)
        given = {normalise(k) for k in item.keywords if 2 <= len(k) <= _LONGEST}
        scored = dict.fromkeys(given, 1.0) | self._scored(counts, compounds, parts)
        best = sorted((term not in given, -score, term) for term, score in scored.items() if score > 0)
        return self._weighted([(term, -score) for _, score, term in best[: self._limit]], given)

    def _scored(
        self, counts: dict[str, int], compounds: dict[str, int], parts: dict[str, tuple[str, str]]
    ) -> dict[str, float]:
        idf = dict(zip(counts, map(self._word_idf, counts), strict=True))
        scored: dict[str, float] = {}
        for compound, times in compounds.items():
            left, right = parts[compound]
            if times >= 2 and left != right:
                scored[compound] = times * (idf[left] + idf[right]) / 1.5
                for part in (left, right):
                    counts[part] -= times
        scored |= {word: times * idf[word] for word, times in counts.items() if times > 0}
        return scored

    def _weighted(self, best: Sequence[tuple[str, float]], given: set[str]) -> tuple[Mention, ...]:
        top = max((score for _, score in best), default=1.0)
        return tuple(
            Mention(term, 1.0 if term in given else round(score / top, 3), self._shown_idf(term))
            for term, score in best
        )

    def idf(self, term: str) -> float:
        """Rarity of a term: of a compound, that of its rarest word, the same wherever it stands."""
        return self._idf(term)

    def _rarest(self, term: str) -> float:
        return max((self._word_idf(word) for word in words(term)), default=1.0)


def _bodies(item: Item) -> Iterable[str]:
    """Texts of an item beside its title."""
    for name in (
        "abstract",
        "innovation",
        "route",
        "application",
        "detail",
        "problem",
        "key_tech",
        "goal",
        "wanted",
    ):
        text = getattr(item, name, None)
        if text:
            yield text
    yield from item.keywords
