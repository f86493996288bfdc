"""Whatever a file does to the process that reads it, the caller gets an answer and can go on."""

import os
import signal
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from ingest.readers import FileProblem
from ingest.records import parse
from ingest.worker import Worker
from tests.ingest.lists import write_xlsx

ROWS = [["成果名称", "完成单位", "成果简介"], ["余热回收装置", "广西大学", "回收窑炉余热"]]


@pytest.fixture(scope="module")
def worker() -> Iterator[Worker]:
    with Worker(seconds=20, memory=2 * 2**30) as worker:
        yield worker


def hang() -> None:
    time.sleep(60)


def die() -> None:
    os.kill(os.getpid(), signal.SIGSEGV)


def devour() -> int:
    return len(bytearray(8 * 2**30))


def stumble() -> None:
    raise KeyError("表头")


def recurse(depth: int = 0) -> int:
    return recurse(depth + 1) + 1


def refuse() -> None:
    raise FileProblem("文件是空的。", "请重新获取。")


def test_it_reads_what_the_caller_would_have_read(worker: Worker, tmp_path: Path) -> None:
    file = write_xlsx(tmp_path / "成果.xlsx", ROWS)
    assert worker.call(parse, file) == parse(file)


def test_a_problem_of_the_file_comes_back_as_it_is(worker: Worker) -> None:
    with pytest.raises(FileProblem) as caught:
        worker.call(refuse)
    assert (caught.value.problem, caught.value.hint) == ("文件是空的。", "请重新获取。")


@pytest.mark.parametrize(
    ("break_it", "said"),
    [(die, "意外中止"), (devour, "内存超过上限"), (stumble, "KeyError"), (recurse, "嵌套过深")],
)
def test_a_file_that_breaks_the_process_costs_only_itself(
    worker: Worker, tmp_path: Path, break_it: object, said: str
) -> None:
    with pytest.raises(FileProblem, match=said):
        worker.call(break_it)  # type: ignore[arg-type] # parametrised
    assert len(worker.call(parse, write_xlsx(tmp_path / "成果.xlsx", ROWS)).rows) == 1


def test_a_file_that_takes_too_long_is_given_up(tmp_path: Path) -> None:
    file = write_xlsx(tmp_path / "成果.xlsx", ROWS)
    with Worker(seconds=5) as worker:
        worker.call(parse, file)  # started up
        worker._seconds = 0.5
        begun = time.monotonic()
        with pytest.raises(FileProblem, match=r"超过 0\.5 秒.*DUIJIE_READ_SECONDS"):
            worker.call(hang)
        assert time.monotonic() - begun < 5
        worker._seconds = 20.0
        assert len(worker.call(parse, file).rows) == 1


def test_nothing_is_left_running(tmp_path: Path) -> None:
    worker = Worker()
    process = worker._process
    worker.call(parse, write_xlsx(tmp_path / "成果.xlsx", ROWS))
    worker.close()
    assert not process.is_alive()
