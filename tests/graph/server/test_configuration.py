import socket
from pathlib import Path

import pytest

from graph.server import StartError
from graph.server.configuration import (
    BOLT_PORT,
    HEAP_KEY,
    HTTP_PORT,
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


def test_occupied_and_avoided_ports_are_passed_over() -> None:
    first = free_ports(())
    assert first.bolt >= BOLT_PORT
    assert first.http >= HTTP_PORT
    with socket.create_server(("127.0.0.1", first.bolt)):
        second = free_ports({first.http})
    assert second.bolt > first.bolt
    assert second.http > first.http


def test_port_with_closing_connections_counts_as_free() -> None:
    port = free_ports(()).bolt
    with socket.create_server(("127.0.0.1", port)) as server:
        client = socket.create_connection(("127.0.0.1", port))
        accepted, _ = server.accept()
        accepted.close()  # the server's side closes first, as a stopping Neo4j does, and lingers
        client.close()
    assert free_ports(()).bolt == port


def test_no_free_port_is_an_error() -> None:
    with pytest.raises(StartError, match="都被占用"):
        free_ports(range(65536))
