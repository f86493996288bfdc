"""Search by free text among many items: in process, explained, beside Neo4j's own vector and full-text indexes.

Neo4j is given its query ready-made: the vector already encoded, the words already chosen. It answers ids and
titles; ours answers ranked entries with reasons, from the text.
"""

import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np

from bench.invented import achievements, needs
from bench.measure import Seconds, Spread, by_turns, peak_mb, seconds
from bench.report import Report, Table
from bench.server import Server, private_server
from embeddings.background import Background
from embeddings.cache import VectorCache
from embeddings.encoder import Encoder, open_encoder
from graph.model import Item, Node, Side, item_to_json
from graph.properties import item_properties
from graph.store import Store
from matching.explain import reasons
from matching.features import Context
from matching.market import Entry, Market, Matcher
from matching.publication import publish, query_vector
from matching.published import PublishedSide, full_text_query
from matching.search import Hit, search
from matching.weights import Weights

ITEMS, QUERIES, ROUNDS, TOP = 200_000, 200, 3, 20
WARM_UP = 10
CANDIDATES = 50
"""What Neo4j is asked for by each of its indexes; ours looks at as many from each source."""

MEMORY = "server.memory.heap.max_size=1g\nserver.memory.pagecache.size=512m\n"
OURS, NEO4J, PUBLISHED = "duijie", "neo4j", "published"
TITLES = {
    OURS: f"对接，进程内：前 {TOP} 名，带理由",
    NEO4J: f"Neo4j 自己的向量 + 全文查询（各 {CANDIDATES} 个），只取编号和名称",
    PUBLISHED: f"对接，候选取自 Neo4j 的索引：前 {TOP} 名，带理由",
}

BOTH = """
CALL () {
  CALL db.index.vector.queryNodes($index, $limit, $vector) YIELD node AS e, score
  MATCH (n:Achievement {id: e.item})
  RETURN n, score AS near, 0.0 AS said
  UNION ALL
  CALL db.index.fulltext.queryNodes('item_text', $words, {limit: $limit}) YIELD node AS n, score
  RETURN n, 0.0 AS near, score AS said
}
WITH n, max(near) AS near, max(said) AS said
RETURN n.id AS id, n.title AS title, near, said
ORDER BY near DESC, said DESC
"""


@dataclass(frozen=True, slots=True)
class Question:
    """A text people search for, and what Neo4j is given of it."""

    text: str
    vector: Sequence[float]
    words: str


@dataclass(frozen=True, slots=True)
class Sides:
    """The same items in memory and on the server, and what answers from each."""

    matcher: Matcher
    market: Market
    there: PublishedSide
    server: Server
    index: str
    """Name of the server's vector index."""
    preparation: Mapping[str, float]
    """Seconds by step."""


def run(items: int = ITEMS, queries: int = QUERIES, rounds: int = ROUNDS) -> Report:
    """Measure `rounds` rounds of different queries."""
    encoder = open_encoder()
    with prepared(encoder, achievements(items)) as sides:
        asked = list(questions(sides.matcher, WARM_UP + queries * rounds))
        timed(sides, asked[:WARM_UP])
        parts = [asked[WARM_UP + n * queries :][:queries] for n in range(rounds)]
        taken = [timed(sides, part) for part in parts]
        same = agreement(sides, asked[:queries])
        return _report(sides, taken, same, encoder.dimension)


@contextmanager
def prepared(encoder: Encoder, items: Sequence[Item]) -> Iterator[Sides]:
    """Make one side ready in memory and on a server of its own."""
    with tempfile.TemporaryDirectory() as folder:
        conf = Path(folder) / "neo4j" / "conf"
        conf.mkdir(parents=True)
        (conf / "local.conf").write_text(MEMORY, "utf-8")
        cache = VectorCache(Path(folder) / "vectors", encoder)
        matcher = Matcher(cache.encode, Background.load(), Weights.load(), Context("2026-06-01"))
        market = matcher.market([Entry(f"a{n:06d}", item) for n, item in enumerate(items)], Side.SUPPLY)
        preparation = {"index_in_memory": seconds(lambda: search(matcher, "预热", market, top=1))}
        with private_server(Path(folder)) as server:
            store = Store(server.client)
            there = PublishedSide(store, matcher, Side.SUPPLY, encoder=encoder.name)
            for step, work in _steps(store, server, matcher, encoder, market).items():
                preparation[step] = seconds(work)
            yield Sides(matcher, market, there, server, f"{Side.SUPPLY} {encoder.name}", preparation)


def _steps(
    store: Store, server: Server, matcher: Matcher, encoder: Encoder, market: Market
) -> Mapping[str, Callable[[], object]]:
    """What brings a market to the server, in order."""
    refresh = "CALL db.index.fulltext.awaitEventuallyConsistentIndexRefresh()"
    return {
        "write_items": lambda: store.write_nodes([_node(entry) for entry in market.entries]),
        "full_text_index": lambda: server.driver.execute_query(refresh, database_="neo4j"),
        "publish_vectors": partial(
            publish, store, store.vectors, matcher.encode, encoder=encoder, side=Side.SUPPLY
        ),
        "vector_index": partial(store.vectors.wait_for_index, Side.SUPPLY),
    }


def _node(entry: Entry) -> Node:
    said = item_properties(item_to_json(entry.item), entry.item.kind)
    return Node(entry.item.kind.label, entry.id, {**said, "last_seen": "2026-06-01T00:00:00"})


def questions(matcher: Matcher, count: int) -> Iterator[Question]:
    """Varied texts: a few words, a title, a paragraph in turn."""
    for number, need in enumerate(needs(count, seed=5)):
        text = (need.title[:10], need.title, getattr(need, "detail", need.title))[number % 3]
        query = matcher.market([Entry("", type(need)(title=text))], Side.DEMAND)
        vector = query_vector(matcher.encode([text], Side.DEMAND)[0]).tolist()
        yield Question(text, vector, full_text_query(query.prepared(0).words, matcher.background))


def explained(sides: Sides, question: Question) -> list[tuple[Hit, list[str]]]:
    """Our answer: ranked entries, each with its reasons."""
    hits = search(sides.matcher, question.text, sides.market, top=TOP)
    return [(hit, list(reasons(hit.score))) for hit in hits]


def published(sides: Sides, question: Question) -> list[tuple[Hit, list[str]]]:
    """The same with candidates of the server."""
    hits = search(sides.matcher, question.text, sides.there, top=TOP)
    return [(hit, list(reasons(hit.score))) for hit in hits]


def neo4j(sides: Sides, question: Question) -> list[str]:
    """Neo4j's answer."""
    asked = {"index": sides.index, "vector": question.vector, "words": question.words, "limit": CANDIDATES}
    found = sides.server.driver.execute_query(BOTH, asked, database_="neo4j")
    return [record["id"] for record in found.records]


def timed(sides: Sides, asked: Sequence[Question]) -> Seconds:
    """Seconds of every question by each contestant, who take turns."""
    turns = {name: iter(asked) for name in TITLES}
    answers: Mapping[str, Callable[[Sides, Question], object]] = {
        OURS: explained,
        NEO4J: neo4j,
        PUBLISHED: published,
    }
    contestants = {
        name: lambda answer=answer, mine=turns[name]: answer(sides, next(mine))
        for name, answer in answers.items()
    }
    return by_turns(contestants, len(asked))


def agreement(sides: Sides, asked: Sequence[Question]) -> dict[str, float]:
    """Mean share of our best 5 and best TOP that the published side gives too."""
    shares: dict[str, list[float]] = {"top_5": [], f"top_{TOP}": []}
    for question in asked:
        ours, theirs = (
            [hit.entry.id for hit in search(sides.matcher, question.text, where, top=TOP)]
            for where in (sides.market, sides.there)
        )
        for name, top in (("top_5", 5), (f"top_{TOP}", TOP)):
            shares[name].append(len(set(ours[:top]) & set(theirs[:top])) / max(1, len(ours[:top])))
    return {name: round(float(np.mean(found)), 4) for name, found in shares.items()}


def quantiles(taken: Sequence[Seconds], name: str, share: float) -> list[float]:
    """A quantile of each round's seconds."""
    return [float(np.quantile(one[name], share)) for one in taken]


def _report(sides: Sides, taken: Sequence[Seconds], same: Mapping[str, float], dimension: int) -> Report:
    found = {(name, share): quantiles(taken, name, share) for name in TITLES for share in (0.5, 0.95)}
    ratios = {
        (name, share): Spread.of(
            [a / b for a, b in zip(found[name, share], found[NEO4J, share], strict=True)]
        )
        for name, share in found
    }
    figures: dict[str, Any] = {
        "items": len(sides.market),
        "dimension": dimension,
        "queries_per_round": len(taken[0][OURS]),
        "rounds": len(taken),
        "top": TOP,
        "neo4j_limit_per_index": CANDIDATES,
        "neo4j_settings": MEMORY.split(),
        "milliseconds": {
            name: {
                f"p{share * 100:.0f}": [round(s * 1000, 2) for s in found[name, share]]
                for share in (0.5, 0.95)
            }
            for name in TITLES
        },
        "ratio_to_neo4j": {
            name: {f"p{share * 100:.0f}": asdict(ratios[name, share]) for share in (0.5, 0.95)}
            for name in (OURS, PUBLISHED)
        },
        "agreement_of_published": dict(same),
        "preparation_seconds": {step: round(s, 1) for step, s in sides.preparation.items()},
        "peak_mb": peak_mb(),
    }
    return Report("search", "搜索", figures, [_table(figures, found, ratios), _preparation(figures)])


def _table(
    figures: Mapping[str, Any],
    found: Mapping[tuple[str, float], Sequence[float]],
    ratios: Mapping[tuple[str, float], Spread],
) -> Table:
    same = figures["agreement_of_published"]
    rows = [
        (
            title,
            *(Spread.of([s * 1000 for s in found[name, share]]).text(1) for share in (0.5, 0.95)),
            *("1" if name == NEO4J else ratios[name, share].text(3) for share in (0.5, 0.95)),
        )
        for name, title in TITLES.items()
    ]
    notes = (
        f"{figures['rounds']} 轮，每轮 {figures['queries_per_round']} 句不同的话（几个词、标题、一段话各三分之一），轮流来答。",
        "括号里是各轮的最低和最高。",
        "Neo4j 得到的是现成的向量和词，只答编号和名称；对接从文本算起，答的是评过分、带理由的条目。",
        f"候选取自 Neo4j 的索引时，前 5 名有 {same['top_5']:.1%}、前 {TOP} 名有 {same[f'top_{TOP}']:.1%} 与进程内相同。",
    )
    columns = ("做法", "p50，毫秒", "p95，毫秒", "p50 之比", "p95 之比")
    return Table(f"{figures['items']:,} 条里搜一句话，{figures['dimension']} 维", columns, rows, notes)


def _preparation(figures: Mapping[str, Any]) -> Table:
    names = {
        "index_in_memory": "进程内建索引（含编码）",
        "write_items": "条目写入 Neo4j",
        "full_text_index": "等全文索引跟上",
        "publish_vectors": "发布向量",
        "vector_index": "等向量索引建好",
    }
    rows = [(title, f"{figures['preparation_seconds'][step]:.0f}") for step, title in names.items()]
    notes = (
        f"本进程内存峰值 {figures['peak_mb']:,} MB；Neo4j 的设置：{'，'.join(figures['neo4j_settings'])}。",
    )
    return Table("准备", ("步骤", "秒"), rows, notes)
