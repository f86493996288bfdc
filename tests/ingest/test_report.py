import json
from pathlib import Path

import pytest

from ingest.records import ParsedFile, parse
from ingest.report import file_to_json
from tests.ingest.lists import Cell, write_csv

ROWS: list[list[Cell]] = [
    [
        "需求编号",
        "需求名称",
        "企业名称",
        "需求类型",
        "预算金额（万元）",
        "完成时限",
        "技术指标",
        "联系人",
        "联系电话",
        "备注",
    ],
    ["X1", "节能", "甲厂", "技术攻关", "50-80", "24个月", "能耗≤3kWh/t", "张三", "13800138000", "急"],
    ["X1", "节能", "甲厂", "技术攻关", "50-80", "24个月", "能耗≤3kWh/t", "张三", "13800138000", "急"],
    ["X2", "", "乙厂", "", "", "", "", "", "", ""],
]


@pytest.fixture
def parsed(tmp_path: Path) -> ParsedFile:
    return parse(write_csv(tmp_path / "需求.csv", ROWS))


def test_the_file(parsed: ParsedFile) -> None:
    document = file_to_json(parsed, with_rows=False, protect_contacts=True)

    assert "rows" not in document
    assert {key: document[key] for key in ("file", "kinds", "read", "accepted", "rejected", "duplicate")} == {
        "file": "需求.csv",
        "kinds": ["need"],
        "read": 3,
        "accepted": 1,
        "rejected": 1,
        "duplicate": 1,
    }
    assert document["columns"]["备注"] is None
    assert document["columns"]["预算金额（万元）"] == "budget"
    assert document["duplicates"] == [{"sheet": "需求", "row": 3, "of": {"sheet": "需求", "row": 2}}]
    (error,) = document["errors"]
    assert (error["sheet"], error["row"], error["column"], error["problem"]) == (
        "需求",
        4,
        "需求名称",
        "缺少名称",
    )


def test_a_row(parsed: ParsedFile) -> None:
    (row,) = file_to_json(parsed, with_rows=True, protect_contacts=False)["rows"]

    assert row["fields"] == {
        "title": "节能",
        "code": "X1",
        "contact": {"name": "张三", "phone": "13800138000"},
        "extra": {"备注": "急"},
        "org": "甲厂",
        "kind": "技术攻关",
        "indicators": [{"name": "能耗", "op": "<=", "value": 3.0, "unit": "kWh/t", "raw": "能耗≤3kWh/t"}],
        "budget": {
            "min": 500000.0,
            "max": 800000.0,
            "currency": "CNY",
            "raw": "50-80",
            "unit_source": "header",
        },
        "deadline": {"months": 24, "raw": "24个月"},
    }
    assert (row["sheet"], row["row"], row["kind"], row["code"]) == ("需求", 2, "need", "X1")
    assert set(row["confidence"]) == set(row["fields"]) - {"extra"}
    assert row["notices"] == []


def test_contacts_are_hidden_from_others(parsed: ParsedFile) -> None:
    document = file_to_json(parsed, with_rows=True, protect_contacts=True)

    assert "13800138000" not in json.dumps(document, ensure_ascii=False)
    assert document["rows"][0]["fields"]["contact"] == {"name": "***", "phone": "***"}
