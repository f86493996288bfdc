"""Whether two titles may name one thing."""

import random

import pytest

from ingest.merging.duplicates.titles import Core, core, near_pairs, similarity


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("储能电站热失控预警系统", "储能电站热失控预警系统V1.0"),
        ("储能电站热失控预警系统", "储能电站热失控预警系统 2"),
        ("储能电站热失控预警系统V1.0", "储能电站热失控预警系统软件著作权登记证书"),
        ("一种高镍三元电池用含氟电解液", "一种高镍三元电池用含氟电解液发明专利证书"),
        ("柑橘黄龙病田间早期检测技术研究", "柑桔黄龙病田间早期检测"),
        ("柑橘黄龙病田间早期检测研究与应用", "柑橘黄龙病田间早期检测技术"),
        ("柑橘黄龙病，田间早期检测", "柑橘黄龙病田间早期检测"),
    ],
)
def test_what_offices_add_to_a_title_does_not_count(one: str, other: str) -> None:
    assert similarity(core(one), core(other)) == 1.0


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("百兆瓦级储能电站热失控早期预警", "百兆瓦级储能电站的热失控早期预警"),
        ("百兆瓦级储能电站热失控早期预警", "百兆瓦级储能电站热失空早期预警"),
        ("百兆瓦级储能电站热失控早期预警装置", "百兆瓦级储能电站热失控早期预警系统"),
    ],
)
def test_a_slip_or_an_empty_word_is_near(one: str, other: str) -> None:
    assert 0.85 <= similarity(core(one), core(other)) < 1.0


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("智慧园区能源管理平台建设一期", "智慧园区能源管理平台建设二期"),
        ("面向5G基站的低损耗陶瓷滤波器", "面向6G基站的低损耗陶瓷滤波器"),
        ("10kV环保型气体绝缘开关柜研制", "35kV环保型气体绝缘开关柜研制"),
        ("自走式甘蔗联合收割机A型整机研制", "自走式甘蔗联合收割机B型整机研制"),
        ("储能电站热失控预警系统V1.0", "储能电站热失控预警系统V2.0"),
        ("储能电站热失控预警系统1", "储能电站热失控预警系统2"),
        ("大功率高压直流继电器可靠性提升", "大功率低压直流继电器可靠性提升"),
        ("面向新能源汽车的锂离子电池正极材料制备", "面向新能源汽车的锂离子电池隔膜材料制备"),
        ("智慧园区能源管理平台建设", "智慧园区能源管理平台建设（第二批）"),
        ("电解液", "电解质"),
    ],
)
def test_numbers_models_opposites_and_other_words_tell_things_apart(one: str, other: str) -> None:
    assert similarity(core(one), core(other)) == 0.0


def test_a_year_or_a_formula_is_no_version() -> None:
    assert core("广西新能源产业规划2025").version is None
    assert core("大气颗粒物监测PM2.5").version is None
    assert core("证书").text == "证书"


def test_no_near_pair_is_missed() -> None:
    rng = random.Random(7)
    words = "高压 电解液 隔膜 轴承 热失控 微波 器件 蚕丝 稻米 发酵 焊接 机器人 视觉 检测 涂层 合金".split()
    titles = ["".join(rng.sample(words, rng.randint(3, 7))) for _ in range(250)]
    titles += [title[:at] + "的" + title[at:] for title in titles[:60] if (at := len(title) // 2)]
    titles += [title[1:] for title in titles[:60]]
    cores = [Core(title, None) for title in titles]
    every = {(i, j) for j in range(len(cores)) for i in range(j) if similarity(cores[i], cores[j])}
    found = list(near_pairs(cores))
    assert len(found) == len(set(found))
    assert every - set(found) == set()
    assert len(every) > 60
    assert len(found) < len(titles) ** 2 / 10
