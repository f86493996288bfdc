"""Everything that can be said of a pair and its score, as values."""

from dataclasses import dataclass

from graph.model import Kind, Side
from graph.model.paths import GraphPath
from matching.features.indicators import IndicatorRow
from matching.features.sentences import AlignedSentence


@dataclass(frozen=True, slots=True)
class FieldText:
    """The text of one field; `part` counts from 0 the texts of a field that holds several."""

    field: str
    part: int | None
    text: str


@dataclass(frozen=True, slots=True)
class Span:
    """Characters start to end (not included) of a field's text, counted in Unicode code points."""

    field: str
    part: int | None
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Party:
    """One item of the pair, with the texts that were compared."""

    id: str
    kind: Kind
    code: str | None
    title: str
    organization: str | None
    texts: tuple[FieldText, ...]


@dataclass(frozen=True, slots=True)
class Contribution:
    """What one part adds to the log-odds of a side's score."""

    name: str
    title: str
    value: float


@dataclass(frozen=True, slots=True)
class SideScore:
    """The score as one side sees it.

    :param rank: rank among the matches of the side's item, where the graph holds this match.
    :param contributions: parts in log-odds; they sum to the log-odds of `score`.
    """

    score: float
    rank: int | None
    contributions: tuple[Contribution, ...]


@dataclass(frozen=True, slots=True)
class Point:
    """One thing found, still open, or contradicting; `name` is the criterion it belongs to."""

    name: str
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class Nearness:
    """How near a part of both texts is, from 0 to 1; shown and not weighed."""

    name: str
    title: str
    value: float


@dataclass(frozen=True, slots=True)
class SharedTerm:
    """A term both sides use, as the demand writes it, and everywhere it stands; rarity is its idf."""

    term: str
    rarity: float
    demand: tuple[Span, ...]
    supply: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Gap:
    """A criterion that could not be judged; nobody in `missing` where what is stated does not tell."""

    name: str
    title: str
    missing: tuple[Side, ...]


@dataclass(frozen=True, slots=True)
class Coverage:
    """How many of the criteria that apply to the two kinds could be judged."""

    known: int
    total: int
    unknown: tuple[Gap, ...]

    @property
    def summary(self) -> str:
        """How users read it."""
        return f"依据 {self.known}/{self.total} 项"


@dataclass(frozen=True, slots=True)
class Question:
    """What to ask a side, and the criterion the answer would settle."""

    side: Side
    name: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """A pair, its score, and what the data say for it, against it, and not at all.

    :param score: harmonic mean of both sides' scores.
    :param relevance: probability that the texts are about the same matter.
    :param worth: how often matches of this grade were judged worth talking about; empty where unknown.
    :param points: 已识别对应点; `open_points`: 尚待验证; `conflicts`: 硬冲突.
    """

    demand: Party
    supply: Party
    score: float
    for_demand: SideScore
    for_supply: SideScore
    relevance: float
    grade: str
    action: str
    worth: str
    weights: str
    encoder: str
    points: tuple[Point, ...]
    open_points: tuple[Point, ...]
    conflicts: tuple[Point, ...]
    nearness: tuple[Nearness, ...]
    shared_terms: tuple[SharedTerm, ...]
    aligned: tuple[AlignedSentence, ...]
    indicators: tuple[IndicatorRow, ...]
    coverage: Coverage
    paths: tuple[GraphPath, ...]
    questions: tuple[Question, ...]
