"""The mess of real lists, one function each: every one gives a page that knows what it says."""

from collections.abc import Sequence
from dataclasses import replace
from random import Random

from tests.corpus import dates, phrases, truth
from tests.corpus.page import NOTE, Page, columns_of
from tests.corpus.said import Said
from tests.corpus.truth import Column, column

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
