"""What people see in Neo4j Browser: the guide, our colours, and the guide's queries as favourites.

A query stands once, in `cypher/browser`, and a colour once, in `style.grass`; the guide is put together from both.
"""

import io
import re
import zipfile
from dataclasses import dataclass
from html import escape
from importlib import resources
from string import Template

from graph.statements import names, statement

_RULE = re.compile(r"node\.(\w+) \{(.*?)\n\}", re.DOTALL)
_COLOURS = re.compile(r"^  (color|text-color-internal): (#\w{6});$", re.MULTILINE)
_FOLDER = "对接"
_PACKED = (2020, 1, 1, 0, 0, 0)  # a fixed time, so that the same queries give the same bytes


@dataclass(frozen=True, slots=True)
class GuideQuery:
    """A query of the guide: its file's name, the title and answer its header tells, and its Cypher."""

    name: str
    title: str
    answer: str
    cypher: str

    @property
    def text(self) -> str:
        """What runs on a click; the first line names the query where people keep it as a favourite."""
        return f"// {self.title}\n{self.cypher}"


def guide_queries() -> list[GuideQuery]:
    """Give all queries of the guide, by name."""
    return [_query(name) for name in names("browser")]


def _query(name: str) -> GuideQuery:
    lines = statement(name).splitlines()
    header = [line.removeprefix("// ") for line in lines if line.startswith("// ")]
    cypher = "\n".join(line for line in lines if not line.startswith("// "))
    return GuideQuery(name.removeprefix("browser/"), header[0], "".join(header[1:]), cypher)


def browser_files(address: str = "duijie") -> dict[str, bytes]:
    """Give the files Neo4j Browser loads, by name: `guide.html`, `style.grass`, `favourites.zip`.

    :param address: where they are served, as the guide's links need it: absolute, or relative to Browser's page.
    """
    return {
        "guide.html": guide(address).encode(),
        "style.grass": _part("style.grass").encode(),
        "favourites.zip": favourites(),
    }


def guide(address: str) -> str:
    """Give the guide for Browser's `:play`: slides of HTML whose queries run on a click."""
    values = {"address": escape(address), "css": f"<style>{_part('guide.css')}</style>"}
    values |= {label: _chip_style(rule) for label, rule in _RULE.findall(_part("style.grass"))}
    values |= {query.name: _card(query) for query in guide_queries()}
    return Template(_part("guide.html")).substitute(values)


def favourites() -> bytes:
    """Give the guide's queries as a zip to drop on Browser's window: they become favourites in a folder."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for query in guide_queries():
            archive.writestr(zipfile.ZipInfo(f"{_FOLDER}/{query.title}.cypher", _PACKED), f"{query.text}\n")
    return packed.getvalue()


def _part(name: str) -> str:
    return (resources.files("cypher") / "browser" / name).read_text("utf-8")


def _chip_style(rule: str) -> str:
    colours = dict(_COLOURS.findall(rule))
    return f"background:{colours['color']};color:{colours['text-color-internal']}"


def _card(query: GuideQuery) -> str:
    return (
        f'<div class="duijie-card"><h4>{escape(query.title)}</h4><p>{escape(query.answer)}</p>'
        f'<pre class="pre-scrollable code runnable">{escape(query.text)}</pre></div>'
    )
