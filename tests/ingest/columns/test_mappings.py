"""What people say of a form's headers is remembered, wins over the tables, and bears on that form alone."""

import json
import pickle
import threading
from pathlib import Path

import pytest

from graph.model import Kind, Need
from ingest.columns.mappings import Mappings, MappingsError, digest_of, fingerprint_of
from ingest.readers import FileProblem
from ingest.records import parse
from tests.ingest.lists import write_csv

HEADERS = ("需求名称", "需求单位", "承担费用", "推进情况", "联系人")
ROW = ("电机降噪", "桂林电机有限公司", "50万元", "已对接", "韦一舟")


def said(path: Path, **columns: str | None) -> Mappings:
    """Corrections of the form of `HEADERS`."""
    return Mappings.load(path).remember(HEADERS, columns, kind=None, file="需求.csv")


def test_a_form_is_known_by_its_headers_not_by_their_order_or_spacing() -> None:
    assert fingerprint_of(HEADERS) == fingerprint_of(
        ["联系人", " 承担 费用：", "*需求单位", "推进情况", "需求名称"]
    )
    assert fingerprint_of(HEADERS) != fingerprint_of(HEADERS[:3])


def test_a_correction_wins_over_the_tables_for_this_form_alone(tmp_path: Path) -> None:
    mappings = said(tmp_path / "columns.json", 承担费用="budget", 推进情况=None, 需求单位="source")
    same = write_csv(tmp_path / "a.csv", [HEADERS, ROW])
    other = write_csv(tmp_path / "b.csv", [(*HEADERS, "备注"), (*ROW, "急")])

    (row,) = parse(same, mappings=mappings).rows

    assert isinstance(row.item, Need)
    assert row.item.budget is not None
    assert (row.item.budget.min, row.item.org, row.item.source) == (500_000, None, "桂林电机有限公司")
    assert row.item.extra == {"推进情况": "已对接"}
    assert row.confidence["budget"] == 1.0
    assert parse(other, mappings=mappings) == parse(other)


def test_the_kind_a_person_named_is_remembered_too(tmp_path: Path) -> None:
    path = write_csv(tmp_path / "a.csv", [("项目名称", "单位", "联系人"), ("甲", "乙公司", "丙")])
    mappings = Mappings.load(tmp_path / "columns.json").remember(
        ("项目名称", "单位", "联系人"), {}, kind=Kind.NEED, file="a.csv"
    )

    assert parse(path, mappings=mappings).kinds == (Kind.NEED,)
    assert parse(path, Kind.CHALLENGE, mappings=mappings).kinds == (Kind.CHALLENGE,)


def test_a_form_of_strange_headers_is_found_once_spoken_of(tmp_path: Path) -> None:
    headers = ("诉求", "谁家的", "花多少")
    path = write_csv(tmp_path / "a.csv", [headers, ("电机降噪", "桂林电机有限公司", "50万元")])
    mappings = Mappings.load(tmp_path / "columns.json").remember(
        headers, {"诉求": "title", "谁家的": "org", "花多少": "budget"}, kind=Kind.NEED, file="a.csv"
    )

    with pytest.raises(FileProblem, match="表头"):
        parse(path)
    (row,) = parse(path, mappings=mappings).rows
    assert (row.item.title, row.item.organization) == ("电机降噪", "桂林电机有限公司")


def test_a_field_the_kind_lacks_counts_for_nothing(tmp_path: Path) -> None:
    mappings = said(tmp_path / "columns.json", 承担费用="bounty")
    path = write_csv(tmp_path / "a.csv", [HEADERS, ROW])

    assert parse(path, mappings=mappings).rows == parse(path).rows


def test_what_was_said_later_is_added_and_can_be_forgotten(tmp_path: Path) -> None:
    path = tmp_path / "data" / "columns.json"
    said(path, 承担费用="goal", 推进情况="review")
    mappings = said(path, 承担费用="budget")
    fingerprint = fingerprint_of(HEADERS)

    (entry,) = json.loads(path.read_text("utf-8")).values()
    assert entry["columns"] == {"承担费用": "budget", "推进情况": "review"}
    assert entry["file"] == "需求.csv"
    assert entry["when"].endswith("+00:00")
    assert path.stat().st_mode & 0o777 == 0o600
    assert mappings == Mappings.load(path) == pickle.loads(pickle.dumps(mappings))  # noqa: S301 -- our own bytes
    assert mappings.forget(fingerprint) == Mappings.load(path) == Mappings(path)
    with pytest.raises(KeyError):
        Mappings.load(path).forget(fingerprint)


def test_all_who_speak_at_once_are_heard(tmp_path: Path) -> None:
    path = tmp_path / "columns.json"
    threads = [threading.Thread(target=said, args=(path,), kwargs={f"列{i}": "goal"}) for i in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    (correction,) = Mappings.load(path).corrections.values()
    assert set(correction.columns) == {f"列{i}" for i in range(8)}


@pytest.mark.parametrize("content", ["", "{", "[]", '{"a": {"columns": 1}}', '{"a": {}}'])
def test_a_damaged_file_is_named(tmp_path: Path, content: str) -> None:
    path = tmp_path / "columns.json"
    path.write_text(content, "utf-8")

    with pytest.raises(MappingsError, match=r"columns\.json"):
        Mappings.load(path)


def test_the_digest_tells_how_a_list_was_read(tmp_path: Path) -> None:
    file = write_csv(tmp_path / "a.csv", [HEADERS, ROW])
    first = said(tmp_path / "columns.json", 承担费用="budget")
    then = said(tmp_path / "columns.json", 承担费用="goal")

    assert parse(file).mapping == digest_of([]) == ""
    assert parse(file, mappings=first).mapping == parse(file, mappings=first).mapping != ""
    assert parse(file, mappings=then).mapping != parse(file, mappings=first).mapping


def test_a_file_goes_under_the_name_it_came_with(tmp_path: Path) -> None:
    path = write_csv(tmp_path / "part", [("项目名称", "单位", "联系人"), ("甲", "乙公司", "丙")])

    parsed = parse(path, name="清单.zip/内/企业技术需求.csv")

    assert (parsed.file, parsed.kinds) == ("清单.zip/内/企业技术需求.csv", (Kind.NEED,))
