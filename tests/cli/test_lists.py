"""`duijie lists`: sources, versions, differences, and the cells an item came from."""

from pathlib import Path

import pytest

from graph.store import Store
from tests.cli.conftest import Run, write_csv
from tests.ingest.lists import write_xlsx

HEADER = ["需求编号", "需求名称", "需求单位", "需求描述", "投入资金（万元）", "联系电话", "备注"]
OIL = ["N-1", "高镍三元电解液配方开发", "桂林漓新能源有限公司", "循环寿命不足", "50-200", "13900000001", "急"]
TREE = [
    "N-2",
    "柑橘黄龙病早期检测",
    "阳朔县金橘合作社",
    "肉眼看不出",
    "面议",
    "13900000002",
    "电话13900000009",
]
SAND = ["N-3", "球形硅微粉国产替代", "灵渠电子材料有限公司", "铀含量偏高", "30", "13900000003", ""]


@pytest.fixture
def march_and_april(graph: Store, run: Run, settings_env: Path) -> Store:
    """Two versions of one list: one need changed, one fell away, one came."""
    changed = [*OIL[:4], "80-200", "13999999999", "不急"]
    (settings_env / "四月").mkdir()
    first = write_xlsx(
        settings_env / "需求清单2025-03.xlsx", [["桂林市需求汇总表"], HEADER, OIL, TREE], sheet="汇总"
    )
    second = write_csv(settings_env / "四月" / "需求清单2025-04.csv", [HEADER, changed, SAND])
    assert run("ingest", first).code == 0
    said = run("ingest", second)
    assert "新增 1，变更 1，撤下 1" in said.stdout
    assert "budget、extra.备注" in said.stdout
    return graph


def test_the_sources(march_and_april: Store, run: Run) -> None:
    said = run("lists", "--json").json["sources"]
    newest = said[0].pop("newest")
    assert said == [
        {
            "source": "需求清单",
            "as_of": "2025-04",
            "kinds": ["need"],
            "snapshots": 2,
            "current": 2,
            "withdrawn": 1,
        }
    ]
    table = run("lists").stdout
    assert "需求清单" in table
    assert "技术需求" in table
    shown = run("lists", "show", "需求清单", "--json").json["snapshots"]
    assert [(s["as_of"], s["superseded"], s["changes"]) for s in shown] == [
        ("2025-04", False, {"changed": 1, "new": 1}),
        ("2025-03", True, {"new": 2}),
    ]
    assert shown[0]["id"] == newest
    assert "现行" in run("lists", "show", newest[:6]).stdout


def test_the_difference_of_two_lists(march_and_april: Store, run: Run) -> None:
    for old, new in (
        ("需求清单@2025-03", "需求清单@2025-04"),
        ("需求清单2025-03.xlsx", "需求清单2025-04.csv"),
    ):
        said = run("lists", "diff", old, new, "--json").json
        assert said["counts"] == {"new": 1, "changed": 1, "withdrawn": 1, "unchanged": 0}
        assert [place["code"] for place in said["withdrawn"]] == ["N-2"]
        changes = {c["field"]: c for c in said["changed"][0]["changes"]}
        assert set(changes) == {"budget", "extra.备注"}
        assert (changes["budget"]["old"]["min"], changes["budget"]["new"]["min"]) == (500_000, 800_000)
    told = run("lists", "diff", "需求清单@2025-03", "需求清单@2025-04").stdout
    assert "budget：50-200 → 80-200" in told
    assert "新增 1，变更 1，撤下 1，未变 0" in told
    assert "139" not in told


def test_a_list_nobody_knows_and_one_of_several(march_and_april: Store, run: Run) -> None:
    assert "没有“成果清单”这份清单" in run("lists", "show", "成果清单").error
    assert "有 2 份清单" in run("lists", "diff", "需求清单", "需求清单@2025-04").error


def test_every_cell_an_item_came_from(march_and_april: Store, run: Run) -> None:
    said = run("lists", "source", "N-1", "--json")
    assert "139" not in said.stdout
    newer, older = said.json["rows"]
    assert (newer["file"], newer["row"], newer["change"]) == ("需求清单2025-04.csv", 2, "changed")
    assert (older["file"], older["sheet"], older["row"]) == ("需求清单2025-03.xlsx", "汇总", 3)
    cells = {cell["header"]: (cell["column"], cell["field"], cell["text"]) for cell in older["cells"]}
    assert cells["投入资金（万元）"] == ("E", "budget", "50-200")
    assert cells["备注"] == ("G", None, "急")
    assert cells["联系电话"] == ("F", "contact", "***")
    tree = run("lists", "source", "N-2")
    assert "2025-04 起已撤下" in tree.stdout
    assert "电话***" in tree.stdout
    assert "13900000009" in run("lists", "source", "N-2", "--show-contacts").stdout


def test_the_report_of_ingest(march_and_april: Store, run: Run, settings_env: Path) -> None:
    (settings_env / "五月").mkdir()
    file = write_csv(settings_env / "五月" / "需求清单2025-05.csv", [HEADER, OIL, SAND])
    said = run("ingest", file, "--json").json["files"][0]
    assert (said["source"], said["as_of"]) == ("需求清单", "2025-05")
    assert said["changes"] == {"changed": 1, "unchanged": 1}
    assert [(row["row"], row["fields"]) for row in said["changed"]] == [(2, ["budget", "extra.备注"])]
    moved = run("ingest", file, "--source", "临桂区", "--as-of", "2025年5月8日", "--json").json["files"][0]
    assert (moved["source"], moved["as_of"], moved["changes"]) == ("临桂区", "2025-05-08", {"new": 2})
    assert "不是日期" in run("ingest", file, "--as-of", "上月").error
    assert run("ingest", settings_env, "--source", "临桂区").code == 2


def test_a_withdrawn_need_loses_its_matches(march_and_april: Store, run: Run, settings_env: Path) -> None:
    """It is matched, falls away, comes back."""
    offers = [
        ["成果编号", "成果名称", "完成单位", "成果简介"],
        ["A-1", "柑橘黄龙病现场检测试纸", "灵渠大学", "等温扩增判读早期病株"],
    ]
    write_csv(settings_env / "成果.csv", offers)
    run("ingest", settings_env / "成果.csv")
    back = write_csv(settings_env / "需求清单2025-05.csv", [HEADER, OIL, TREE])
    run("ingest", back)
    run("match")
    assert run("matches", "N-2", "--format", "json").json["matches"]["demand"]
    gone = write_csv(settings_env / "需求清单2025-06.csv", [HEADER, OIL])
    assert run("ingest", gone, "--json").json["files"][0]["changes"] == {"unchanged": 1, "withdrawn": 1}
    assert run("matches", "N-2", "--format", "json").json["matches"]["demand"] == []
    assert "N-2" not in [
        hit["code"] for hit in run("search", "黄龙病", "--side", "demand", "--json").json["hits"]
    ]
    tree = march_and_april.named("N-2")[0].id
    run("match")
    assert tree not in {row["start"] for row in march_and_april.match_pairs()}
    again = write_csv(settings_env / "需求清单2025-07.csv", [HEADER, TREE, OIL])
    run("ingest", again)
    run("match")
    assert tree in {row["start"] for row in march_and_april.match_pairs()}


def test_the_cells_of_a_form_as_they_were_written(graph: Store, run: Run, tmp_path: Path) -> None:
    form = tmp_path / "需求表.txt"
    lines = "需求名称：窑炉余热回收\n企业名称：桂林窑炉有限公司\n需求描述：排烟３００℃，想用来发电\n联系电话：13900000000\n"
    form.write_text(lines, "utf-8")
    assert run("ingest", form).code == 0
    (row,) = run("lists", "source", "窑炉余热回收", "--json").json["rows"]
    assert (row["sheet"], row["row"]) == ("需求表", 1)
    cells = {cell["header"]: (cell["column"], cell["field"], cell["text"]) for cell in row["cells"]}
    assert cells["需求描述"] == (None, "detail", "排烟３００℃，想用来发电")
    assert cells["联系电话"] == (None, "contact", "***")
