"""Label–value forms: what they say, and how their cells are laid out, whatever they are printed on."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from random import Random

from tests.corpus import money, truth, values
from tests.corpus.delimited import shown
from tests.corpus.page import Record
from tests.corpus.page import shown as as_written
from tests.corpus.said import Said, joined
from tests.corpus.truth import Column, column

TITLES = {
    "achievement": "科技成果信息表",
    "need": "企业技术需求征集表",
    "challenge": "揭榜挂帅项目需求表",
    "alumni_project": "校友归巢项目意向表",
    "scenario": "应用场景征集表",
    "expert": "专家信息登记表",
}
FIELDS = {
    "achievement": "title orgs people contact.name contact.phone fields maturity modes price ip abstract innovation indicators application",
    "need": "title org org_type region contact.name contact.phone fields budget deadline modes detail problem indicators goal base",
    "challenge": "title issuer contact.name contact.phone fields bounty deadline ip_rule detail indicators bidder_requirements",
    "alumni_project": "person school graduated job enterprise contact.phone title invest landing consent detail wanted",
    "scenario": "title org region contact.name contact.phone fields budget deadline detail problem data",
    "expert": "person org position contact.phone contact.email school specialty fields results",
}
OPTIONS = {
    "modes": ["技术转让", "技术许可", "作价入股", "合作开发", "技术服务", "其他"],
    "maturity": ["实验室阶段", "小试阶段", "中试阶段", "产业化"],
    "org_type": ["企业", "高等院校", "研究机构", "其他"],
    "fields": ["电子信息", "新材料", "先进制造", "生物医药", "现代农业", "环境保护"],
    "consent": ["同意", "不同意"],
}
BOXES = ("☑□", "☑☐", "■□", "√□", "●○")
LONG = truth.LONG | {"indicators"}


@dataclass(frozen=True, slots=True)
class Pair:
    """A label with its value as it is printed."""

    label: str
    value: str
    long: bool = False
    money: bool = False


@dataclass(frozen=True, slots=True)
class Form:
    """A filled-in form."""

    title: str
    pairs: Sequence[Pair]
    record: Record


@dataclass(frozen=True, slots=True)
class Box:
    """A cell of a form: its text, how many columns and rows it covers; the values of a nested table if it has one."""

    text: str
    across: int = 1
    down: int = 1
    value: bool = False
    nested: Sequence[Sequence[str]] = ()


def _value(pair: Pair, across: int = 1) -> Box:
    return Box(pair.value, across, value=True)


Grid = Sequence[Sequence[Box]]
Layout = Callable[[Form], Grid]


def template(kind: str, dice: Random, boxes: str = "") -> list[Column]:
    """Labels of a form; with `boxes` (ticked, empty) choices are printed in full and ticked."""
    columns = [column(kind, field, dice) for field in FIELDS[kind].split()]
    return [_ticked(at, kind, boxes) for at in columns] if boxes else columns


def with_bare_sums(columns: Sequence[Column]) -> list[Column]:
    """Print sums without a unit in their label, for a layout that prints it beside them."""
    headers = {"price": "预期交易价格", "budget": "资金需求总额", "bounty": "悬赏", "invest": "计划投资"}
    return [
        Column(at.field, headers[at.field], truth.bare_sums(at.field, money.WAN))
        if at.field in headers
        else at
        for at in columns
    ]


def form(kind: str, dice: Random, *, boxes: str = "") -> Form:
    """Fill in a form."""
    return filled(kind, template(kind, dice, boxes), dice)


def filled(kind: str, columns: Sequence[Column], dice: Random) -> Form:
    """Fill in a form of a template."""
    said = truth.drawn(columns, dice)
    record = Record("", 1, kind, {}, cells=as_written(columns, said))
    pairs = []
    for at, part in zip(columns, said, strict=True):
        record.fields = joined(record.fields, part.fields)
        pairs.append(
            Pair(at.header, shown(part.cell), at.field.partition(".")[0] in LONG, at.field in truth.MONEY)
        )
    return Form(TITLES[kind], pairs, record)


def several(kind: str, dice: Random, count: int, *, boxes: str = "") -> list[Form]:
    """Fill in several forms of the same template."""
    columns = template(kind, dice, boxes)
    return [filled(kind, columns, dice) for _ in range(count)]


def _ticked(at: Column, kind: str, boxes: str) -> Column:
    """Print the choices of a field with boxes, where it has any."""
    options = OPTIONS.get(at.field)
    if options is None:
        return at

    def say(dice: Random) -> Said:
        most = 2 if at.field in {"modes", "fields"} else 1
        chosen = dice.sample([option for option in options if option != "其他"], dice.randint(1, most))
        between = dice.choice(["  ", " ", "\n"])
        printed = between.join(f"{boxes[0] if option in chosen else boxes[1]}{option}" for option in options)
        return Said(printed, _meaning(at.field, kind, sorted(chosen, key=options.index)))

    return replace(at, say=say)


def _meaning(field: str, kind: str, chosen: list[str]) -> dict[str, object]:
    if field == "modes":
        return values.modes_of(chosen, flags=kind == "achievement")
    if field == "maturity":
        least, most = values.MATURITY[chosen[0]]
        return {"maturity": {"min": least, "max": most}}
    if field == "consent":
        return {"consent": chosen == ["同意"]}
    return {field: chosen if field == "fields" else chosen[0]}


def one_by_row(said: Form) -> Grid:
    """A label and its value in every row."""
    return [[Box(pair.label), _value(pair)] for pair in said.pairs]


def two_by_row(said: Form) -> Grid:
    """Two pairs in a row; long values have a row of their own."""
    rows: list[list[Box]] = []
    short = [pair for pair in said.pairs if not pair.long]
    for left, right in zip(short[::2], [*short[1::2], None], strict=False):
        row = [Box(left.label), _value(left)]
        row += [Box(right.label), _value(right)] if right else [Box(""), Box("")]
        rows.append(row)
    rows += [[Box(pair.label), _value(pair, 3)] for pair in said.pairs if pair.long]
    return rows


def titled_grid(said: Form) -> Grid:
    """The title of the form as the first row of the table, then one pair a row."""
    return [[Box(said.title, across=2)], *one_by_row(said)]


def value_below(said: Form) -> Grid:
    """Long values stand in the row below their label."""
    rows = list(two_by_row(replace(said, pairs=[pair for pair in said.pairs if not pair.long])))
    for pair in said.pairs:
        if pair.long:
            rows += [[Box(pair.label, across=4)], [_value(pair, 4)]]
    return rows


def in_sections(said: Form) -> Grid:
    """A first column names the section that the rows beside it belong to."""
    short = [pair for pair in said.pairs if not pair.long]
    long = [pair for pair in said.pairs if pair.long]
    rows: list[list[Box]] = []
    for name, pairs in (("基本信息", short), ("详细内容", long)):
        for place, pair in enumerate(pairs):
            first = [Box(name, down=len(pairs))] if place == 0 else []
            rows.append([*first, Box(pair.label), _value(pair)])
    return rows


def nested(said: Form) -> Grid:
    """The contact stands in a table of its own inside a cell."""
    inner = [
        pair for pair in said.pairs if "联系" in pair.label or "电话" in pair.label or "手机" in pair.label
    ]
    outer = [pair for pair in said.pairs if pair not in inner]
    rows = [[Box(pair.label), _value(pair)] for pair in outer]
    rows.insert(2, [Box("联络信息"), Box("", nested=[[pair.label, pair.value] for pair in inner])])
    return rows


def unit_beside(said: Form) -> Grid:
    """The unit of a sum is printed in the cell after it."""
    rows: list[list[Box]] = []
    for pair in said.pairs:
        if pair.money:
            rows.append([Box(pair.label), _value(pair), Box("万元")])
        else:
            rows.append([Box(pair.label), _value(pair, 2)])
    return rows


LAYOUTS: dict[str, Layout] = {
    "one_by_row": one_by_row,
    "two_by_row": two_by_row,
    "titled_grid": titled_grid,
    "value_below": value_below,
    "in_sections": in_sections,
    "nested": nested,
}
