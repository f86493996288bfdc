import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.model import Ip
from ingest.values.ip import parse_ip

KINDS = {"invention", "utility", "design", "pct", "software", "variety", "secret", "paper"}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("发明专利3项,授权2项", [("invention", None, 3), ("invention", "granted", 2)]),
        ("发明专利3项(授权2项)", [("invention", None, 3), ("invention", "granted", 2)]),
        (
            "发明专利3项(2项授权);软著1项",
            [("invention", None, 3), ("invention", "granted", 2), ("software", None, 1)],
        ),
        ("发明专利2项,已授权", [("invention", "granted", 2)]),
        ("发明专利2项(授权),1项申请中", [("invention", "granted", 2), ("invention", "applied", 1)]),
        ("授权发明专利2项,技术秘密1项", [("invention", "granted", 2), ("secret", None, 1)]),
        ("已授权发明专利5项、实用新型3项", [("invention", "granted", 5), ("utility", None, 3)]),
        ("发明专利1项,实用新型4项(均授权)", [("invention", "granted", 1), ("utility", "granted", 4)]),
        ("申请发明专利2项,已授权1项", [("invention", "applied", 2), ("invention", "granted", 1)]),
        ("发明专利授权3件,SCI论文10篇", [("invention", "granted", 3), ("paper", None, 10)]),
        ("软著2项,作品登记120件", [("software", None, 2)]),
        ("发明专利一项", [("invention", None, 1)]),
        ("发明专利(失效)1项", [("invention", "expired", 1)]),
        ("外观设计专利2项", [("design", None, 2)]),
        ("植物新品种权申请2项", [("variety", "applied", 2)]),
        ("PCT国际专利", [("pct", None, None)]),
        ("技术秘密", [("secret", None, None)]),
    ],
)
def test_kinds_status_and_counts(text: str, found: list[tuple[str, str | None, int | None]]) -> None:
    assert [(ip.kind, ip.status, ip.count) for ip in parse_ip(text)] == found


@pytest.mark.parametrize(
    ("text", "ip"),
    [
        ("ZL202310001234.5", Ip(kind="invention", status="granted", number="ZL202310001234.5")),
        ("ZL202320001234.5(已授权)", Ip(kind="utility", status="granted", number="ZL202320001234.5")),
        ("CN202330001234.5", Ip(kind="design", number="CN202330001234.5")),
        ("专利号:202110123456.X", Ip(kind="invention", number="202110123456.X")),
        ("申请号:202110123456.X", Ip(kind="invention", status="applied", number="202110123456.X")),
        ("2023SR0123456", Ip(kind="software", status="granted", number="2023SR0123456")),
        ("PCT/CN2021/123456", Ip(kind="pct", number="PCT/CN2021/123456")),
        ("CNA20201001234", Ip(kind="variety", number="CNA20201001234")),
    ],
)
def test_numbers(text: str, ip: Ip) -> None:
    assert parse_ip(text) == (ip,)


@pytest.mark.parametrize("text", ["无", "暂无", "", "已授权专利", "专利申请中", "地方规程1项"])
def test_nothing_definite(text: str) -> None:
    assert parse_ip(text) == ()


@given(st.text(alphabet="发明专利实用新型软著授权申请中项件均已，、；（）0123456789ZLCN.", max_size=40))
def test_only_the_vocabulary_comes_out(text: str) -> None:
    assert {ip.kind for ip in parse_ip(text)} <= KINDS
