"""Neo4j Browser in headless Chromium: our guide opens by itself, its queries run on a click, in our colours."""

import base64
import re
import shutil
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser as Chromium
from playwright.sync_api import Locator, Page, Route, expect, sync_playwright

from graph.browser import browser_files, favourites, guide_queries
from graph.client import Client
from graph.server import ServerInfo
from tests.conftest import empty
from tests.graph import browser_sample

CHROMIUM = shutil.which("chromium")
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="Chromium 未安装（Debian：apt install chromium）")

FLAGS = [
    "--no-sandbox", "--no-proxy-server", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
]  # fmt: skip
START = "对接图谱：从这里开始"
CIRCLES = "svg g.node circle.b-outline"


@pytest.fixture(scope="module")
def chromium(database: Client) -> Iterator[Chromium]:
    """A headless browser, beside a server that holds the sample."""
    empty(database)
    browser_sample.write(database)
    with sync_playwright() as playwright:
        yield playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)


@pytest.fixture
def page(chromium: Chromium, server: ServerInfo) -> Iterator[Page]:
    """Neo4j Browser, seen for the first time and connected by hand as a user does."""
    context = chromium.new_context(viewport={"width": 1366, "height": 768})
    page = context.new_page()
    page.route("**/*", local_only)
    page.goto(server.browser_url)
    expect(page.get_by_test_id("boltaddress")).to_have_value(urlsplit(server.bolt_uri).netloc)
    page.get_by_test_id("username").fill(server.user)
    page.get_by_test_id("password").fill(server.password)
    page.get_by_role("button", name="Connect", exact=True).click()
    expect(page.get_by_text(START)).to_be_visible(timeout=60_000)
    yield page
    context.close()


def local_only(route: Route) -> None:
    """Let nothing leave the machine; Browser asks two outside hosts for fonts and news and does without."""
    if urlsplit(route.request.url).hostname in ("127.0.0.1", "localhost"):
        route.continue_()
    else:
        route.abort()


def card(page: Page, title: str) -> Locator:
    """The guide's box for a query, turning pages until it is there."""
    box = page.locator(".duijie-card").filter(has=page.get_by_role("heading", name=title, exact=True))
    while not box.count():
        page.get_by_test_id("nextSlide").first.click()
    return box


def colour(label: str) -> str:
    """The colour `style.grass` gives a label."""
    style = browser_files()["style.grass"].decode()
    found = re.search(rf"node\.{label} \{{\s+color: (#\w+);", style)
    assert found is not None
    return found[1]


def test_a_click_draws_a_need_and_its_matches_in_our_colours(page: Page) -> None:
    card(page, "一条需求的最佳匹配").locator("pre > i").click()

    # One need, an achievement, an alumni project, their two organisations, three shared terms.
    expect(page.locator(CIRCLES)).to_have_count(8, timeout=60_000)
    fills = [circle.get_attribute("fill") for circle in page.locator(CIRCLES).all()]
    assert sorted(fills, key=str) == sorted(
        map(colour, ["Need", "Achievement", "AlumniProject", "Organization", "Organization", *["Term"] * 3])
    )
    lines = page.locator("svg g.node text").all_text_contents()
    assert [line.strip() for line in lines if "铝合金轮毂" in line or "纹在线检测" in line] == [
        "铝合金轮毂",
        "纹在线检测",
    ]
    expect(page.locator("svg g.relationship text").get_by_text("0.86")).to_be_visible()


def test_a_click_on_the_text_puts_it_into_the_editor(page: Page) -> None:
    query = next(q for q in guide_queries() if q.name == "busiest_segments")
    card(page, query.title).locator("pre").click(position={"x": 40, "y": 20})
    editor = page.locator(".monaco-editor").first
    expect(editor).to_contain_text(query.title)
    editor.click()
    page.keyboard.press("Control+Enter")
    expect(page.get_by_role("cell", name="电池壳体").first).to_be_visible(timeout=60_000)


def test_no_slide_overflows_sideways(page: Page) -> None:
    for slide in range(1, 9):
        expect(page.get_by_text(f"{slide} / 8").first).to_be_visible()
        too_wide = page.evaluate(
            "() => [...document.querySelectorAll('.slide, .slide *')]"
            ".filter(e => getComputedStyle(e).display !== 'inline' && e.scrollWidth > e.clientWidth + 1)"
            ".map(e => e.className)"
        )
        assert too_wide == [], f"slide {slide}"
        if slide < 8:
            page.get_by_test_id("nextSlide").first.click()


def test_favourites_are_downloaded_and_dropped_into_a_folder(page: Page) -> None:
    card(page, "按清单编号找一条需求和它的匹配")
    with page.expect_download() as download:
        page.get_by_text("下载全部语句").click()
    assert download.value.path().read_bytes() == favourites()

    dropped = page.evaluate_handle(
        """packed => {
            const bytes = Uint8Array.from(atob(packed), c => c.charCodeAt(0));
            const transfer = new DataTransfer();
            transfer.items.add(new File([bytes], 'favourites.zip'));
            return transfer;
        }""",
        base64.b64encode(favourites()).decode(),
    )
    page.dispatch_event(".filedrop", "drop", {"dataTransfer": dropped})
    page.get_by_test_id("navigationFavorites").click()
    page.get_by_text("对接", exact=True).click()
    for query in guide_queries():
        expect(page.get_by_text(query.title, exact=True).first).to_be_visible()
