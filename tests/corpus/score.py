"""How well a reading agrees with the truth: precision, recall and F1 of fields, and what went wrong.

A value counts when it is the same after normalisation. Unknown where the truth is certain is a miss; a wrong
value is both a miss and an error; a wrong sum or unit is counted apart, because none is acceptable.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from tests.corpus.page import Record
from tests.corpus.said import Anything
from tests.corpus.same import closest, folded, is_wrong_amount, plain
from tests.corpus.written import ListFile

Json = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Miss:
    """A value that was not read as it is."""

    file: str
    sheet: str
    row: int
    kind: str
    field: str
    expected: Any
    got: Any
    shown: str = ""
    amount: bool = False


@dataclass(slots=True)
class Tally:
    """True positives, false positives, false negatives."""

    right: int = 0
    wrong: int = 0
    missed: int = 0

    @property
    def precision(self) -> float:
        """Share of what was read that is right."""
        return self.right / (self.right + self.wrong) if self.right + self.wrong else 1.0

    @property
    def recall(self) -> float:
        """Share of what is there that was read."""
        return self.right / (self.right + self.missed) if self.right + self.missed else 1.0

    @property
    def f1(self) -> float:
        """Harmonic mean of both."""
        total = 2 * self.right + self.wrong + self.missed
        return 2 * self.right / total if total else 1.0

    def add(self, other: "Tally") -> None:
        """Add what another tally counted."""
        self.right += other.right
        self.wrong += other.wrong
        self.missed += other.missed


@dataclass(slots=True)
class Score:
    """What was found, over fields, kinds, formats and files."""

    overall: Tally = field(default_factory=Tally)
    by: dict[str, dict[str, Tally]] = field(
        default_factory=lambda: {"field": {}, "kind": {}, "format": {}, "file": {}}
    )
    misses: list[Miss] = field(default_factory=list)
    headers: int = 0
    headers_found: int = 0
    wrong_headers: list[str] = field(default_factory=list)
    wrong_counts: list[str] = field(default_factory=list)
    crashes: list[str] = field(default_factory=list)
    untold: list[str] = field(default_factory=list)
    files: int = 0
    records: int = 0

    @property
    def amount_errors(self) -> list[Miss]:
        """Sums and indicators read with a wrong amount or unit."""
        return [miss for miss in self.misses if miss.amount]

    def worst(self, most: int = 30) -> list[tuple[tuple[str, str, str], int, Miss]]:
        """Kinds of miss by how often they happen: (format, kind, field), count, an example."""
        groups = Counter((miss.file.rpartition(".")[2], miss.kind, miss.field) for miss in self.misses)
        first = {
            (miss.file.rpartition(".")[2], miss.kind, miss.field): miss for miss in reversed(self.misses)
        }
        return [(group, count, first[group]) for group, count in groups.most_common(most)]


def judge(score: Score, file: ListFile, said: Json) -> None:
    """Add what was read of a file to the score."""
    score.files += 1
    score.records += len(file.records)
    expected = [record for record in file.records if record.fate == "accepted"]
    for record, row in _pairs(file, expected, said.get("rows", [])):
        _judge_record(score, file, record, row)
    _judge_counts(score, file, said)
    _judge_headers(score, file, said)
    told = "".join([*said.get("notices", []), *(error["problem"] for error in said.get("errors", []))])
    score.untold += [f"{file.path.name}: {words}" for words in file.told if words not in told]


def _pairs(
    file: ListFile, records: Sequence[Record], rows: Sequence[Json]
) -> Iterator[tuple[Record | None, Json | None]]:
    """Pair records with rows: by place where places are known, what is left by name, then the rest alone."""
    left = list(rows)
    waiting: list[Record] = []
    for record in records:
        row = next((row for row in left if (row["sheet"], row["row"]) == (record.sheet, record.row)), None)
        if not file.located or row is None:
            waiting.append(record)
        else:
            left.remove(row)
            yield record, row
    for record in waiting:
        row = next(
            (
                row
                for row in left
                if row["kind"] == record.kind and _name(row["fields"]) == _name(record.fields)
            ),
            None,
        )
        if row is not None:
            left.remove(row)
        yield record, row
    for row in left:
        yield None, row


def _name(fields: Json) -> str:
    return folded(str(fields.get("title") or fields.get("person")))


def _judge_record(score: Score, file: ListFile, record: Record | None, row: Json | None) -> None:
    expected = dict(record.fields) if record and record.fields else {}
    got = dict(row["fields"]) if row else {}
    if row and row.get("code"):
        got["code"] = row["code"]
    if record and row and row["kind"] != record.kind:
        got = {}
    extra = expected.pop("extra", {})
    kept = {plain(header): text for header, text in (got.pop("extra", None) or {}).items()}
    expected |= {f"extra.{header}": text for header, text in extra.items()}
    got |= {f"extra.{header}": kept[plain(header)] for header in extra if plain(header) in kept}
    kind = record.kind if record else (row or {})["kind"]
    sheet, number = (record.sheet, record.row) if record else ((row or {})["sheet"], (row or {})["row"])
    for name in sorted(expected.keys() | got.keys()):
        miss = _judge_field(score, (file, sheet, number, kind), name, expected.get(name), got.get(name))
        if miss:
            shown = _shown(record, name) if record else ""
            score.misses.append(replace(miss, shown=shown, amount=miss.amount and record is not None))


def _shown(record: Record, name: str) -> str:
    """Give the cells that speak of a field."""
    base = name.partition(".")[0]
    return " ‖ ".join(cell for field_, cell in record.cells.items() if field_.partition(".")[0] == base)


def _judge_field(
    score: Score, at: tuple[ListFile, str, int, str], name: str, expected: Any, got: Any
) -> Miss | None:
    if isinstance(expected, Anything):
        return None
    file, sheet, row, kind = at
    want, have = closest(name, expected, got)
    tally = Tally((want & have).total(), (have - want).total(), (want - have).total())
    label = "extra" if name.startswith("extra.") else name
    for part, key in (("field", label), ("kind", kind), ("format", file.format), ("file", file.path.name)):
        score.by[part].setdefault(key, Tally()).add(tally)
    score.overall.add(tally)
    if not tally.wrong and not tally.missed:
        return None
    return Miss(
        file.path.name, sheet, row, kind, name, expected, got, amount=is_wrong_amount(name, want, have)
    )


def _judge_counts(score: Score, file: ListFile, said: Json) -> None:
    counted = {fate: file.count(fate) for fate in ("accepted", "rejected", "duplicate")}
    expected = {"read": sum(counted.values())} | counted
    got = {name: said.get(name, 0) for name in expected}
    if got["read"] != got["accepted"] + got["rejected"] + got["duplicate"]:
        score.wrong_counts.append(f"{file.path.name}: read is not accepted + rejected + duplicate: {got}")
    elif got != expected:
        score.wrong_counts.append(f"{file.path.name}: expected {expected}, got {got}")


def _judge_headers(score: Score, file: ListFile, said: Json) -> None:
    """A header is found when a record is read at the first row below it and none between the two.

    Where places are not known, the first record must be read under its name.
    """
    places = _places(said)
    names = {_name(row["fields"]) for row in said.get("rows", [])}
    for header in file.headers:
        score.headers += 1
        between = {(header.sheet, row) for row in range(header.row - 1, header.first)} & places
        first = next(one for one in file.records if (one.sheet, one.row) == (header.sheet, header.first))
        found = (
            (header.sheet, header.first) in places and not between
            if file.located
            else _name(first.fields) in names
        )
        if found:
            score.headers_found += 1
        else:
            score.wrong_headers.append(f"{file.path.name} {header.sheet} row {header.row}")


def _places(said: Json) -> set[tuple[str, int]]:
    found = [*said.get("rows", []), *said.get("errors", []), *said.get("duplicates", [])]
    return {(one["sheet"], one["row"]) for one in found}
