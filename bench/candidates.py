"""How many of the judged related pairs each source of candidates finds among its first: through the real graph."""

import csv
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from bench.judged import JudgedLists, compared_by, markets
from bench.report import Table
from bench.server import private_server
from embeddings.background import Background
from embeddings.encoder import open_encoder
from graph.model import Need
from graph.store import Store
from ingest.intake.originals import Originals
from ingest.intake.pipeline import Pipeline
from ingest.intake.terms import TermExtractor
from ingest.records import parse
from matching.candidates import Source
from matching.judged import RELATED
from matching.run import RARE

AT = 200
NAMES = {
    Source.DENSE: "语义最近的",
    Source.LEXICAL: "字符片段最近的",
    Source.GRAPH: "图谱里共有稀有术语的",
    "union": f"三路各 {AT} 个合并",
}

Found = Mapping[str, Sequence[NDArray[np.int64]]]
"""By source the rows of the achievements each need is given, best first."""


def candidates_found(lists: JudgedLists, top: int = AT) -> Found:
    """Give each need the first `top` of each source."""
    demand, supply = (side.index for side in markets(lists, compared_by(open_encoder())))
    dense = demand.dense @ supply.dense.T
    lexical = (demand.rare_full.matrix(supply.rare_full.vocabulary) @ supply.rare_full.turned).toarray()
    found: dict[str, list[NDArray[np.int64]]] = {
        Source.DENSE: _first(dense, top),
        Source.LEXICAL: _first(lexical, top),
        Source.GRAPH: _neighbours(lists, top),
    }
    found["union"] = [
        np.unique(np.concatenate([found[source][need] for source in Source]))
        for need in range(len(lists.needs))
    ]
    return found


def _first(scores: NDArray[np.float32], top: int) -> list[NDArray[np.int64]]:
    best = np.argsort(-scores, axis=1, kind="stable")[:, :top]
    return [row[scores[need, row] > 0] for need, row in enumerate(best)]


def _neighbours(lists: JudgedLists, top: int) -> list[NDArray[np.int64]]:
    """What a private Neo4j says of the lists taken in as files."""
    with tempfile.TemporaryDirectory() as name, private_server(Path(name) / "server") as server:
        store = Store(server.client)
        originals, terms = Originals(Path(name) / "originals"), TermExtractor(Background.load())
        pipeline = Pipeline(store, originals, terms, parse)
        for file in _written(lists, Path(name)):
            pipeline.ingest(file)
        codes = store.by_codes(
            [entry.id for side in (lists.lists.demand, lists.lists.supply) for entry in side]
        )
        ids = [codes[entry.id][0].id for entry in lists.lists.demand]
        row_of = {codes[entry.id][0].id: row for row, entry in enumerate(lists.lists.supply)}
        found: dict[str, list[int]] = {id_: [] for id_ in ids}
        for said in store.neighbours(ids, rare=RARE, limit=top):
            found[said["id"]].append(row_of[said["other"]])
    return [np.array(found[id_], dtype=np.int64) for id_ in ids]


def _written(lists: JudgedLists, folder: Path) -> list[Path]:
    """Both lists as the files a platform would send."""
    demands = [
        (entry.id, entry.item.title, entry.item.detail or "")
        for entry in lists.lists.demand
        if isinstance(entry.item, Need)
    ]
    supplies = [(entry.id, entry.item.title) for entry in lists.lists.supply]
    files = []
    for name, head, rows in (
        ("技术需求清单", ("需求编号", "需求名称", "需求内容"), demands),
        ("科技成果清单", ("成果编号", "成果名称"), supplies),
    ):
        files.append(folder / f"{name}.csv")
        with files[-1].open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows([head, *rows])
    return files


def recalls(lists: JudgedLists, found: Found) -> dict[str, tuple[float, float]]:
    """By source the mean share of a need's related achievements among its candidates, and how many those are."""
    said = {}
    for source, candidates in found.items():
        shares = []
        for need in np.unique(lists.need):
            related = lists.achievement[(lists.need == need) & (lists.levels >= RELATED)]
            if len(related):
                shares.append(np.isin(related, candidates[need]).mean())
        said[str(source)] = float(np.mean(shares)), float(np.mean([len(rows) for rows in candidates]))
    return said


def table(said: Mapping[str, tuple[float, float]], pool: int) -> Table:
    """Show recalls."""
    rows = [(NAMES[source], f"{share:.3f}", f"{count:.0f}") for source, (share, count) in said.items()]
    note = (
        f"每条需求研判为 3、4 级的成果，有多少在候选里；在全部 {pool:,} 条成果里找。图谱一路经真实的 Neo4j。"
    )
    return Table(f"候选：recall@{AT}", ("来源", f"recall@{AT}", "平均候选数"), rows, (note,))
