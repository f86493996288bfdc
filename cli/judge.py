"""`duijie judge`: what technology managers say of matches, one by one or a table at a time."""

from pathlib import Path
from typing import Annotated

import typer

from cli.console import err, login_name, out, print_json
from cli.judgements import judgement_json, words
from cli.settings import load
from cli.wiring import open_store, open_worker
from graph.judgements import JudgementError
from graph.model import Side

Json = Annotated[bool, typer.Option("--json", help="只输出一个 JSON 文档")]
_WHEN_RANKED = "名次不会马上变：运行 duijie match 后，研判才计入排名。"


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("judge", help="研判一对匹配：应推、可谈、相关领域、无关，可带原因；或读入一张研判表")(judge)


def judge(
    need: Annotated[
        str | None, typer.Argument(help="需求、榜单、场景或校友项目：编号、id 或名称", show_default=False)
    ] = None,
    achievement: Annotated[
        str | None, typer.Argument(help="成果或校友项目：编号、id 或名称", show_default=False)
    ] = None,
    verdict: Annotated[
        str | None, typer.Option(help="应推、可谈、相关领域、无关；或 合适、不合适", show_default=False)
    ] = None,
    reason: Annotated[
        str | None,
        typer.Option(
            help="方向不符、指标不够、太早期、太贵、已有方案、联系不上、需求已撤、重复", show_default=False
        ),
    ] = None,
    note: Annotated[str | None, typer.Option(help="备注", show_default=False)] = None,
    by: Annotated[str | None, typer.Option(help="研判人；不写则取登录用户名", show_default=False)] = None,
    file: Annotated[
        Path | None,
        typer.Option(
            exists=True, dir_okay=False, help="研判表（CSV 或 Excel），逐行记下", show_default=False
        ),
    ] = None,
    as_json: Json = False,
) -> None:
    """Keep what somebody says of a pair, or of the pairs of a table."""
    if file is not None:
        if any(said is not None for said in (need, achievement, verdict, reason, note)):
            raise typer.BadParameter("用 --file 时，编号、研判、原因和备注都写在表里", param_hint="--file")
        _judge_file(file, by or login_name(), as_json)
    elif need is None or achievement is None or verdict is None:
        raise typer.BadParameter("请写 需求 成果 --verdict 应推|可谈|相关领域|无关；或 --file 研判表")
    else:
        _judge_pair((need, achievement), (verdict, reason), note, by or login_name(), as_json=as_json)


def _judge_pair(
    keys: tuple[str, str], said: tuple[str, str | None], note: str | None, by: str, *, as_json: bool
) -> None:
    from brokerage import judging
    from brokerage.judged_tables import reason_of, verdict_of

    try:
        verdict, reason = verdict_of(said[0]), reason_of(said[1]) if said[1] else None
    except JudgementError as error:
        raise typer.BadParameter(str(error)) from error
    with open_store(load()) as store:
        demand = judging.find(store, keys[0], Side.DEMAND)
        supply = judging.find(store, keys[1], Side.SUPPLY)
        opinion = judging.Opinion(
            demand=demand, supply=supply, verdict=verdict, by=by, reason=reason, note=note
        )
        judgement = judging.judge(store, opinion)
    if as_json:
        print_json(judgement_json(judgement, {demand.id: demand, supply.id: supply}))
        return
    names = f"“{demand.item.title}”与“{supply.item.title}”"
    out.print(
        f"已记下：{names}{words(judgement)}。编号 {judgement.id}；"
        f"撤销：duijie judgements --undo {judgement.id}",
        markup=False,
    )
    out.print(_WHEN_RANKED)


def _judge_file(path: Path, by: str, as_json: bool) -> None:
    from brokerage.judged_tables import read_rows
    from brokerage.taking_in import take_in

    settings = load()
    with open_worker(settings) as worker:
        rows = worker.call(read_rows, path)
    with open_store(settings) as store:
        taken = take_in(store, rows, by=by)
    if as_json:
        print_json({"taken": len(taken.judgements), "known": taken.known, "problems": list(taken.problems)})
    else:
        known = f"，{taken.known} 行早已记下" if taken.known else ""
        out.print(f"{path.name}：记下 {len(taken.judgements)} 行{known}。", markup=False)
        if taken.judgements:
            out.print(_WHEN_RANKED)
        for problem in taken.problems:
            err.print(problem, markup=False)
    if taken.problems:
        err.print(f"{len(taken.problems)} 行没有记下；改好后重新运行，已记下的不会重复。")
        raise typer.Exit(1)
