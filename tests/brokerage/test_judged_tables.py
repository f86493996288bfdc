"""Judged tables: every wording of a cell, what is wrong named by cell, and rows that hold kept over a real graph."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
import xlsxwriter

from brokerage.judged_tables import COLUMNS, Row, read_rows, reason_of, table, verdict_of
from brokerage.taking_in import Taken, take_in
from graph.judgements import JudgementError
from graph.model.judgements import Reason, Verdict
from graph.store import Store
from ingest.readers import FileProblem
from tests.brokerage.test_judging import NEED, OFFER, write
from tests.factories import achievement

NOW = datetime(2026, 6, 1, 8, tzinfo=UTC)
OTHER = achievement("低放射性球形硅微粉制备", code="CG-2")


def csv(folder: Path, *lines: str, name: str = "研判.csv") -> Path:
    """A table as Excel in China saves it."""
    path = folder / name
    path.write_bytes("\r\n".join(lines).encode("gb18030"))
    return path


def cells(**texts: str) -> Row:
    """A row with these cells."""
    return Row("研判.csv 第 2 行", texts, {"verdict": "研判"})


@pytest.mark.parametrize("verdict", Verdict)
def test_a_verdict_has_three_wordings(verdict: Verdict) -> None:
    assert verdict_of(verdict.value) is verdict_of(verdict.display_name) is verdict
    assert cells(level=str(verdict.level)).verdict() is verdict


def test_fit_and_unfit_are_enough() -> None:
    assert verdict_of("合适") is Verdict.TALK
    assert verdict_of("不合适") is Verdict.UNRELATED


@pytest.mark.parametrize("reason", Reason)
def test_a_reason_has_two_wordings(reason: Reason) -> None:
    assert reason_of(reason.value) is reason_of(reason.display_name) is reason


def test_level_and_verdict_must_agree() -> None:
    assert cells(level="3", verdict="合适").verdict() is Verdict.TALK
    with pytest.raises(JudgementError, match="level”列：写的是“应推”，与“无关”不一致"):
        cells(level="4", verdict="无关").verdict()


def test_what_is_not_understood_is_told_with_its_cell() -> None:
    with pytest.raises(JudgementError, match="第 2 行“研判”列：看不懂“还行”；请写 应推、可谈"):
        cells(verdict="还行").verdict()
    with pytest.raises(JudgementError, match="level”列：看不懂“5”"):
        cells(level="5").verdict()
    with pytest.raises(JudgementError, match="看不懂“嫌远”；请写 方向不符"):
        cells(reason="嫌远").reason()
    with pytest.raises(JudgementError, match="看不懂“上周”"):
        cells(at="上周").at()
    with pytest.raises(JudgementError, match="need_id”列：没有填"):
        cells().key("need_id")


def test_times_are_read_as_people_write_them() -> None:
    assert cells(at="2026-06-01T09:30:00+08:00").at() == "2026-06-01T01:30:00+00:00"
    local = datetime(2026, 6, 1, 9, 30).astimezone(UTC).isoformat(timespec="seconds")
    assert cells(at="2026/06/01 09:30").at() == local


def test_rows_without_a_verdict_are_not_judged_yet(tmp_path: Path) -> None:
    path = csv(
        tmp_path,
        "本周研判,,,",
        "需求编号,成果编号,研判,原因",
        "XQ-1,CG-1,可谈,太早期",
        "XQ-1,CG-2,,",
    )
    (row,) = read_rows(path)
    assert row.place == "研判.csv 工作表“研判”第 3 行"
    assert row.cells == {"need_id": "XQ-1", "achievement_id": "CG-1", "verdict": "可谈", "reason": "太早期"}


def test_excel_with_levels_as_numbers(tmp_path: Path) -> None:
    path = tmp_path / "研判.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("六月")
        sheet.write_row(0, 0, ["need_id", "achievement_id", "level"])
        sheet.write_row(1, 0, ["XQ-1", "CG-1", 4])
    (row,) = read_rows(path)
    assert row.verdict() is Verdict.RECOMMEND
    assert row.place == "研判.xlsx 工作表“六月”第 2 行"


def test_a_table_without_verdicts_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FileProblem, match="没有找到研判表：要有“需求编号”“成果编号”两列"):
        read_rows(csv(tmp_path, "需求编号,成果编号", "XQ-1,CG-1"))


def taken(store: Store, path: Path) -> Taken:
    """What becomes of a table."""
    return take_in(store, read_rows(path), by="韦一舟", now=NOW)


def test_rows_that_hold_are_kept_and_the_others_told(store: Store, tmp_path: Path) -> None:
    write(store, NEED, OFFER, OTHER)
    path = csv(
        tmp_path,
        "需求编号,成果编号,研判,原因,备注,研判人",
        "XQ-1,CG-1,可谈,太早期,等中试,覃岚",
        "XQ-1,低放射性球形硅微粉制备,2,,,",
        "XQ-1,低放射性球形硅微粉制备,无关,,,",
        "XQ-1,CG-9,应推,,,",
        "CG-1,CG-2,应推,,,",
        "XQ-1,CG-2,应推,太贵,,",
        "XQ-1,,应推,,,",
    )
    said = taken(store, path)
    place = "研判.csv 工作表“研判”第"
    assert [(j.verdict, j.reason, j.note, j.by) for j in said.judgements] == [
        (Verdict.TALK, Reason.EARLY, "等中试", "覃岚"),
        (Verdict.UNRELATED, None, None, "韦一舟"),
    ]
    assert [problem[: len(place) + 12] for problem in said.problems] == [
        f"{place} 3 行“研判”列：看不",
        f"{place} 5 行“成果编号”列：",
        f"{place} 6 行“需求编号”列：",
        f"{place} 7 行：“应推”不带原",
        f"{place} 8 行“成果编号”列：",
    ]
    assert len(store.judgements.all()) == 2


def test_the_same_table_again_adds_nothing(store: Store, tmp_path: Path) -> None:
    write(store, NEED, OFFER)
    path = csv(tmp_path, "need_id,achievement_id,verdict,at", "XQ-1,CG-1,可谈,2026-05-01T00:00:00+00:00")
    also = csv(
        tmp_path, "need_id,achievement_id,verdict,note", "XQ-1,CG-1,应推,找 13800000000", name="又.csv"
    )
    assert [taken(store, p).known for p in (path, path, also, also)] == [0, 1, 0, 1]
    changed = csv(tmp_path, "need_id,achievement_id,verdict", "XQ-1,CG-1,可谈")
    assert len(take_in(store, read_rows(changed), by="韦一舟").judgements) == 1


def test_a_written_table_reads_as_what_it_was(store: Store, tmp_path: Path) -> None:
    write(store, NEED, OFFER, OTHER)
    lines = ["XQ-1,CG-1,可谈,太早期,等中试", "XQ-1,CG-2,无关,方向不符,"]
    before = taken(store, csv(tmp_path, "need_id,achievement_id,verdict,reason,note", *lines)).judgements
    items = store.items_by_id(sorted({id_ for j in before for id_ in (j.demand, j.supply)}))
    rows = list(table(before, items))
    assert rows[0] == ("XQ-1", "CG-1", "3", "可谈", "太早期", "韦一舟", "2026-06-01T08:00:00+00:00", "等中试")
    for judgement in before:
        store.judgements.remove(judgement.id)
    again = taken(store, csv(tmp_path, ",".join(COLUMNS), *map(",".join, rows))).judgements
    assert again == before


def test_an_item_without_a_code_goes_by_its_id(store: Store) -> None:
    write(store, NEED, achievement())
    (need_, offer) = (store.find(key)[0] for key in ("XQ-1", achievement().title))
    rows = [Row("表", {"need_id": "XQ-1", "achievement_id": offer.id, "level": "3"}, {})]
    (judgement,) = take_in(store, rows, by="韦一舟").judgements
    (row,) = table([judgement], {need_.id: need_, offer.id: offer})
    assert row[:3] == ("XQ-1", offer.id, "3")
