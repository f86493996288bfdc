"""Columns and the items below them: for every kind and field a way to draw a cell with its meaning."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from random import Random

from tests.corpus import contacts, dates, money, phrases, rights, values
from tests.corpus.indicators import indicators
from tests.corpus.said import ANY, Said, Say
from tests.corpus.vocabulary import HEADERS

LIST_SEPARATORS = "、，,；;/"
MONEY = {"price", "invest", "budget", "bounty", "funding"}
TITLES: Mapping[str, Callable[[Random], str]] = {
    "achievement": phrases.achievement_title,
    "need": phrases.need_title,
    "challenge": phrases.challenge_title,
    "alumni_project": phrases.project_title,
    "scenario": phrases.scenario_title,
}
UNIT_STYLES = ("{}（{}）", "{}（{}）", "{}({})", "{}（单位：{}）", "{}/{}", "{}\n（{}）", "{} ({})")
"""How a header is followed by its unit."""
UNDECIDED = {"所属产业链", "产业链环节"}
"""Of a need these may be its industry or its chain."""
LONG = set(
    "abstract innovation route application benefit profile detail problem key_tech goal base ent_profile results data "
    "bidder_requirements ip_rule pay_split".split()
)
WORDS: Mapping[str, str] = {
    "chain": "|".join(phrases.CHAINS),
    "department": "|".join(phrases.DEPARTMENTS),
    "team": "先进材料团队|智能感知创新团队|桂糖创新团队|海洋牧场课题组",
    "level": "国际领先|国际先进|国内领先|国内先进|国内一般",
    "status": "已转化|未转化|正在对接|已在三家企业应用|部分转化",
    "evidence": "广西科技进步二等奖|第三方检测报告|中国专利优秀奖|用户使用报告两份",
    "secret": "公开|内部",
    "wanted": "中试场地与资金|寻求铝加工企业合作开发|引入产业化团队|需要示范应用场景|产线改造经验丰富的企业",
    "org_type": "企业|国企|民营|民营企业|大型企业|中型|小型",
    "parent_dept": "市科学技术局|高新区管委会|县工业和信息化局|自治区科技厅|青秀区科技局",
    "industry": "C39 计算机、通信和其他电子设备制造业|制造业|农副食品加工业|汽车制造业|有色金属冶炼和压延加工业",
    "discipline": "材料科学|机械工程|作物学|430.40 材料合成与加工工艺",
    "kind": "技术攻关|成果引进|应用研究|试验发展|技术推广与科技服务|检测",
    "partner": "漓东理工大学|北部湾滨海大学李教授团队|未定，希望推荐|中国科学院下属研究所",
    "urgency": "紧急|一般|特急|高|中",
    "source": "企业申报|专班征集|部门推荐|走访征集",
    "review": "已审核|同意推荐|未审核|被退回",
    "stage": "待揭榜|已揭榜|攻关中|已发布|验收中",
    "bids": "漓东理工大学|西江交通大学、启明智能装备有限公司联合体",
    "job": "总经理|董事长|教授级高级工程师|副总裁|创始人兼首席执行官",
    "landing": "南宁市|柳州市鱼峰区|桂林市|北海市|钦州市",
    "position": "教授|副教授|研究员|高级工程师|院长",
    "school": "|".join(phrases.UNIVERSITIES),
    "alumni_project.stage": "谋划阶段|洽谈中|已签约|建设中|已投产",
}
LISTS: Mapping[str, str] = {
    "fields": "|".join(phrases.FIELDS),
    "keywords": "散热|复合材料|深度学习|物联网|节能|固废|保鲜|检测|国产替代|数字孪生|轻量化|绿色制造",
    "form": "新技术|新工艺|新产品|新材料|植物新品种|专利|专有技术",
    "quals": "高新技术企业|专精特新小巨人|科技型中小企业|自治区瞪羚企业|规上企业",
    "specialty": "金属材料|机器视觉|作物育种|水污染治理|电力电子|药物化学|港口物流",
}


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a list: what stands above it and what may stand in it."""

    field: str
    header: str
    say: Say

    def headed(self, header: str) -> "Column":
        """Give the same column under another header."""
        return replace(self, header=header)


def listed(dice: Random, field: str, words: Sequence[str], most: int = 3) -> Said:
    """One or more words, joined by any usual separator."""
    chosen = dice.sample(words, min(len(words), dice.randint(1, most)))
    return Said(dice.choice(LIST_SEPARATORS).join(chosen), {field: chosen})


def _text(dice: Random, field: str) -> Said:
    if dice.random() < 0.08:
        return Said(dice.choice(["", "无", "—", "详见附件", "暂无", None]))
    shown = phrases.text(dice)
    return Said(shown, {field: shown})


def _word(dice: Random, kind: str, field: str) -> Said:
    shown = dice.choice(WORDS.get(f"{kind}.{field}", WORDS.get(field, "")).split("|"))
    if field == "level" and dice.random() < 0.15:
        return Said("未评价")
    return Said(shown, {field: shown})


def _landing(dice: Random) -> Said:
    shown = _word(dice, "alumni_project", "landing").cell
    return Said(shown, {"landing": shown, "landing_region": list(values.REGIONS[str(shown)])})


def _people(dice: Random) -> Said:
    names = phrases.people(dice)
    shown = [f"{name[0]} {name[1:]}" if len(name) == 2 and dice.random() < 0.15 else name for name in names]
    return Said(dice.choice("、，,；;\n").join(shown), {"people": names})


def _orgs(dice: Random) -> Said:
    names = list(dict.fromkeys(phrases.university(dice) for _ in range(dice.choice([1, 1, 1, 2]))))
    return Said(dice.choice("、，；;").join(names), {"orgs": names})


def _code(dice: Random) -> Said:
    prefix = dice.choice(["CG", "XQ", "BD", "GX-"])
    shown = f"{prefix}{dice.randint(2024, 2026)}{dice.randint(1, 99999):05}"
    return Said(shown, {"code": shown})


def _credit(dice: Random) -> Said:
    shown = f"9145{dice.randint(100, 999)}0MA5{dice.choice('KNPQ')}{dice.randint(10000, 99999)}{dice.choice('0123XR')}"
    return Said(shown, {"credit_code": shown})


_OF_FIELD: Mapping[str, Say] = {
    "code": _code,
    "orgs": _orgs,
    "people": _people,
    "credit_code": _credit,
    "indicators": indicators,
    "region": values.region,
    "deadline": dates.period,
    "deadline.start": lambda dice: dates.edge(dice, "start"),
    "deadline.end": lambda dice: dates.edge(dice, "end"),
    "bid_deadline": dates.bid_deadline,
    "year": dates.year,
    "graduated": lambda dice: dates.year(dice, "graduated", 1985, 2015),
    "consent": lambda dice: values.flag(dice, "consent"),
    "landing": _landing,
    "contact.name": contacts.contact_name,
    "contact.phone": contacts.contact_phone,
    "contact.email": contacts.contact_email,
    "contact.both": contacts.contact_both,
    "contact.any": contacts.contact_any,
    "contact.role": contacts.contact_role,
    "person": lambda dice: _named(dice, "person", phrases.person),
    "issuer": lambda dice: _named(dice, "issuer", phrases.company),
    "enterprise": lambda dice: _named(dice, "enterprise", phrases.company),
}


def _named(dice: Random, field: str, draw: Callable[[Random], str]) -> Said:
    name = draw(dice)
    return Said(name, {field: name})


def says(kind: str, field: str, header: str = "", unit: money.Unit = money.NO_UNIT) -> Say:
    """Give the way to draw cells of a field; `unit` is what bare amounts of the column are in."""
    if field in MONEY:
        return lambda dice: _under(field, money.cell(dice, unit))
    if field in {"ip", "maturity"}:
        return _ip_under(header) if field == "ip" else _maturity_under(header)
    base, _, part = field.partition(".")
    if base == "modes":
        return lambda dice: values.modes(dice, flags=kind == "achievement")
    if base == "flag":
        return lambda dice: values.policy(dice, part)
    return _plainly(kind, field, header)


def _plainly(kind: str, field: str, header: str) -> Say:
    if kind == "need" and header in UNDECIDED:
        return lambda dice: Said(_word(dice, kind, field).cell, {"industry": ANY, "chain": ANY})
    if field in {"title", "org"}:
        name = (
            TITLES[kind] if field == "title" else phrases.university if kind == "expert" else phrases.company
        )
        return lambda dice: _named(dice, field, name)
    if field in LISTS:
        return lambda dice: listed(dice, field, LISTS[field].split("|"))
    if field in LONG:
        return lambda dice: _text(dice, field)
    return _OF_FIELD.get(field, lambda dice: _word(dice, kind, field))


def _maturity_under(header: str) -> Say:
    if not header.startswith("TRL"):
        return values.maturity
    return lambda dice: values.level_number(dice) if dice.random() < 0.5 else values.maturity(dice)


def _ip_under(header: str) -> Say:
    if header == "软著号":
        return rights.ip_software
    if header.endswith(("号", "编号")):
        return rights.ip_numbers
    return rights.ip_counts if header in {"专利数量", "授权情况", "专利情况"} else rights.ip


def bare_sums(field: str, unit: money.Unit) -> Say:
    """Give the way to draw sums of which the unit stands elsewhere."""
    return lambda dice: _under(
        field, money.placeholder(dice) if dice.random() < 0.1 else money.bare(dice, unit)
    )


def _under(field: str, said: Said) -> Said:
    return Said(said.cell, {field: said.fields[""]} if said.fields else {})


def column(kind: str, field: str, dice: Random, header: str | None = None) -> Column:
    """A column of a field under one of its headers; money that names no unit may get one in brackets."""
    name = header or dice.choice(HEADERS[kind][field])
    unit = money.unit_of(name)
    if field in MONEY and unit is money.NO_UNIT and dice.random() < 0.5:
        unit = dice.choice([money.WAN, money.WAN, money.WAN, money.YUAN])
        name = dice.choice(UNIT_STYLES).format(name, unit.name)
    return Column(field, name, says(kind, field, name, unit))


def drawn(columns_: Sequence[Column], dice: Random) -> list[Said]:
    """A row below the columns."""
    return [column_.say(dice) for column_ in columns_]
