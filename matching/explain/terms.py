"""Terms both sides use, and where they stand in the texts as they were written."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from embeddings.words import normalise
from graph.model import Item
from graph.properties import blotted
from matching.explain.explanation import FieldText, SharedTerm, Span
from matching.explain.folding import Folded, folded
from matching.features import Pair
from matching.texts import BODY_FIELDS

_COMMON = 4.5
"""Rarity under which a word is everybody's, as in the feature of shared terms."""
_SHOWN = 12
_LONGEST = 4
"""Words that one term may join."""

Texts = Sequence[tuple[FieldText, Folded]]


def field_texts(item: Item) -> tuple[FieldText, ...]:
    """The texts of an item that are compared, as they were written; numbers of telephones are starred out."""
    found: list[FieldText] = []
    for name in ("title", *BODY_FIELDS[type(item)]):
        value = getattr(item, name)
        if isinstance(value, str) and value:
            found.append(FieldText(name, None, value))
        elif value:
            found += [FieldText(name, part, text) for part, text in enumerate(value)]
    indicators = getattr(item, "indicators", ())
    found += [FieldText("indicators", part, said.raw) for part, said in enumerate(indicators)]
    return tuple(FieldText(f.field, f.part, blotted(f.text)) for f in found)


def shared_terms(
    pair: Pair, demand: Sequence[FieldText], supply: Sequence[FieldText]
) -> tuple[SharedTerm, ...]:
    """Terms that stand in both, rarest first; words side by side in both are one term."""
    rarity = {
        word: pair.idf[word]
        for word in pair.demand.words & pair.supply.words
        if len(word) > 1 and pair.idf.get(word, 0.0) >= _COMMON and any(map(str.isalpha, word))
    }
    if not rarity:
        return ()
    wanted, offered = ([(text, folded(text.text)) for text in texts] for texts in (demand, supply))
    rarity |= _joined(rarity, wanted, offered)
    pattern = _pattern(rarity)
    here, there = _places(pattern, wanted), _places(pattern, offered)
    shared = sorted(here.keys() & there.keys(), key=lambda term: (-rarity[term], term))[:_SHOWN]
    texts = {(text.field, text.part): text.text for text in demand}
    return tuple(
        SharedTerm(_written(texts, here[term][0]), round(rarity[term], 4), here[term], there[term])
        for term in shared
    )


def _written(texts: Mapping[tuple[str, int | None], str], span: Span) -> str:
    return texts[span.field, span.part][span.start : span.end]


def _joined(rarity: Mapping[str, float], wanted: Texts, offered: Texts) -> dict[str, float]:
    """Terms of several words that stand side by side in both, with the rarities of their words added up."""
    pattern = _pattern(rarity)
    found: dict[str, float] = {}
    for _, text in wanted:
        for run in _runs(pattern, text.text):
            for i, j in _stretches(len(run)):
                term = text.text[run[i].start() : run[j].end()]
                if term not in found and any(term in other.text for _, other in offered):
                    found[term] = sum(rarity[word.group()] for word in run[i : j + 1])
    return found


def _stretches(length: int) -> Iterator[tuple[int, int]]:
    for i in range(length):
        for j in range(i + 1, min(length, i + _LONGEST)):
            yield i, j


def _runs(pattern: re.Pattern[str], text: str) -> Iterator[list[re.Match[str]]]:
    """Words that follow each other with at most a blank between."""
    run: list[re.Match[str]] = []
    for found in pattern.finditer(text):
        if run and text[run[-1].end() : found.start()].strip(" "):
            yield run
            run = []
        run.append(found)
    if run:
        yield run


def _pattern(terms: Mapping[str, float]) -> re.Pattern[str]:
    """Any of the terms, the longest first; one of Latin letters only where no other letter or digit joins it."""
    parts = []
    for term in sorted(terms, key=lambda t: (-len(t), t)):
        before = r"(?<![a-z0-9])" if term[0].isascii() else ""
        after = r"(?![a-z0-9])" if term[-1].isascii() else ""
        parts.append(f"{before}{re.escape(term)}{after}")
    return re.compile("|".join(parts))


def _places(pattern: re.Pattern[str], texts: Texts) -> dict[str, tuple[Span, ...]]:
    """Spans of each term in the texts as written."""
    places: dict[str, list[Span]] = defaultdict(list)
    for said, text in texts:
        for found in pattern.finditer(text.text):
            start, end = text.original(*found.span())
            # Half of a ligature, or of a sign that stands for several letters, cannot be highlighted.
            if normalise(said.text[start:end]) == found.group():
                places[found.group()].append(Span(said.field, said.part, start, end))
    return {term: tuple(spans) for term, spans in places.items()}
