"""Lists into a real graph: the same twice changes nothing, a changed one changes what it should."""

import json
import os
import threading
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest

import graph.store
import ingest.intake.pipeline
from graph.lists import Lists
from graph.model import Kind, Money, Need, UnitSource, item_id, organization_id, person_id, snapshot_id
from graph.store import Store
from ingest.columns.mappings import Mappings
from ingest.intake.originals import Originals
from ingest.intake.pipeline import Ingested, Pipeline
from ingest.readers import FileProblem
from ingest.records import ParsedFile, parse
from tests.conftest import empty
from tests.ingest.invented import achievement_rows, checksum, lines, write_list
from tests.ingest.victim import pipeline

SMALL = ("成果编号", "成果名称", "完成单位", "完成人", "技术领域", "成果简介")
FIRST = [
    ["A1", "高电压电解液", "漓东理工大学", "韦一舟、韦二舟", "新材料、新能源", "耐氧化添加剂"],
    ["A2", "轴承热处理", "灵渠大学", "韦三舟", "先进制造", "渗碳工艺"],
    ["A3", "稻米保鲜", "灵渠大学", "韦四舟", "现代农业", ""],
]


@pytest.fixture
def way(store: Store, tmp_path: Path) -> Pipeline:
    """The way in, over an empty graph."""
    return pipeline(store, tmp_path / "originals")


def given(folder: Path, name: str, rows: Iterable[list[str]]) -> Path:
    """A small list."""
    return write_list(folder / name, rows, SMALL)


def node(store: Store, id_: str) -> dict[str, Any]:
    """Properties of a node."""
    properties: dict[str, Any] = next(
        row["properties"] for row in store.all_nodes() if row["properties"]["id"] == id_
    )
    return properties


def achievement_id(code: str) -> str:
    """Id of an achievement by its list code."""
    return item_id(Kind.ACHIEVEMENT, code=code, title="", org=None)


def links(store: Store, id_: str, *types: str) -> set[tuple[str, str]]:
    """Relationships of a node as type and name or title of the other end."""
    names = {r["properties"]["id"]: r["properties"] for r in store.all_nodes()}
    found = set()
    for row in store.all_relationships():
        if id_ in (row["start"], row["end"]) and (not types or row["type"] in types):
            other = names[row["end"] if row["start"] == id_ else row["start"]]
            found.add((row["type"], other.get("name") or other["title"]))
    return found


def listings(store: Store, code: str) -> dict[str, tuple[str, str, int]]:
    """By list: what it did to an achievement, and the sheet and row it stands in."""
    names = {r["properties"]["id"]: r["properties"].get("name") for r in store.all_nodes()}
    return {
        names[row["end"]]: tuple(row["properties"][name] for name in ("change", "sheet", "row"))
        for row in store.all_relationships()
        if row["type"] == "LISTED_IN" and row["start"] == achievement_id(code)
    }


def test_the_same_file_twice_changes_nothing(store: Store, way: Pipeline, tmp_path: Path) -> None:
    file = write_list(tmp_path / "成果.csv", achievement_rows(50))
    first = way.ingest(file)
    before = checksum(store)
    second = way.ingest(file)
    assert (first.again, first.changes) == (False, {"new": 50})
    assert (second.again, second.changes) == (True, {"unchanged": 50})
    assert checksum(store) == before
    assert way.ingest(write_list(tmp_path / "改名.csv", achievement_rows(50))).again
    assert checksum(store) == before


def test_a_changed_list(store: Store, way: Pipeline, tmp_path: Path) -> None:
    way.ingest(given(tmp_path, "一月.csv", FIRST))
    rows = [
        ["A1", "高电压电解液", "灵渠大学", "韦二舟", "新能源", ""],
        FIRST[1],
        ["A4", "储能预警", "灵渠大学", "韦三舟", "新能源", "早期气体"],
    ]
    done = way.ingest(given(tmp_path, "二月.csv", rows))
    assert done.changes == {"changed": 1, "unchanged": 1, "new": 1, "withdrawn": 1}
    a1 = achievement_id("A1")
    assert "abstract" not in node(store, a1)
    assert node(store, a1)["orgs"] == ["灵渠大学"]
    assert links(store, a1, "OFFERS", "COMPLETED", "IN_FIELD") == {
        ("OFFERS", "灵渠大学"), ("COMPLETED", "韦二舟"), ("IN_FIELD", "新能源")
    }  # fmt: skip
    assert "耐氧化" not in str(links(store, a1, "MENTIONS"))
    assert listings(store, "A1") == {"一月.csv": ("new", "一月", 2), "二月.csv": ("changed", "二月", 2)}
    assert listings(store, "A2") == {"一月.csv": ("new", "一月", 3), "二月.csv": ("unchanged", "二月", 3)}
    assert listings(store, "A3") == {"一月.csv": ("new", "一月", 4)}
    assert listings(store, "A4") == {"二月.csv": ("new", "二月", 4)}
    january, february = (
        node(store, snapshot_id(tmp_hash))["received"]
        for tmp_hash in _hashes(tmp_path, "一月.csv", "二月.csv")
    )
    seen = {
        c: (n["first_seen"], n["last_seen"])
        for c in ("A1", "A2", "A3")
        if (n := node(store, achievement_id(c)))
    }
    assert seen == {"A1": (january, february), "A2": (january, february), "A3": (january, january)}


def _hashes(folder: Path, *names: str) -> list[str]:
    return [Originals(folder / "originals").keep(folder / name, name).hash for name in names]


def test_an_older_list_read_late_undoes_nothing(
    store: Store, way: Pipeline, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """January comes in first, but is interrupted before its first row; February overtakes it."""
    january = given(tmp_path, "一月.csv", FIRST)
    changed = [["A1", "高电压电解液", "漓东理工大学", "韦一舟", "新能源", "新添加剂"], FIRST[1]]
    february = given(tmp_path, "二月.csv", changed)
    with monkeypatch.context() as interrupted:
        interrupted.setattr(Store, "write_nodes", _interrupt)
        with pytest.raises(KeyboardInterrupt):
            way.ingest(january)
    way.ingest(february)
    before = [node(store, achievement_id(code)) for code in ("A1", "A2")]
    university = node(store, organization_id("漓东理工大学"))
    assert way.ingest(january).changes == {"older": 3}
    received = node(store, snapshot_id(_hashes(tmp_path, "一月.csv")[0]))["received"]
    after = [node(store, achievement_id(code)) for code in ("A1", "A2")]
    assert after == [{**said, "first_seen": received} for said in before]
    assert node(store, organization_id("漓东理工大学")) == university
    assert listings(store, "A1")["一月.csv"][0] == "older"
    a3 = node(store, achievement_id("A3"))
    assert (a3["title"], a3["withdrawn_by"]) == ("稻米保鲜", snapshot_id(_hashes(tmp_path, "二月.csv")[0]))
    # What comes next is compared with February.
    march = way.ingest(given(tmp_path, "三月.csv", FIRST[::-1]))
    assert march.changes == {"changed": 1, "unchanged": 1, "new": 1}
    assert "withdrawn" not in node(store, achievement_id("A3"))


def _interrupt(*_: object, **__: object) -> None:
    raise KeyboardInterrupt


def test_lists_of_the_same_millisecond_end_the_same_in_either_order(store: Store, tmp_path: Path) -> None:
    files = [given(tmp_path, "甲.csv", FIRST), given(tmp_path, "乙.csv", [[*FIRST[0][:5], "别的简介"]])]
    ends = []
    for order in (files, files[::-1]):
        empty(store._client)
        originals = tmp_path / f"originals-{order[0].stem}"
        for file in files:
            Originals(originals).keep(file, file.name)
        for note in originals.rglob("*.json"):
            note.write_text(
                json.dumps({**json.loads(note.read_text()), "received": "2026-01-01T00:00:00.000+00:00"})
            )
        for file in order:
            pipeline(store, originals).ingest(file)
        a1 = achievement_id("A1")
        ends.append((node(store, a1), links(store, a1)))
    assert ends[0] == ends[1]


def test_lists_share_whom_and_what_they_name(store: Store, way: Pipeline, tmp_path: Path) -> None:
    way.ingest(given(tmp_path, "甲.csv", FIRST))
    other = [["B1", "固态电解质", "漓东 理工大学", "韦一舟教授", "新材料", "硫化物"]]
    way.ingest(given(tmp_path, "乙.csv", other))
    titles = {("OFFERS", "高电压电解液"), ("OFFERS", "固态电解质")}
    assert links(store, organization_id("漓东理工大学"), "OFFERS") == titles
    person = person_id("韦一舟", "漓东理工大学")
    assert {title for _, title in links(store, person, "COMPLETED")} == {"高电压电解液", "固态电解质"}
    counts = store.counts()
    assert (counts["Organization"], counts["Person"], counts["Field"]) == (2, 4, 4)


def test_the_list_notes_what_was_read_of_it(store: Store, way: Pipeline, tmp_path: Path) -> None:
    rows = [*FIRST, ["A5", "", "灵渠大学", "韦三舟", "新能源", "没有名称"], FIRST[0]]
    done = way.ingest(given(tmp_path, "成果.csv", rows))
    noted = node(store, done.snapshot)
    assert [noted[name] for name in ("read", "accepted", "rejected", "duplicate")] == [5, 3, 1, 1]
    assert noted["kinds"] == ["achievement"]
    assert noted["complete"] is True
    assert [error.row for error in done.parsed.errors] == [5]
    assert store.counts()["Achievement"] == 3


def test_the_size_of_batches_makes_no_difference(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = achievement_rows(120)
    # One name written in two ways, and a segment whose position only some rows tell.
    for number, row in enumerate(rows):
        row[2] = "漓东 第一大学" if number % 7 else row[2]
    file = write_list(tmp_path / "成果.csv", rows)
    found = set()
    for batch in (1000, 50, 7):
        empty(store._client)
        monkeypatch.setattr(ingest.intake.pipeline, "BATCH", batch)
        monkeypatch.setattr(graph.store, "BATCH", batch)
        told: list[tuple[int, int]] = []
        pipeline(store, tmp_path / "originals").ingest(file, progress=lambda *said: told.append(said))  # noqa: B023
        assert told == [(min(done + batch, 120), 120) for done in range(0, 120, batch)]
        found.add(checksum(store))
    assert len(found) == 1


def test_what_cannot_be_read_leaves_no_trace(store: Store, way: Pipeline, tmp_path: Path) -> None:
    picture = tmp_path / "照片.csv"
    picture.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(100))
    with pytest.raises(FileProblem, match="图片"):
        way.ingest(picture)
    with pytest.raises(FileProblem, match="无法打开"):
        way.ingest(tmp_path / "没有.csv")
    assert lines(store) == []
    assert not list((tmp_path / "originals").rglob("*.*"))


def test_a_file_edited_while_it_is_read_goes_in_as_it_is_kept(
    store: Store, way: Pipeline, tmp_path: Path
) -> None:
    file = given(tmp_path, "成果.csv", FIRST)

    def parse_while_edited(path: Path, kind: Kind | None, /, *, name: str) -> ParsedFile:
        parsed = parse(path, kind, name=name)
        if path == file:
            given(tmp_path, "成果.csv", FIRST[:2])
        return parsed

    way._read = parse_while_edited
    done = way.ingest(file)
    assert store.counts()["Achievement"] == 2
    assert done.snapshot == snapshot_id(_hashes(tmp_path, "成果.csv")[0])
    assert way.ingest(file).again


def test_a_list_is_read_anew_where_people_have_spoken_of_its_headers(store: Store, tmp_path: Path) -> None:
    headers = ("需求名称", "需求单位", "需求描述", "承担费用")
    file = write_list(tmp_path / "需求.csv", [["甲", "乙厂", "丙", "50万元"]], headers)
    columns = tmp_path / "columns.json"
    first = pipeline(store, tmp_path / "originals").ingest(file)
    Mappings.load(columns).remember(headers, {"承担费用": "budget"}, kind=None, file="需求.csv")

    def ingested() -> Ingested:
        return pipeline(store, tmp_path / "originals", Mappings.load(columns)).ingest(file)

    assert (first.changes, ingested().changes) == ({"new": 1}, {"changed": 1})
    assert next(store.items(Kind.NEED)).item == Need(
        title="甲",
        org="乙厂",
        detail="丙",
        budget=Money(min=5e5, max=5e5, raw="50万元", unit_source=UnitSource.CELL),
    )
    assert ingested().again


def test_a_file_with_another_name_goes_on_where_the_first_was_interrupted(
    store: Store, way: Pipeline, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as interrupted:
        interrupted.setattr(Lists, "finish", _interrupt)
        with pytest.raises(KeyboardInterrupt):
            way.ingest(given(tmp_path, "一月.csv", FIRST))
    before = lines(store)
    assert way.ingest(given(tmp_path, "副本.csv", FIRST)).changes == {"done": 3}
    completed = ('"complete": true', '"complete": false'), ('"revision": 1, ', "")
    after = lines(store)
    for new, old in completed:
        after = [line.replace(new, old) for line in after]
    assert sorted(after) == sorted(before)


def test_a_name_that_is_not_utf8_goes_in(store: Store, way: Pipeline, tmp_path: Path) -> None:
    name = os.fsdecode("成果清单.csv".encode("gb18030"))
    done = way.ingest(given(tmp_path, name, FIRST))
    assert done.parsed.file == node(store, done.snapshot)["name"] == "成果清单.csv"
    assert listings(store, "A1")["成果清单.csv"][1] == "成果清单"


def test_another_kind_asked_for_is_not_the_same_again(store: Store, way: Pipeline, tmp_path: Path) -> None:
    file = given(tmp_path, "成果.csv", FIRST)
    way.ingest(file)
    assert not way.ingest(file, Kind.NEED).again
    assert store.counts()["Need"] == 3


def test_two_threads_with_one_file_take_turns(store: Store, tmp_path: Path) -> None:
    file = write_list(tmp_path / "成果.csv", achievement_rows(20))
    outcomes: list[bool] = []
    threads = [
        threading.Thread(
            target=lambda: outcomes.append(pipeline(store, tmp_path / "kept").ingest(file).again)
        )
        for _ in range(2)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == [False, True]


def test_names_of_an_organisation_gather_whatever_the_order(
    store: Store, way: Pipeline, tmp_path: Path
) -> None:
    names = ["桂电", "桂林电子科技大学", "桂林电子工业学院", "桂電"]
    for number, name in enumerate(names):
        row = [f"A{number}", f"第{number}项技术", name, "韦一舟教授", "新材料", ""]
        way.ingest(given(tmp_path, f"{number}.csv", [row]))
    guidian = node(store, organization_id("桂林电子科技大学"))
    assert guidian["name"] == "桂林电子科技大学"
    assert guidian["aliases"] == sorted(["桂电", "桂林电子工业学院", "桂電"])
    assert store.counts()["Organization"] == store.counts()["Person"] == 1
    assert len(links(store, guidian["id"], "OFFERS")) == len(names)


def test_the_same_row_under_another_name_of_its_organisation_is_the_same_item(
    store: Store, way: Pipeline, tmp_path: Path
) -> None:
    header = ("成果名称", "完成单位", "成果简介")
    for number, name in enumerate(["桂电", "桂林电子科技大学"]):
        way.ingest(write_list(tmp_path / f"{number}.csv", [["高压电解液", name, "耐氧化"]], header))
    assert store.counts()["Achievement"] == 1
