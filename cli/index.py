"""`duijie index`: vectors of the items in Neo4j's own index."""

from collections.abc import Callable, Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated

import typer

from cli.console import bars, out, print_json
from cli.settings import load
from cli.wiring import open_encoder, open_matcher, open_store
from graph.model import Side

if TYPE_CHECKING:
    from rich.progress import Progress

    from matching.publication import Standing

app = typer.Typer(help="把向量发布到 Neo4j 的索引：发布、状态、撤下", no_args_is_help=True)

Where = Annotated[
    Side | None, typer.Option(help="只管哪一侧：supply 供给，demand 需求；不写则两侧", show_default=False)
]
Json = Annotated[bool, typer.Option("--json", help="只输出一个 JSON 文档")]


@app.command()
def publish(side: Where = None, as_json: Json = False) -> None:
    """把新增和变更的条目的向量写进 Neo4j 并建好索引（可重复执行，中断后再运行即可）"""
    from matching import publication

    settings = load()
    encoder = open_encoder(settings)
    with open_store(settings) as store, bars() as progress:
        encode = open_matcher(settings, encoder).encode
        done = {}
        for each in _sides(side):
            show = _bar(progress, f"发布{each.display_name}")
            done[each] = publication.publish(
                store, store.vectors, encode, encoder=encoder, side=each, progress=show
            )
            store.vectors.wait_for_index(each, _bar(progress, f"{each.display_name}建索引，%"))
    if as_json:
        print_json({each.value: asdict(said) for each, said in done.items()})
        return
    for each, said in done.items():
        out.print(
            f"{each.display_name} {said.items} 条：写入向量 {said.written} 个，撤下 {said.dropped} 个；索引可用。"
        )


@app.command()
def status(side: Where = None, as_json: Json = False) -> None:
    """查看发布了多少、多少已过时、索引是否可用"""
    from matching import publication

    settings = load()
    encoder = open_encoder(settings)
    with open_store(settings) as store:
        said = {each: publication.standing(store, store.vectors, encoder, each) for each in _sides(side)}
    if as_json:
        print_json({each.value: asdict(one) for each, one in said.items()})
        return
    for each, one in said.items():
        out.print(
            f"{each.display_name} {one.items} 条：已发布 {one.published} 条，过时 {one.stale} 条，"
            f"未发布 {one.missing} 条，多余 {one.gone} 个；{_index(one)}。"
        )
    if any(one.stale or one.missing or one.gone or not one.index for one in said.values()):
        out.print("运行 duijie index publish 补齐。")


@app.command()
def drop(side: Where = None) -> None:
    """撤下已发布的向量和索引；清单、匹配都不受影响"""
    with open_store(load()) as store:
        for each in _sides(side):
            out.print(f"{each.display_name}：撤下向量 {store.vectors.drop_all(each)} 个，索引已删。")


def _sides(side: Side | None) -> Sequence[Side]:
    return [side] if side else list(Side)


def _index(said: "Standing") -> str:
    if said.index is None:
        return "没有索引"
    if said.index.online:
        return "索引可用"
    return "索引建立失败" if said.index.failed else f"索引正在建立（{said.index.percent:.0f}%）"


def _bar(progress: "Progress", description: str) -> Callable[[float], None]:
    task = progress.add_task(description, total=None)
    return lambda done: progress.update(task, completed=done)
