import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.values.region import parent_code, region_codes, region_name


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("北京;北京", ["110000"]),
        ("江苏省 / 南通市 / 320600", ["320600"]),
        ("山东省・青岛市", ["370200"]),
        ("广西南宁市青秀区", ["450103"]),
        ("广西壮族自治区桂林市七星区金鸡路1号", ["450305"]),
        ("桂林", ["450300"]),
        ("广西桂林临桂", ["450312"]),
        ("南宁市、柳州市", ["450100", "450200"]),
        ("广东省广州市、深圳市", ["440100", "440300"]),
        ("恭城县", ["450332"]),
        ("龙胜各族自治县", ["450328"]),
        ("桂林高新区", ["450300"]),
        ("崇左凭祥", ["451481"]),
        ("龙胜县或资源县", ["450328", "450329"]),
        ("来宾市或桂林市", ["451300", "450300"]),
        ("南京市鼓楼区", ["320106"]),
        ("内蒙古呼和浩特", ["150100"]),
        ("上海市浦东新区", ["310115"]),
        ("新疆石河子", ["659001"]),
        ("中国广西", ["450000"]),
        ("香港", ["810000"]),
    ],
)
def test_places(text: str, codes: list[str]) -> None:
    assert list(region_codes(text)) == codes


@pytest.mark.parametrize("text", ["朝阳区", "鼓楼区", "兴安"])
def test_a_name_of_several_places_needs_its_city(text: str) -> None:
    assert region_codes(text) == ()


@pytest.mark.parametrize("text", ["北京路12号", "中山路3号", "南京西路88号", "花江智慧谷", "", "999999"])
def test_streets_and_strangers_are_no_places(text: str) -> None:
    assert region_codes(text) == ()


def test_the_divisions_above() -> None:
    assert parent_code("450305") == "450300"
    assert parent_code("450300") == "450000"
    assert parent_code("450000") is None
    assert parent_code("659001") == "650000"
    assert region_name("450300") == "桂林市"


@given(st.text(max_size=30))
def test_only_codes_of_the_table_come_out(text: str) -> None:
    assert all(region_name(code) for code in region_codes(text))
