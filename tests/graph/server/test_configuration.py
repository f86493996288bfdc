import socket
from collections.abc import Iterator
from contextlib import ExitStack, suppress
from pathlib import Path

import pytest

from graph.server import StartError, configuration
from graph.server.configuration import (
    BOLT_PORT,
    HEAP_KEY,
    HTTP_PORT,
    OTHER_PORTS,
    Ports,
    free_ports,
    write_configuration,
)

PORTS = Ports(bolt=7001, http=7002)


def written(home: Path) -> dict[str, str]:
    lines = (home / "conf" / "neo4j.conf").read_text("utf-8").splitlines()
    return dict(line.split("=", 1) for line in lines if not line.startswith("#"))


def test_server_listens_on_loopback_only(tmp_path: Path) -> None:
    write_configuration(tmp_path, PORTS, None)
    addresses = {key: value for key, value in written(tmp_path).items() if key.endswith("listen_address")}
    assert addresses == {
        "server.default_listen_address": "127.0.0.1",
        "server.bolt.listen_address": "127.0.0.1:7001",
        "server.http.listen_address": "127.0.0.1:7002",
    }


def test_nothing_turns_authentication_off(tmp_path: Path) -> None:
    assert not [key for key in write_configuration(tmp_path, PORTS, None) if "auth" in key]


def test_browser_opens_guide_and_style_from_this_very_server(tmp_path: Path) -> None:
    write_configuration(tmp_path, PORTS, "browser/duijie")
    assert written(tmp_path)["browser.post_connect_cmd"] == (
        "style http://127.0.0.1:7002/browser/duijie/style.grass; "
        "play http://127.0.0.1:7002/browser/duijie/guide.html"
    )


def test_browser_runs_nothing_without_files(tmp_path: Path) -> None:
    write_configuration(tmp_path, PORTS, None)
    assert "browser.post_connect_cmd" not in written(tmp_path)


def test_settings_of_the_machine_win_and_stand_once(tmp_path: Path) -> None:
    (tmp_path / "conf").mkdir()
    local = f"# 本机\n\n {HEAP_KEY} = 2g\ndb.transaction.timeout=60s\n"
    (tmp_path / "conf" / "local.conf").write_text(local, "utf-8")
    settings = write_configuration(tmp_path, PORTS, None)
    assert settings[HEAP_KEY] == "2g"
    assert settings["db.transaction.timeout"] == "60s"
    assert written(tmp_path) == settings
    text = (tmp_path / "conf" / "neo4j.conf").read_text("utf-8")
    assert text.count(HEAP_KEY) == 1


@pytest.fixture
def usual_ports_taken() -> Iterator[None]:
    """Somebody listens on 7687 and 7474, if not already another program."""
    with ExitStack() as held:
        for port in (BOLT_PORT, HTTP_PORT):
            with suppress(OSError):
                held.enter_context(socket.create_server(("127.0.0.1", port)))
        yield


@pytest.mark.usefixtures("usual_ports_taken")
def test_occupied_and_avoided_ports_are_passed_over(tmp_path: Path) -> None:
    first = free_ports(tmp_path)
    assert BOLT_PORT < first.bolt <= BOLT_PORT + OTHER_PORTS
    assert HTTP_PORT < first.http <= HTTP_PORT + OTHER_PORTS
    with socket.create_server(("127.0.0.1", first.bolt)):
        second = free_ports(tmp_path, {first.http})
    assert second.bolt != first.bolt
    assert second.http != first.http


@pytest.mark.usefixtures("usual_ports_taken")
def test_homes_look_for_ports_in_different_places(tmp_path: Path) -> None:
    found = {free_ports(tmp_path / str(number)) for number in range(10)}
    assert len(found) > 5


def test_usual_ports_come_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(configuration, "_is_free", lambda _: True)
    assert free_ports(tmp_path) == Ports(bolt=BOLT_PORT, http=HTTP_PORT)


def test_port_with_closing_connections_counts_as_free(tmp_path: Path) -> None:
    port = free_ports(tmp_path).bolt
    with socket.create_server(("127.0.0.1", port)) as server:
        client = socket.create_connection(("127.0.0.1", port))
        accepted, _ = server.accept()
        accepted.close()  # the server's side closes first, as a stopping Neo4j does, and lingers
        client.close()
    assert free_ports(tmp_path).bolt == port


def test_no_free_port_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(StartError, match="都被占用"):
        free_ports(tmp_path, range(65536))
