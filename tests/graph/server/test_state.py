from pathlib import Path

import pytest

from graph.server.configuration import Ports
from graph.server.state import State

STATE = State(7687, 7474, "5.26.30", pid=42, created=1.5)


def test_state_comes_back_as_it_was_written(tmp_path: Path) -> None:
    STATE.write(tmp_path)
    assert State.read(tmp_path) == STATE
    assert STATE.ports == Ports(bolt=7687, http=7474)


def test_cleared_state_is_none(tmp_path: Path) -> None:
    STATE.write(tmp_path)
    State.clear(tmp_path)
    State.clear(tmp_path)
    assert State.read(tmp_path) is None


@pytest.mark.parametrize("content", ["", "{", "[]", '{"port": 1}', "\x00\xff"])
def test_state_nobody_can_read_is_none(tmp_path: Path, content: str) -> None:
    (tmp_path / "server.json").write_text(content, "utf-8")
    assert State.read(tmp_path) is None
