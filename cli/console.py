"""What the terminal shows: results on stdout, progress and problems on stderr."""

import getpass
import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any, Protocol

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

out = Console(highlight=False)
err = Console(stderr=True, highlight=False)


class StepProgress(Protocol):
    """Named steps, as the private server tells them."""

    def __call__(self, step: str, done: int, total: int) -> None:
        """Step `step` has done `done` of `total`."""


def print_json(document: Any) -> None:  # noqa: ANN401 -- any JSON document
    """Print one JSON document, and nothing else, on stdout."""
    sys.stdout.write(json.dumps(document, ensure_ascii=False, indent=2, default=str) + "\n")


def login_name() -> str:
    """Name of the user of the operating system; it may have none, as in a container."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return "未知"


def local_time(at: str | None) -> str:
    """A time of the graph (ISO, UTC) as the user's clock shows it."""
    return datetime.fromisoformat(at).astimezone().strftime("%Y-%m-%d %H:%M") if at else ""


@contextmanager
def bars() -> Iterator[Progress]:
    """Progress bars on stderr; they vanish when done and stay silent where stderr is no terminal."""
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=err, transient=True, disable=not err.is_terminal) as progress:
        yield progress


def bar(progress: Progress, description: str) -> Callable[[int, int], None]:
    """One bar as the (done, total) callback the rooms take."""
    task = progress.add_task(description, total=None)

    def show(done: int, total: int) -> None:
        progress.update(task, completed=done, total=total)

    return show


def steps(progress: Progress) -> StepProgress:
    """One bar per named step, as the (step, done, total) callback of the private server."""
    tasks: dict[str, Any] = {}

    def show(step: str, done: int, total: int) -> None:
        """Move the step's bar."""
        if step not in tasks:
            tasks[step] = progress.add_task(step, total=total or None)
        progress.update(tasks[step], completed=done, total=total or None)

    return show
