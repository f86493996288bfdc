"""What people said of pairs, as the graph keeps it beside both items.

A judgement follows its items: where one is merged into another, the judgement is of the other; an undo brings it back.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from graph.caption import caption
from graph.client import Client, Row
from graph.model.errors import DuijieError
from graph.model.judgements import Judgement, judgement_from

_BATCH = 1000


class JudgementError(DuijieError):
    """What was said of a pair cannot be kept: the message says why and what to do."""


class Judgements:
    """Reads and writes judgements; the oldest come first."""

    def __init__(self, client: Client) -> None:
        self._client = client

    def add(self, *judgements: Judgement) -> None:
        """Keep judgements, a thousand per transaction; the same twice stands once.

        Raises `JudgementError`, and keeps none, where an item is not in the graph on the side it is judged on.
        """
        rows = [_row(judgement) for judgement in judgements]
        if missing := self._missing([(judgement.demand, judgement.supply) for judgement in judgements]):
            raise JudgementError(f"图谱里没有这些条目，或它们不在这一侧：{'、'.join(missing[:10])}")
        for start in range(0, len(rows), _BATCH):
            self._client.write("write/judgement", rows=rows[start : start + _BATCH])

    def all(self) -> list[Judgement]:
        """Every judgement, also those that a later one of the same person replaced."""
        return _read(self._client.stream("read/judgements"))

    def of_item(self, id_: str) -> list[Judgement]:
        """What was said of the pairs of one item."""
        return _read(self._client.read("read/judgements_of_item", id=id_))

    def of_pair(self, demand: str, supply: str) -> list[Judgement]:
        """What was said of one pair."""
        return [j for j in self.of_item(demand) if (j.demand, j.supply) == (demand, supply)]

    def remove(self, id_: str) -> Judgement:
        """Take back one, and give what it was; raises `JudgementError` where there is none."""
        found = _read(self._client.read("read/judgement", id=id_))
        if not found:
            raise JudgementError(f"没有编号为“{id_}”的研判；duijie judgements 列出全部。")
        self._client.write("write/drop_judgement", id=id_)
        return found[0]

    def weights(self, pairs: Sequence[tuple[str, str]]) -> dict[tuple[str, str], str]:
        """Versions of the weights that ranked some pairs of (demand, supply); pairs that are no match are absent."""
        return {
            (row["demand"], row["supply"]): row["weights"] for row in self._pairs(pairs) if row["weights"]
        }

    def _missing(self, pairs: Sequence[tuple[str, str]]) -> list[str]:
        """Ids of items that are not there on their side."""
        known = self._pairs(pairs)
        missing = [row["demand"] for row in known if not row["asked"]]
        return sorted({*missing, *(row["supply"] for row in known if not row["offered"])})

    def _pairs(self, pairs: Sequence[tuple[str, str]]) -> list[Row]:
        rows = [{"demand": demand, "supply": supply} for demand, supply in pairs]
        return self._client.read("read/judged_pairs", rows=rows) if rows else []


def _row(judgement: Judgement) -> Row:
    verdict = judgement.verdict.display_name
    reason = f"：{judgement.reason.display_name}" if judgement.reason else ""
    name = f"{verdict}{reason}"
    return {
        "id": judgement.id,
        "demand": judgement.demand,
        "supply": judgement.supply,
        "properties": judgement.properties() | {"name": name, "caption": caption(name)},
    }


def _read(rows: Iterable[Mapping[str, Any]]) -> list[Judgement]:
    """Judgements of the items they are of now, whatever ids their nodes were written with."""
    return [
        judgement_from({**row["properties"], "demand": row["demand"], "supply": row["supply"]})
        for row in rows
    ]
