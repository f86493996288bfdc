"""`duijie explain`: one pair, in either order, candidate or not."""

from pathlib import Path

import pytest

from api.explanation import Explanation
from graph.store import Store
from tests.cli.conftest import Run, write_csv


@pytest.fixture
def explained(matched: Store, run: Run, lists: Path) -> Run:
    """The small lists matched, and an alumni project that stands on both sides."""
    rows = [
        ["项目编号", "项目名称", "校友姓名", "毕业院校", "校友企业", "项目简介"],
        ["P-1", "固态电解液中试线", "韦一舟", "漓东理工大学", "柳州固能有限公司", "高镍电池电解液中试"],
    ]
    assert run("ingest", write_csv(lists / "校友项目清单.csv", rows), "--kind", "alumni_project").code == 0
    return run


def test_the_terminal_shows_every_part_that_there_is(explained: Run) -> None:
    said = explained("explain", "N-1", "A-1").stdout
    for words in (
        "技术需求 N-1 高镍三元电解液配方开发（桂林漓新能源有限公司）",
        "科技成果 A-1",
        "（第 1 名）",
        "依据 1/11 项",
        "已识别对应点",
        "双方都提到",
        "尚待验证",
        "科技成果未写明报价",
        "下一步问漓东理工大学",
        "报价区间是多少？",
        "共同术语",
        "得分从哪里来",
    ):
        assert words in said, said
    assert "硬冲突" not in said


def test_json_is_what_the_interface_gives(explained: Run) -> None:
    said = explained("explain", "N-1", "A-1", "--json").json
    assert Explanation.model_validate(said).model_dump(mode="json") == said
    stored = explained("matches", "N-1", "--format", "json").json["matches"]["demand"][0]
    assert said["score"] == stored["score"]
    assert said["for_demand"]["rank"] == stored["rank_for_demand"] == 1
    texts = {(text["field"], text["part"]): text["text"] for text in said["supply"]["texts"]}
    for term in said["shared_terms"]:
        for span in term["supply"]:
            written = texts[span["field"], span["part"]][span["start"] : span["end"]]
            assert written.casefold() == term["term"].casefold()


def test_either_order_and_every_kind_of_key_name_the_same_pair(explained: Run) -> None:
    said = explained("explain", "N-1", "A-1", "--json").stdout
    assert explained("explain", "A-1", "N-1", "--json").stdout == said
    assert explained("explain", "高镍三元电解液配方开发", " A-1 ", "--json").stdout == said


def test_a_pair_that_is_no_match_is_explained_too(explained: Run) -> None:
    said = explained("explain", "N-2", "A-3", "--json").json
    assert said["grade"] == "D"
    assert said["for_demand"]["rank"] is None


def test_an_alumni_project_takes_the_side_that_is_left(explained: Run) -> None:
    assert explained("explain", "P-1", "A-1", "--json").json["demand"]["code"] == "P-1"
    assert explained("explain", "P-1", "N-1", "--json").json["supply"]["code"] == "P-1"


@pytest.mark.parametrize("keys", [("N-1", "N-2"), ("A-1", "A-2"), ("P-1", "P-1")])
def test_two_of_one_side_are_no_pair(explained: Run, keys: tuple[str, str]) -> None:
    said = explained("explain", *keys)
    assert said.code == 1
    assert "配不成一对" in said.error


def test_an_unknown_key_is_told(explained: Run) -> None:
    said = explained("explain", "N-1", "没有这个")
    assert said.code == 1
    assert "没有编号、id 或名称为“没有这个”的条目" in said.error


def test_of_several_the_first_is_taken_and_the_others_told(explained: Run, lists: Path) -> None:
    rows = [
        ["成果编号", "成果名称", "完成单位"],
        ["A-9", "柑橘黄龙病田间早期检测", "灵渠大学"],
    ]
    assert explained("ingest", write_csv(lists / "又一份成果清单.csv", rows)).code == 0
    said = explained("explain", "柑橘黄龙病田间早期检测", "A-2", "--json")
    assert said.json["demand"]["code"] == "N-2"
    assert "同名或同编号的有 2 条" in said.stderr
