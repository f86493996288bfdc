"""The mess of real lists, one function each: every one gives a page that knows what it says."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from random import Random

from tests.corpus import dates, money, phrases, truth
from tests.corpus.page import NOTE, Page, columns_of
from tests.corpus.said import Cell, Said, either
from tests.corpus.truth import Column, column
from tests.corpus.vocabulary import HEADERS

NAMES = {
    "achievement": "科技成果汇总表",
    "need": "企业技术需求汇总表",
    "challenge": "揭榜挂帅榜单",
    "alumni_project": "校友归巢项目征集表",
    "scenario": "应用场景清单",
    "expert": "专家信息汇总表",
}
USUAL = {
    "achievement": "seq title orgs people abstract fields maturity modes price ip contact.name contact.phone",
    "need": "seq title org detail indicators budget deadline modes region contact.name contact.phone",
    "challenge": "seq title issuer detail indicators bounty deadline bidder_requirements contact.name contact.phone",
    "alumni_project": "seq person school graduated enterprise title detail invest landing contact.phone",
    "scenario": "seq title org detail problem data deadline budget contact.name contact.phone",
    "expert": "seq person org position specialty results school region contact.any",
}
FULL = {
    "achievement": "seq code title orgs department people team abstract innovation indicators application fields keywords form maturity "
    "level ip modes price benefit status year secret wanted contact.name contact.phone contact.email note",
    "need": "seq code title org credit_code org_type quals parent_dept profile detail problem key_tech indicators goal base fields "
    "industry kind budget deadline modes partner urgency source region review contact.role contact.phone note",
    "challenge": "code title issuer detail indicators bounty pay_split bidder_requirements deadline bid_deadline ip_rule funding stage "
    "fields region contact.both",
    "alumni_project": "seq person school department graduated job enterprise ent_profile industry title detail invest landing stage "
    "wanted consent contact.phone contact.email",
    "scenario": "seq code title org fields detail problem data deadline budget region contact.name contact.phone contact.email",
    "expert": "seq person org position specialty fields chain results school region contact.phone contact.email",
}
REMARKS = [
    "备注：以上信息由各单位自行填报。",
    "填表说明：1.成果名称须与登记一致；2.金额单位以表头为准。",
    "注：联系方式仅供对接使用。",
]


def titled(kind: str, dice: Random, count: int, *, fields: str = "", name: str = "Sheet1") -> Page:
    """One to five rows above the header: the number of the annex, the title, who filled it in."""
    page = Page(name, dice)
    columns = columns_of(kind, fields or USUAL[kind], dice)
    width = len(columns)
    lines = dice.choice([1, 2, 3, 5])
    if lines > 1:
        page.line(dice.choice(["附件1", "附件", "附件2："]))
    page.across(f"{dice.choice(phrases.PLACES)}市2026年{NAMES[kind]}", width)
    if lines > 2:
        page.line("填报单位（盖章）：", None, None, "填表人：", None, "填表日期：2026年1月5日")
    if lines > 3:
        page.line()
        page.across("说明：请各单位如实填写，本表可续页。", width)
    page.list(kind, columns, count)
    return page


def full(kind: str, dice: Random, count: int) -> Page:
    """A wide list with nearly every column there is."""
    return titled(kind, dice, count, fields=FULL[kind], name="汇总表")


def noisy(kind: str, dice: Random, count: int) -> Page:
    """Headers with asterisks, colons, spaces, line breaks and hints."""
    page = Page("填报表", dice)
    page.across(f"2026年{NAMES[kind]}", 6)
    hints = ["（必填）", "（可多选）", "（限500字以内）", "(建议不超过200字)", "（1-5个）"]

    def noise(at: Column) -> Column:
        header = at.header
        draw = dice.randint(0, 6)
        if draw == 0:
            return at.headed(f"*{header}")
        if draw == 1:
            return at.headed(f"{header}：")
        if draw == 2 and len(header) < 5:
            return at.headed(" ".join(header))
        if draw == 3 and len(header) > 3 and "（" not in header and "(" not in header and header.isalpha():
            return at.headed(f"{header[: len(header) // 2]}\n{header[len(header) // 2 :]}")
        if draw == 4 and "（" not in header and "(" not in header and at.field not in truth.MONEY:
            return at.headed(header + dice.choice(hints))
        return at.headed(f" {header} ") if draw == 5 else at

    page.list(kind, [noise(at) for at in columns_of(kind, USUAL[kind] + " note", dice)], count)
    return page


def _bare(kind: str, field: str, dice: Random, unit: money.Unit, header: str | None = None) -> Column:
    """A money column whose header names no unit although its cells are bare."""
    name = header or dice.choice(
        [said for said in HEADERS[kind][field] if money.unit_of(said) is money.NO_UNIT]
    )
    return Column(field, name, truth.bare_sums(field, unit))


def corner_unit(dice: Random, count: int) -> Page:
    """单位：万元 in the corner of the table; a header that names another unit knows better."""
    page = Page("Sheet1", dice)
    unit = dice.choice([money.WAN, money.WAN, money.YUAN])
    columns = [*columns_of("need", "seq title org detail", dice), _bare("need", "budget", dice, unit)]
    columns += columns_of("need", "deadline contact.name contact.phone", dice)
    page.across("2026年度企业技术需求汇总表", len(columns))
    page.line(*[None] * (len(columns) - 1), f"单位：{unit.name}")
    page.list("need", columns, count)
    return page


def header_against_corner(dice: Random, count: int) -> Page:
    """The corner says 万元, the header of one column says 元."""
    page = Page("Sheet1", dice)
    columns = columns_of("challenge", "seq title issuer detail", dice)
    columns.append(column("challenge", "bounty", dice, "榜题金额（元）"))
    columns.append(_bare("challenge", "funding", dice, money.WAN, "资金投入"))
    page.across("2026年第一批揭榜挂帅榜单", len(columns))
    page.line(*[None] * (len(columns) - 1), "金额单位：万元")
    page.list("challenge", columns, count)
    return page


def unit_row(dice: Random, count: int) -> Page:
    """A row of units under the header."""
    page = Page("Sheet1", dice)
    columns = columns_of("achievement", "seq title orgs people maturity", dice)
    columns += [
        _bare("achievement", "price", dice, money.WAN, "预期交易价格"),
        _bare("achievement", "invest", dice, money.WAN, "投资规模"),
    ]
    columns += columns_of("achievement", "contact.name contact.phone", dice)
    page.across("可转化科技成果清单", len(columns))
    page.header(columns)
    page.line(*("（万元）" if at.field in truth.MONEY else None for at in columns))
    page.fill("achievement", columns, count)
    return page


def neighbour_unit(dice: Random, count: int) -> Page:
    """The unit stands in the next cell of every row."""
    page = Page("Sheet1", dice)
    unit = dice.choice([money.WAN, money.YUAN])
    columns = columns_of("need", "seq title org detail", dice)
    columns.append(_bare("need", "budget", dice, unit, "资金需求总额"))
    columns.append(Column("", "", lambda _: Said(unit.name)))
    columns += columns_of("need", "deadline contact.name contact.phone", dice)
    page.across("技术需求征集汇总表", len(columns))
    page.list("need", columns, count)
    return page


def mixed_units(dice: Random, count: int) -> Page:
    """Investment at home in 亿元 and from abroad in 万美元: one of the two is filled in."""
    page = Page("Sheet1", dice)
    columns = columns_of("alumni_project", "seq person enterprise title detail", dice)
    home, abroad = "拟投资额(内资-亿元)", "拟投资额(外资-万美元)"
    columns += [
        column("alumni_project", "invest", dice, home),
        column("alumni_project", "invest", dice, abroad),
    ]
    columns += columns_of("alumni_project", "landing contact.phone", dice)
    page.across("校友回归投资项目汇总表", len(columns))
    page.header(columns)
    for number in range(1, count + 1):
        said = page.draw(columns)
        said[0] = Said(number)
        said[dice.choice([5, 6])] = Said(None)
        page.record("alumni_project", said)
    return page


def money_become_dates(dice: Random, count: int) -> Page:
    """“3-5” typed into a money column became a day: nobody knows the sum any more."""
    page = Page("Sheet1", dice)
    columns = columns_of("need", "seq title org detail", dice)
    columns.append(column("need", "budget", dice, "预算（万元）"))
    page.across("企业技术需求清单", len(columns))
    page.header(columns)
    for number in range(1, count + 1):
        said = page.draw(columns)
        said[0] = Said(number)
        if number % 3 == 0:
            said[4] = Said(datetime(2026, dice.randint(1, 12), dice.randint(1, 28)))  # noqa: DTZ001
        page.record("need", said)
    return page


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


def furnished(kind: str, dice: Random, count: int) -> Page:
    """小计, 合计, remarks and rules below the records."""
    page = titled(kind, dice, count)
    for word in dice.sample(["小计", "合计", "总计", "合  计", "本页小计"], 2):
        page.line(word, dice.choice([None, f"共{count}项"]), *[None] * 3, count)
    page.line("（以下空白）")
    for remark in REMARKS:
        page.across(remark, 6)
    page.line("填表人：李某", None, "联系电话：0771-2000000")
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


def prenumbered(kind: str, dice: Random, count: int) -> Page:
    """Numbers stand ready for rows that nobody filled in."""
    page = titled(kind, dice, count)
    for number in range(count + 1, count + 9):
        page.line(number)
    return page


def with_duplicates(kind: str, dice: Random, count: int) -> Page:
    """Rows that were copied: the same in every cell but the number."""
    page = Page("Sheet1", dice)
    columns = columns_of(kind, USUAL[kind], dice)
    page.across(f"2026年{NAMES[kind]}", len(columns))
    page.header(columns)
    drawn = page.fill(kind, columns, count)
    for number in range(3):
        page.record(kind, [Said(count + number + 1), *drawn[number * 2][1:]], fate="duplicate")
    return page


def without_titles(kind: str, dice: Random, count: int) -> Page:
    """Rows that lost their name: they must come back with a reason."""
    page = Page("Sheet1", dice)
    columns = columns_of(kind, USUAL[kind], dice)
    place = next(
        at for at, some in enumerate(columns) if some.field == ("person" if kind == "expert" else "title")
    )
    page.across(f"2026年{NAMES[kind]}", len(columns))
    page.header(columns)
    for number in range(1, count + 1):
        said = page.draw(columns)
        said[0] = Said(number)
        if number % 4 == 0:
            said[place] = Said(dice.choice([None, "", "—"]))
        page.record(kind, said, fate="rejected" if number % 4 == 0 else "accepted")
    return page


def ditto(dice: Random, count: int) -> Page:
    """同上 and 〃 instead of what stands above."""
    page = Page("Sheet1", dice)
    columns = columns_of(
        "need", "seq org title detail budget deadline region contact.name contact.phone", dice
    )
    page.across("2026年企业技术需求汇总表", len(columns))
    page.header(columns)
    above: Sequence[Said] = []
    for number in range(1, count + 1):
        said = page.draw(columns)
        said[0] = Said(number)
        if above and number % 2 == 0:
            sign = dice.choice(["同上", "〃"])
            for place in (1, 6, 7, 8):
                said[place] = replace(above[place], cell=sign)
        page.record("need", said)
        above = said
    return page


def named_year(dice: Random, count: int) -> Page:
    """The list names its year, its deadlines say “by the end of the year”."""
    page = Page("Sheet1", dice)
    columns = columns_of("need", "seq title org detail deadline contact.phone", dice)
    columns[4] = Column("deadline", columns[4].header, lambda _: dates.end_of_named_year(2026))
    page.across("2026年企业技术需求汇总表", len(columns))
    page.list("need", columns, count)
    return page


def from_to(dice: Random, count: int) -> Page:
    """Start and end in columns of their own, short and long cooperation as well."""
    page = Page("Sheet1", dice)
    fields = "seq title org detail deadline.start deadline.end modes.short modes.long contact.phone"
    columns = columns_of("need", fields, dice)
    columns[4:6] = dice.choice(
        [
            [
                column("need", "deadline.start", dice, "开始年限"),
                column("need", "deadline.end", dice, "到期年限"),
            ],
            [
                column("need", "deadline.start", dice, "开始年"),
                column("need", "deadline.end", dice, "到期年"),
            ],
        ]
    )
    page.across("技术需求汇总表", len(columns))
    page.list("need", columns, count)
    return page


def with_part_of_sum(dice: Random, count: int) -> Page:
    """A second sum that is a part of the first."""
    page = Page("Sheet1", dice)
    columns = columns_of("need", "seq title org detail", dice)
    columns.append(column("need", "budget", dice, "拟投入资金总额(万元)"))
    columns.append(
        Column("", "其中拟投入自有资金总额(万元)", lambda drawing: Said(drawing.choice([1, 2, 3])))
    )
    page.across("技术需求汇总表", len(columns))
    page.list("need", columns, count)
    return page


def no_unit_anywhere(dice: Random, count: int) -> Page:
    """Bare sums without a unit in sight: unknown, or 万元 said to be assumed."""
    page = Page("Sheet1", dice)
    columns = columns_of("need", "seq title org detail", dice)

    def say(drawing: Random) -> Said:
        value = drawing.choice([20, 50, 80, 300])
        return Said(value, {"budget": either(None, money.exactly(value * 10_000))})

    columns.append(Column("budget", "拟投入经费", say))
    page.across("技术需求汇总表", len(columns))
    page.list("need", columns, count)
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


def _odd(dice: Random) -> Said:
    shown = dice.choice(["靠近入口", "双人展位", "双开面"])
    return Said(shown, {"extra": {"展位偏好": shown}})


def with_remarks_column(kind: str, dice: Random, count: int) -> Page:
    """A column of remarks and one that nobody knows."""
    page = Page("Sheet1", dice)
    columns = columns_of(kind, USUAL[kind], dice)
    columns += [NOTE, Column("extra", "展位偏好", _odd)]
    page.across(f"2026年{NAMES[kind]}", len(columns))
    page.list(kind, columns, count)
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
