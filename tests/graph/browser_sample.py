"""A small invented graph with every kind of node, for the guide queries and for pictures of Neo4j Browser."""

from dataclasses import dataclass
from typing import Any

from graph.client import Client
from graph.model import (
    Achievement,
    AlumniProject,
    Challenge,
    Item,
    Label,
    Maturity,
    Money,
    Need,
    Node,
    Relationship,
    RelationshipType,
    UnitSource,
    field_id,
    item_id,
    item_to_json,
    organization_id,
    person_id,
    region_id,
    segment_id,
    snapshot_id,
    term_id,
)
from graph.model.judgements import Judgement, Reason, Verdict, judgement_id
from graph.model.nodes import PropertyValue
from graph.properties import item_properties
from graph.store import Store

OLD, NEW = "2026-03-02T01:00:00+00:00", "2026-03-16T01:00:00+00:00"
R = RelationshipType
REGIONS = {"450000": "广西壮族自治区", "450200": "柳州市", "450300": "桂林市"}
ORGANIZATIONS = {
    "漓州理工大学": ("University", "450300"),
    "漓江材料研究所": ("Institute", "450300"),
    "桂北农业大学": ("University", "450300"),
    "柳江汽车零部件有限公司": ("Enterprise", "450200"),
    "灵川轮毂制造有限公司": ("Enterprise", "450300"),
    "全州竹业有限公司": ("Enterprise", "450300"),
    "象山米粉食品有限公司": ("Enterprise", "450300"),
    "归巢智能装备有限公司": ("Enterprise", "450200"),
    "柳州市科学技术局": ("Government", "450200"),
}


@dataclass(frozen=True, slots=True)
class Entry:
    """An item and what stands around it."""

    item: Item
    terms: tuple[str, ...]
    segment: tuple[str, str, str]
    change: str = "unchanged"
    new: bool = False


def _money(low: float, high: float, raw: str) -> Money:
    return Money(min=low, max=high, raw=raw, unit_source=UnitSource.CELL)


VISION = ("智能制造", "检测装备", "中游")
WELDING = ("新能源汽车", "电池壳体", "上游")
BAMBOO = ("竹木加工", "竹材改性", "中游")
FOOD = ("特色食品", "保鲜储运", "下游")
SEA = ("海洋装备", "浮标平台", "上游")

ENTRIES = {
    "N1": Entry(
        Need(
            title="铝合金轮毂表面微小裂纹在线检测",
            code="XQ-001",
            org="灵川轮毂制造有限公司",
            fields=("先进制造",),
            detail="人工目检漏检率高，希望在不停线的条件下检出 0.2 mm 裂纹。",
            budget=_money(800_000, 1_200_000, "80万—120万元"),
        ),
        ("表面缺陷", "在线检测", "机器视觉", "铝合金"),
        VISION,
        "changed",
    ),
    "N2": Entry(
        Need(
            title="电池壳体轻量化连接工艺",
            code="XQ-002",
            org="柳江汽车零部件有限公司",
            fields=("新能源汽车",),
            detail="铝合金薄壁壳体焊接变形大，气密性不稳定。",
        ),
        ("铝合金", "搅拌摩擦焊", "焊接变形"),
        WELDING,
    ),
    "N3": Entry(
        Need(title="竹材防霉与尺寸稳定处理", code="XQ-003", org="全州竹业有限公司", fields=("农林加工",)),
        ("竹材", "防霉", "尺寸稳定"),
        BAMBOO,
    ),
    "N4": Entry(
        Need(title="鲜湿米粉常温保鲜九十天", code="XQ-004", org="象山米粉食品有限公司", fields=("食品",)),
        ("保鲜", "鲜湿米粉"),
        FOOD,
        "new",
        new=True,
    ),
    "N5": Entry(
        Need(title="米粉生产废水低成本处理", code="XQ-005", org="象山米粉食品有限公司", fields=("食品",)),
        ("废水处理", "鲜湿米粉"),
        FOOD,
    ),
    "C1": Entry(
        Challenge(
            title="大型一体化铝壳体焊接变形控制",
            code="BD-001",
            issuer="柳州市科学技术局",
            fields=("新能源汽车",),
            bounty=_money(3_000_000, 3_000_000, "300万元"),
            detail="整体平面度不大于 0.5 mm。",
        ),
        ("焊接变形", "铝合金", "搅拌摩擦焊"),
        WELDING,
    ),
    "A1": Entry(
        Achievement(
            title="基于机器视觉的金属表面缺陷在线检测系统",
            code="CG-001",
            orgs=("漓州理工大学",),
            people=("陈立行", "周明远"),
            fields=("先进制造",),
            year=2025,
            maturity=Maturity(min=7, max=8, raw="小批量试用"),
            abstract="多光源成像与小样本学习结合，检出 0.15 mm 裂纹。",
        ),
        ("表面缺陷", "在线检测", "机器视觉", "小样本学习"),
        VISION,
    ),
    "A2": Entry(
        Achievement(
            title="铝合金薄壁结构搅拌摩擦焊成套工艺",
            code="CG-002",
            orgs=("漓江材料研究所",),
            people=("黄思齐",),
            fields=("新能源汽车",),
            year=2024,
            abstract="壳体焊后变形降低 60%。",
        ),
        ("搅拌摩擦焊", "焊接变形", "铝合金"),
        WELDING,
    ),
    "A3": Entry(
        Achievement(
            title="竹材有机硅浸渍防霉改性技术",
            code="CG-003",
            orgs=("桂北农业大学",),
            people=("蒋若谷",),
            fields=("农林加工",),
            year=2023,
        ),
        ("竹材", "防霉", "有机硅"),
        BAMBOO,
    ),
    "A4": Entry(
        Achievement(
            title="植物源复配保鲜剂及其应用",
            code="CG-004",
            orgs=("桂北农业大学",),
            people=("蒋若谷",),
            fields=("食品",),
            year=2025,
        ),
        ("保鲜", "植物源"),
        FOOD,
        "new",
        new=True,
    ),
    "A5": Entry(
        Achievement(
            title="海洋浮标姿态稳定控制方法",
            code="CG-005",
            orgs=("漓州理工大学",),
            people=("周明远",),
            fields=("海洋工程",),
            year=2022,
        ),
        ("浮标", "姿态控制"),
        SEA,
    ),
    "P1": Entry(
        AlumniProject(
            title="智能视觉质检装备产业化",
            person="韦思远",
            school="漓州理工大学",
            enterprise="归巢智能装备有限公司",
            fields=("先进制造",),
            detail="在柳州落地质检装备产线，需要缺陷检测算法。",
            landing_region=("450200",),
        ),
        ("机器视觉", "表面缺陷", "质检装备"),
        VISION,
    ),
}
MATCHES = [
    ("N1", "A1", 0.86),
    ("N1", "P1", 0.71),
    ("N2", "A2", 0.83),
    ("N3", "A3", 0.78),
    ("N4", "A4", 0.64),
    ("C1", "A2", 0.81),
    ("C1", "A1", 0.52),
    ("P1", "A1", 0.74),
    ("N5", "A4", 0.21),
    ("N2", "A1", 0.35),
]
JUDGED = [
    ("N1", "A1", Verdict.RECOMMEND, None),
    ("N3", "A3", Verdict.TALK, Reason.EARLY),
]
IDS = {
    key: item_id(e.item.kind, code=e.item.code, title=e.item.title, org=e.item.organization)
    for key, e in ENTRIES.items()
}


def write(client: Client) -> None:
    """Write the graph; the schema must be applied."""
    store = Store(client)
    nodes: dict[tuple[Label, str], Node] = {}
    links: list[Relationship] = []

    def node(label: Label, id_: str, seen: str = OLD, **properties: PropertyValue) -> str:
        nodes.setdefault((label, id_), Node(label, id_, {**properties, "last_seen": seen, "run_id": "r1"}))
        return id_

    for code, name in REGIONS.items():
        node(Label.REGION, region_id(code), name=name, code=code)
        if code != "450000":
            links.append(Relationship(R.PART_OF, region_id(code), region_id("450000")))
    for name, (kind, code) in ORGANIZATIONS.items():
        id_ = node(Label.ORGANIZATION, organization_id(name), name=name, kind=kind)
        links.append(Relationship(R.LOCATED_IN, id_, region_id(code)))
    for file, received in (("三月第一周.xlsx", OLD), ("三月第三周.xlsx", NEW)):
        node(
            Label.LIST_SNAPSHOT,
            snapshot_id(file),
            received,
            name=file,
            file=file,
            hash=file,
            received=received,
            kinds=["need", "achievement"],
            complete=True,
        )
    for row, (key, entry) in enumerate(ENTRIES.items(), start=2):
        links += _links(node, key, entry, row)
    store.write_nodes(list(nodes.values()))
    store.write_relationships(links)
    client.write("write/relationship_matches", rows=_match_rows())
    store.judgements.add(*_judgements())


def _links(node: Any, key: str, entry: Entry, row: int) -> list[Relationship]:
    item, id_ = entry.item, IDS[key]
    seen = NEW if entry.new else OLD
    properties = item_properties(item_to_json(item), item.kind)
    node(item.kind.label, id_, seen, **properties, organization=item.organization)
    chain, segment, position = entry.segment
    links = [
        Relationship(R.IN_FIELD, id_, node(Label.FIELD, field_id(item.fields[0]), name=item.fields[0])),
        Relationship(
            R.IN_SEGMENT,
            id_,
            node(
                Label.CHAIN_SEGMENT, segment_id(chain, segment), name=segment, chain=chain, position=position
            ),
        ),
        *(
            Relationship(
                R.MENTIONS, id_, node(Label.TERM, term_id(t), name=t, idf=float(len(t) + 3)), {"weight": 1.0}
            )
            for t in entry.terms
        ),
    ]
    if not entry.new:
        links.append(_listed(id_, "三月第一周.xlsx", row, "new"))
    links.append(_listed(id_, "三月第三周.xlsx", row, entry.change))
    return links + _owners(node, item, id_)


def _listed(id_: str, file: str, row: int, change: str) -> Relationship:
    properties: dict[str, PropertyValue] = {"sheet": "Sheet1", "row": row, "change": change}
    return Relationship(R.LISTED_IN, id_, snapshot_id(file), properties)


def _owners(node: Any, item: Item, id_: str) -> list[Relationship]:
    def person(name: str, org: str | None, role: str) -> str:
        return str(node(Label.PERSON, person_id(name, org), name=name, roles=[role]))

    match item:
        case Achievement(orgs=(org, *_), people=people):
            who = [person(name, org, "完成人") for name in people]
            return [
                Relationship(R.OFFERS, organization_id(org), id_),
                *(Relationship(R.COMPLETED, p, id_) for p in who),
                *(Relationship(R.WORKS_AT, p, organization_id(org)) for p in who),
            ]
        case Need(org=str(org)):
            return [Relationship(R.REQUESTS, organization_id(org), id_)]
        case Challenge(issuer=str(issuer)):
            return [Relationship(R.ISSUES, organization_id(issuer), id_)]
        case AlumniProject(person=str(name), school=str(school), enterprise=str(enterprise)):
            alumnus = person(name, enterprise, "校友")
            return [
                Relationship(R.PROPOSES, organization_id(enterprise), id_),
                Relationship(R.PROPOSES, alumnus, id_),
                Relationship(R.WORKS_AT, alumnus, organization_id(enterprise)),
                Relationship(R.GRADUATED_FROM, alumnus, organization_id(school)),
            ]
    raise AssertionError(item)


def _judgements() -> list[Judgement]:
    return [
        Judgement(
            id=judgement_id(IDS[demand], IDS[supply], "韦一舟", NEW),
            demand=IDS[demand],
            supply=IDS[supply],
            verdict=verdict,
            reason=reason,
            by="韦一舟",
            at=NEW,
        )
        for demand, supply, verdict, reason in JUDGED
    ]


def _match_rows() -> list[dict[str, Any]]:
    best = sorted(MATCHES, key=lambda m: -m[2])
    return [
        {
            "start": IDS[demand],
            "end": IDS[supply],
            "properties": {
                "score": score,
                "label": f"{score:.2f}",
                "rank_for_demand": [m for m in best if m[0] == demand].index((demand, supply, score)) + 1,
                "rank_for_supply": [m for m in best if m[1] == supply].index((demand, supply, score)) + 1,
                "reasons": ["技术内容相近"],
                "run_id": "r1",
            },
        }
        for demand, supply, score in MATCHES
    ]
