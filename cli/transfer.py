"""`duijie export`, `duijie import`: the whole graph as JSON lines, between servers."""

import gzip
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO, Annotated, Any

import typer

from cli.console import bar, bars, err
from cli.settings import load
from cli.wiring import WiringError, open_store
from graph.model import Label, Node, Relationship, RelationshipType

FORMAT = "duijie-graph"
VERSION = 1
_BATCH = 5000


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.command("export", help="把整个图谱导出为一个 .jsonl.gz 文件")(export)
    app.command("import", help="把导出的图谱读入（可重复执行；已有的节点会更新）")(import_)


def export(
    target: Annotated[Path, typer.Argument(help="写到哪里，如 图谱.jsonl.gz", show_default=False)],
) -> None:
    """Write the whole graph; the same graph gives the same bytes."""
    with open_store(load()) as store, bars() as progress:
        nodes = sorted(_lines("node", store.all_nodes(), ("labels", "properties"), bar(progress, "导出节点")))
        names = ("type", "start", "end", "properties")
        links = sorted(_lines("relationship", store.all_relationships(), names, bar(progress, "导出关系")))
    head = json.dumps(
        {"format": FORMAT, "version": VERSION, "nodes": len(nodes), "relationships": len(links)}
    )
    partial = target.with_name(f"{target.name}.part")
    with partial.open("wb") as raw, gzip.GzipFile("", "wb", fileobj=raw, mtime=0) as file:
        for line in (head, *nodes, *links):
            file.write(f"{line}\n".encode())
    partial.replace(target)
    err.print(f"已导出 {len(nodes)} 个节点、{len(links)} 条关系到 {target}", markup=False)


def _lines(
    what: str, rows: Iterator[dict[str, Any]], names: tuple[str, ...], show: Callable[[int, int], None]
) -> Iterator[str]:
    for done, row in enumerate(rows, start=1):
        said = {name: sorted(row[name]) if name == "labels" else row[name] for name in names}
        yield json.dumps({"what": what, **said}, ensure_ascii=False, sort_keys=True)
        if done % _BATCH == 0:
            show(done, done)


def import_(source: Annotated[Path, typer.Argument(exists=True, dir_okay=False, show_default=False)]) -> None:
    """Read a graph that `export` wrote; interrupted, it is simply run again."""
    with _opened(source) as file, open_store(load()) as store, bars() as progress:
        head = _head(file, source)
        show = bar(progress, "导入")
        total, done = head["nodes"] + head["relationships"], 0
        nodes: list[Node] = []
        links: list[Relationship] = []
        for row in _rows(file, source):
            if row["what"] == "node":
                nodes.append(_node(row))
            else:
                links.append(
                    Relationship(RelationshipType(row["type"]), row["start"], row["end"], row["properties"])
                )
            done += 1
            if len(nodes) + len(links) >= _BATCH or done == total:
                store.write_nodes(nodes)
                store.write_relationships(links)
                nodes, links = [], []
                show(done, total)
    if done != total:
        raise WiringError(f"{source.name} 不完整：应有 {total} 条，实有 {done} 条；请重新导出或重新拷贝。")
    err.print(f"已导入 {head['nodes']} 个节点、{head['relationships']} 条关系", markup=False)


def _node(row: dict[str, Any]) -> Node:
    label = next(Label(name) for name in row["labels"] if name in set(Label))
    return Node(label, row["properties"]["id"], row["properties"])


def _opened(source: Path) -> IO[str]:
    return gzip.open(source, "rt", encoding="utf-8")


def _head(file: IO[str], source: Path) -> dict[str, int]:
    try:
        head = json.loads(file.readline())
    except (OSError, ValueError) as error:
        raise WiringError(f"{source.name} 不是对接导出的 .jsonl.gz 文件。") from error
    if not isinstance(head, dict) or head.get("format") != FORMAT or head.get("version") != VERSION:
        raise WiringError(f"{source.name} 不是对接导出的图谱，或版本不同（本程序读第 {VERSION} 版）。")
    return head


def _rows(file: IO[str], source: Path) -> Iterator[dict[str, Any]]:
    try:
        for line in file:
            yield json.loads(line)
    except (EOFError, OSError, ValueError) as error:
        raise WiringError(f"{source.name} 已损坏或被截断：{error}；请重新导出或重新拷贝。") from error
