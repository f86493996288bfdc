"""Technical indicators: a phrase with its name, operator, value and unit."""

from random import Random
from typing import Any

from tests.corpus.said import Either, Said, either

AT_LEAST, AT_MOST = ">=", "<="
REACH = either(">=", "=")
BETTER = either(">=", ">", "<=", "<")
Template = tuple[str, str, str | Either, float, float | None, str]
"""What is written; name, operator, value, upper value and unit that it says."""

TEMPLATES: list[Template] = [
    ("热导率≥10 W/mK", "热导率", ">=", 10, None, "W/mK"),
    ("拉伸强度≥350MPa", "拉伸强度", ">=", 350, None, "MPa"),
    ("弹性模量不低于210GPa", "弹性模量", ">=", 210, None, "GPa"),
    ("循环寿命≥6000次", "循环寿命", ">=", 6000, None, "次"),
    ("疲劳寿命≥60万次", "疲劳寿命", ">=", 600_000, None, "次"),
    ("成品率≥95%", "成品率", ">=", 95, None, "%"),
    ("识别准确率不低于98%", "识别准确率", ">=", 98, None, "%"),
    ("检测精度达到99.5%", "检测精度", REACH, 99.5, None, "%"),
    ("纯度99.9%以上", "纯度", ">=", 99.9, None, "%"),
    ("粒径≤5μm", "粒径", "<=", 5, None, "μm"),
    ("粒径不超过200nm", "粒径", "<=", 200, None, "nm"),
    ("厚度＜0.1mm", "厚度", "<", 0.1, None, "mm"),
    ("响应时间<50ms", "响应时间", "<", 50, None, "ms"),
    ("残留量≤10ppm", "残留量", "<=", 10, None, "ppm"),
    ("测量误差±0.5%", "测量误差", "±", 0.5, None, "%"),
    ("尺寸公差±0.02mm", "尺寸公差", "±", 0.02, None, "mm"),
    ("工作温度-40~85℃", "工作温度", "range", -40, 85, "℃"),
    ("工作压力10-30MPa", "工作压力", "range", 10, 30, "MPa"),
    ("含水率5%～8%", "含水率", "range", 5, 8, "%"),
    ("使用温度不小于200℃", "使用温度", ">=", 200, None, "℃"),
    ("连续运行时间≥2000小时", "连续运行时间", ">=", 2000, None, "小时"),
    ("日处理量≥100吨", "日处理量", ">=", 100, None, "吨"),
    ("比表面积≥1200m²/g", "比表面积", ">=", 1200, None, "m²/g"),
    ("占地面积≤300m²", "占地面积", "<=", 300, None, "m²"),
    ("能量密度≧300Wh/kg", "能量密度", ">=", 300, None, "Wh/kg"),
    ("能耗≦15kWh", "能耗", "<=", 15, None, "kWh"),
    ("噪声低于60dB", "噪声", "<", 60, None, "dB"),
    ("重量不大于20kg", "重量", "<=", 20, None, "kg"),
    ("保鲜期大于30天", "保鲜期", ">", 30, None, "天"),
    ("定位误差2m以内", "定位误差", "<=", 2, None, "m"),
    ("分辨率优于0.5m", "分辨率", BETTER, 0.5, None, "m"),
    ("带宽≥10GHz", "带宽", ">=", 10, None, "GHz"),
    ("转换效率：≥22%", "转换效率", ">=", 22, None, "%"),
    ("电导率>100S/m", "电导率", ">", 100, None, "S/m"),
]


def indicators(dice: Random) -> Said:
    """One to four indicators in a cell, numbered or not."""
    if dice.random() < 0.06:
        return Said(dice.choice(["详见附件", "—", "国际先进水平", "越高越好"]))
    chosen = dice.sample(TEMPLATES, dice.randint(1, 4))
    texts = [phrase for phrase, *_ in chosen]
    names = [name for _, name, *_ in chosen]
    if len(set(names)) < len(names):
        return indicators(dice)
    style = dice.randint(0, 4)
    if style == 0:
        shown = "\n".join(f"{number}. {phrase}" for number, phrase in enumerate(texts, 1))
    elif style == 1:
        shown = "；".join(f"{number}、{phrase}" for number, phrase in enumerate(texts, 1)) + "。"
    elif style == 2:
        shown = "\n".join(f"（{number}）{phrase}；" for number, phrase in enumerate(texts, 1))
    else:
        shown = dice.choice(["；", "，", "\n", "、", ";"]).join(texts)
    return Said(shown, {"indicators": list(map(_indicator, chosen))})


def _indicator(template: Template) -> dict[str, Any]:
    _, name, op, value, most, unit = template
    said: dict[str, Any] = {"name": name, "op": op, "value": value, "unit": unit}
    return said | ({"value_max": most} if most is not None else {})
