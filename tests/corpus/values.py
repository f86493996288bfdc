"""Maturity, cooperation modes, regions and flags as offices write them."""

from random import Random
from typing import Any

from tests.corpus.said import Cell, Said, either

MATURITY: dict[str, tuple[int, int]] = {
    **dict.fromkeys(["基础研究"], (1, 3)),
    **dict.fromkeys(["概念验证阶段", "实验室阶段", "实验室样品", "初期阶段"], (3, 4)),
    **dict.fromkeys(["正在研发", "已有样品", "原理样机"], (3, 5)),
    **dict.fromkeys(["通过小试", "小试阶段", "小试"], (4, 5)),
    **dict.fromkeys(["中期阶段", "工程样机"], (5, 6)),
    **dict.fromkeys(["中试阶段", "中试示范", "通过中试", "中试"], (6, 7)),
    **dict.fromkeys(["具备产业化条件", "具备量产条件", "可以量产"], (7, 8)),
    **dict.fromkeys(["产业化", "成熟应用阶段", "已推广应用"], (8, 9)),
}
IN_SENTENCES: dict[str, tuple[int, int]] = {
    "已完成中试": (6, 7),
    "处于小试阶段": (4, 5),
    "已实现产业化": (8, 9),
    "目前处于实验室阶段": (3, 4),
    "中试阶段（TRL6-7）": (6, 7),
    "达到TRL6级": (6, 6),
}
LEVELLED = "TRL{}|TRL {}|TRL{}级|TRL-{}|技术成熟度{}级|第{}级|{}级".split("|")

MODE_WORDINGS = {
    "transfer": "技术转让|所有权转让|专利转让|转让",
    "license": "技术许可|独占许可|独家许可|普通许可|排他许可|许可生产|开放许可",
    "equity": "作价入股|技术入股|技术作价投资|作价投资|股权合作",
    "codevelop": "合作开发|联合开发|合作研发|研发合作|合作转化|多地协同开发|共建研发机构",
    "commission": "委托研发|委托开发|创新科研代工",
    "service": "技术服务|技术咨询",
    "self": "自行投资转化（创业转化）|自行投资实施转化|独立研发",
    "trial": "先使用后付费",
}
MODES: dict[str, list[str]] = {
    **{word: [code] for code, words in MODE_WORDINGS.items() for word in words.split("|")},
    "技术转让或许可": ["transfer", "license"],
}
OPEN_MODES = "可协商|均可|不限|其他|其他方式".split("|")
SEPARATORS = "、，；/;\n"
FLAGS = {"先使用后付费", "开放许可"}

REGIONS: dict[str, tuple[str, ...]] = {
    "南宁市": ("450100",),
    "广西南宁市": ("450100",),
    "广西壮族自治区桂林市": ("450300",),
    "桂林市": ("450300",),
    "钦州市": ("450700",),
    "柳州": ("450200",),
    "广西": ("450000",),
    "南宁市青秀区": ("450103",),
    "广西南宁市西乡塘区": ("450107",),
    "桂林市七星区": ("450305",),
    "桂林市临桂区": ("450312",),
    "柳州市鱼峰区": ("450203",),
    "横州市": ("450181",),
    "北海市": ("450500",),
    "广西 / 钦州市": ("450700",),
    "广西・玉林市": ("450900",),
    "江苏省 / 南通市 / 320600": ("320600",),
    "山东省・青岛市": ("370200",),
    "广东省深圳市": ("440300",),
    "浙江省-杭州市": ("330100",),
    "上海市浦东新区": ("310115",),
    "北京市海淀区": ("110108",),
    "南宁市、柳州市": ("450100", "450200"),
    "450300": ("450300",),
    "桂林市七星区高新三路18号": ("450305",),
    "广西南宁市青秀区民族大道100号": ("450103",),
}


def maturity(dice: Random, field: str = "maturity") -> Said:
    """A wording of maturity or a level."""
    draw = dice.random()
    if draw < 0.1:
        return Said(dice.choice(["—", "不详", "", "未说明"]))
    if draw < 0.7:
        words = IN_SENTENCES if dice.random() < 0.12 else MATURITY
        word, (least, most) = dice.choice(list(words.items()))
        return Said(word, {field: {"min": least, "max": most}})
    least = dice.randint(1, 8)
    if draw < 0.9:
        return Said(dice.choice(LEVELLED).format(least), {field: {"min": least, "max": least}})
    joint = dice.choice(["TRL{}-{}", "TRL{}～{}级", "TRL {}-{}"])
    return Said(joint.format(least, least + 1), {field: {"min": least, "max": least + 1}})


def level_number(dice: Random) -> Said:
    """A bare level, in a column called TRL."""
    level = dice.randint(1, 9)
    shown: Cell = level if dice.random() < 0.5 else str(level)
    return Said(shown, {"maturity": {"min": level, "max": level}})


def modes(dice: Random, *, flags: bool) -> Said:
    """One to three wordings in a cell; `flags` where the kind of record has policy flags."""
    draw = dice.random()
    if draw < 0.1:
        return Said(dice.choice(["", "无", "—", "待定"]))
    if draw < 0.2:
        return Said(dice.choice(OPEN_MODES), {"modes": ["open"]})
    if draw < 0.28:
        return _ticked_modes(dice, flags=flags)
    if draw < 0.3:
        return Said("面议", {"modes": either(["open"], None)})
    words = dice.sample(list(MODES), dice.choice([1, 1, 2, 2, 3]))
    return Said(dice.choice(SEPARATORS).join(words), modes_of(words, flags=flags))


def _ticked_modes(dice: Random, *, flags: bool) -> Said:
    """Choices copied from a form with their boxes."""
    words = ["技术转让", "技术许可", "作价入股", "合作开发", "技术服务"]
    chosen = sorted(dice.sample(words, dice.choice([1, 2])), key=words.index)
    ticked, empty = dice.choice([("☑", "□"), ("√", "□"), ("■", "□")])
    shown = dice.choice([" ", "", "\n"]).join(
        f"{ticked if word in chosen else empty}{word}" for word in words
    )
    return Said(shown, modes_of(chosen, flags=flags))


def modes_of(words: list[str], *, flags: bool) -> dict[str, Any]:
    """Say what some wordings mean."""
    codes = list(dict.fromkeys(code for word in words for code in MODES[word]))
    said: dict[str, Any] = {"modes": codes}
    named = [word for word in words if word in FLAGS]
    if flags and named:
        said["policy_flags"] = named
    return said


def region(dice: Random) -> Said:
    """A place by any of its names; a city that is a province may be either of them."""
    if dice.random() < 0.08:
        return Said("北京；北京", {"region": either(["110000"], ["110100"])})
    place, found = dice.choice(list(REGIONS.items()))
    return Said(place, {"region": list(found)})


def flag(dice: Random, field: str) -> Said:
    """Yes, no, or nothing."""
    shown, value = dice.choice(
        [
            ("是", True),
            ("否", False),
            ("同意", True),
            ("不同意", False),
            ("√", True),
            ("☑是 □否", True),
            ("□是 ☑否", False),
            ("", None),
        ]
    )
    return Said(shown, {field: value} if value is not None else {})


def policy(dice: Random, name: str) -> Said:
    """A policy flag of its own column."""
    shown = dice.choice(["是", "否", "", "—"])
    return Said(shown, {"policy_flags": [name]} if shown == "是" else {})
