import stat
from pathlib import Path

import pytest

from graph.server import ServerError
from graph.server.password import (
    begin_first_start,
    check_password_not_lost,
    complete_first_start,
    initial_user,
    password_file,
    read_password,
)


def auth_file(home: Path) -> Path:
    return home / "data" / "dbms" / "auth.ini"


def mode(file: Path) -> int:
    return stat.S_IMODE(file.stat().st_mode)


def test_first_user_is_written_as_neo4j_itself_writes_it() -> None:
    # Taken from what `neo4j-admin dbms set-initial-password abcdefgh12` of 5.26 wrote.
    salt = bytes.fromhex("6f1dda4a3a66607d24fe4bb4953262d941ebdeae10285b3b50f1baba1805027c")
    digest = "71968e664f2435b4772cee45e01ba42414c91f6fad97827ab86145ff7874f624"
    assert initial_user("abcdefgh12", salt) == f"neo4j:SHA-256,{digest},{salt.hex()},1024:"


def test_password_is_random_and_only_the_owner_reads_it(tmp_path: Path) -> None:
    passwords = set()
    for name in "ab":
        home = tmp_path / name
        begin_first_start(home)
        complete_first_start(home)
        assert mode(password_file(home)) == 0o600
        assert mode(auth_file(home)) == 0o600
        passwords.add(read_password(home))
    assert len(passwords) == 2
    assert min(map(len, passwords)) >= 20


def test_first_start_cut_short_begins_anew(tmp_path: Path) -> None:
    begin_first_start(tmp_path)
    half_made = tmp_path / "data" / "databases" / "system"
    half_made.mkdir(parents=True)
    begin_first_start(tmp_path)
    assert not half_made.exists()
    assert auth_file(tmp_path).exists()
    assert not password_file(tmp_path).exists()


def test_complete_first_start_is_never_undone(tmp_path: Path) -> None:
    begin_first_start(tmp_path)
    complete_first_start(tmp_path)
    password = read_password(tmp_path)
    (tmp_path / "data" / "databases").mkdir()
    begin_first_start(tmp_path)
    complete_first_start(tmp_path)
    assert read_password(tmp_path) == password
    assert (tmp_path / "data" / "databases").exists()


def test_databases_moved_away_begin_with_a_password_of_their_own(tmp_path: Path) -> None:
    begin_first_start(tmp_path)
    complete_first_start(tmp_path)
    (tmp_path / "data").rename(tmp_path / "moved")
    begin_first_start(tmp_path)
    assert auth_file(tmp_path).exists()
    assert not password_file(tmp_path).exists()


def test_lost_password_is_an_error_and_touches_nothing(tmp_path: Path) -> None:
    begin_first_start(tmp_path)
    complete_first_start(tmp_path)
    password_file(tmp_path).unlink()
    with pytest.raises(ServerError, match="不见了，而数据库里已经设过密码"):
        check_password_not_lost(tmp_path)
    assert auth_file(tmp_path).exists()


def test_new_home_has_no_password_to_lose(tmp_path: Path) -> None:
    check_password_not_lost(tmp_path)
    with pytest.raises(ServerError, match="duijie server start"):
        read_password(tmp_path)
