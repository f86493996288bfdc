"""The command line against the session's Neo4j, in a data directory of each test's own."""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from cli.main import app
from graph.model.errors import DuijieError
from graph.server import ServerInfo
from graph.store import Store


@dataclass(frozen=True, slots=True)
class Said:
    """What a command answered."""

    code: int
    stdout: str
    stderr: str
    error: str

    @property
    def json(self) -> Any:
        """Its stdout, which must be one JSON document and nothing else."""
        return json.loads(self.stdout)


Run = Callable[..., Said]


@pytest.fixture
def settings_env(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """No setting from outside, a data directory of the test's own, and it as working folder."""
    import os

    for name in [name for name in os.environ if name.startswith("DUIJIE_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("DUIJIE_DATA_DIR", str(tmp_path / "data"))
    monkeypatch.setenv("DUIJIE_CONFIG", str(tmp_path / "duijie.toml"))
    monkeypatch.setenv("COLUMNS", "200")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def run(settings_env: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run a command in this process."""

    def invoke(*arguments: str | Path) -> Said:
        result = CliRunner().invoke(app, [str(a) for a in arguments])
        error = result.exception if isinstance(result.exception, DuijieError) else None
        if result.exception and not error and not isinstance(result.exception, SystemExit):
            raise result.exception
        return Said(1 if error else result.exit_code, result.stdout, result.stderr, str(error or ""))

    return invoke


@pytest.fixture
def graph(store: Store, server: ServerInfo, settings_env: Path, monkeypatch: pytest.MonkeyPatch) -> Store:
    """An empty graph that the commands use too."""
    monkeypatch.setenv("DUIJIE_NEO4J_URI", server.bolt_uri)
    monkeypatch.setenv("DUIJIE_NEO4J_USER", server.user)
    monkeypatch.setenv("DUIJIE_NEO4J_PASSWORD", server.password)
    return store


def write_csv(path: Path, rows: Sequence[Sequence[str]]) -> Path:
    """A CSV as Excel in China saves it."""
    path.write_bytes("\r\n".join(",".join(row) for row in rows).encode("gb18030"))
    return path


NEEDS = [
    ["需求编号", "需求名称", "需求单位", "需求描述", "拟投入资金（万元）"],
    [
        "N-1",
        "高镍三元电解液配方开发",
        "桂林漓新能源有限公司",
        "高镍正极配套电解液循环寿命不足，需要新的添加剂",
        "50-200",
    ],
    [
        "N-2",
        "柑橘黄龙病田间早期检测",
        "阳朔县金橘合作社",
        "肉眼看不出早期病树，需要能在地头用的快速检测",
        "面议",
    ],
    ["N-3", "", "无名公司", "没有名称的一行", ""],
]
ACHIEVEMENTS = [
    ["成果编号", "成果名称", "完成单位", "成果简介", "成熟度", "拟转化方式"],
    [
        "A-1",
        "高电压三元电池用含氟电解液及其制备",
        "漓东理工大学",
        "含氟溶剂与成膜添加剂配合，高镍体系循环千次",
        "中试",
        "许可",
    ],
    [
        "A-2",
        "柑橘黄龙病菌现场可视化核酸检测",
        "灵渠大学",
        "等温扩增试纸条，三十分钟判读早期病株",
        "小试",
        "合作开发",
    ],
    ["A-3", "低放射性球形硅微粉制备", "漓东理工大学", "火焰熔融法", "小试", "转让"],
]


@pytest.fixture
def lists(settings_env: Path) -> Path:
    """A folder with two small lists, one bad row."""
    folder = settings_env / "lists"
    folder.mkdir()
    write_csv(folder / "需求清单.csv", NEEDS)
    write_csv(folder / "成果清单.csv", ACHIEVEMENTS)
    return folder


@pytest.fixture
def matched(graph: Store, lists: Path, run: Run) -> Store:
    """The two lists in the graph and matched."""
    assert run("ingest", lists).code == 0
    assert run("match").code == 0
    return graph
