import re
from pathlib import Path

from graph.server import jars
from graph.server.jars import Jar, locked_jars, neo4j_version


def test_lock_names_the_server_and_the_browser_once() -> None:
    named = [(jar.group, jar.artifact, jar.version) for jar in locked_jars()]
    assert ("org.neo4j.app", "neo4j-server", neo4j_version()) in named
    assert sum(jar.is_browser for jar in locked_jars()) == 1
    assert len({jar.path for jar in locked_jars()}) == len(named) > 200


def test_every_jar_has_a_full_hash() -> None:
    assert all(re.fullmatch(r"[0-9a-f]{64}", jar.sha256) for jar in locked_jars())


def test_lock_holds_no_address() -> None:
    text = Path(jars.__file__).with_name("jgo.lock.toml").read_text("utf-8")
    assert "://" not in text


def test_path_is_that_of_a_maven_repository() -> None:
    jar = Jar("io.netty", "netty-transport", "4.1", "linux-x86_64", "0" * 64)
    assert str(jar.path) == "io/netty/netty-transport/4.1/netty-transport-4.1-linux-x86_64.jar"


def test_jar_is_intact_only_with_its_own_bytes(tmp_path: Path) -> None:
    jar = Jar("g", "a", "1", "", "0" * 64)
    file = tmp_path / jar.path
    assert not jar.is_intact(tmp_path)
    file.parent.mkdir(parents=True)
    file.write_bytes(b"bytes of a jar")
    assert not jar.is_intact(tmp_path)
    assert Jar("g", "a", "1", "", jars.file_sha256(file)).is_intact(tmp_path)
