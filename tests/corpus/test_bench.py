"""The bench tells the score as figures and tables."""

from pathlib import Path

from bench.reading import report
from tests.corpus.page import Record
from tests.corpus.score import Score, judge
from tests.corpus.written import ListFile


def test_the_report_names_the_worst_and_counts_amounts_apart() -> None:
    record = Record("Sheet1", 2, "need", {"title": "甲", "budget": {"min": 1, "max": 1, "currency": "CNY"}})
    row = {
        "sheet": "Sheet1",
        "row": 2,
        "kind": "need",
        "fields": {"title": "甲", "budget": {"min": 2, "max": 2}},
    }
    score = Score()
    judge(score, ListFile(Path("a.xlsx"), "xlsx", [record]), {"read": 1, "accepted": 1, "rows": [row]})
    told = report(score, 1.0)
    assert told.figures["overall"] == {
        "precision": 0.5,
        "recall": 0.5,
        "f1": 0.5,
        "right": 1,
        "wrong": 1,
        "missed": 1,
    }
    assert [miss["field"] for miss in told.figures["amount_errors"]] == ["budget"]
    page = told.markdown()
    assert "金额或单位读错 1 处" in page
    assert "need.budget" in page
