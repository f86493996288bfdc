import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.model import Contact
from ingest.values.contact import parse_contact
from ingest.values.text import clean


@pytest.mark.parametrize(
    ("cells", "contact"),
    [
        ({"any": "张三 13800138000"}, Contact(name="张三", phone="13800138000")),
        ({"any": "张三/13800138000"}, Contact(name="张三", phone="13800138000")),
        ({"any": "张三13800138000"}, Contact(name="张三", phone="13800138000")),
        ({"any": "zhangsan@gxu.edu.cn"}, Contact(email="zhangsan@gxu.edu.cn")),
        ({"any": "刘老师 (0773)2291234"}, Contact(name="刘老师", phone="0773-2291234")),
        (
            {"any": "联系人:张三 电话:0771-1234567 邮箱:a@b.com"},
            Contact(name="张三", phone="0771-1234567", email="a@b.com"),
        ),
        (
            {"name": "张三,市场部总经理", "phone": "0771-3232323"},
            Contact(name="张三", phone="0771-3232323"),
        ),
        ({"name": "张 三", "phone": "138 0013 8000"}, Contact(name="张三", phone="13800138000")),
        ({"phone": "13800138000、13900139000"}, Contact(phone="13800138000、13900139000")),
        ({"phone": "1.38E+10"}, None),
        ({"any": "1.38E+10"}, None),
        ({"any": "138****5678"}, None),
        ({"any": "0371 6123 4567"}, Contact(phone="0371-61234567")),
        ({"any": "陈博士 0371—61234567"}, Contact(name="陈博士", phone="0371-61234567")),
        ({}, None),
    ],
)
def test_contacts(cells: dict[str, str], contact: Contact | None) -> None:
    assert parse_contact(cells) == contact


@given(st.dictionaries(st.sampled_from(["name", "phone", "email", "any"]), st.text(max_size=40)))
def test_any_cells_are_taken_and_never_shown(cells: dict[str, str]) -> None:
    assert repr(parse_contact(cells)) in {"None", "Contact(…)"}


@pytest.mark.parametrize(
    ("cells", "contact"),
    [
        (
            {"any": "张三 13800001111 / 李四 0773-2290000"},
            Contact(name="张三、李四", phone="13800001111、0773-2290000"),
        ),
        ({"any": "张三 13800001111"}, Contact(name="张三", phone="13800001111")),
        ({"any": "张三，13800001111"}, Contact(name="张三", phone="13800001111")),
        ({"any": "张三（13800001111）"}, Contact(name="张三", phone="13800001111")),
        ({"any": "张三:138-0000-1111"}, Contact(name="张三", phone="13800001111")),
        ({"any": "张三 138 0000 1111"}, Contact(name="张三", phone="13800001111")),
        ({"any": "+86 13800001111 张三"}, Contact(name="张三", phone="13800001111")),
        ({"any": "0773-2290000"}, Contact(phone="0773-2290000")),
        ({"any": "(0773)2290000"}, Contact(phone="0773-2290000")),
        ({"any": "0773 2290000"}, Contact(phone="0773-2290000")),
        ({"any": "07732290000"}, Contact(phone="0773-2290000")),
        ({"any": "0773-2290000-801"}, Contact(phone="0773-2290000-801")),
        ({"any": "0773-2290000转801"}, Contact(phone="0773-2290000转801")),
        ({"any": "400-123-4567"}, Contact(phone="400-123-4567")),
        ({"any": "zhangsan＠gxu.edu.cn"}, Contact(email="zhangsan@gxu.edu.cn")),
        ({"any": "zhangsan @ gxu.edu.cn"}, Contact(email="zhangsan@gxu.edu.cn")),
        (
            {"any": "张三,zhangsan@guet.edu.cn,13800001111"},
            Contact(name="张三", phone="13800001111", email="zhangsan@guet.edu.cn"),
        ),
        (
            {"any": "张三\n13800001111\nzs@163.com"},
            Contact(name="张三", phone="13800001111", email="zs@163.com"),
        ),
        ({"any": "韦经理，市场部总经理"}, Contact(name="韦经理")),
        ({"name": "韦某某，市场部总经理"}, Contact(name="韦某某")),
        ({"name": "张三 总经理"}, Contact(name="张三")),
        ({"name": "张三（总经理）"}, Contact(name="张三")),
        ({"name": "张三/总经理"}, Contact(name="张三")),
        ({"name": "总经理 张三"}, Contact(name="张三")),
        ({"name": "张三、李四"}, Contact(name="张三、李四")),
        ({"name": "张三", "phone": "13800001111"}, Contact(name="张三", phone="13800001111")),
        ({"name": "张三", "phone": "1.38E+10"}, Contact(name="张三")),
        ({"name": "张 三", "phone": "13800001111"}, Contact(name="张三", phone="13800001111")),
        (
            {"name": "张三", "phone": "13800001111/0773-2290000"},
            Contact(name="张三", phone="13800001111、0773-2290000"),
        ),
        (
            {"name": "张三", "phone": "13800001111、13900002222"},
            Contact(name="张三", phone="13800001111、13900002222"),
        ),
        (
            {"name": "张三", "phone": "13800001111 13900002222"},
            Contact(name="张三", phone="13800001111、13900002222"),
        ),
        (
            {"any": "联系人：张三；电话：13800001111；邮箱：zs@qq.com"},
            Contact(name="张三", phone="13800001111", email="zs@qq.com"),
        ),
        ({"any": "张三 手机：13800001111"}, Contact(name="张三", phone="13800001111")),
        (
            {"any": "张三13800001111，李四13900002222"},
            Contact(name="张三、李四", phone="13800001111、13900002222"),
        ),
        ({"email": "zs@gxu.edu.cn；ls@gxu.edu.cn"}, Contact(email="zs@gxu.edu.cn、ls@gxu.edu.cn")),
        ({"email": "123456@qq.com"}, Contact(email="123456@qq.com")),
        ({"name": "张三", "email": "ZS@GXU.EDU.CN"}, Contact(name="张三", email="ZS@GXU.EDU.CN")),
        ({"any": "刘老师"}, Contact(name="刘老师")),
        ({"any": "微信：zhangsan123"}, None),
        ({"any": "QQ：12345678 张三"}, Contact(name="张三")),
        ({"any": "张三 教授 13800001111"}, Contact(name="张三", phone="13800001111")),
        ({"name": "欧阳锋", "phone": "１３８００００１１１１"}, Contact(name="欧阳锋", phone="13800001111")),
        ({"any": "科技处 张三 0773-2290000"}, Contact(name="张三", phone="0773-2290000")),
        ({"any": "张三（科技处）0773-2290000"}, Contact(name="张三", phone="0773-2290000")),
        ({"name": "John Smith"}, Contact(name="John Smith")),
        ({"any": "86-13800001111"}, Contact(phone="13800001111")),
        ({"phone": "2290000"}, Contact(phone="2290000")),
        ({"phone": "0773-2290000/2290001"}, Contact(phone="0773-2290000、2290001")),
        ({"name": "张三", "any": "13800001111"}, Contact(name="张三", phone="13800001111")),
        ({"phone": "13800001111(微信同号)"}, Contact(phone="13800001111")),
    ],
)
def test_as_officials_write(cells: dict[str, str], contact: Contact | None) -> None:
    assert parse_contact({part: clean(text) for part, text in cells.items()}) == contact
