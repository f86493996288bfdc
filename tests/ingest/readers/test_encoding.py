import pytest

from ingest.readers import FileProblem
from ingest.readers.encoding import decode

SIMPLIFIED = [
    "名称,单位\n甲,乙\n",
    "成果名称,完成单位\n螺纹钢缺陷检测,桂林理工大学\n",
    "姓名\n李雷\n",
    "校友姓名,企业名称\n韦淼,南宁犇鑫科技\n",
    "榜单名称,发榜单位\r\n锂电回收,柳州厂\r\n",
    "需求名称,需求单位\r\n深海网箱,北海渔业公司\r\n" * 3000,
    "完成人,名称\n喆㛃,䶮堃\n",
]
TRADITIONAL = [
    "名稱,單位\n資訊,臺灣大學\n",
    "成果名稱,完成單位\n螺紋鋼缺陷檢測,清華大學\n",
    "姓名,電話\n陳怡君,0912\n",
    "題目\n講義\n",
    "需求名稱,需求單位\r\n深海網箱養殖,高雄漁業公司\r\n" * 3000,
]


@pytest.mark.parametrize("text", SIMPLIFIED)
@pytest.mark.parametrize("encoding", ["gb18030", "utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_simplified_text(text: str, encoding: str) -> None:
    decoded = decode(text.encode(encoding))

    assert decoded.text == text
    assert decoded.notices == ()


@pytest.mark.parametrize("text", TRADITIONAL)
@pytest.mark.parametrize("encoding", ["cp950", "gb18030", "utf-8", "utf-16-le", "utf-16-be"])
def test_traditional_text(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding)).text == text


def test_rare_characters_of_four_bytes() -> None:
    text = "成果名称,完成人\n节能窑炉,𠮷田\n"

    assert decode(text.encode("gb18030")).text == text


@pytest.mark.parametrize("encoding", ["gb18030", "utf-8", "utf-16"])
def test_a_character_cut_at_the_end_is_left_out_and_noted(encoding: str) -> None:
    decoded = decode("成果名称,完成单位\n螺纹钢,桂林理工大学".encode(encoding)[:-1])

    assert decoded.text == "成果名称,完成单位\n螺纹钢,桂林理工大"
    assert "可能没有传完整" in decoded.notices[0]


def test_a_character_cut_inside_costs_no_more_than_itself() -> None:
    text = "成果名称,完成单位\n" + "螺纹钢缺陷检测,桂林理工大学\n" * 50
    cut = text.encode("gb18030").replace("测,".encode("gb18030"), "测".encode("gb18030")[:1] + b",", 1)

    decoded = decode(cut)

    assert decoded.text == text.replace("测,", "\ufffd,", 1)
    assert "1 处残缺的字符" in decoded.notices[0]


def test_zero_bytes_in_a_text_are_dropped() -> None:
    assert decode("名称\0,单位\n甲,\0乙\n".encode("gb18030")).text == "名称,单位\n甲,乙\n"


@pytest.mark.parametrize("content", [b"\xff\xfe\x00\xd8\x00", b"\xff\xff\xfe\x81\x20" * 40])
def test_what_is_no_text_is_a_problem(content: bytes) -> None:
    with pytest.raises(FileProblem, match="编码"):
        decode(content)
