"""Lists of which the sums of money have their unit in one place or another, or nowhere."""

from datetime import datetime
from random import Random

from tests.corpus import money, truth
from tests.corpus.page import Page, columns_of
from tests.corpus.said import Said, either
from tests.corpus.truth import Column, column
from tests.corpus.vocabulary import HEADERS


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
