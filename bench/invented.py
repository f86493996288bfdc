"""Invented lists of any length: varied technical texts put together from words, the same for the same seed."""

import random
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import xlsxwriter

from graph.model import Achievement, Item, Need

_MATTERS = (
    "石墨烯 碳纤维 聚乳酸 钛合金 铝镁合金 硅碳负极 固态电解质 稀土永磁 生物炭 气凝胶 钙钛矿 氮化镓 羟基磷灰石 壳聚糖 "
    "茶多酚 罗汉果甜苷 桑蚕丝 木质素 赤泥 磷石膏 再生骨料 高盐废水 餐厨垃圾 畜禽粪污 秸秆 甘蔗渣 沃柑 香蕉 对虾 罗非鱼 "
    "黑木耳 金花茶 螺蛳粉 六堡茶 水牛奶 红薯淀粉 剑麻 桉木 锰渣 锑矿 铟锡 聚氨酯 环氧树脂 硅橡胶 水性涂料 阻燃剂 "
    "分子筛 质子交换膜 中空纤维膜 光刻胶"
).split()
_WAYS = (
    "连续流合成 低温烧结 超声提取 微波干燥 激光熔覆 等离子喷涂 静电纺丝 超临界萃取 膜分离 催化氧化 厌氧发酵 酶法水解 "
    "真空冷冻 机器视觉检测 光谱快速检测 数字孪生建模 边缘计算调度 毫米波雷达测距 振动信号诊断 无人机巡检 深度学习识别 "
    "知识图谱构建 多目标优化 智能温控 精准滴灌 基因编辑育种 组织培养快繁 病虫害绿色防控 梯次利用 热泵回收 余热发电 "
    "电磁屏蔽 柔性装配 增材制造 精密铸造 在线脱硫 声发射监测 区块链溯源 联邦学习 移动床吸附"
).split()
_PURPOSES = (
    "动力电池 储能电站 风电叶片 光伏组件 新能源客车 工程机械 内燃机曲轴 轨道交通 船舶涂装 机场跑道 桥梁健康 隧道通风 "
    "智慧果园 设施蔬菜 水产养殖 饲料加工 粮食仓储 冷链物流 中药饮片 医用敷料 牙科种植 骨科植入 慢病管理 远程超声 "
    "污水处理厂 垃圾填埋场 矿山修复 土壤改良 近海牧场 城市内涝 电网巡检 变压器油 半导体封装 显示面板 服务器散热 "
    "工业机器人 数控机床 纺织印染 造纸制浆 制糖蒸发"
).split()
_QUALITIES = (
    "高效 低成本 绿色 智能化 轻量化 耐腐蚀 长寿命 高精度 低能耗 可降解 自修复 高通量 模块化 小型化 抗干扰"
).split()
_RESULTS = "能耗 成本 次品率 排放量 停机时间 用水量 人工 药剂用量".split()
_INDICATORS = (
    ("处理量", "t/d"),
    ("效率", "%"),
    ("循环寿命", "次"),
    ("使用温度", "℃"),
    ("抗压强度", "MPa"),
    ("响应时间", "ms"),
    ("能耗", "kWh/t"),
    ("纯度", "%"),
)
_FIELDS = "新材料 新能源 电子信息 先进制造 生物医药 现代农业 节能环保 海洋装备 轨道交通 数字经济".split()
_CHAINS = (
    "新能源汽车产业链-动力电池 新能源汽车产业链-电驱 新材料产业链-铝基材料 新材料产业链-锰基材料 糖业产业链-蔗渣利用 "
    "食品产业链-冷链 电子信息产业链-显示 机械装备产业链-工程机械 生物医药产业链-中药 林业产业链-板材 环保产业链-水处理 "
    "海洋产业链-养殖"
).split()
_STAGES = "实验室 小试 中试 可量产 已推广应用".split()
_MODES = "技术转让 技术许可 作价入股 合作开发 技术服务".split()
_PLACES = "南宁市 柳州市 桂林市 梧州市 北海市 防城港市 钦州市 贵港市 玉林市 百色市 贺州市 河池市 来宾市 崇左市".split()
_RIVERS = "漓东 灵渠 西畴 左江 右岸 青秀 龙脊 北回 红水 环江 融水 明仕 德天 邕宁 五象 花坪 猫儿 大瑶 十万 六景".split()
_SCHOOLS = "理工大学 农业大学 医科大学 师范学院 海洋学院 工学院 材料研究院 林业科学院".split()
_FIRMS = "新能源有限公司 机械股份有限公司 食品有限公司 环保科技有限公司 生物科技有限公司 水产合作社".split()
_SURNAMES = "韦黄覃陆莫蒙卢农梁廖谭罗蓝甘岑龙苏唐秦邓"
_GIVEN = "一舟 子墨 清和 若溪 景行 怀瑾 知远 云帆 思齐 明澈 乐章 书言 望舒 嘉树 星野 以宁 南乔 承泽 雨桐 立夏".split()

COLUMNS = (
    "成果编号 成果名称 完成单位 完成人 技术领域 产业链 成果简介 创新点 技术指标 技术成熟度 知识产权情况 合作方式 "
    "转让价格（万元） 完成年份 所在地区"
).split()
"""Headers of an invented achievement list."""


@dataclass(frozen=True, slots=True)
class _Matter:
    """What an invented text is about."""

    title: str
    way: str
    material: str
    purpose: str
    gain: str


def rows(count: int, seed: int = 1) -> Iterator[Sequence[str | int]]:
    """Rows of an achievement list, a value for each of COLUMNS."""
    dice = random.Random(seed)
    for number in range(1, count + 1):
        said = _matter(dice)
        year = dice.randint(2016, 2026)
        yield (
            f"CG{year}-{number:06d}",
            said.title,
            dice.choice(_RIVERS) + dice.choice(_SCHOOLS),
            "、".join(dict.fromkeys(_person(dice) for _ in range(dice.randint(1, 4)))),
            dice.choice(_FIELDS),
            dice.choice(_CHAINS),
            _abstract(said, dice),
            _innovation(said, dice),
            _indicators(dice),
            dice.choice(_STAGES),
            f"已授权发明专利{dice.randint(1, 6)}项",
            "、".join(dice.sample(_MODES, dice.randint(1, 3))),
            dice.choice((dice.randint(2, 90) * 10, "面议")),
            year,
            dice.choice(_PLACES),
        )


def next_version(before: Sequence[Sequence[str | int]], share: float) -> Iterator[Sequence[str | int]]:
    """Rows of the list that follows another: of every `1 / share` rows one says another price and one is gone."""
    each, price = round(1 / share), COLUMNS.index("转让价格（万元）")
    for number, row in enumerate(before):
        if number % each == 0:
            yield [*row[:price], 905, *row[price + 1 :]]
        elif number % each != each // 2:
            yield row


def write_list(path: Path, said: Iterable[Sequence[str | int]]) -> None:
    """Write rows of an achievement list as .xlsx."""
    with xlsxwriter.Workbook(path, {"constant_memory": True, "strings_to_numbers": False}) as book:
        sheet = book.add_worksheet("成果清单")
        sheet.write_row(0, 0, COLUMNS)
        for number, row in enumerate(said, start=1):
            sheet.write_row(number, 0, row)


def achievements(count: int, seed: int = 1) -> list[Item]:
    """Achievements as records."""
    dice = random.Random(seed)
    return [_achievement(dice) for _ in range(count)]


def needs(count: int, seed: int = 2) -> list[Item]:
    """Needs as records, about the same matters."""
    dice = random.Random(seed)
    return [_need(dice) for _ in range(count)]


def _achievement(dice: random.Random) -> Achievement:
    said = _matter(dice)
    return Achievement(
        title=said.title,
        orgs=(dice.choice(_RIVERS) + dice.choice(_SCHOOLS),),
        fields=(dice.choice(_FIELDS),),
        chain=dice.choice(_CHAINS),
        abstract=_abstract(said, dice),
        innovation=_innovation(said, dice),
    )


def _need(dice: random.Random) -> Need:
    said = _matter(dice)
    return Need(
        title=f"{said.purpose}用{said.material}的{said.way}难题",
        org=dice.choice(_RIVERS) + dice.choice(_FIRMS),
        fields=(dice.choice(_FIELDS),),
        chain=dice.choice(_CHAINS),
        detail=f"公司在{said.purpose}生产中使用{said.material}，现有工艺{said.gain}偏高，希望采用{said.way}，"
        f"要求{_indicators(dice)}，并兼顾{dice.choice(_PURPOSES)}的使用条件。",
    )


def _matter(dice: random.Random) -> _Matter:
    material, way, purpose = dice.choice(_MATTERS), dice.choice(_WAYS), dice.choice(_PURPOSES)
    title = dice.choice(
        (
            f"面向{purpose}的{dice.choice(_QUALITIES)}{material}{way}技术",
            f"{material}{way}关键技术及其在{purpose}中的应用",
            f"基于{way}的{dice.choice(_QUALITIES)}{material}制备与{purpose}示范",
            f"{purpose}用{dice.choice(_QUALITIES)}{material}及{way}装置",
        )
    )
    return _Matter(title, way, material, purpose, dice.choice(_RESULTS))


def _abstract(said: _Matter, dice: random.Random) -> str:
    return (
        f"本成果针对{said.purpose}领域{said.gain}高的问题，以{said.material}为对象，采用{said.way}与{dice.choice(_WAYS)}"
        f"相结合的工艺，研制出{dice.choice(_QUALITIES)}成套装备，与{dice.choice(_MATTERS)}方案相比，{said.gain}降低"
        f"{dice.randint(5, 60)}%，已在{dice.choice(_PLACES)}建成年处理{dice.randint(1, 90)}万吨的示范线。"
    )


def _innovation(said: _Matter, dice: random.Random) -> str:
    return (
        f"（1）提出{dice.choice(_QUALITIES)}的{said.way}方法；（2）揭示{said.material}在{dice.choice(_PURPOSES)}"
        f"工况下的失效机理；（3）开发配套的{dice.choice(_WAYS)}软件。"
    )


def _indicators(dice: random.Random) -> str:
    chosen = dice.sample(_INDICATORS, dice.randint(1, 3))
    return "；".join(f"{name}≥{dice.randint(2, 98)}{unit}" for name, unit in chosen)


def _person(dice: random.Random) -> str:
    return dice.choice(_SURNAMES) + dice.choice(_GIVEN)
