"""Invented lists as files, and the whole graph as one checksum."""

import csv
import hashlib
import json
import random
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

from graph.store import Store

HEADER = ("成果编号", "成果名称", "完成单位", "完成人", "技术领域", "所属产业", "成果简介", "所在地区")
_WORDS = (
    "高压 电解液 隔膜 轴承 热失控 微波 器件 蚕丝 稻米 发酵 焊接 机器人 视觉 检测 涂层 合金 催化 膜分离 "
    "甘蔗 制糖 储能 电站 预警 芯片 封装 陶瓷"
).split()


def write_list(path: Path, rows: Iterable[Sequence[str]], header: Sequence[str] = HEADER) -> Path:
    """Write a list as CSV."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([header, *rows])
    return path


def achievement_rows(count: int, *, seed: int = 1, first: int = 0) -> list[list[str]]:
    """Rows of achievements that share universities, people, fields, segments, terms and regions."""
    rng = random.Random(seed)
    return [
        [
            f"CG-{number:05}",
            "".join(rng.sample(_WORDS, 3)) + f"技术（{number}）",
            f"漓东第{rng.randrange(20)}大学",
            f"韦{'甲乙丙丁戊己庚辛'[rng.randrange(8)]}一、韦{'甲乙丙丁戊己庚辛'[rng.randrange(8)]}二",
            rng.choice(["新材料", "新能源", "现代农业"]),
            rng.choice(["新能源汽车产业链-动力电池", "新能源汽车产业链-动力电池（中游）", "电子信息"]),
            "，".join("".join(rng.sample(_WORDS, 3)) for _ in range(3)),
            rng.choice(["桂林市", "柳州市鱼峰区", "南宁市"]),
        ]
        for number in range(first, first + count)
    ]


def lines(store: Store, *, leave_out: Sequence[str] = ()) -> list[str]:
    """Every node and relationship as canonical JSON, sorted; `leave_out` names relationship properties."""
    nodes = [{**row, "labels": sorted(row["labels"])} for row in store.all_nodes()]
    links = [
        {**row, "properties": {k: v for k, v in row["properties"].items() if k not in leave_out}}
        for row in store.all_relationships()
    ]
    return sorted(json.dumps(row, ensure_ascii=False, sort_keys=True) for row in (*nodes, *links))


def difference(one: Sequence[str], other: Sequence[str]) -> list[str]:
    """Lines that stand in only one of two graphs, or more often in it."""
    first, second = Counter(one), Counter(other)
    return [*(f"- {line}" for line in first - second), *(f"+ {line}" for line in second - first)]


def checksum(store: Store) -> str:
    """SHA-256 over the whole graph."""
    return hashlib.sha256("\n".join(lines(store)).encode()).hexdigest()
