import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.model import Ip
from ingest.values.ip import parse_ip
from ingest.values.patents import fails_check
from ingest.values.text import cell_lines

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


@pytest.mark.parametrize("text", ["无", "暂无", "", "公开", "地方规程1项"])
def test_nothing_definite(text: str) -> None:
    assert parse_ip(text) == ()


@given(st.text(alphabet="发明专利实用新型软著授权申请中项件均已，、；（）0123456789ZLCN.", max_size=40))
def test_only_the_vocabulary_comes_out(text: str) -> None:
    assert {ip.kind for ip in parse_ip(text) if ip.kind or not ip.status} <= KINDS


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("无", []),
        ("暂无", []),
        ("", []),
        ("发明专利3项", [("invention", None, 3, None)]),
        ("发明专利3项，授权2项", [("invention", None, 3, None), ("invention", "granted", 2, None)]),
        (
            "发明专利3项（已授权2项，受理1项）",
            [
                ("invention", None, 3, None),
                ("invention", "granted", 2, None),
                ("invention", "applied", 1, None),
            ],
        ),
        ("已授权发明专利12件", [("invention", "granted", 12, None)]),
        (
            "授权发明专利3件，实用新型5件，软著2项",
            [("invention", "granted", 3, None), ("utility", None, 5, None), ("software", None, 2, None)],
        ),
        (
            "已授权专利5项（发明3项、实用新型2项）",
            [("invention", "granted", 3, None), ("utility", "granted", 2, None)],
        ),
        ("发明专利：3；实用新型：2", [("invention", None, 3, None), ("utility", None, 2, None)]),
        ("发明3项，实用新型2项", [("invention", None, 3, None), ("utility", None, 2, None)]),
        ("发明专利（授权）", [("invention", "granted", None, None)]),
        ("发明专利已授权", [("invention", "granted", None, None)]),
        ("发明专利申请中", [("invention", "applied", None, None)]),
        ("发明专利（申请中）", [("invention", "applied", None, None)]),
        ("发明专利实审中", [("invention", "applied", None, None)]),
        ("发明专利2项（实质审查）", [("invention", "applied", 2, None)]),
        ("发明专利、实用新型", [("invention", None, None, None), ("utility", None, None, None)]),
        ("发明专利三件", [("invention", None, 3, None)]),
        ("发明专利 3 项", [("invention", None, 3, None)]),
        ("发明专利(3项)", [("invention", None, 3, None)]),
        ("发明专利授权2项、受理3项", [("invention", "granted", 2, None), ("invention", "applied", 3, None)]),
        (
            "申请发明专利2项，已授权1项",
            [("invention", "applied", 2, None), ("invention", "granted", 1, None)],
        ),
        ("软件著作权5项", [("software", None, 5, None)]),
        ("软著5项", [("software", None, 5, None)]),
        ("计算机软件著作权登记2件", [("software", None, 2, None)]),
        ("软件著作权", [("software", None, None, None)]),
        ("外观设计专利1项", [("design", None, 1, None)]),
        ("植物新品种权2项", [("variety", None, 2, None)]),
        ("技术秘密", [("secret", None, None, None)]),
        ("专有技术", [("secret", None, None, None)]),
        ("SCI论文10篇", [("paper", None, 10, None)]),
        ("论文或科研成果", [("paper", None, None, None)]),
        ("PCT国际专利1项", [("pct", None, 1, None)]),
        ("PCT申请2件", [("pct", "applied", 2, None)]),
        ("国际PCT专利", [("pct", None, None, None)]),
        ("ZL202310001234.5", [("invention", "granted", None, "ZL202310001234.5")]),
        ("ZL 2023 1 0001234.5", [("invention", "granted", None, "ZL202310001234.5")]),
        ("专利号：ZL202320001234.X", [("utility", "granted", None, "ZL202320001234.X")]),
        ("CN202310001234.5", [("invention", None, None, "CN202310001234.5")]),
        (
            "ZL201410012345.6，ZL201520012345.7",
            [
                ("invention", "granted", None, "ZL201410012345.6"),
                ("utility", "granted", None, "ZL201520012345.7"),
            ],
        ),
        ("202310001234.5", [("invention", None, None, "202310001234.5")]),
        ("2023100012345", [("invention", None, None, "2023100012345")]),
        ("CN115000001A", [("invention", "applied", None, "CN115000001A")]),
        ("CN115000001B", [("invention", "granted", None, "CN115000001B")]),
        ("CN215000001U", [("utility", "granted", None, "CN215000001U")]),
        ("CN 115000001 B", [("invention", "granted", None, "CN115000001B")]),
        ("CN305000001S", [("design", "granted", None, "CN305000001S")]),
        ("申请号：202310001234.5", [("invention", "applied", None, "202310001234.5")]),
        ("申请号202310001234.5（实审中）", [("invention", "applied", None, "202310001234.5")]),
        ("发明专利ZL202310001234.5", [("invention", "granted", None, "ZL202310001234.5")]),
        (
            "发明专利：ZL202310001234.5；实用新型：ZL202320001234.6",
            [
                ("invention", "granted", None, "ZL202310001234.5"),
                ("utility", "granted", None, "ZL202320001234.6"),
            ],
        ),
        (
            "一种高强铝合金及其制备方法（ZL202310001234.5）",
            [("invention", "granted", None, "ZL202310001234.5")],
        ),
        ("2023SR0123456", [("software", "granted", None, "2023SR0123456")]),
        ("软著登字第1234567号", [("software", "granted", None, "软著登字第1234567号")]),
        ("软件著作权2023SR0123456", [("software", "granted", None, "2023SR0123456")]),
        ("PCT/CN2023/123456", [("pct", None, None, "PCT/CN2023/123456")]),
        ("US17/123,456", [("invention", None, None, "US17/123,456")]),
        ("US11234567B2", [("invention", "granted", None, "US11234567B2")]),
        ("CNA20201001234", [("variety", None, None, "CNA20201001234")]),
        ("CNA20201001234.5", [("variety", None, None, "CNA20201001234.5")]),
        ("WO2023/123456", [("pct", None, None, "WO2023/123456")]),
        ("发明专利1项（已转让）", [("invention", "transferred", 1, None)]),
        ("发明专利（失效）", [("invention", "expired", None, None)]),
        ("发明专利2项（均已授权）", [("invention", "granted", 2, None)]),
        (
            "发明专利1项，实用新型4项（均授权）",
            [("invention", "granted", 1, None), ("utility", "granted", 4, None)],
        ),
        ("拟申请发明专利2项", []),
        ("未申请专利", []),
        ("尚未申请专利", []),
        ("已授权", [(None, "granted", None, None)]),
        ("已授权专利", [(None, "granted", None, None)]),
        ("专利申请中", [(None, "applied", None, None)]),
        ("授权专利3项", [(None, "granted", 3, None)]),
        ("地方标准1项", []),
        ("1.发明专利2项；2.软著1项", [("invention", None, 2, None), ("software", None, 1, None)]),
        ("发明专利2项\n实用新型3项", [("invention", None, 2, None), ("utility", None, 3, None)]),
        ("国家发明专利授权2项", [("invention", "granted", 2, None)]),
        ("获授权发明专利5项，其中PCT专利1项", [("invention", "granted", 5, None), ("pct", None, 1, None)]),
        (
            "授权国家发明专利2件、软件著作权3件、发表论文5篇",
            [("invention", "granted", 2, None), ("software", None, 3, None), ("paper", None, 5, None)],
        ),
        ("有效发明专利3件", [("invention", "granted", 3, None)]),
        ("发明专利（有权）", [("invention", "granted", None, None)]),
        ("☑发明专利 □实用新型 □软著", [("invention", None, None, None)]),
        (
            "发明专利3项，软件著作权2项，论文5篇",
            [("invention", None, 3, None), ("software", None, 2, None), ("paper", None, 5, None)],
        ),
        ("已申请发明专利3项", [("invention", "applied", 3, None)]),
        ("发明专利公开", [("invention", "applied", None, None)]),
        ("发明专利 已授权", [("invention", "granted", None, None)]),
        ("发明专利/已授权", [("invention", "granted", None, None)]),
        ("实用新型专利2项（授权）", [("utility", "granted", 2, None)]),
        ("发明专利2项授权，1项实审", [("invention", "granted", 2, None), ("invention", "applied", 1, None)]),
        ("发明专利(2项),软著(1项)", [("invention", None, 2, None), ("software", None, 1, None)]),
        ("发明专利×2", [("invention", None, 2, None)]),
        ("国审品种1个", []),
        ("发明专利11项、实用新型20余项", [("invention", None, 11, None), ("utility", None, 20, None)]),
        ("发明专利202310001234.5（已授权）", [("invention", "granted", None, "202310001234.5")]),
        ("集成电路布图设计1项", []),
    ],
)
def test_as_officials_write(text: str, found: list[tuple[str, str | None, int | None, str | None]]) -> None:
    assert [(ip.kind, ip.status, ip.count, ip.number) for ip in parse_ip(cell_lines(text))] == found


@pytest.mark.parametrize(
    ("number", "mistyped"),
    [
        ("ZL201310034251.1", True),
        ("ZL201310034251.7", False),
        ("2013100342517", False),
        ("CN115000001B", False),
        ("PCT/CN2021/123456", False),
    ],
)
def test_the_check_digit_tells_a_mistyped_number(number: str, mistyped: bool) -> None:
    assert fails_check(number) is mistyped


@given(
    st.integers(2004, 2026),
    st.sampled_from("123"),
    st.integers(0, 9_999_999),
    st.sampled_from(["ZL", "CN", "专利号：ZL", ""]),
)
def test_a_number_is_read_back(year: int, kind: str, serial: int, before: str) -> None:
    digits = f"{year}{kind}{serial:07d}"
    (check,) = [c for c in "0123456789X" if not fails_check(f"{digits}.{c}")]
    (found,) = parse_ip(f"{before}{digits}.{check}")

    assert found.number is not None
    assert found.number.endswith(f"{digits}.{check}")
    assert found.kind == {"1": "invention", "2": "utility", "3": "design"}[kind]
