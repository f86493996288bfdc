"""What is proposed as one thing twice, and why."""

import random

import pytest

from graph.model import Kind, Label, organization_id
from ingest.merging.duplicates import ListedItem, ListedOrganization, ListedPerson, Place, Proposal, proposals

MARCH, APRIL = Place("三月.xlsx", "Sheet1", 4), Place("四月.docx", "表1", 1)
TEXT = "高镍正极配套电解液循环寿命不足，需要新的成膜添加剂与含氟溶剂配方，循环千次保持率达到八成"


def body(name: str, *aliases: str, code: str | None = None) -> ListedOrganization:
    """An organisation."""
    return ListedOrganization(organization_id(name), name, aliases, (code,) if code else ())


def item(
    id_: str,
    title: str,
    org: str | None = "桂林漓新能源有限公司",
    *,
    kind: Kind = Kind.NEED,
    code: str | None = None,
    text: str = "",
    place: Place = MARCH,
) -> ListedItem:
    """An item."""
    owner = organization_id(org) if org else None
    return ListedItem(id_, kind, title, owner, code, text, (place,))


def told(found: list[Proposal]) -> list[tuple[str, str, tuple[str, ...]]]:
    """Pairs with the kinds of their evidence."""
    return [(p.first, p.second, tuple(e.kind for e in p.evidence)) for p in found]


LIXIN = [body("桂林漓新能源有限公司")]


def test_a_form_and_a_row_of_a_summary_table() -> None:
    (found,) = proposals(
        [
            item("b", "高镍三元电解液配方开发", text=TEXT),
            item("a", "高镍三元电解液配方开发技术研究", text=TEXT, place=APRIL, code="X-3"),
        ],
        LIXIN,
    )
    assert (found.label, found.first, found.second) == (Label.NEED, "a", "b")
    assert found.names == ("高镍三元电解液配方开发技术研究", "高镍三元电解液配方开发")
    assert found.mergeable
    assert found.score == 0.93
    assert [e.text for e in found.evidence] == [
        "名称只差字尾：高镍三元电解液配方开发技术研究 / 高镍三元电解液配方开发",
        "同一单位：桂林漓新能源有限公司",
        "内容相似度 100%",
        "见于 《四月.docx》表1 第 1 行；《三月.xlsx》Sheet1 第 4 行",
    ]


def test_what_speaks_against_it_lowers_the_score() -> None:
    def score(one: ListedItem, other: ListedItem) -> float:
        found = proposals([one, other], LIXIN)
        return found[0].score if found else 0.0

    title = "高镍三元电解液配方开发"
    two_lists = score(item("a", title, code="1"), item("b", title, code="2", place=APRIL))
    one_list = score(item("a", title, code="1"), item("b", title, code="2"))
    other_text = score(
        item("a", title, text=TEXT),
        item("b", title, text="柑橘园里的病树要用手持设备在十分钟内分辨出来，且电池能用一天", place=APRIL),
    )
    no_owner = score(item("a", title), item("b", title, None, place=APRIL))
    assert two_lists > other_text > no_owner > one_list >= 0.5


def test_other_organisations_and_other_kinds_are_others() -> None:
    title = "高镍三元电解液配方开发"
    bodies = [*LIXIN, body("灵渠大学")]
    assert proposals([item("a", title), item("b", title, "灵渠大学")], bodies) == []
    assert proposals([item("a", title), item("b", title, kind=Kind.ACHIEVEMENT)], bodies) == []


def test_a_need_and_its_challenge_are_shown_but_stay_two() -> None:
    title = "百兆瓦储能电站热失控预警"
    (found,) = proposals([item("a", title), item("b", title, kind=Kind.CHALLENGE, place=APRIL)], LIXIN)
    assert not found.mergeable


def test_a_university_and_its_faculty_belong_together_but_are_two() -> None:
    bodies = [body("漓东理工大学"), body("漓东理工大学机械工程学院"), body("漓东理工大学科技园")]
    title = "自走式甘蔗联合收割机割台"
    items = [
        item("a", title, "漓东理工大学", kind=Kind.ACHIEVEMENT),
        item("b", title, "漓东理工大学机械工程学院", kind=Kind.ACHIEVEMENT, place=APRIL),
    ]
    people = [
        ListedPerson("p", "韦一舟", (bodies[0].id,)),
        ListedPerson("q", "韦一舟", (bodies[1].id,)),
        ListedPerson("r", "韦二舟", (bodies[1].id,)),
    ]
    found = proposals(items, bodies, people)
    assert told(found) == [
        ("a", "b", ("title", "organization", "places")),
        ("p", "q", ("name", "organization")),
    ]
    assert found[0].evidence[1].text == "同属一个单位：漓东理工大学 / 漓东理工大学机械工程学院"


@pytest.mark.parametrize(
    ("one", "other", "kind"),
    [
        (body("桂林漓新能源有限公司", code="91350100M000100Y43"), body("灵渠动力厂", code="91350100M000100Y43"), "credit_code"),
        (body("桂林漓新能源有限公司", "灵渠动力"), body("灵渠动力"), "alias"),
        (body("南大"), body("南京大学"), "short_name"),
        (body("桂林漓新能源有限公司"), body("桂林漓新能源有限责任公司"), "name"),
        (body("桂林漓新能源有限公司"), body("桂林市漓新能源有限公司"), "name"),
        (body("桂林漓新能源有限公司"), body("广西桂林漓新能源股份有限公司"), "name"),
        (body("桂林科学技术局"), body("桂林市科学技术局"), "name"),
    ],
)  # fmt: skip
def test_organisations_that_may_be_one(one: ListedOrganization, other: ListedOrganization, kind: str) -> None:
    (found,) = proposals([], [one, other])
    assert (found.label, [e.kind for e in found.evidence]) == (Label.ORGANIZATION, [kind])


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("桂林漓新能源有限公司", "南宁漓新能源有限公司"),
        ("贺州漓新能源有限公司", "百色漓新能源有限公司"),
        ("桂林漓新能源有限公司", "桂林漓新能源有限公司南宁分公司"),
        ("漓东理工大学", "漓东理工大学附属医院"),
        ("广西师范大学", "桂林师范大学"),
        ("桂林市科学技术局", "柳州市科学技术局"),
        ("桂林市第一人民医院", "桂林市第二人民医院"),
        ("大学", "科技大学"),
        ("桂林漓新能源科技有限公司", "桂林漓鑫能源科技有限公司"),
    ],
)
def test_organisations_that_are_two(one: str, other: str) -> None:
    assert proposals([], [body(one), body(other)]) == []


def test_a_slip_in_a_name_counts_where_something_else_speaks_for_it() -> None:
    bodies = [body("桂林漓新能源科技有限公司"), body("桂林漓新能原科技有限公司")]
    items = [
        item("a", "高镍三元电解液配方开发", bodies[0].name),
        item("b", "高镍三元电解液配方开发", bodies[1].name, place=APRIL),
    ]
    found = proposals(items, bodies)
    assert [(p.label, tuple(e.kind for e in p.evidence)) for p in found] == [
        (Label.NEED, ("title", "organization", "places")),
        (Label.ORGANIZATION, ("slip",)),
    ]


def test_two_that_someone_called_different_are_not_proposed_again() -> None:
    title = "高镍三元电解液配方开发"
    items = [item("a", title), item("b", title, code="2", place=APRIL)]
    assert len(proposals(items, LIXIN)) == 1
    assert proposals(items, LIXIN, different=[("b", "a")]) == []


def test_the_same_whatever_the_order() -> None:
    rng = random.Random(3)
    items = [
        item(f"{n:03}", f"第{'甲乙丙丁'[n % 4]}号储能电站热失控预警{'技术' * (n % 2)}") for n in range(60)
    ]
    bodies = [*LIXIN, body("桂林漓新能源有限责任公司"), body("桂林市漓新能源有限公司")]
    before = proposals(items, bodies)
    rng.shuffle(items)
    rng.shuffle(bodies)
    assert before
    assert proposals(items, bodies) == before
