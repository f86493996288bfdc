"""`make demo`: the sample lists from file to explained matches, on a real Neo4j, without any set-up."""

import shlex
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cli.console import bar, bars, err, out
from cli.ingest import take_in
from cli.ingest_output import show
from cli.matches_output import show_matches
from cli.settings import Settings, load
from cli.wiring import local_server, open_encoder, open_matcher, open_pipeline, open_reader, open_store
from graph.model import Kind, Side
from graph.model.errors import DuijieError

if TYPE_CHECKING:
    from graph.store import Store

_SHOWN = (
    (Kind.NEED, Side.DEMAND, 3),
    (Kind.CHALLENGE, Side.DEMAND, 1),
    (Kind.ALUMNI_PROJECT, Side.DEMAND, 1),
    (Kind.ACHIEVEMENT, Side.SUPPLY, 2),
)
_MATCHES = 3


def main(folder: Path) -> None:
    """Take the lists of a folder in, match, show, and say what to try next."""
    from ingest.received import received
    from matching.run import run

    settings = load()
    encoder = open_encoder(settings)
    with open_reader(settings) as read, open_store(settings) as store:
        pipeline = open_pipeline(settings, store, read)
        with received([folder]) as files, bars() as progress:
            show([take_in(file, None, pipeline, progress) for file in files], detailed=False)
        with bars() as progress:
            matcher = open_matcher(settings, encoder, progress, store=store)
            said = run(store, matcher, encoder=encoder.name, top=20, progress=bar(progress, "评分"))
        out.print(
            f"\n需求侧 {said.demands} 条 × 供给侧 {said.supplies} 条，图谱现有 {said.matches} 个匹配。\n"
        )
        for kind, side, count in _SHOWN:
            for id_ in _best(store, kind, side, count):
                show_matches(store.items_by_id([id_])[id_], [(side, store.matches(id_, side, _MATCHES))])
    _next_steps(settings)


def _best(store: "Store", kind: Kind, side: Side, count: int) -> Sequence[str]:
    """Items of a kind with the strongest matches, one of each organisation."""
    end = "start" if side is Side.DEMAND else "end"
    pairs: list[Mapping[str, Any]] = sorted(
        store.match_pairs(), key=lambda row: (-row["properties"]["score"], row["start"], row["end"])
    )
    found: dict[str | None, str] = {}
    ids = list(dict.fromkeys(row[end] for row in pairs))
    stored = store.items_by_id(ids)
    for id_ in ids:
        if stored[id_].kind is kind:
            found.setdefault(stored[id_].item.organization, id_)
    return list(found.values())[:count]


def _next_steps(settings: Settings) -> None:
    if settings.neo4j_uri is None:
        with local_server(settings) as server:
            info = server.ensure()
        out.print(f"\nNeo4j Browser：{info.browser_url}　用户：{info.user}", soft_wrap=True)
    command = shlex.quote(str(Path(sys.executable).parent / "duijie"))
    for title, arguments in (
        ("看密码", "server status --show-password"),
        ("搜成果", "search 锂电池热失控预警"),
        ("看匹配", "matches GXXQ-2026-012 --top 5"),
        ("开网页服务", "serve"),
        ("停止 Neo4j", "server stop"),
    ):
        out.print(f"{title}：{command} {arguments}", soft_wrap=True, markup=False)


if __name__ == "__main__":
    try:
        main(Path(sys.argv[1] if len(sys.argv) > 1 else "samples"))
    except DuijieError as error:
        err.print(f"出错：{error}", markup=False)
        sys.exit(1)
