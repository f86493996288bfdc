"""Ranked matches and search hits as table, JSON, CSV or Excel."""

import csv
import io
import json
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from rich.markup import escape
from rich.table import Table

from cli.console import err, out, print_json
from graph.model import Side
from matching.explain import reasons
from matching.weights import ACTIONS

if TYPE_CHECKING:
    from graph.model import Item
    from graph.store import StoredItem, StoredMatch
    from matching.search import Hit

Ranked = Sequence[tuple[Side, Sequence["StoredMatch"]]]
"""An item's matches by the side it stands on."""

COLUMNS = ("方向", "名次", "对方名次", "得分", "评级", "种类", "编号", "名称", "单位", "理由")


class Format(StrEnum):
    """Output formats of `duijie matches`."""

    TABLE = "table"
    JSON = "json"
    CSV = "csv"
    XLSX = "xlsx"


def write(item: "StoredItem", ranked: Ranked, format_: Format, output: Path | None) -> None:
    """Write an item's matches in a format, to a file or stdout."""
    match format_:
        case Format.TABLE:
            show_matches(item, ranked)
        case Format.JSON:
            document = matches_json(item, ranked)
            if output is None:
                print_json(document)
            else:
                output.write_text(json.dumps(document, ensure_ascii=False, indent=2) + "\n", "utf-8")
        case Format.CSV:
            with text_file(output) as file:
                writer = csv.writer(file, lineterminator="\n")
                writer.writerow(COLUMNS)
                writer.writerows(_rows(ranked))
        case Format.XLSX if output is not None:
            _write_xlsx(ranked, output)
    if output is not None:
        err.print(f"已写入 {output}", markup=False)


def show_matches(item: "StoredItem", ranked: Ranked) -> None:
    """Print an item's matches with their reasons."""
    owner = f"（{item.item.organization}）" if item.item.organization else ""
    said = escape(f"{item.item.code or item.id} {item.item.title}{owner}")
    out.print(f"[bold]{item.kind.display_name}[/bold] {said}")
    for side, matches in ranked:
        if not matches:
            out.print(f"  作为{side.display_name}：还没有合适的匹配。", style="dim")
            continue
        table = _table("名次", "得分", "对方名次", wide=(f"匹配的{side.other.display_name}", "理由"))
        for m in matches:
            p = m.properties
            score = f"{p['score']:.2f}\n{p['grade']} {ACTIONS[p['grade']]}"
            places = [str(p[f"rank_for_{s}"]) for s in (side, side.other)]
            reasons_text = escape("\n".join(p["reasons"]))
            table.add_row(places[0], score, places[1], _named(m.other.id, m.other.item), reasons_text)
        out.print(table)


def _table(*narrow: str, wide: tuple[str, ...]) -> Table:
    """A table whose narrow columns stay whole and whose long texts are folded, never cut."""
    table = Table(show_lines=True)
    for title in narrow:
        table.add_column(title, no_wrap=True)
    for place, title in enumerate(wide):
        table.add_column(title, overflow="fold", ratio=1 + place)
    return table


def _named(id_: str, item: "Item") -> str:
    below = f"{item.code or id_} {item.organization or ''}"
    return f"{escape(item.title)}\n[dim]{escape(below)}[/dim]"


def matches_json(item: "StoredItem", ranked: Ranked) -> dict[str, Any]:
    """An item's matches as a JSON document."""
    return {
        "item": _item_json(item),
        "matches": {
            side.value: [
                {
                    "item": _item_json(m.other),
                    **{k: v for k, v in m.properties.items() if k not in ("features", "label")},
                    "features": json.loads(m.properties["features"]),
                }
                for m in matches
            ]
            for side, matches in ranked
        },
    }


def _item_json(stored: "StoredItem") -> dict[str, Any]:
    item = stored.item
    return {
        "id": stored.id,
        "kind": item.kind.value,
        "code": item.code,
        "title": item.title,
        "organization": item.organization,
    }


def _rows(ranked: Ranked) -> Iterator[list[str | int | float]]:
    for side, matches in ranked:
        for m in matches:
            p, item = m.properties, m.other.item
            yield [
                side.display_name,
                p[f"rank_for_{side}"],
                p[f"rank_for_{side.other}"],
                p["score"],
                p["grade"],
                item.kind.display_name,
                item.code or m.other.id,
                item.title,
                item.organization or "",
                "\n".join(p["reasons"]),
            ]


def _write_xlsx(ranked: Ranked, output: Path) -> None:
    import xlsxwriter

    # Texts of lists may begin with "=": they are shown, never run.
    options = {"strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(str(output), options) as book:
        sheet = book.add_worksheet("匹配")
        bold, wrap = book.add_format({"bold": True}), book.add_format({"text_wrap": True, "valign": "top"})
        sheet.write_row(0, 0, COLUMNS, bold)
        last = 0
        for last, row in enumerate(_rows(ranked), start=1):
            sheet.write_row(last, 0, row, wrap)
        sheet.freeze_panes(1, 0)
        sheet.autofilter(0, 0, last, len(COLUMNS) - 1)
        sheet.set_column(0, 6, 10)
        sheet.set_column(7, 8, 30)
        sheet.set_column(9, 9, 60)


def hits_json(text: str, side: Side, hits: Sequence["Hit"]) -> dict[str, Any]:
    """Search hits as a JSON document."""
    return {
        "query": text,
        "side": side.value,
        "hits": [
            {
                "rank": place,
                "score": round(hit.score.relevance, 6),
                "id": hit.entry.id,
                "kind": hit.entry.item.kind.value,
                "code": hit.entry.item.code,
                "title": hit.entry.item.title,
                "organization": hit.entry.item.organization,
                "reasons": reasons(hit.score, asked=()),
            }
            for place, hit in enumerate(hits, start=1)
        ],
    }


def show_hits(hits: Sequence["Hit"]) -> None:
    """Print search hits."""
    if not hits:
        out.print("没有找到相关内容。")
        return
    table = _table("名次", "相关度", wide=("名称", "理由"))
    for place, hit in enumerate(hits, start=1):
        said = escape("\n".join(reasons(hit.score, asked=())))
        table.add_row(str(place), f"{hit.score.relevance:.2f}", _named(hit.entry.id, hit.entry.item), said)
    out.print(table)


@contextmanager
def text_file(output: Path | None) -> Iterator[IO[str]]:
    """A text file that Excel opens rightly (UTF-8 with mark), or stdout."""
    if output is None:
        yield sys.stdout
        return
    buffer = io.StringIO()
    yield buffer
    output.write_text(buffer.getvalue(), "utf-8-sig", newline="")
