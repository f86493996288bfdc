"""The judge must be just: a reading that is right scores 1, and each kind of wrong is seen as what it is."""

from pathlib import Path
from typing import Any

from tests.corpus.page import Record
from tests.corpus.said import ANY, either
from tests.corpus.score import Score, judge
from tests.corpus.written import ListFile

RIGHT: dict[str, Any] = {
    "title": "甘蔗渣轻量化设计",
    "price": {"min": 500_000, "max": 500_000, "currency": "CNY"},
    "modes": ["transfer", "license"],
    "deadline": {"months": 24},
    "indicators": [{"name": "成品率", "op": ">=", "value": 95, "unit": "%"}],
    "contact": {"name": "王明", "phone": "077100000"},
}


def judged(expected: dict[str, Any], got: dict[str, Any], *, row: int = 2) -> Score:
    file = ListFile(Path("a.xlsx"), "xlsx", [Record("Sheet1", 2, "need", expected)])
    said = {"read": 1, "accepted": 1, "rejected": 0, "duplicate": 0, "errors": [], "duplicates": []}
    score = Score()
    judge(
        score,
        file,
        said | {"rows": [{"sheet": "Sheet1", "row": row, "kind": "need", "code": None, "fields": got}]},
    )
    return score


def test_a_right_reading_is_perfect_however_it_is_spelt() -> None:
    got = RIGHT | {
        "title": "甘蔗渣 轻量化設計",
        "price": {
            "min": 500_000.0,
            "max": 500_000.0,
            "currency": "CNY",
            "raw": "50",
            "unit_source": "header",
        },
        "modes": ["license", "transfer"],
        "deadline": {"months": 24, "raw": "两年内"},
        "indicators": [{"name": "成品率", "op": ">=", "value": 95.0, "unit": "％", "raw": "成品率≥95%"}],
        "contact": {"name": "王 明", "phone": "0771-00000"},
    }
    assert judged(RIGHT, got).overall.f1 == 1
    assert not judged(RIGHT, got).misses


def test_unknown_is_a_miss_and_a_wrong_amount_an_error() -> None:
    unknown = judged(RIGHT, {name: value for name, value in RIGHT.items() if name != "price"})
    assert (unknown.overall.wrong, unknown.overall.missed, unknown.amount_errors) == (0, 1, [])
    wrong = judged(RIGHT, RIGHT | {"price": {"min": 50, "max": 50, "currency": "CNY"}})
    assert (wrong.overall.wrong, wrong.overall.missed, len(wrong.amount_errors)) == (1, 1, 1)
    invented = judged({"title": "a"}, {"title": "a", "price": {"min": 1, "max": 1, "currency": "CNY"}})
    assert len(invented.amount_errors) == 1
    unit = judged(RIGHT, RIGHT | {"indicators": [{"name": "成品率", "op": ">=", "value": 0.95, "unit": "%"}]})
    assert len(unit.amount_errors) == 1


def test_parts_of_a_contact_and_indicators_are_judged_one_by_one() -> None:
    assert judged(RIGHT, RIGHT | {"contact": {"name": "王明"}}).by["field"]["contact"].recall == 0.5
    two = {
        "title": "a",
        "indicators": [*RIGHT["indicators"], {"name": "粒径", "op": "<=", "value": 5, "unit": "μm"}],
    }
    assert judged(two, RIGHT | {"title": "a"}).by["field"]["indicators"].recall == 0.5


def test_any_of_several_right_readings_is_right() -> None:
    for reading in ({"end": "2026-06"}, {"end": "2026-06-30"}):
        truth = {"title": "a", "deadline": either({"end": "2026-06"}, {"end": "2026-06-30"})}
        assert judged(truth, {"title": "a", "deadline": reading}).overall.f1 == 1
    assert judged({"title": "a", "price": either(None, RIGHT["price"])}, {"title": "a"}).overall.f1 == 1
    assert judged({"title": "a", "chain": ANY}, {"title": "a", "chain": "铝"}).overall.f1 == 1
    assert (
        judged({"title": "a", "chain": either("铝", None)}, {"title": "a", "chain": "糖"}).overall.wrong == 1
    )


def test_a_row_in_the_wrong_place_is_found_by_its_name_and_a_lost_one_misses_everything() -> None:
    assert judged(RIGHT, RIGHT, row=3).overall.f1 == 1
    lost = judged(RIGHT, {"title": "别的"}, row=3)
    assert (lost.overall.right, lost.overall.wrong) == (0, 1)
    assert lost.overall.missed == 7


def test_a_header_is_found_only_with_the_first_row_below_it() -> None:
    from tests.corpus.page import Header

    said = {"read": 1, "accepted": 1, "rejected": 0, "duplicate": 0, "errors": [], "duplicates": []}
    for row, found in ((3, 1), (4, 0)):
        records = [Record("Sheet1", 3, "need", {"title": "a"})]
        file = ListFile(Path("a.xlsx"), "xlsx", records, [Header("Sheet1", 2, 3)])
        score = Score()
        judge(
            score,
            file,
            said | {"rows": [{"sheet": "Sheet1", "row": row, "kind": "need", "fields": {"title": "a"}}]},
        )
        assert (score.headers, score.headers_found) == (1, found)
