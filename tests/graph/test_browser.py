"""The guide's queries answer what they say on a real Neo4j; guide, colours and favourites fit together."""

import io
import re
import zipfile
from collections import Counter
from collections.abc import Mapping
from itertools import combinations
from pathlib import Path
from typing import Any

import neo4j
import pytest
from lxml import html

from graph.browser import GuideQuery, browser_files, favourites, guide, guide_queries
from graph.client import Client
from graph.model import Label
from tests.conftest import empty
from tests.graph import browser_sample
from tests.graph.browser_sample import ENTRIES

QUERIES = {query.name: query for query in guide_queries()}
MAIN = [
    Label.NEED, Label.ACHIEVEMENT, Label.CHALLENGE, Label.ALUMNI_PROJECT, Label.SCENARIO,
    Label.ORGANIZATION, Label.PERSON, Label.FIELD, Label.CHAIN_SEGMENT,
]  # fmt: skip
KINDS = ("University", "Institute", "Enterprise", "Park", "Government", "Other")

# What each query draws from the sample as it stands; a key such as N1 is that item's title.
DRAWN = {
    "achievement_demand": "A1 N1 N2 C1 P1 漓州理工大学 灵川轮毂制造有限公司 柳江汽车零部件有限公司 柳州市科学技术局 归巢智能装备有限公司",
    "achievements_nobody_asks_for": "A5 漓州理工大学 海洋工程",
    "alumni_and_school": "P1 A1 韦思远 漓州理工大学",
    "alumni_project": "P1 A1 N1 韦思远 归巢智能装备有限公司 漓州理工大学 检测装备",
    "challenge_takers": "C1 A1 A2 柳州市科学技术局 漓州理工大学 漓江材料研究所 陈立行 周明远 黄思齐",
    "enterprise_to_university": "灵川轮毂制造有限公司 N1 A1 P1 韦思远 陈立行 周明远 漓州理工大学",
    "field_both_sides": "食品 N4 N5 A4",
    "judged_matches": "应推 可谈：太早期 N1 A1 N3 A3",
    "last_list_changes": "三月第三周.xlsx N1 N4 A4",
    "need_best_matches": "N1 A1 P1 漓州理工大学 归巢智能装备有限公司 表面缺陷 在线检测 机器视觉",
    "needs_nobody_serves": "N5 象山米粉食品有限公司",
    "region_matches": (
        "N1 N3 N4 N5 A1 P1 A3 A4 灵川轮毂制造有限公司 全州竹业有限公司 象山米粉食品有限公司 "
        "漓州理工大学 桂北农业大学 归巢智能装备有限公司"
    ),
    "search_text": "N1 A1 P1 灵川轮毂制造有限公司 漓州理工大学 归巢智能装备有限公司",
    "university_portfolio": "桂北农业大学 A3 A4 农林加工 食品",
    "visit_this_week": "N4 A4 象山米粉食品有限公司 桂北农业大学",
}  # fmt: skip
# What a user may write between the quotes, and an item that must then be drawn.
ASKED = {
    "achievement_demand": ("搅拌摩擦焊", "A2"),
    "alumni_project": ("视觉质检", "P1"),
    "challenge_takers": ("一体化铝壳体", "C1"),
    "enterprise_to_university": ("全州", "A3"),
    "field_both_sides": ("海洋", "A5"),
    "need_best_matches": ("竹材防霉", "N3"),
    "region_matches": ("柳州", "C1"),
    "university_portfolio": ("漓州", "A5"),
}


@pytest.fixture(scope="module")
def sample(database: Client) -> Client:
    """A server that holds the sample, its full-text index up to date."""
    empty(database)
    browser_sample.write(database)
    run(database, "CALL db.index.fulltext.awaitEventuallyConsistentIndexRefresh()")
    return database


def run(client: Client, cypher: str) -> neo4j.EagerResult:
    """Run a text as Browser does."""
    return client._driver.execute_query(cypher, database_=client.database)


def drawn(client: Client, cypher: str) -> neo4j.graph.Graph:
    """Nodes and relationships that Browser would draw for a text."""
    return client._driver.execute_query(
        cypher,
        database_=client.database,
        result_transformer_=neo4j.Result.graph,
    )


def names(graph: neo4j.graph.Graph) -> set[str]:
    """Titles and names of what is drawn."""
    return {node.get("title") or node["name"] for node in graph.nodes}


def expected(words: str) -> set[str]:
    """Names with the keys of sample items replaced by their titles."""
    return {ENTRIES[word].item.title if word in ENTRIES else word for word in words.split()}


def asking(query: GuideQuery, text: str) -> str:
    """A query with the first quotes filled in, as a user would."""
    assert "WITH ''" in query.cypher
    return query.cypher.replace("WITH ''", f"WITH '{text}'", 1)


@pytest.mark.parametrize("name", DRAWN)
def test_query_draws_what_it_says(sample: Client, name: str) -> None:
    graph = drawn(sample, QUERIES[name].text)
    assert names(graph) == expected(DRAWN[name])


def test_tables_count_both_sides(sample: Client) -> None:
    busiest = [record.data() for record in run(sample, QUERIES["busiest_segments"].text).records]
    columns = ("环节", "需求数", "成果数", "校友项目数", "匹配数", "缺口")
    assert [tuple(row) for row in busiest] == [columns] * len(busiest)
    by_name = {row["环节"]: tuple(row.values())[1:] for row in busiest}
    assert by_name["电池壳体"] == (2, 1, 0, 3, 1)  # N2, C1; A2; N2–A2, C1–A2, C1–A1
    assert by_name["检测装备"] == by_name["先进制造"] == (1, 1, 1, 4, 0)  # a segment and a field
    assert [row["环节"] for row in busiest[-2:]] == ["浮标平台", "海洋工程"]

    terms = [record.values() for record in run(sample, QUERIES["terms_in_short_supply"].text).records]
    assert terms == [["铝合金", 3, 1, 2], ["搅拌摩擦焊", 2, 1, 1], ["焊接变形", 2, 1, 1]]


def test_all_queries_are_expected_here() -> None:
    assert set(QUERIES) == {*DRAWN, "busiest_segments", "terms_in_short_supply"}
    assert {name for name, query in QUERIES.items() if "WITH ''" in query.cypher} == set(ASKED)


@pytest.mark.parametrize("name", ASKED)
def test_a_name_between_the_quotes_picks_that_item(sample: Client, name: str) -> None:
    text, item = ASKED[name]
    assert ENTRIES[item].item.title in names(drawn(sample, asking(QUERIES[name], text)))


@pytest.mark.parametrize("name", [name for name in ASKED if name != "region_matches"])
def test_picking_by_name_touches_no_label_scan(sample: Client, name: str) -> None:
    profile = run(sample, f"PROFILE {asking(QUERIES[name], ASKED[name][0])}").summary.profile
    assert profile is not None
    read = Counter[str]()
    for operator, hits in operators(profile):
        read[operator] += hits
    assert {"NodeIndexSeekByRange", "ProcedureCall"} & set(read)
    if name != "enterprise_to_university":  # its school is not named here, so that schools are compared
        assert sum(hits for operator, hits in read.items() if operator.endswith("Scan")) == 0, read


def operators(plan: Mapping[str, Any]) -> list[tuple[str, int]]:
    """Operators of a profile with the records they read."""
    own = (plan["operatorType"].split("@")[0], plan.get("dbHits", 0))
    return [own, *(found for child in plan.get("children", []) for found in operators(child))]


def test_half_a_point_counts_as_served(sample: Client) -> None:
    need = browser_sample.IDS["N5"]
    raise_to = "MATCH (:Need {id: '%s'})-[m:MATCHES]->() SET m.score = %s"
    run(sample, raise_to % (need, 0.5))
    try:
        assert names(drawn(sample, QUERIES["needs_nobody_serves"].text)) == set()
    finally:
        run(sample, raise_to % (need, 0.31))


def test_every_node_has_a_caption_of_short_lines(sample: Client) -> None:
    nodes = drawn(sample, "MATCH (n) WHERE NOT n:SchemaVersion RETURN n").nodes
    assert [dict(node) for node in nodes if not node.get("caption")] == []
    title = ENTRIES["N1"].item.title
    assert [n["caption"] for n in nodes if n.get("title") == title] == ["铝合金轮毂 表面微小裂 纹在线检测"]


@pytest.mark.parametrize("query", QUERIES.values(), ids=QUERIES)
def test_header_names_the_favourite_and_tells_the_answer(query: GuideQuery) -> None:
    assert 2 <= len(query.title) <= 20
    assert query.answer.endswith("。")
    assert re.search(r"LIMIT \d+|SHORTEST \d", query.cypher)
    assert "$" not in query.cypher
    assert query.text.splitlines()[0] == f"// {query.title}"


def test_guide_holds_every_query_once_and_all_its_blocks_run(sample: Client) -> None:
    page = html.fromstring(guide("duijie"))
    blocks = ["".join(map(str, block.itertext())) for block in page.iter("pre")]
    assert len(list(page.iter("slide"))) == 8
    assert Counter(blocks) >= Counter(query.text for query in QUERIES.values())
    assert len(blocks) == len(set(blocks)) == len(QUERIES) + 2
    for block in blocks:
        run(sample, block)


def test_docs_name_every_query() -> None:
    docs = (Path(__file__).parents[2] / "docs" / "neo4j-browser.md").read_text("utf-8")
    assert [query.title for query in QUERIES.values() if query.title not in docs] == []


def test_guide_links_to_where_it_is_served() -> None:
    links = [link.get("href") for link in html.fromstring(guide("duijie")).iter("a")]
    assert links == ["duijie/favourites.zip"]
    files = browser_files("http://127.0.0.1:8000/browser")
    assert sorted(files) == ["favourites.zip", "guide.html", "style.grass"]
    assert b'href="http://127.0.0.1:8000/browser/favourites.zip"' in files["guide.html"]


def test_favourites_open_as_files_with_a_title() -> None:
    assert favourites() == favourites()
    with zipfile.ZipFile(io.BytesIO(favourites())) as packed:
        held = {name: packed.read(name).decode() for name in packed.namelist()}
    assert held == {f"对接/{query.title}.cypher": f"{query.text}\n" for query in QUERIES.values()}


def rules() -> dict[str, dict[str, str]]:
    """The style's rules by selector."""
    style = browser_files()["style.grass"].decode()
    found = re.findall(r"^([\w.]+) \{\n(.*?)\n\}", style, re.DOTALL | re.MULTILINE)
    return {
        selector: dict(re.findall(r"^  ([\w-]+): (.*);$", body, re.MULTILINE)) for selector, body in found
    }


def test_every_label_and_kind_has_its_colour_and_caption() -> None:
    styles = rules()
    for label in Label:
        assert styles[f"node.{label}"]["caption"] == "'{caption}'"
    for kind in KINDS:  # Browser would invent a colour for a second label it has no rule for
        assert styles[f"node.{kind}"] == styles["node.Organization"]
    assert styles["node.Expert"] == styles["node.Person"]
    assert styles["relationship.MATCHES"]["caption"] == "'{label}'"


def test_texts_can_be_read_on_their_colours() -> None:
    for selector, style in rules().items():
        if selector.startswith("node"):
            light, dark = sorted(
                map(luminance, (style["color"], style.get("text-color-internal", "#1B1F24")))
            )[::-1]
            assert (light + 0.05) / (dark + 0.05) >= 4.5, f"{selector}: WCAG 2 asks for 4.5"


@pytest.mark.parametrize("sight", ["normal", "protanopia", "deuteranopia"])
def test_main_labels_can_be_told_apart(sight: str) -> None:
    styles = rules()
    for one, other in combinations(MAIN, 2):
        colours = [lab(seen(styles[f"node.{label}"]["color"], sight)) for label in (one, other)]
        distance = sum((a - b) ** 2 for a, b in zip(*colours, strict=True)) ** 0.5
        assert distance >= 20, f"{one} and {other} look alike: ΔE {distance:.1f}"


# Machado, Oliveira, Fernandes 2009: what a dichromat sees, as a matrix over linear RGB (severity 1).
SIGHT = {
    "normal": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protanopia": (
        (0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998),
    ),
    "deuteranopia": (
        (0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881),
    ),
}  # fmt: skip


def linear(colour: str) -> list[float]:
    """Linear RGB of `#RRGGBB` (IEC 61966-2-1)."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    return [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]


def luminance(colour: str) -> float:
    """Relative luminance of WCAG 2."""
    red, green, blue = linear(colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def seen(colour: str, sight: str) -> list[float]:
    """Linear RGB as somebody with that sight sees it."""
    rgb = linear(colour)
    return [sum(m * c for m, c in zip(row, rgb, strict=True)) for row in SIGHT[sight]]


def lab(rgb: list[float]) -> tuple[float, float, float]:
    """CIE L*a*b* (D65) of linear RGB."""
    red, green, blue = rgb
    xyz = (
        (0.4124 * red + 0.3576 * green + 0.1805 * blue) / 0.9505,
        0.2126 * red + 0.7152 * green + 0.0722 * blue,
        (0.0193 * red + 0.1192 * green + 0.9505 * blue) / 1.089,
    )
    x, y, z = (max(v, 0) ** (1 / 3) if v > 0.008856 else 7.787 * v + 16 / 116 for v in xyz)
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)
