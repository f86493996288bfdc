"""Say why a server did not come up, from what it logged."""

import re
from collections.abc import Sequence
from pathlib import Path

from graph.server.password import password_file

LAST_LINES = 20
PORT_TAKEN = re.compile(r"Address already in use|BindException|Failed to bind")
# What Neo4j or the JVM writes, what it means, what to do.
REASONS = (
    (PORT_TAKEN, "端口被别的程序占用", "请关掉占用 7687 或 7474 端口的程序后再试"),
    (
        re.compile(
            r"Unrecognized setting|Error evaluating value|Failed to read config|declared multiple times"
        ),
        "设置有误",
        "请改正 conf/local.conf 里的设置，或删掉这个文件",
    ),
    (
        re.compile(r"FileLockException|Lock file has been locked|store_lock"),
        "数据文件正被另一个 Neo4j 使用",
        "请先停掉那个 Neo4j，或换一个数据目录",
    ),
    (
        re.compile(
            r"OutOfMemoryError|insufficient memory|Invalid memory configuration|Could not reserve|Cannot allocate memory"
        ),
        "内存不足",
        "请关掉一些程序，或在 conf/local.conf 里调小 server.memory.heap.max_size",
    ),
    (re.compile(r"No space left on device|not enough space on the disk"), "磁盘已满", "请腾出磁盘空间"),
    (re.compile(r"AccessDeniedException|Permission denied"), "没有读写权限", "请检查数据目录的属主和权限"),
    (re.compile(r"UnsupportedClassVersionError"), "Java 版本太旧", "请安装 duijie[local]（自带 Java 21）"),
)


def port_was_taken(log: Path) -> bool:
    """Whether the server ended because somebody else has its port."""
    return bool(PORT_TAKEN.search(_text(log)))


def explain_failure(log: Path, *, timed_out: bool) -> str:
    """One Chinese sentence on the cause, the last lines of the log, and what to do."""
    text = _text(log)
    cause, remedy = next(
        ((cause, remedy) for pattern, cause, remedy in REASONS if pattern.search(text)),
        ("等了太久还没有就绪" if timed_out else "进程自己退出了", "请按日志排查，或运行 duijie doctor"),
    )
    told = [line for line in text.splitlines() if not line.startswith("\tat ")]  # no stack frames
    return f"本机 Neo4j 没能启动：{cause}。{remedy}。\n日志 {log} 的最后几行：\n{_last(told)}"


def explain_closed_door(home: Path, problem: str) -> str:
    """Why a server that is up does not let us in: the wrong password, or a database it cannot open."""
    if "Security" in problem:
        return (
            f"本机 Neo4j 不接受密码文件里的密码（{problem}），可能有人改过密码。"
            f"请把现在的密码写进 {password_file(home)}（只写密码一行），再试一次。"
        )
    log = home / "logs" / "debug.log"
    errors = [line for line in _text(log).splitlines() if " ERROR " in line]
    return (
        f"本机 Neo4j 打不开图数据库（{problem}），数据文件可能已损坏。"
        f"请用备份恢复 {home / 'data'}，或把它移走后从保存的原始清单重建。\n日志 {log} 的最后几个错误：\n{_last(errors)}"
    )


def _last(lines: Sequence[str]) -> str:
    return "\n".join(f"  {line}" for line in lines[-LAST_LINES:]) or "  （没有记录）"


def _text(log: Path) -> str:
    try:
        return log.read_text("utf-8", errors="replace")
    except FileNotFoundError:
        return ""
