from pathlib import Path

import pytest

from graph.server.failure import explain_closed_door, explain_failure, port_was_taken

# The lines are those of Neo4j 5.26 and its JVM.
CAUSES = [
    ("java.net.BindException: Address already in use", "端口被别的程序占用"),
    ("Unrecognized setting. No declared setting with name: a.b", "设置有误"),
    ("Error evaluating value for setting 'server.memory.pagecache.size'. '1x' is not valid", "设置有误"),
    ("ERROR Invalid memory configuration - exceeds physical memory.", "内存不足"),
    ("Could not reserve enough space for 900000000KB object heap", "内存不足"),
    ("java.io.IOException: No space left on device", "磁盘已满"),
    ("java.nio.file.AccessDeniedException: /data/neo4j/logs", "没有读写权限"),
    (
        "org.neo4j.kernel.internal.locker.FileLockException: Lock file has been locked",
        "正被另一个 Neo4j 使用",
    ),
]


@pytest.fixture
def log(tmp_path: Path) -> Path:
    return tmp_path / "console.log"


@pytest.mark.parametrize(("line", "cause"), CAUSES)
def test_cause_is_told_in_words(log: Path, line: str, cause: str) -> None:
    log.write_text(f"Starting...\n{line}\n", "utf-8")
    said = explain_failure(log, timed_out=False)
    assert cause in said.splitlines()[0]
    assert line in said


def test_last_lines_are_shown_without_stack_frames(log: Path) -> None:
    log.write_text("".join(f"line {n}\n\tat frame({n})\n" for n in range(100)), "utf-8")
    shown = explain_failure(log, timed_out=False).splitlines()[2:]
    assert shown == [f"  line {n}" for n in range(80, 100)]


@pytest.mark.parametrize(("timed_out", "said"), [(True, "等了太久"), (False, "进程自己退出了")])
def test_unknown_cause_is_said_to_be_unknown(log: Path, timed_out: bool, said: str) -> None:
    assert said in explain_failure(log, timed_out=timed_out)


def test_only_a_taken_port_is_worth_another_try(log: Path) -> None:
    assert not port_was_taken(log)
    log.write_text("java.net.BindException: Address already in use", "utf-8")
    assert port_was_taken(log)


def test_refused_password_names_the_file_to_correct(tmp_path: Path) -> None:
    said = explain_closed_door(tmp_path, "Neo.ClientError.Security.Unauthorized")
    assert str(tmp_path / "password") in said


def test_database_that_does_not_open_shows_the_errors_of_its_log(tmp_path: Path) -> None:
    (tmp_path / "logs").mkdir()
    lines = "2026 INFO all well\n2026 ERROR Transaction logs are missing\n"
    (tmp_path / "logs" / "debug.log").write_text(lines, "utf-8")
    said = explain_closed_door(tmp_path, "Neo.TransientError.General.DatabaseUnavailable")
    assert "数据文件可能已损坏" in said
    assert said.endswith("  2026 ERROR Transaction logs are missing")
