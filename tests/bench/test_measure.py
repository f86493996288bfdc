import json
from pathlib import Path

from bench.measure import Spread, by_turns, ratio
from bench.report import Report, Table


def test_contestants_take_turns_in_alternating_order() -> None:
    order: list[str] = []
    taken = by_turns(
        {name: lambda name=name: order.append(name) for name in "ab"},  # type: ignore[misc]
        3,
        before=lambda: order.append("("),
        after=lambda: order.append(")"),
    )
    assert "".join(order) == "(a)(b)(b)(a)(a)(b)"
    assert {name: len(turns) for name, turns in taken.items()} == {"a": 3, "b": 3}


def test_a_ratio_is_taken_turn_by_turn() -> None:
    found = ratio({"ours": [1.0, 6.0, 3.0], "peer": [1.0, 2.0, 2.0]}, "ours", "peer")
    assert found == Spread(1.5, 1.0, 3.0)
    assert found.text() == "1.50（1.00–3.00）"


def test_a_report_is_json_and_a_page_beside_it_without_names_of_the_machine(tmp_path: Path) -> None:
    table = Table("速度", ("做法", "秒"), [("甲", "1.0")], ("说明",))
    Report("speed", "速度", {"ratio": 1.5}, [table]).write(tmp_path / "results" / "speed.json")
    said = json.loads((tmp_path / "results" / "speed.json").read_text("utf-8"))
    assert said["ratio"] == 1.5
    assert set(said["machine"]) == {
        *("date", "cores", "memory_gb", "load_1min_before", "system", "python", "neo4j_server", "packages")
    }
    page = (tmp_path / "results" / "speed.md").read_text("utf-8")
    assert "| 做法 | 秒 |\n| --- | --- |\n| 甲 | 1.0 |" in page
    assert "- 说明" in page
