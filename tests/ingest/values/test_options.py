import pytest

from ingest.values.options import chosen, numbered_options, offers_options, option_named


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("☑企业 □高等院校 □研究机构 □其他", "企业"),
        ("□企业 ☑高等院校 ☑研究机构", "高等院校、研究机构"),
        ("企业☑ 高等院校□", "企业"),
        ("(√)企业 ( )高等院校", "企业"),
        ("单位性质：☒国企 ☐民营", "国企"),
        ("国企√ 民营 其他", "国企"),
        ("国企 √民营 其他", "民营"),
        ("□国企 □民营", ""),
        ("☑其他：产业基金____", "其他：产业基金"),
        ("□同意", ""),
        ("没有方框的文字", "没有方框的文字"),
        ("√", "√"),
    ],
)
def test_only_the_ticked_options_count(text: str, kept: str) -> None:
    assert chosen(text) == kept


@pytest.mark.parametrize(
    ("text", "offered"), [("☑是 □否", True), ("□是 □否", False), ("■技术路线\n■创新点", False)]
)
def test_boxes_side_by_side_are_options(text: str, offered: bool) -> None:
    assert offers_options(text) is offered


@pytest.mark.parametrize(
    ("text", "named"),
    [("2", "中试"), ("1、3", "小试、产业化"), ("4", "4"), ("中试", "中试"), ("2.中试", "2.中试")],
)
def test_options_by_their_numbers(text: str, named: str) -> None:
    options = numbered_options("成熟度\n（1.小试 2.中试 3.产业化）")

    assert option_named(text, options) == named


@pytest.mark.parametrize(
    "header", ["成熟度（1-9级）", "关键词（1-5个）", "简介（1.限300字）", "预算（万元）"]
)
def test_not_every_number_in_a_header_is_an_option(header: str) -> None:
    assert numbered_options(header) == {}
