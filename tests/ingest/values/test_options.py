import pytest

from ingest.values.options import chosen, offers_options


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
