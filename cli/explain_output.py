"""An explanation as a technology manager reads it in the terminal."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from cli.console import out
from graph.model import Label, RelationshipType, Side
from matching.features.indicators import IndicatorStatus
from matching.texts import Sentence

if TYPE_CHECKING:
    from matching.explain.explanation import Explanation, Party, Point, SharedTerm, Span

_SHARED = "bold cyan"
_STYLES = {
    IndicatorStatus.MET: "green",
    IndicatorStatus.MISSED: "red",
    IndicatorStatus.UNSTATED: "yellow",
}
_LABELS = {
    Label.ORGANIZATION: "单位", Label.PERSON: "人员", Label.FIELD: "领域", Label.CHAIN_SEGMENT: "产业链环节",
    Label.TERM: "术语", Label.REGION: "地区",
}  # fmt: skip
_LINKS = {
    RelationshipType.OFFERS: "提供", RelationshipType.COMPLETED: "完成", RelationshipType.REQUESTS: "提出",
    RelationshipType.ISSUES: "发榜", RelationshipType.PROPOSES: "提出", RelationshipType.GRADUATED_FROM: "毕业于",
    RelationshipType.WORKS_AT: "任职于", RelationshipType.IN_FIELD: "属于", RelationshipType.IN_SEGMENT: "处于",
    RelationshipType.MENTIONS: "提到", RelationshipType.LOCATED_IN: "位于",
}  # fmt: skip


def show(said: "Explanation") -> None:
    """Print everything, what decides first."""
    _show_head(said)
    _show_points("已识别对应点", said.points, "✓", "green")
    _show_points("尚待验证", said.open_points, "?", "yellow")
    _show_points("硬冲突", said.conflicts, "✗", "red")
    _show_questions(said)
    _show_indicators(said)
    _show_terms(said.shared_terms)
    _show_aligned(said)
    _show_paths(said)
    _show_contributions(said)


def _show_head(said: "Explanation") -> None:
    for side, party in ((Side.DEMAND, said.demand), (Side.SUPPLY, said.supply)):
        line = Text.assemble((party.kind.display_name, "bold"), " ", (party.code or party.id, "dim"), " ")
        line.append_text(_highlighted(party.title, "title", 0, _spans(said, side)))
        line.append(f"（{party.organization}）" if party.organization else "")
        out.print(line)
    conflicts = f"　硬冲突 {len(said.conflicts)} 处" if said.conflicts else ""
    out.print(
        Text.assemble(
            (f"{said.grade} {said.action}", "bold"),
            f"　得分 {said.score:.2f}",
            f"　需求侧 {_seen(said.for_demand.score, said.for_demand.rank)}",
            f"　供给侧 {_seen(said.for_supply.score, said.for_supply.rank)}",
            f"　{said.coverage.summary}",
            (conflicts, "red"),
        )
    )
    if said.worth:
        out.print(said.worth, style="dim", markup=False)


def _seen(score: float, rank: int | None) -> str:
    return f"{score:.2f}" + (f"（第 {rank} 名）" if rank else "")


def _heading(title: str) -> None:
    out.print(f"\n[bold]{title}[/bold]")


def _show_points(title: str, points: "Sequence[Point]", sign: str, style: str) -> None:
    if not points:
        return
    _heading(title)
    table = _columns(2)
    for point in points:
        table.add_row(Text(sign, style), Text(point.title), Text(point.text))
    out.print(Padding(table, (0, 2), expand=False))


def _columns(narrow: int) -> Table:
    """A table without lines: narrow columns stay whole, the last one folds."""
    table = Table.grid(padding=(0, 1))
    for _ in range(narrow):
        table.add_column(no_wrap=True)
    table.add_column(overflow="fold")
    return table


def _folding(*titles: str, lines: bool = False) -> Table:
    """A table whose long texts are folded, never cut."""
    table = Table(show_lines=lines)
    for title in titles:
        table.add_column(title, overflow="fold")
    return table


def _show_questions(said: "Explanation") -> None:
    for side, party in ((Side.DEMAND, said.demand), (Side.SUPPLY, said.supply)):
        asked = [question.text for question in said.questions if question.side is side]
        if not asked:
            continue
        _heading(f"下一步问{_who(party)}")
        table = _columns(1)
        for place, text in enumerate(asked, start=1):
            table.add_row(f"{place}.", Text(text))
        out.print(Padding(table, (0, 2), expand=False))


def _who(party: "Party") -> str:
    return party.organization or party.kind.display_name


def _show_indicators(said: "Explanation") -> None:
    if not said.indicators:
        return
    _heading("指标对照")
    table = _folding("需求要求", "成果写明", "结果")
    for row in said.indicators:
        offered = f"{row.offered or '—'}" + (f"（即 {row.converted}）" if row.converted else "")
        table.add_row(Text(row.wanted), Text(offered), Text(row.status.display_name, _STYLES[row.status]))
    out.print(Padding(table, (0, 2), expand=False))


def _show_terms(terms: "Sequence[SharedTerm]") -> None:
    if terms:
        _heading("共同术语")
        out.print(Padding(Text("、".join(term.term for term in terms), _SHARED), (0, 2), expand=False))


def _show_aligned(said: "Explanation") -> None:
    if not said.aligned:
        return
    _heading("对应的句子")
    table = _folding(said.demand.kind.display_name, said.supply.kind.display_name, lines=True)
    for pair in said.aligned:
        table.add_row(
            *(
                _highlighted(sentence.text, sentence.field, sentence.start, _spans(said, side))
                for side, sentence in _sides(pair.demand, pair.supply)
            )
        )
    out.print(Padding(table, (0, 2), expand=False))


def _sides(demand: Sentence, supply: Sentence) -> tuple[tuple[Side, Sentence], tuple[Side, Sentence]]:
    return (Side.DEMAND, demand), (Side.SUPPLY, supply)


def _spans(said: "Explanation", side: Side) -> "Iterator[Span]":
    """Where shared terms stand on a side."""
    for term in said.shared_terms:
        yield from term.demand if side is Side.DEMAND else term.supply


def _highlighted(text: str, field: str, start: int, spans: "Iterator[Span]") -> Text:
    """A text that stands at `start` of a field, its shared terms in colour."""
    shown = Text(text)
    for span in spans:
        if span.field == field and start <= span.start and span.end <= start + len(text):
            shown.stylize(_SHARED, span.start - start, span.end - start)
    return shown


def _show_paths(said: "Explanation") -> None:
    if not said.paths:
        return
    _heading("图谱里的联系")
    for path in said.paths:
        line = Text(said.demand.kind.display_name)
        for step, node in zip(path.steps, path.nodes[1:], strict=True):
            link = _LINKS.get(step.type, step.type)
            line.append(f" —{link}→ " if step.forward else f" ←{link}— ", "dim")
            kind = _LABELS.get(node.label)
            line.append(f"{kind}“{node.name}”" if kind else said.supply.kind.display_name)
        out.print(Padding(line, (0, 2), expand=False))


def _show_contributions(said: "Explanation") -> None:
    """Parts of both sides' scores, one side beside the other."""
    _heading("得分从哪里来")
    if said.nearness:
        near = "　".join(f"{part.title} {part.value:.2f}" for part in said.nearness)
        out.print(Padding(Text(f"相近程度（供参考）：{near}", "dim"), (0, 2), expand=False))
    sides = (said.for_demand, said.for_supply)
    parts = [{part.name: part.value for part in side.contributions} for side in sides]
    titles = {part.name: part.title for side in sides for part in side.contributions}
    table = Table("对数几率", show_footer=True)
    for side, score, part in zip(Side, sides, parts, strict=True):
        total = f"{sum(part.values()):+.2f} → {score.score:.2f}"
        table.add_column(side.display_name, total, justify="right", no_wrap=True)
    table.columns[0].footer = "合计 → 得分"
    for name, title in titles.items():
        table.add_row(title, *(f"{part[name]:+.2f}" if name in part else "" for part in parts))
    out.print(Padding(table, (0, 2), expand=False))
