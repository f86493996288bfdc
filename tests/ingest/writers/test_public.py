"""Public lists: nothing personal or secret in them, and what is in them reads back as the same items."""

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest
from lxml import html
from python_calamine import CalamineWorkbook

from graph.model import (
    Achievement,
    AlumniProject,
    Contact,
    Indicator,
    Ip,
    Item,
    Kind,
    Maturity,
    Mode,
    Money,
    Need,
    Period,
    UnitSource,
    item_id,
    item_to_json,
)
from ingest.readers.html import html_grids
from ingest.records import Row, parse
from ingest.writers.public import CLASSIFIED, NO_CONSENT, PublicList, public_list
from ingest.writers.publication import FORMATS, write_public
from tests.ingest.lists import Cell, write_csv


@dataclass(frozen=True, slots=True)
class Held:
    id: str
    item: Item


def held(item: Item, *, with_code: bool = True) -> Held:
    code = item.code if with_code else None
    return Held(item_id(item.kind, code=code, title=item.title, org=item.organization), item)


CELL, HEADER = UnitSource.CELL, UnitSource.HEADER
ITEMS: list[Item] = [
    Achievement(
        code="CG-01",
        title="窑炉隔热涂层",
        orgs=("漓东理工大学", "灵渠大学"),
        people=("韦思远", "莫雨桐"),
        fields=("新材料", "新能源与节能"),
        abstract="外壁温度降到 60 ℃ 以下。\n施工不停窑;联系 13800138000 或 wei@example.edu.cn",
        indicators=(
            Indicator(name="导热系数", op="<=", value=0.03, unit="W/(m·K)", raw="导热系数≤0.03W/(m·K)"),
            Indicator(name="寿命", op=">=", value=600000.0, unit="次", raw="寿命60万次以上"),
        ),
        maturity=Maturity(min=6, max=7, raw="中试阶段"),
        ip=(
            Ip(kind="invention", status="granted", count=2),
            Ip(kind="invention", status="granted", number="ZL202310001234.5"),
            Ip(kind="utility", status="applied", count=1),
            Ip(kind="software", count=5),
        ),
        modes=(Mode.LICENSE, Mode.TRIAL),
        policy_flags=("先使用后付费",),
        price=Money(min=500000.0, max=800000.0, raw="50", unit_source=HEADER),
        invest=Money(min=100000.0, max=200000.0, currency="USD", raw="10-20万美元", unit_source=CELL),
        year=2025,
        secret="公开",
        region=("450305",),
        contact=Contact(name="莫雨桐", phone="0773-5550101"),
        extra={"备注": "底价三十万"},
    ),
    Achievement(code="CG-02", title="军用涂层", orgs=("漓东理工大学",), secret="内部"),
    Need(
        code="7",
        title="=cmd|' /C calc'!A0",
        org="<b>桂林</b>漓新能源有限公司",
        detail="需要新的添加剂配方 & 工艺",
        budget=Money(min=2000000.0, raw="200", unit_source=UnitSource.CORNER),
        deadline=Period(end="2026-12-31", raw="年底前"),
        review="不予推荐",
    ),
    Need(title="黄龙病检测", org="阳朔县金橘合作社", budget=Money(max=1e6, raw="100以内", unit_source=HEADER),
         deadline=Period(months=24, raw="24")),
    AlumniProject(title="雷达天线产线", person="欧阳川", enterprise="深圳川行电子有限公司", consent=True),
    AlumniProject(title="种植基地", person="黎青", consent=False),
    AlumniProject(title="民宿集群", person="何山"),
]  # fmt: skip


@pytest.fixture
def said() -> PublicList:
    return public_list(
        "桂北科技供需清单", "2026-03", [held(item, with_code=item.code != "7") for item in ITEMS]
    )


def test_what_must_not_be_seen_is_withheld_and_counted(said: PublicList) -> None:
    assert said.withheld == {CLASSIFIED: 1, NO_CONSENT: 2}
    assert said.subtitle() == "截至2026年3月，共 4 项"
    shown = str(said.tables)
    for hidden in (
        "军用",
        "种植基地",
        "民宿",
        "5550101",
        "13800138000",
        "wei@",
        "底价",
        "不予推荐",
        "联系电话",
    ):
        assert hidden not in shown
    assert "施工不停窑；联系 （联系方式略）" in shown


def test_only_columns_with_something_in_them(said: PublicList) -> None:
    needs = next(table for table in said.tables if table.kind is Kind.NEED)
    assert needs.headers == ("序号", "需求名称", "企业名称", "需求描述", "拟投入资金（万元）", "需求时限")
    assert [row[3] for row in needs.rows] == ["200以上", "100以内"]
    assert [row[4] for row in needs.rows] == ["2026-12-31", "24个月"]


def comparable(value: Any) -> Any:
    """A record without what depends on where it stood: the wording of a value and the place of its unit."""
    if isinstance(value, dict):
        return {name: comparable(part) for name, part in value.items() if name not in {"raw", "unit_source"}}
    return [comparable(part) for part in value] if isinstance(value, list) else value


def expected() -> list[dict[str, Any]]:
    shown = [item for item in ITEMS if item.title not in {"军用涂层", "种植基地", "民宿集群"}]
    public = [comparable(item_to_json(item)) for item in shown]
    for record in public:
        for inner in ("contact", "extra", "review"):
            record.pop(inner, None)
    public[0]["abstract"] = "外壁温度降到 60 ℃ 以下。\n施工不停窑;联系 (联系方式略) 或 (联系方式略)"
    del public[1]["code"]
    return public


def read_back(rows: tuple[Row, ...]) -> list[dict[str, Any]]:
    return [comparable(item_to_json(row.item)) for row in rows]


@pytest.mark.parametrize("ending", [".xlsx", ".docx"])
def test_reads_back_as_the_same_items(said: PublicList, tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"公开清单{ending}"
    write_public(path, said)
    parsed = parse(path)
    assert (parsed.read, parsed.errors, parsed.duplicates) == (4, (), ())
    assert read_back(parsed.rows) == expected()
    ids = [held(item, with_code=item.code != "7").id for item in ITEMS]
    assert [row.id for row in parsed.rows] == [ids[0], ids[2], ids[3], ids[4]]


def test_the_page_holds_the_same_tables_and_nothing_runs_in_it(said: PublicList, tmp_path: Path) -> None:
    path = tmp_path / "公开清单.html"
    write_public(path, said)
    page = path.read_text("utf-8")
    root: Any = html.document_fromstring(page)
    assert root.get("lang") == "zh-CN"
    assert not root.xpath("//script | //link | //img | //b")
    assert "<b>桂林</b>漓新能源有限公司" in root.text_content()
    assert [caption.text for caption in root.xpath("//caption")] == [
        "桂北科技供需清单（科技成果，1 项）",
        "桂北科技供需清单（技术需求，2 项）",
        "桂北科技供需清单（校友项目，1 项）",
    ]
    assert {th.get("scope") for th in root.xpath("//th")} == {"col", "row"}
    body = page[page.index("<body>") + 6 : page.index("</body>")]
    for grid, table in zip(html_grids(body), said.tables, strict=True):
        rows = [table.headers, *((str(n), *row) for n, row in enumerate(table.rows, start=1))]
        assert grid.rows == [list(row) for row in rows]


def test_formulas_stay_texts(said: PublicList, tmp_path: Path) -> None:
    path = tmp_path / "公开清单.xlsx"
    write_public(path, said)
    book = CalamineWorkbook.from_path(path)
    assert book.get_sheet_by_name("技术需求").to_python()[3][1] == "=cmd|' /C calc'!A0"


@pytest.mark.parametrize("ending", FORMATS)
def test_characters_that_files_cannot_hold_are_left_out(ending: str, tmp_path: Path) -> None:
    items = [Held("n", replace(ITEMS[3], title="黄\x0b龙\ud800病\ufffe检测"))]
    path = tmp_path / f"x{ending}"
    write_public(path, public_list("清\x00单", "2026", items))
    assert path.stat().st_size > 500


@pytest.mark.parametrize("ending", FORMATS)
def test_an_empty_list_is_written_too(ending: str, tmp_path: Path) -> None:
    path = tmp_path / f"x{ending}"
    write_public(path, public_list("需求清单", "2026-03-01", []))
    assert path.stat().st_size > 500


@pytest.mark.parametrize(
    ("written", "unit"),
    [("50-80", "（万元）"), ("3.61亿", ""), ("20万美元", ""), ("不低于500万元", ""), ("30000元", ""), ("80", "（元）")],
)  # fmt: skip
def test_amounts_keep_their_worth(written: str, unit: str, tmp_path: Path) -> None:
    rows: list[list[Cell]] = [
        ["需求名称", "企业名称", "需求描述", f"拟投入资金{unit}"],
        ["甲", "乙厂", "丙", written],
    ]
    (first,) = parse(write_csv(tmp_path / "需求.csv", rows)).rows
    path = tmp_path / "公开.xlsx"
    write_public(path, public_list("需求清单", "2026-03-01", [Held(first.id, first.item)]))
    (second,) = parse(path).rows
    assert read_back((second,)) == read_back((first,))
