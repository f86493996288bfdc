"""Lists with headers of two rows, merged cells, categories, several tables; every header in its turn."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from random import Random

from tests.corpus import phrases
from tests.corpus.layouts import NAMES, USUAL
from tests.corpus.page import Page, columns_of
from tests.corpus.said import Cell, Said
from tests.corpus.truth import Column, column
from tests.corpus.vocabulary import HEADERS


def two_row_header(kind: str, dice: Random, count: int) -> Page:
    """Groups above their columns (企业信息 | 需求信息)."""
    page = Page("汇总表", dice)
    groups = {
        "need": [
            ("", "seq"),
            ("企业信息", "org org_type region"),
            ("需求信息", "title detail indicators budget"),
            ("联系方式", "contact.name contact.phone"),
        ],
        "achievement": [
            ("", "seq title"),
            ("完成情况", "orgs people"),
            ("转化信息", "maturity modes price"),
            ("", "note"),
        ],
        "alumni_project": [
            ("", "seq"),
            ("校友信息", "person school graduated"),
            ("项目信息", "title detail invest landing"),
        ],
    }[kind]
    headed = [(name, columns_of(kind, fields, dice)) for name, fields in groups]
    columns = [at for _, some in headed for at in some]
    page.across(f"2026年{NAMES[kind]}", len(columns))
    page.grouped(headed)
    page.fill(kind, columns, count)
    return page


def merged_down(dice: Random, count: int) -> Page:
    """The organisation is given once and merged over its items."""
    page = Page("Sheet1", dice)
    columns = columns_of("achievement", "seq orgs title people maturity modes contact.phone", dice)
    page.across("高校科技成果一览表", len(columns))
    page.header(columns)
    number = 0
    while number < count:
        owner = columns[1].say(dice)
        first = len(page.rows) + 1
        for place in range(dice.randint(2, 4)):
            number += 1
            said = page.draw(columns)
            said[0], said[1] = Said(number), replace(owner, cell=owner.cell if place == 0 else None)
            page.record("achievement", said)
        page.merges.append((first, page.left + 1, len(page.rows), page.left + 1))
    return page


def categories(dice: Random, count: int, *, universities: bool = False, merged: bool = True) -> Page:
    """Rows across the table that say the field, or the university, of the rows below."""
    page = Page("Sheet1", dice)
    fields = (
        "seq title people abstract maturity contact.phone"
        if universities
        else "seq title orgs people abstract maturity price"
    )
    columns = columns_of("achievement", fields, dice)
    page.across("2026年科技成果推介表", len(columns))
    page.header(columns)
    style = (
        dice.choice(["{}、{}领域", "（{}）{}", "{}、{}类"])
        if not universities
        else dice.choice(["{}、{}", "（{}）{}"])
    )
    names = dice.sample(phrases.UNIVERSITIES if universities else phrases.FIELDS, 4)
    for number, name in zip("一二三四", names, strict=True):
        line = style.format(number, name)
        if merged:
            page.across(line, len(columns))
        else:
            page.line(line)
        page.fill("achievement", columns, count // 4, also={"orgs" if universities else "fields": [name]})
    return page


def printed(kind: str, dice: Random, count: int) -> Page:
    """The header is repeated on every printed page."""
    page = Page("Sheet1", dice)
    columns = columns_of(kind, USUAL[kind], dice)
    page.across(f"2026年{NAMES[kind]}", len(columns))
    page.header(columns)
    for sheet in range(3):
        if sheet:
            page.line(*(at.header for at in columns))
        page.fill(kind, columns, count // 3)
    return page


def several_tables(dice: Random, count: int) -> Page:
    """Needs, then achievements, then experts on one sheet."""
    page = Page("Sheet1", dice)
    for number, kind in zip("一二三", ("need", "achievement", "expert"), strict=True):
        page.across(f"表{number} {NAMES[kind]}", 8)
        page.seen.clear()
        page.list(kind, columns_of(kind, USUAL[kind], dice), count // 3)
        page.line()
        page.line()
    return page


def spaced(kind: str, dice: Random, count: int) -> Page:
    """Empty columns between columns and left of the table, empty rows between rows."""
    page = Page("Sheet1", dice, left=2)
    columns = columns_of(kind, USUAL[kind].replace(" ", " _ ", 4), dice)
    page.line(f"{NAMES[kind]}")
    page.line()
    page.header(columns)
    for number in range(1, count + 1):
        said = page.draw(columns)
        said[0] = Said(number)
        page.record(kind, said)
        if number % 4 == 0:
            page.line()
    return page


def nameless_first_column(dice: Random, count: int) -> Page:
    """An expert list whose first header cell is empty, with a place given twice."""
    page = Page("专家库", dice)
    columns = columns_of("expert", "seq person org position specialty results", dice)
    columns[0] = columns[0].headed("")
    columns.append(column("expert", "region", dice, "所属地域"))
    columns.append(Column("extra.所属地域2", "所属地域2", lambda _: Said(None)))
    page.list("expert", columns, count)
    return page


ALTERNATIVES = (
    ({"contact.name", "contact.phone", "contact.email"}, {"contact.both"}, {"contact.any"}, {"contact.role"}),
    ({"deadline"}, {"deadline.start", "deadline.end"}),
    ({"modes"}, {"modes.short", "modes.long"}),
)


def headers_in_turn(kind: str, dice: Random, count: int) -> list[Page]:
    """One sheet for each turn through the synonyms, until every header has stood somewhere."""
    headers = HEADERS[kind]
    used = dict.fromkeys(headers, 0)
    pages: list[Page] = []
    seen: set[Cell] = set()
    while any(used[field] < len(headers[field]) for field in headers):
        page = Page(f"表{len(pages) + 1}", dice, seen=seen)
        columns = []
        for field in _compatible(headers, len(pages)):
            columns.append(column(kind, field, dice, headers[field][used[field] % len(headers[field])]))
            used[field] += 1
        page.across(f"2026年{NAMES[kind]}", len(columns))
        page.list(kind, columns, count)
        pages.append(page)
    return pages


def _compatible(headers: Mapping[str, Sequence[str]], turn: int) -> list[str]:
    """Leave out columns that other columns of the sheet already say."""
    left_out: set[str] = set()
    for choices in ALTERNATIVES:
        known = [choice & headers.keys() for choice in choices if choice & headers.keys()]
        for place, choice in enumerate(known):
            if place != turn % len(known):
                left_out |= choice
    return [field for field in headers if field not in left_out]
