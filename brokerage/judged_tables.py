"""Tables of judgements: what managers wrote into a CSV or Excel file, cell by cell, and how such a table is written."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TypeVar

from graph.judgements import JudgementError
from graph.model.ids import natural_key
from graph.model.judgements import Judgement, Reason, Verdict
from graph.store import StoredItem
from ingest.readers import FileProblem, Grid, Raw, read
from ingest.values.text import cell_text

T = TypeVar("T")

COLUMNS = ("need_id", "achievement_id", "level", "verdict", "reason", "by", "at", "note")
"""Columns of a table we write; the first three are what rankings are measured on."""

_HEADERS = {
    "need_id": ("需求编号", "需求id", "需求"),
    "achievement_id": ("成果编号", "成果id", "成果"),
    "level": ("等级", "分级", "关联度"),
    "verdict": ("研判", "研判结果", "结论"),
    "reason": ("原因", "理由"),
    "by": ("研判人",),
    "at": ("研判时间", "时间"),
    "note": ("备注", "说明"),
}
_COLUMN_OF = {natural_key(name): column for column, also in _HEADERS.items() for name in (column, *also)}
_HEADER_WITHIN = 15
_VERDICTS = {word: verdict for verdict in Verdict for word in (verdict.value, verdict.display_name)}
_VERDICTS |= {"合适": Verdict.TALK, "不合适": Verdict.UNRELATED}
_REASONS = {word: reason for reason in Reason for word in (reason.value, reason.display_name)}


@dataclass(frozen=True, slots=True)
class Row:
    """A row that somebody judged.

    :param place: file, sheet and row, for people.
    :param cells: texts by column, those that are not empty.
    :param headers: what the table calls its columns.
    """

    place: str
    cells: Mapping[str, str]
    headers: Mapping[str, str]

    def key(self, column: str) -> str:
        """The code, id or title in a column that must be filled in."""
        if column not in self.cells:
            raise self.wrong(column, "没有填；请填编号、id 或名称。")
        return self.cells[column]

    def verdict(self) -> Verdict:
        """What verdict or level say; raises `JudgementError` where they are not understood or disagree."""
        said, level = self._read("verdict", verdict_of), self._read("level", _level)
        if said and level and said is not level:
            raise self.wrong(
                "level", f"写的是“{level.display_name}”，与“{said.display_name}”不一致；请改成一样。"
            )
        verdict = said or level
        if verdict is None:
            raise self.wrong("verdict", "没有填。")
        return verdict

    def reason(self) -> Reason | None:
        """The reason it names; raises `JudgementError` where it is not understood."""
        return self._read("reason", reason_of)

    def at(self) -> str | None:
        """When it was said (ISO, UTC); raises `JudgementError` where it is not understood."""
        return self._read("at", _time)

    def wrong(self, column: str, problem: str) -> JudgementError:
        """An error that names the cell."""
        return JudgementError(f"{self.place}“{self.headers.get(column, column)}”列：{problem}")

    def _read(self, column: str, parse: Callable[[str], T]) -> T | None:
        if column not in self.cells:
            return None
        try:
            return parse(self.cells[column])
        except JudgementError as error:
            raise self.wrong(column, str(error)) from None


def verdict_of(word: str) -> Verdict:
    """The verdict a word names; raises `JudgementError`."""
    return _one(word, _VERDICTS, "应推、可谈、相关领域、无关，或 合适、不合适")


def reason_of(word: str) -> Reason:
    """The reason a word names; raises `JudgementError`."""
    return _one(word, _REASONS, "、".join(reason.display_name for reason in Reason))


def _level(text: str) -> Verdict:
    return _one(text, {str(verdict.level): verdict for verdict in Verdict}, "1（无关）到 4（应推）")


def _one(word: str, known: Mapping[str, T], may_be: str) -> T:
    if word.strip().lower() not in known:
        raise JudgementError(f"看不懂“{word}”；请写 {may_be}。")
    return known[word.strip().lower()]


def _time(text: str) -> str:
    try:
        return datetime.fromisoformat(text.replace("/", "-")).astimezone(UTC).isoformat(timespec="seconds")
    except (ValueError, OverflowError):
        raise JudgementError(f"看不懂“{text}”；请写成 2026-06-01 或 2026-06-01 09:30。") from None


def read_rows(path: Path) -> list[Row]:
    """Rows of a CSV or Excel file that have a verdict or level; those without are not judged yet.

    Raises `FileProblem` where the file cannot be read or has no such table.
    """
    grids = read(path).grids
    tables = [(grid, found) for grid in grids if (found := _header(grid.rows))]
    if not tables:
        raise FileProblem(
            "没有找到研判表：要有“需求编号”“成果编号”两列，加“研判”或“等级”一列。",
            "英文列名 need_id、achievement_id、verdict、level 也可以；见 docs/judging.md。",
        )
    return [row for grid, (start, columns) in tables for row in _rows(path.name, grid, start, columns)]


def _header(rows: Sequence[Sequence[Raw]]) -> tuple[int, dict[int, str]] | None:
    """Index of the header row, and the columns that mean something by their index."""
    for index, row in enumerate(rows[:_HEADER_WITHIN]):
        keys = [natural_key(cell_text(raw)) for raw in row]
        columns = {place: _COLUMN_OF[key] for place, key in enumerate(keys) if key in _COLUMN_OF}
        if {"need_id", "achievement_id"} <= set(columns.values()) and {"verdict", "level"} & set(
            columns.values()
        ):
            return index, columns
    return None


def _rows(file: str, grid: Grid, start: int, columns: Mapping[int, str]) -> Iterator[Row]:
    headers = {column: cell_text(grid.rows[start][place]) for place, column in columns.items()}
    for index, row in enumerate(grid.rows[start + 1 :], start=start + 2):
        texts = {column: cell_text(row[place]) for place, column in columns.items() if place < len(row)}
        cells = {column: text for column, text in texts.items() if text}
        if "verdict" in cells or "level" in cells:
            yield Row(f"{file} 工作表“{grid.sheet}”第 {index} 行", cells, headers)


def table(judgements: Sequence[Judgement], items: Mapping[str, StoredItem]) -> Iterator[tuple[str, ...]]:
    """Judgements as rows under `COLUMNS`: list codes where an item has one, else ids."""
    for judgement in judgements:
        reason = judgement.reason.display_name if judgement.reason else ""
        said = (judgement.verdict.display_name, reason, judgement.by, judgement.at, judgement.note or "")
        yield (
            _code(judgement.demand, items),
            _code(judgement.supply, items),
            str(judgement.verdict.level),
            *said,
        )


def _code(id_: str, items: Mapping[str, StoredItem]) -> str:
    return (items[id_].item.code if id_ in items else None) or id_
