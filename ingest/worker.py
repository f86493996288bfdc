"""Reads lists in a process of its own, with limits of time and memory: a hostile file costs only itself."""

import multiprocessing
import os
import pickle
import sys
from collections.abc import Callable
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnProcess
from types import TracebackType
from typing import Any, ParamSpec, Self, TypeVar, cast

from ingest.readers import FileProblem

P = ParamSpec("P")
T = TypeVar("T")

DEFAULT_SECONDS = 300.0
DEFAULT_MEMORY = 4 * 2**30
_STOP_SECONDS = 2.0
_SPLIT = "请把文件拆小或另存为 .xlsx 后再导入；如内容正常，可调大 "


class Worker:
    """A child process that calls functions for us, one at a time; it is replaced when a call breaks it.

    It starts at once and imports while the caller goes on. Not for use by several threads at a time.
    """

    def __init__(self, *, seconds: float = DEFAULT_SECONDS, memory: int = DEFAULT_MEMORY) -> None:
        """Limit each call to `seconds` of wall clock, and the process to `memory` bytes of address space."""
        self._seconds, self._memory = seconds, memory
        self._process, self._pipe = self._start()

    def call(self, function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Call a function of a module over there.

        Raises `FileProblem` where the function does, and where it takes too long, takes too much memory or
        fails in a way nobody foresaw. Arguments and result must pickle.
        """
        if not self._process.is_alive():
            self._replace()
        try:
            self._pipe.send((function, args, kwargs))
            if not self._pipe.poll(self._seconds):
                self._replace()
                raise FileProblem(
                    f"读取超过 {self._seconds:g} 秒仍未完成，已放弃。", f"{_SPLIT}DUIJIE_READ_SECONDS。"
                )
            said, value = self._pipe.recv()
        except (EOFError, ConnectionError, pickle.UnpicklingError) as error:
            self._replace()
            raise FileProblem(
                f"读取这个文件的进程意外中止（多半是超过内存上限 {self._memory / 2**30:.3g} GB）。",
                f"{_SPLIT}DUIJIE_READ_MEMORY_MB。",
            ) from error
        if said == "problem":
            raise FileProblem(*value)
        return cast("T", value)

    def close(self) -> None:
        """End the child; idle children end by themselves when the parent goes."""
        self._pipe.close()
        self._process.join(_STOP_SECONDS)
        if self._process.is_alive():
            self._process.kill()
            self._process.join()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _start(self) -> tuple[SpawnProcess, Connection]:
        # Spawned, not forked: the parent has threads (progress bars, the driver) whose locks a fork would copy.
        context = multiprocessing.get_context("spawn")
        ours, theirs = context.Pipe()
        process = context.Process(target=_serve, args=(theirs, self._memory), daemon=True)
        process.start()
        theirs.close()
        return process, ours

    def _replace(self) -> None:
        self._process.kill()
        self._process.join()
        self._pipe.close()
        self._process, self._pipe = self._start()


def _serve(pipe: Connection, memory: int) -> None:
    """Answer calls until the parent hangs up."""
    import ingest.records  # noqa: F401, PLC0415 -- imported before the first call comes

    _limit(memory)
    _silence()
    while True:
        try:
            function, args, kwargs = pipe.recv()
        except (EOFError, ConnectionError, KeyboardInterrupt):
            return
        try:
            pipe.send(_answer(function, args, kwargs))
        except (BrokenPipeError, KeyboardInterrupt):
            return


def _answer(function: Callable[..., Any], args: tuple[Any, ...], kwargs: dict[str, Any]) -> tuple[str, Any]:
    try:
        return "value", function(*args, **kwargs)
    except FileProblem as problem:
        return "problem", (problem.problem, problem.hint)
    except MemoryError:
        return "problem", (
            "读取这个文件需要的内存超过上限。",
            f"{_SPLIT}DUIJIE_READ_MEMORY_MB。",
        )
    except RecursionError:
        return "problem", ("文件的结构嵌套过深，没有读取。", "请用 WPS/Office 打开后另存，再导入。")
    except Exception as error:  # noqa: BLE001 -- a defect of ours must not stop the other files
        where = f"{type(error).__name__}：{error}"[:200]
        return "problem", (
            f"读取时出错（{where}）。",
            "请用 WPS/Office 打开后另存再试；仍然不行，请把文件交给维护人员。",
        )


def _silence() -> None:
    """Keep what a parser prints when it aborts off the user's terminal; the caller tells of it."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 2)
    os.close(nowhere)


def _limit(memory: int) -> None:
    """Cap the address space; only Linux and the BSDs enforce it."""
    if sys.platform in {"win32", "darwin"}:
        return
    import resource  # noqa: PLC0415 -- not on Windows

    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    limit = memory if hard == resource.RLIM_INFINITY else min(memory, hard)
    resource.setrlimit(resource.RLIMIT_AS, (limit, hard))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
