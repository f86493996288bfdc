"""What commands write for people: corrections, templates, public lists."""

from pathlib import Path

import openpyxl
import pytest

from graph.model import Kind
from graph.store import Store
from ingest.intake.originals import Originals
from ingest.records import parse
from tests.cli.conftest import NEEDS, Run, write_csv


def test_refused_rows_are_written_corrected_and_taken_in(run: Run, lists: Path, tmp_path: Path) -> None:
    said = run("ingest", lists, "--dry-run")
    assert "退回的 1 行" in said.stdout
    target = tmp_path / "退回的行.xlsx"
    said = run("ingest", lists, "--dry-run", "--json", "--corrections", target)
    assert said.json["corrections"] == [str(target)]
    book = openpyxl.load_workbook(target)
    book["需求清单"]["B2"] = "无名公司的需求"
    book.save(target)
    again = run("ingest", target, "--dry-run", "--json").json["files"][0]
    assert (again["read"], again["accepted"], again["rows"][0]["code"]) == (1, 1, "N-3")
    original = Originals(tmp_path / "originals").keep(lists / "需求清单.csv", "需求清单.csv")
    assert parse(target).supplements == original.hash


def test_a_workbook_under_correction_is_not_written_over(run: Run, lists: Path, tmp_path: Path) -> None:
    target = tmp_path / "退回的行.xlsx"
    assert run("ingest", lists, "--dry-run", "--corrections", target).code == 0
    before = target.read_bytes()
    said = run("ingest", lists, "--dry-run", "--corrections", target)
    assert (said.code, target.read_bytes()) == (2, before)
    assert run("ingest", lists, "--dry-run", "--corrections", tmp_path / "退回.csv").code == 2


def test_nothing_refused(run: Run, tmp_path: Path) -> None:
    fine = write_csv(tmp_path / "需求清单.csv", NEEDS[:3])
    said = run("ingest", fine, "--dry-run", "--corrections", tmp_path / "退回.xlsx")
    assert "没有退回的行" in said.stdout
    assert not (tmp_path / "退回.xlsx").exists()


def test_a_file_that_cannot_be_read_stands_in_the_corrections(run: Run, lists: Path, tmp_path: Path) -> None:
    (lists / "坏.xlsx").write_bytes(b"PK not a workbook")
    target = tmp_path / "退回.xlsx"
    assert run("ingest", lists, "--dry-run", "--corrections", target).code == 1
    assert openpyxl.load_workbook(target)["未能读取的文件"]["A2"].value == "坏.xlsx"


@pytest.mark.parametrize("kind", Kind)
def test_template(kind: Kind, run: Run, settings_env: Path) -> None:
    assert run("template", kind.value).code == 0
    path = settings_env / f"{kind.display_name}模板.xlsx"
    assert parse(path).kinds == (kind,)
    before = path.read_bytes()
    assert run("template", kind.value).code == 2
    assert path.read_bytes() == before
    assert run("template", kind.value, "-o", "模板.docx").code == 2


def codes(path: Path) -> list[str | None]:
    """Codes of the rows our own reader takes from a file."""
    return [row.item.code for row in parse(path).rows]


def test_refused_rows_come_back_into_their_list_and_the_current_list_is_published(
    graph: Store, lists: Path, run: Run, tmp_path: Path
) -> None:
    refused = tmp_path / "退回的行.xlsx"
    assert run("ingest", lists, "--corrections", refused).code == 0
    book = openpyxl.load_workbook(refused)
    book["需求清单"]["B2"] = "无名公司的需求"
    book.save(refused)
    assert run("ingest", refused).code == 0
    for ending in ("xlsx", "docx", "html"):
        public = tmp_path / f"公开.{ending}"
        assert run("lists", "export", "需求清单", "--to", public).code == 0
        assert sorted(map(str, codes(public))) == ["N-1", "N-2", "N-3"]
    write_csv(lists / "需求清单.csv", NEEDS[:2])
    assert run("ingest", lists / "需求清单.csv", "--as-of", "2027-01-01").code == 0
    public = tmp_path / "公开.xlsx"
    assert run("lists", "export", "需求清单", "--to", public).code == 0
    assert codes(public) == ["N-1"]


def test_what_cannot_be_published_is_said(graph: Store, run: Run, tmp_path: Path) -> None:
    assert "没有当前有效的条目" in run("lists", "export", "没有的来源", "--to", tmp_path / "公开.xlsx").error
    assert run("lists", "export", "需求清单", "--to", tmp_path / "公开.pdf").code == 2
