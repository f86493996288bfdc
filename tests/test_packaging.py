"""The wheel holds our rooms and nothing else, and runs on its own; nobody else claims our names."""

import subprocess
import sys
import tomllib
import zipfile
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
ROOMS = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["hatch"]["build"]["targets"]["wheel"][
    "packages"
]


def test_no_other_distribution_claims_our_names() -> None:
    owners = packages_distributions()
    assert {
        room: owners.get(room) for room in ROOMS if set(owners.get(room) or ["duijie"]) != {"duijie"}
    } == {}


def test_every_room_is_in_the_wheel_list_and_the_import_contract() -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]
    on_disk = {p.parent.name for p in ROOT.glob("*/__init__.py")} - {"tests", "bench"}
    assert set(ROOMS) == on_disk == set(settings["importlinter"]["root_packages"])


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(target)],
        cwd=ROOT,
        check=True,
        capture_output=True,
    )
    return next(target.glob("*.whl"))


def test_the_wheel_holds_what_the_program_reads(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    assert {name.split("/")[0] for name in names if ".dist-info" not in name} == set(ROOMS)
    for needed in (
        "cypher/write/node_need.cypher",
        "cypher/browser/style.grass",
        "graph/server/jgo.lock.toml",
        "matching/weights/weights-2.json",
        "matching/features/enclaves.toml",
    ):
        assert needed in names
    assert wheel.stat().st_size < 40_000_000


def test_the_wheel_runs_from_elsewhere(wheel: Path, tmp_path: Path) -> None:
    zipfile.ZipFile(wheel).extractall(tmp_path / "site")
    code = (
        "import sys; sys.path.insert(0, sys.argv[1]); import cli.main, graph.statements; "
        "assert graph.statements.__file__.startswith(sys.argv[1]); graph.statements.statement('write/node_need'); "
        "from embeddings.encoder import open_encoder; print(open_encoder().encode_demand(['电解液']).shape[0])"
    )
    ran = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path / "site")],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (ran.returncode, ran.stdout.strip()) == (0, "1"), ran.stderr


def test_the_light_path_never_imports_torch() -> None:
    code = "import sys, cli.main, cli.wiring, matching.run, ingest.intake.pipeline; from embeddings.encoder import open_encoder; open_encoder(); print([m for m in ('torch', 'transformers', 'sentence_transformers', 'sklearn') if m in sys.modules])"
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "[]"
