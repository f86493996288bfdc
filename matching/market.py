"""The two sides of the market, ready to be compared, and how a pair of them is scored."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from embeddings.background import Background
from embeddings.encoder import open_encoder
from embeddings.words import normalise, words
from graph.model import Item, Side
from matching.alignment import AlignedText, WordTable, aligned
from matching.candidates import found_for
from matching.features import Context, Pair, Prepared
from matching.index import Encode, SideIndex, cosines
from matching.lexical import LexicalSpace
from matching.precedent import Precedent
from matching.score import Score, score
from matching.texts import ItemText, item_text
from matching.weights import Weights


@dataclass(frozen=True, slots=True)
class Entry:
    """An item and its id; a free query is an item with nothing but a title."""

    id: str
    item: Item


class Market:
    """One side: entries in the order of their rows, with vectors and words made when first asked for."""

    def __init__(self, entries: Sequence[Entry], side: Side, matcher: "Matcher") -> None:
        self.entries, self.side = entries, side
        self._matcher = matcher
        trades = matcher.context.trades
        self._texts = [item_text(entry.item, trades.get(entry.id, ())) for entry in entries]
        self._prepared: dict[int, Prepared] = {}
        self._idf: dict[int, Mapping[str, float]] = {}
        self._aligned: dict[int, AlignedText] = {}
        self._projected: dict[int, NDArray[np.float32]] = {}

    def __len__(self) -> int:
        """How many entries."""
        return len(self.entries)

    @cached_property
    def index(self) -> SideIndex:
        """Vectors of all entries."""
        return SideIndex.build(self._texts, self.side, self._matcher.encode, self._matcher.space)

    @cached_property
    def row(self) -> Mapping[str, int]:
        """Row number by id."""
        return {entry.id: row for row, entry in enumerate(self.entries)}

    def _encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        return self._matcher.encode(texts, self.side)

    def find(self, query: "Market", top: int) -> tuple["Market", NDArray[np.int64]]:
        """Entries worth scoring for the only entry of `query`, `top` by each source: this market, and their rows."""
        return self, found_for(query.index, self.index, top)

    def text(self, row: int) -> ItemText:
        """The words of an entry that are compared."""
        return self._texts[row]

    def prepared(self, row: int) -> Prepared:
        """An entry with its words."""
        if row not in self._prepared:
            entry, text = self.entries[row], self._texts[row]
            if text.own == text.full:
                said = self._matcher.space.named(self.index.words_full.tokens(row))
            else:
                said = frozenset(words(text.own))
            self._prepared[row] = Prepared(entry.id, entry.item, normalise(text.own), said, self._encode)
        return self._prepared[row]

    def idf(self, row: int) -> Mapping[str, float]:
        """Rarity of an entry's words."""
        if row not in self._idf:
            background = self._matcher.background
            self._idf[row] = {word: background.word_idf(word) for word in self.prepared(row).words}
        return self._idf[row]

    def vector(self, row: int) -> NDArray[np.float32]:
        """The dense vector precedents are learned over, of length 1: of a demand its title and all its text."""
        title, full = (half[row] for half in self.index.halves)
        summed = title + full if self.side is Side.DEMAND else full
        length = np.float32(np.sqrt(summed @ summed))
        unit: NDArray[np.float32] = summed / length if length else summed
        return unit

    def projected(self, row: int, known: Precedent) -> NDArray[np.float32]:
        """An entry's vector in the directions of precedents, [RANK]; one row at a time gives the same digits."""
        if row not in self._projected:
            directions = known.directions[self.side is Side.SUPPLY]
            self._projected[row] = self.vector(row) @ directions
        return self._projected[row]

    def aligned(self, row: int) -> AlignedText:
        """An entry's words as rows of the matcher's table."""
        if row not in self._aligned:
            title = self._texts[row].title
            self._aligned[row] = self._matcher.words.text(title, self.prepared(row).words)
        return self._aligned[row]


class Matcher:
    """What comparing needs: how texts become vectors, rarities, weights, and what is known beside the items."""

    def __init__(
        self,
        encode: Encode,
        background: Background,
        weights: Weights,
        context: Context,
        *,
        encoder: str = "",
    ) -> None:
        """Put them together.

        :param encoder: name of what encodes; precedents learned over vectors of another say nothing.
        """
        self.encode, self.background, self.weights, self.context = encode, background, weights, context
        self.encoder = encoder

    @cached_property
    def space(self) -> LexicalSpace:
        """The lexical space over the background."""
        return LexicalSpace(self.background)

    @cached_property
    def words(self) -> WordTable:
        """Vectors of single words, from the bundled encoder whichever compares the texts: it reads them in no time."""
        return WordTable(open_encoder(), self.background)

    def but(self, *, encode: Encode | None = None, context: Context | None = None) -> "Matcher":
        """Compare with another encoder or in another context; markets of both can be compared with each other."""
        other = Matcher(
            encode or self.encode,
            self.background,
            self.weights,
            context or self.context,
            encoder=self.encoder,
        )
        # Rows of words mean the same to both.
        other.words, other.space = self.words, self.space
        return other

    def market(self, entries: Sequence[Entry], side: Side) -> Market:
        """Make one side ready."""
        return Market(entries, side, self)

    def similarities(
        self, demand: Market, supply: Market, i: NDArray[np.int64], j: NDArray[np.int64]
    ) -> NDArray[np.float32]:
        """Compare the texts of the pairs (i[k], j[k]), shape [len(i), len(SIMILARITIES)]."""
        rows = (
            {row: side.aligned(row) for row in np.unique(pairs).tolist()}
            for side, pairs in ((demand, i), (supply, j))
        )
        near = aligned(self.words, (next(rows), next(rows)), i, j)
        return np.hstack(
            [cosines(demand.index, supply.index, i, j), near, self._precedents(demand, supply, i, j)]
        )

    def _precedents(
        self, demand: Market, supply: Market, i: NDArray[np.int64], j: NDArray[np.int64]
    ) -> NDArray[np.float32]:
        """What judged pairs say of pairs like (i[k], j[k]); shape [len(i), 1]."""
        known = self.weights.precedent
        if not known or known.encoder != self.encoder or not len(i):
            return np.zeros((len(i), 1), dtype=np.float32)
        left, right = (
            np.array([side.projected(row, known) for row in distinct])[place]
            for side, (distinct, place) in (
                (side, np.unique(rows, return_inverse=True)) for side, rows in ((demand, i), (supply, j))
            )
        )
        found: NDArray[np.float32] = np.einsum("nr,nr->n", left, right)[:, None]
        return found

    def scores(
        self,
        demand: Market,
        supply: Market,
        i: NDArray[np.int64],
        j: NDArray[np.int64],
        *,
        found: NDArray[np.float32] | None = None,
    ) -> Iterator[Score]:
        """Score the pairs of row numbers (i[k], j[k]), in order.

        :param found: their similarities, where they are known already.
        """
        found = self.similarities(demand, supply, i, j) if found is None else found
        odds = self.weights.log_odds(found)
        rows = zip(i.tolist(), j.tolist(), found.tolist(), odds.tolist(), strict=True)
        for a, b, row, base in rows:
            pair = Pair(demand.prepared(a), supply.prepared(b), demand.idf(a), self.context)
            yield score(pair, row, base, self.weights)
