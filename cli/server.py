"""`duijie server`: the private Neo4j of the data directory."""

from pathlib import Path
from typing import Annotated

import typer

from cli.console import err, out, print_json
from cli.settings import load

app = typer.Typer(help="私有 Neo4j：启动、停止、状态、离线安装包", no_args_is_help=True)


@app.command()
def start() -> None:
    """启动私有 Neo4j（没有安装就先安装）"""
    from cli.wiring import local_server

    with local_server(load()) as server:
        info = server.ensure()
    out.print(f"Neo4j 已启动。Neo4j Browser：{info.browser_url}  用户：{info.user}")


@app.command()
def stop() -> None:
    """停止私有 Neo4j"""
    from cli.wiring import local_server

    with local_server(load()) as server:
        stopped = server.stop()
    out.print("Neo4j 已停止。" if stopped else "Neo4j 没有在运行。")


@app.command()
def status(
    show_password: Annotated[bool, typer.Option("--show-password", help="显示 Neo4j Browser 的密码")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="只输出一个 JSON 文档")] = False,
) -> None:
    """查看私有 Neo4j 的状态、地址和密码"""
    from cli.wiring import local_server

    with local_server(load()) as server:
        said = server.status()
        password = server.password() if show_password else None
    info = said.info
    facts = {
        "running": said.running,
        "ready": info is not None,
        "version": said.version,
        "browser": info.browser_url if info else None,
        "bolt": info.bolt_uri if info else None,
        "user": info.user if info else None,
        "pid": info.pid if info else None,
        "home": str(said.home),
        "log": str(said.log),
    }
    if password is not None:
        facts["password"] = password
    if as_json:
        print_json(facts)
        return
    state = "运行中" if info else "正在启动" if said.running else "未运行"
    out.print(f"Neo4j {said.version}：{state}")
    names = {
        "browser": "Neo4j Browser",
        "bolt": "Bolt 地址",
        "user": "用户",
        "password": "密码",
        "home": "数据",
        "log": "日志",
    }
    for name, title in names.items():
        if facts.get(name) is not None:
            out.print(f"  {title}：{facts[name]}", markup=False, soft_wrap=True)


@app.command()
def bundle(
    target: Annotated[
        Path, typer.Argument(help="离线安装包写到哪里，如 duijie-neo4j.tar", show_default=False)
    ],
    install: Annotated[bool, typer.Option("--install", help="从这个安装包安装，不访问网络")] = False,
) -> None:
    """制作离线安装包；加 --install 则从安装包安装"""
    from cli.wiring import local_server

    with local_server(load()) as server:
        if install:
            server.install_bundle(target)
        else:
            server.bundle(target)
    err.print(
        f"已从 {target} 安装。"
        if install
        else f"离线安装包：{target}；拷到内网机器后运行 duijie server bundle --install {target.name}"
    )
