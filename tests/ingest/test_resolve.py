"""Who is who."""

import pytest

from ingest.resolve import Segment, clean_name, organization_kind, person_name, segments


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


@pytest.mark.parametrize(
    ("written", "found"),
    [
        ("新能源汽车产业链-动力电池", [Segment("新能源汽车", "动力电池", None)]),
        ("新能源汽车产业链—动力电池（中游）", [Segment("新能源汽车", "动力电池", "中游")]),
        ("电子信息；新材料", [Segment("电子信息", "电子信息", None), Segment("新材料", "新材料", None)]),
        ("电子信息产业、电子信息行业", [Segment("电子信息", "电子信息", None)]),
        ("生物医药产业→上游", [Segment("生物医药", "上游", "上游")]),
        ("镍-氢电池", [Segment("镍-氢电池", "镍-氢电池", None)]),
        ("产业", [Segment("产业", "产业", None)]),
        ("；、\n", []),
        ("", []),
    ],
)
def test_segments_of_a_chain(written: str, found: list[Segment]) -> None:
    assert segments(written) == found
