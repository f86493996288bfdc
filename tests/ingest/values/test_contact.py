import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.model import Contact
from ingest.values.contact import parse_contact


@pytest.mark.parametrize(
    ("cells", "contact"),
    [
        ({"any": "张三 13800138000"}, Contact(name="张三", phone="13800138000")),
        ({"any": "张三/13800138000"}, Contact(name="张三", phone="13800138000")),
        ({"any": "张三13800138000"}, Contact(name="张三", phone="13800138000")),
        ({"any": "zhangsan@gxu.edu.cn"}, Contact(email="zhangsan@gxu.edu.cn")),
        ({"any": "刘老师 (0773)2291234"}, Contact(name="刘老师", phone="(0773)2291234")),
        (
            {"any": "联系人:张三 电话:0771-1234567 邮箱:a@b.com"},
            Contact(name="张三", phone="0771-1234567", email="a@b.com"),
        ),
        (
            {"name": "张三,市场部总经理", "phone": "0771-3232323"},
            Contact(name="张三", phone="0771-3232323"),
        ),
        ({"name": "张 三", "phone": "138 0013 8000"}, Contact(name="张三", phone="138 0013 8000")),
        ({"phone": "13800138000、13900139000"}, Contact(phone="13800138000、13900139000")),
        ({"phone": "1.38E+10"}, None),
        ({}, None),
    ],
)
def test_contacts(cells: dict[str, str], contact: Contact | None) -> None:
    assert parse_contact(cells) == contact


@given(st.dictionaries(st.sampled_from(["name", "phone", "email", "any"]), st.text(max_size=40)))
def test_any_cells_are_taken_and_never_shown(cells: dict[str, str]) -> None:
    assert repr(parse_contact(cells)) in {"None", "Contact(…)"}
