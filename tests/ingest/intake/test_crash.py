"""Whatever is killed, and whenever: run again, the graph is the one of an uninterrupted run.

Dates follow from the note of the kept original. So the uninterrupted run goes last, over a copy of the
originals that the killed runs have left; nothing else is taken from them.
"""

import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

import psutil
import pytest

from graph.client import Client
from graph.model import Kind
from graph.server import LocalServer, ServerInfo
from graph.store import Store
from ingest.intake.originals import Originals
from tests.conftest import empty
from tests.ingest import victim
from tests.ingest.invented import achievement_rows, checksum, difference, lines, write_list

ROOT = Path(__file__).parents[3]
BATCH = 60
ROWS = 2000


class Process:
    """A victim, ready to go."""

    def __init__(self, server: ServerInfo, folder: Path, *, do: str = "ingest", **order: Any) -> None:
        access = {"uri": server.bolt_uri, "user": server.user, "password": server.password}
        said = {"do": do, "folder": str(folder), "batch": BATCH, **access, **order}
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tests.ingest.victim", json.dumps(said)],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            encoding="utf-8",
            env={**os.environ, "PYTHONUTF8": "1"},
        )
        self.acknowledged = 0

    def __enter__(self) -> "Process":
        assert self._line() == "ready\n", self.process.communicate()
        return self

    def __exit__(self, *_: object) -> None:
        self.process.kill()
        self.process.communicate()

    def go(self) -> "Process":
        """Let it begin."""
        assert self.process.stdin
        self.process.stdin.write("go\n")
        self.process.stdin.flush()
        return self

    def until(self, rows: int) -> None:
        """Wait until so many rows are in."""
        while self.acknowledged < rows:
            assert self._line(), self.process.communicate()

    def kill(self) -> None:
        """Kill it where it stands."""
        self.process.kill()
        assert self.end()[0] == -signal.SIGKILL

    def end(self) -> tuple[int, str]:
        """Wait for its end; its exit status and what it said of it."""
        while self._line():
            pass
        _, errors = self.process.communicate(timeout=120)
        return self.process.returncode, errors

    def _line(self) -> str:
        assert self.process.stdout
        line = self.process.stdout.readline()
        if line.startswith("acknowledged"):
            self.acknowledged = int(line.split()[1])
        return line


def snapshot_state(store: Store) -> tuple[bool | None, int]:
    """Whether the only list is complete (None: not there yet), and how many rows of it are in."""
    found = [row["properties"] for row in store.all_nodes() if row["labels"] == ["ListSnapshot"]]
    listed = sum(row["type"] == "LISTED_IN" for row in store.all_relationships())
    return (found[0]["complete"] if found else None), listed


def uninterrupted(client: Client, originals: Path, *files: Path) -> str:
    """Checksum of the same lists taken in at one go into an empty database, with the same dates."""
    copy = originals.with_name(f"{originals.name}-copy")
    shutil.copytree(originals, copy)
    before = {path: path.read_bytes() for path in copy.rglob("*.json")}
    empty(client)
    for file in files:
        victim.pipeline(Store(client), copy).ingest(file)
    assert {path: path.read_bytes() for path in copy.rglob("*.json")} == before
    return checksum(Store(client))


MOMENTS = [
    # (where it dies, which call of it, whether after the call), rows left in the graph, list noted in the graph
    pytest.param(("ingest.intake.originals:Originals.keep", 1), 0, False, id="file read, nothing kept"),
    pytest.param(("os:fsync", 1), 0, False, id="original half written"),
    pytest.param(("pathlib:Path.replace", 1, True), 0, False, id="original kept, not noted"),
    pytest.param(("pathlib:Path.replace", 2, True), 0, False, id="original noted"),
    pytest.param(("graph.client:Client.write_together", 1, True), 0, True, id="list begun"),
    pytest.param(("neo4j:ManagedTransaction.run", 10), 0, True, id="first batch half written"),
    pytest.param(("graph.client:Client.write_together", 3), 10, True, id="between two batches"),
    pytest.param(("graph.client:_run_all", 4, True), 20, True, id="third batch written, not committed"),
    pytest.param(("graph.client:Client.write_together", 4, True), 30, True, id="last batch in, list not complete"),
    pytest.param(("graph.client:Client.write_together", 5, True), 30, True, id="list complete, not told"),
]  # fmt: skip


@pytest.mark.parametrize(("deadly", "rows", "begun"), MOMENTS)
def test_ingest_killed_at_a_chosen_moment(
    client: Client, server: ServerInfo, tmp_path: Path, deadly: tuple[Any, ...], rows: int, begun: bool
) -> None:
    file = write_list(tmp_path / "成果.csv", achievement_rows(30))
    originals, store = tmp_path / "originals", Store(client)
    with Process(server, originals, files=[str(file)], deadly=deadly, batch=10) as process:
        assert process.go().end()[0] == -signal.SIGKILL
    complete, listed = snapshot_state(store)
    assert listed == rows
    assert complete is (None if not begun else deadly[1:] == (5, True))
    victim.pipeline(store, originals).ingest(file)
    assert snapshot_state(store) == (True, 30)
    found = checksum(store)
    assert found == uninterrupted(client, originals, file)


SECOND_MOMENTS = [
    # (where it dies, which call of it, whether after the call), achievements withdrawn then
    pytest.param(("graph.client:Client.write_together", 1, True), 0, id="second list begun"),
    pytest.param(("graph.client:Client.write_together", 3), 0, id="between two batches"),
    pytest.param(("graph.client:Client.write_together", 4), 0, id="rows in, nothing withdrawn"),
    pytest.param(("graph.client:_run_all", 4, True), 0, id="first withdrawals written, not committed"),
    pytest.param(("graph.client:Client.write_together", 5), 10, id="between two batches of withdrawals"),
    pytest.param(("graph.client:Client.write_together", 6), 12, id="all withdrawn, list not complete"),
    pytest.param(("graph.client:Client.write_together", 6, True), 12, id="list complete, not told"),
]  # fmt: skip


@pytest.mark.parametrize(("deadly", "withdrawn"), SECOND_MOMENTS)
def test_the_next_list_of_a_source_killed_at_a_chosen_moment(
    client: Client, server: ServerInfo, tmp_path: Path, deadly: tuple[Any, ...], withdrawn: int
) -> None:
    """Its thirty rows before: twelve fell away, five changed, two came."""
    rows = achievement_rows(30)
    changed = [[*row[:6], "另一种简介", "柳州市"] for row in rows[12:17]]
    first = write_list(tmp_path / "成果清单2025-01.csv", rows)
    second = write_list(
        tmp_path / "成果清单2025-02.csv", [*changed, *rows[17:], *achievement_rows(2, seed=2, first=90)]
    )
    originals, store = tmp_path / "originals", Store(client)
    victim.pipeline(store, originals).ingest(first)
    with Process(server, originals, files=[str(second)], deadly=deadly, batch=10) as process:
        assert process.go().end()[0] == -signal.SIGKILL
    assert _withdrawn(store) == withdrawn
    done = victim.pipeline(store, originals).ingest(second)
    assert done.again or _withdrawn(store) == 12
    found = lines(store)
    empty(client)
    for file in (first, second):
        victim.pipeline(store, originals).ingest(file)
    assert difference(found, lines(store)) == []


def _withdrawn(store: Store) -> int:
    return sum("withdrawn" in row["properties"] for row in store.all_nodes())


def test_ingest_killed_at_random_moments(client: Client, server: ServerInfo, tmp_path: Path) -> None:
    rng = random.Random(20260101)
    file = write_list(tmp_path / "成果.csv", achievement_rows(ROWS))
    originals, store = tmp_path / "originals", Store(client)
    left = []
    for rows in sorted(rng.sample(range(ROWS - 8 * BATCH), 5)):
        with Process(server, originals, files=[str(file)]) as process:
            process.go().until(rows)
            time.sleep(rng.uniform(0, 0.1))  # anywhere in the batches that follow
            process.kill()
        complete, listed = snapshot_state(store)
        assert listed >= process.acknowledged  # what was acknowledged is there
        left.append((complete, listed))
    assert all(complete is not True and 0 < listed < ROWS for complete, listed in left)
    assert victim.pipeline(store, originals).ingest(file).changes["done"] == left[-1][1]
    found = checksum(store)
    assert snapshot_state(store) == (True, ROWS)
    assert found == uninterrupted(client, originals, file)


@contextmanager
def connected(info: ServerInfo) -> Iterator[Store]:
    """The store of a server."""
    with Client(info.bolt_uri, user=info.user, password=info.password, database="neo4j") as client:
        yield Store(client)


def test_neo4j_killed_while_ingesting(
    client: Client, tmp_path: Path, cache_dir: Path, request: pytest.FixtureRequest
) -> None:
    rng = random.Random(20260102)
    local = LocalServer(tmp_path / "data", cache_dir)
    request.addfinalizer(local.stop)
    info = local.ensure()
    file = write_list(tmp_path / "成果.csv", achievement_rows(ROWS))
    originals = tmp_path / "originals"
    left = []
    for rows in sorted(rng.sample(range(BATCH, ROWS - 12 * BATCH), 2)):
        with Process(info, originals, files=[str(file)], patience=1) as process:
            process.go().until(rows)
            time.sleep(rng.uniform(0, 0.1))
            psutil.Process(info.pid).kill()
            status, said = process.end()
        assert status == 1
        assert said.startswith(("连不上 Neo4j", "Neo4j 执行"))
        assert "Traceback" not in said
        info = local.ensure()
        with connected(info) as store:
            complete, listed = snapshot_state(store)
        assert listed >= process.acknowledged  # what Neo4j acknowledged survived its death
        left.append((complete, listed))
    assert all(complete is False and 0 < listed < ROWS for complete, listed in left)
    with Process(info, originals, files=[str(file)]) as process:
        # One that is patient sees the server come back and goes on.
        process.go().until(left[-1][1] + BATCH)
        psutil.Process(info.pid).kill()
        info = local.ensure()
        assert process.end() == (0, "")
    with connected(info) as store:
        assert snapshot_state(store) == (True, ROWS)
        assert victim.pipeline(store, originals).ingest(file).again
        found = checksum(store)
    assert found == uninterrupted(client, originals, file)


MATCHING_MOMENTS = [
    # where it dies, how many batches of matches and of marks are in the graph then
    (("graph.client:Client.write_together", 1), 0, 0),
    (("graph.client:_run_all", 2, True), 1, 0),
    (("graph.client:Client.write_together", 3), 2, 0),
    (("graph.store:Store.mark_matched", 1), 99, 0),
    (("graph.client:Client.write", 2), 99, 1),
    (("graph.client:Client.write", 2, True), 99, 2),
]


def forget_matches(client: Client) -> None:
    """Put the graph back to before the first matching run."""
    with client._driver.session(database=client.database) as session:
        session.run("MATCH (n) REMOVE n.matched_hash").consume()
        session.run("MATCH ()-[m:MATCHES]->() DELETE m").consume()


def test_matching_killed_midway(client: Client, server: ServerInfo, tmp_path: Path) -> None:
    store, vectors, batch = Store(client), tmp_path / "vectors", 25
    write_market(store, tmp_path)
    victim.match(store, vectors)
    whole = lines(store)
    total = store.match_count()
    assert total > 3 * batch
    for deadly, written, marked in MATCHING_MOMENTS:
        forget_matches(client)
        with Process(server, vectors, do="match", deadly=deadly, batch=batch) as process:
            assert process.go().end()[0] == -signal.SIGKILL
        assert store.match_count() == min(written * batch, total)
        assert (
            sum(item.matched_hash is not None for kind in Kind for item in store.items(kind))
            == marked * batch
        )
        victim.match(store, vectors)
        assert difference(lines(store), whole) == [], deadly


def write_market(store: Store, folder: Path) -> None:
    """Achievements, and needs that ask for what some of them offer."""
    rows = achievement_rows(40)
    needs = [[f"XQ-{row[0]}", f"寻求{row[1]}", "桂林漓新能源有限公司", row[6]] for row in rows[::2]]
    way = victim.pipeline(store, folder / "originals")
    way.ingest(write_list(folder / "成果.csv", rows))
    header = ("需求编号", "需求名称", "需求单位", "需求内容")
    way.ingest(write_list(folder / "需求.csv", needs, header), Kind.NEED)


def test_two_lists_at_once_from_two_data_folders(client: Client, server: ServerInfo, tmp_path: Path) -> None:
    files = [
        write_list(tmp_path / f"成果{i}.csv", achievement_rows(600, seed=i, first=600 * i)) for i in (0, 1)
    ]
    folders = [tmp_path / f"originals{i}" for i in (0, 1)]
    with ExitStack() as stack:
        processes = [
            stack.enter_context(Process(server, folder, files=[str(file)]))
            for folder, file in zip(folders, files, strict=True)
        ]
        for process in processes:
            process.go()
        assert [process.end() for process in processes] == [(0, ""), (0, "")]
    # The run of a link between things that both lists name is that of whoever spoke last; all else is equal.
    found = lines(Store(client), leave_out=["run_id"])
    empty(client)
    for folder, file in zip(folders, files, strict=True):
        victim.pipeline(Store(client), folder).ingest(file)
    assert difference(found, lines(Store(client), leave_out=["run_id"])) == []


def test_two_lists_at_once_from_one_data_folder_take_turns(
    client: Client, server: ServerInfo, tmp_path: Path
) -> None:
    rows = achievement_rows(300)
    changed = [[*row[:6], "另一种简介", row[7]] for row in rows[100:]]
    files = [write_list(tmp_path / "甲.csv", rows), write_list(tmp_path / "乙.csv", changed)]
    originals = tmp_path / "originals"
    with ExitStack() as stack:
        processes = [stack.enter_context(Process(server, originals, files=[str(file)])) for file in files]
        for process in processes:
            process.go()
        assert [process.end() for process in processes] == [(0, ""), (0, "")]
    found = checksum(Store(client))
    first_received = sorted(files, key=lambda f: Originals(originals).keep(f, f.name).received)
    assert found == uninterrupted(client, originals, *first_received)
