"""What is published is searched as the market in memory is; what changed is written again, and nothing else."""

import subprocess
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from bench.invented import achievements, needs
from embeddings.background import Background
from embeddings.encoder import Encoder, open_encoder
from graph.model import Item, Node, Side, item_to_json
from graph.properties import item_properties
from graph.server import ServerInfo
from graph.store import Store
from matching import publication
from matching.features import Context
from matching.market import Matcher
from matching.publication import NamedEncoder, Published, item_vectors, publish, query_vector, standing
from matching.published import NotPublishedError, PublishedSide, full_text_query
from matching.run import load_market
from matching.search import Hit, search
from matching.texts import item_text
from matching.weights import Weights
from tests.factories import achievement, alumni_project

QUERIES = (
    "聚乳酸连续流合成",
    "碳纤维在风电叶片中的应用",
    "污水处理厂低能耗膜分离",
    "稀土永磁精密铸造 轨道交通",
    "电网",
)


@pytest.fixture(scope="module")
def encoder() -> Encoder:
    """The encoder the product ships."""
    return open_encoder()


@pytest.fixture(scope="module")
def matcher(encoder: Encoder) -> Matcher:
    """A matcher without a cache of vectors."""

    def encode(texts: Sequence[str], side: Side) -> NDArray[np.float32]:
        return encoder.encode_demand(texts) if side is Side.DEMAND else encoder.encode_supply(texts)

    return Matcher(encode, Background.load(), Weights.load(), Context("2026-06-01"))


def write(store: Store, items: Sequence[Item], prefix: str) -> None:
    """Put items in the graph, with ids that follow their order."""
    seen = {"last_seen": "2026-01-01T00:00:00", "run_id": "r1"}
    store.write_nodes([
        Node(i.kind.label, f"{prefix}{n:04d}", {**item_properties(item_to_json(i), i.kind), **seen})
        for n, i in enumerate(items)
    ])  # fmt: skip
    store._client._driver.execute_query(
        "CALL db.index.fulltext.awaitEventuallyConsistentIndexRefresh()", database_="neo4j"
    )


def published(store: Store, matcher: Matcher, encoder: NamedEncoder, side: Side) -> Published:
    """Publish a side and wait for its index."""
    said = publish(store, store.vectors, matcher.encode, encoder=encoder, side=side)
    store.vectors.wait_for_index(side)
    return said


def told(hits: Sequence[Hit]) -> list[tuple[str, float, float]]:
    return [(hit.entry.id, hit.score.relevance, hit.score.for_demand) for hit in hits]


@pytest.mark.parametrize(("side", "invented"), [(Side.SUPPLY, achievements), (Side.DEMAND, needs)])
def test_a_published_side_gives_what_memory_gives(
    unpublished: Store, matcher: Matcher, encoder: Encoder, side: Side, invented: object
) -> None:
    write(unpublished, invented(600), "i")  # type: ignore[operator]
    assert published(unpublished, matcher, encoder, side) == Published(items=600, written=600, dropped=0)
    market = load_market(unpublished, matcher, side)
    there = PublishedSide(unpublished, matcher, side, encoder=encoder.name)
    for text in QUERIES:
        ours, theirs = (told(search(matcher, text, where, top=20)) for where in (market, there))
        assert theirs[:5] == ours[:5], text
        # Whatever both find has the same scores to the last bit.
        assert {i: rest for i, *rest in ours if i in dict_of(theirs)} == {
            i: rest for i, *rest in theirs if i in dict_of(ours)
        }
    assert search(matcher, "！？", there, top=5) == []


def dict_of(said: Sequence[tuple[str, float, float]]) -> dict[str, list[float]]:
    return {id_: rest for id_, *rest in said}


def test_only_what_changed_is_written_again(unpublished: Store, matcher: Matcher, encoder: Encoder) -> None:
    items = [achievement(f"电解液{n}") for n in range(5)]
    write(unpublished, items, "i")
    assert published(unpublished, matcher, encoder, Side.SUPPLY) == Published(5, 5, 0)
    assert published(unpublished, matcher, encoder, Side.SUPPLY) == Published(5, 0, 0)
    # Another organisation is no other text; another title is.
    write(unpublished, [replace(items[0], orgs=("灵渠大学",)), achievement("甘蔗叶制备生物炭")], "i")
    unpublished._client.write("write/withdraw_items", ids=["i0002"], withdrawn="2026-02-01", by="l")
    now = standing(unpublished, unpublished.vectors, encoder, Side.SUPPLY)
    assert (now.items, now.published, now.stale, now.missing, now.gone) == (4, 3, 1, 0, 1)
    assert now.index is not None
    assert now.index.online
    assert published(unpublished, matcher, encoder, Side.SUPPLY) == Published(4, 1, 1)


def test_another_encoder_replaces_every_vector(
    unpublished: Store, matcher: Matcher, encoder: Encoder
) -> None:
    write(unpublished, achievements(3), "i")
    published(unpublished, matcher, encoder, Side.SUPPLY)

    class Other:
        name, dimension = "another", encoder.dimension

    assert standing(unpublished, unpublished.vectors, Other, Side.SUPPLY).stale == 3
    there = PublishedSide(unpublished, matcher, Side.SUPPLY, encoder="another")
    with pytest.raises(NotPublishedError, match=encoder.name):
        there.ready()
    assert published(unpublished, matcher, Other, Side.SUPPLY) == Published(3, 3, 0)
    assert len(search(matcher, QUERIES[0], there, top=3)) == 3


def test_a_publication_cut_short_goes_on_where_it_stopped(
    unpublished: Store, matcher: Matcher, encoder: Encoder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(publication, "_BATCH", 4)
    write(unpublished, achievements(10), "i")
    calls = 0

    def dying(texts: Sequence[str], side: Side) -> NDArray[np.float32]:
        nonlocal calls
        calls += 1
        if calls > 2:  # titles and full texts of the first batch
            raise KeyboardInterrupt
        return matcher.encode(texts, side)

    with pytest.raises(KeyboardInterrupt):
        publish(unpublished, unpublished.vectors, dying, encoder=encoder, side=Side.SUPPLY)
    with pytest.raises(NotPublishedError, match="duijie index publish"):
        PublishedSide(unpublished, matcher, Side.SUPPLY, encoder=encoder.name).ready()
    assert published(unpublished, matcher, encoder, Side.SUPPLY) == Published(10, 6, 0)


KILLED = """
import sys, time
from embeddings.encoder import open_encoder
from graph.client import Client
from graph.model import Side
from graph.store import Store
from matching import publication
uri, user, password = sys.argv[1:]
publication._BATCH, encoder = 10, open_encoder()
def encode(texts, side):
    time.sleep(0.05)
    return encoder.encode_supply(texts)
def told(done):
    print(done, flush=True)
with Client(uri, user=user, password=password, database="neo4j") as client:
    store = Store(client)
    publication.publish(store, store.vectors, encode, encoder=encoder, side=Side.SUPPLY, progress=told)
"""


def test_a_killed_publication_leaves_whole_batches_and_goes_on(
    unpublished: Store, server: ServerInfo, matcher: Matcher, encoder: Encoder
) -> None:
    write(unpublished, achievements(300), "i")
    command = [sys.executable, "-c", KILLED, server.bolt_uri, server.user, server.password]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, text=True, cwd=Path(__file__).parents[2]
    ) as victim:
        assert victim.stdout
        assert [victim.stdout.readline() for _ in range(3)] == ["10\n", "20\n", "30\n"]
        victim.kill()
    done = len(unpublished.vectors.published(Side.SUPPLY))
    assert 30 <= done < 300
    assert done % 10 == 0
    assert published(unpublished, matcher, encoder, Side.SUPPLY) == Published(300, 300 - done, 0)


def test_an_item_of_both_sides_is_found_on_both(
    unpublished: Store, matcher: Matcher, encoder: Encoder
) -> None:
    write(unpublished, [alumni_project(detail="固态电池电解质")], "p")
    for side in Side:
        published(unpublished, matcher, encoder, side)
        there = PublishedSide(unpublished, matcher, side, encoder=encoder.name)
        assert [hit.entry.id for hit in search(matcher, "固态电池", there, top=3)] == ["p0000"]


def test_a_cosine_of_published_vectors_is_the_dense_score(matcher: Matcher) -> None:
    texts = [item_text(item) for item in achievements(20)]
    vectors = item_vectors(texts, Side.SUPPLY, matcher.encode)
    (query,) = matcher.encode(["碳纤维静电纺丝"], Side.DEMAND)
    titles, full = (
        matcher.encode(part, Side.SUPPLY) @ query
        for part in ([t.title for t in texts], [t.full for t in texts])
    )
    assert np.linalg.norm(vectors, axis=1) == pytest.approx(np.ones(20), abs=1e-6)
    assert vectors @ query_vector(query) == pytest.approx((titles + full) / 2, abs=1e-6)


def test_a_text_with_nothing_to_encode_has_a_unit_vector_far_from_every_query(matcher: Matcher) -> None:
    nothing = item_vectors([item_text(alumni_project("！？"))], Side.SUPPLY, matcher.encode)[0]
    assert nothing @ query_vector(matcher.encode(["电池"], Side.DEMAND)[0]) == 0
    assert np.linalg.norm(nothing) == 1


@pytest.mark.parametrize(
    ("words", "asked"),
    [
        (["电解液", "and", "a-b/c++"], {"电解液", "and", "a", "b", "c"}),
        ([], set()),
        ([f"膜{chr(0x4E00 + i)}" for i in range(150)], 100),
    ],
)
def test_a_full_text_query_is_plain_words_and_not_too_many(words: list[str], asked: set[str] | int) -> None:
    said = full_text_query(words, Background.load()).split()
    assert set(said) == asked if isinstance(asked, set) else len(said) == asked


def test_the_longest_query_of_rare_signs_is_answered(
    unpublished: Store, matcher: Matcher, encoder: Encoder
) -> None:
    write(unpublished, achievements(3), "i")
    published(unpublished, matcher, encoder, Side.SUPPLY)
    there = PublishedSide(unpublished, matcher, Side.SUPPLY, encoder=encoder.name)
    text = (
        "".join(chr(0x4E00 + 7 * n) for n in range(1000)) + ' OR (NOT a:b) ~2 \\ "' + achievements(1)[0].title
    )
    assert search(matcher, text, there, top=3)[0].entry.id == "i0000"
