"""Results as JSON and as a Chinese Markdown page."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bench import machine


@dataclass(frozen=True, slots=True)
class Table:
    """A table of a result, with what has to be known to read it."""

    title: str
    columns: Sequence[str]
    rows: Sequence[Sequence[str]]
    notes: Sequence[str] = ()

    def markdown(self) -> str:
        """Give the table in Markdown."""
        lines = [f"## {self.title}", "", _line(self.columns), _line(["---"] * len(self.columns))]
        return "\n".join([*lines, *map(_line, self.rows), "", *(f"- {note}" for note in self.notes), ""])


@dataclass(frozen=True, slots=True)
class Report:
    """What one bench found: figures for machines, tables for people."""

    name: str
    title: str
    figures: dict[str, Any]
    tables: Sequence[Table]
    machine: dict[str, Any] = field(default_factory=machine.facts)

    def markdown(self) -> str:
        """Give the whole page in Markdown."""
        return "\n".join(
            [f"# {self.title}", "", machine.line(self.machine), "", *(t.markdown() for t in self.tables)]
        )

    def write(self, file: Path) -> None:
        """Write JSON to `file` and the page beside it."""
        file.parent.mkdir(parents=True, exist_ok=True)
        said = {"bench": self.name, "machine": self.machine, **self.figures}
        file.write_text(json.dumps(said, ensure_ascii=False, indent=2) + "\n", "utf-8")
        file.with_suffix(".md").write_text(self.markdown(), "utf-8")


def _line(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"
