"""Lists change: what the next list of a source, another source, or an older list does to the items."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

from graph.model import Kind, Side, item_id
from graph.store import Store
from ingest.intake.pipeline import Ingested
from ingest.intake.snapshot import NO_CLAIM, Claim
from ingest.readers import FileProblem
from tests.ingest.invented import lines, write_list
from tests.ingest.victim import pipeline

HEADER = ("需求编号", "需求名称", "需求单位", "需求描述", "联系电话")
FORM = ("需求名称", "需求单位", "解决的问题", "所属产业")
OIL = ["N1", "高镍三元电解液配方开发", "桂林漓新能源有限公司", "循环寿命不足", "13900000001"]
TREE = ["N2", "柑橘黄龙病早期检测", "阳朔县金橘合作社", "肉眼看不出早期病树", "13900000002"]
SAND = ["N3", "球形硅微粉国产替代", "灵渠电子材料有限公司", "放射性铀含量偏高", "13900000003"]


class Office:
    """Lists that come in one after the other."""

    def __init__(self, store: Store, folder: Path) -> None:
        self.store, self.way, self._folder = store, pipeline(store, folder / "originals"), folder
        self._count = 0

    def sends(
        self,
        name: str,
        rows: Sequence[Sequence[str]],
        header: Sequence[str] = HEADER,
        claim: Claim = NO_CLAIM,
    ) -> Ingested:
        """A list comes in, in a folder of its own."""
        self._count += 1
        return self.way.ingest(write_list(self._folder / str(self._count) / name, rows, header), claim=claim)

    def needs(self) -> dict[str, Mapping[str, Any]]:
        """All needs by title."""
        found = (row["properties"] for row in self.store.all_nodes() if "Need" in row["labels"])
        return {said["title"]: said for said in found}

    def withdrawn(self) -> dict[str, str]:
        """Days on which needs were withdrawn, by the beginning of their title."""
        return {title[:2]: n["withdrawn"] for title, n in self.needs().items() if "withdrawn" in n}

    def current(self) -> set[str]:
        """Beginnings of titles of the needs that rank."""
        return {stored.item.title[:2] for stored in self.store.items(Kind.NEED)}

    def words(self, title: str) -> list[tuple[str, str]]:
        """What each list did to a need, as (day, word)."""
        names = {row["properties"]["id"]: row["properties"] for row in self.store.all_nodes()}
        return sorted(
            (names[row["end"]]["as_of"], row["properties"]["change"])
            for row in self.store.all_relationships()
            if row["type"] == "LISTED_IN" and names[row["start"]]["title"].startswith(title)
        )


@pytest.fixture
def office(store: Store, tmp_path: Path) -> Office:
    """An empty graph."""
    return Office(store, tmp_path)


def test_the_next_list_changes_keeps_withdraws_and_adds(office: Office) -> None:
    first = office.sends("桂林市技术需求清单2025-03.csv", [OIL, TREE])
    assert (first.source, first.as_of, first.changes) == ("桂林市技术需求清单", "2025-03", {"new": 2})
    changed = [*OIL[:3], "循环寿命不足500次", OIL[4]]
    second = office.sends("桂林市技术需求清单（2025-04）修订版.csv", [changed, SAND])
    assert (second.source, second.as_of) == ("桂林市技术需求清单", "2025-04")
    assert second.changes == {"changed": 1, "new": 1, "withdrawn": 1}
    assert [json.loads(said.changes or "") for said in second.changed] == [
        [{"field": "detail", "old": "循环寿命不足", "new": "循环寿命不足500次"}]
    ]
    assert office.withdrawn() == {"柑橘": "2025-04"}
    assert office.needs()["柑橘黄龙病早期检测"]["withdrawn_by"] == second.snapshot
    assert office.current() == {"高镍", "球形"}
    assert office.words("柑橘") == [("2025-03", "new")]
    assert office.words("高镍") == [("2025-03", "new"), ("2025-04", "changed")]


def test_a_changed_telephone_number_is_no_change_and_stands_nowhere(office: Office) -> None:
    office.sends("需求清单2025-03.csv", [OIL])
    done = office.sends("需求清单2025-04.csv", [[*OIL[:4], "13999999999"]])
    assert done.changes == {"unchanged": 1}
    assert not [line for line in lines(office.store) if "13900000001" in line or "13999999999" in line]


def test_what_is_withdrawn_comes_back(office: Office) -> None:
    office.sends("需求清单2025-03.csv", [OIL, TREE])
    office.sends("需求清单2025-04.csv", [OIL])
    done = office.sends("需求清单2025-05.csv", [TREE, OIL])
    assert done.changes == {"unchanged": 1, "new": 1}
    assert office.withdrawn() == {}
    assert "withdrawn_by" not in office.needs()["柑橘黄龙病早期检测"]


def test_the_very_file_of_march_as_the_list_of_may(office: Office) -> None:
    office.sends("需求清单2025-03.csv", [OIL, TREE])
    office.sends("需求清单2025-04.csv", [OIL])
    again = office.sends("需求清单2025-05.csv", [OIL, TREE])
    assert again.again
    assert "--as-of" in again.notices[0]
    may = office.sends("需求清单2025-05.csv", [OIL, TREE], claim=Claim(as_of="2025-05"))
    assert may.changes == {"unchanged": 1, "new": 1}
    assert office.withdrawn() == {}


def test_a_withdrawn_item_leaves_ranking_and_is_ranked_anew_when_it_comes_back(office: Office) -> None:
    office.sends("需求清单2025-03.csv", [OIL, TREE])
    tree = item_id(Kind.NEED, code="N2", title="", org=None)
    office.store.mark_matched({tree: "seen"})
    before = office.store.version()
    office.sends("需求清单2025-04.csv", [OIL])
    assert office.store.version() != before
    assert office.store.matches(tree, Side.DEMAND, 5) == []
    found = office.store.named("N2")[0]
    assert (found.withdrawn, found.matched_hash) == ("2025-04", None)


def test_an_older_list_that_comes_late_is_history(office: Office) -> None:
    office.sends("需求清单2025-05.csv", [OIL, SAND])
    before = {t: dict(n) for t, n in office.needs().items()}
    old = [*OIL[:3], "从前的说法", OIL[4]]
    late = office.sends("需求清单2025-03.csv", [old, TREE])
    assert late.changes == {"older": 2}
    assert "早于" in late.notices[0]
    assert office.withdrawn() == {"柑橘": "2025-05"}
    seen = ("last_seen", "run_id")
    after = office.needs()["高镍三元电解液配方开发"]
    assert {k for k, v in after.items() if v != before["高镍三元电解液配方开发"][k]} == set(seen)
    assert office.words("高镍") == [("2025-03", "older"), ("2025-05", "new")]
    # The list after the newest is compared with the newest, not with what came last.
    assert office.sends("需求清单2025-06.csv", [OIL, SAND]).changes == {"unchanged": 2}


def test_of_late_lists_the_newest_tells_what_a_withdrawn_item_was(office: Office) -> None:
    office.sends("需求清单2025-05.csv", [OIL, SAND])
    for day, text in (("2025-03", "三月的说法"), ("2025-01", "一月的说法")):
        office.sends(f"需求清单{day}.csv", [OIL, [*TREE[:3], text, TREE[4]]])
    assert office.needs()["柑橘黄龙病早期检测"]["detail"] == "三月的说法"
    assert office.withdrawn() == {"柑橘": "2025-05"}


def test_two_sources_make_one_item_and_only_both_withdraw_it(office: Office) -> None:
    """The same need by a form without a code and in a summary table with one."""
    office.sends("企业填报2025-03.csv", [[OIL[1], OIL[2], "界面不稳定", "新能源"]], FORM)
    table = office.sends("需求汇总表2025-04.csv", [OIL, TREE])
    assert table.changes == {"new": 2}
    assert set(office.needs()) == {OIL[1], TREE[1]}
    both = office.needs()[OIL[1]]
    assert (both["code"], both["problem"], both["detail"], both["industry"]) == (
        "N1", "界面不稳定", "循环寿命不足", "新能源",
    )  # fmt: skip
    gone = office.sends("需求汇总表2025-05.csv", [TREE])
    assert (gone.changes, office.withdrawn()) == ({"unchanged": 1}, {})
    alone = office.needs()[OIL[1]]
    assert "code" not in alone
    assert "detail" not in alone
    assert alone["problem"] == "界面不稳定"


def test_a_form_of_one_known_need_is_no_new_version_of_the_table(office: Office) -> None:
    office.sends("需求汇总表2025-03.csv", [OIL, TREE, SAND])
    form = office.sends("企业填报2025-04.csv", [[OIL[1], OIL[2], "界面不稳定", "新能源"]], FORM)
    assert form.notices == ()
    assert office.needs()[OIL[1]]["problem"] == "界面不稳定"
    assert office.needs()[OIL[1]]["code"] == "N1"


def test_a_code_added_later_is_the_same_item(office: Office) -> None:
    office.sends("需求清单2025-03.csv", [["", *OIL[1:]], ["", *TREE[1:]]])
    done = office.sends("需求清单2025-04.csv", [OIL, TREE])
    assert done.changes == {"changed": 2}
    assert {n["code"] for n in office.needs().values()} == {"N1", "N2"}
    # Known by its code from now on, even under another title.
    renamed = office.sends("需求清单2025-05.csv", [[OIL[0], "电解液配方", *OIL[2:]], TREE])
    assert renamed.changes == {"changed": 1, "unchanged": 1}
    assert set(office.needs()) == {"电解液配方", TREE[1]}


def test_different_codes_keep_items_of_one_title_apart(office: Office) -> None:
    office.sends("甲县需求2025-03.csv", [OIL])
    office.sends("乙县需求2025-03.csv", [["X9", *OIL[1:]]])
    office.sends("甲县需求2025-04.csv", [OIL, ["N8", *OIL[1:]]])
    assert len([row for row in office.store.all_nodes() if "Need" in row["labels"]]) == 3


def test_two_counties_with_one_file_name(office: Office) -> None:
    first = office.sends("汇总表.csv", [OIL, TREE])
    other = office.sends("汇总表.csv", [SAND, ["N4", "螺蛳粉保鲜", "柳州市鱼峰食品有限公司", "酸笋易坏", ""]])
    assert (first.source, other.source) == ("汇总表", "汇总表 (2)")
    assert "--source" in other.notices[0]
    assert office.withdrawn() == {}
    # Next month each is known by its items again.
    again = office.sends("汇总表2.csv".replace("2", "（更新）"), [SAND])
    assert (again.source, again.changes) == ("汇总表 (2)", {"unchanged": 1, "withdrawn": 1})
    third = office.sends("汇总表.csv", [["N5", "茶饮", "柳州市鱼峰食品有限公司", "", ""]])
    assert third.source == "汇总表（柳州市鱼峰食品有限公司）"


def test_two_counties_that_number_alike(office: Office) -> None:
    office.sends("汇总表.csv", [OIL, TREE])
    noodles = ["N1", "螺蛳粉保鲜", "柳州市鱼峰食品有限公司", "酸笋易坏", ""]
    office.sends("汇总表.csv", [noodles, ["N2", *SAND[1:]]])
    assert office.current() == {"高镍", "柑橘", "螺蛳", "球形"}
    renamed = ["N1", "高镍三元锂电池电解液", *OIL[2:]]
    assert office.sends("汇总表（更新）.csv", [renamed, TREE]).changes == {"changed": 1, "unchanged": 1}
    assert office.sends("汇总表（定稿）.csv", [noodles]).changes == {"unchanged": 1, "withdrawn": 1}
    assert office.current() == {"高镍", "柑橘", "螺蛳"}


def test_a_list_moved_to_another_source_undoes_what_it_withdrew(office: Office) -> None:
    office.sends("汇总表2025-03.csv", [OIL, TREE])
    part = office.sends("汇总表2025-04.csv", [OIL])
    assert office.withdrawn() == {"柑橘": "2025-04"}
    moved = office.sends("汇总表2025-04.csv", [OIL], claim=Claim(source="临桂区"))
    assert moved.snapshot == part.snapshot
    assert (moved.source, moved.changes) == ("临桂区", {"new": 1})
    assert office.withdrawn() == {}
    back = office.sends("汇总表2025-04.csv", [OIL], claim=Claim(source="汇总表"))
    assert (back.changes, office.withdrawn()) == ({"unchanged": 1, "withdrawn": 1}, {"柑橘": "2025-04"})
    assert office.sends("汇总表2025-04.csv", [OIL]).again


def test_a_list_that_is_given_an_older_day(office: Office) -> None:
    office.sends("需求清单2025-03.csv", [OIL, TREE])
    changed = [*OIL[:3], "新的说法", OIL[4]]
    office.sends("需求清单2025-04.csv", [changed])
    done = office.sends("需求清单2025-04.csv", [changed], claim=Claim(as_of="2025-02"))
    assert done.changes == {"older": 1}
    assert office.withdrawn() == {}
    assert office.needs()[OIL[1]]["detail"] == "循环寿命不足"


def test_corrected_rows_come_back(office: Office) -> None:
    bad = ["N2", "", *TREE[2:]]
    office.sends("需求清单2025-03.csv", [OIL, TREE])
    april = office.sends("需求清单2025-04.csv", [OIL, bad, SAND])
    assert (april.changes, april.parsed.rejected) == ({"unchanged": 1, "new": 1, "withdrawn": 1}, 1)
    fixed = office.sends("拒绝行.csv", [TREE], claim=Claim(supplements=april.snapshot))
    assert (fixed.source, fixed.as_of, fixed.changes) == ("需求清单", "2025-04", {"new": 1})
    assert office.current() == {"高镍", "柑橘", "球形"}
    may = office.sends("需求清单2025-05.csv", [OIL, TREE, SAND])
    assert may.changes == {"unchanged": 3}
    late = office.sends(
        "又一份拒绝行.csv", [["N2", "改过的名称", *TREE[2:]]], claim=Claim(supplements=april.snapshot)
    )
    assert late.changes == {"older": 1}
    assert office.current() == {"高镍", "柑橘", "球形"}


def test_corrections_of_an_unknown_list(office: Office) -> None:
    with pytest.raises(FileProblem, match="先导入原清单"):
        office.sends("拒绝行.csv", [TREE], claim=Claim(supplements="0123456789abcdef"))
    assert lines(office.store) == []


def test_rows_that_only_moved(office: Office) -> None:
    office.sends("需求清单2025-03.csv", [OIL, TREE, SAND])
    assert office.sends("需求清单2025-04.csv", [SAND, OIL, TREE]).changes == {"unchanged": 3}


def test_the_same_rows_under_another_name(office: Office) -> None:
    office.sends("需求清单2025-03.csv", [OIL, TREE])
    again = office.sends("报市局.csv", [OIL, TREE])
    assert again.again  # the very same file
    other = office.sends("报市局.csv", [TREE, OIL])
    assert (other.source, other.changes) == ("报市局", {"new": 2})
    assert "与来源“需求清单”的相同" in other.notices[0]
    assert len(office.needs()) == 2


def test_a_version_without_rows_withdraws_nothing(office: Office) -> None:
    office.sends("需求清单2025-03.csv", [OIL, TREE])
    done = office.sends("需求清单2025-04.csv", [["N1", "", *OIL[2:]]])
    assert (done.source, done.changes) == ("需求清单", {})
    assert office.withdrawn() == {}
    assert office.sends("需求清单2025-05.csv", [OIL, TREE]).changes == {"unchanged": 2}


def test_a_list_read_as_another_kind_leaves_nothing_of_the_first_reading(
    office: Office, tmp_path: Path
) -> None:
    file = write_list(
        tmp_path / "清单2025-03.csv", [["A1", "轴承热处理", "灵渠大学"]], ("成果编号", "成果名称", "完成单位")
    )
    office.way.ingest(file)
    done = office.way.ingest(file, Kind.NEED)
    assert done.changes == {"new": 1, "withdrawn": 1}
    assert [stored.item.title for stored in office.store.items(Kind.NEED)] == ["轴承热处理"]
    assert list(office.store.items(Kind.ACHIEVEMENT)) == []


def test_links_of_the_old_row_go_with_it(office: Office) -> None:
    header = ("需求编号", "需求名称", "需求单位", "所在地区")
    office.sends("需求清单2025-03.csv", [["N1", "轴承", "灵渠机械厂", "桂林市"]], header)
    office.sends("需求清单2025-04.csv", [["N1", "轴承", "灵渠机械厂", "柳州市"]], header)
    names = {row["properties"]["id"]: row["properties"].get("name") for row in office.store.all_nodes()}
    located = [names[r["end"]] for r in office.store.all_relationships() if r["type"] == "LOCATED_IN"]
    assert located == ["柳州市"]
