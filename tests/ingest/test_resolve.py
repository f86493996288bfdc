"""Who is who."""

import tomllib
from importlib.resources import files

import pytest

from ingest.resolve import (
    clean_name,
    official_name,
    organization_kind,
    organization_name,
    person_name,
    unclear_names,
)


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("漓东理工大学", "University"),
        ("桂林航天职业技术学院", "University"),
        ("漓东理工大学机械工程学院", "University"),
        ("漓东理工大学科技园", "Park"),
        ("桂林国家高新区", "Park"),
        ("桂林漓新能源有限公司", "Enterprise"),
        ("漓东理工大学资产经营有限公司", "Enterprise"),
        ("恭城月柿合作社", "Enterprise"),
        ("桂林制药厂", "Enterprise"),
        ("广西特色作物研究院", "Institute"),
        ("桂林市人民医院", "Institute"),
        ("桂林市科学技术局", "Government"),
        ("灵川县人民政府", "Government"),
        ("某某", "Other"),
    ],
)
def test_kind_of_an_organisation(name: str, kind: str) -> None:
    assert organization_kind(name) == kind


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("  漓东理工大学 ", "漓东理工大学"),
        ("漓东 理工 大学", "漓东理工大学"),
        ("桂林ＡＢ科技有限公司", "桂林AB科技有限公司"),
        ("桂林漓新能源有限公司（盖章）", "桂林漓新能源有限公司"),
        ("桂林漓新能源有限公司(公章)", "桂林漓新能源有限公司"),
        ("哈尔滨工业大学（深圳）", "哈尔滨工业大学(深圳)"),
        ("Guilin Li New Energy", "Guilin Li New Energy"),
    ],
)
def test_names_as_they_are_shown(written: str, shown: str) -> None:
    assert clean_name(written) == shown


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("韦一舟", "韦一舟"),
        ("韦一舟教授", "韦一舟"),
        ("韦一舟副教授", "韦一舟"),
        ("韦一舟（副教授）", "韦一舟"),
        ("韦一舟高级工程师", "韦一舟"),
        ("韦一舟博士等", "韦一舟"),
        ("韦一舟团队", "韦一舟"),
        ("韦 一 舟", "韦一舟"),
        ("韦工", "韦工"),
        ("等", "等"),
    ],
)
def test_persons_lose_their_titles(written: str, shown: str) -> None:
    assert person_name(written) == shown


GUIDIAN = "桂林电子科技大学"


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("桂电", GUIDIAN),
        ("桂林电子科技大学（桂电）", GUIDIAN),
        ("桂林电子科技大学（原桂林电子工业学院）", GUIDIAN),
        ("桂林电子工业学院（现桂林电子科技大学）", GUIDIAN),
        ("原桂林电子工业学院", GUIDIAN),
        ("桂 林 電 子 科 技 大 學", GUIDIAN),
        ("桂林电子科技大学（第一完成单位）（公章）", GUIDIAN),
        ("中科院", "中国科学院"),
        ("中科院自动化所", "中国科学院自动化研究所"),
        ("中科院大连化物所", "中国科学院大连化学物理研究所"),
        ("中科院大学", "中国科学院大学"),
        ("广西农科院", "广西壮族自治区农业科学院"),
        ("广西区农科院", "广西壮族自治区农业科学院"),
        ("广东农科院", "广东省农业科学院"),
        ("四川社科院", "四川省社会科学院"),
        ("广西科技厅", "广西壮族自治区科学技术厅"),
        ("桂林市科技局", "桂林市科学技术局"),
        ("石油大学（华东）", "中国石油大学(华东)"),
        ("原子高科股份公司", "原子高科股份有限公司"),
        ("桂林漓新能源（集团）有限公司", "桂林漓新能源(集团)有限公司"),
    ],
)
def test_the_name_an_organisation_goes_by(written: str, name: str) -> None:
    assert organization_name(written).name == name


@pytest.mark.parametrize(
    "apart",
    [
        "桂林电子科技大学机电工程学院",
        "桂林电子科技大学科技园",
        "桂林电子科技大学北海校区",
        "桂林电子科技大学(北海校区)",
        "桂林电子科技大学研究生院",
        "广西医科大学第一附属医院",
        "浙江大学宁波研究院",
        "哈尔滨工业大学(深圳)",
        "桂林漓新能源有限公司南宁分公司",
        "桂林漓新能源(南宁)有限公司",
        "桂林漓新能源有限公司(原料药生产基地)",
        "西大",
        "南大",
        "华工",
        "大学",
        "科技大学",
        "农科院",
        "科技局",
        "桂林乾丰科技有限公司",
        "桂林昇腾科技有限公司",
    ],
)
def test_names_that_stay_as_they_are(apart: str) -> None:
    assert organization_name(apart).name == apart
    assert organization_name(apart).aliases == ()


def test_what_else_a_cell_calls_it_is_an_alias() -> None:
    assert organization_name("漓东公司（曾用名：灵渠公司）").aliases == (
        "漓东公司(曾用名:灵渠公司)",
        "灵渠公司",
    )
    assert organization_name("桂電").aliases == ("桂電",)
    assert organization_name("桂林漓新能源有限公司").aliases == ()


def test_an_unclear_name_tells_what_it_may_mean() -> None:
    assert unclear_names("南大") == ("南京大学", "南昌大学")
    assert unclear_names("石大") == ("石河子大学", "中国石油大学(华东)", "中国石油大学(北京)")
    assert unclear_names("桂电") == ()


def test_official_names_are_their_own() -> None:
    table = tomllib.loads((files("ingest") / "aliases.toml").read_text(encoding="utf-8"))
    unclear = table.pop("unclear")
    official = [clean_name(name) for group in table.values() for name in group]
    assert [name for name in official if official_name(name) != name] == []
    assert len(set(official)) == len(official)
    assert sum(len(others) for group in table.values() for others in group.values()) >= 600
    assert [name for name in unclear if official_name(name) != name] == []
