"""The embedded server starts anywhere, for anyone, once, and comes back after a crash."""

from __future__ import annotations

import os
import select
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

import psycopg
import pytest

from ontzorg.config import embedded

if TYPE_CHECKING:
    from collections.abc import Iterator

NOBODY = 65534
ROOT_ONLY = pytest.mark.skipif(os.geteuid() != 0, reason="only root can become another user")
START = "import sys; from pathlib import Path; from ontzorg.config import embedded; "
START += "print(embedded.ensure_running(Path(sys.argv[1])).host)"


@pytest.fixture
def place() -> Iterator[Path]:
    """Give a directory that every user can reach, and stop the servers in it."""
    with ExitStack() as stack:
        place = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        place.chmod(0o755)
        yield place
        for data in place.rglob("postgres.lock"):
            embedded.stop(data.parent)


def connect(info: embedded.ServerInfo) -> psycopg.Connection:
    return psycopg.connect(host=str(info.host), port=info.port, user=info.user)


def ask(info: embedded.ServerInfo, question: str) -> object:
    with connect(info) as connection:
        row = connection.execute(question.encode()).fetchone()
        return row and row[0]


def kill_and_wait(pid: int) -> None:
    process = os.pidfd_open(pid)
    os.kill(pid, signal.SIGKILL)
    select.select([process], [], [])
    os.close(process)


def server_pid(var: Path) -> int:
    return int((var / "postgres" / "postmaster.pid").read_text().split("\n")[0])


@pytest.mark.parametrize("name", ["plain", "with spaces", 'it\'s "$HOME" `x`', "long" * 60])
def test_it_starts_in_any_path_without_a_network_address(place: Path, name: str) -> None:
    info = embedded.ensure_running(place / name)
    assert ask(info, "SHOW listen_addresses") == ""
    assert ask(info, "SHOW data_checksums") == "on"
    assert info.host.stat().st_mode & 0o077 == 0


def test_it_runs_once_and_stops(place: Path) -> None:
    info = embedded.ensure_running(place)
    pid = server_pid(place)
    assert embedded.ensure_running(place) == info == embedded.running_info(place)
    assert server_pid(place) == pid
    assert embedded.stop(place)
    assert embedded.running_info(place) is None
    assert not embedded.stop(place)


def test_many_starters_get_one_server(place: Path) -> None:
    command = [sys.executable, "-c", START, str(place)]
    starters = [subprocess.Popen(command, stdout=subprocess.PIPE) for _ in range(4)]
    answers = {starter.communicate()[0] for starter in starters}
    assert [starter.returncode for starter in starters] == [0] * 4
    assert len(answers) == 1


def test_data_survive_a_crash(place: Path) -> None:
    info = embedded.ensure_running(place)
    with connect(info) as connection:
        connection.execute("CREATE TABLE kept AS SELECT 7 AS number")
    kill_and_wait(server_pid(place))
    again = embedded.ensure_running(place)
    assert ask(again, "SELECT number FROM kept") == 7


def test_a_socket_that_outlives_its_server_fools_nobody(place: Path) -> None:
    info = embedded.ensure_running(place)
    kill_and_wait(server_pid(place))
    left_open = info.host / f".s.PGSQL.{info.port}"
    left_open.unlink()
    with socket.socket(socket.AF_UNIX) as session:
        session.bind(str(left_open))
        session.listen()
        assert embedded.running_info(place) is None
        again = embedded.ensure_running(place)
    assert ask(again, "SELECT 1") == 1


def test_a_process_number_that_went_to_another_program_does_no_harm(place: Path) -> None:
    embedded.ensure_running(place)
    pid_file = place / "postgres" / "postmaster.pid"
    left_behind = pid_file.read_text().split("\n")
    embedded.stop(place)
    owner = (place / "postgres").stat().st_uid
    other = subprocess.Popen(["sleep", "60"], user=owner if os.geteuid() == 0 else None)
    try:
        pid_file.write_text("\n".join([str(other.pid), *left_behind[1:]]))
        assert ask(embedded.ensure_running(place), "SELECT 1") == 1
    finally:
        other.kill()
        other.wait()


def test_a_half_made_directory_is_made_again(place: Path) -> None:
    (place / "postgres.new").mkdir()
    (place / "postgres.new" / "PG_VERSION").write_text("18")
    assert ask(embedded.ensure_running(place), "SELECT 1") == 1


def test_the_last_user_stops_it(place: Path) -> None:
    with embedded.in_use(place):
        with embedded.in_use(place):
            pass
        assert embedded.running_info(place) is not None
    assert embedded.running_info(place) is None


def test_a_socket_directory_of_someone_else_is_refused(place: Path) -> None:
    info = embedded.ensure_running(place)
    embedded.stop(place)
    info.host.mkdir(mode=0o755)
    info.host.chmod(0o755)
    try:
        with pytest.raises(embedded.EmbeddedServerError, match="Verwijder die map"):
            embedded.ensure_running(place)
    finally:
        info.host.rmdir()


@ROOT_ONLY
def test_an_ordinary_user_can_start_it(place: Path) -> None:
    home = place / "home"
    home.mkdir()
    os.chown(home, NOBODY, NOBODY)
    assert start_as_nobody(home / "var") == ""
    assert (home / "var" / "postgres").stat().st_uid == NOBODY
    info = embedded.running_info(home / "var")
    assert info is not None
    assert ask(info, "SELECT 1") == 1


@ROOT_ONLY
def test_root_can_start_it_where_only_root_may_look(place: Path) -> None:
    place.chmod(0o700)
    info = embedded.ensure_running(place / "var")
    data = (place / "var" / "postgres").resolve()
    assert ask(info, "SELECT 1") == 1
    assert place.stat().st_mode & 0o077 == 0
    embedded.stop(place / "var")
    assert embedded.ensure_running(place / "var").host == info.host
    embedded.stop(place / "var")
    shutil.rmtree(data)


@ROOT_ONLY
def test_another_users_data_are_not_touched(place: Path) -> None:
    embedded.ensure_running(place)
    assert "zijn van een andere gebruiker" in start_as_nobody(place)


def start_as_nobody(var: Path) -> str:
    """Start the server in a child process of an ordinary user; return what went wrong."""
    with tempfile.TemporaryFile() as said:
        child = os.fork()
        if child == 0:
            os.setgroups([])
            os.setgid(NOBODY)
            os.setuid(NOBODY)
            try:
                embedded.ensure_running(var)
            except BaseException as error:
                said.write(str(error).encode() or b"an error without words")
                said.flush()
            finally:
                os._exit(0)
        os.waitpid(child, 0)
        said.seek(0)
        return said.read().decode()


def test_a_command_runs_beside_a_server_of_its_own(place: Path) -> None:
    question = f"import sys; {START.replace('sys.argv[1]', repr(str(place)))}; sys.exit(5)"
    command = [sys.executable, "-m", "ontzorg.config.embedded", sys.executable, "-c", question]
    environment = {**os.environ, "ONTZORG_VAR": str(place)}
    environment.pop("DATABASE_URL", None)
    done = subprocess.run(command, env=environment, capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (5, "")
    assert embedded.running_info(place) is None
